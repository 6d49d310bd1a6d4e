"""Every request that the program knows, found by importing all of it."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import app
from app.core.command import Command
from app.core.jobs import Job
from app.core.query import Query


@cache
def import_everything() -> tuple[str, ...]:
    """Every module of the provision but those that begin to run when they are imported."""
    names = [
        found.name
        for found in pkgutil.walk_packages(app.__path__, "app.")
        if not found.name.endswith("__main__") and ".migrate." not in found.name
    ]
    for name in names:
        importlib.import_module(name)
    return tuple(names)


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


@cache
def all_of(kind: type[Any]) -> tuple[type[Any], ...]:
    """Every concrete request of a kind, by room and name."""
    import_everything()
    found = {
        each for each in _below(kind) if each.__module__.startswith("app.") and not each.__abstractmethods__
    }
    return tuple(sorted(found, key=lambda each: (each.__module__, each.__name__)))


def commands() -> tuple[type[Command], ...]:
    return all_of(Command)


def queries() -> tuple[type[Query[Any]], ...]:
    return all_of(Query)


def jobs() -> tuple[type[Job[Any]], ...]:
    return all_of(Job)


def all_requests() -> tuple[type[Any], ...]:
    return (*commands(), *queries(), *jobs())


def room_of(request: type[Any]) -> str:
    """``curriculum`` for ``app.rooms.curriculum.commands.log``; the floor's name elsewhere."""
    parts = request.__module__.split(".")
    return parts[2] if parts[1] == "rooms" else parts[1]


def answer_of(request: type[Any]) -> Any:
    """What a query or a job answers, by its declaration."""
    waiting = list(getattr(request, "__orig_bases__", ()))
    while waiting:
        base = waiting.pop()
        origin = typing.get_origin(base)
        if origin in (Query, Job):
            return typing.get_args(base)[0]
        waiting += getattr(base if origin is None else origin, "__orig_bases__", ())
    raise TypeError(f"{request.__name__} does not say what it answers")


def parts_of(hint: Any, seen: set[type[Any]] | None = None) -> set[type[Any]]:
    """Every dataclass that a type speaks of, at any depth."""
    found = set() if seen is None else seen
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint not in found:
        found.add(hint)
        for part in typing.get_type_hints(hint).values():
            parts_of(part, found)
    for part in typing.get_args(hint):
        if not isinstance(part, str):
            parts_of(part, found)
    return found
