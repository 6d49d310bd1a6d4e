"""The code being typed: letters narrow what fits, Enter takes one, Esc leaves. Nothing hangs on timing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.folding import fold
from app.rooms.attendance import Code, Codes
from ui.kit.accessible import announce, named
from ui.kit.theme import current_look, follow
from ui.rooms.attendance.cell_line import PASSING
from ui.rooms.attendance.code_row import MEANING_ROLE, CodeRow
from ui.rooms.attendance.register_keys import CODE_KEY
from ui.words.attendance import say

HERE_KEY = "/"
_SHOWN, _ROW = 8, 30


class CodeLine(QLineEdit):
    """The line itself. It tells when the focus goes elsewhere, and hands arrows on."""

    left = Signal()
    escaped = Signal()
    stepped = Signal(int)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class CodeList(QFrame):
    """Stands under a code cell while a code is chosen for one pupil."""

    taken = Signal(object)
    """The code that was taken."""
    here = Signal()
    """Here for this half-day: what that stores is the placement's to say."""
    closed = Signal()
    """Somebody pressed Esc: the keys go back to the register."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._codes: tuple[Code, ...] = ()
        self._found: tuple[Code, ...] = ()
        self._day = date.min
        self._searches = False
        self._under = QRect()
        self.line = named(CodeLine(), say("code_line_hint"))
        self.list = named(QListWidget(), say("code_list"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = CodeRow(self.list)
        self.list.setItemDelegate(self._row)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.line)
        self._column.addWidget(self.list)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._take)
        self.line.stepped.connect(self._step)
        self.line.left.connect(self.close_list)
        self.line.escaped.connect(self._escaped)
        self.list.itemClicked.connect(self._clicked)
        self.list.viewport().installEventFilter(self)
        self.hide()
        follow(self._restyle)

    @property
    def candidates(self) -> tuple[Code, ...]:
        """What fits now, the likeliest first."""
        return self._found

    def open(
        self, under: QRect, name: str, codes: Sequence[Code], day: date, typed: str, *, searches: bool
    ) -> None:
        """Begin a code for somebody. Where it searches, words of the meaning find a code too."""
        self._codes, self._day, self._searches = tuple(codes), day, searches
        named(self.line, say("code_line", name=name))
        self.line.setPlaceholderText(say("code_find_hint" if searches else "code_line_hint"))
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self._under = under
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setText(typed)
        if not typed:
            self._typed("")

    def close_list(self) -> None:
        """Leave things as they are, and the focus where it went."""
        if not self.isHidden():
            self.line.clearFocus()
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            # The line keeps the focus, so that pressing in the list does not close it.
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return super().eventFilter(watched, event)

    def _typed(self, typed: str) -> None:
        typed = typed.removeprefix(CODE_KEY)  # out of habit, where the mouse had opened the list
        if typed == HERE_KEY and not self._searches:
            self._finish(lambda: self.here.emit())
            return
        self._found = self._fitting(typed)
        self.list.clear()
        for code in self._found:
            item = QListWidgetItem(code.letter)
            item.setData(MEANING_ROLE, code.plain_meaning)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{code.letter}, {code.plain_meaning}")
            self.list.addItem(item)
        self._place()
        if self._found:
            self.list.setCurrentRow(0)
            first = self._found[0]
            announce(self.line, f"{first.letter}, {first.plain_meaning}")
        elif typed:
            self.list.addItem(QListWidgetItem(say("code_none")))
            self.list.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
            announce(self.line, say("code_none"))

    def _fitting(self, typed: str) -> tuple[Code, ...]:
        if not typed.strip():
            return self._codes
        by_letter = Codes(self._codes).candidates(typed, self._day)
        if not self._searches:
            return by_letter
        wanted = fold(typed).split()
        by_words = (
            code
            for code in self._codes
            if code not in by_letter and all(part in fold(_told(code)) for part in wanted)
        )
        return (*by_letter, *by_words)

    def _escaped(self) -> None:
        self.close_list()
        self.closed.emit()

    def _step(self, step: int) -> None:
        if self._found:
            row = (self.list.currentRow() + step) % len(self._found)
            self.list.setCurrentRow(row)
            announce(self.line, _told(self._found[row]))

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            code = self._found[row]
            self._finish(lambda: self.taken.emit(code))

    def _clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._take()

    def _finish(self, tell: Callable[[], None]) -> None:
        self.close_list()
        tell()

    def _place(self) -> None:
        """Under the cell, or over it where there is more room; as tall as what fits is long."""
        look, room, under = current_look(), self.parentWidget(), self._under
        if room is None:
            return
        edge = look.px(8)
        width = min(look.px(560), room.width() - 2 * edge)
        self._fit_rows(width)
        rows = range(min(_SHOWN, self.list.count()))
        listed = sum(self.list.sizeHintForRow(row) for row in rows) or look.px(_ROW)
        height = look.px(62) + listed
        left = max(edge, min(under.left(), room.width() - width - edge))
        below, above = room.height() - under.bottom() - edge, under.top() - edge
        is_below = below >= height or below >= above
        height = min(height, max(below, above))
        top = under.bottom() + 2 if is_below else under.top() - height - 2
        self.setGeometry(left, top, width, height)

    def _fit_rows(self, width: int) -> None:
        """Rows know their width before the list has it, or each would be as tall as at the width before."""
        margins, bar = self._column.contentsMargins(), self.list.verticalScrollBar().sizeHint().width()
        inside = width - margins.left() - margins.right() - bar - 2 * self.list.frameWidth()
        if inside != self._row.width:
            self._row.width = inside
            self.list.doItemsLayout()

    def _restyle(self) -> None:
        look = current_look()
        margin = look.px(8)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(look.px(6))
        for part in (self.line, self.list):
            part.setFont(look.font("body"))


def _told(code: Code) -> str:
    return f"{code.letter}, {code.plain_meaning} {code.description}"
