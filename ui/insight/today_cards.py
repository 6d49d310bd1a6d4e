"""The cards on the right of Today: what waits, the registers of the day, and how old the copies are."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.clock import on_the_wall
from app.core.sentences import day_in_words
from app.core.worklist import WorkItem
from app.insight.today import TodayView
from app.rooms import keeping
from app.rooms.attendance import DayRegister, RegisterState
from ui.insight.expected_table import clock
from ui.kit.accessible import named
from ui.kit.parts import Card, Chip, Column, Picture, Row, Text, link, secondary
from ui.kit.parts.kept_rows import KeptRows
from ui.kit.parts.lines import SafetyLine
from ui.kit.parts.privacy import Privacy
from ui.kit.parts.text import Elided
from ui.kit.tokens import Tone
from ui.words.today import item, moment, say, short_day

MOST_ITEMS = 7

_Made = dict[Hashable, Callable[[], QWidget]]


class NeedsCard(Card):
    """What waits for the person signed in, the most urgent first; each line has the verb that mends it."""

    opened = Signal(object)
    """A line of a worklist."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(say("needs_you"))
        self._privacy = privacy
        self._rows = KeptRows(ruled=True)
        self.add(self._rows)

    def clear(self) -> None:
        self._rows.clear()

    def show_view(self, view: TodayView, today: date) -> None:
        """The most urgent lines, and how many more there are."""
        count = len(view.items)
        beside = say("needs_one") if count == 1 else say("needs_count", count=count)
        self.set_title(say("needs_you"), beside if count else "")
        names = {one.pupil: f"{one.shown} {one.surname}".strip() for one in view.names}
        rows: _Made = {}
        for one in view.items[:MOST_ITEMS]:
            words = item(one.code, self._facts(one, names.get(one.pupil, "") if one.pupil else "", today))
            urgent = one.urgency <= 20
            rows[one.key, one.opens, words, urgent] = partial(self._item_row, one, words, urgent=urgent)
        if words_alone := _said_instead(view, count):
            rows[words_alone] = partial(Text, words_alone, "body", "text2", wrap=True)
        self._rows.show_rows(rows)

    def _item_row(self, one: WorkItem, words: tuple[str, str, str, str], *, urgent: bool) -> QWidget:
        head, under, verb, icon = words
        button = secondary(verb)
        button.setAccessibleName(f"{verb}: {head}")
        button.clicked.connect(lambda: self.opened.emit(one))
        both = Column(Elided(head, "body_strong"), Elided(under, "small", "text3"), gap=1)
        row = Row(Picture(icon, "warn" if urgent else "text2", 18), gap=11, margins=(0, 6, 0, 6))
        row.add(both, 1)
        row.add(button)
        return named(row, f"{head}. {under}")

    def _facts(self, one: WorkItem, name: str, today: date) -> dict[str, object]:
        facts: dict[str, object] = {
            "name": self._privacy.name(name) if name else "", "holder": one.facts.get("name", ""),
            "slot": one.facts.get("name", ""), "since": "",
        }  # fmt: skip
        for key, value in one.facts.items():
            if key in ("minute", "expected") and isinstance(value, int):
                facts[key] = clock(value)
            elif key in ("day", "first") and isinstance(value, str):
                facts[key] = short_day(date.fromisoformat(value), today)
            elif key in ("newest", "printed"):
                facts[key] = _moment_of(value, today)
            elif key != "name":
                facts[key] = value
        if "last_seen" in one.facts:
            facts["since"] = _seen_since(one, today)
        return facts


def _said_instead(view: TodayView, count: int) -> str:
    """What stands under the lines, or in place of them; nothing where the lines are all there is."""
    if count:
        return say("more", count=count - MOST_ITEMS) if count > MOST_ITEMS else ""
    upcoming = view.next_register
    if upcoming is None:
        return say("nothing")
    return say("nothing_next", name=upcoming.slot.name, time=clock(upcoming.slot.start_minute))


