"""Labelled fields with hint and error, and the summary that leads from a refusal to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.accessible import announce, labelled
from ui.kit.look import Look
from ui.kit.parts.buttons import Button, Kind
from ui.kit.parts.layout import Column, Row
from ui.kit.parts.text import Picture, Text
from ui.kit.theme import current_look, follow
from ui.kit.tokens import CONTROL_HEIGHT
from ui.kit.wrapping import wrapped
from ui.words.kit import say


class Field(Column):
    """A label over a control, a hint that stays visible, and the error in words beside the control."""

    def __init__(self, label: str, control: QWidget, hint: str = "") -> None:
        super().__init__(gap=6)  # the focus ring keeps clear of the label
        self.control = control
        self._label = Text(label, "body_strong")
        self._hint_words = hint
        self._hint = Text(hint, "small", "text3", wrap=True)
        self._error_icon = Picture("circle-alert", "urgent", 16)
        self._error = Text("", "body_strong", "urgent", wrap=True)
        self._error_line = Row(self._error_icon, gap=6)
        self._error_line.add(self._error, 1)
        for part in (self._label, self._hint, self._error_line, control):
            self.add(part)
        self._hint.setVisible(bool(hint))
        labelled(self._label, control, hint)
        self.set_error("")

    @property
    def label(self) -> str:
        return self._label.text()

    @property
    def error(self) -> str:
        return self._error.text()

    def take_focus(self) -> None:
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, words: str) -> None:
        """Says what to put right beside the control; no words take it away. Nothing typed is cleared."""
        self._error.setText(words)
        self._error_line.setVisible(bool(words))
        self.control.setProperty("wrong", bool(words))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self.control.setAccessibleDescription(". ".join(part for part in (words, self._hint_words) if part))


class _Lead(Button):
    """What is wrong with one field, whole, on as many lines as it needs; it leads to the field."""

    def __init__(self, words: str) -> None:
        super().__init__(words, kind=Kind.LINK)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(80), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = current_look()
        around = look.px(CONTROL_HEIGHT) - QFontMetricsF(self.font()).lineSpacing()
        return round(len(self._lines(width)) * QFontMetricsF(self.font()).lineSpacing() + around)

    def _lines(self, width: int) -> tuple[str, ...]:
        return wrapped(self.text(), self.font(), width - 2 * self.inset)

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.color(self._ink()))
        painter.setFont(self.font())
        room = QRectF(self.rect()).adjusted(self.inset, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, "\n".join(self._lines(self.width())))


class ErrorSummary(QFrame):
    """What to put right, on top of the form; each line leads to its field. It takes the focus when shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("error_summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._title = Text(say("error_summary"), "title", "urgent", wrap=True)
        head = Row(Picture("circle-alert", "urgent", 20), gap=10)
        head.add(self._title, 1)
        self._column.addWidget(head)
        self._lines: list[QWidget] = []
        self.setAccessibleName(self._title.text())
        self.hide()
        follow(self._restyle)

    def show_errors(self, errors: Sequence[tuple[Field, str]]) -> None:
        """Sets the same words beside each field, lists them here, and moves the focus here."""
        self.clear()
        for field, words in errors:
            field.set_error(words)
            self._add_line(field, words)
        self.setVisible(bool(errors))
        if errors:
            told = ". ".join(words for _, words in errors)
            self.setAccessibleName(f"{self._title.text()}: {told}")
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.accessibleName())

    def clear(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()
        self.hide()

    def lines(self) -> tuple[QWidget, ...]:
        """The links, in order."""
        return tuple(self._lines)

    def _add_line(self, field: Field, words: str) -> None:
        line = _Lead(words)
        line.clicked.connect(field.take_focus)
        self._lines.append(line)
        self._column.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)

    def _restyle(self) -> None:
        px = current_look().px
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(4))
