"""What stands in the line at the bottom of a register: the keys that a mentor uses every hour."""

from __future__ import annotations

from ui.kit.shortcuts import key
from ui.words.attendance import say


def keys_of_register() -> list[tuple[str, str]]:
    """Each key, and what it does."""
    return [
        ("0", say("key_step")),
        (key("as_last_time").shown, say("key_same")),
        (key("late").shown, say("key_late")),
        (key("note").shown, say("key_note")),
        (key("code_cell").shown, say("key_code")),
        (key("to_scores").shown, say("key_scores")),
        (key("undo").shown, say("key_undo")),
    ]


def keys_in_break() -> list[tuple[str, str]]:
    """The same for a break's compact sheet."""
    return [
        ("0", say("key_break_score")),
        (key("to_scores").shown, say("key_tag")),
        (key("note").shown, say("key_note")),
        (key("clear_mark").shown, say("key_take_back")),
        (key("undo").shown, say("key_undo")),
    ]
