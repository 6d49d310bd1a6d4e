"""Every sentence about what the head lets pass for one day although it must not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_WORDS: Final = {
    "who": "{name} ({pupil})",
    "why_tell": "{who} may be told, today alone: why?",
    "why_collect": "{who} may collect, today alone: why?",
    "pass_is_over": "That was about another day: {who}. It holds for one day alone, so say it anew where it stands.",
    "let_pass": "Let it pass today",
    "override": "Override: head, with a reason, on record",
    "override_short": "Override",
    "override_of": "Override for {name}: head, with a reason, on record",
    "let_tell": "Let {name} be told today",
    "let_collect": "Let {name} collect today",
    "back": "Take the override back",
    "back_tell": "{name} is not to be told after all",
    "back_collect": "{name} is not to collect after all",
    "passes_tell": "May be told today. The reason is on record.",
    "passes_collect": "May collect today. The reason is on record.",
    "passes_no_more": "The override is taken back. Both stay on record.",
    "passed_tell": "{name} is told today although the contacts do not allow it: {reason}",
    "chip_tell": "May be told today",
    "chip_collect": "May collect today",
    "by_tell": "{who} lets this one be told today: {reason}",
    "by_collect": "{who} lets this one collect today: {reason}",
}


def say(key: str, **facts: object) -> str:
    """One sentence about an override, its blanks filled."""
    return QCoreApplication.translate("passing", _WORDS[key]).format(**facts)
