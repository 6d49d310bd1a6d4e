import dataclasses
from datetime import date

from app.reports.child_page import FirstTime, Station, compose
from app.reports.family import Dip
from tests.kit import paper
from tests.kit.words import banned_in


def test_the_path_goes_up_from_step_to_step_with_its_months():
    assert compose(paper.child()).stations == (
        Station("Replied at the door", "April", 1),
        Station("Talked face to face", "May", 3),
        Station("Did something together", "June", 4),
        Station("Reached site", "October", 6, now=True),
    )


def test_the_usual_is_said_in_one_sentence_with_its_count():
    assert compose(paper.child()).headline == "You usually reach our site: 7 of your last 9 visits"
    assert compose(paper.child(usual=None)).headline == "We are getting to know you"


def test_the_way_there_is_told_dips_too():
    assert compose(paper.child()).told == (
        "In April you answered us at the door. In July your steps were smaller for three weeks. "
        "Then you came back."
    )
    assert compose(paper.child(path=(), dips=())).told == ""


def test_new_things_stand_newest_first_without_hundredths():
    assert compose(paper.child()).new_things == (
        ("Find 10 in every hundred of a price", "Friday 9 October 2026"),
        ("Add two single digits", "Tuesday 6 October 2026"),
    )


def test_a_dip_of_another_year_says_so():
    page = compose(paper.child(dips=(Dip(date(2025, 7, 6), 3, recovered=True),)))
    assert "In July 2025 your steps were smaller for three weeks." in page.told


def test_another_year_is_named():
    page = compose(paper.child(since=date(2025, 4, 1)))
    assert page.count == "26 new steps since 1 September. 112 since April 2025."


def test_a_long_path_shows_its_last_stations():
    path = tuple(FirstTime(rung, date(2026, 1, 1 + rung)) for rung in range(10))
    heights = [station.height for station in compose(paper.child(path=path)).stations]
    assert heights == [4, 5, 6, 7, 8, 9]


def test_nothing_on_the_page_is_a_banned_word():
    assert banned_in(" ".join(str(part) for part in dataclasses.astuple(compose(paper.child())))) == []
