"""Many rows at once leave the trace that rows one by one leave; members against a plain model."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome
from app.core.ids import GroupId, PupilId
from app.core.permissions import Permission
from app.rooms.people import AddGroup, AddPupil, GroupCard, Members, PupilCard, SetMembers
from app.rooms.people.tables import Group
from app.store import verify
from app.store.edits import add_row, insert_rows
from tests.kit.record import peek

START = date(2026, 9, 1)
MAPLE = GroupCard("Maple", START)


@dataclass(frozen=True)
class PutGroups(Command):
    """Two groups at once, for this test alone."""

    requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT
    one_by_one: bool

    def run(self, work):
        if self.one_by_one:
            for _ in range(2):
                add_row(work, Group, MAPLE)
        else:
            values = {"name": MAPLE.name, "from_day": MAPLE.from_day, "to_day": MAPLE.to_day}
            assert list(insert_rows(work, Group, [values, values])) == [1, 2]
        return Outcome(changed(Topic.GROUP), undo=self)


@pytest.mark.parametrize("one_by_one", [True, False])
def test_many_rows_at_once_leave_what_each_says_in_the_audit(office, one_by_one):
    office.execute(PutGroups(one_by_one))
    found = peek(office, "SELECT row_id, before, after FROM audit_value WHERE table_name = 'pupil_group'")
    whole = {
        "name": "Maple",
        "from_day": START.toordinal(),
        "to_day": date(9999, 12, 31).toordinal(),
        "withdrawn": 0,
        "version": 1,
    }
    assert [(row, json.loads(before), json.loads(after)) for row, before, after in found] == [
        (1, {}, whole | {"id": 1}),
        (2, {}, whole | {"id": 2}),
    ]
    with office._record.reading() as db:
        assert verify.rebuilt_fault(db) == ""


def test_no_rows_at_once_are_no_rows(office):
    @dataclass(frozen=True)
    class PutNone(Command):
        """Nothing at all."""

        requires: ClassVar[Permission] = Permission.PEOPLE_GROUP_EDIT

        def run(self, work):
            assert list(insert_rows(work, Group, [])) == []
            return Outcome.nothing("nothing_to_change")

    assert office.execute(PutNone()).entry is None


DAYS = st.integers(0, 6).map(lambda number: START + timedelta(days=number))
ACTS = st.lists(st.tuples(DAYS, st.frozensets(st.integers(1, 3))), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whoever_was_set_last_for_a_day_is_there_that_day_and_undo_goes_back_step_by_step(office, acts):
    for number in range(3 - peek(office, "SELECT count(*) FROM pupil")[0][0]):
        office.execute(AddPupil(PupilCard(f"P{number}", "Marsh", START)))
    name = f"Group {peek(office, 'SELECT count(*) FROM pupil_group')[0][0]}"
    group = GroupId(office.execute(AddGroup(GroupCard(name, START))).new_id)
    week = [START + timedelta(days=number) for number in range(8)]

    def stands():
        rows = [row.card for row in office.ask(Members(group=group))]
        return [{card.pupil_id for card in rows if card.from_day <= day <= card.to_day} for day in week]

    model = [[set() for _ in week]]
    for day, pupils in acts:
        receipt = office.execute(SetMembers(group, day, frozenset(PupilId(each) for each in pupils)))
        after = [set(pupils) if each >= day else there for each, there in zip(week, model[-1], strict=True)]
        assert stands() == after
        if receipt.entry is not None:
            model.append(after)
    for before in reversed(model[:-1]):
        office.undo()
        assert stands() == before
