import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.folding import fold
from app.reports.others import CalledNames, OtherNames

ALFIE = CalledNames("Alfie", "Fi", "Marsh")
OTHERS = (
    CalledNames("Lena", "Leni", "Ward"),
    CalledNames("Zoë", "", "French"),
    CalledNames("Bo", "", "Marsh"),
    CalledNames("River", "", "O’Neill"),
    CalledNames("Mary-Jane", "", "van der Berg"),
    CalledNames("Rosa", "", "Delgado"),
    CalledNames("Sam", "", "Parks"),
)
NAMES = OtherNames(ALFIE, OTHERS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ward came to the wall", "Another child came to the wall"),
        ("You climbed with Lena Ward", "You climbed with another child"),
        ("You climbed with LENA WARD", "You climbed with another child"),
        ("you climbed with lena ward", "you climbed with another child"),
        ("You helped WARD", "You helped another child"),
        ("You and Lena/Ward", "You and another child"),
        ("You said “Leni” first", "You said “another child” first"),
        ("You said 'Lena' first", "You said 'another child' first"),
        ("(Lena) was there", "(Another child) was there"),
        ("That was Lena's idea", "That was another child's idea"),
        ("That was Ward’s idea", "That was another child’s idea"),
        ("Lena-Ward won", "Another child won"),
        ("Ward, Lena", "Another child"),
        ("Lena J. Ward came", "Another child came"),
        ("It went well. Zoe stayed", "It went well. Another child stayed"),
        ("with Zoe\u0308 today", "with another child today"),
        ("with W\u00adard today", "with another child today"),
        ("with River O'NEILL today", "with another child today"),
        ("with Jane today", "with another child today"),
        ("with Mary Jane today", "with another child today"),
        ("with van der Berg today", "with another child today"),
        ("On Friday Ward came", "On Friday another child came"),
        ("You climbed with Lenchen Ward", "You climbed with another child"),
        ("You read with Lena and Sam", "You read with another child and another child"),
    ],
)
def test_no_name_of_another_pupil_stays_in_words_that_somebody_typed(typed, said):
    assert NAMES.out_of_typed(typed) == said


@pytest.mark.parametrize(
    "typed",
    [
        "Alfie Marsh came, and Fi stayed",
        "MARSH, Alfie",
        "You walked to the ward by the river",
        "You looked forward to it",
        "Wardrobe and Lenape are other words",
        "",
    ],
)
def test_the_childs_own_names_and_other_words_are_never_touched(typed):
    assert NAMES.out_of_typed(typed) == typed


def test_a_pupil_with_one_of_the_childs_names_is_left_out_by_the_other():
    assert NAMES.out_of_typed("You played with Bo Marsh") == "You played with another child"
    assert NAMES.out_of_typed("Alfie Marsh played with Bo") == "Alfie Marsh played with another child"


def test_a_part_of_the_childs_own_name_is_theirs():
    names = OtherNames(CalledNames("Alfie", "", "Ward-Marsh"), OTHERS)
    assert names.out_of_typed("Alfie Ward-Marsh and Lena Ward") == "Alfie Ward-Marsh and another child"


@pytest.mark.parametrize(
    ("taught", "said"),
    [
        ("Speak French with a partner", "Speak French with a partner"),
        ("Say who Rosa Parks was", "Say who Rosa Parks was"),
        ("Find River Marsh on a map", "Find River Marsh on a map"),
        ("Plant a rosa delgado", "Plant a rosa delgado"),
        ("Say who Rosa Delgado was", "Say who another child was"),
        ("Work with LENI WARD", "Work with another child"),
        ("Work with Lena/Ward", "Work with another child"),
    ],
)
def test_of_a_curriculum_only_a_full_name_is_left_out(taught, said):
    assert NAMES.out_of_taught(taught) == said


letters = st.text(st.characters(categories=("Lu", "Ll", "Mn", "Lo")), min_size=2, max_size=8)
named = letters.filter(lambda name: len(fold(name)) > 1 and fold(name).isalpha()).map(str.title)
aside = st.sampled_from(["", " ", "“", "’s ", "/", "-", ". ", "and ", " (", "\n", "1", "_"])


def _is_in(full: str, text: str) -> bool:
    return f" {full} " in " " + "".join(sign if sign.isalpha() else " " for sign in fold(text)) + " "


@given(named, named, aside, aside, st.sampled_from([str, str.upper, str.lower]))
def test_no_full_name_of_another_pupil_ever_survives_in_typed_words(first, last, before, after, written):
    names = OtherNames(ALFIE, (CalledNames(first, "", last),))
    if (fold(first), fold(last)) in ALFIE.full:
        return
    said = names.out_of_typed(f"{before}{written(f'{first} {last}')}{after}")
    assert not _is_in(fold(f"{first} {last}"), said)


@given(named, named, aside, aside)
def test_no_full_name_of_another_pupil_ever_survives_in_taught_words(first, last, before, after):
    names = OtherNames(ALFIE, (CalledNames(first, "", last),))
    if (fold(first), fold(last)) in ALFIE.full:
        return
    said = names.out_of_taught(f"{before}{first} {last}{after}")
    assert not _is_in(fold(f"{first} {last}"), said)


@given(st.text(max_size=60))
def test_without_other_pupils_no_word_is_changed(text):
    names = OtherNames(ALFIE, ())
    assert names.out_of_typed(text) == names.out_of_taught(text) == text
