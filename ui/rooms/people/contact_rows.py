"""Those around a pupil in the order to ring, each with what they may and must not, in words and icons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app.core.ids import ContactId, StaffId
from app.rooms.people import ContactCard, ContactRow, LimitedAct, PassRow
from ui.kit.accessible import named
from ui.kit.dates import long_day
from ui.kit.parts import Avatar, Button, Chip, Column, EmptyState, Flow, Row, Rule, Text, link
from ui.kit.theme import current_look, follow
from ui.kit.tokens import Tone
from ui.words.passing import say as say_passing
from ui.words.people import say

WIDE, HALF = 980, 700
"""Pixels that a contact needs to stand on one line or on two, at 100 % text."""

_ONE_LINE = ((0, 0, 1), (0, 1, 1), (0, 2, 1), (0, 3, 1), (0, 4, 1), (0, 5, 1))
_TWO_LINES = ((0, 0, 1), (0, 1, 2), (1, 1, 1), (1, 2, 1), (1, 0, 1), (0, 3, 2))
_STACKED = ((0, 0, 3), (1, 0, 1), (2, 0, 1), (2, 1, 2), (3, 0, 3), (1, 1, 2))
_LINES = 5
"""Lines of the grid that a contact may take, with the rule under it."""
"""Row, column and width of who, phone, telling, collecting, why, and what can be done."""


class ContactRows(QWidget):
    """A line for each contact, more where there is no room. Who must not be told has no number here."""

    edit_asked = Signal(object)
    """The row."""
    away_asked = Signal(object)
    pass_asked = Signal(object, object)
    """The row, and what is to pass today."""
    back_asked = Signal(object)
    """What passes today and is to pass no more."""

    def __init__(self, *, may_edit: bool, may_let_pass: bool) -> None:
        super().__init__()
        self._may_edit, self._may_let_pass = may_edit, may_let_pass
        self._passes: dict[tuple[ContactId, LimitedAct], PassRow] = {}
        self._staff: dict[StaffId, str] = {}
        self._rows: tuple[ContactRow, ...] = ()
        self._lines: list[tuple[QWidget, ...]] = []
        self._rules: list[Rule] = []
        self._none = EmptyState("users", say("no_contacts"), say("no_contacts_example"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(4, 3)
        follow(self._arrange)

    @property
    def rows(self) -> tuple[ContactRow, ...]:
        return self._rows

    def show_rows(
        self,
        rows: Sequence[ContactRow],
        passes: Sequence[PassRow] = (),
        staff: Sequence[tuple[StaffId, str]] = (),
    ) -> None:
        """These contacts, in their order, with what the head lets pass today."""
        self._passes = {(row.contact, row.act): row for row in passes}
        self._staff = dict(staff)
        focused = self._focused()
        for part in (*self._rules, *(part for line in self._lines for part in line)):
            part.hide()
            part.deleteLater()
        self._rows = tuple(rows)
        self._lines = [self._line(row) for row in rows]
        self._rules = [Rule() for _ in rows[1:]]
        self._none.setVisible(not rows)
        self._arrange()
        for part in (*self._rules, *(part for line in self._lines for part in line)):
            part.show()  # else Qt shows it a turn later, and the card is drawn before it has its size
        for button in self.findChildren(Button) if focused else ():
            if button.accessibleName() == focused and not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> str:
        """What the button is called that has the focus: the line it stands on is about to be made anew."""
        found = self.window().focusWidget()
        return found.accessibleName() if isinstance(found, Button) and self.isAncestorOf(found) else ""

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(360), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = current_look()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(8))
        self._grid.addWidget(self._none, 0, 0, 1, 6)
        places = self._places()
        for place, parts in enumerate(self._lines):
            for part, (row, column, span) in zip(parts, places, strict=True):
                self._grid.addWidget(part, place * _LINES + row, column, 1, span)
        for place, rule in enumerate(self._rules, start=1):
            self._grid.addWidget(rule, place * _LINES - 1, 0, 1, 6)

    def _places(self) -> tuple[tuple[int, int, int], ...]:
        px = current_look().px
        if self.width() >= px(WIDE):
            return _ONE_LINE
        return _TWO_LINES if self.width() >= px(HALF) else _STACKED

    def _line(self, row: ContactRow) -> tuple[QWidget, ...]:
        card = row.card
        told, fetches = self._passed(row, LimitedAct.TELL), self._passed(row, LimitedAct.COLLECT)
        who = Row(Avatar(card.name, 32), gap=10)
        who.add(
            Column(None, Text(card.name, "name"), Text(card.relationship, "small", "text3"), None, gap=1), 1
        )
        chips = (_today_chip("chip_tell") if told else tell_chip(card),
                 _today_chip("chip_collect") if fetches else collect_chip(card))  # fmt: skip
        why = [self._by(passed) for passed in (told, fetches) if passed]
        return (
            named(who, _spoken(card, *(chip.words for chip in chips), *why)),
            _phone(card, may_ring=told is not None),
            *chips,
            _why(card, why),
            self._acts(row),
        )

    def _passed(self, row: ContactRow, act: LimitedAct) -> PassRow | None:
        return self._passes.get((row.contact, act))

    def _by(self, passed: PassRow) -> str:
        who = self._staff.get(passed.recorded_by, "")
        return say_passing(f"by_{passed.act.value}", who=who, reason=passed.reason)

    def _acts(self, row: ContactRow) -> QWidget:
        acts = Flow(gap=2)
        if self._may_edit:
            change = named(link(say("change")), say("contact_edit", name=row.card.name))
            away = named(link(say("take_away")), say("take_away_of", name=row.card.name))
            for button, signal in ((change, self.edit_asked), (away, self.away_asked)):
                button.clicked.connect(lambda _on=False, told=signal: told.emit(row))
                acts.add(button)
        if self._may_let_pass and _limits(row.card):
            # Last, so that what every line has stands in one column.
            override = named(
                link(say_passing("override_short")), say_passing("override_of", name=row.card.name)
            )
            override.clicked.connect(lambda _on=False: self._open_menu(row, override))
            acts.add(override)
        return acts

    def menu(self, row: ContactRow) -> QMenu:
        """What the head can let pass today around this contact, or take back."""
        menu = named(QMenu(self), say_passing("override_of", name=row.card.name))
        for act in _limits(row.card):
            passed = self._passed(row, act)
            words = say_passing(f"{'back' if passed else 'let'}_{act.value}", name=row.card.name)
            menu.addAction(words).triggered.connect(partial(self._asked, row, act, passed))
        return menu

    def _asked(self, row: ContactRow, act: LimitedAct, passed: PassRow | None, _on: bool = False) -> None:
        if passed is None:
            self.pass_asked.emit(row, act)
        else:
            self.back_asked.emit(passed)

    def _open_menu(self, row: ContactRow, under: QWidget) -> None:
        menu = self.menu(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))
        menu.setActiveAction(menu.actions()[0])


def _limits(card: ContactCard) -> tuple[LimitedAct, ...]:
    """What this contact is kept from."""
    barred = ((LimitedAct.TELL, card.must_not_be_told), (LimitedAct.COLLECT, card.must_not_collect))
    return tuple(act for act, is_barred in barred if is_barred)


def _today_chip(words: str) -> Chip:
    return Chip(Tone.WARN, "key-round", say_passing(words))


def tell_chip(card: ContactCard) -> Chip:
    """Whether they may be told: a word, an icon, a colour last."""
    if card.must_not_be_told:
        return Chip(Tone.URGENT, "ban", say("must_not_tell"))
    return (
        Chip(Tone.OK, "check", say("may_tell"))
        if card.may_be_told
        else Chip(Tone.QUIET, "clock", say("unsaid_tell"))
    )


def collect_chip(card: ContactCard) -> Chip:
    """Whether they may collect the child."""
    if card.must_not_collect:
        return Chip(Tone.URGENT, "ban", say("must_not_collect"))
    return (
        Chip(Tone.OK, "check", say("may_collect"))
        if card.may_collect
        else Chip(Tone.QUIET, "clock", say("unsaid_collect"))
    )


def _phone(card: ContactCard, *, may_ring: bool) -> Text:
    if card.must_not_be_told and not may_ring:
        return Text(say("not_to_be_rung"), "body", "text2")
    return Text(
        card.phone or say("no_phone"),
        "body_medium" if card.phone else "body",
        "text" if card.phone else "text3",
    )


def _why(card: ContactCard, passes: Sequence[str]) -> QWidget:
    """The reason, its paper, the next look at it, that an address is secret, and what passes today."""
    reason = ", ".join(part for part in (card.reason, card.document) if part)
    lines = [part for part in (reason, say("address_secret") if card.address_secret else "") if part]
    words = [Text(line, "body", wrap=True) for line in (*lines, *passes)]
    if card.review_day is not None:
        words.append(Text(say("review", day=long_day(card.review_day)), "small", "text3"))
    return Column(*words, gap=1)


def _spoken(card: ContactCard, *more: str) -> str:
    return ", ".join(part for part in (card.name, card.relationship, *more, card.reason) if part)
