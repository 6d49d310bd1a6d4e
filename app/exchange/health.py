"""What a cell says of a child's health, in words that still say it once the heading is gone."""

from __future__ import annotations

from app.exchange.headings import words

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
