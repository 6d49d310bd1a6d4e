"""Answers in words: whatever is found is said in names and values, never in the spelling of a program."""

from hypothesis import given
from hypothesis import strategies as st

from app.cli.say import in_words

words = st.text(st.characters(exclude_characters="[]{}'\"", exclude_categories=("Cs",)), max_size=8)
plain = st.none() | st.booleans() | st.integers() | words
answers = st.recursive(
    plain, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(words, inside, max_size=3)
)


@given(answers)
def test_no_answer_in_words_shows_a_list_or_a_dictionary_as_python_writes_it(found):
    said = "\n".join(in_words(found))
    assert not set("[]{}'\"") & set(said)


@given(answers)
def test_each_line_of_an_answer_in_words_is_one_line(found):
    assert all(len(line.splitlines()) <= 1 for line in in_words(found))


def test_the_parts_of_an_item_stand_below_it():
    number = {"type": "UPN", "value": "K204999923004", "check": "good"}
    found = [{"ref": "9VNCPMJJD3", "name": "Dina", "identifiers": [number]}, {"ref": "X", "identifiers": []}]
    assert in_words(found) == [
        "ref 9VNCPMJJD3, name Dina",
        "  identifiers:",
        "    type UPN, value K204999923004, check good",
        "ref X, identifiers none",
    ]
