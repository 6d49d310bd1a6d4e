"""Renders every piece of the kit to pictures, to be looked at: `python -m tests.ui.kit.gallery FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tests.ui.kit.pieces import PIECES, header, sidebar
from tests.ui.kit.samples import journey
from ui.kit import parts
from ui.kit.charts import JourneyChart
from ui.kit.ladder_paint import LadderMark, paint_ladder
from ui.kit.parts import Avatar, Card, Column, PageBody, PageTitle, Row
from ui.kit.score_paint import NOT_OBSERVED, CodeMark, CodeState, Score, paint_code, paint_scores
from ui.kit.theme import Theme, current_look
from ui.kit.tokens import Family, Scheme

STORED, NONE, PROPOSED = CodeState.STORED, CodeState.NONE, CodeState.PROPOSED
NOTHING: tuple[Score, ...] = (None,) * 5
AWAY = CodeMark("", NONE, "Not proposed:\nat home")
STAYED = CodeMark("B", STORED, "09:04, Priya\nBreakfast")
ROWS: tuple[tuple[str, LadderMark, CodeMark, tuple[Score, ...]], ...] = (
    ("Alfie Marsh", LadderMark(rung=6, start=4, last=6), AWAY, (3, 3, 2, 3, 2)),
    ("Bea Lindqvist", LadderMark(rung=9, last=9), STAYED, (4, 4, 3, 4, 3)),
    ("Callum Osei", LadderMark(rung=3, start=1, last=2), AWAY, (2, 1, 2, NOT_OBSERVED, 1)),
    ("Dina Farouk", LadderMark(rung=8, last=7, on_disk=False), STAYED, (3, 4, 3, 3, 3)),
    ("Ezra Whitlock", LadderMark(rung=0, last=2), CodeMark("N", STORED, "10:40, Priya\nby hand"), NOTHING),
    ("George Tan", LadderMark(rung=7, last=6), CodeMark("B", PROPOSED, "Proposed"), (3, 2, 2, None, None)),
    ("Hattie Rowe", LadderMark(last=3), CodeMark("", NONE, "Not marked"), NOTHING),
)
LOOKS: tuple[tuple[str, dict[str, Any], tuple[int, int]], ...] = (
    ("light", {}, (1440, 900)),
    ("dark", {"scheme": Scheme.DARK}, (1440, 900)),
    ("high-contrast", {"scheme": Scheme.HIGH_CONTRAST}, (1440, 900)),
    ("lexend-120", {"family": Family.LEXEND, "factor": 1.2}, (1920, 1080)),
    ("inter-150", {"factor": 1.5}, (1600, 1000)),
)


class PaintedRow(QWidget):
    """One register row, painted with the functions that a delegate uses."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self.setFixedHeight(current_look().px(52))
        self.setMinimumWidth(current_look().px(850))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        px, (_, ladder, code, scores) = look.px, ROWS[self._place]
        painter = QPainter(self)
        paint_ladder(painter, look, QRectF(0, 0, px(360), self.height()), ladder, focused=self._place == 5)
        paint_code(painter, look, QRectF(px(380), 0, px(150), self.height()), code, focused=self._place == 1)
        focused = 2 if self._place == 0 else None
        paint_scores(painter, look, QRectF(px(560), 0, px(270), self.height()), scores, focused)
        painter.end()


def in_a_shell(body: QWidget) -> QWidget:
    window = QWidget()
    window.setObjectName("page")
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(sidebar())
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(0)
    right.addWidget(header())
    right.addWidget(body, 1)
    across.addLayout(right, 1)
    return window


def register_page() -> QWidget:
    title = PageTitle(
        "Register: Morning lesson",
        "Tuesday 13 October, 10:15 to 11:00.  Morning half-day.  8 pupils.",
        parts.secondary("Same as last time", "history"),
        parts.primary("Finish", "check"),
    )
    card = Card("How far they came", beside="8 pupils", right=parts.link("Open registers"))
    for place, row in enumerate(ROWS):
        card.add(Row(Avatar(row[0], 32), parts.Text(row[0], "name"), None, PaintedRow(place), gap=11))
        card.add(parts.Rule())
    keys = (
        ("0", "to"),
        ("9", "step, move down"),
        ("Space", "as last time"),
        ("Tab", "scores"),
        ("Ctrl Z", "undo"),
    )
    return in_a_shell(PageBody(title, card, None, parts.KeyBar(keys, "7 of 8 marked")))


def journey_page() -> QWidget:
    chart, lanes = JourneyChart(), journey()
    chart.show_lanes(lanes)
    chart.read(12)
    buttons = Row(
        parts.secondary("Week by week"), parts.secondary("Table"), parts.secondary("Export", "download")
    )
    card = Card(lanes.headline, beside="Usual step each week; thin line from lowest to best", right=buttons)
    card.add(chart, 1)
    return in_a_shell(PageBody(PIECES["segments"](), PIECES["seen"](), card))


def pieces_page() -> QWidget:
    columns = [Column(gap=12) for _ in range(3)]
    left_out = ("sidebar", "header", "journey", "toast", "wrapped text")
    for place, name in enumerate(name for name in PIECES if name not in left_out):
        columns[place % 3].add(Column(parts.Text(name, "small", "text3"), PIECES[name](), gap=3))
    for column in columns:
        column.add(None)
    return PageBody(Row(*columns, gap=24))


PAGES = {"register": register_page, "journey": journey_page, "pieces": pieces_page}


def main(folder: Path) -> None:
    application = QApplication.instance() or QApplication([])
    for name, choices, size in LOOKS:
        Theme.current().choose(**{"scheme": Scheme.LIGHT, "family": Family.INTER, "factor": 1.0} | choices)
        for page, build in PAGES.items():
            window = build()
            window.resize(*size)
            window.show()
            for _ in range(3):
                application.processEvents()
            window.grab().save(str(folder / f"{page}-{name}.png"))
            window.close()
            window.deleteLater()
            application.sendPostedEvents(window, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