class RegistersCard(Card):
    """The registers of the day in order of time, and how each of them stands."""

    opened = Signal(object)
    """A register of the day."""

    def __init__(self) -> None:
        super().__init__(say("registers"))
        self._rows = KeptRows(ruled=True)
        self.add(self._rows)

    def clear(self) -> None:
        self._rows.clear()

    def show_view(self, view: TodayView) -> None:
        """Every register, hidden where there is none."""
        done = sum(1 for one in view.registers if one.state is RegisterState.DONE)
        beside = say("registers_done", done=done, all=len(view.registers)) if view.registers else ""
        self.set_title(say("registers"), beside)
        self.setVisible(bool(view.registers))
        self._rows.show_rows({one: partial(self._register_row, one) for one in view.registers})

    def _register_row(self, one: DayRegister) -> QWidget:
        time = clock(one.slot.start_minute)
        button = link(say("register_line", time=time, name=one.slot.name))
        button.clicked.connect(lambda: self.opened.emit(one))
        chip = _register_chip(one)
        chip.setAccessibleName(f"{one.slot.name}: {chip.words}")
        who = Text(count_words(len(one.slot.pupils)), "small", "text3")
        who.setIndent(button.inset)
        words = Column(button, who, gap=0)
        return Row(words, None, chip, gap=8, margins=(0, 4, 0, 4))


def count_words(pupils: int) -> str:
    """How many pupils, in words."""
    return say("expected_one") if pupils == 1 else say("expected_count", count=pupils)


def safety_lines(copies: keeping.Copies, today: date) -> list[SafetyLine]:
    """Where copies lie and how old they are: on this computer, in the second place, and the last drill."""
    return [_here_line(copies, today), _second_line(copies, today), _drill_line(copies)]


def _register_chip(one: DayRegister) -> Chip:
    if one.state is RegisterState.DONE:
        at = f"{on_the_wall(one.finished_at):%H:%M}" if one.finished_at else ""
        return Chip(Tone.OK, "circle-check", say("done_at", time=at).strip())
    left = len(one.slot.pupils) - one.marked
    if one.state is RegisterState.OPEN:
        return Chip(Tone.WARN, "triangle-alert", say("open_marked", left=left))
    return Chip(Tone.QUIET, "clock", say("starts", time=clock(one.slot.start_minute)))


def _here_line(copies: keeping.Copies, today: date) -> SafetyLine:
    if copies.here is None:
        return SafetyLine(Tone.WARN, say("here_never"))
    fresh = (today - on_the_wall(copies.here).date()).days < 1
    rows = say("rows", rows=f"{copies.here_rows:,}")
    return SafetyLine(Tone.OK if fresh else Tone.WARN, say("here", when=moment(copies.here, today)), rows)


def _second_line(copies: keeping.Copies, today: date) -> SafetyLine:
    if not copies.second_place:
        return SafetyLine(Tone.WARN, say("no_second"))
    if copies.second is None:
        return SafetyLine(Tone.WARN, say("second_never"))
    fresh = (today - on_the_wall(copies.second).date()).days < 7
    return SafetyLine(Tone.OK if fresh else Tone.WARN, say("second", when=moment(copies.second, today)))


def _drill_line(copies: keeping.Copies) -> SafetyLine:
    words = say("no_drill") if copies.drill is None else say("drill", day=day_in_words(copies.drill))
    return SafetyLine(Tone.QUIET, words, icon="key-round")


def _moment_of(value: object, today: date) -> str:
    if not value:
        return say("not_yet")
    text = str(value)
    return (
        moment(datetime.fromisoformat(text), today)
        if "T" in text
        else short_day(date.fromisoformat(text), today)
    )


def _seen_since(one: WorkItem, today: date) -> str:
    seen, heard = one.facts.get("last_seen"), one.facts.get("last_heard")
    words = (
        say("never_seen") if not seen else f"{say('seen')} {short_day(date.fromisoformat(str(seen)), today)}"
    )
    return (
        f"{words}, {say('heard', day=short_day(date.fromisoformat(str(heard)), today))}" if heard else words
    )
