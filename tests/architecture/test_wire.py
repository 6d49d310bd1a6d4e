"""Whatever passes the door is plain and comes back equal, so the office need not be in the same process."""

from __future__ import annotations

import dataclasses
import json
import random
from typing import Any

import pytest

from app.core import wire
from app.core.command import Receipt
from app.core.errors import Cancelled, NotAllowed, OutOfDate, Refused, Unavailable
from app.core.sentences import SENTENCES
from tests.kit.any_value import any_value
from tests.kit.requests import all_requests, answer_of, commands, jobs, parts_of, queries
from tests.kit.told import Tell
from tests.kit.volume import how_many

REFUSALS = (Refused, NotAllowed, OutOfDate, Unavailable, Cancelled)


def there_and_back(value: Any) -> Any:
    return wire.read(json.loads(json.dumps(wire.plain(value))))


def test_every_request_and_answer_survives_the_wire(tell: Tell) -> None:
    chance, rounds = random.Random(7), how_many(15, soak=1_000)
    kinds = sorted(
        {part for request in all_requests() for part in parts_of(request)}
        | {part for request in (*queries(), *jobs()) for part in parts_of(answer_of(request))},
        key=lambda kind: (kind.__module__, kind.__qualname__),
    )
    tried = 0
    for kind in kinds:
        if getattr(kind, "__abstractmethods__", None):
            continue
        for _ in range(rounds):
            value = any_value(kind, chance)
            assert there_and_back(value) == value, kind
            tried += 1
    for request in (*queries(), *jobs()):
        for _ in range(rounds):
            value = any_value(answer_of(request), chance)
            assert there_and_back(value) == value, request
            tried += 1
    assert len(kinds) > len(commands())
    tell("wire", f"{tried:,} values of {len(kinds)} classes, requests and answers: all came back equal")


def test_receipts_and_refusals_survive_the_wire() -> None:
    chance = random.Random(8)
    for _ in range(200):
        receipt = any_value(Receipt, chance)
        assert there_and_back(receipt) == receipt
    for kind in REFUSALS:
        for code in SENTENCES:
            error = kind(code, entries=3, since="2026-10-13", names="Ash, Bo")
            back = there_and_back(error)
            assert (type(back), back.code, back.facts) == (kind, error.code, error.facts)


def test_every_request_is_a_frozen_dataclass_with_a_sentence() -> None:
    for request in all_requests():
        assert dataclasses.is_dataclass(request), request
        assert request.__dataclass_params__.frozen, f"{request.__name__} can be changed after it was made"
        said = (request.__doc__ or "").strip().partition("\n")[0]
        assert said.endswith("."), f"{request.__name__} says nothing"


class Live:
    """Something that belongs to one process: an open file, a row, a key."""


@pytest.mark.parametrize("stranger", [Live(), object(), {1, 2}, [1], 1j, lambda: None, int])
def test_what_is_not_plain_is_refused(stranger: object) -> None:
    with pytest.raises(TypeError):
        wire.plain(stranger)


@pytest.mark.parametrize(
    "text",
    ['{"!": "one", "of": "os:system", "is": {}}', '{"!": "one", "of": "app.store.keys:Keys", "is": {}}',
     "[1]", '{"!": "word", "of": "app.office:Office", "is": 1}', '{"!": "wish", "is": 1}'],
)  # fmt: skip
def test_nothing_but_values_of_ours_can_be_read(text: str) -> None:
    with pytest.raises(ValueError):
        wire.read(json.loads(text))
