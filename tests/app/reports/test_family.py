import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports import html, steps, typeset
from app.reports.document import Bars, Bullets, Claim, Document, Heading, Paragraph
from app.reports.family import (
    BestStep,
    Dip,
    FamilyFacts,
    NewThing,
    TickedEvent,
    UsualClaim,
    WeekStep,
    compose,
    headline,
    without_hundredths,
)
from app.reports.others import CalledNames
from tests.kit import paper
from tests.kit.golden import check_golden
from tests.kit.words import as_text, banned_in

texts = st.text(max_size=40)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
rungs = st.integers(0, 9)
any_week = st.builds(WeekStep, days, st.none() | rungs, st.booleans(), st.booleans())


@st.composite
def any_facts(draw: st.DrawFn) -> FamilyFacts:
    things = st.builds(NewThing, texts, texts, days)
    return paper.family(
        known_as=draw(texts),
        period=draw(texts),
        provision=draw(texts),
        weeks=tuple(draw(st.lists(any_week, max_size=40))),
        usual=draw(st.none() | st.builds(UsualClaim, rungs, st.integers(6, 9), st.just(9))),
        best=draw(st.none() | st.builds(BestStep, rungs, days)),
        dips=tuple(draw(st.lists(st.builds(Dip, days, st.integers(1, 20), st.booleans()), max_size=3))),
        new_things=tuple(draw(st.lists(things, max_size=9))),
        next_steps=tuple(draw(st.lists(texts, max_size=5))),
        ticked=tuple(draw(st.lists(st.builds(TickedEvent, days, texts), max_size=2))),
    )


def blocks_of(document: Document, kind: type) -> list:
    return [block for block in document.blocks if isinstance(block, kind)]


def test_the_page_says_what_its_golden_text_says():
    facts = paper.family(
        weeks=paper.weeks(4, 4, None, 5, 6, 6),
        best=BestStep(8, date(2026, 10, 1)),
        dips=(Dip(date(2026, 7, 6), 3, True), Dip(date(2026, 9, 21), 1, False)),
        ticked=(TickedEvent(date(2026, 10, 2), "you climbed with Sam Osei at the wall"),),
    )
    check_golden("family_page.txt", as_text(compose(facts)))


@given(any_facts())
def test_no_family_page_holds_a_sign_or_word_for_hundredths(facts):
    told = as_text(compose(facts)) + html.page(compose(facts)).partition("<body")[2]
    assert not re.search(r"[%％﹪]|percent|per cent", told, re.IGNORECASE)


@given(any_facts(), st.sampled_from(["Osei", "Whitlock"]), texts)
def test_no_family_page_holds_another_childs_surname(facts, surname, around):
    said = f"You played with Sam {surname} and {around}"
    event = TickedEvent(date(2026, 10, 2), said)
    claim = Claim("proved", said, "Tom Reed")
    assert surname not in as_text(compose(replace(facts, ticked=(event,), claim=claim, addressee="")))


def test_a_step_of_the_curriculum_keeps_a_word_that_is_also_a_name():
    things = (NewThing("Speak French with a partner", "French", date(2026, 10, 6)),)
    french = (CalledNames("Zoe", "", "French"), CalledNames("Rosa", "", "Delgado"))
    facts = paper.family(new_things=things, next_steps=("Say who Rosa Parks was",), other_names=french)
    told = as_text(compose(facts))
    assert "You can speak French with a partner · French, 6 October" in told
    assert "Say who Rosa Parks was." in told


def test_a_full_name_of_another_pupil_stands_in_no_step():
    facts = paper.family(next_steps=("Share a game with Callum Osei", "Work with Cal Osei"))
    told = as_text(compose(facts))
    assert "Share a game with another child." in told
    assert "Osei" not in told


def test_no_family_page_of_ours_holds_a_banned_word():
    for usual in (None, *(UsualClaim(rung, 8, 9) for rung in range(10))):
        facts = paper.family(usual=usual, weeks=paper.weeks(*range(10)), dips=(Dip(paper.MONDAY, 2, True),))
        assert banned_in(as_text(compose(facts))) == []


@pytest.mark.parametrize("count", range(1, 15))
def test_each_week_has_one_bar_with_its_usual_step_in_words(count):
    usual = [place % 10 for place in range(count)]
    [picture] = blocks_of(compose(paper.family(weeks=paper.weeks(*usual))), Bars)
    words = {rung.number: rung.short for rung in paper.ladder()}
    assert [(bar.height, bar.words) for bar in picture.bars] == [(rung, words[rung]) for rung in usual]


