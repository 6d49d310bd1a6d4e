"""What a journey says is proved by its figures, and nothing more is said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.period import Precision
from app.insight.claims import Headline, Rule
from app.insight.journey import SomeScores
from app.insight.journey_picture import Holiday, HolidaySpan, JourneyPictureOf
from app.rooms import curriculum
from ui.insight import journey_words
from ui.insight.journey_words import in_words, lanes
from ui.kit.charts import reading, twin_lines
from ui.words.insight import does, whose


@pytest.fixture
def picture(office, pupils):
    return office.ask(JourneyPictureOf(pupils[0]))


@pytest.fixture
def empty(office, pupils):
    return office.ask(JourneyPictureOf(pupils[1]))


def test_the_headline_is_proved_on_the_usual_and_carries_its_count(picture):
    assert picture.journey.headline == Headline(Rule.USUALLY, 8, 9, 5)
    assert journey_words.headline(picture) == "Alfie usually comes out with us (8 of his last 9 visits)"


def test_without_enough_visits_nothing_is_claimed(empty):
    assert journey_words.headline(empty) == "We are getting to know Bea"
    assert journey_words.in_words(empty) == "In words: No visit is recorded yet."


def test_the_words_name_both_ends_the_best_the_dip_and_the_weeks_nobody_saw_him(picture):
    assert journey_words.in_words(picture) == (
        "In words: Alfie’s usual step was 1, replied at the door, in the first 9 visits, and 5, came out "
        "with us, in 8 of his last 9. Alfie has reached 6, reached site, on 23 September 2026. "
        "In the week of 6 July 2026 it fell from 4 to 2; it was 4 again on 23 July 2026. "
        "Alfie was heard but not seen in the weeks of 13 April, 20 April and 6 July 2026."
    )


def test_of_many_dips_and_weeks_the_latest_are_told(picture):
    (dip,) = picture.journey.dips
    many = tuple(date(2026, 1, 5) + timedelta(weeks=place) for place in range(10))
    journey = replace(picture.journey, dips=(dip,) * 5, weeks_not_seen=many)
    told = journey_words.in_words(replace(picture, journey=journey, heard=many))
    assert "There were 5 dips; the latest 3 follow." in told
    assert told.count("it fell from") == 3
    assert "10 weeks, the latest of them those of 23 February, 2 March and 9 March 2026." in told


def test_each_card_says_its_base_and_period_and_how_it_is_worked_out(picture):
    shown = [(stat.figure, stat.words, stat.base) for stat in journey_words.stats(picture)]
    assert shown == [
        ("5", "usual step, was 1", "Last 9 visits; first 9"),
        ("3", "steps made here", "2 since 31 August. 1 more on arrival"),
        ("3.0", "of 4 engagement", "Last 20 scores. 0.5 in the first 20"),
        ("1", "dip, recovered", "4 to 2 on 7 July. 4 again on 23 July"),
    ]
    assert all(stat.how for stat in journey_words.stats(picture))


def test_cards_without_figures_say_what_is_missing(empty):
    shown = [(stat.figure, stat.words) for stat in journey_words.stats(empty)]
    assert shown == [
        ("", "usual step not yet known"),
        ("0", "steps made here"),
        ("", "no engagement scores"),
        ("0", "dips"),
    ]


def test_a_week_without_a_visit_is_a_gap_and_an_unseen_week_says_so(picture):
    weeks = journey_words.lanes(picture).weeks
    assert [week.n for week in weeks] == [3] * 6 + [0] + [3] * 8 + [0] * 5 + [3] * 6
    assert (weeks[6].usual, weeks[6].mean) == (None, None)
    assert [week.monday for week in weeks if week.is_unseen] == [
        date(2026, 4, 13),
        date(2026, 4, 20),
        date(2026, 7, 6),
    ]
    assert weeks[-1].total == 3


def test_two_of_those_who_wrote_a_week_are_named_and_the_rest_counted(picture):
    monday = journey_words.weeks_of(picture)[0]
    for names, shown in (
        (("Priya Shah",), "Priya Shah"),
        (("Tom Reed", "Priya Shah"), "Tom Reed and Priya Shah"),
        (("Tom Reed", "Priya Shah", "Mo Aziz", "Una Fox"), "Tom Reed, Priya Shah and 2 more"),
    ):
        assert journey_words.lanes(replace(picture, who={monday: names})).weeks[0].who == shown


def test_holidays_come_from_the_calendar_and_a_training_day_is_none(picture):
    assert picture.holidays == (
        HolidaySpan(Holiday.HALF_TERM, date(2026, 5, 23), date(2026, 5, 31)),
        HolidaySpan(Holiday.SUMMER, date(2026, 7, 25), date(2026, 8, 30)),
    )


def test_one_school_year_shows_its_weeks_and_leaves_the_words_whole(picture):
    whole, year = journey_words.lanes(picture), journey_words.lanes(picture, picture.year_began)
    assert year.weeks == whole.weeks[-6:]
    assert year.in_words == whole.in_words
    assert [stretch.words for stretch in year.holidays] == []


@pytest.mark.parametrize(
    ("rung", "one_does"),
    [
        ("Reached site", "reaches site"),
        ("Did something together", "does something together"),
        ("On site, quiet space", "is on site, quiet space"),
        ("In session, part", "is in session, part"),
        ("Tried to reach", ""),
        ("Gate", ""),
    ],
)
def test_what_was_done_is_said_as_what_is_usually_done_where_the_words_tell(rung, one_does):
    assert does(rung) == one_does


@pytest.mark.parametrize(
    ("pronouns", "word"),
    [("he, him", "his"), ("She/her", "her"), ("they", "their"), ("xe", "the"), ("", "the")],
)
def test_pronouns_on_file_are_used_and_none_is_guessed(pronouns, word):
    assert whose(pronouns) == word


@pytest.mark.parametrize(
    ("total", "n", "text"), [(0, 4, "0.0"), (1, 20, "0.1"), (3, 2, "1.5"), (61, 20, "3.1"), (79, 20, "4.0")]
)
def test_a_mean_is_rounded_half_up_to_one_place(total, n, text):
    assert journey_words.tenths(SomeScores(total, n)) == text


def test_a_step_of_which_nobody_knows_the_day_counts_and_is_named(office, pupils, picture):
    made = picture.journey.counts.made_here
    drawn = sum(week.made for week in lanes(picture).weeks)
    framework = office.ask(curriculum.Frameworks())[0].id
    card = curriculum.NodeCard("ties a knot", "", "step")
    node = office.execute(curriculum.AddNode(framework, None, card)).new_id
    today = date(2026, 10, 13)
    office.execute(curriculum.RecordAchievement(pupils[0], node, today, Precision.BEFORE))
    after = office.ask(JourneyPictureOf(pupils[0]))
    assert after.journey.counts.made_here == made + 1
    assert sum(week.made for week in lanes(after).weeks) == drawn
    assert "1 step was made on a day that nobody knows" in in_words(after)


def test_a_child_is_compared_with_themselves_a_term_before_and_with_nobody_else(picture, empty):
    assert journey_words.can_compare(picture) and not journey_words.can_compare(empty)
    assert not lanes(picture).is_compared
    shown = lanes(picture, compared=True)
    beside = {week.monday: week.before for week in shown.weeks if week.before is not None}
    assert beside == {
        date(2026, 8, 31) + place * timedelta(7): usual for place, usual in enumerate((1, 1, 2, 2, 2, 3))
    }
    last = shown.weeks[-1]
    assert "The same week last term: 3, talked face to face." in reading(shown, last)
    assert ("Same week last term" in twin_lines(shown)[0]) and (
        "Same week last term" not in twin_lines(lanes(picture))[0]
    )
