"""States that a screen is in only after something was done there: for pictures, last of all places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.drafts import Draft
from app.core.errors import Unavailable
from app.core.marks import RUNG, NewMark
from app.core.refs import make_ref
from app.office import Office
from app.rooms import attendance, calendar, curriculum
from app.rooms.calendar import SlotKind
from tests.kit.places import Here
from ui.kit.parts.toast import LOOKS, SETTLES

Doing = Callable[[Here, Office], QWidget]


def journey_table(here: Here, office: Office) -> QWidget:
    """The figures of a journey as a table."""
    here.window.go("pupils", ("journey", here.pupil))
    chart = cast(Any, here.window.page("pupils")).view.tab("journey").chart
    if not chart.is_table:
        chart.toggle_table()
    return here.window


def step_in_hand(here: Here, office: Office) -> QWidget:
    """A step that was taken and waits for its pupils, after another one was logged."""
    found = office.ask(curriculum.SearchNodes("can name"))
    step = next(node for node in found if node.is_step)
    here.window.go("curriculum", int(step.node))
    view = cast(Any, here.window.page("curriculum")).steps.view
    QTest.keyClick(view, Qt.Key.Key_Return)
    here.window.say(step.statement, undo=True)
    QTest.qWait((LOOKS + 2) * SETTLES)
    return here.window


def break_sheet(here: Here, office: Office) -> QWidget:
    """The compact sheet of a break."""
    slots = office.ask(calendar.DaySlots(here.clock.today())).slots
    # Not the first: that one stands for a half-day and is a whole register.
    slot = [slot for slot in slots if slot.kind is SlotKind.BREAK and slot.pupils][-1]
    here.window.go("registers", (slot.slot, here.clock.today()))
    return here.window


def unfinished(here: Here, office: Office) -> QWidget:
    """A register in which some pupils have a step and others none yet."""
    today = here.clock.today()
    lessons = [slot for slot in office.ask(calendar.DaySlots(today)).slots if slot.kind is SlotKind.LESSON]
    slot = max(lessons, key=lambda slot: len(slot.pupils))
    marks = tuple(
        NewMark(pupil, today, slot.slot, RUNG, 3 + place)
        for place, pupil in enumerate(sorted(slot.pupils)[:4])
    )
    office.execute(attendance.MarkRegister(marks))
    here.window.go("registers", (slot.slot, today))
    return here.window


def drafts(here: Here, office: Office) -> QWidget:
    """Words that wait among the drafts of Today."""
    office.keep(Draft(make_ref(), "set_up/groups:new", {"name": "Maple"}))
    here.window.go("today")
    QApplication.processEvents()
    cast(Any, here.window.page("today")).drafts.open()
    return here.window


def could_not_save(here: Here, office: Office) -> QWidget:
    """What stands over a page when the disk took nothing."""
    here.window.go("today")
    here.window.problem(Unavailable("opening_not_written"), lambda: None)
    return here.window


ON_THE_LAST_DAY: Final[dict[str, Doing]] = {
    "state journey table": journey_table,
    "state step in hand": step_in_hand,
    "state break": break_sheet,
}
ON_THE_NEXT_DAY: Final[dict[str, Doing]] = {
    "state unfinished register": unfinished,
    "state break not begun": break_sheet,
    "state drafts": drafts,
    "state could not save": could_not_save,
}
"""Those that write into the record: on a school day of which nothing is on record yet."""
EMPTY: Final = ("today", "registers", "pupils", "curriculum", "reports", "set_up")
"""The pages that are pictured of a record with nothing in it."""
