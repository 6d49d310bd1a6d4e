"""Random acts of a school day, through the real door: what reliability tests let happen to a record."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from app.core.command import Command, Receipt
from app.core.errors import Refused
from app.core.ids import PupilId, SlotId
from app.core.marks import NOT_OBSERVED, RUNG, NewMark
from app.office import Office
from app.rooms import attendance, curriculum, keeping, people
from app.rooms.people import PupilCard
from tests.kit.provision import START, Provision, Steps, provision, steps

TUESDAYS = tuple(date(2026, 9, 8) + timedelta(weeks=n) for n in range(6))
WORDS = ("Stayed for tea.", "Asked for the blue table.", "Walked to the pond.", "Laughed at the goat.")


class Life:
    """A small provision in which one thing after another is done, by chance and by a seed."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.chance = random.Random(seed)
        self.place: Provision = provision(office)
        self.steps: Steps = steps(office)
        self.pupils: list[PupilId] = list(self.place.pupils)
        self._acts: tuple[tuple[int, Callable[[], Command]], ...] = (
            (8, self._register), (6, self._rung), (4, self._note), (4, self._achieve), (3, self._edit),
            (2, self._setting), (1, self._arrive),
        )  # fmt: skip

    def command(self) -> Command:
        """The next thing that somebody does."""
        weights = [weight for weight, _ in self._acts]
        (act,) = self.chance.choices([make for _, make in self._acts], weights)
        return act()

    def act(self) -> Receipt | None:
        """Do it. None where the record says no, or has it already."""
        try:
            receipt = self.office.execute(self.command())
        except Refused:
            return None
        if receipt.new_id is not None and receipt.action == "AddPupil":
            self.pupils.append(PupilId(receipt.new_id))
        return receipt if receipt.entry is not None else None

    def acts(self, count: int) -> int:
        """So many acts that were committed; answers how many were tried."""
        done = tried = 0
        while done < count:
            tried += 1
            done += self.act() is not None
        return tried

    def _slot(self) -> SlotId:
        return self.chance.choice((self.place.breakfast, self.place.lesson, self.place.visit))

    def _mark(self, pupil: PupilId, day: date, slot: SlotId) -> NewMark:
        value = self.chance.choice((NOT_OBSERVED, *range(10)))
        return NewMark(pupil, day, slot, RUNG, value, self.chance.randrange(1, 3))

    def _register(self) -> Command:
        day, slot = self.chance.choice(TUESDAYS), self._slot()
        return attendance.MarkRegister(tuple(self._mark(p, day, slot) for p in self.place.pupils))

    def _rung(self) -> Command:
        pupil = self.chance.choice(self.place.pupils)
        return attendance.MarkRegister((self._mark(pupil, self.chance.choice(TUESDAYS), self._slot()),))

    def _note(self) -> Command:
        pupil = self.chance.choice((None, *self.place.pupils))
        return attendance.AddNote(
            self._slot(), self.chance.choice(TUESDAYS), pupil, self.chance.choice(WORDS)
        )

    def _achieve(self) -> Command:
        node = self.steps.nodes[self.chance.choice(("to5", "to10", "back", "weigh"))]
        return curriculum.RecordAchievement(
            self.chance.choice(self.pupils), node, self.chance.choice(TUESDAYS)
        )

    def _edit(self) -> Command:
        pupil = self.chance.choice(self.pupils)
        kept = self.office.ask(people.PupilCardView(pupil)).kept
        return people.EditPupil(pupil, kept.version, self._card(kept.card.forename))

    def _setting(self) -> Command:
        key = self.chance.choice(("phone", "address", "assembly_point"))
        return keeping.ChangeSetting(key, f"number {self.chance.randrange(1000)}")

    def _arrive(self) -> Command:
        return people.AddPupil(self._card(f"Pupil{self.chance.randrange(10_000)}"))

    def _card(self, forename: str) -> PupilCard:
        return PupilCard(forename, "Marsh", START, needs=f"{self.chance.choice(WORDS)} " * 5)
