"""Rows, columns and rules whose gaps grow with the text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from ui.kit.theme import current_look, follow
from ui.kit.tokens import PAGE_INSET

Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
PAGE_MARGINS: Margins = (PAGE_INSET, 16, PAGE_INSET, 16)


class _Box(QWidget):
    """A container that spaces what it holds on the grid."""

    def __init__(
        self, direction: QBoxLayout.Direction, gap: int, margins: Margins, parts: tuple[QWidget | None, ...]
    ) -> None:
        super().__init__()
        self._gap, self._margins = gap, margins
        self.box = QBoxLayout(direction, self)
        for part in parts:
            self.add(part)
        follow(self._restyle)

    def add(self, part: QWidget | None, stretch: int = 0) -> None:
        """Adds a widget; None is room that stretches."""
        if part is None:
            self.box.addStretch(1)
        else:
            self.box.addWidget(part, stretch)

    def clear(self) -> None:
        """Takes everything out again."""
        while (entry := self.box.takeAt(0)) is not None:
            if (part := entry.widget()) is not None:
                part.hide()
                part.deleteLater()

    def set_margins(self, margins: Margins) -> None:
        self._margins = margins
        self._restyle()

    def _restyle(self) -> None:
        px = current_look().px
        self.box.setSpacing(px(self._gap))
        self.box.setContentsMargins(*(px(side) for side in self._margins))


class Row(_Box):
    """Side by side, from left to right."""

    def __init__(self, *parts: QWidget | None, gap: int = 8, margins: Margins = NO_MARGINS) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, gap, margins, parts)


class Column(_Box):
    """One under another."""

    def __init__(self, *parts: QWidget | None, gap: int = 4, margins: Margins = NO_MARGINS) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, gap, margins, parts)


class PageBody(Column):
    """The canvas of a page: its cards with the page's margins."""

    def __init__(self, *parts: QWidget | None, gap: int = 14, margins: Margins = PAGE_MARGINS) -> None:
        super().__init__(*parts, gap=gap, margins=margins)
        self.setObjectName("page_body")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Rule(QFrame):
    """A thin line between two things."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule")
        self.setFixedHeight(1)


class Flow(QWidget):
    """Side by side as far as there is room, then on the next line.

    It places its children itself: a layout of one's own in Python outlives its Qt half at the wrong moment.
    """

    def __init__(self, *parts: QWidget, gap: int = 8, line_gap: int | None = None) -> None:
        super().__init__()
        self._gap, self._line_gap = gap, min(gap, 8) if line_gap is None else line_gap
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)
        follow(self._restyle)

    def add(self, part: QWidget) -> None:
        part.setParent(self)
        self._parts.append(part)
        part.show()
        self._restyle()

    def clear(self) -> None:
        """Takes everything out again."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts.clear()
        self._restyle()

    def parts(self) -> tuple[QWidget, ...]:
        return tuple(self._parts)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, really=False)

    def sizeHint(self) -> QSize:
        sizes = [_size_of(part) for part in self._shown()]
        gaps = current_look().px(self._gap) * max(0, len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max((s.height() for s in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        width = max((part.minimumSizeHint().width() for part in self._shown()), default=0)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._restyle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _restyle(self) -> None:
        self._settle()
        self.updateGeometry()

    def _settle(self) -> None:
        """The lines that this width makes are asked for outright: not every layout around asks again."""
        self.setMinimumHeight(self._place(self.width(), really=True))

    def _place(self, width: int, *, really: bool) -> int:
        px, y = current_look().px, 0
        for place, line in enumerate(self._lines(width, px(self._gap))):
            y += px(self._line_gap) if place else 0
            tallest, x = max(size.height() for _, size in line), 0
            for part, size in line:
                if really:
                    shown = size.boundedTo(QSize(max(width, 1), size.height()))
                    part.setGeometry(QRect(QPoint(x, y + (tallest - size.height()) // 2), shown))
                x += size.width() + px(self._gap)
            y += tallest
        return y

    def _lines(self, width: int, gap: int) -> Iterator[list[tuple[QWidget, QSize]]]:
        """What stands on each line: as much as there is room for, and never nothing."""
        line: list[tuple[QWidget, QSize]] = []
        x = 0
        for part in self._shown():
            size = _size_of(part)
            if line and x + size.width() > width:
                yield line
                line, x = [], 0
            line.append((part, size))
            x += size.width() + gap
        if line:
            yield line


def _size_of(part: QWidget) -> QSize:
    """What it asks for, and never less than it takes: a style sheet may ask for a pixel more."""
    return part.sizeHint().expandedTo(part.minimumSize())
