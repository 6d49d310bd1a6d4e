"""The ladder as a part of the set-up: re-worded, retired, added to and brought back from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout

from app.core.changes import Topic
from app.core.command import Command
from app.core.period import FAR, ONE_DAY
from app.core.permissions import Permission
from app.core.sentences import day_in_words
from app.rooms import attendance, keeping
from app.rooms.attendance import Rung, Seen
from ui.kit.answers import Asks, Kind
from ui.kit.desk import Desk
from ui.kit.live import topics
from ui.kit.parts import Text
from ui.kit.table_model import Column
from ui.kit.theme import current_look
from ui.set_up.section import ListSection, Part, Values
from ui.set_up.try_ladder import TryLadder
from ui.words.set_up import say

NUMBERS = range(10)
"""A rung has a digit as its key."""

FORM_ROOM = 120
"""Pixels at 100 % that the list and the form want beside the least they can do with."""

_CHANGED_MEANWHILE = "another ladder"
"""The edition of no ladder: what was shown stands no more, and the door says so."""


def ladder(desk: Desk) -> Part[Rung]:
    """The rungs as they hold today and will hold; each is edited on its own from a day on."""
    today = desk.clock.today

    def values(row: Rung) -> Values:
        facts = {ask.name: getattr(row, ask.name) for ask in _asks() if ask.name != "from_day"}
        return {**facts, "from_day": max(today(), row.from_day)}

    return Part(
        "ladder", Permission.ATTENDANCE_LADDER_EDIT, lambda: attendance.LadderLines(today()),
        topics(Topic.LADDER),
        (
            Column(say("rung"), lambda row: str(row.number), numbers=True),
            Column(say("staff_words"), lambda row: row.staff),
            Column(say("rung_facts"), _facts),
            Column(say("rung_holds"), lambda row: _holds(row, today())),
        ),
        lambda row: _key(row, today()), _asks, values,
        lambda: keeping.CalendarLastChanged("ladder"),
        add=lambda said: _with(desk, None, said), edit=lambda row, said: (_with(desk, row, said),),
    )  # fmt: skip


class LadderSection(ListSection[Rung]):
    """The list and its form, and under both the ladder as it is being edited, to be tried."""

    def __init__(self, desk: Desk) -> None:
        self.try_out = TryLadder()
        self.full = Text(say("ladder_full"), "small", "text3", wrap=True)
        super().__init__(desk, ladder(desk))
        self.withdraw.set_words(say("retire"))
        self._left.add(self.full)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(0, 1)
        column.addWidget(self.try_out)

    def hasHeightForWidth(self) -> bool:
        """No: the page would else be as high as the whole form, and what is tried out of sight below it."""
        return False

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint().height()
        return QSize(super().sizeHint().width(), least + current_look().px(FORM_ROOM))

    def show_rows(self, rows: tuple[Rung, ...]) -> None:
        """The rungs as they stand on record."""
        super().show_rows(rows)
        free = _free(rows, self.desk.clock.today())
        may = self.desk.may(self.part.requires)
        self.add.setVisible(may and bool(free))
        self.full.setVisible(may and not free)
        self._try()

    def open_new(self) -> None:
        """An empty form for the first number that no rung has."""
        today = self.desk.clock.today()
        free = _free(self.model.rows, today)
        if not free:
            return
        self._row, self._new = None, True
        self._open_form({"number": free[0], "seen": Seen.NO, "proposes": True, "from_day": today})

    def clear(self) -> None:
        """The screen is being locked."""
        super().clear()
        self.try_out.clear()

    def _open_form(self, values: Values) -> None:
        super()._open_form(values)
        assert self.form is not None
        row, today = self._row, self.desk.clock.today()
        may = self.desk.may(self.part.requires)
        self.withdraw.setVisible(may and row is not None and row.to_day >= today)
        self._right.set_title(say("rung_new") if row is None else say("rung_title", number=row.number))
        self.note.setText("" if row is None else _note(row, self.model.rows, today))
        self.note.setVisible(bool(self.note.text()))
        self.form.typed.connect(self._try)
        self._try()

    def _close_form(self) -> None:
        super()._close_form()
        self._try()

    def _asks(self) -> Sequence[Asks]:
        if not self._new:
            return _asks()
        was = {row.number: row.staff for row in self.model.rows}
        numbers = tuple(
            (number, say("number_was", number=number, words=was[number]) if number in was else str(number))
            for number in _free(self.model.rows, self.desk.clock.today())
        )
        return (Asks("number", say("rung_number"), Kind.CHOICE, say("rung_number_hint"), choices=numbers),
                *_asks())  # fmt: skip

    def _withdraw(self) -> None:
        """Retire the rung from the day in the form."""
        if self._row is None or self.form is None or self._busy or not self.form.check():
            return
        self._sent = self.form.values()
        self._execute([_without(self.desk, self._row, self._sent["from_day"])], self._withdraw)

    def _try(self) -> None:
        """Show the ladder of the day in the form, with what is in the form."""
        typed = {} if self.form is None else self.form.values()
        day = typed.get("from_day") or self.desk.clock.today()
        rungs = {row.number: row for row in self.model.rows if row.from_day <= day <= row.to_day}
        number = typed.pop("number", None) if self._row is None else self._row.number
        if typed and number is not None:
            rungs[number] = _rung(self._row, number, typed)
        self.try_out.show_rungs(tuple(rungs.values()))


def _asks() -> Sequence[Asks]:
    seen = tuple((each, say(f"seen_{each.name.lower()}")) for each in Seen)
    return (
        Asks("staff", say("staff_words"), needed=True),
        Asks("family", say("family_words"), hint=say("family_hint"), needed=True),
        Asks("child", say("child_words"), needed=True),
        Asks("usually", say("usually_words")),
        Asks("hint", say("hint")),
        Asks("heard", say("heard"), Kind.TICK),
        Asks("seen", say("seen"), Kind.CHOICE, choices=seen),
        Asks("on_site", say("on_site"), Kind.TICK),
        Asks("supervised", say("supervised"), Kind.TICK),
        Asks("proposes", say("proposes"), Kind.TICK, say("proposes_hint")),
        Asks("from_day", say("holds_from"), Kind.DAY, say("ladder_from_hint"), needed=True, past=False),
    )


def _rung(row: Rung | None, number: int, said: Values) -> Rung:
    facts = {name: value for name, value in said.items() if name not in ("number", "from_day")}
    return Rung(number=number, **facts) if row is None else replace(row, **facts)


def _with(desk: Desk, row: Rung | None, said: Values) -> Command:
    """The ladder of the day in the form with this rung in it; every other rung as it is that day."""
    day: date = said["from_day"]
    now = desk.runner.office.ask(attendance.LadderOn(day))
    becomes = _rung(row, said["number"] if row is None else row.number, said)
    others = (rung for rung in now.rungs if rung.number != becomes.number)
    rungs = sorted((*others, becomes), key=lambda rung: rung.number)
    return attendance.EditLadder(day, _edition(desk, row, now), tuple(rungs))


def _without(desk: Desk, row: Rung, from_day: date) -> Command:
    day = max(from_day, row.from_day)
    now = desk.runner.office.ask(attendance.LadderOn(day))
    rungs = tuple(rung for rung in now.rungs if rung.number != row.number)
    return attendance.EditLadder(day, _edition(desk, row, now), rungs)


def _edition(desk: Desk, row: Rung | None, now: attendance.Ladder) -> str:
    """The edition of the ladder as it stands, where the rung stands as it was shown."""
    lines = desk.runner.office.ask(attendance.LadderLines(desk.clock.today()))
    return now.edition if row is None or row in lines else _CHANGED_MEANWHILE


def _key(row: Rung, today: date) -> int | str:
    """What holds now, or held last, is one line, whoever edited it last; what is to come is another."""
    return row.number if row.from_day <= today else f"{row.number} {row.from_day.isoformat()}"


def _free(rows: Sequence[Rung], today: date) -> list[int]:
    """The numbers that no rung has today, nor will have."""
    taken = {row.number for row in rows if row.to_day >= today}
    return [number for number in NUMBERS if number not in taken]


def _holds(row: Rung, today: date) -> str:
    if row.to_day < today:
        return say("rung_retired", day=day_in_words(row.to_day + ONE_DAY))
    begins = say("rung_from", day=day_in_words(row.from_day)) if row.from_day > today else ""
    ends = say("rung_until", day=day_in_words(row.to_day)) if row.to_day < FAR else ""
    return " ".join(part for part in (begins, ends) if part)


def _facts(row: Rung) -> str:
    """Those of the four that hold."""
    seen = {Seen.YES: "fact_seen", Seen.ASK: "fact_seen_asked"}.get(row.seen, "")
    facts = ("fact_heard" * row.heard, seen, "fact_on_site" * row.on_site, "fact_supervised" * row.supervised)
    return ", ".join(say(fact) for fact in facts if fact) or say("no_fact")


def _note(row: Rung, rows: Sequence[Rung], today: date) -> str:
    """What an edit of this line would mean for what was, or for what is planned."""
    if row.to_day < today:
        return say("note_retired", day=day_in_words(row.to_day + ONE_DAY))
    if row.to_day == FAR:
        return ""
    after = row.to_day + ONE_DAY
    follows = any(one.number == row.number and one.from_day == after for one in rows)
    return say("note_reworded" if follows else "note_to_be_retired", day=day_in_words(after))
