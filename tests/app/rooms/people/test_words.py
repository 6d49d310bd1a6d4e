"""A child's own words: kept as theirs, taken back by whoever wrote them, through the real door."""

from datetime import date

import pytest

from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.ids import PupilId
from app.core.roles import Role
from app.rooms.people import AddPupil, ChildSaid, KeepChildWords, PupilCard, TakeBackChildWords
from tests.kit.record import as_roles, peek

START = date(2026, 9, 1)
TODAY = date(2026, 10, 13)


@pytest.fixture
def ash(office):
    return PupilId(office.execute(AddPupil(PupilCard("Ashley", "Marsh", START, known_as="Ash"))).new_id)


def test_a_childs_words_are_kept_as_theirs_and_can_be_taken_back_by_whoever_wrote_them(
    office, opened, clock, ash
):
    mentor = as_roles(opened, clock, Role.MENTOR)
    mentor.execute(KeepChildWords(ash, TODAY, "I liked the canoe.", 4))
    (said,) = office.ask(ChildSaid(ash))
    assert (said.sentence, said.week) == ("I liked the canoe.", 4)
    mentor.undo()
    assert office.ask(ChildSaid(ash)) == ()
    mentor.redo()
    assert [row.sentence for row in office.ask(ChildSaid(ash))] == ["I liked the canoe."]
    assert peek(office, "SELECT sentence, voided_in IS NULL FROM child_words ORDER BY id") == [
        ("I liked the canoe.", 0),
        ("I liked the canoe.", 1),
    ]


def test_a_childs_words_are_taken_back_once(office, ash):
    words = office.execute(KeepChildWords(ash, TODAY, "Good day.")).new_id
    office.execute(TakeBackChildWords(words))
    with pytest.raises(OutOfDate):
        office.execute(TakeBackChildWords(words))


@pytest.mark.parametrize(
    ("day", "sentence", "week", "code"),
    [
        (TODAY, " ", None, "nothing_said"),
        (TODAY, "", 6, "week_out_of_range"),
        (date(2026, 10, 14), "Hello.", None, "day_in_future"),
    ],
)
def test_words_that_say_nothing_or_come_from_tomorrow_are_refused(office, ash, day, sentence, week, code):
    with pytest.raises(Refused) as refusal:
        office.execute(KeepChildWords(ash, day, sentence, week))
    assert refusal.value.code == code


def test_an_administrator_alone_keeps_no_childs_words(opened, clock, ash):
    with pytest.raises(NotAllowed):
        as_roles(opened, clock, Role.ADMINISTRATOR).execute(KeepChildWords(ash, TODAY, "Hello."))


# -- what a question costs
