"""The ladder in the set-up: re-worded, retired, brought back and tried, on a real record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.marks import RUNG, NewMark
from app.core.roles import Role
from app.rooms import attendance
from app.rooms.attendance import Rung
from tests.kit.clock import SetClock
from tests.kit.provision import provision
from tests.kit.record import HEAD, PROVISION, as_roles
from ui.kit.ladder_paint import column
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow
from ui.set_up.parts_ladder import LadderSection

TODAY, TOMORROW, NEXT_TERM = date(2026, 10, 13), date(2026, 10, 14), date(2027, 1, 4)


def ladder(window: MainWindow) -> LadderSection:
    window.go("set_up", "ladder")
    found = window.page("set_up").section("ladder")  # type: ignore[attr-defined]
    assert isinstance(found, LadderSection)
    return found


def line(part: LadderSection, number: int, place: int = 0) -> Rung:
    return [row for row in part.model.rows if row.number == number][place]


def opened_form(part: LadderSection, number: int, place: int = 0) -> Any:
    part.open_row(line(part, number, place))
    assert part.form is not None
    return part.form


def holds(part: LadderSection, row: Rung) -> object:
    return part.part.columns[-1].words(row)


def standing(opened: bootstrap.Opened, day: date) -> list[int]:
    return [rung.number for rung in opened.office.ask(attendance.LadderOn(day)).rungs]


def retire(qtbot: QtBot, part: LadderSection, number: int, day: date = TODAY) -> None:
    opened_form(part, number).put({"from_day": day})
    part.withdraw.setFocus()
    qtbot.keyClick(part.withdraw, Qt.Key.Key_Space)


def test_a_rung_is_retired_from_a_day_by_keys_and_undone(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    part = ladder(main_window)
    retire(qtbot, part, 4, NEXT_TERM)
    assert (standing(opened, TODAY), 4 in standing(opened, NEXT_TERM)) == ([*range(10)], False)
    qtbot.waitUntil(lambda: holds(part, line(part, 4)) == "until 3 January 2027")
    opened_form(part, 4)
    assert part.note.text().startswith("It is to be retired from 4 January 2027")
    main_window.undo()
    assert 4 in standing(opened, NEXT_TERM)
    qtbot.waitUntil(lambda: holds(part, line(part, 4)) == "")


def test_a_retired_rung_stays_in_the_list_and_is_brought_back(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    part = ladder(main_window)
    assert part.full.isVisible() and not part.add.isVisible()
    retire(qtbot, part, 4)
    qtbot.waitUntil(lambda: holds(part, line(part, 4)) == "retired from 13 October 2026")
    assert part.add.isVisible() and not part.full.isVisible()
    opened_form(part, 4)
    assert not part.withdraw.isVisible()
    assert part.note.text().startswith("Retired from 13 October 2026. Saving brings it back")
    part.save.click()
    assert standing(opened, TODAY) == [*range(10)]
    qtbot.waitUntil(lambda: part.full.isVisible())


def test_a_rung_is_added_under_a_number_that_nobody_marked(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    part = ladder(main_window)
    retire(qtbot, part, 4)
    retire(qtbot, part, 7)
    qtbot.waitUntil(lambda: part.add.isVisible() and holds(part, line(part, 7)) != "")
    part.add.click()
    form: Any = part.form
    number = form.control("number")
    assert [number.itemText(at) for at in range(number.count())] == [
        "4, was: Did something together", "7, was: On site, quiet space",
    ]  # fmt: skip
    number.setCurrentIndex(1)
    for name, words in (("staff", "Sang with us"), ("family", "They sang"), ("child", "I sang")):
        QTest.keyClicks(form.control(name), words)
    part.save.click()
    added = next(r for r in opened.office.ask(attendance.LadderOn(TODAY)).rungs if r.number == 7)
    assert (added.staff, added.proposes, added.on_site) == ("Sang with us", True, False)
    main_window.undo()
    assert 7 not in standing(opened, TODAY)


def test_a_marked_number_keeps_its_meaning_and_nothing_typed_is_lost(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    place = provision(opened.office)
    mark = NewMark(place.pupils[0], date(2026, 10, 6), place.lesson, RUNG, 4)
    opened.office.execute(attendance.MarkRegister((mark,)))
    part = ladder(main_window)
    retire(qtbot, part, 4)
    qtbot.waitUntil(lambda: part.add.isVisible())
    part.add.click()
    form: Any = part.form
    for name in ("staff", "family", "child"):
        QTest.keyClicks(form.control(name), "Sang")
    part.save.click()
    assert main_window.problems.words.startswith("The number 4 meant another rung before, and was marked.")
    assert form is part.form and form.values()["staff"] == "Sang"
    assert 4 not in standing(opened, TODAY)


def test_a_rung_marked_today_is_not_retired_from_under_its_mark(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    place = provision(opened.office)
    opened.office.execute(attendance.MarkRegister((NewMark(place.pupils[0], TODAY, place.lesson, RUNG, 4),)))
    part = ladder(main_window)
    retire(qtbot, part, 4)
    assert "Retire it from a later day" in main_window.problems.words
    retire(qtbot, part, 4, TOMORROW)
    assert (4 in standing(opened, TODAY), 4 in standing(opened, TOMORROW)) == (True, False)


def test_words_to_come_stand_on_a_line_of_their_own_and_leave_other_rungs_alone(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    part = ladder(main_window)
    retire(qtbot, part, 7, NEXT_TERM)
    form = opened_form(part, 6)
    form.put({"staff": "Came to the gate", "from_day": NEXT_TERM})
    part.save.click()
    qtbot.waitUntil(lambda: len([row for row in part.model.rows if row.number == 6]) == 2)
    assert [holds(part, line(part, 6, at)) for at in range(2)] == [
        "until 3 January 2027",
        "from 4 January 2027",
    ]
    opened_form(part, 6).put({"hint": "the gate", "from_day": TODAY})
    assert part.note.text().startswith("From 4 January 2027 it is to say something else")
    part.cancel.click()
    opened_form(part, 3).put({"hint": "anywhere"})
    part.save.click()
    then = opened.office.ask(attendance.LadderOn(NEXT_TERM)).rungs
    assert [rung.number for rung in then] == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    assert next(rung.staff for rung in then if rung.number == 6) == "Came to the gate"


def test_a_rung_that_was_changed_under_the_form_is_shown_and_not_overwritten(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    part = ladder(main_window)
    form = opened_form(part, 6)
    QTest.keyClicks(form.control("hint"), "mine ")
    now = opened.office.ask(attendance.LadderOn(TODAY))
    theirs = tuple(
        attendance.Rung(**{**_fields(rung), "staff": "Theirs"}) if rung.number == 6 else rung
        for rung in now.rungs
    )
    opened.office.execute(attendance.EditLadder(TODAY, now.edition, theirs))
    part.save.click()
    assert part._theirs.isVisible() and "Theirs" in part._theirs.text()
    assert part.form is form and "mine" in form.values()["hint"]
    part.save.click()
    assert (
        "mine" in next(r for r in opened.office.ask(attendance.LadderOn(TODAY)).rungs if r.number == 6).hint
    )


def _fields(rung: Rung) -> dict[str, Any]:
    return {name: getattr(rung, name) for name in Rung.__dataclass_fields__}


def click(part: LadderSection, place: int, rungs: int) -> None:
    strip = part.try_out.strip
    at = QPoint(round(column(strip.rect().toRectF(), rungs, place).center().x()), strip.height() // 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_the_ladder_is_tried_by_mouse_and_keys_and_nothing_is_stored(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    part = ladder(main_window)
    entries = opened.record.head.seq
    strip = part.try_out.strip
    qtbot.waitUntil(lambda: strip.width() > 300)
    click(part, 6, 10)
    words = part.try_out.words.text().splitlines()
    assert words == [
        "6, for staff: Reached site", "For the family: [name] reached our site",
        "For the child: I got to the site",
        "What it says: heard, seen, on site, not supervised by us, proposes no code.",
    ]  # fmt: skip
    assert strip.mark.on_disk, "hollow would say that it is about to be written"
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_9)
    assert "9, for staff: In session, throughout" in part.try_out.words.text()
    assert "proposes “here”" in part.try_out.words.text()
    assert strip.accessibleDescription() == "9: In session, throughout"
    assert opened.record.head.seq == entries


def test_what_is_tried_is_the_ladder_in_the_form(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened
) -> None:
    part = ladder(main_window)
    retire(qtbot, part, 4)
    strip = part.try_out.strip
    qtbot.waitUntil(lambda: strip.mark.digits == (0, 1, 2, 3, 5, 6, 7, 8, 9))
    click(part, 4, 9)
    assert part.try_out.words.text().startswith("5, for staff: Came out with us")
    QTest.keyClick(strip, Qt.Key.Key_4)
    assert part.try_out.tried == 5, "no rung has that digit"
    form = opened_form(part, 5)
    form.control("staff").clear()
    QTest.keyClicks(form.control("staff"), "Went out")
    form.control("heard").click()
    assert part.try_out.words.text().startswith("5, for staff: Went out")
    assert "What it says: not heard, seen" in part.try_out.words.text()
    part.cancel.click()
    assert part.try_out.words.text().startswith("5, for staff: Came out with us")
    part.clear()
    assert part.try_out.words.text() == "No rung tried yet."


@pytest.fixture
def mentor(qtbot: QtBot, opened: bootstrap.Opened, clock: SetClock, look: Any) -> Any:
    runner = PromptRunner(as_roles(opened, clock, Role.MENTOR))
    window = MainWindow(runner, clock, provision=PROVISION, person=HEAD, invented=False)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.hide()
    runner.close()


def test_whoever_may_only_read_it_may_try_it(qtbot: QtBot, mentor: MainWindow) -> None:
    part = ladder(mentor)
    opened_form(part, 6)
    assert not (part.add.isVisible() or part.withdraw.isVisible() or part.save.isVisible())
    assert not part.full.isVisible()
    part.try_out.strip.setFocus()
    QTest.keyClick(part.try_out.strip, Qt.Key.Key_0)
    assert part.try_out.words.text().startswith("0, for staff: Tried to reach")
