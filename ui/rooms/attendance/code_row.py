"""One line of the list of codes: its letter, and all of what it means, on as many lines as that takes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.theme import current_look
from ui.kit.wrapping import wrapped

MEANING_ROLE = int(Qt.ItemDataRole.UserRole)
"""What the code means. An item without it is a sentence about the list."""

LETTER, ASIDE, ABOVE = 44, 10, 6
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


class CodeRow(QStyledItemDelegate):
    """Nothing of a meaning is cut: two codes often differ in its last words alone."""

    width = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = current_look(), QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, look.color("selected"))
        painter.setPen(look.color("text"))
        meaning, left = index.data(MEANING_ROLE), area.left() + look.px(ASIDE)
        painter.setFont(look.font("body_strong" if meaning else "body"))
        painter.drawText(QRectF(left, area.top(), area.width(), area.height()), _LEFT, str(index.data()))
        painter.setFont(look.font("body"))
        line, top = self._line(), area.top() + look.px(ABOVE)
        for number, words in enumerate(self.lines(str(meaning or ""))):
            room = QRectF(left + look.px(LETTER), top + number * line, area.right() - left, line)
            painter.drawText(room, _LEFT, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = max(1, len(self.lines(str(index.data(MEANING_ROLE) or ""))))
        return QSize(0, round(lines * self._line()) + 2 * current_look().px(ABOVE))

    def lines(self, meaning: str) -> tuple[str, ...]:
        """The meaning as it stands in the row."""
        look = current_look()
        room = self.width - look.px(LETTER + 2 * ASIDE)
        return wrapped(meaning, look.font("body"), room) if meaning else ()

    def _line(self) -> float:
        return QFontMetricsF(current_look().font("body")).height()
