"""Plain values there and back: whatever passes the door survives being written as JSON."""

from __future__ import annotations

import base64
import dataclasses
import importlib
from datetime import date, datetime, time
from enum import Enum
from functools import lru_cache
from typing import Any

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_KIND = "!"


def plain(value: object) -> Plain:
    """The value as JSON-able parts, each part that JSON does not know under its kind.

    Raises ``TypeError`` for a value that has no place in a request or an answer.
    """
    if value is None or isinstance(value, bool | int | float | str) and not isinstance(value, Enum):
        return value
    if isinstance(value, Enum):
        return {_KIND: "word", "of": _name(type(value)), "is": plain(value.value)}
    if isinstance(value, datetime):
        return {_KIND: "instant", "is": value.isoformat()}
    if isinstance(value, date):
        return {_KIND: "day", "is": value.isoformat()}
    if isinstance(value, time):
        return {_KIND: "time", "is": value.isoformat()}
    if isinstance(value, bytes):
        return {_KIND: "bytes", "is": base64.b64encode(value).decode("ascii")}
    return _plain_parts(value)


def _plain_parts(value: object) -> Plain:
    if (names := field_names(type(value))) is not None:
        fields = {name: plain(getattr(value, name)) for name in names}
        return {_KIND: "one", "of": _name(type(value)), "is": fields}
    if isinstance(value, tuple):
        return {_KIND: "row", "is": [plain(part) for part in value]}
    if isinstance(value, frozenset):
        return {_KIND: "set", "is": sorted((plain(part) for part in value), key=repr)}
    if isinstance(value, dict):
        return {_KIND: "map", "is": [[plain(key), plain(part)] for key, part in value.items()]}
    if isinstance(value, Exception) and hasattr(value, "code"):
        facts = plain(getattr(value, "facts", {}))
        return {_KIND: "refusal", "of": _name(type(value)), "code": value.code, "facts": facts}
    raise TypeError(f"{type(value).__name__} is not a plain value")


def field_names(cls: type) -> tuple[str, ...] | None:
    """The names of what a value of this class holds: of a data class or a named tuple; None of any other."""
    if dataclasses.is_dataclass(cls):
        return tuple(field.name for field in dataclasses.fields(cls))
    return getattr(cls, "_fields", None) if issubclass(cls, tuple) else None


def read(value: Plain) -> Any:
    """The value that ``plain`` was given. Raises ``ValueError`` for anything else."""
    if not isinstance(value, dict):
        if isinstance(value, list):
            raise ValueError("a bare list is nothing that the wire writes")
        return value
    kind, inner = value.get(_KIND), value.get("is")
    if kind == "refusal":
        return _class(str(value["of"]))(value["code"], **read(value["facts"]))
    if kind == "one":
        made = _class(str(value["of"]))
        return made(**{name: read(part) for name, part in _mapping(inner).items()})
    if kind == "word":
        return _class(str(value["of"]))(read(inner))
    if kind in ("row", "set", "map"):
        return _read_many(str(kind), inner)
    return _read_one(str(kind), str(inner))


def _read_many(kind: str, inner: Plain) -> Any:
    if not isinstance(inner, list):
        raise ValueError(f"a {kind} holds a list")
    if kind == "row":
        return tuple(read(part) for part in inner)
    if kind == "set":
        return frozenset(read(part) for part in inner)
    pairs = [pair for pair in inner if isinstance(pair, list)]
    return {read(key): read(part) for key, part in pairs}


def _read_one(kind: str, text: str) -> Any:
    if kind == "day":
        return date.fromisoformat(text)
    if kind == "instant":
        return datetime.fromisoformat(text)
    if kind == "time":
        return time.fromisoformat(text)
    if kind == "bytes":
        return base64.b64decode(text)
    raise ValueError(f"{kind} is no kind that the wire knows")


def _mapping(value: Plain) -> dict[str, Plain]:
    if not isinstance(value, dict):
        raise ValueError("fields stand in a mapping")
    return value


def _name(cls: type) -> str:
    if not cls.__module__.startswith("app."):
        raise TypeError(f"{cls.__module__}.{cls.__name__} is not one of ours")
    return f"{cls.__module__}:{cls.__qualname__}"


@lru_cache(maxsize=512)
def _class(name: str) -> type[Any]:
    module, _, qualname = name.partition(":")
    if not module.startswith("app."):
        raise ValueError(f"{name} is not one of ours")
    found: Any = importlib.import_module(module)
    for part in qualname.split("."):
        found = getattr(found, part)
    if not (
        isinstance(found, type) and (field_names(found) is not None or issubclass(found, Enum | Exception))
    ):
        raise ValueError(f"{name} is no value of ours")
    return found
