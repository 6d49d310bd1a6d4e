"""Renders every piece of the kit on one page: `python -m tests.ui.kit.gallery <folder>`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import parts
from ui.kit.ladder_paint import LadderMark, paint_ladder
from ui.kit.parts import Card, Chip, Column, PageBody, PageTitle, Row
from ui.kit.parts.chips import Avatar
from ui.kit.score_paint import NOT_OBSERVED, CodeMark, CodeState, paint_code, paint_scores
from ui.kit.theme import Theme, current_look
from ui.kit.tokens import Family, Scheme, Tone

AREAS = (
    parts.Area("today", "sun", "Today", "Ctrl+1"),
    parts.Area("registers", "calendar-check", "Registers", "Ctrl+2"),
    parts.Area("pupils", "users", "Pupils", "Ctrl+3"),
    parts.Area("curriculum", "graduation-cap", "Curriculum", "Ctrl+4"),
    parts.Area("safeguarding", "shield", "Safeguarding", "Ctrl+5"),
    parts.Area("interventions", "heart-handshake", "Interventions", "Ctrl+6"),
    parts.Area("patterns", "chart-line", "Patterns", "Ctrl+7"),
    parts.Area("reports", "file-text", "Reports", "Ctrl+8"),
    parts.Area("packs", "archive", "Evidence packs", "Ctrl+9"),
)
BELOW = (parts.Area("set_up", "settings", "Set up"), parts.Area("help", "info", "Help"))

ROWS = (
    (
        "Alfie Marsh",
        LadderMark(rung=6, start=4, last=6),
        CodeMark("", CodeState.NONE, "Not proposed:\nnot supervised"),
        (3, 3, 2, 3, 2),
    ),
    (
        "Bea Lindqvist",
        LadderMark(rung=9, last=9),
        CodeMark("B", CodeState.STORED, "09:04, Priya\nBreakfast"),
        (4, 4, 3, 4, 3),
    ),
    (
        "Callum Osei",
        LadderMark(rung=3, start=1, last=2),
        CodeMark("", CodeState.NONE, "Not proposed:\nat home"),
        (2, 2, 1, 2, NOT_OBSERVED),
    ),
    (
        "Dina Farouk",
        LadderMark(rung=8, last=7, on_disk=False),
        CodeMark("K", CodeState.STORED, "09:02, Priya\nBreakfast"),
        (3, 4, 3, 3, 3),
    ),
    (
        "Ezra Whitlock",
        LadderMark(rung=0, last=2),
        CodeMark("N", CodeState.STORED, "10:40, Priya\nby hand"),
        (None,) * 5,
    ),
    (
        "George Tan",
        LadderMark(rung=7, last=6),
        CodeMark("B", CodeState.PROPOSED, "Proposed"),
        (3, 2, 2, None, None),
    ),
    ("Hattie Rowe", LadderMark(last=3), CodeMark("", CodeState.NONE, "Not marked"), (None,) * 5),
)


class PaintedRow(QWidget):
    """One register row, painted with the functions that the delegate uses."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        look = current_look()
        self.setFixedHeight(look.px(52))
        self.setMinimumWidth(look.px(850))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        px = look.px
        _, ladder, code, scores = ROWS[self._place]
        painter = QPainter(self)
        paint_ladder(painter, look, QRectF(0, 0, px(360), self.height()), ladder, focused=self._place == 5)
        paint_code(painter, look, QRectF(px(380), 0, px(150), self.height()), code, focused=self._place == 1)
        paint_scores(
            painter, look, QRectF(px(560), 0, px(270), self.height()), scores, 2 if self._place == 0 else None
        )
        painter.end()


def build() -> QWidget:
    window = QWidget()
    window.setObjectName("page")
    window.setWindowTitle("Gallery")
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    sidebar = parts.Sidebar(AREAS, BELOW)
    sidebar.set_current("registers")
    sidebar.set_badge("safeguarding", 2)
    sidebar.set_invented(True)
    sidebar.set_person("Priya Shah", "Mentor, Deputy DSL")
    across.addWidget(sidebar)
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(0)
    header = parts.HeaderBar()
    header.set_saved("10:52")
    right.addWidget(header)
    title = PageTitle(
        "Register: Morning lesson",
        "Tuesday 13 October, 10:15 to 11:00.  Morning half-day.  Priya on site, Tom at homes.  8 pupils.",
        parts.secondary("Same as last time", "history"),
        parts.primary("Finish", "check"),
    )
    register = Card("How far they came", beside="8 pupils", right=parts.link("Open registers"))
    for place, row in enumerate(ROWS):
        register.add(Row(Avatar(row[0], 32), parts.Text(row[0], "name"), None, PaintedRow(place), gap=11))
        register.add(parts.Rule())
    stats = Row(
        parts.StatCard("footprints", "6", "usual step, was 1", "Last 9 visits; first 9 visits"),
        parts.StatCard("graduation-cap", "112", "steps made here", "26 since September. 9 more on arrival"),
        parts.StatCard("heart-handshake", "3.1", "of 4 engagement", "Last 20 scores. 1.1 in the first 20"),
        gap=12,
    )
    chips = parts.Flow(
        Chip(Tone.OK, "footprints", "Reached site"),
        Chip(Tone.WARN, "door-open", "No reply yet"),
        Chip(Tone.URGENT, "ban", "Must not be told"),
        Chip(Tone.INFO, "info", "Open"),
        Chip(Tone.QUIET, "clock", "Due 10:55"),
    )
    chosen = parts.choice("Injury or mark")
    chosen.setChecked(True)
    off = parts.secondary("Print", "printer")
    off.setEnabled(False)
    presses = Row(chosen, parts.choice("Home"), off, parts.link("Choose a place", "list-checks"), None)
    keys = parts.KeyBar(
        (
            ("0", "to"),
            ("9", "step, move down"),
            ("Space", "as last time"),
            ("E", "event"),
            ("L", "late or left"),
            ("N", "note"),
            ("'", "code, then / for here"),
            ("Tab", "scores"),
            ("Ctrl Z", "undo"),
        ),
        "7 of 8 marked",
    )
    right.addWidget(PageBody(title, stats, register, Column(chips, presses, gap=10), None, keys), 1)
    across.addLayout(right, 1)
    return window


LOOKS = (
    ("light", {"scheme": Scheme.LIGHT}, (1440, 900)),
    ("dark", {"scheme": Scheme.DARK}, (1440, 900)),
    ("high-contrast", {"scheme": Scheme.HIGH_CONTRAST}, (1440, 900)),
    ("lexend-120", {"family": Family.LEXEND, "factor": 1.2}, (1920, 1080)),
)


def main(folder: Path) -> None:
    application = QApplication.instance() or QApplication([])
    for name, choices, size in LOOKS:
        Theme.current().choose(**{"scheme": Scheme.LIGHT, "family": Family.INTER, "factor": 1.0} | choices)
        window = build()
        window.resize(*size)
        window.show()
        application.processEvents()
        window.grab().save(str(folder / f"{name}.png"))
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
