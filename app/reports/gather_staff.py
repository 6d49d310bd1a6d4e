"""Gathers the staff page: one child for the adults who work with them, figures with their base."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import PupilId
from app.core.jobs import Job, Progress
from app.core.period import FAR, ONE_DAY
from app.core.permissions import Permission
from app.core.query import Reading
from app.core.refs import make_ref
from app.insight import claims
from app.reports import staff, wording
from app.reports.gather import REACH, PupilGathered, claim_of, gather_pupil, key_adult, staff_name
from app.rooms import access, attendance, calendar, curriculum, engagement, people
from app.rooms.people import ContactCard, PlacementRow

EXPECTED_LOOKED_AT = 6
"""Seen on so many of the last six expected days."""

LOOK_BACK = 60
"""Days to look back for them: more than any holiday."""


@dataclass(frozen=True)
class GatherStaffPage(Job[staff.StaffFacts]):
    """Gather what a staff page says, for whoever is signed in or somebody who may be told."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    reach: ClassVar[frozenset[Permission]] = REACH
    pupil: PupilId
    addressee: str = ""

    def work(self, reading: Reading, progress: Progress) -> staff.StaffFacts:
        addressee = _addressee(reading, self.pupil, self.addressee)
        progress.step(1, 3)
        found = gather_pupil(reading, self.pupil)
        progress.step(2, 3)
        told, card = found.told, found.card
        (contact,) = reading.ask(attendance.LastSeen((self.pupil,), told.last))
        seen, expected = _seen_days(reading, found)
        totals = reading.ask(engagement.OutcomeTotals(self.pupil, told.first, told.last))
        proved = staff.headline(people.shown_name(card), found.usual, found.ladder)
        return staff.StaffFacts(
            name=f"{card.forename} {card.surname}",
            known_as=people.shown_name(card),
            addressee=addressee,
            provision=found.provision,
            first=told.first,
            last=told.last,
            last_seen=_sighting(contact.seen),
            last_heard=_sighting(contact.heard),
            seen_days=seen,
            expected_days=expected,
            care=_care(found),
            must_not_be_told=_named(found, lambda card: card.must_not_be_told),
            must_not_collect=_named(found, lambda card: card.must_not_collect),
            needs=tuple(filter(None, card.needs.splitlines())),
            key_adult=key_adult(reading, found),
            placements=tuple(_placement(row) for row in found.file.placements if _holds(row, told.last)),
            ladder=found.ladder,
            usual=found.usual,
            weeks=_weeks(found),
            half_days=_half_days(reading, found),
            subjects=_subjects(reading, found),
            outcomes=_outcomes(totals),
            top_score=max((each.highest for each in totals), default=engagement.Scale().highest),
            made_by=found.made_by,
            made_on=reading.clock.today(),
            reference=make_ref(),
            claim=claim_of(reading, self.pupil, "staff", proved),
        )


def _addressee(reading: Reading, pupil: PupilId, name: str) -> str:
    """Whoever is signed in; somebody around the pupil who may be told; else a colleague who works here.

    Somebody around the pupil comes first: whoever must not be told is not told as a colleague's namesake.
    """
    if not name.strip():
        return staff_name(reading, reading.actor.staff)
    try:
        return reading.ask(people.MayBeTold(pupil, name)).name
    except Refused as refusal:
        if refusal.code != "not_around_this_pupil":
            raise
        in_post = reading.ask(access.StaffNames(reading.clock.today()))
        colleague = next((each for _, each in in_post if fold(each) == fold(name)), None)
        if colleague is None:
            raise
        return colleague


def _sighting(contact: attendance.Contact | None) -> staff.Sighting | None:
    if contact is None:
        return None
    return staff.Sighting(contact.day, contact.place or contact.slot_name, contact.by_name)


def _seen_days(reading: Reading, found: PupilGathered) -> tuple[int, int]:
    """On how many of the last expected days somebody saw the child, and how many days that is."""
    last = found.told.last
    columns = reading.ask(calendar.ExpectedDays(last - LOOK_BACK * ONE_DAY, last, found.pupil))
    days = columns.days[-EXPECTED_LOOKED_AT:]
    if not days:
        return 0, 0
    seen = {one.day for one in reading.ask(attendance.RungMoments(found.pupil, days[0])) if one.seen}
    return len(seen & set(days)), len(days)


def _care(found: PupilGathered) -> tuple[str, ...]:
    card = found.card
    medicine = ", ".join(filter(None, (card.rescue_medicine, card.medicine_place)))
    lines = (card.life_critical_care, card.condition, card.allergy, medicine, card.care)
    return tuple(filter(None, (line.strip() for line in lines)))


def _named(found: PupilGathered, barred: Callable[[ContactCard], bool]) -> tuple[str, ...]:
    """The people around the child of whom this is so, with how they belong to the child."""
    cards = [row.card for row in found.file.contacts if barred(row.card)]
    return tuple(", ".join(part for part in (card.name, card.relationship) if part.strip()) for card in cards)


def _placement(row: PlacementRow) -> str:
    span = f"from {wording.day(row.card.from_day)}"
    if row.card.to_day != FAR:
        span += f" to {wording.day(row.card.to_day)}"
    return f"{row.commissioner_name}, {wording.many(row.card.half_days, 'half-day')} a week, {span}"


def _holds(row: PlacementRow, day: date) -> bool:
    return row.card.from_day <= day <= row.card.to_day


def _lies_in(week: claims.WeekOfRungs, first: date) -> bool:
    return week.week + 6 * ONE_DAY >= first


def _weeks(found: PupilGathered) -> tuple[staff.LadderWeek, ...]:
    weeks = [week for week in found.journey.attendance if _lies_in(week, found.told.first)]
    return tuple(
        staff.LadderWeek(
            week.week, week.usual, week.lowest, week.best, week.n,
            seen=week.seen is not False, heard=week.week in found.heard,
        )
        for week in weeks
    )  # fmt: skip


def _outcomes(totals: tuple[engagement.OutcomeTotal, ...]) -> tuple[staff.OutcomeScores, ...]:
    return tuple(staff.OutcomeScores(each.title, each.total, each.n, each.not_observed) for each in totals)


def _half_days(reading: Reading, found: PupilGathered) -> staff.HalfDays:
    told = found.told
    rates = reading.ask(attendance.AttendanceRates(told.first, told.last, pupils=(found.pupil,))).total.rates
    return staff.HalfDays(rates.possible, rates.attendance, rates.authorised, rates.unauthorised)


def _subjects(reading: Reading, found: PupilGathered) -> tuple[staff.SubjectSteps, ...]:
    rows = reading.ask(curriculum.SubjectsOf(found.pupil, found.told.first))
    return tuple(
        staff.SubjectSteps(row.name, row.made_here, row.steps, row.made_since, row.gaps, row.next_steps)
        for row in rows
    )
