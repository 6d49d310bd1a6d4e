"""Every sentence of the personal settings."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_WORDS: Final = {
    "title": "Settings",
    "line": "How Inchstone looks and behaves for you on this computer. Each change holds at once.",
    "look": "Look",
    "look_beside": "colours, letters and size",
    "scheme": "Colours",
    "scheme_system": "As the computer",
    "scheme_light": "Light",
    "scheme_dark": "Dark",
    "scheme_high_contrast": "High contrast",
    "family": "Letters",
    "factor": "Text size",
    "factor_hint": "Ctrl Plus and Ctrl Minus do the same from anywhere.",
    "percent": "{percent} %",
    "density": "Rows",
    "density_compact": "Close",
    "density_usual": "Usual",
    "density_roomy": "Roomy",
    "motion": "Less motion",
    "motion_hint": "Panels appear without moving.",
    "keys": "Keys and privacy",
    "keys_beside": "for this computer",
    "letters": "Single-letter keys in the register and the curriculum",
    "letters_hint": "Off where another program on this computer needs them.",
    "idle": "Lock after",
    "idle_minutes": "{minutes} min",
    "blur": "Begin with names as initials (F9)",
    "sample": "Usually reaches site (7 of the last 9 visits). Il1 O0 rn m",
    "password": "Your password",
    "password_beside": "nothing you could read is lost by changing it",
    "old": "The password you have",
    "new": "New password",
    "new_hint": "At least 8 characters; 12 or more is safer.",
    "again": "The new password again",
    "differ": "The two new passwords differ. Type the same one twice.",
    "change": "Change the password",
    "changed": "Your password is changed. Use the new one from now on.",
}


def say(key: str, **facts: object) -> str:
    """One sentence of the settings, its blanks filled."""
    return QCoreApplication.translate("settings", _WORDS[key]).format(**facts)
