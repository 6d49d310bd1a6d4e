"""Pages of which one is shown, in the room that is there."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QStackedWidget):
    """Asks for no room of its own: the page that is shown has what the parts around it leave.

    Qt's own stack asks every page, shown or not, for its size whenever something on one of them changes, and
    then everything around the stack: half of what opening a register took.
    """

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        layout = self.layout()
        if layout is not None:
            layout.setEnabled(False)
        for page in pages:
            self.addWidget(page)
        self._give_room()

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show this one; it has its size before it is seen."""
        page.setGeometry(self.rect())
        super().setCurrentWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return False

    def _give_room(self) -> None:
        shown = self.currentWidget()
        if shown is not None:
            shown.setGeometry(self.rect())
