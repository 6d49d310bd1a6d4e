"""Every place of the program that somebody can stand in: the walker reads them, pictures are made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.clock import Clock
from ui.door_parts import PromptAside
from ui.first_run import FirstRun
from ui.main_window import MainWindow
from ui.paper.emergency_window import EmergencyWindow
from ui.restore_page import RestorePage
from ui.set_up.page import SECTIONS
from ui.set_up.parts_content import LISTS
from ui.set_up.section import ListSection
from ui.shell_pages import PAGES
from ui.sign_in import SignInPage

SHEET = """Forename,Surname,Date of birth,Year,UPN,Mother's phone,House colour
Jordan,Ames,03/04/2011,Year 9,,07700 900111,Red
Kai,Brook,31/02/2011,9,,07700 900112,Blue
Mina,Cole,05/06/2012,8,H801200001001,07700 900114,Red
,Dale,07/08/2012,8,,,Green
"""
TREE = "Level 1,Level 2\nNumber,counts to five\nNumber,counts to ten\nReading,names ten letters\n"
PUPIL_TABS = ("journey", "about", "attendance", "curriculum", "documents")
CARD_FORMS = ("identity", "care", "profile")
AROUND_FORMS = ("contact", "number", "placement", "group", "key_adult")


@dataclass(frozen=True, slots=True)
class Here:
    """The window, and what stands in its record."""

    window: MainWindow
    clock: Clock
    pupil: int
    register: object
    folder: Path


Going = Callable[[Here], QWidget]
"""Goes there and answers what is to be looked at: the window, or what lies over it."""


def _page(key: str, argument: object = None) -> Going:
    def go(here: Here) -> QWidget:
        here.window.go(key, argument)
        return here.window

    return go


def _register(here: Here) -> QWidget:
    here.window.go("registers", here.register)
    return here.window


def _report(kind: str) -> Going:
    def go(here: Here) -> QWidget:
        here.window.go("reports", (kind, None if kind == "emergency" else here.pupil))
        return here.window

    return go


def _people(here: Here, tab: str) -> Any:
    here.window.go("pupils", here.pupil)
    people = cast(Any, here.window.page("pupils"))
    if people.editor.is_open:
        people.editor.close_sheet()
        here.window.go("pupils", here.pupil)
    people.view.tabs.segment(tab).click()
    return people


def _tab(key: str) -> Going:
    def go(here: Here) -> QWidget:
        _people(here, key)
        return here.window

    return go


def _card_form(part: str) -> Going:
    def go(here: Here) -> QWidget:
        _people(here, "about").view.tab("about")._change_part(part)
        return here.window

    return go


def _around_form(what: str) -> Going:
    def go(here: Here) -> QWidget:
        _people(here, "about").view.tab("about").reopen(what, 0)
        return here.window

    return go


def _new_pupil(here: Here) -> QWidget:
    _people(here, "about")
    here.window.go("pupils", "add")
    return here.window


def _own_page(asked: bool) -> Going:
    def go(here: Here) -> QWidget:
        people = _people(here, "journey")
        people.view.header.child.click()
        if asked:
            people.child_page.door.open()
        return here.window

    return go


def leave_own_page(here: Here) -> None:
    """As the right password would; nothing where the page is not open."""
    cast(Any, here.window.page("pupils"))._close_child_page()


def _curriculum(mode: str) -> Going:
    def go(here: Here) -> QWidget:
        here.window.go("curriculum")
        page = cast(Any, here.window.page("curriculum"))
        for button in (page.edit_button, page.gaps_button):
            button.setChecked(False)
        if mode == "edit":
            page.edit_button.setChecked(True)
        elif mode == "gaps":
            page.gaps_button.setChecked(True)
        return here.window

    return go


def _set_up_form(key: str, *, new: bool) -> Going:
    def go(here: Here) -> QWidget:
        here.window.go("set_up", key)
        _open(cast(Any, here.window.page("set_up")).section(key), new)
        return here.window

    return go


def _content(key: str) -> Going:
    def go(here: Here) -> QWidget:
        here.window.go("set_up", "content")
        section = cast(Any, here.window.page("set_up")).section("content")
        section.choice.segment(key).click()
        _open(section.section(key), new=False)
        return here.window

    return go


def _open(section: ListSection[Any], new: bool) -> None:
    if new:
        section.open_new()
    elif section.model.rows:
        section.open_row(section.model.rows[0])


def _wizard(page: str, step: str) -> Going:
    def go(here: Here) -> QWidget:
        here.window.go("settings")
        here.window.go(page)
        owner = cast(Any, here.window.page(page))
        if owner.wizard is not None:
            owner.wizard.close_wizard()
        owner._import() if page == "pupils" else owner.open_import()
        wizard = owner.wizard
        name, text = ("form 9.csv", SHEET) if page == "pupils" else ("small steps.csv", TREE)
        (here.folder / name).write_text(text, encoding="utf-8")
        if step != wizard.step:
            wizard.choose.file_chosen.emit(here.folder / name)
        for _ in wizard.keys:
            if wizard.step != step and wizard.next.isEnabled():
                wizard.next.click()
        return here.window

    return go


def close_wizards(here: Here) -> None:
    """Whatever import is open is left as it is."""
    for page in ("pupils", "curriculum"):
        wizard = cast(Any, here.window.page(page)).wizard
        if wizard is not None:
            wizard.close_wizard()


def _bar(here: Here) -> QWidget:
    here.window.go("today")
    here.window.bar.open()
    here.window.bar.line.setText("al")
    return here.window.bar


def _reason(here: Here) -> QWidget:
    here.window.go("today")
    here.window.ask_reason("undo:0", "Marked in the register: why is it taken back?", lambda *_: None)
    return here.window


def _emergency(here: Here) -> QWidget:
    shown = EmergencyWindow.open_for(here.window.desk.runner, here.window, here.clock)
    shown.move(here.window.mapToGlobal(QPoint(0, 0)))
    return shown


OVER: dict[str, Going] = {"command bar": _bar, "emergency": _emergency}
"""What lies over the window in a window of its own, and is closed again."""

ELSEWHERE = {"set_up", "pupils", "curriculum", "reports"}
"""Pages whose parts are places of their own."""

TAB_ACTS = {"curriculum edit"}
"""Where Tab does something else by design: it moves a step in. F6 goes on from there."""

ROOMS: dict[str, dict[str, Going]] = {
    "shell": {
        **{each.key: _page(each.key) for each in PAGES if each.key not in ELSEWHERE},
        "register": _register,
        **{f"report {kind}": _report(kind) for kind in ("family", "staff", "emergency")},
        "reason": _reason,
        **OVER,
    },
    "pupils": {
        "pupils": _page("pupils"),
        **{f"pupil {key}": _tab(key) for key in PUPIL_TABS},
        "new pupil": _new_pupil,
        **{f"form {part}": _card_form(part) for part in CARD_FORMS},
        **{f"form {what}": _around_form(what) for what in AROUND_FORMS},
    },
    "curriculum": {
        **{f"curriculum {mode}": _curriculum(mode) for mode in ("browse", "edit", "gaps")},
        **{f"import tree {step}": _wizard("curriculum", step) for step in ("choose", "look", "done")},
        **{f"import {step}": _wizard("pupils", step) for step in ("choose", "match", "look", "done")},
    },
    "child": {"own page": _own_page(asked=False), "own page left": _own_page(asked=True)},
    "set up": {
        **{f"set up {key}": _page("set_up", key) for key, _requires, _make in SECTIONS},
        **{
            f"set up {key} new": _set_up_form(key, new=True)
            for key in ("staff", "aways", "groups", "commissioners", "terms", "closures", "timetable")
        },
        "set up ladder form": _set_up_form("ladder", new=False),
        **{f"set up content {key}": _content(key) for key in LISTS},
    },
}
"""By room: each place that is looked at in the window of somebody who is signed in."""


def tidy(here: Here) -> None:
    """Leave what would stand in the way of the next place."""
    leave_own_page(here)
    close_wizards(here)
    here.window.bar.hide()
    here.window.reason.close_line()
    for over in QApplication.topLevelWidgets():
        if isinstance(over, QDialog):
            over.close()


DOORS = ("welcome", "provision", "person", "safe", "sign in", "restore", "restore by sheet")
"""What is seen before anybody is signed in."""


def door(name: str, record: Path, clock: Clock, aside: PromptAside) -> QWidget:
    """One of the doors."""
    if name == "sign in":
        return SignInPage(record, clock, aside)
    if name.startswith("restore"):
        restore = RestorePage(clock, aside)
        restore.with_sheet.setChecked(name == "restore by sheet")
        return restore
    first_run = FirstRun(clock, aside)
    if name == "safe":
        first_run.safe.show_sheet(cast(Any, SimpleNamespace(asked=(2, 5, 9))))
    first_run.setCurrentWidget(getattr(first_run, name))
    return first_run
