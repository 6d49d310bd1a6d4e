"""The register at every size, in every theme, for the ear, and with somebody looking over one's shoulder."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.ui.rooms.attendance.keys import ctrl, focused, press, press_shifted
from tests.ui.rooms.attendance.lesson import CLUB, DAY
from ui.kit import accessible
from ui.kit.accessible import nameless, too_small
from ui.kit.ladder_paint import NARROWEST
from ui.kit.theme import Theme
from ui.kit.tokens import Scheme
from ui.rooms.attendance import row_acts
from ui.rooms.attendance.register_model import CODE_COLUMN, LADDER, PUPIL, WORDS
from ui.rooms.attendance.row_layout import Lines

SIZES = [(1304, 714), (1378, 846), (1218, 666), (962, 586), (1708, 1026)]
"""The page within windows of 1366×768, 1440×900, 1280×720, 1024×640 and 1920×1080."""


@pytest.fixture
def look():
    theme = Theme.current()
    yield theme.choose
    theme.choose(factor=1.0, scheme=Scheme.LIGHT)


@pytest.mark.parametrize("factor", [0.9, 1.0, 1.5, 2.0])
def test_every_part_of_a_row_lies_within_it_and_beside_the_others(page, look, factor):
    look(factor=factor)
    for size in SIZES:
        page.resize(*size)
        QApplication.processEvents()
        assert page.width() == size[0], "nothing makes the page wider than its window"
        assert page.sheet.view.horizontalScrollBar().maximum() == 0
        assert page.sheet.view.height() >= page.sheet.view.rowHeight(0) * 0.5
        check_parts(page.sheet.view, factor)


def check_parts(view, factor):
    row = QRectF(0, view.rowViewportPosition(0), view.viewport().width(), view.rowHeight(0))
    parts = [view.cell(0, column) for column in range(view.model().columnCount())]
    assert all(row.adjusted(-1, -1, 1, 1).contains(part) for part in parts)
    assert all(part.width() > 24 and part.height() > 24 for part in parts)
    for place, part in enumerate(parts):
        for other in parts[place + 1 :]:
            assert not part.adjusted(1, 1, -1, -1).intersects(other.adjusted(1, 1, -1, -1))
    assert parts[LADDER].width() >= NARROWEST * factor


def test_a_row_has_as_many_lines_as_its_width_asks(page, look):
    for size, factor, lines in (
        ((1304, 714), 1.0, Lines.ONE),
        ((1218, 666), 1.0, Lines.ONE),
        ((1378, 846), 1.5, Lines.TWO),
        ((962, 586), 1.0, Lines.TWO),
        ((1242, 660), 2.0, Lines.THREE),
    ):
        look(factor=factor)
        page.resize(*size)
        QApplication.processEvents()
        assert page.sheet.view.row_layout.lines is lines


def test_where_there_is_little_height_notes_and_keys_make_room_and_n_brings_the_note_back(page):
    page.resize(962, 560)
    QApplication.processEvents()
    assert page.sheet.keys.isHidden()
    assert page.sheet.notes.isHidden()
    press("n")
    assert focused() is page.sheet.notes.line
    press("Esc")
    assert page.sheet.notes.isHidden()


@pytest.mark.parametrize("size", [(1304, 714), (962, 586)])
def test_a_key_changes_the_picture_of_its_row_and_of_no_other(page, look, size):
    page.resize(*size)
    for step, scheme in enumerate(Scheme, start=7):
        look(scheme=scheme)
        QApplication.processEvents()
        page.sheet.view.go(2)
        before = ladders(page.sheet.view)
        page.sheet.marking.put(page.sheet.marking.gestures.step(page.sheet.marking.model.row(0), step))
        QApplication.processEvents()
        after = ladders(page.sheet.view)
        changed = [one != other for one, other in zip(before, after, strict=True)]
        assert changed == [True, False, False]


def ladders(view):
    image = view.viewport().grab().toImage()
    rects = [view.visualRect(view.model().index(place, LADDER)) for place in range(3)]
    return [image.copy(rect.adjusted(0, 0, -4, -1)) for rect in rects]


def test_the_model_keeps_the_rules_of_models(page):
    tester = QAbstractItemModelTester(
        page.sheet.marking.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    press(*"98")
    page.clear()
    page.arrive(None)
    assert tester is not None


def test_everything_that_can_be_acted_upon_has_a_name_and_room(page):
    assert nameless(page) == []
    assert too_small(page) == []


def test_the_row_is_said_in_one_sentence_after_each_key(page, monkeypatch):
    said = []
    monkeypatch.setattr(row_acts, "announce", lambda _widget, words: said.append(words))
    assert accessible.announce is not row_acts.announce
    page.sheet.view.go(2)
    press("6")
    assert said == [
        "Alfie Marsh. Attendance step: 6, reached site. Seen 10:52. Code, morning: none, not supervised."
    ]
    press("Up")
    press_shifted(7, "UK")
    assert said[-1].startswith("Alfie Marsh. Attendance step: from 6 to 7, on site, quiet space.")


def test_a_cell_says_its_part_and_the_first_the_whole_row(page):
    model = page.sheet.marking.model
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    press("9", "1")
    first = [model.index(0, column).data(role) for column in range(5)]
    assert first[PUPIL] == (
        "Dina Farouk. Attendance step: 9, in session, throughout. Seen 10:52. Code, morning: K, "
        "Here with us, in a place that the local authority arranged. Counts as present. "
        "Care: Nuts: pen in blue bag."
    )
    assert first[LADDER] == "Attendance step: 9, in session, throughout."
    assert first[WORDS] == "In session, throughout. up from 7"
    assert first[CODE_COLUMN].startswith("Code, morning: K")
    assert first[4].endswith(": nothing yet.")
    assert "Seen? S yes, Enter no." in model.index(1, PUPIL).data(role)


def test_the_twin_is_the_same_table_in_words_with_the_same_keys(page):
    ctrl("Enter")
    press("Esc")
    page.sheet._turn()
    view, model = page.sheet.view, page.sheet.marking.model
    assert view.is_plain
    assert view.horizontalHeader().isVisible()
    shown = [model.index(0, column).data() for column in range(5)]
    assert shown[:3] == ["Dina Farouk\nNuts: pen in blue bag", "", "Not recorded yet"]
    assert view.rowHeight(0) >= view.sizeHintForRow(0), "care is whole here too"
    press("8")
    assert model.index(0, LADDER).data() == "8"
    page.sheet._turn()
    assert not view.is_plain


def test_f9_shortens_care_and_names_for_the_eye(page, desk):
    model = page.sheet.marking.model
    assert model.words.care(model.row(0)) == "Nuts: pen in blue bag"
    desk.privacy.toggle()
    assert model.words.care(model.row(0)) == "Care: ask"
    assert model.index(0, PUPIL).data() == "DF\nCare: ask"
    ctrl("Enter")
    assert page.sheet.left.words.startswith("DF, BL, AM and 5 more")
    desk.privacy.toggle()


def test_care_stands_on_its_row_and_makes_it_taller(page):
    view = page.sheet.view
    heights = {row.shown: view.rowHeight(n) for n, row in enumerate(page.sheet.marking.model.rows)}
    assert heights["Dina"] == heights["Freya"] > heights["Alfie"] == heights["Bea"]


def test_a_slot_without_pupils_says_so_and_leads_to_the_timetable(page, lesson, window):
    page.arrive((lesson.slots[CLUB], DAY))
    QApplication.processEvents()
    assert page.sheet.empty.isVisible()
    assert page.sheet.empty.accessibleName() == "No pupils are timetabled for this slot."
    assert not page.sheet.finish.isEnabled()
    page.sheet.add_pupils.click()
    assert window.went == [("set_up", "timetable")]


def test_the_head_says_when_where_and_with_whom(page):
    assert page.sheet.head.accessibleName() == "Register: Morning lesson"
    line = page.sheet.head._line.text()
    assert (
        line == "Tuesday 13 October, 10:15 to 11:00.  Morning half-day.  8 pupils.  With Priya.  Main room."
    )
