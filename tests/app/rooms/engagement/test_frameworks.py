"""Frameworks of outcomes are taken up and shaped, and their scores are never mixed up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.content import ContentVersion, Origin
from app.core.errors import Refused
from app.core.ids import MeasureId, SlotId
from app.core.marks import NOT_OBSERVED, NewMark
from app.rooms import calendar
from app.rooms.attendance import MarkRegister
from app.rooms.calendar import Timetable
from app.rooms.engagement import (
    AddOutcome,
    AddScoreFramework,
    EditOutcome,
    EditScoreFramework,
    OutcomeCard,
    OutcomeNames,
    OutcomesFor,
    Scale,
    ScoreFrameworkCard,
    ScoreFrameworks,
    ScoreWeeks,
    TakeUpFrameworkContent,
    WithdrawOutcome,
    WithdrawScoreFramework,
)
from tests.kit.counting import cost
from tests.kit.provision import number, provision
from tests.kit.record import peek

TUESDAY = date(2026, 10, 13)
BREAKS = (OutcomeCard("Played with others", "Played"), OutcomeCard("Helped someone", "Helped"))


def ecm(office):
    return office.ask(ScoreFrameworks())[0]


def test_every_child_matters_is_there_from_the_start(office):
    found = ecm(office)
    assert (found.title, found.scale, found.from_content) == ("Every Child Matters", Scale(0, 4), True)
    assert [one.title for one in found.outcomes] == [
        "Be healthy",
        "Stay safe",
        "Enjoy and achieve",
        "Make a positive contribution",
        "Achieve economic well-being",
    ]
    assert [one.measure for one in found.outcomes] == [100, 101, 102, 103, 104]
    assert [one.short for one in found.outcomes][:2] == ["Healthy", "Safe"]
    assert found.outcomes[0].aims[1].words == "Mentally and emotionally healthy"
    assert len(office.ask(OutcomeNames())) == 5


def test_an_outcome_is_renamed_and_named_back(office):
    first = ecm(office).outcomes[0]
    office.execute(EditOutcome(first.id, first.version, OutcomeCard("Be healthy", "Well")))
    assert ecm(office).outcomes[0].short == "Well"
    office.undo()
    assert ecm(office).outcomes[0].short == "Healthy"
    with pytest.raises(Refused, match="outcome_without_words"):
        office.execute(EditOutcome(first.id, first.version, OutcomeCard("Be healthy", " ")))


def test_a_newer_version_keeps_words_that_were_edited_here(office):
    shipped = office.ask(ScoreFrameworks())[0]
    first = shipped.outcomes[0]
    office.execute(EditOutcome(first.id, first.version, OutcomeCard("Healthy here", "Well")))
    (body,) = peek(office, "SELECT body FROM content WHERE name = 'framework_ecm.csv'")
    newer = body[0].replace("Be healthy", "Be very healthy").replace("Stay safe", "Stay safer")
    content = ContentVersion("framework_ecm.csv", "2", TUESDAY, "other", Origin.SHIPPED, newer)
    assert not office.execute(TakeUpFrameworkContent(content)).undoable
    titles = [one.title for one in ecm(office).outcomes]
    assert titles[:2] == ["Healthy here", "Stay safer"]
    assert len(titles) == 5
    assert office.execute(TakeUpFrameworkContent(content)).note == "already_there"


def test_a_newer_version_brings_its_short_labels_to_what_nobody_edited(office):
    (body,) = peek(office, "SELECT body FROM content WHERE name = 'framework_ecm.csv'")
    newer = body[0].replace(",Future,", ",Ahead,")
    content = ContentVersion("framework_ecm.csv", "2", TUESDAY, "other", Origin.SHIPPED, newer)
    office.execute(TakeUpFrameworkContent(content))
    assert [one.short for one in ecm(office).outcomes] == ["Healthy", "Safe", "Enjoy", "Positive", "Ahead"]


def test_a_framework_of_our_own_has_measures_of_its_own(office):
    office.execute(AddScoreFramework(ScoreFrameworkCard("Breaks"), BREAKS, Scale(0, 2)))
    assert [one.measure for one in office.ask(ScoreFrameworks())[1].outcomes] == [105, 106]
    office.undo()
    assert len(office.ask(ScoreFrameworks())) == 1
    office.redo()
    assert [one.short for one in office.ask(ScoreFrameworks())[1].outcomes] == ["Played", "Helped"]
    assert peek(office, "SELECT highest FROM measure WHERE id = 105") == [(2,)]


def test_a_measure_is_never_given_twice(office):
    framework = ecm(office).id
    office.execute(AddOutcome(framework, OutcomeCard("Be kind", "Kind")))
    office.undo()
    office.execute(AddOutcome(framework, OutcomeCard("Be calm", "Calm")))
    assert [(one.short, one.measure) for one in ecm(office).outcomes][-1] == ("Calm", 106)


def test_an_outcome_is_withdrawn_and_comes_back(office):
    last = ecm(office).outcomes[-1]
    office.execute(WithdrawOutcome(last.id))
    assert len(ecm(office).outcomes) == 4
    office.undo()
    assert ecm(office).outcomes[-1].title == last.title


def test_the_last_framework_stays(office):
    with pytest.raises(Refused, match="last_framework"):
        office.execute(WithdrawScoreFramework(ecm(office).id))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (AddScoreFramework(ScoreFrameworkCard("Breaks"), ()), "framework_without_outcomes"),
        (AddScoreFramework(ScoreFrameworkCard(" "), BREAKS), "framework_without_title"),
        (AddScoreFramework(ScoreFrameworkCard("Breaks"), BREAKS, Scale(3, 3)), "scale_out_of_range"),
    ],
)
def test_what_is_no_framework_is_refused(office, command, code):
    with pytest.raises(Refused, match=code):
        office.execute(command)


def test_a_framework_is_renamed(office):
    found = ecm(office)
    office.execute(EditScoreFramework(found.id, found.version, ScoreFrameworkCard("Our five")))
    assert ecm(office).title == "Our five"
    office.undo()
    assert ecm(office).title == "Every Child Matters"


def test_a_slot_is_scored_by_the_framework_it_names_else_by_the_first(office):
    place = provision(office)
    assert office.ask(OutcomesFor(place.lesson)).title == "Every Child Matters"
    breaks = number(office, AddScoreFramework(ScoreFrameworkCard("Breaks"), BREAKS))
    (planned,) = (one for one in office.ask(Timetable(TUESDAY)) if one.slot == place.lesson)
    office.execute(
        calendar.EditSlot(place.lesson, planned.version, replace(planned.card, framework_id=breaks))
    )
    assert [one.short for one in office.ask(OutcomesFor(place.lesson)).outcomes] == ["Played", "Helped"]
    office.execute(WithdrawScoreFramework(breaks))
    assert office.ask(OutcomesFor(place.lesson)).title == "Every Child Matters"
    assert cost(office, OutcomesFor(place.lesson)) == 1


def score(child, value, slot, measure=100, day=TUESDAY):
    return NewMark(child, day, SlotId(slot), MeasureId(measure), value)


def test_what_was_not_observed_is_in_no_mean(office):
    place = provision(office)
    ash = place.pupils[0]
    office.execute(
        MarkRegister(
            (
                score(ash, 4, place.lesson),
                score(ash, 1, place.lesson, 101),
                score(ash, NOT_OBSERVED, place.lesson, 102),
                score(ash, 2, place.breakfast, day=date(2026, 9, 29)),
            )
        )
    )
    weeks = office.ask(ScoreWeeks(ash))
    assert [(week.week.isoformat(), week.n, week.total) for week in weeks] == [
        ("2026-09-28", 1, 2),
        ("2026-10-12", 2, 5),
    ]
    assert cost(office, ScoreWeeks(ash)) == 1


def test_a_score_beyond_its_scale_is_refused(office):
    place = provision(office)
    with pytest.raises(Refused, match="value_outside_measure"):
        office.execute(MarkRegister((score(place.pupils[0], 5, place.lesson),)))
