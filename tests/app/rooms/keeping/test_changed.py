"""Who last changed a page: asked of the end of the trace, and open to whoever may see the page."""

from __future__ import annotations

from typing import Any

import pytest

from app import bootstrap
from app.core.roles import STARTS_WITH, Role
from app.rooms import access, attendance, calendar, keeping, people
from app.rooms.keeping import changed
from app.store.tables import Table
from tests.kit.clock import SetClock
from tests.kit.record import as_roles, peek

DAY = SetClock().today()
PAGES: tuple[tuple[Any, Any], ...] = (
    *((keeping.StaffLastChanged(page), access.StaffList()) for page in changed.STAFF),
    *((keeping.PeopleLastChanged(page), people.Groups()) for page in changed.PEOPLE),
    *((keeping.CalendarLastChanged(page), calendar.Terms()) for page in changed.CALENDAR),
    (keeping.CalendarLastChanged("ladder"), attendance.LadderLines(DAY)),
    *((keeping.SettingsLastChanged(page), keeping.Settings()) for page in changed.PAGE_SETTINGS),
    (keeping.ContentLastChanged("clocks.csv"), keeping.ContentLines("clocks.csv")),
)


@pytest.mark.parametrize(("asked", "shown"), PAGES)
def test_whoever_may_see_a_page_may_see_who_changed_it_and_nobody_else(
    opened: bootstrap.Opened, clock: SetClock, asked: Any, shown: Any
) -> None:
    assert asked.requires is shown.requires
    for role in Role:
        office = as_roles(opened, clock, role)
        if asked.requires in STARTS_WITH[role]:
            assert office.ask(asked) is None, "what came with the program was changed by nobody"


def test_the_tables_of_a_page_are_those_whose_rows_are_in_the_trace() -> None:
    named = {name for pages in (changed.STAFF, changed.PEOPLE, changed.CALENDAR) for names in pages.values()
             for name in names}  # fmt: skip
    assert all("version" in Table.metadata.tables[name].columns for name in named)


@pytest.mark.parametrize("page", sorted(changed.CALENDAR))
def test_it_is_read_from_the_end_of_the_edits_and_never_through_the_marks(
    opened: bootstrap.Opened, page: str
) -> None:
    statement = changed._newest(changed.CALENDAR[page])
    with opened.record.reading() as db:
        words = str(statement.compile(db.get_bind(), compile_kwargs={"literal_binds": True}))
    plan = [row[3] for row in peek(opened.office, f"EXPLAIN QUERY PLAN {words}")]
    assert plan == ["SCAN audit_value", "SEARCH audit_entry USING INTEGER PRIMARY KEY (rowid=?)"]
