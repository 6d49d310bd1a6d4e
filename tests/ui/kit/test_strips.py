"""The ladder and the scores as controls: one gesture marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from tests.ui.kit.pieces import OUTCOMES
from tests.ui.kit.samples import RUNGS
from ui.kit.ladder_paint import LadderMark, column
from ui.kit.parts import (
    LadderStrip,
    ScoreStrip,
)
from ui.kit.score_paint import NOT_OBSERVED

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _with_a_theme(theme) -> None:
    """Every piece wants the look."""


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def ladder(qtbot) -> tuple[LadderStrip, list[tuple[int | None, int]]]:
    strip = LadderStrip("Attendance step for Alfie Marsh", RUNGS, LadderMark(last=5))
    strip.resize(410, 40)
    shown(qtbot, strip)
    heard: list[tuple[int | None, int]] = []
    strip.marked.connect(lambda start, rung: heard.append((start, rung)))
    return strip, heard


def middle(strip: LadderStrip, rung: int, y: int = 20) -> QPoint:
    return QPoint(round(column(strip.rect().toRectF(), 10, rung).center().x()), y)


def test_one_click_marks_and_even_above_a_short_segment(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 6))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 1, y=2))
    assert heard == [(None, 6), (None, 1)]
    assert strip.accessibleDescription() == "1: Replied at the door, last time 5"
    assert not strip.mark.on_disk


def test_shift_click_and_shift_digit_record_from_to(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, SHIFT, pos=middle(strip, 6))
    qtbot.keyClick(strip, Qt.Key.Key_2)
    qtbot.keyClick(strip, Qt.Key.Key_Dollar, SHIFT)
    assert heard == [(None, 4), (4, 6), (None, 2), (2, 4)]
    assert strip.accessibleDescription() == "from 2 to 4: Did something together, last time 5"


def test_a_drag_records_from_to(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    strip._show_range(4, 6)
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 6))
    assert heard[-1] == (4, 6)


def test_a_digit_beyond_a_short_ladder_is_no_mark(qtbot) -> None:
    strip = LadderStrip("Step", RUNGS[:4])
    shown(qtbot, strip)
    with qtbot.assertNotEmitted(strip.marked):
        qtbot.keyClick(strip, Qt.Key.Key_7)
    assert strip.accessibleDescription() == "not recorded"


def test_scores_move_right_skip_and_come_back(qtbot) -> None:
    strip = ScoreStrip("Alfie Marsh", OUTCOMES)
    shown(qtbot, strip)
    heard: list[tuple[int, object]] = []
    strip.scored.connect(lambda place, score: heard.append((place, score)))
    strip.setFocus()
    for key in (
        Qt.Key.Key_3,
        Qt.Key.Key_Minus,
        Qt.Key.Key_0,
        Qt.Key.Key_9,
        Qt.Key.Key_Left,
        Qt.Key.Key_Backspace,
    ):
        qtbot.keyClick(strip, key)
    assert heard == [(0, 3), (1, NOT_OBSERVED), (2, 0), (2, None)]
    assert strip.scores == (3, NOT_OBSERVED, None, None, None)
    assert strip.accessibleDescription() == "Enjoy: nothing yet"


def test_the_last_score_says_so(qtbot) -> None:
    strip = ScoreStrip("Alfie Marsh", OUTCOMES, (4, 4, 4, 4, None))
    shown(qtbot, strip)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 8, 10))
    with qtbot.waitSignal(strip.left_at_end):
        qtbot.keyClick(strip, Qt.Key.Key_4)
    assert strip.place == 4
    strip.show_scores((NOT_OBSERVED,) * 5)
    assert strip.accessibleDescription() == "Future: not observed"


def move(strip: LadderStrip, rung: int, buttons: Qt.MouseButton) -> None:
    spot = QPointF(middle(strip, rung))
    event = QMouseEvent(
        QEvent.Type.MouseMove, spot, strip.mapToGlobal(spot), Qt.MouseButton.NoButton, buttons,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(strip, event)


def test_hovering_over_a_rung_says_it_and_marks_nothing(qtbot) -> None:
    strip, heard = ladder(qtbot)
    move(strip, 3, Qt.MouseButton.NoButton)
    assert heard == []
    assert QToolTip.text() == "Talked face to face"
    QToolTip.hideText()


def test_a_range_dragged_downwards_keeps_its_direction(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 6))
    move(strip, 4, Qt.MouseButton.LeftButton)
    assert strip.mark.start == 6
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    assert heard == [(None, 6), (6, 4)]
