"""Which passwords are taken. Length counts, common ones and names do not do; nothing else is asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from app.core.errors import Refused

LEAST: Final = 8
MOST: Final = 256
ADVISED: Final = 12
_ADDED: Final = 4
_LIST: Final = Path(__file__).resolve().parents[2] / "resources" / "content" / "passwords_refused.txt"


@cache
def common_passwords() -> frozenset[str]:
    """The shipped list of passwords that everybody else uses, in small letters."""
    return frozenset(_LIST.read_text(encoding="utf-8").split("\n")) - {""}


def check_password(
    password: str, *, name: str, provision: str, refused: Collection[str] | None = None
) -> None:
    """Raise ``Refused`` for a password that would be guessed; ``name`` is the person's.

    password_too_short, password_too_long, password_is_common, password_repeats, password_is_a_name.
    """
    plain = unicodedata.normalize("NFC", password)
    if len(plain) < LEAST:
        raise Refused("password_too_short", least=LEAST)
    if len(plain) > MOST:
        raise Refused("password_too_long", most=MOST)
    lowered = plain.lower()
    if lowered in (common_passwords() if refused is None else refused):
        raise Refused("password_is_common")
    if _repeats(lowered) or _runs(lowered):
        raise Refused("password_repeats")
    if any(_is_little_more_than(each, lowered) for each in (name, provision)):
        raise Refused("password_is_a_name")


def is_longer_advised(password: str) -> bool:
    """Whether to say that a longer one is safer. It is taken all the same."""
    return len(unicodedata.normalize("NFC", password)) < ADVISED


def _repeats(text: str) -> bool:
    """Whether it is one piece over and over, as aaaaaaaa or ada1ada1ada1; the last may be cut off."""
    return any(text[length:] == text[:-length] for length in range(1, len(text) // 2 + 1))


def _runs(text: str) -> bool:
    """Whether it counts up or down by ones, as abcdefgh or 87654321."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1})


def _is_little_more_than(name: str, text: str) -> bool:
    """Whether it is the whole name or one part of it, with a few characters added anywhere around it."""
    kept = _letters(text)
    for part in (name, *name.split()):
        wanted = _letters(unicodedata.normalize("NFC", part).lower())
        if wanted and wanted in kept and len(kept) - len(wanted) <= _ADDED:
            return True
    return False


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
