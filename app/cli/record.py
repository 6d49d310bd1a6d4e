"""Lines about the record itself: make it, copy it, bring it back, check it."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any, Final

from app import bootstrap
from app.bootstrap.restoring import checks_of_unopened
from app.cli.door import Answer, check_free, done, password, signed_in
from app.cli.say import BROKEN
from app.core.clock import SystemClock
from app.core.errors import Refused, Unavailable
from app.core.jobs import Silent
from app.core.sentences import say
from app.rooms import keeping

_NOT_TO_BE_OPENED: Final = frozenset({"record_altered", "record_behind", "record_damaged", "record_foreign"})


def do(line: argparse.Namespace) -> Answer:
    """Answer one of the lines of this module."""
    return _LINES[line.line](line)


def _new(line: argparse.Namespace) -> Answer:
    folder, sheet = Path(line.record), Path(line.recovery_sheet)
    text = Path(line.recovery_text) if line.recovery_text else None
    if sheet.suffix.lower() != ".pdf":
        raise Refused("sheet_must_be_pdf")
    check_free(sheet)
    if text is not None:
        check_free(text)
        if text.resolve() == sheet.resolve():
            raise Refused("sheet_and_text_are_one")
    founding = bootstrap.Founding(line.provision, line.head, password())
    opened = bootstrap.found_with_sheet(folder, founding, sheet, text, SystemClock())
    try:
        return done({"record": opened.record.ref, "head": founding.head.strip()})
    finally:
        opened.close()


def _demo(line: argparse.Namespace) -> Answer:
    from app.demo.generate import make_invented

    return done(make_invented(Path(line.record), line.pupils, line.years, line.seed, password()))


def _info(line: argparse.Namespace) -> Answer:
    with signed_in(line) as opened:
        counts = opened.office.ask(keeping.Counts())
        state = opened.office.ask(keeping.RecordStateNow())
        return done(
            {
                "counts": dataclasses.asdict(counts),
                "engine": state.engine,
                "schema": state.schema,
                "last_backup": state.last_backup.isoformat() if state.last_backup else None,
            }
        )


def _backup(line: argparse.Namespace) -> Answer:
    folder = Path(line.folder)
    if not folder.is_dir():
        raise Refused("folder_missing", name=folder.name)
    with signed_in(line) as opened:
        made = opened.office.work(keeping.MakeBackup(str(folder)), Silent())
        return done({"file": made.file, "verified": made.verified})


def _restore(line: argparse.Namespace) -> Answer:
    groups = None
    if line.recovery:
        try:
            groups = Path(line.recovery).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused("file_missing", name=Path(line.recovery).name) from error
    found = bootstrap.restore(
        Path(line.file), Path(line.record), line.who, password(), SystemClock(), sheet_text=groups
    )
    return done({"record": found.record, "counts": dataclasses.asdict(found.counts), "difference": None})


def _verify(line: argparse.Namespace) -> Answer:
    try:
        with signed_in(line) as opened:
            checks = opened.office.work(keeping.VerifyRecord(), Silent())
    except Unavailable as error:
        checks = _checks_of_unopened(line, error)
    sound = all(check.ok for check in checks)
    found = {
        "ok": sound,
        "checks": [{"name": check.name, "ok": check.ok, "found": check.found} for check in checks],
    }
    if sound:
        return done(found)
    failed = ", ".join(check.name for check in checks if not check.ok)
    return found, BROKEN, say("record_not_sound", {"failed": failed})


def _checks_of_unopened(line: argparse.Namespace, error: Unavailable) -> tuple[Any, ...]:
    """A record that is too damaged to open is checked all the same. Raises where that says nothing."""
    if error.code not in _NOT_TO_BE_OPENED:
        raise error
    folder = Path(line.record)
    checks = checks_of_unopened(folder, bootstrap.person_named(folder, line.who), password())
    if all(check.ok for check in checks):
        raise error
    return checks


_LINES = {
    "new": _new,
    "demo": _demo,
    "info": _info,
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
}