def test_more_weeks_than_a_term_show_the_last_and_say_so():
    [picture] = blocks_of(compose(paper.family(weeks=paper.weeks(*[4] * 20, 7))), Bars)
    assert [picture.bars[0].label, picture.bars[-1].label] == ["Week 8", "Week 21"]
    assert "The picture shows your last 14 weeks." in picture.told


def test_a_week_without_a_visit_is_a_gap_and_not_a_bar_of_no_height():
    [picture] = blocks_of(compose(paper.family(weeks=paper.weeks(4, None, 0))), Bars)
    assert [bar.height for bar in picture.bars] == [4, None, 0]


def test_a_week_in_which_nobody_saw_the_child_is_told():
    heard = (*paper.weeks(4), WeekStep(date(2026, 9, 14), 2, seen=False))
    [picture] = blocks_of(compose(paper.family(weeks=heard)), Bars)
    assert "In week 2 we heard from you and did not see you." in picture.told
    assert [bar.firm for bar in picture.bars] == [True, False]


def test_of_a_week_in_which_nobody_heard_the_child_the_page_says_that_we_tried():
    weeks = (
        WeekStep(date(2026, 9, 7), 0, seen=False, heard=False),
        WeekStep(date(2026, 9, 14), 0, seen=False, heard=False),
        WeekStep(date(2026, 9, 21), 0, seen=False, heard=True),
        WeekStep(date(2026, 9, 28), 4),
    )
    [picture] = blocks_of(compose(paper.family(weeks=weeks)), Bars)
    assert "In week 1 we tried to reach you." in picture.told
    assert "In week 3 we heard from you and did not see you. In week 2 we tried to reach you." in picture.told
    assert [bar.heard for bar in picture.bars] == [False, False, True, True]
    assert "Week 1: Tried to reach; neither heard nor seen." in as_text(compose(paper.family(weeks=weeks)))


def test_where_nobody_ever_heard_the_child_the_page_never_says_that_somebody_did():
    weeks = tuple(replace(week, seen=False, heard=False) for week in paper.weeks(0, 0, 0))
    [picture] = blocks_of(compose(paper.family(weeks=weeks)), Bars)
    assert "heard from you" not in picture.told
    assert picture.told.endswith("In week 3 again we tried to reach you. In week 2 we tried to reach you.")


def test_without_a_visit_there_is_no_picture():
    document = compose(paper.family(weeks=paper.weeks(None, None)))
    assert blocks_of(document, Bars) == []
    assert Paragraph("There is no visit to show yet. The first one counts.") in document.blocks


@pytest.mark.parametrize(
    ("usual", "said"),
    [
        (None, "We are getting to know you"),
        (UsualClaim(6, 7, 9), "You usually reach our site: 7 of your last 9 visits"),
        (UsualClaim(0, 9, 9), "We usually try to reach you: 9 of our last 9 visits"),
        (UsualClaim(11, 6, 8), "You usually reached step 11: 6 of your last 8 visits"),
    ],
)
def test_the_headline_claims_the_usual_and_carries_its_count(usual, said):
    assert headline(usual, paper.ladder()) == said


@pytest.mark.parametrize(
    ("usual", "said"),
    [
        (UsualClaim(6, 7, 9), "You usually reached our site: 7 of your last 9 visits"),
        (UsualClaim(0, 9, 9), "We tried to reach you: 9 of our last 9 visits"),
    ],
)
def test_a_ladder_of_ones_own_without_words_for_the_usual_says_what_was_done(usual, said):
    rungs = tuple(replace(rung, usually="") for rung in paper.ladder())
    assert headline(usual, rungs) == said


def test_every_shipped_rung_has_words_for_what_is_usual():
    for rung in paper.ladder():
        assert rung.usually.startswith(("You usually ", "We usually "))
        assert not rung.usually.endswith(".")


def test_a_dip_is_told_as_a_fact():
    told = as_text(compose(paper.family(dips=(Dip(date(2026, 7, 6), 3, recovered=True),))))
    assert "In July your steps were smaller for three weeks. Then you came back." in told


def test_a_dip_that_lasts_claims_no_way_back():
    told = as_text(compose(paper.family(dips=(Dip(date(2026, 7, 6), 1, recovered=False),))))
    assert "In July your steps were smaller for one week." in told
    assert "came back" not in told


