"""What is sealed opens for its readers, for nobody else, and tells nobody who they are."""

from __future__ import annotations

import dataclasses
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.ids import Ref
from app.store import sealing
from app.store.sealing import Label, Sealed
from tests.kit.told import Tell

LABEL = Label(Ref("7QK3M0XW4T"), "concern", 1, datetime(2026, 10, 13, 9, 52, tzinfo=UTC))
PAIRS = [sealing.make_pair() for _ in range(20)]


def opened_by(sealed: Sealed) -> set[int]:
    return {
        n for n, (private, _) in enumerate(PAIRS) if sealing.open_sealed(sealed, private, LABEL) is not None
    }


@settings(max_examples=60, deadline=None)
@given(words=st.binary(max_size=2000), readers=st.sets(st.integers(0, len(PAIRS) - 1)))
def test_exactly_the_readers_open_it(words: bytes, readers: set[int]) -> None:
    sealed = sealing.seal(words, (PAIRS[n][1] for n in readers), LABEL)
    assert opened_by(sealed) == readers
    for n in readers:
        assert sealing.open_sealed(sealed, PAIRS[n][0], LABEL) == words


def test_nobody_else_opens_it_over_many_routings(tell: Tell) -> None:
    draw, tried, false_opens = random.Random(28), 0, 0
    for _ in range(100):
        readers = set(draw.sample(range(len(PAIRS)), draw.randint(1, 9)))
        sealed = sealing.seal(b"what he said on the doorstep", (PAIRS[n][1] for n in readers), LABEL)
        found = opened_by(sealed)
        tried += len(PAIRS) - len(readers)
        false_opens += len(found - readers)
        assert found == readers
    tell("B24", f"100 routings, {tried} people who are no reader, {false_opens} opened")


@pytest.mark.parametrize("readers", range(20))
def test_the_number_of_wraps_is_a_multiple_of_eight_whatever_the_number_of_readers(readers: int) -> None:
    sealed = sealing.seal(b"words", (public for _, public in PAIRS[:readers]), LABEL)
    assert len(sealed.wraps) % 8 == 0
    assert len(sealed.wraps) >= max(8, readers)
    assert {len(wrap) for wrap in sealed.wraps} == {80}
    assert len(set(sealed.wraps)) == len(sealed.wraps)


def test_padding_looks_like_a_wrap_in_the_one_bit_that_a_point_of_the_curve_never_sets() -> None:
    wraps = [wrap for _ in range(40) for wrap in sealing.seal(b"words", [PAIRS[0][1]], LABEL).wraps]
    assert not any(wrap[31] & 0x80 for wrap in wraps)


def test_a_reader_stands_at_no_place_of_their_own() -> None:
    places = set()
    for _ in range(60):
        sealed = sealing.seal(b"words", [PAIRS[0][1]], LABEL)
        alone = [dataclasses.replace(sealed, wraps=(wrap,)) for wrap in sealed.wraps]
        places |= {n for n, one in enumerate(alone) if 0 in opened_by(one)}
    assert len(places) > 4


def test_a_short_and_a_longer_text_have_the_same_length_when_sealed() -> None:
    short, longer = (sealing.seal(b"x" * n, [PAIRS[0][1]], LABEL) for n in (1, 200))
    assert len(short.body) == len(longer.body)


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(LABEL, ref=Ref("7QK3M0XW4S")),
        dataclasses.replace(LABEL, kind="allegation"),
        dataclasses.replace(LABEL, version=2),
        dataclasses.replace(LABEL, recorded_at=LABEL.recorded_at + timedelta(microseconds=1)),
    ],
)
def test_under_another_label_it_is_damage(other: Label) -> None:
    sealed = sealing.seal(b"words", [PAIRS[0][1]], LABEL)
    with pytest.raises(ValueError, match="the body does not"):
        sealing.open_sealed(sealed, PAIRS[0][0], other)


def test_the_same_instant_in_another_zone_is_the_same_label() -> None:
    from zoneinfo import ZoneInfo

    here = dataclasses.replace(LABEL, recorded_at=LABEL.recorded_at.astimezone(ZoneInfo("Europe/London")))
    sealed = sealing.seal(b"words", [PAIRS[0][1]], LABEL)
    assert sealing.open_sealed(sealed, PAIRS[0][0], here) == b"words"


def test_each_flipped_bit_of_a_body_is_noticed() -> None:
    sealed = sealing.seal(b"words", [PAIRS[0][1]], LABEL)
    for byte in range(len(sealed.body)):
        flipped = bytearray(sealed.body)
        flipped[byte] ^= 1 << byte % 8
        with pytest.raises(ValueError, match="the body does not"):
            sealing.open_sealed(Sealed(bytes(flipped), sealed.wraps), PAIRS[0][0], LABEL)


def test_the_same_words_never_look_the_same_twice() -> None:
    first, second = (sealing.seal(b"words", [PAIRS[0][1]], LABEL) for _ in range(2))
    assert first.body != second.body
    assert not set(first.wraps) & set(second.wraps)


def test_a_reader_can_let_another_in_and_somebody_else_cannot() -> None:
    sealed = sealing.seal(b"words", [PAIRS[0][1]], LABEL)
    assert sealing.share(sealed.wraps, PAIRS[1][0], [PAIRS[2][1]]) is None
    more = sealing.share(sealed.wraps, PAIRS[0][0], [PAIRS[2][1]])
    assert more is not None
    assert len(more) == 8
    assert opened_by(Sealed(sealed.body, sealed.wraps + more)) == {0, 2}


def test_who_acted_lies_beside_it_for_its_readers_alone() -> None:
    sealed = sealing.seal(b"words", [PAIRS[0][1], PAIRS[1][1]], LABEL)
    beside = sealing.seal_beside(sealed.wraps, PAIRS[0][0], b"Ada, 10:52", LABEL, "entry 7")
    assert beside is not None
    assert sealing.open_beside(sealed.wraps, PAIRS[1][0], beside, LABEL, "entry 7") == b"Ada, 10:52"
    assert sealing.open_beside(sealed.wraps, PAIRS[2][0], beside, LABEL, "entry 7") is None
    assert sealing.seal_beside(sealed.wraps, PAIRS[2][0], b"Mo", LABEL, "entry 7") is None
    with pytest.raises(ValueError, match="the body does not"):
        sealing.open_beside(sealed.wraps, PAIRS[0][0], beside, LABEL, "entry 8")


def test_a_wrap_that_is_too_short_is_passed_over() -> None:
    sealed = sealing.seal(b"words", [PAIRS[0][1]], LABEL)
    assert (
        sealing.open_sealed(Sealed(sealed.body, (b"", b"short", *sealed.wraps)), PAIRS[0][0], LABEL)
        == b"words"
    )


@given(words=st.binary(max_size=600))
@settings(max_examples=40, deadline=None)
def test_a_draft_opens_for_its_author_alone(words: bytes) -> None:
    sealed = sealing.seal_draft(PAIRS[0][1], words)
    assert sealing.open_draft(PAIRS[0][0], sealed) == words
    assert sealing.open_draft(PAIRS[1][0], sealed) is None
    assert sealing.open_draft(PAIRS[0][0], sealed[:-1]) is None
    assert sealing.open_draft(PAIRS[0][0], b"") is None


def test_decrypting_answers_nothing_for_what_is_too_short_to_hold_anything() -> None:
    assert sealing.decrypt(bytes(32), b"", b"") is None
    assert sealing.decrypt(bytes(32), bytes(30), b"") is None
