"""What a cell says of a child's health, in words that still say it once the heading is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.exchange.cells import clean
from app.exchange.headings import Guess, words
from app.exchange.sheet import Row

FIELDS = ("allergy", "condition", "rescue_medicine")
"""Our names of the columns that the emergency sheet rests on."""

_OF_ALL = frozenset(
    "alert,alerts,allergic,allergies,allergy,and,any,child,children,concerns,condition,"  # noqa: SIM905
    "conditions,detail,details,emergency,flag,health,history,info,information,intolerances,issues,known,list,"
    "medical,medication,medicine,medicines,need,needs,note,notes,or,other,please,pupil,pupils,s,rescue,student,"
    "summary,to".split(",")
)
"""Words of headings that ask about health at large. Any other word names the very thing that is asked."""

_ANSWERS = frozenset(["yes", "y", "true", "x", "1", "✓", "✔", "tick", "ticked", "n", "false", "0"])


def said(heading: str, cell: str) -> str:
    """The cell as it was written; with its heading where it would not say by itself what it is about.

    ``No`` under ``Asthma`` says nothing of any other condition, and ``Yes`` alone says nothing at all.
    """
    if not cell or not heading:
        return cell
    is_of_all = all(word in _OF_ALL or word.isdigit() for word in words(heading))
    return cell if is_of_all and cell.casefold() not in _ANSWERS else f"{heading}: {cell}"


ELSEWHERE = ("care", "needs")
"""Our names of columns that the emergency sheet does not print, though people write allergies there."""

_OF_ALLERGY = re.compile(r"allerg|anaphyla|epi-?pen|auto-?injector|intoleran|c(?:o)?eliac", re.I)


@dataclass(frozen=True, slots=True)
class ToldElsewhere:
    """One of their columns that tells of allergies though it is not about them, and in how many rows."""

    heading: str
    rows: int


def allergies_elsewhere(row: Row, columns: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """Cells of such columns that tell of an allergy: whole and with their heading, no part is guessed."""
    return tuple(
        f"{heading}: {text}" if heading else text
        for column, heading in columns
        if _OF_ALLERGY.search(text := clean(row.cell(column)))
    )


def columns_elsewhere(guesses: Iterable[Guess]) -> tuple[tuple[int, str], ...]:
    """The columns in which allergies may be told besides their own."""
    filled = (each for each in guesses if each.is_filled and each.ours in ELSEWHERE)
    return tuple((each.column, clean(each.theirs)) for each in filled)


def told_elsewhere(rows: Iterable[Row], guesses: Iterable[Guess]) -> tuple[ToldElsewhere, ...]:
    """Which columns tell of allergies besides their own."""
    every = tuple(rows)
    counted = (
        ToldElsewhere(heading, sum(bool(allergies_elsewhere(row, [(column, heading)])) for row in every))
        for column, heading in columns_elsewhere(guesses)
    )
    return tuple(each for each in counted if each.rows)
