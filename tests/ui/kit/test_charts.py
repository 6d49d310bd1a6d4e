"""The journey: gaps are gaps, unseen weeks say so, no label lies over another, the table says the same."""

from __future__ import annotations

import subprocess
import sys
import weakref
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.ui.kit.samples import FIRST, journey
from ui.kit.chart_paint import foot_words, middle_of, pack, runs
from ui.kit.charts import (
    JourneyChart,
    JourneyLanes,
    JourneyWeek,
    Moment,
    Stretch,
    reading,
    seen_words,
    twin_lines,
)
from ui.kit.tokens import Scheme


@pytest.fixture
def chart(theme, qtbot) -> JourneyChart:
    made = JourneyChart()
    qtbot.addWidget(made)
    made.show_lanes(journey())
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    settle(qtbot, made)
    return made


def settle(qtbot, chart: JourneyChart) -> None:
    canvas = chart._canvas
    assert canvas is not None
    qtbot.waitUntil(lambda: not canvas._later.isActive())
    QApplication.processEvents()


def picture(chart: JourneyChart):
    return chart._canvas.grab().toImage()


def test_pyqtgraph_is_not_loaded_before_a_chart_is_seen() -> None:
    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from ui.kit.charts import JourneyChart; from tests.ui.kit.samples import journey\n"
        "chart = JourneyChart(); chart.show_lanes(journey())\n"
        "assert 'pyqtgraph' not in sys.modules and 'numpy' not in sys.modules\n"
        "chart.show(); app.processEvents(); assert 'pyqtgraph' in sys.modules\n"
        "chart.hide(); os._exit(0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0


def test_the_name_is_the_headline_and_the_description_the_words(chart: JourneyChart) -> None:
    assert chart.accessibleName() == "Alfie usually reaches site (7 of his last 9 visits)"
    assert "heard but not seen" in chart.accessibleDescription()
    assert chart.table.accessibleName() == chart.accessibleName()


def test_arrows_read_week_by_week_from_either_end(chart: JourneyChart, qtbot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.week == journey().weeks[-1]
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.week == journey().weeks[-1]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.week == journey().weeks[0]
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.reading == (
        "Week of 20 April 2026. Usual step 1, replied at the door; from 0 to 2, 4 visits. Heard, not seen. "
        "Engagement 0.8 of 4 from 20 scores. Steps made here 3, in all 5. Recorded by Priya Shah."
    )
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.week == journey().weeks[-1]


def test_the_pointer_reads_the_week_under_it(chart: JourneyChart, qtbot) -> None:
    canvas = chart._canvas
    at = canvas.mapFromScene(canvas._views[0].mapViewToScene(QPointF(12, 3)))
    qtbot.mouseMove(canvas.viewport(), at)
    qtbot.waitUntil(lambda: chart.week is not None)
    assert chart.week == journey().weeks[12]
    assert canvas._cursors[2].isVisible()
    assert canvas._cursors[2].value() == 12


def test_the_picture_neither_pans_nor_zooms(chart: JourneyChart, qtbot) -> None:
    canvas = chart._canvas
    before = canvas._views[0].viewRange()
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    qtbot.mouseMove(canvas.viewport(), QPoint(600, 160))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(600, 160))
    event = QWheelEvent(
        QPointF(400, 100), canvas.mapToGlobal(QPointF(400, 100)), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    canvas.wheelEvent(event)
    assert not event.isAccepted()
    assert canvas._views[0].viewRange() == before


def test_the_table_is_one_key_away_and_says_the_same(chart: JourneyChart, qtbot) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(chart, Qt.Key.Key_T, keys)
    assert chart.is_table
    assert QApplication.focusWidget() is chart.table
    model = chart.table.model()
    shown = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert [tuple(line) for line in shown] == twin_lines(journey())[1:]
    assert shown[0][:7] == [
        "13 April 2026",
        "1, replied at the door",
        "0",
        "2",
        "3",
        "heard, not seen",
        "0.8, from 15",
    ]
    assert shown[6][1:6] == ["", "", "", "0", "no visits"]
    qtbot.keyClick(chart.table, Qt.Key.Key_T, keys)
    assert not chart.is_table
    assert QApplication.focusWidget() is chart


def test_no_table_of_a_child_seen_before_is_kept(chart: JourneyChart) -> None:
    chart.toggle_table()
    kept = weakref.ref(chart.table.model())
    chart.show_lanes(replace(journey(), weeks=journey().weeks[:5]))
    assert kept() is None
    assert chart.table.model().rowCount() == 5
    kept = weakref.ref(chart.table.model())
    chart.toggle_table()
    assert (kept(), chart.table.model()) == (None, None)


@pytest.mark.parametrize("scheme", Scheme)
def test_the_lanes_are_drawn_in_the_colours_of_the_scheme(
    chart: JourneyChart, qtbot, theme, scheme: Scheme
) -> None:
    theme.choose(scheme=scheme)
    settle(qtbot, chart)
    image, tokens = picture(chart), theme.look.tokens
    met = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(0, image.height(), 3)
    }
    for token in ("surface", "chart1", "chart2", "chart3", "text2", "band"):
        assert tokens[token].upper() in met, token


