"""What stands above every tab of a pupil's page: who, last seen and heard, care in words, what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app.core.permissions import Permission
from app.insight.pupils import PupilHead
from ui.kit import icons
from ui.kit.desk import Desk
from ui.kit.parts import (
    Avatar,
    Card,
    CareLine,
    Column,
    Flow,
    Picture,
    Row,
    Rule,
    SeenLine,
    Text,
    primary,
    secondary,
)
from ui.kit.theme import current_look, follow
from ui.rooms.people.wording import expected_line, full_name, met, needs_parts, print_words, who_line
from ui.words.people import say

SHORT = 80
"""Signs that fit one line of the card whatever the window."""
WIDE = 960
"""Pixels that the name and what can be done need beside each other, at 100 % text."""
BESIDE = 4
"""So many short ones stand beside the care."""


class PupilHeader(Card):
    """The same on every tab. Under F9 the name becomes initials and care becomes *ask*."""

    step_asked = Signal()
    note_asked = Signal()
    print_asked = Signal()
    child_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=16)
        self._desk = desk
        self._shown: PupilHead | None = None
        self.avatar = Avatar("", 48)
        self.name, self.who = Text("", "display", wrap=True), Text("", "body", "text2", wrap=True)
        self.met = SeenLine()
        self._days = Text("", "body_medium", "text2")
        self.met.add(Row(Picture("calendar-check", "text2", 16), self._days, gap=6))
        self.care = CareLine("")
        self._short = [Text("", "body", "text2") for _ in range(BESIDE)]
        self.foot = Flow(self.care, *self._short, gap=24)
        self.more = Text("", "body", "text2", wrap=True)
        self.log = secondary(say("log_something"), "plus")
        self.child = secondary(say("child_page"), "route")
        self.print = primary(say("print_story"), "printer")
        self.menu = self._made_menu()
        self._lay_out()
        self._connect()

    def show_head(self, head: PupilHead) -> None:
        """Everything about one pupil that is seen whatever the tab."""
        self._shown = head
        today, card = self._desk.clock.today(), head.file.kept.card
        self._desk.theme.can_draw(f"{head.file.kept.shown} {card.surname}")
        self.who.setText(who_line(head, today))
        waits = head.expected > 0 and head.seen_on == 0
        self.met.show_moments(met(head.met.seen, today), met(head.met.heard, today), concern=waits)
        self.met.show()
        self._days.setText(expected_line(head))
        self.care.set_care(card.life_critical_care)
        self._show_needs(needs_parts(head))
        self.print.set_words(print_words(card))
        self._privacy(self._desk.privacy.on)

    def clear(self) -> None:
        """Forget the child."""
        self._shown = None
        for words in (self.name, self.who, self._days):
            words.setText("")
        self._show_needs([])
        self.avatar.set_name("")
        self.met.hide()  # without words it would say that nobody has seen the child
        self.met.show_moments("", "")
        self.care.set_care("")
        self.setAccessibleName("")

    def _show_needs(self, parts: list[str]) -> None:
        """Short ones stand beside each other, as many as fit a line; long ones wrap under them."""
        short = [part for part in parts if len(part) <= SHORT][:BESIDE]
        for place, text in enumerate(self._short):
            text.setText(short[place] if place < len(short) else "")
            text.setVisible(place < len(short))
        self.more.setText("  ".join(part for part in parts if part not in short))
        self.more.setVisible(bool(self.more.text()))

    def _privacy(self, private: bool) -> None:
        if self._shown is None:
            return
        name = full_name(self._shown.file.kept.card, self._shown.file.kept.shown)
        shown = self._desk.privacy.name(name)
        self.name.setText(shown)
        self.avatar.set_name(name)
        self.setAccessibleName(shown)
        self.care.set_private(private)

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        look = current_look()
        acts = (
            (Permission.CURRICULUM_ACHIEVEMENT_RECORD, "log_step", "graduation-cap", self.step_asked),
            (Permission.ATTENDANCE_NOTE_ADD, "log_note", "pen-line", self.note_asked),
        )
        for permission, words, icon, asked in acts:
            if self._desk.may(permission):
                act = QAction(icons.icon(look, icon, "text2", 16), say(words), menu)
                act.triggered.connect(asked)
                menu.addAction(act)
        return menu

    def _lay_out(self) -> None:
        self.log.setMenu(self.menu)
        self.log.setVisible(not self.menu.isEmpty())
        self.child.setVisible(self._desk.may(Permission.PEOPLE_CHILD_SPEAK))
        self.print.setVisible(self._desk.may(Permission.KEEPING_ISSUE_NOTE))
        self._acts = Flow(self.log, self.child, self.print, gap=8)
        who = Row(Column(self.avatar, None), gap=14)
        who.add(Column(self.name, self.who, None, gap=2), 1)
        self._top = QWidget()
        self._grid = QGridLayout(self._top)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(who, 0, 0)
        for part in (self._top, self.met, Rule(), self.foot, self.more):
            self.add(part)

    def _connect(self) -> None:
        self.print.clicked.connect(self.print_asked)
        self.child.clicked.connect(self.child_asked)
        self._desk.privacy.changed.connect(self._privacy)
        follow(self._place_acts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_acts()

    def _place_acts(self) -> None:
        """Beside the name, or under it where the text is large or the window narrow."""
        look = current_look()
        beside = self.width() >= look.px(WIDE)
        self._acts.setMinimumWidth(self._acts.sizeHint().width() if beside else 0)
        self._grid.addWidget(self._acts, 0 if beside else 1, 1 if beside else 0)
        self._grid.setSpacing(look.px(10))
