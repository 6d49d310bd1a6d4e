"""What is quickly said of a break: one of a few words about a pupil, written down as a note."""

from __future__ import annotations

from typing import Final

from app.core.errors import Refused

BREAK_TAGS: Final = ("Played with others", "Needed space", "Helped someone", "Fell out", "Made it up")
"""They read as any other note does, wherever notes are read."""


def check_tag(tag: str) -> None:
    if tag and tag not in BREAK_TAGS:
        raise Refused("no_such_tag", tags=", ".join(BREAK_TAGS))
