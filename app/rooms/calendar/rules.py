"""The rules of the calendar: open days, the slots of a day, expected half-days, weekly hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from app.core.errors import Refused
from app.core.ids import PupilId, SlotId
from app.core.period import FAR, HalfDay, Span, Week, each_day, is_weekday


class SlotKind(StrEnum):
    """What kind of time a slot is."""

    LESSON = "lesson"
    BREAK = "break"
    HOME_VISIT = "home_visit"
    OFF_SITE = "off_site"
    TUTORING = "tutoring"
    HALF_DAY = "half_day"


@dataclass(frozen=True, slots=True)
class Listed:
    """A pupil on the list of a slot, from one day to another."""

    pupil: PupilId
    from_day: date = date.min
    to_day: date = FAR


@dataclass(frozen=True, slots=True)
class Timetabled:
    """A slot as the weekly timetable has it, from one day to another. Monday is weekday 0."""

    slot: SlotId
    name: str
    weekday: int
    start: time
    end: time
    half_day: HalfDay | None
    kind: SlotKind
    from_day: date
    to_day: date = FAR
    listed: tuple[Listed, ...] = ()

    def is_in_force(self, day: date) -> bool:
        return self.from_day <= day <= self.to_day

    def pupils(self, day: date) -> frozenset[PupilId]:
        """Who is on its list that day."""
        return frozenset(one.pupil for one in self.listed if one.from_day <= day <= one.to_day)


MINUTES_A_DAY = 24 * 60


def minute_of(moment: time) -> int:
    return 60 * moment.hour + moment.minute


@dataclass(frozen=True, slots=True)
class OpenDays:
    """Which days the provision is open: in a term and in no closure."""

    terms: tuple[Span, ...]
    closures: tuple[Span, ...] = ()

    def is_open(self, day: date) -> bool:
        return any(day in term for term in self.terms) and not any(day in span for span in self.closures)

    def within(self, first: date, last: date) -> tuple[date, ...]:
        """The open days from first to last, in their order; none where last comes before first."""
        in_term = {day for term in self.terms for day in _shared(term, first, last)}
        return tuple(sorted(in_term.difference(*(_shared(one, first, last) for one in self.closures))))

    def school_days(self, span: Span) -> tuple[date, ...]:
        """Open days from Monday to Friday."""
        return tuple(day for day in self.within(span.first, span.last) if is_weekday(day))


def _shared(span: Span, first: date, last: date) -> Iterator[date]:
    return each_day(max(span.first, first), min(span.last, last))


def slots_of(day: date, timetable: Iterable[Timetabled], days: OpenDays) -> tuple[Timetabled, ...]:
    """The slots of one day in order of time; none on a day that is closed or outside every term."""
    if not days.is_open(day):
        return ()
    due = (slot for slot in timetable if slot.weekday == day.weekday() and slot.is_in_force(day))
    return tuple(sorted(due, key=lambda slot: (slot.start, slot.end, slot.slot)))


def check_slot(*, name: str, weekday: int, start: time, end: time) -> None:
    if not name.strip():
        raise Refused("slot_without_name")
    if weekday not in range(7):
        raise Refused("no_such_weekday", weekday=weekday)
    if end <= start:
        raise Refused("slot_ends_before_it_starts")


def clashes(slot: Timetabled, timetable: Iterable[Timetabled]) -> tuple[tuple[Timetabled, PupilId], ...]:
    """Whom this slot would ask to be in two places at once. A warning: tutoring and visits do overlap."""
    return tuple(
        (other, one.pupil)
        for other in timetable
        if other.slot != slot.slot and _at_one_time(slot, other)
        for one in slot.listed
        if any(one.pupil == also.pupil and _overlap(one, also) for also in other.listed)
    )


def _at_one_time(one: Timetabled, other: Timetabled) -> bool:
    return (
        one.weekday == other.weekday
        and one.start < other.end
        and other.start < one.end
        and _overlap(one, other)
    )


def _overlap(one: Timetabled | Listed, other: Timetabled | Listed) -> bool:
    return one.from_day <= other.to_day and other.from_day <= one.to_day


def check_apart(new: Span, others: Iterable[Span]) -> None:
    """Years do not overlap, nor do terms, nor half-terms."""
    for other in others:
        if new.overlaps(other):
            raise Refused("overlaps_another", first=other.first, last=other.last)


def check_within(part: Span, whole: Span) -> None:
    """A term lies within its year, a half-term within its term."""
    if not whole.holds(part):
        raise Refused("outside_what_it_belongs_to", first=whole.first, last=whole.last)


def minutes_offered(pupil: PupilId, timetable: Sequence[Timetabled], days: OpenDays, week: Week) -> int:
    """Minutes of a week in which this pupil has a slot, breaks and off-site time included, counted once."""
    return sum(_covered(pupil, day, slots_of(day, timetable, days)) for day in week.days())


def _covered(pupil: PupilId, day: date, slots: Iterable[Timetabled]) -> int:
    """Minutes of one day's slots in order of time; where two overlap, the shared ones count once."""
    total = reached = 0
    for slot in slots:
        if pupil in slot.pupils(day):
            start, end = max(minute_of(slot.start), reached), minute_of(slot.end)
            total += max(0, end - start)
            reached = max(reached, end)
    return total


