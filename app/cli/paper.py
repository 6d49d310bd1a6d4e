"""The line that writes a page to a file, and puts on record that it left."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.door import Answer, done, signed_in
from app.core.errors import Refused
from app.core.jobs import Silent
from app.exchange import out
from app.reports.make_page import MakePage, PageFormat, PageKind
from app.rooms import keeping, people


def do(line: argparse.Namespace) -> Answer:
    """Answer one of the lines of this module."""
    path, kind = Path(line.file), PageKind(line.kind)
    written_as = _format(path)
    if kind is PageKind.EMERGENCY and (line.pupil or line.addressee):
        raise Refused("page_not_of_one_pupil")
    if kind is not PageKind.EMERGENCY and not line.pupil:
        raise Refused("nobody_to_address")
    out.check_free(path, replace=line.replace)
    with signed_in(line) as opened:
        pupil = opened.office.ask(people.PupilByRef(line.pupil)).pupil if line.pupil else None
        page = opened.office.work(MakePage(kind, pupil, line.addressee or "", written_as), Silent())
        with out.whole(path, page.content, replace=line.replace):
            opened.office.execute(
                keeping.NoteIssue(page.ref, page.kind.value, page.pupil, page.addressee, page.digest)
            )
    return done({"file": str(path), "reference": page.ref})


def _format(path: Path) -> PageFormat:
    try:
        return PageFormat(path.suffix.lower().removeprefix("."))
    except ValueError:
        raise Refused("page_kind_unknown") from None
