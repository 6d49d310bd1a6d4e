import pytest

from app.reports.steps import to_try, you_can


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("can name one feeling they have today", "You can name one feeling you have today"),
        ("can draw something they see", "You can draw something you see"),
        ("can work with a person they did not choose", "You can work with a person you did not choose"),
        ("can find their own name among others", "You can find your own name among others"),
        ("can take a drink to steady themselves", "You can take a drink to steady yourself"),
        ("can use one thing that helps them to settle", "You can use one thing that helps you to settle"),
        ("can do their own thing beside another pupil", "You can do your own thing beside another pupil"),
        ("Retells a story in their own words", "You can retell a story in your own words"),
        ("can count five things by touching them", "You can count five things by touching them"),
        ("can put numbers in a sheet and add them up", "You can put numbers in a sheet and add them up"),
    ],
)
def test_they_is_you_where_it_is_certain_that_the_child_is_meant(statement, said):
    assert you_can(statement) == said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("can put a person on their side", "“Put a person on their side”"),
        ("can help somebody who is newer than they are", "“Help somebody who is newer than they are”"),
        (
            "can tell three things in the order they happened",
            "“Tell three things in the order they happened”",
        ),
        ("can tell an adult about one thing they did", "“Tell an adult about one thing they did”"),
        ("Describe a painter and their work", "“Describe a painter and their work”"),
        ("can sort things by what they are made of", "“Sort things by what they are made of”"),
        ("Compare plants and their habitats", "“Compare plants and their habitats”"),
    ],
)
def test_they_who_may_be_somebody_else_stay_in_quotation_marks(statement, said):
    assert you_can(statement) == f"You can do this: {said}"
    assert to_try(statement) == said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("can use a map to reach a place", "Use a map to reach a place."),
        ("Can plan a meal for £5.", "Plan a meal for £5."),
        ("I can ask for a break before I leave my seat", "Ask for a break before you leave your seat."),
        ("can name one feeling they have today", "Name one feeling you have today."),
        ("Stay on site for one whole lesson", "Stay on site for one whole lesson."),
        ("weighs flour", "Weigh flour."),
        ("Numbers to 10", "Numbers to 10."),
        ("", ""),
    ],
)
def test_what_to_try_next_is_a_sentence_that_says_what_to_do(statement, said):
    assert to_try(statement) == said
