"""Every sentence of the window around the pages."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_WORDS: Final = {
    "title": "Inchstone, {page} ({provision})",
    "today": "Today",
    "registers": "Registers",
    "pupils": "Pupils",
    "curriculum": "Curriculum",
    "reports": "Reports",
    "set_up": "Set up",
    "help": "Help",
    "settings": "Settings",
    "back": "Back",
    "commands": "Commands",
    "find_hint": "Type two letters of a pupil, a step or a command",
    "nothing_found": "Nothing matches “{text}”. Try fewer letters.",
    "kind_pupil": "Pupil",
    "kind_command": "Command",
    "kind_step": "Step",
    "kind_page": "Page",
    "cmd_lock": "Lock the screen",
    "cmd_emergency": "Emergency sheet",
    "cmd_next_register": "Take the next register",
    "cmd_backup": "Back up now",
    "cmd_settings": "Text size, colours and fonts",
    "cmd_keys": "List of keys",
    "problem_bar": "What could not be done",
    "try_again": "Try again",
    "copy_text": "Copy the words",
    "dismiss": "Close this line",
    "went_wrong": "Something in the program went wrong. Nothing was changed, and what you typed is still here.",
    "details": "Copy the details",
    "undo_it": "Take it back",
    "why_undo": "Undo {label}: why?",
    "undone": "Taken back: {label}",
    "redone": "Done again: {label}",
    "undo_button": "Undo",
    "undo_one": "{name}, {label}",
    "undo_several": "{count} pupils, {label}",
    "weaker": "Saved, not yet noted outside the record",
    "restored_here": "This record was restored from a backup.",
    "ahead": "The record was {entries} entries ahead of what this computer remembered.",
    "none": "This computer had not seen this record before.",
    "damaged": "What this computer remembered of the record could not be read.",
    "slot_altered": "The lock of {name} on record is not theirs. Tell the holders at once.",
    "invented_ribbon": "Invented pupils. Nothing here is real.",
    "start_own": "Start our own",
    "role_administrator": "Administrator",
    "role_head": "Head",
    "role_proprietor": "Proprietor",
    "role_dsl": "DSL",
    "role_deputy_dsl": "Deputy DSL",
    "role_teacher": "Teacher",
    "role_mentor": "Mentor",
    "stopped": "Inchstone stopped last time. Your drafts are on Today.",
    "already_open": "{sentence}",
    "expected": "Expected today",
}

_ACTIONS: Final = {
    "RecordAchievement": "a step logged",
    "RecordAchievements": "steps logged",
    "MarkRegister": "a mark in the register",
    "FinishRegister": "a register finished",
    "AddNote": "a note",
    "AddPupil": "a pupil added",
    "EditPupil": "a pupil's details",
    "ImportPupils": "an import of pupils",
    "ImportFramework": "an import of a curriculum",
    "ChangeSetting": "a setting",
}


def say(key: str, **facts: object) -> str:
    """One sentence of the shell, its blanks filled."""
    return QCoreApplication.translate("shell", _WORDS[key]).format(**facts)


def role(word: str) -> str:
    """A role as people say it."""
    return say(f"role_{word}")


def action(name: str) -> str:
    """What an act was, for the label of Undo: the command's own words where it has none here."""
    known = _ACTIONS.get(name)
    if known is None:
        spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
        known = spaced.strip()
    return QCoreApplication.translate("shell", known)
