"""A page that scrolls where it is longer than its window, and is no longer than its words need."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.kit.parts import PageBody


class Scrolled(QScrollArea):
    """Holds a body; the wheel and the bar move it, the focus does not stop at it."""

    def __init__(self, body: LeanBody) -> None:
        super().__init__()
        self.setObjectName("page_scroll")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Whatever takes the focus is brought into sight."""
        moved = super().focusNextPrevChild(forward)
        now = self.focusWidget()
        if isinstance(now, QWidget):
            self.ensureWidgetVisible(now)
        return moved


class LeanBody(PageBody):
    """Wrapped words count as high as they are at this width, not as at the narrowest."""

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(least.width(), 0) if wraps else least
