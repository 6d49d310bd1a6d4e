"""Who is on which list: pupils arrive, move between ways of coming, and leave, on the first day of a week."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.core.ids import PupilId, SlotId
from app.core.period import ONE_DAY
from app.demo import people as cards
from app.demo.course import group_of
from app.demo.house import MORNING, House
from app.demo.life import Life
from app.demo.steps import Path, by_area
from app.demo.timetable import is_for
from app.rooms import calendar, curriculum, people
from app.rooms.curriculum import Kind, NewAchievement
from app.rooms.people import IdentifierCard, IdentifierKind, KeyAdultCard, MembershipCard

NO_UPN: Final = 7
"""Every so many pupils one came without a UPN."""


class Roll:
    """The pupils of the house, and what each list held last."""

    def __init__(self, house: House, lives: tuple[Life, ...], authorities: frozenset[str], seed: int) -> None:
        self._house, self._lives, self._authorities = house, lives, authorities
        areas = by_area(house.steps)
        self.paths = [Path(life, areas, seed) for life in lives]
        self.pupils: dict[int, PupilId] = {}
        self._lists: dict[SlotId, frozenset[PupilId]] = {}

    def begin_week(self, week: int, monday: date) -> None:
        """Who arrives, who leaves, and who comes another way from this week on."""
        self._house.clock.set(monday, MORNING)
        for number, life in enumerate(self._lives):
            if number not in self.pupils and life.phase_in(week) is not None:
                self.pupils[number] = self._arrive(number, life, monday)
            if life.left is not None and week == life.left + 1 and number in self.pupils:
                self._leave(number, monday - 3 * ONE_DAY)
        self._set_lists(week, monday)

    def _arrive(self, number: int, life: Life, day: date) -> PupilId:
        house = self._house
        last_day = house.weeks.last_day
        pupil = PupilId(house.made(people.AddPupil(cards.pupil_card(life, day, last_day))))
        if number % NO_UPN != NO_UPN - 1:
            upn = IdentifierCard(pupil, IdentifierKind.UPN, cards.upn(number, self._authorities))
            house.made(people.AddIdentifier(upn))
        if life.year >= 10:
            house.made(people.AddIdentifier(IdentifierCard(pupil, IdentifierKind.ULN, cards.uln(number))))
        for place, around in enumerate(life.around, start=1):
            house.made(people.AddContact(cards.contact_card(pupil, around, place, last_day)))
        commissioner = house.commissioners[life.sent_by]
        house.made(people.AddPlacement(cards.placement_card(pupil, commissioner, life, day)))
        house.made(people.AddMembership(MembershipCard(house.groups[group_of(number)], pupil, day)))
        house.made(people.AddKeyAdult(KeyAdultCard(pupil, house.staff[life.key_adult], day)))
        baseline = tuple(
            NewAchievement(pupil, house.nodes[code], day, Kind.BASELINE)
            for code in self.paths[number].arrived_with()
        )
        if baseline:
            house.offices[life.key_adult].execute(curriculum.RecordAchievements(baseline))
        return pupil

    def _leave(self, number: int, last: date) -> None:
        """The last day lies before the week in which it is written down."""
        pupil = self.pupils[number]
        self._house.head.execute(people.EndPupil(pupil, last))
        for row in self._house.head.ask(people.Placements(pupil=pupil)):
            self._house.head.execute(people.EndPlacement(row.placement, last))

    def _set_lists(self, week: int, monday: date) -> None:
        for piece, slot in self._house.slots.items():
            wanted = frozenset(
                pupil
                for number, pupil in self.pupils.items()
                if (found := self._lives[number].phase_in(week)) is not None
                and is_for(piece, self._lives[number].phases[found].days, group_of(number))
            )
            if wanted != self._lists.get(slot, frozenset()):
                self._house.head.execute(calendar.SetSlotPupils(slot, monday, wanted))
                self._lists[slot] = wanted