def test_a_week_in_which_nobody_saw_the_child_is_hollow(chart: JourneyChart, qtbot) -> None:
    def at_point(week: int) -> str:
        canvas = chart._canvas
        spot = canvas.mapFromScene(
            canvas._views[0].mapViewToScene(QPointF(week, journey().weeks[week].usual))
        )
        return picture(chart).pixelColor(spot).name().upper()

    assert at_point(1) == "#FFFFFF"
    assert at_point(2) == "#12436D"


def test_a_missing_week_ends_the_line_and_is_not_nought() -> None:
    lanes = journey()
    assert [[lanes.place(week.monday) for week, _ in run] for run in runs(lanes, "usual")] == [
        list(range(6)), list(range(7, 15)), list(range(20, 27)),
    ]  # fmt: skip
    thinned = replace(lanes, weeks=tuple(week for week in lanes.weeks if week.n))
    assert [len(run) for run in runs(thinned, "usual")] == [6, 8, 7]


def test_the_open_foot_claims_hearing_only_where_somebody_was_heard() -> None:
    lanes = journey()
    assert foot_words(lanes) == ("Open foot: heard,", "not seen that week")
    unheard = replace(lanes.weeks[0], heard=False)
    assert foot_words(replace(lanes, weeks=(unheard,))) == ("Open foot:", "not seen that week")
    assert foot_words(replace(lanes, weeks=lanes.weeks[3:6])) == ()


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (JourneyWeek(FIRST, usual=3, n=2, seen=True, heard=True), "seen"),
        (JourneyWeek(FIRST, usual=1, n=2, heard=True), "heard, not seen"),
        (JourneyWeek(FIRST, usual=0, n=2), "not heard"),
        (JourneyWeek(FIRST), "no visits"),
    ],
)
def test_heard_is_not_seen(week: JourneyWeek, words: str) -> None:
    assert seen_words(week) == words


def test_a_week_without_visits_is_read_as_that() -> None:
    lanes = journey()
    assert reading(lanes, lanes.weeks[6]) == "Week of 25 May 2026. No visits. Steps made here 0, in all 27."


def test_days_stand_where_their_week_is() -> None:
    lanes = journey()
    assert lanes.start_of(FIRST) == -0.5
    assert lanes.end_of(FIRST + timedelta(days=6)) == 0.5
    assert lanes.place(date(2026, 10, 12)) == 26
    assert middle_of(lanes, lanes.firsts[0]) == 8
    assert 12 - 0.5 < middle_of(lanes, lanes.events[0]) < 12


wishes = st.lists(st.tuples(st.floats(0, 50), st.text("ab", min_size=1), st.floats(0.5, 10)), max_size=12)


@given(wishes)
def test_no_label_lies_over_another_or_beyond_the_ends(wanted: list[tuple[float, str, float]]) -> None:
    labels = pack([(*wish, None) for wish in wanted], -0.6, 50)
    assert len(labels) == len(wanted)
    widths = sorted(wanted, key=lambda wish: wish[0] - wish[2] / 2)
    boxes = [
        (label.row, label.middle - wish[2] / 2, label.middle + wish[2] / 2)
        for label, wish in zip(labels, widths, strict=True)
    ]
    for place, (row, left, right) in enumerate(boxes):
        assert left >= -0.6 - 1e-9 and right <= 50 + 1e-9
        for other_row, other_left, other_right in boxes[place + 1 :]:
            assert row != other_row or right <= other_left + 1e-9 or other_right <= left + 1e-9


def test_three_years_and_a_single_week_are_drawn_too(chart: JourneyChart, qtbot) -> None:
    many = tuple(
        JourneyWeek(
            FIRST + timedelta(weeks=place), usual=place % 10, best=9, lowest=0, n=3, seen=True, made=place % 4
        )
        for place in range(156)
    )
    long = JourneyLanes(
        "Three years", "In words", journey().rungs, many, bands=(Stretch(FIRST, FIRST, "One day"),)
    )
    for lanes in (long, replace(long, weeks=many[:1]), replace(long, events=(Moment(FIRST, "Moved"),))):
        chart.show_lanes(lanes)
        settle(qtbot, chart)
        assert not picture(chart).isNull()


def test_a_short_ladder_and_no_weeks_are_drawn_too(chart: JourneyChart, qtbot) -> None:
    chart.show_lanes(replace(journey(), rungs=journey().rungs[:7]))
    settle(qtbot, chart)
    chart.show_lanes(replace(journey(), weeks=(), events=(), firsts=(), bands=(), holidays=()))
    settle(qtbot, chart)
    chart.read(0)
    assert chart.week is None


def test_locking_leaves_nothing_of_the_child(chart: JourneyChart, qtbot) -> None:
    chart.read(3)
    chart.toggle_table()
    rows = weakref.ref(chart.table.model())
    chart.clear()
    assert rows() is None
    assert (chart.accessibleName(), chart.accessibleDescription(), chart.reading) == ("", "", "")
    assert chart.table.model() is None
    canvas = chart._canvas
    assert all(paint._sketch is None for paint in canvas._paints)
    assert canvas._lanes is None
    chart.read(0)
    assert chart.week is None