def test_the_best_step_is_told_only_where_it_is_above_the_usual():
    best = BestStep(6, date(2026, 10, 1))
    assert "On 1 October" not in as_text(compose(paper.family(best=best)))
    assert "On 1 October you reached our site." in as_text(compose(paper.family(best=best, usual=None)))


def test_a_best_step_of_long_ago_carries_its_year():
    told = as_text(compose(paper.family(best=BestStep(8, date(2025, 9, 3)))))
    assert "On 3 September 2025 you joined part of a session." in told
    told = as_text(compose(paper.family(best=BestStep(8, date(2026, 8, 31)))))
    assert "On 31 August 2026 you joined part of a session." in told


def test_a_dip_and_an_event_of_another_year_carry_it_too():
    dip, event = Dip(date(2025, 7, 6), 3, True), TickedEvent(date(2025, 10, 2), "you climbed")
    told = as_text(compose(paper.family(dips=(dip,), ticked=(event,))))
    assert "In July 2025 your steps were smaller for three weeks." in told
    assert "2 October 2025: You climbed." in told


def test_the_six_latest_new_things_stand_newest_first():
    things = tuple(NewThing(f"Add {day}", "Maths", date(2026, 10, day)) for day in range(1, 9))
    new, _next = blocks_of(compose(paper.family(new_things=things)), Bullets)
    assert [item.text for item in new.items] == [f"You can add {day}" for day in (8, 7, 6, 5, 4, 3)]


def test_with_nothing_new_the_page_still_has_its_place_and_the_count():
    document = compose(paper.family(new_things=(), new_count=0))
    assert Heading("New things you can do", 2) in document.blocks
    assert "0 new steps since 1 September." in as_text(document)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("Add two single digits", "You can add two single digits"),
        ("Names three feelings.", "You can name three feelings"),
        ("Tries a new food", "You can try a new food"),
        ("Watches a film to the end", "You can watch a film to the end"),
        (
            "I can ask for a break before I leave my seat",
            "You can ask for a break before you leave your seat",
        ),
        ("Pupils should be able to read a map", "You can read a map"),
        ("Students can use a ruler", "You can use a ruler"),
        ("Numbers to 10", "You can do this: Numbers to 10"),
        ("PE kit brought from home", "You can do this: PE kit brought from home"),
        ("", "You can do this:"),
    ],
)
def test_a_step_is_said_as_something_the_child_can_do(statement, said):
    assert steps.you_can(statement).rstrip() == said


@given(texts)
def test_every_step_begins_with_you_can(statement):
    assert steps.you_can(statement).startswith("You can ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Find 10% of a price", "Find 10 in every hundred of a price"),
        ("Find 5 per cent", "Find 5 in every hundred"),
        ("Percentages of an amount", "parts in a hundred of an amount"),
        ("Use the % sign", "Use the parts in a hundred sign"),
    ],
)
def test_hundredths_are_put_in_words(text, said):
    assert without_hundredths(text) == said


LONGEST = paper.family(
    weeks=(
        *paper.weeks(7, 2),
        *(replace(week, seen=False) for week in paper.weeks(2, 2)),
        *paper.weeks(*[7] * 9),
    ),
    usual=UsualClaim(7, 6, 9),
    best=BestStep(8, date(2025, 12, 17)),
    dips=(Dip(date(2026, 9, 7), 3, recovered=True),),
    new_things=tuple(
        NewThing(
            "can look after somebody on the other end of a rope",
            "Outdoors and adventure",
            date(2026, 10, day),
        )
        for day in range(1, 7)
    ),
    next_steps=(
        "can say where in the body a feeling sits",
        "can name two feelings that come at the same time",
        "can write to an office and ask for something",
    ),
)
"""Longer than any of the invented provision: thirteen weeks, a dip, six new things, three to try."""


def test_the_family_page_of_a_term_fits_one_sheet():
    assert len(typeset.pages(compose(paper.family()), ppi=20)) == 1


@pytest.mark.parametrize("weeks", [12, 13, 14])
def test_the_longest_page_of_a_whole_term_fits_one_sheet_too(weeks):
    facts = replace(LONGEST, weeks=(*LONGEST.weeks, LONGEST.weeks[-1])[:weeks])
    document = compose(facts)
    assert len(typeset.pages(document, ppi=20)) == 1
    assert min(paper.sizes_of(document)) >= 14


def test_beside_a_tall_picture_there_is_room_for_four_new_things():
    new, _next = blocks_of(compose(LONGEST), Bullets)
    assert len(new.items) == 4
