"""Every sentence of preview, printing and the emergency sheet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_WORDS: Final = {
    "title": "Reports",
    "line": "The preview shows the very pages that are printed. Each names its addressee and is noted on record.",
    "what": "Which page",
    "family": "Family page",
    "family_line": "For the child and the people at home: one picture, what is new, what comes next.",
    "staff": "Staff page",
    "staff_line": "For a colleague: last seen and heard, attendance both ways, gaps and next steps.",
    "emergency": "Emergency sheet",
    "emergency_line": "One sheet for the adults on site: who is expected, medicines, whom to ring.",
    "pupil": "Pupil",
    "addressee": "To whom",
    "addressee_first": "The first contact who may be told",
    "must_not_be_told": "must not be told",
    "must_not_collect": "must not collect",
    "yourself": "Yourself",
    "adults": "The adults on site",
    "headline": "Headline",
    "as_proved": "As the visits prove it",
    "worded_by": "In the words of {who}; the page says so. What the visits show stands under it: {proved}.",
    "print": "Print",
    "save_pdf": "Save as PDF",
    "save_html": "Save as a web page",
    "pages": "{count} pages",
    "one_page": "1 page",
    "making": "The page is being made",
    "waits": "Printing waits until another addressee is chosen.",
    "choose_pupil": "Choose a pupil to see the page.",
    "printed": "Printed, and noted on record.",
    "saved": "Saved as {name}, and noted on record.",
    "preview": "Preview of the {kind}, page {page} of {pages}",
    "pages_view": "Preview",
    "close": "Close",
    "enter_prints": "Enter prints it. Esc closes it.",
    "no_printer": "This computer has no printer. Save the page as PDF and print it elsewhere.",
    "file_name": "{day} {kind} {ref}",
}


def say(key: str, **facts: object) -> str:
    """One sentence about paper, its blanks filled."""
    return QCoreApplication.translate("paper", _WORDS[key]).format(**facts)
