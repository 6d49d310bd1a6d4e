"""The kit's sentences: each is used, none is missing, and none says what the house does not say."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from ui.words.kit import _SENTENCES, say

SOURCES = [
    path for path in Path(__file__).parents[3].joinpath("ui").rglob("*.py") if "words" not in path.parts
]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
BUILT = ("read_seen", "read_heard", "read_unheard")
"""Chosen by a word at run time, in ui/kit/charts.py."""


@pytest.mark.parametrize("code", _SENTENCES)
def test_each_sentence_is_used(code: str) -> None:
    assert code in BUILT or re.search(rf"""["']{code}["']""", TEXT)


@pytest.mark.parametrize("code", _SENTENCES)
def test_each_sentence_takes_its_facts(code: str) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(_SENTENCES[code]) if name}
    said = say(code, **dict.fromkeys(names, "X"))
    assert "{" not in said and said


@pytest.mark.parametrize("code", _SENTENCES)
def test_no_sentence_begs_blames_or_shouts(code: str) -> None:
    said = _SENTENCES[code]
    assert not re.search(r"(?i)please|sorry|invalid|oops|!|&|\bsent\b|deliver", said)
    assert said.isprintable() or "\n" in said
