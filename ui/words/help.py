"""Every sentence of the help page; the manual itself is in resources/help."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_WORDS: Final = {
    "title": "Help",
    "line": "Works without a network. F1 opens the page for the screen you are on.",
    "pages": "Pages of the manual",
    "keys": "Keys",
    "anywhere": "Everywhere",
    "register": "In the register",
    "code_cell": "In the code cell",
    "scores": "In the scores",
    "curriculum": "In the curriculum",
    "pupil": "On a pupil's page",
    "table": "In tables",
    "chart": "In the journey",
    "find": "Find in the manual",
    "nothing": "No page of the manual has “{text}” in it. Try a shorter word.",
}


def say(key: str, **facts: object) -> str:
    """One sentence of the help page, its blanks filled."""
    return QCoreApplication.translate("help", _WORDS[key]).format(**facts)
