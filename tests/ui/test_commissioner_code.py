"""A commissioner may confirm the code of the other kind, and whoever sets it up is told so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.office import Office
from app.rooms import people
from app.rooms.people import CommissionerCard, CommissionerKind
from ui.main_window import MainWindow

DAY = date(2026, 10, 13)
CODE = 2
"""The column of the list in which the confirmed code stands."""


def section(window: MainWindow) -> Any:
    window.go("set_up", "commissioners")
    return window.page("set_up").section("commissioners")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "code", "shown"),
    [
        (CommissionerKind.SCHOOL, "K", "K, where a school usually wants B"),
        (CommissionerKind.AUTHORITY, "B", "B, where a local authority usually wants K"),
        (CommissionerKind.SCHOOL, "B", "B"),
        (CommissionerKind.AUTHORITY, "K", "K"),
        (CommissionerKind.OTHER, "K", "K"),
        (CommissionerKind.SCHOOL, None, "none"),
    ],
)
def test_a_code_of_the_other_kind_stands_and_is_doubted(
    main_window: MainWindow, office: Office, kind: CommissionerKind, code: str | None, shown: str
) -> None:
    by = ("Jo Marsh", DAY) if code else ("", None)
    card = CommissionerCard("Fernhill", kind, confirmed_code=code, confirmed_by=by[0], confirmed_on=by[1])
    office.execute(people.AddCommissioner(card))
    part = section(main_window)
    part.refresh()
    (row,) = part.model.rows
    assert part.part.columns[CODE].words(row).lower() == shown.lower()
    part.open_row(row)
    doubted = "usually wants" in shown
    assert part.note.isVisibleTo(part) is doubted
    assert part.note.text().startswith("This is a ") is doubted
    assert office.ask(people.Commissioners())[0].card.confirmed_code == code
