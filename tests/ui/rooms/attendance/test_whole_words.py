"""Nothing that a life hangs on is cut: care is whole on its row, and labels are whole over their scores."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.rooms import engagement, people
from tests.ui.rooms.attendance.keys import press
from ui.kit import score_paint
from ui.kit.theme import current_look
from ui.rooms.attendance import code_row, headings, register_delegate
from ui.rooms.attendance.register_model import CODE_COLUMN, PUPIL

CARE = "Diabetes, type 1: kit in the office fridge, second kit with Priya, ring 999 if she cannot be woken"


@pytest.fixture
def needs_care(page, office, lesson, desk):
    """Callum's care has become a long sentence while the register is open."""
    kept = office.ask(people.PupilCardView(lesson["Callum"])).kept
    card = replace(kept.card, life_critical_care=CARE)
    desk.runner.submit(
        page, people.EditPupil(lesson["Callum"], kept.version, card), lambda _receipt: None, page.failed
    )
    QApplication.processEvents()
    return page.sheet.marking.model.place_of(lesson["Callum"])


@pytest.fixture
def drawn(monkeypatch):
    """Every piece of text that a row's painting puts down."""
    put = []
    text = register_delegate._text
    monkeypatch.setattr(
        register_delegate,
        "_text",
        lambda painter, look, area, words, step, token: (
            put.append((area, words, step)),
            text(painter, look, area, words, step, token),
        ),
    )
    return put


@pytest.mark.parametrize("factor", [0.9, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1304, 714), (962, 586)])
def test_care_is_whole_on_its_row_at_every_width(page, look, needs_care, drawn, size, factor):
    look.choose(factor=factor)
    page.resize(*size)
    QApplication.processEvents()
    view = page.sheet.view
    row = QRectF(0, 0, view.viewport().width(), view.rowHeight(needs_care))
    drawn.clear()
    view._rows.forget()
    view._rows.picture(needs_care, row.size(), None)
    metrics = QFontMetricsF(current_look().font("small_strong"))
    lines = [(area, words) for area, words, step in drawn if step == "small_strong" and words in CARE]
    assert " ".join(words for _, words in lines) == CARE
    assert all(metrics.horizontalAdvance(words) <= area.width() for area, words in lines)
    assert all(row.contains(area) for area, _ in lines)
    others = [view.cell(needs_care, column) for column in range(1, page.sheet.marking.model.columnCount())]
    top = view.rowViewportPosition(needs_care)
    assert not any(area.translated(0, top).intersects(other) for area, _ in lines for other in others)


def test_a_row_grows_and_shrinks_with_its_care(page, office, lesson, desk, needs_care):
    view = page.sheet.view
    tall = view.rowHeight(needs_care)
    assert tall > view.rowHeight(page.sheet.marking.model.place_of(lesson["Dina"]))
    desk.privacy.toggle()
    assert view.rowHeight(needs_care) < tall
    desk.privacy.toggle()
    assert view.rowHeight(needs_care) == tall


def test_care_is_told_whole_on_hover_and_to_the_ear(page, needs_care):
    index = page.sheet.marking.model.index(needs_care, PUPIL)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert CARE in index.data(int(role))


def test_a_long_name_of_a_slot_is_whole_beside_its_code_and_told_on_hover(page):
    font, width = current_look().font("small"), 90
    lines = score_paint._note_lines("09:02, Priya\nBreakfast and check-in", font, width)
    assert lines == ["09:02, Priya", "Breakfast and", "check-in"]
    longer = score_paint._note_lines("09:02, Priya\nBreakfast and check-in with everybody", font, width)
    assert len(longer) == 3
    assert longer[-1].endswith("…")
    tip = page.sheet.marking.model.index(0, CODE_COLUMN).data(int(Qt.ItemDataRole.ToolTipRole))
    assert tip.endswith("Counts as present. 09:02, Priya Breakfast")


def relabelled(office, page, *labels):
    framework = office.ask(engagement.ScoreFrameworks())[0]
    for outcome, label in zip(framework.outcomes, labels, strict=False):
        card = engagement.OutcomeCard(outcome.title, label)
        office.execute(engagement.EditOutcome(outcome.id, outcome.version, card))
    page.sheet.open(*page.sheet.marking.key)
    QApplication.processEvents()


