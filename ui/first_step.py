"""What pages 2 to 4 of the first run share: fields, what is wrong with them, back and on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.core.errors import InchstoneError
from app.core.sentences import sentence
from ui.door_parts import DoorPage
from ui.kit import files
from ui.kit.accessible import announce
from ui.kit.parts import Row, Text, link, primary, secondary
from ui.kit.parts.fields import ErrorSummary, Field
from ui.words.door import say

PAGES = 4
Wrong = list[tuple[Field, str]]


class FirstStep(DoorPage):
    """One page. ``done`` tells that nothing is wrong with it; nothing typed is ever cleared."""

    back = Signal()
    done = Signal()

    def __init__(self, title: str, page: int, forward: str, icon: str = "arrow-right") -> None:
        super().__init__(title)
        self.card.add(Text(say("page_of", page=page, pages=PAGES), "small", "text3"))
        self.errors = ErrorSummary()
        self.card.add(self.errors)
        self.forward = primary(forward, icon)
        self.doing = Text("", "body_strong", "text2", wrap=True)
        self._back = link(say("back"), "arrow-left")
        self._back.clicked.connect(self.back)
        self.forward.clicked.connect(self._on)

    def close_with_buttons(self) -> None:
        """The line of buttons at the foot."""
        foot = Row(self._back)
        foot.add(self.doing, 1)
        foot.add(self.forward)
        self.card.add(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from one field to the next, and from the last of them to the next page."""
        stops = self._stops()
        here = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or here not in stops:
            super().keyPressEvent(event)
        elif here is stops[-1]:
            self.forward.click()
        else:
            following = stops[stops.index(here) + 1]
            following.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(following)

    def found_wrong(self) -> Wrong:
        """What must be put right before going on."""
        return []

    def show_wrong(self, field: Field, error: InchstoneError) -> None:
        """What was found wrong only after the page was left."""
        self.errors.show_errors([(field, sentence(error))])
        self.ensureWidgetVisible(self.errors)

    def show_problem(self, error: InchstoneError) -> None:
        """What the machine refused. Everything typed stays, and it can be tried again."""
        self.doing.set_token("urgent")
        self.doing.setText(sentence(error))
        announce(self, sentence(error))

    def work(self, *, is_under_way: bool) -> None:
        """Something that takes a moment begins or ends; it is not asked for twice meanwhile."""
        self.doing.set_token("text2")
        self.forward.setEnabled(not is_under_way)
        self._back.setEnabled(not is_under_way)
        self.doing.setText(say("working") if is_under_way else "")
        if is_under_way:
            announce(self, say("working"))

    def first_field(self) -> None:
        """Where typing should go first."""
        lines = self.findChildren(QLineEdit)
        if lines:
            lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _stops(self) -> list[QWidget]:
        found = self.findChildren(QWidget)
        return [each for each in found if isinstance(each, (QLineEdit, QComboBox)) and each.isVisible()]

    def _on(self) -> None:
        for field in self.findChildren(Field):
            field.set_error("")
        wrong = self.found_wrong()
        self.errors.show_errors(wrong)
        if wrong:
            self.ensureWidgetVisible(self.errors)
        else:
            self.done.emit()


class PlaceField(Row):
    """A folder, typed or chosen."""

    def __init__(self, label: str, hint: str, inside: str = "") -> None:
        super().__init__(gap=8)
        self.line = QLineEdit()
        self.field = Field(label, self.line, hint)
        self.choose = secondary(say("choose_place"), "folder-open")
        self._inside = inside
        self.add(self.field, 1)
        self.add(self.choose)
        self.box.setAlignment(self.choose, Qt.AlignmentFlag.AlignBottom)
        self.choose.clicked.connect(self._choose)

    @property
    def folder(self) -> Path | None:
        """The folder that is meant; None where the line is empty."""
        words = self.line.text().strip()
        return Path(words).expanduser() if words else None

    def _choose(self) -> None:
        folder = files.choose_folder(self, say("choose_place"))
        if folder:
            self.line.setText(str(Path(folder) / self._inside))


def side_by_side(*fields: QWidget) -> Row:
    """Fields in one line, each as wide as the others. What is said below one of them moves no other."""
    row = Row(gap=16)
    for field in fields:
        row.add(field, 1)
        row.box.setAlignment(field, Qt.AlignmentFlag.AlignTop)
    return row
