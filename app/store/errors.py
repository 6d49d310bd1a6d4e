"""Engine codes told as what the machine could not do, once and for everybody."""

from __future__ import annotations

import errno

import sqlcipher3

from app.core.errors import Unavailable

_BY_NAME = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "place_is_read_only",
    "SQLITE_PERM": "place_is_read_only",
    "SQLITE_BUSY": "record_is_busy",
    "SQLITE_LOCKED": "record_is_busy",
    "SQLITE_CANTOPEN": "record_is_gone",
    "SQLITE_NOTADB": "record_damaged",
    "SQLITE_CORRUPT": "record_damaged",
    "SQLITE_IOERR": "disk_failed",
    "SQLITE_NOMEM": "memory_full",
}

_BY_MESSAGE = {
    "disk is full": "disk_full",
    "readonly database": "place_is_read_only",
    "is locked": "record_is_busy",
    "unable to open database": "record_is_gone",
    "not a database": "record_damaged",
    "image is malformed": "record_damaged",
    "disk I/O error": "disk_failed",
    "out of memory": "memory_full",
}
"""The online copy gives its errors no name, so its words must do."""

ENGINE_CODES = frozenset(_BY_NAME.values())
"""Every code that an error of the engine may become."""

_GONE = ("SQLITE_READONLY_DBMOVED", "SQLITE_IOERR_FSTAT", "SQLITE_IOERR_SHMOPEN", "SQLITE_READONLY_DIRECTORY")


def as_unavailable(error: BaseException) -> Unavailable | None:
    """The ``Unavailable`` that an engine's error or an operating system's means; None for a bug of ours."""
    found: BaseException | None = error
    while found is not None:
        name = str(getattr(found, "sqlite_errorname", "") or "")
        if name in _GONE:
            return Unavailable("record_is_gone")
        for start, code in _BY_NAME.items():
            if name.startswith(start):
                return Unavailable(code)
        if isinstance(found, sqlcipher3.Error):
            for words, code in _BY_MESSAGE.items():
                if words in str(found):
                    return Unavailable(code)
        found = getattr(found, "orig", None) or found.__cause__
    if isinstance(error, OSError):
        return _from_system(error)
    return None


def _from_system(error: OSError) -> Unavailable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return Unavailable("disk_full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Unavailable("place_is_read_only")
    if error.errno == errno.ENOENT:
        return Unavailable("record_is_gone")
    return Unavailable("disk_failed")
