"""Whatever is marked, taken back and done again: what stands is what a plain dictionary says."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.ids import PupilId
from app.core.marks import NOT_OBSERVED, RUNG, NewMark
from app.office import Office
from app.rooms.attendance import MarkRegister
from tests.kit.provision import Provision, provision
from tests.kit.record import peek
from tests.kit.volume import how_many

LAST_TUESDAY = date(2026, 10, 13)
N = how_many(25, soak=400)

Key = tuple[PupilId, int]
Model = dict[Key, int | None]

VALUES = st.one_of(st.none(), st.just(NOT_OBSERVED), st.integers(0, 9))
GESTURES = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(1, 2)), VALUES, min_size=1, max_size=4)
STEPS = st.lists(st.one_of(GESTURES, st.sampled_from(["undo", "redo"])), min_size=1, max_size=14)


def stands(office: Office, day: date) -> Model:
    rows = peek(
        office,
        "SELECT pupil_id, moment_no, value FROM mark WHERE replaced_by IS NULL AND day = ?",
        day.toordinal(),
    )
    found = {(PupilId(pupil), moment): value for pupil, moment, value in rows}
    assert len(found) == len(rows), "two marks stand for one key"
    return {key: value for key, value in found.items() if value is not None}


class Day:
    """One day of one slot, walked beside its model: dictionaries of what stood after each act."""

    def __init__(self, office: Office, place: Provision, day: date) -> None:
        self.office, self.place, self.day = office, place, day
        self.past: list[Model] = []
        self.now: Model = {}
        self.future: list[Model] = []

    def walk(self, step: dict[tuple[int, int], int | None] | str) -> None:
        if step == "undo":
            if self.past:
                self.office.undo()
                self.future.append(self.now)
                self.now = self.past.pop()
        elif step == "redo":
            if self.future:
                self.office.redo()
                self.past.append(self.now)
                self.now = self.future.pop()
        else:
            assert isinstance(step, dict)
            self._mark(step)

    def _mark(self, gesture: dict[tuple[int, int], int | None]) -> None:
        wanted = {(self.place.pupils[who], moment): value for (who, moment), value in gesture.items()}
        marks = tuple(
            NewMark(pupil, self.day, self.place.lesson, RUNG, value, moment)
            for (pupil, moment), value in wanted.items()
        )
        after = {key: value for key, value in {**self.now, **wanted}.items() if value is not None}
        receipt = self.office.execute(MarkRegister(marks))
        assert (receipt.entry is None) == (after == self.now)
        if receipt.entry is not None:
            self.past.append(self.now)
            self.future.clear()
            self.now = after


def test_what_stands_is_what_a_plain_model_says(office: Office) -> None:
    place = provision(office)
    days = iter(range(1_000))

    @settings(max_examples=N, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(STEPS)
    def walked(steps: list[dict[tuple[int, int], int | None] | str]) -> None:
        while (step := office.next_undo()) is not None and step.action == MarkRegister.__name__:
            office.undo()
        day = Day(office, place, LAST_TUESDAY - timedelta(7 * (next(days) % 6)))
        before = peek(office, "SELECT count(*) FROM mark")[0][0]
        for act in steps:
            day.walk(act)
            assert stands(office, day.day) == day.now
        assert peek(office, "SELECT count(*) FROM mark")[0][0] >= before, "a mark was lost"

    walked()
