"""Terms, closures and the weekly timetable, as parts of the set-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from app.core.changes import Topic
from app.core.command import Command
from app.core.ids import SlotId
from app.core.period import FAR, HalfDay
from app.core.permissions import Permission
from app.rooms import access, calendar, keeping
from ui.kit.answers import Asks, Kind
from ui.kit.dates import clock_words
from ui.kit.desk import Desk
from ui.kit.live import topics
from ui.kit.parts.person_picker import PersonChoice
from ui.kit.table_model import Column
from ui.set_up.parts_people import day_words, everybody
from ui.set_up.section import Part, Values
from ui.words.set_up import say

_EDIT = Permission.CALENDAR_TIMETABLE_EDIT
_CALENDAR = topics(Topic.CALENDAR, Topic.PUPIL, Topic.STAFF)


def terms(_desk: Desk) -> Part[calendar.TermRow]:
    """School years, terms and half-terms."""
    kinds = tuple((kind, say(f"term_{kind.value}")) for kind in calendar.TermKind)

    def asks() -> Sequence[Asks]:
        return (
            Asks("kind", say("kind"), Kind.CHOICE, choices=kinds),
            Asks("name", say("name"), needed=True),
            Asks("first_day", say("first_day"), Kind.DAY, needed=True, past=False),
            Asks("last_day", say("last_day"), Kind.DAY, needed=True, past=False),
        )

    return Part(
        "terms", _EDIT, calendar.Terms, _CALENDAR,
        (
            Column(say("name"), lambda row: row.card.name),
            Column(say("kind"), lambda row: say(f"term_{row.card.kind.value}")),
            Column(say("first_day"), lambda row: day_words(row.card.first_day)),
            Column(say("last_day"), lambda row: day_words(row.card.last_day)),
        ),
        lambda row: row.term, asks,
        lambda row: {ask.name: getattr(row.card, ask.name) for ask in asks()},
        lambda: keeping.CalendarLastChanged("terms"),
        add=lambda values: calendar.AddTerm(calendar.TermCard(**values)),
        edit=lambda row, values: (calendar.EditTerm(row.term, row.version, calendar.TermCard(**values)),),
        withdraw=lambda row: calendar.WithdrawTerm(row.term),
        is_over=lambda row, today: row.card.last_day < today,
    )  # fmt: skip


def closures(_desk: Desk) -> Part[calendar.ClosureRow]:
    """Days on which the provision is closed."""
    kinds = tuple((kind, say(f"closure_{kind.value}")) for kind in calendar.ClosureKind)

    def asks() -> Sequence[Asks]:
        return (
            Asks("kind", say("kind"), Kind.CHOICE, choices=kinds),
            Asks("name", say("name"), needed=True),
            Asks("first_day", say("first_day"), Kind.DAY, needed=True, past=False),
            Asks("last_day", say("last_day"), Kind.DAY, needed=True, past=False),
        )

    return Part(
        "closures", _EDIT, calendar.Closures, _CALENDAR,
        (
            Column(say("name"), lambda row: row.card.name),
            Column(say("kind"), lambda row: say(f"closure_{row.card.kind.value}")),
            Column(say("first_day"), lambda row: day_words(row.card.first_day)),
            Column(say("last_day"), lambda row: day_words(row.card.last_day)),
        ),
        lambda row: row.closure, asks,
        lambda row: {ask.name: getattr(row.card, ask.name) for ask in asks()},
        lambda: keeping.CalendarLastChanged("closures"),
        add=lambda values: calendar.AddClosure(calendar.ClosureCard(**values)),
        edit=lambda row, values: (
            calendar.EditClosure(row.closure, row.version, calendar.ClosureCard(**values)),
        ),
        withdraw=lambda row: calendar.WithdrawClosure(row.closure),
        is_over=lambda row, today: row.card.last_day < today,
    )  # fmt: skip


def timetable(desk: Desk) -> Part[calendar.PlannedSlot]:
    """The week's slots, with who is in them from today."""
    today = desk.clock.today
    return Part(
        "timetable", _EDIT, lambda: calendar.Timetable(today()), _CALENDAR,
        (
            Column(say("weekday"), lambda row: say(f"day_{row.timetabled.weekday}"), order=_order),
            Column(say("start"), lambda row: clock_words(row.card.start_minute)),
            Column(say("name"), lambda row: row.card.name),
            Column(say("kind"), lambda row: say(f"slot_{row.card.kind.value}")),
            Column(say("pupils"), lambda row: str(len(row.timetabled.pupils(today()))), numbers=True),
            Column(say("place"), lambda row: row.card.place),
        ),
        lambda row: row.timetabled.slot, lambda: _slot_asks(desk), lambda row: _slot_values(row, today()),
        lambda: keeping.CalendarLastChanged("timetable"),
        add=lambda values: calendar.AddSlot(_slot_card(values)),
        edit=lambda row, values: _slot_edit(row, values, today()),
        withdraw=lambda row: calendar.WithdrawSlot(row.timetabled.slot),
        blank={"weekday": today().weekday(), "from_day": today()}, after_add=_who_is_in,
    )  # fmt: skip


