"""The stat cards over a tab: side by side where there is room for their words, else two and two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.parts import StatCard
from ui.kit.theme import current_look, follow

ONE_CARD = 230
"""Pixels that a card needs for its words, at 100 % text."""


class StatGrid(QWidget):
    """Cards of one width in one row or in several."""

    def __init__(self, cards: Sequence[StatCard]) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        follow(self._arrange)

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(ONE_CARD), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look, count = current_look(), len(self._cards)
        room = max(1, self.width() // look.px(ONE_CARD))
        columns = count if room >= count else 2 if room >= 2 else 1
        self._grid.setSpacing(look.px(14))
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
