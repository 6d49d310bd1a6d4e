"""What a line names is looked at before it is begun, so that a refusal is quick and has changed nothing."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.core.errors import Refused

_PATHS: Final = {
    "record": "RECORD", "file": "FILE", "files": "FILE", "folder": "--to", "recovery": "--recovery",
    "recovery_sheet": "--recovery-sheet", "recovery_text": "--recovery-text", "counts": "--counts",
}  # fmt: skip
"""Arguments that name a file or a folder, and how the lines call them."""

_MAKES_ITS_RECORD: Final = frozenset({"new", "demo", "restore"})
_BESIDE: Final = ".{}.restoring"
"""The longest name that lies beside a new record until it is whole."""

_NAME_SHOWN: Final = 40


def check(line: argparse.Namespace) -> None:
    """Refuse names that no file can have, and a record that somebody has open. Raises as they are said."""
    for attribute, called in _PATHS.items():
        for name in _names(line, attribute):
            if not name.strip():
                raise _left_empty(line.line, called)
            _check_can_be(Path(name))
    record = getattr(line, "record", None)
    if not record:
        return
    if line.line in _MAKES_ITS_RECORD:
        place = Path(record).absolute()
        _check_can_be(place.parent / _BESIDE.format(place.name))
    else:
        from app import places

        places.check_nobody_has(Path(record))


def _left_empty(line: str, called: str) -> Refused:
    """An empty name would be the folder one stands in: a script's empty variable, and nobody's choice."""
    if line == "report":
        called = "--to" if called == "FILE" else called
    if called.startswith("--"):
        return Refused("line_value_missing", of=called)
    return Refused("line_needs", line=line, needs=called)


def _names(line: argparse.Namespace, attribute: str) -> Iterator[str]:
    value = getattr(line, attribute, None)
    yield from value if isinstance(value, list) else [] if value is None else [value]


def _check_can_be(path: Path) -> None:
    """Ask the system for what may not be there yet: only what can never be there is refused."""
    try:
        path.lstat()
    except OSError as problem:
        if problem.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ):
            raise Refused("name_refused", name=path.name[:_NAME_SHOWN]) from problem
        if problem.errno in (errno.EACCES, errno.EPERM):
            raise Refused("name_out_of_reach", name=path.name[:_NAME_SHOWN]) from problem
