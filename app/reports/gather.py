"""What every page about a pupil begins with: its span, the ladder in words, names, the journey."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.ids import PupilId, StaffId
from app.core.period import ONE_DAY, monday_of, year_starting
from app.core.permissions import Permission
from app.core.query import Reading
from app.insight import claims
from app.insight.journey import Journey, JourneyView
from app.reports import family
from app.reports.document import Claim
from app.reports.family import RungWords, UsualClaim
from app.rooms import access, attendance, calendar, curriculum, keeping, people
from app.rooms.attendance import Rung
from app.rooms.people import PupilCard, PupilFile

LOOK_BACK_DAYS = 84
"""Twelve weeks: the span of a page where no term is written down."""

REACH = frozenset(
    {
        Permission.ATTENDANCE_FIGURES_READ,
        Permission.ATTENDANCE_REGISTER_READ,
        Permission.CALENDAR_TIMETABLE_READ,
        Permission.ENGAGEMENT_SCORE_READ,
        Permission.INSIGHT_JOURNEY_READ,
        Permission.KEEPING_RECORD_READ,
        Permission.PEOPLE_PUPIL_READ,
    }
)
"""What a page about one pupil may ask. No part of safeguarding is among it, nor can be asked from it."""


@dataclass(frozen=True, slots=True)
class Told:
    """The span a page tells of, and its name where it has one: "autumn term so far"."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class PupilGathered:
    """What pages about one pupil share."""

    file: PupilFile
    journey: JourneyView
    told: Told
    ladder: tuple[RungWords, ...]
    provision: str
    made_by: str
    made: tuple[curriculum.MadeStep, ...]
    heard: frozenset[date]
    """The Mondays of the weeks in which somebody heard the child."""

    @property
    def pupil(self) -> PupilId:
        return self.file.kept.pupil

    @property
    def card(self) -> PupilCard:
        return self.file.kept.card

    @property
    def usual(self) -> UsualClaim | None:
        """What the last visits prove, if anything."""
        return as_claim(self.journey.headline)

    @property
    def dips(self) -> tuple[family.Dip, ...]:
        """The dips of the span, as a family is told of them."""
        return tuple(as_dip(dip, self.told.last) for dip in self.journey.dips if dip.began >= self.told.first)

    @property
    def new(self) -> tuple[curriculum.MadeStep, ...]:
        """The steps made in the span, the newest first. One of which nobody knows the day is not new."""
        first, last = self.told.first, self.told.last
        return tuple(step for step in self.made if step.is_dated and first <= step.on <= last)


def gather_pupil(reading: Reading, pupil: PupilId) -> PupilGathered:
    """The journey of a pupil and the words to tell it in."""
    file = reading.ask(people.PupilCardView(pupil))
    journey = reading.ask(Journey(pupil))
    told = told_span(reading, file.kept.card.start_day, journey)
    return PupilGathered(
        file=file,
        journey=journey,
        told=told,
        ladder=ladder_words(reading.ask(attendance.LadderOn(told.last)).rungs),
        provision=provision_name(reading),
        made_by=staff_name(reading, reading.actor.staff),
        made=reading.ask(curriculum.StepsMade(pupil)),
        heard=frozenset(
            monday_of(moment.day) for moment in reading.ask(attendance.RungMoments(pupil)) if moment.heard
        ),
    )


def provision_name(reading: Reading) -> str:
    """Whose page it is; an invented record says on each of its pages that it is one."""
    name = reading.ask(keeping.ProvisionName())
    return f"{name} (invented)" if reading.record.record.invented else name


def told_span(reading: Reading, start: date, journey: JourneyView) -> Told:
    """The term in which something last happened, up to today or to its end; without terms, twelve weeks."""
    today = reading.clock.today()
    weeks = journey.last_week
    latest = today if weeks is None else min(today, weeks + 6 * ONE_DAY)
    place = reading.ask(calendar.TermOn(latest))
    if place.term is None:
        first = max(year_starting(latest), latest - LOOK_BACK_DAYS * ONE_DAY, start)
        return Told(min(first, latest), latest, "")
    card = place.term.card
    last = min(today, card.last_day)
    name = card.name[:1].lower() + card.name[1:]
    return Told(max(card.first_day, min(start, last)), last, f"{name} so far" if last == today else name)


def ladder_words(rungs: Iterable[Rung]) -> tuple[RungWords, ...]:
    """The ladder in force as pages tell it."""
    return tuple(RungWords(rung.number, rung.staff, rung.family, rung.usually) for rung in rungs)


def as_claim(headline: claims.Headline) -> UsualClaim | None:
    """A headline as pages take it; nothing while we are getting to know the child."""
    return None if headline.rung is None else UsualClaim(headline.rung, headline.k, headline.n)


def as_dip(dip: claims.Dip, last: date) -> family.Dip:
    """A dip in whole weeks, from where it began to where it was recovered from."""
    until = dip.recovered or last
    weeks = max(1, -(-(until - dip.began).days // 7))
    return family.Dip(dip.began, weeks, dip.recovered is not None)


def staff_name(reading: Reading, staff: StaffId) -> str:
    """What a member of staff is called; empty for the program itself."""
    return dict(reading.ask(access.StaffNames())).get(staff, "")


def key_adult(reading: Reading, gathered: PupilGathered) -> str:
    """The name of a pupil's key adult at the end of the span; empty where there is none."""
    day = gathered.told.last
    cards = [row.card for row in gathered.file.key_adults]
    found = next((card for card in cards if card.from_day <= day <= card.to_day), None)
    return "" if found is None else staff_name(reading, found.staff_id)


def claim_of(reading: Reading, pupil: PupilId, kind: str, proved: str) -> Claim:
    """The headline of a page: what the visits prove, and the words that somebody chose for it."""
    worded = reading.ask(keeping.HeadlineInForce(pupil, kind, proved))
    return Claim(proved) if worded is None else Claim(proved, worded.words, staff_name(reading, worded.by))
