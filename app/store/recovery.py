"""The recovery sheet's secret as groups that a tired person can copy, with every slip of a key caught.

256 bits become thirteen groups of five characters: four of the secret, the fifth their check. The check
is taken over the field of 32 elements and begins with the group's own place, so that one wrong character,
two neighbours swapped and two groups swapped never pass. The sheet's real proof is that it unlocks.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Final

from app.core.errors import Refused
from app.core.refs import ALPHABET

SECRET_LENGTH: Final = 32
GROUPS: Final = 13
LETTERS: Final = 5
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
_SPARE: Final = 4
"""Thirteen times four characters hold 260 bits; the four left over are the start of the secret's digest."""


def make_secret() -> bytes:
    """256 bits from the operating system."""
    return secrets.token_bytes(SECRET_LENGTH)


def to_groups(secret: bytes) -> tuple[str, ...]:
    """The thirteen groups as they stand on the sheet."""
    if len(secret) != SECRET_LENGTH:
        raise ValueError("a sheet's secret has 32 bytes")
    number = int.from_bytes(secret, "big") << _SPARE | _digest(secret)
    values = [number >> shift & 31 for shift in range(5 * (GROUPS * 4 - 1), -1, -5)]
    groups = [values[start : start + 4] for start in range(0, len(values), 4)]
    return tuple(
        "".join(ALPHABET[value] for value in (*group, _check(place, group)))
        for place, group in enumerate(groups, start=1)
    )


def from_text(text: str) -> bytes:
    """The secret as somebody typed it: spaces, dashes, small letters, I for 1 and O for 0 forgiven.

    Raises ``Refused``: sheet_groups_missing with how many letters were found, sheet_group_wrong with the
    place of the first wrong group, sheet_wrong where each group is sound but they do not belong together.
    """
    typed = re.split(r"[\s\-–—,.;:]+", text.strip())
    groups = typed if len(typed) == GROUPS else _cut("".join(typed))
    for place, group in enumerate(groups, start=1):
        if _values(place, group) is None:
            raise Refused("sheet_group_wrong", group=place)
    return _secret([_values(place, group) or [] for place, group in enumerate(groups, start=1)])


def find_in_page(text: str) -> bytes | None:
    """The secret in the text of a whole page, or None: how a sheet just written is read back."""
    words = re.findall(rf"(?<![A-Z0-9])[{ALPHABET}]{{{LETTERS}}}(?![A-Z0-9])", text)
    for start in range(len(words) - GROUPS + 1):
        groups = words[start : start + GROUPS]
        if all(_values(place, group) is not None for place, group in enumerate(groups, start=1)):
            return from_text(" ".join(groups))
    return None


def ask_for(count: int = 3, choose: Callable[[range, int], list[int]] | None = None) -> tuple[int, ...]:
    """The places of the groups that are to be typed back, in order, different each time."""
    draw = choose or secrets.SystemRandom().sample
    return tuple(sorted(draw(range(1, GROUPS + 1), count)))


def is_group(secret: bytes, place: int, typed: str) -> bool:
    """Whether this is what stands on the sheet at that place."""
    return _plain(typed) == to_groups(secret)[place - 1]


def _plain(text: str) -> str:
    return re.sub(r"[\s\-–—]+", "", text).upper().translate(_MISREAD)


def _cut(text: str) -> list[str]:
    plain = _plain(text)
    if len(plain) != GROUPS * LETTERS:
        raise Refused("sheet_groups_missing", found=len(plain), wanted=GROUPS * LETTERS)
    return [plain[start : start + LETTERS] for start in range(0, len(plain), LETTERS)]


def _values(place: int, group: str) -> list[int] | None:
    """The four values of a sound group, None where it is not one for this place."""
    plain = _plain(group)
    if len(plain) != LETTERS or any(letter not in ALPHABET for letter in plain):
        return None
    *values, check = [ALPHABET.index(letter) for letter in plain]
    return values if check == _check(place, values) else None


def _secret(groups: list[list[int]]) -> bytes:
    number = 0
    for value in (value for group in groups for value in group):
        number = number << 5 | value
    secret = (number >> _SPARE).to_bytes(SECRET_LENGTH, "big")
    if number & (1 << _SPARE) - 1 != _digest(secret):
        raise Refused("sheet_wrong")
    return secret


def _digest(secret: bytes) -> int:
    return hashlib.sha256(secret).digest()[0] >> 8 - _SPARE


def _check(place: int, values: list[int]) -> int:
    """Each step doubles what stood and adds the next, in the field of 32 elements: no slip cancels out."""
    total = place
    for value in values:
        total = _doubled(total) ^ value
    return _doubled(total)


def _doubled(value: int) -> int:
    """Times x modulo x⁵ + x² + 1."""
    return value << 1 ^ (0b100101 if value & 0b10000 else 0)
