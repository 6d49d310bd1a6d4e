"""A chart as a file: a picture of twice the size, or one that scales; each carries its name and its words."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from ui.kit.charts import JourneyChart
from ui.kit.look import Look
from ui.kit.theme import current_look

TWICE = 2
_WRAPS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class _Sheet:
    """Headline, picture and words, one under another, at the width of the picture on the screen."""

    def __init__(self, chart: JourneyChart, look: Look) -> None:
        self._chart, self._look = chart, look
        self._edge = look.px(16)
        drawn = chart.picture_size
        width = drawn.width()
        self._title = self._room(chart.accessibleName(), "title", width)
        self._words = self._room(chart.accessibleDescription(), "body", width)
        self._drawn = QRectF(0, 0, width, drawn.height())
        height = self._title.height() + self._drawn.height() + self._words.height() + 4 * self._edge
        self.size = QSize(round(width + 2 * self._edge), round(height))

    def paint(self, painter: QPainter) -> None:
        look, edge = self._look, self._edge
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), QColor(look.color("surface")))
        title = self._title.translated(edge, edge)
        drawn = self._drawn.translated(edge, title.bottom() + edge)
        words = self._words.translated(edge, drawn.bottom() + edge)
        self._write(painter, title, "title", "text", self._chart.accessibleName())
        self._chart.paint_on(painter, drawn)
        self._write(painter, words, "body", "text2", self._chart.accessibleDescription())

    def _room(self, words: str, step: str, width: float) -> QRectF:
        measure = QFontMetricsF(self._look.font(step))
        return QRectF(
            0, 0, width, measure.boundingRect(QRectF(0, 0, width, 9_999), int(_WRAPS), words).height()
        )

    def _write(self, painter: QPainter, room: QRectF, step: str, token: str, words: str) -> None:
        painter.setFont(self._look.font(step))
        painter.setPen(self._look.color(token))
        painter.drawText(room, int(_WRAPS), words)


def png(chart: JourneyChart) -> bytes:
    """The picture at twice the size of the screen's, named inside the file."""
    sheet = _Sheet(chart, current_look())
    image = QImage(sheet.size * TWICE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(TWICE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet.paint(painter)
    painter.end()
    image.setText("Title", chart.accessibleName())
    image.setText("Description", chart.accessibleDescription())
    kept = _opened()
    QImageWriter(kept, QByteArray(b"png")).write(image)
    return bytes(kept.data().data())


def svg(chart: JourneyChart) -> bytes:
    """The picture in lines and letters, with title and description for a screen reader."""
    sheet = _Sheet(chart, current_look())
    kept = _opened()
    made = QSvgGenerator()
    made.setOutputDevice(kept)
    # pyqtgraph keeps its axes as pictures, which grow and shrink with the fineness of what they are drawn on.
    made.setResolution(chart.logicalDpiX())
    made.setSize(sheet.size)
    made.setViewBox(QRectF(0, 0, sheet.size.width(), sheet.size.height()))
    made.setTitle(chart.accessibleName())
    made.setDescription(chart.accessibleDescription())
    painter = QPainter(made)
    sheet.paint(painter)
    painter.end()
    return bytes(kept.data().data())


def _opened() -> QBuffer:
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    return kept