class HoursUnit(StrEnum):
    """The units of ``hours_rules.csv`` that a week's hours are held against."""

    MORE_THAN = "hours_per_week_more_than"
    FROM = "hours_per_week_from"
    SEVEN_DAYS = "hours_per_7_days"


@dataclass(frozen=True, slots=True)
class HoursRule:
    """One dated line that a child's weekly hours may be over."""

    id: str
    hours: int
    unit: HoursUnit
    from_day: date
    to_day: date

    def is_over(self, minutes: int) -> bool:
        line = 60 * self.hours
        return minutes > line if self.unit is HoursUnit.MORE_THAN else minutes >= line


def read_hours_rules(rows: Iterable[Mapping[str, str]]) -> tuple[HoursRule, ...]:
    """The rows of ``hours_rules.csv`` that speak of one child's hours; those of counts are read elsewhere."""
    units = {unit.value for unit in HoursUnit}
    return tuple(
        HoursRule(
            id=row["id"],
            hours=int(row["threshold"]),
            unit=HoursUnit(row["unit"]),
            from_day=date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else date.min,
            to_day=date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else FAR,
        )
        for row in rows
        if row["unit"] in units
    )


def lines_over(minutes: int, rules: Collection[HoursRule], week: Week) -> tuple[str, ...]:
    """The ids of the lines in force that a week's minutes are over, in the order of the file."""
    return tuple(
        rule.id
        for rule in rules
        if rule.from_day <= week.sunday and week.monday <= rule.to_day and rule.is_over(minutes)
    )


def hours_text(minutes: int) -> str:
    """Hours as they are said, 18 or 17:45; never rounded to look smaller than a line."""
    hours, rest = divmod(minutes, 60)
    return str(hours) if not rest else f"{hours}:{rest:02d}"


def time_of(minute: int) -> time:
    """A minute of the day as the clock shows it."""
    return time(*divmod(minute, 60))


def check_minutes(start: int, end: int) -> None:
    """Both lie on one day, before midnight."""
    if not (0 <= start < MINUTES_A_DAY and 0 <= end < MINUTES_A_DAY):
        raise Refused("slot_time_out_of_day")


def open_spans(years: Sequence[Span], terms: Sequence[Span], half_terms: Sequence[Span]) -> tuple[Span, ...]:
    """The days of term: each whole without parts, else its parts. Where no year is written down, every day.

    A holiday is what lies between the parts, so nobody has to write it down.
    """
    if not years and not terms and not half_terms:
        return (Span(date.min, FAR),)
    whole = [term for year in years for term in (_within(year, terms) or [year])]
    return tuple(half for term in whole for half in (_within(term, half_terms) or [term]))


def _within(whole: Span, parts: Iterable[Span]) -> list[Span]:
    return [part for part in parts if whole.holds(part)]
