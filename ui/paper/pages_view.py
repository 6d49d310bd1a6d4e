"""Pages as typst made them, one under another, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.theme import current_look
from ui.words.paper import say

WIDEST = 820


class PaperPage(QWidget):
    """One sheet: white, with a thin edge, and a name for the ear."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fit(self, width: int) -> None:
        """As wide as this, as high as the sheet asks."""
        wide = min(width, WIDEST)
        self.setFixedSize(wide, round(wide * self._image.height() / max(1, self._image.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(QPen(current_look().color("line_strong"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PagesView(QScrollArea):
    """The preview: what is shown here is what is printed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("pages_view"))
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._inside)
        self._sheets: list[PaperPage] = []

    @property
    def sheets(self) -> tuple[PaperPage, ...]:
        """The sheets shown now."""
        return tuple(self._sheets)

    def show_pages(self, pictures: Sequence[bytes], kind: str) -> None:
        """Show these pages in place of any before them."""
        self.clear()
        for number, picture in enumerate(pictures, start=1):
            name = say("preview", kind=kind.lower(), page=number, pages=len(pictures))
            sheet = PaperPage(QImage.fromData(picture), name)
            self._sheets.append(sheet)
            self._column.addWidget(sheet)
        self._fit()
        self.setAccessibleName(self._sheets[0].accessibleName() if self._sheets else say("pages_view"))

    def clear(self) -> None:
        """Forget the pages: the screen is being locked or another page is wanted."""
        for sheet in self._sheets:
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self._sheets.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for sheet in self._sheets:
            sheet.fit(self.viewport().width() - current_look().px(24))
