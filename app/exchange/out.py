"""A file outside: written whole or not at all, and never over another unless somebody said so."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import InchstoneError, Refused, Unavailable
from app.store import platform
from app.store.errors import as_unavailable

_OF_THE_NAME = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)
_NAME_SHOWN = 40


def check_free(path: Path, *, replace: bool) -> None:
    """Refuse a place where another file would be lost, or that is no place for a file."""
    try:
        if not path.parent.is_dir():
            raise Refused("folder_missing", name=path.parent.name)
        if path.is_dir() or path.exists() and not replace:
            raise Refused("file_exists", name=path.name)
    except OSError as problem:
        raise _said_of(path, problem) or problem from problem


@contextmanager
def whole(path: Path, content: bytes, *, replace: bool = False) -> Iterator[None]:
    """The file lies whole beside its place while the body runs, and gets its name after it.

    Whatever the body notes about the file is noted before anybody can find it; where the body
    fails there is no file. Raises ``Refused`` for a place that is taken, ``Unavailable`` for a disk.
    """
    check_free(path, replace=replace)
    waiting = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _lay_down(waiting, content, path)
        yield
        _give_name(waiting, path, replace=replace)
    finally:
        waiting.unlink(missing_ok=True)


def write(path: Path, content: bytes, *, replace: bool = False) -> None:
    """A file that nothing need be noted about."""
    with whole(path, content, replace=replace):
        pass


def _lay_down(waiting: Path, content: bytes, path: Path) -> None:
    try:
        with waiting.open("xb") as file:
            file.write(content)
            file.flush()
            platform.flush_file(file.fileno())
    except OSError as problem:
        raise _said_of(path, problem) or problem from problem


def _give_name(waiting: Path, path: Path, *, replace: bool) -> None:
    try:
        if replace:
            waiting.replace(path)
        elif os.name == "nt":
            waiting.rename(path)
        else:
            path.hardlink_to(waiting)
        platform.flush_folder(path.parent)
    except FileExistsError:
        raise Refused("file_exists", name=path.name) from None
    except OSError as problem:
        raise _said_of(path, problem) or problem from problem


def _said_of(path: Path, problem: OSError) -> InchstoneError | None:
    """What the system says of a place outside, where nothing that is missing is the record's own file."""
    if problem.errno in _OF_THE_NAME:
        return Refused("name_refused", name=path.name[:_NAME_SHOWN])
    found = as_unavailable(problem)
    return Unavailable("place_is_read_only") if found and found.code == "record_is_gone" else found
