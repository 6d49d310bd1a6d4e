"""Terms, closures and the weekly timetable, as parts of the set-up."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.changes import Topic
from app.core.command import Command
from app.core.period import FAR, HalfDay
from app.core.permissions import Permission
from app.rooms import access, calendar, people
from ui.kit.desk import Desk
from ui.kit.live import topics
from ui.kit.parts.person_picker import PersonChoice
from ui.kit.table_model import Column
from ui.set_up.form import Asks, Kind, clock_words
from ui.set_up.parts_people import day_words
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
            Asks("first_day", say("first_day"), Kind.DAY, needed=True),
            Asks("last_day", say("last_day"), Kind.DAY, needed=True),
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
        add=lambda values: calendar.AddTerm(calendar.TermCard(**values)),
        edit=lambda row, values: (calendar.EditTerm(row.term, row.version, calendar.TermCard(**values)),),
        withdraw=lambda row: calendar.WithdrawTerm(row.term),
    )  # fmt: skip


def closures(_desk: Desk) -> Part[calendar.ClosureRow]:
    """Days on which the provision is closed."""
    kinds = tuple((kind, say(f"closure_{kind.value}")) for kind in calendar.ClosureKind)

    def asks() -> Sequence[Asks]:
        return (
            Asks("kind", say("kind"), Kind.CHOICE, choices=kinds),
            Asks("name", say("name"), needed=True),
            Asks("first_day", say("first_day"), Kind.DAY, needed=True),
            Asks("last_day", say("last_day"), Kind.DAY, needed=True),
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
        add=lambda values: calendar.AddClosure(calendar.ClosureCard(**values)),
        edit=lambda row, values: (
            calendar.EditClosure(row.closure, row.version, calendar.ClosureCard(**values)),
        ),
        withdraw=lambda row: calendar.WithdrawClosure(row.closure),
    )  # fmt: skip


def timetable(desk: Desk) -> Part[calendar.PlannedSlot]:
    """The week's slots, with who is in them from today."""
    office, today = desk.runner.office, desk.clock.today
    kinds = tuple(
        (kind, say(f"slot_{kind.value}"))
        for kind in calendar.SlotKind
        if kind is not calendar.SlotKind.HALF_DAY
    )
    halves = ((None, say("half_none")), (HalfDay.AM, say("half_am")), (HalfDay.PM, say("half_pm")))

    def pupils() -> tuple[PersonChoice, ...]:
        names = office.ask(people.PupilNames()) if desk.may(Permission.PEOPLE_PUPIL_READ) else ()
        return tuple(PersonChoice(n.pupil, f"{n.shown} {n.surname}", n.year_group) for n in names)

    def adults() -> tuple[PersonChoice, ...]:
        return tuple(PersonChoice(key, name) for key, name in office.ask(access.StaffNames()))

    def asks() -> Sequence[Asks]:
        return (
            Asks("name", say("name"), needed=True),
            Asks("kind", say("kind"), Kind.CHOICE, choices=kinds),
            Asks(
                "weekday", say("weekday"), Kind.CHOICE, choices=tuple((n, say(f"day_{n}")) for n in range(7))
            ),
            Asks("start_minute", say("start"), Kind.TIME),
            Asks("end_minute", say("finish"), Kind.TIME),
            Asks("half_day", say("half"), Kind.CHOICE, choices=halves),
            Asks("pupils", say("pupils"), Kind.PEOPLE, people=pupils),
            Asks("adults", say("adults"), Kind.PEOPLE, people=adults),
            Asks("place", say("place")),
            Asks("school_subject", say("subject")),
            Asks("from_day", say("from"), Kind.DAY, needed=True),
            Asks("to_day", say("to"), Kind.DAY),
        )

    def adults_of(row: calendar.PlannedSlot) -> frozenset[object]:
        return frozenset(w.adult for w in row.adults if w.from_day <= today() <= w.to_day)

    def edit(row: calendar.PlannedSlot, values: Values) -> Sequence[Command]:
        slot, from_day = row.timetabled.slot, max(today(), row.card.from_day)
        commands: list[Command] = []
        if _slot_card(values) != row.card:
            commands.append(calendar.EditSlot(slot, row.version, _slot_card(values)))
        if values["pupils"] != row.timetabled.pupils(from_day):
            commands.append(calendar.SetSlotPupils(slot, from_day, values["pupils"]))
        if values["adults"] != adults_of(row) or not commands:
            commands.append(calendar.SetSlotAdults(slot, from_day, values["adults"]))
        return commands

    def shown(row: calendar.PlannedSlot) -> Values:
        values = {ask.name: getattr(row.card, ask.name, None) for ask in asks()}
        from_day = max(today(), row.card.from_day)
        return {**values, "pupils": row.timetabled.pupils(from_day), "adults": adults_of(row)}

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
        lambda row: row.timetabled.slot, asks, shown,
        add=lambda values: calendar.AddSlot(_slot_card(values)), edit=edit,
        withdraw=lambda row: calendar.WithdrawSlot(row.timetabled.slot),
        blank={"weekday": today().weekday(), "from_day": today()},
    )  # fmt: skip


def _order(row: calendar.PlannedSlot) -> tuple[int, int]:
    return row.timetabled.weekday, row.card.start_minute


def _slot_card(values: Values) -> calendar.SlotCard:
    fields = {name: value for name, value in values.items() if name not in ("pupils", "adults")}
    return calendar.SlotCard(**{**fields, "to_day": values["to_day"] or FAR})
