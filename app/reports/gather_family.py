"""Gathers the family page and the child's own page: what the record proves, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.core.ids import PupilId
from app.core.jobs import Job, Progress
from app.core.period import ONE_DAY
from app.core.permissions import Permission
from app.core.query import Reading
from app.core.refs import make_ref
from app.reports import child_page, family
from app.reports.gather import REACH, PupilGathered, claim_of, gather_pupil, key_adult
from app.reports.others import CalledNames
from app.rooms import access, curriculum, people
from app.rooms.people import Known, PupilCard, Where

MOST_NEXT = 3


@dataclass(frozen=True)
class GatherFamilyPage(Job[family.FamilyFacts]):
    """Gather what a family page says, for somebody who may be told."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    reach: ClassVar[frozenset[Permission]] = REACH
    pupil: PupilId
    addressee: str = ""

    def work(self, reading: Reading, progress: Progress) -> family.FamilyFacts:
        told_to = reading.ask(people.MayBeTold(self.pupil, self.addressee))
        progress.step(1, 3)
        found = gather_pupil(reading, self.pupil)
        progress.step(2, 3)
        proved = family.headline(found.usual, found.ladder)
        where = Where.HOME if told_to.contact is not None else Where.COMMISSIONER
        return family.FamilyFacts(
            known_as=people.shown_name(found.card, where),
            addressee=told_to.name,
            provision=found.provision,
            first=found.told.first,
            last=found.told.last,
            period=found.told.name,
            ladder=found.ladder,
            weeks=_weeks(found),
            usual=found.usual,
            best=_best(found),
            dips=found.dips,
            new_things=tuple(family.NewThing(step.statement, step.subject, step.on) for step in found.new),
            new_count=len(found.new),
            since_start=found.journey.counts.made_here,
            next_steps=next_steps(reading, found),
            ask=key_adult(reading, found) or found.made_by,
            ticked=(),
            own_names=_called(found.card),
            other_names=_others(reading, self.pupil),
            made_by=found.made_by,
            made_on=reading.clock.today(),
            reference=make_ref(),
            claim=claim_of(reading, self.pupil, "family", proved),
        )


@dataclass(frozen=True)
class GatherChildPage(Job[child_page.ChildFacts]):
    """Gather what the child's own page says to the child."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    reach: ClassVar[frozenset[Permission]] = REACH
    pupil: PupilId

    def work(self, reading: Reading, progress: Progress) -> child_page.ChildFacts:
        found = gather_pupil(reading, self.pupil)
        progress.step(1, 2)
        return child_page.ChildFacts(
            known_as=people.shown_name(found.card),
            since=found.card.start_day,
            ladder=found.ladder,
            usual=found.usual,
            path=_path(found),
            dips=found.dips,
            new_things=tuple(child_page.OwnStep(step.statement, step.on) for step in found.new),
            new_count=len(found.new),
            new_since=found.told.first,
            since_start=found.journey.counts.made_here,
            next_steps=next_steps(reading, found),
            readers=_readers(reading),
        )


def next_steps(reading: Reading, found: PupilGathered) -> tuple[str, ...]:
    """What could come next in the curriculum in which the child made a step last."""
    if not found.made:
        return ()
    steps = reading.ask(curriculum.NextSteps(found.pupil, found.made[0].framework))
    return tuple(step.statement for step in steps[:MOST_NEXT])


def _weeks(found: PupilGathered) -> tuple[family.WeekStep, ...]:
    """The weeks of the span from the first with a visit in it to the last."""
    weeks = [
        week
        for week in found.journey.attendance
        if week.week + 6 * ONE_DAY >= found.told.first and week.week <= found.told.last
    ]
    visited = [place for place, week in enumerate(weeks) if week.n]
    if not visited:
        return ()
    return tuple(
        family.WeekStep(week.week, week.usual, week.seen is not False, week.week in found.heard)
        for week in weeks[visited[0] : visited[-1] + 1]
    )


def _best(found: PupilGathered) -> family.BestStep | None:
    reached = found.journey.has_reached
    return None if reached is None else family.BestStep(reached.rung, reached.day)


def _path(found: PupilGathered) -> tuple[child_page.FirstTime, ...]:
    """The first week in which each rung was the usual one."""
    first: dict[int, child_page.FirstTime] = {}
    for week in found.journey.attendance:
        if week.usual is not None:
            first.setdefault(week.usual, child_page.FirstTime(week.usual, week.week))
    return tuple(first.values())


def _others(reading: Reading, pupil: PupilId) -> tuple[CalledNames, ...]:
    """Everybody else who is or was here."""
    return tuple(_called(known) for known in reading.ask(people.PupilKeys()) if known.pupil != pupil)


def _called(pupil: PupilCard | Known) -> CalledNames:
    return CalledNames(pupil.forename, pupil.known_as, pupil.surname)


def _readers(reading: Reading) -> str:
    """Who can read what a child writes: whoever is signed in, and all who work with pupils here."""
    names = dict(reading.ask(access.StaffNames()))
    own = names.get(reading.actor.staff, "")
    return f"{own} and the adults who work with you" if own else "The adults who work with you"
