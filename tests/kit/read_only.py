"""A folder that may only be read, for whoever runs the tests: root too, which takes no notice of chmod."""

from __future__ import annotations

import ctypes
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION = 0x20080522
OVERRIDES = 1 << 1 | 1 << 2
"""The two capabilities by which root reads and writes whatever the permissions say."""


class _Head(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("thread", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def read_only_folder(folder: Path) -> Iterator[None]:
    """Nothing in it can be made, renamed or written by a file that is opened from now on."""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (*folder.iterdir(), folder)}
    with _without_overrides():
        for path in modes:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            yield
        finally:
            for path, mode in modes.items():
                if path.exists():
                    path.chmod(mode)


def refuses(folder: Path) -> bool:
    """Whether the system itself refuses to write there now."""
    try:
        (folder / "tried").touch()
    except OSError:
        return True
    (folder / "tried").unlink()
    return False


@contextmanager
def _without_overrides() -> Iterator[None]:
    """This thread obeys the permissions; on Linux alone can it be told to."""
    if not sys.platform.startswith("linux"):
        yield
        return
    system, head, both = ctypes.CDLL(None), _Head(VERSION, 0), (_Capabilities * 2)()
    if system.capget(ctypes.byref(head), both) != 0:
        yield
        return
    before = both[0].effective
    both[0].effective = before & ~OVERRIDES
    system.capset(ctypes.byref(head), both)
    try:
        yield
    finally:
        both[0].effective = before
        system.capset(ctypes.byref(head), both)