def _slot_asks(desk: Desk) -> Sequence[Asks]:
    kinds = tuple(
        (kind, say(f"slot_{kind.value}"))
        for kind in calendar.SlotKind
        if kind is not calendar.SlotKind.HALF_DAY
    )
    halves = ((None, say("half_none")), (HalfDay.AM, say("half_am")), (HalfDay.PM, say("half_pm")))
    days = tuple((number, say(f"day_{number}")) for number in range(7))

    def adults() -> tuple[PersonChoice, ...]:
        return tuple(PersonChoice(key, name) for key, name in desk.runner.office.ask(access.StaffNames()))

    return (
        Asks("name", say("name"), needed=True),
        Asks("kind", say("kind"), Kind.CHOICE, choices=kinds),
        Asks("weekday", say("weekday"), Kind.CHOICE, choices=days),
        Asks("start_minute", say("start"), Kind.TIME),
        Asks("end_minute", say("finish"), Kind.TIME),
        Asks("half_day", say("half"), Kind.CHOICE, choices=halves),
        Asks("pupils", say("pupils"), Kind.PEOPLE, people=lambda: everybody(desk)),
        Asks("adults", say("adults"), Kind.PEOPLE, people=adults),
        Asks("place", say("place")),
        Asks("school_subject", say("subject")),
        Asks("from_day", say("from"), Kind.DAY, needed=True, past=False),
        Asks("to_day", say("to"), Kind.DAY, empty=FAR, past=False),
    )


def _slot_card(values: Values, framework: int | None = None) -> calendar.SlotCard:
    fields = {name: value for name, value in values.items() if name not in ("pupils", "adults")}
    return calendar.SlotCard(**{**fields, "framework_id": framework})


def _who_is_in(slot: int, values: Values) -> Sequence[Command]:
    """The lists of a new slot, from its first day."""
    number, begins = SlotId(slot), values["from_day"]
    commands: list[Command] = []
    if values["pupils"]:
        commands.append(calendar.SetSlotPupils(number, begins, values["pupils"]))
    if values["adults"]:
        commands.append(calendar.SetSlotAdults(number, begins, values["adults"]))
    return commands


def _slot_values(row: calendar.PlannedSlot, today: date) -> Values:
    values = asdict(row.card)
    del values["framework_id"]
    begins = max(today, row.card.from_day)
    return {**values, "pupils": row.timetabled.pupils(begins), "adults": _adults_of(row, begins)}


def _slot_edit(row: calendar.PlannedSlot, values: Values, today: date) -> Sequence[Command]:
    """The card where it changed, then the lists from today where they changed."""
    slot, begins = row.timetabled.slot, max(today, row.card.from_day)
    card = _slot_card(values, row.card.framework_id)
    commands: list[Command] = []
    if card != row.card:
        commands.append(calendar.EditSlot(slot, row.version, card))
    if values["pupils"] != row.timetabled.pupils(begins):
        commands.append(calendar.SetSlotPupils(slot, begins, values["pupils"]))
    if values["adults"] != _adults_of(row, begins) or not commands:
        commands.append(calendar.SetSlotAdults(slot, begins, values["adults"]))
    return commands


def _adults_of(row: calendar.PlannedSlot, day: date) -> frozenset[object]:
    return frozenset(one.adult for one in row.adults if one.from_day <= day <= one.to_day)


def _order(row: calendar.PlannedSlot) -> tuple[int, int]:
    return row.timetabled.weekday, row.card.start_minute
