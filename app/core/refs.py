"""Public references: what stands on paper, in file names and in the audit instead of a name."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from app.core.ids import Ref

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a reference can be read out over a telephone."""

LENGTH = 10
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})

Draw = Callable[[], int]
"""Gives a fresh number of at least 45 bits."""


def random_draw() -> int:
    """45 bits from the operating system."""
    return secrets.randbits(45)


def make_ref(draw: Draw = random_draw) -> Ref:
    """A new reference: nine characters drawn, the tenth their check."""
    number = draw() % (1 << 45)
    body = "".join(ALPHABET[(number >> shift) & 31] for shift in range(40, -5, -5))
    return Ref(body + _check(body))


def read_ref(text: str) -> Ref | None:
    """The reference a person typed, spaces, dashes and misread letters forgiven; None if it is none."""
    plain = text.upper().replace(" ", "").replace("-", "").translate(_MISREAD)
    if len(plain) != LENGTH or any(letter not in ALPHABET for letter in plain):
        return None
    return Ref(plain) if plain[-1] == _check(plain[:-1]) else None


def _check(body: str) -> str:
    """A weighted sum over the field of 32 elements finds every wrong character and every swap.

    Crockford's own check needs 37 characters, five of them signs that a file name cannot hold. In a
    field each weight has an inverse, so no single change and no swap of two can leave the sum as it was.
    """
    total = 0
    for weighed, letter in zip(_WEIGHED, body, strict=True):
        total ^= weighed[letter]
    return ALPHABET[total]


def _times_alpha(value: int) -> int:
    """Multiply by x modulo x^5 + x^2 + 1, which generates the whole field."""
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled


def _weighed(place: int, value: int) -> int:
    for _ in range(place):
        value = _times_alpha(value)
    return value


_WEIGHED = tuple(
    {letter: _weighed(place, value) for value, letter in enumerate(ALPHABET)} for place in range(1, LENGTH)
)
"""What each letter counts for at each place."""
