"""Draws the three lanes of a journey with pyqtgraph. Imported when a chart is first seen, not before.

pyqtgraph keeps the lanes, their axes and their common time; each lane is one item that paints itself
in pixels, which is some ten times quicker than an item for every line and word, and as sharp as text.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame

from ui.kit.chart_paint import FLOOR, Sketch, paint_engagement, paint_made, paint_steps
from ui.kit.charts import JourneyLanes
from ui.kit.dates import short_day
from ui.kit.look import Look
from ui.words.kit import say

_HEIGHTS = (66, 22, 22)
_PAINTERS = (paint_steps, paint_engagement, paint_made)


class LaneCanvas(pg.GraphicsLayoutWidget):  # type: ignore[misc]  # pyqtgraph carries no types
    """The picture. It neither pans nor zooms; the wheel scrolls the page."""

    pointed = Signal(float)
    _lanes: JourneyLanes | None = None  # the parent class resizes itself before it is made

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self._look = Look()
        self._views = [self._make_view(row) for row in range(3)]
        self._axes = [self._make_axis(row) for row in range(3)]
        self._paints = [LanePaint(row) for row in range(3)]
        self._cursors = [pg.InfiniteLine(0, 90) for _ in range(3)]
        self._days = pg.AxisItem("bottom")
        self._days.linkToView(self._views[2])
        self.ci.addItem(self._days, 3, 1)
        self._fill()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._arrange)

    def draw(self, lanes: JourneyLanes, look: Look) -> None:
        """Shows a journey in a look, once the size is settled."""
        if (lanes, look) != (self._lanes, self._look):
            self._lanes, self._look = lanes, look
            for cursor in self._cursors:
                cursor.hide()
            self._later.start(0)

    def arrange(self) -> None:
        """Do now what waits for a settled size."""
        if self._later.isActive():
            self._later.stop()
            self._arrange()
        self.ci.layout.activate()
        self.scene().prepareForPaint()

    def forget(self) -> None:
        """Forgets everything that was shown."""
        self._lanes = None
        for paint in self._paints:
            paint.show_sketch(None)

    def paint_on(self, painter: QPainter, room: QRectF) -> None:
        """The picture in some other place, as large as there is room, without the reading cursor."""
        shown = [cursor for cursor in self._cursors if cursor.isVisible()]
        for cursor in shown:
            cursor.hide()
        self.arrange()
        self.ci.layout.activate()
        self.render(painter, room, self.viewport().rect(), Qt.AspectRatioMode.KeepAspectRatio)
        for cursor in shown:
            cursor.show()

    def point_at(self, place: int) -> None:
        """Stands the reading cursor on a week in all lanes."""
        for cursor in self._cursors:
            cursor.setPos(place)
            cursor.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._lanes is not None:
            self._later.start(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._lanes is not None:
            at = self.mapToScene(event.position().toPoint())
            self.pointed.emit(self._views[0].mapSceneToView(at).x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def _make_view(self, row: int) -> Any:
        view = self.ci.addViewBox(row=row, col=1, enableMenu=False, enableMouse=False)
        view.setDefaultPadding(0)
        self.ci.layout.setRowStretchFactor(row, _HEIGHTS[row])
        return view

    def _make_axis(self, row: int) -> Any:
        axis = pg.AxisItem("left")
        axis.linkToView(self._views[row])
        self.ci.addItem(axis, row, 0)
        return axis

    def _fill(self) -> None:
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        for row, view in enumerate(self._views):
            view.addItem(self._paints[row], ignoreBounds=True)
            view.addItem(self._cursors[row], ignoreBounds=True)
            if row:
                view.setXLink(self._views[0])

    def _arrange(self) -> None:
        lanes, look = self._lanes, self._look
        if lanes is None or not lanes.weeks:
            return
        self.setBackground(look.color("surface"))
        self.ci.layout.setSpacing(look.px(8))
        axis_width = self._axis_width(lanes, look)
        self._arrange_days(lanes, look)
        room = max(look.px(160), self.width() - axis_width - look.px(8))
        sketch = Sketch.of(lanes, look, room, self._step_lane_height(look))
        ranges = ((FLOOR, sketch.ceiling), (-0.3, 4.4), (0, sketch.most * 1.06))
        for row, view in enumerate(self._views):
            view.setXRange(-0.6, sketch.end, padding=0)
            view.setYRange(*ranges[row], padding=0)
            self._dress(self._axes[row], sketch.ticks[row], axis_width)
            self._paints[row].show_sketch(sketch)
            self._cursors[row].setPen(pg.mkPen(look.color("focus", 150), width=look.factor * 1.6))

    def _axis_width(self, lanes: JourneyLanes, look: Look) -> int:
        measure = QFontMetricsF(look.font_of(12.5, 500, tabular=True))
        words = (*lanes.rungs, say("n_that_week"), say("engagement_high"))
        return round(max(measure.horizontalAdvance(word) for word in words)) + look.px(18)

    def _step_lane_height(self, look: Look) -> float:
        rest = self.height() - 4 * look.px(8) - self._days.height()
        return float(max(look.px(120), rest * _HEIGHTS[0] / sum(_HEIGHTS)))

    def _dress(self, axis: Any, ticks: list[tuple[float, str]], width: int) -> None:
        look = self._look
        axis.setTicks([ticks])
        axis.setWidth(width)
        axis.setStyle(
            tickLength=0, tickFont=look.font_of(12.5, 500, tabular=True), tickTextOffset=look.px(10)
        )
        axis.setPen(pg.mkPen(None))
        axis.setTickPen(pg.mkPen(None))
        axis.setTextPen(look.color("text2"))

    def _arrange_days(self, lanes: JourneyLanes, look: Look) -> None:
        font = look.font_of(12.5, 500, tabular=True)
        width = QFontMetricsF(font).horizontalAdvance("28 Sep") + look.px(22)
        count = lanes.place(lanes.weeks[-1].monday) + 1
        apart = max(1, round(width * count / max(1, self.width() * 0.7) + 0.5))
        days = ((week, lanes.first + timedelta(weeks=week)) for week in range(0, count, apart))
        self._days.setTicks([[(week, short_day(day)) for week, day in days]])
        self._days.setStyle(
            tickLength=0, tickFont=font, tickTextOffset=look.px(4), hideOverlappingLabels=False
        )
        self._days.setHeight(look.px(22))
        self._days.setPen(QPen(look.color("line"), 1))
        self._days.setTextPen(look.color("text2"))


class LanePaint(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph carries no types
    """One lane as one item. It paints in pixels through the sketch's own measure."""

    def __init__(self, lane: int) -> None:
        super().__init__()
        self._lane = lane
        self._sketch: Sketch | None = None

    def show_sketch(self, sketch: Sketch | None) -> None:
        self._sketch = sketch
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> Any:
        return self.viewRect()

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: Any, *_: object) -> None:
        if self._sketch is None:
            return
        to_pixels, view = painter.worldTransform(), self.viewRect()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setRenderHint(painter.RenderHint.TextAntialiasing)
        _PAINTERS[self._lane](painter, self._sketch, to_pixels, to_pixels.mapRect(view))
        painter.restore()
