"""How the command line comes to an open record: who, which password, and a copy on the way out."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from app import bootstrap
from app.core.clock import SystemClock
from app.core.errors import Refused

PASSWORD: Final = "INCHSTONE_PASSWORD"

Answer = tuple[Any, int, str]
"""What is printed, the status, and one line for standard error where there is one."""


def done(found: Any) -> Answer:
    """An answer with nothing more to say."""
    return found, 0, ""


def password(prompt: str = "Password: ") -> str:
    """The password from the environment, or typed where somebody can type. Raises ``Refused``."""
    given = os.environ.get(PASSWORD)
    if given:
        return given
    if not sys.stdin or not sys.stdin.isatty():
        raise Refused("password_missing")
    try:
        typed = getpass.getpass(prompt)
    except (EOFError, KeyboardInterrupt):
        raise Refused("password_withheld") from None
    if not typed:
        raise Refused("password_withheld")
    return typed


@contextmanager
def signed_in(line: argparse.Namespace) -> Iterator[bootstrap.Opened]:
    """The record of this line, opened for the person of this line; copied on close where it changed."""
    folder = Path(line.record)
    clock = SystemClock()
    staff = bootstrap.person_named(folder, line.who)
    opened = bootstrap.sign_in(folder, staff, password(), clock)
    began_at = opened.record.head.seq
    try:
        yield opened
        if opened.record.head.seq != began_at:
            _copy_on_close(opened, clock)
    finally:
        opened.close()


def _copy_on_close(opened: bootstrap.Opened, clock: SystemClock) -> None:
    """What was asked is done and saved: a copy that cannot be made now stands on Today instead."""
    with suppress(Exception):
        bootstrap.back_up_if_due(opened, clock)


def check_free(path: Path) -> None:
    """Refuse to write over a file that exists, where no option allows it."""
    if path.exists():
        raise Refused("file_is_there", name=path.name)
    if not path.parent.is_dir():
        raise Refused("folder_missing", name=path.parent.name)