def test_the_labels_that_come_with_the_framework_are_whole_in_their_usual_size(page):
    look, layout = current_look(), page.sheet.view.row_layout
    width = layout.part(4, QRectF(0, 0, layout.width, 40)).width() - 2
    labels = [page.sheet.headings._heading(column) for column in range(4, 9)]
    assert labels == ["Healthy", "Safe", "Enjoy", "Positive", "Future"]
    for label in labels:
        assert headings._fitted(look, label, width) == ((label,), look.font("small_strong"))


def test_a_label_of_our_own_that_is_longer_wraps_or_shrinks_before_it_is_shortened(page, office):
    usual = page.sheet.headings.height()
    relabelled(office, page, "Contribution", "Gets on with others", "Unterstützungsbedarfe")
    assert page.sheet.headings.height() > usual
    look = current_look()
    assert headings._fitted(look, "Get along", 52)[0] == ("Get", "along")
    (word,), font = headings._fitted(look, "Contribute", 52)
    assert word == "Contribute"
    assert font.pixelSize() < look.font("small_strong").pixelSize()
    assert headings._fitted(look, "Unterstützungsbedarfe", 52)[0][1].endswith("…")


def test_the_whole_name_of_an_outcome_is_told_over_its_label_and_to_the_ear(page, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_: told.append(words))
    view = page.sheet.view
    place = view.cell(0, 4 + 3).center().toPoint()
    at = QPoint(place.x(), 10)
    QApplication.sendEvent(page.sheet.headings, QHelpEvent(QEvent.Type.ToolTip, at, at))
    QApplication.sendEvent(page.sheet.headings, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), at))
    assert told == ["Make a positive contribution", ""]
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)
    assert view.model().headerData(7, Qt.Orientation.Horizontal, spoken) == "Make a positive contribution"


@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("size", [(1304, 714), (1218, 666), (962, 586)])
def test_that_both_marks_are_kept_stands_whole_in_the_row(page, look, drawn, clock, size, factor):
    look.choose(factor=factor)
    page.resize(*size)
    press("6")
    page.sheet.marking.finish()
    clock.move(minutes=5)
    QApplication.processEvents()
    page.sheet.view.go(0, 1)
    page.sheet.view.setFocus()
    press("8")
    words = page.sheet.marking.model.words.detail(page.sheet.marking.model.row(0))
    assert words.startswith("6 kept too, recorded late")
    view = page.sheet.view
    drawn.clear()
    view._rows.forget()
    view._rows.picture(0, QRectF(0, 0, view.viewport().width(), view.rowHeight(0)).size(), None)
    (area,) = [area for area, put, _ in drawn if put == words]
    wide = QFontMetricsF(current_look().font("small")).horizontalAdvance("6 kept too, recorded late")
    assert wide <= area.width()


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1304, 714), (962, 586)])
def test_every_code_in_the_list_is_told_from_every_other(page, look, size, factor):
    look.choose(factor=factor)
    page.resize(*size)
    QApplication.processEvents()
    press(";")
    codes = page.sheet.acts.code_list
    metrics = QFontMetricsF(current_look().font("body"))
    room = codes.list.viewport().width()
    assert codes.list.count() == len(codes.candidates) == 34
    shown = set()
    for place, code in enumerate(codes.candidates):
        area = codes.list.visualItemRect(codes.list.item(place))
        lines = codes._row.lines(code.plain_meaning)
        assert " ".join(lines) == code.plain_meaning
        left = current_look().px(code_row.LETTER + code_row.ASIDE)
        assert all(left + metrics.horizontalAdvance(line) <= room for line in lines)
        assert area.height() >= len(lines) * metrics.height()
        assert area.width() <= room
        shown.add((code.letter, lines))
    assert len(shown) == 34
    assert page.rect().contains(codes.geometry().translated(codes.parentWidget().mapTo(page, QPoint(0, 0))))


def test_the_rows_of_codes_grow_with_the_text_while_the_list_is_open(page, look):
    press("'", "c")
    codes = page.sheet.acts.code_list
    before = codes.list.visualItemRect(codes.list.item(0)).height()
    look.choose(factor=2.0)
    QApplication.processEvents()
    press("Backspace")
    assert codes.list.visualItemRect(codes.list.item(0)).height() > before
