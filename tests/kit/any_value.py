"""Some value of a type, by chance: what a request or an answer might hold, sensible or not."""

from __future__ import annotations

import dataclasses
import enum
import random
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.core.errors import Refused
from app.core.wire import field_names

TEXTS = ("", "Ash", "Zoë Łukasik", "مريم", "a\nb\t\0", "🐐 ' \" \\ <b>", "x" * 300, "!", "null", "2026-10-13")
NUMBERS = (0, 1, -1, 7, 2**31, -(2**53), 10**18)
TRIES = 200


class NoValue(Exception):
    """A type of which no value could be made: something that has no place in a request."""


def any_value(hint: Any, chance: random.Random) -> Any:
    """Some value of this type."""
    if isinstance(hint, typing.NewType):
        return any_value(hint.__supertype__, chance)
    if isinstance(hint, typing.TypeVar):
        return chance.choice(TEXTS)
    if hint is None or hint is type(None):
        return None
    if hint is Any or hint is object:
        return chance.choice((None, "text", 3, date(2026, 9, 1)))
    origin = typing.get_origin(hint)
    if origin is not None:
        return _of_parts(origin, typing.get_args(hint), chance)
    if isinstance(hint, type):
        return _of_class(hint, chance)
    raise NoValue(f"{hint!r}")


def _of_parts(origin: Any, parts: tuple[Any, ...], chance: random.Random) -> Any:
    if origin in (typing.Union, types.UnionType):
        return any_value(chance.choice(parts), chance)
    if origin is typing.Literal:
        return chance.choice(parts)
    if origin is typing.ClassVar or origin is typing.Annotated:
        return any_value(parts[0], chance)
    if origin is tuple and (len(parts) != 2 or parts[1] is not Ellipsis):
        return tuple(any_value(part, chance) for part in parts)
    if origin in (tuple, frozenset):
        return origin(any_value(parts[0], chance) for _ in range(chance.randrange(4)))
    if origin is dict or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {any_value(parts[0], chance): any_value(parts[1], chance) for _ in range(chance.randrange(3))}
    if isinstance(origin, type) and dataclasses.is_dataclass(origin):
        return _of_dataclass(origin, chance)
    raise NoValue(f"{origin!r}")


_PLAIN: dict[type[Any], Callable[[random.Random], Any]] = {
    bool: lambda chance: chance.random() < 0.5,
    int: lambda chance: chance.choice(NUMBERS),
    float: lambda chance: chance.choice((0.0, 0.5, -1e300, 1 / 3)),
    str: lambda chance: chance.choice(TEXTS),
    bytes: lambda chance: chance.randbytes(chance.randrange(9)),
    datetime: lambda chance: datetime(2026, 10, 13, 9, 52, tzinfo=UTC) + timedelta(
        microseconds=chance.randrange(10**15)
    ),
    date: lambda chance: date.fromordinal(chance.randrange(1, date.max.toordinal() + 1)),
    time: lambda chance: time(chance.randrange(24), chance.randrange(60)),
}  # fmt: skip


def _of_class(kind: type[Any], chance: random.Random) -> Any:
    if issubclass(kind, enum.Enum):
        return chance.choice(list(kind))
    if kind in _PLAIN:
        return _PLAIN[kind](chance)
    if dataclasses.is_dataclass(kind):
        return _of_dataclass(kind, chance)
    if issubclass(kind, tuple) and field_names(kind) is not None:
        return kind(**{name: any_value(part, chance) for name, part in typing.get_type_hints(kind).items()})
    raise NoValue(kind.__name__)


def _of_dataclass(kind: type[Any], chance: random.Random) -> Any:
    """A class may refuse what does not fit together: then other values are tried."""
    hints = typing.get_type_hints(kind)
    fields = [field.name for field in dataclasses.fields(kind) if field.init]
    for _ in range(TRIES):
        try:
            return kind(**{name: any_value(hints[name], chance) for name in fields})
        except (Refused, ValueError):
            continue
    raise NoValue(f"{kind.__name__} refuses every value")
