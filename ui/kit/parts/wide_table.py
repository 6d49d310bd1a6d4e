"""A table of many columns: headings and cells take a second line before anything is cut or scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from ui.kit.parts.lined_table import LinedTable, level, shares
from ui.kit.parts.rows import sorts_and_copies
from ui.kit.theme import current_look

_TALLEST = 10_000


class WideTable(LinedTable):
    """Sorted and copied by rows. It scrolls sideways only where not even its longest words have room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, one_at_a_time=False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        sorts_and_copies(self)
        # Rows of two lines go to other places with what stands in them.
        self.horizontalHeader().sortIndicatorChanged.connect(self.fit)

    def fit(self) -> None:
        """Share the room out; where it is short, headings give way first, then the widest columns."""
        header, room, model = self.horizontalHeader(), self.viewport().width(), self.model()
        if model is None or header.model() is not model:
            return  # on the way from one model to another the headings are ahead of the cells
        columns = range(header.count())
        cells, longest = self._cell_widths(model)
        whole = [max(cell, header.sectionSizeHint(at)) for at, cell in enumerate(cells)]
        widths = shares(whole, room, 0)
        if short := sum(whole) > room:
            least = [max(self._heading_width(at, whole=True), longest[at]) for at in columns]
            widths = [max(cell, self._heading_width(at, whole=False)) for at, cell in enumerate(cells)]
            short = sum(least) <= room  # else it is scrolled to, and may as well stand on one line
            widths = level(widths, room, least) if short else widths
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
        self._fit_headings()
        self._take_lines(more=short)

    def _cell_widths(self, model: QAbstractItemModel) -> tuple[list[int], list[int]]:
        """What the cells of each column take on one line, and what they take if each word is to stay whole.

        Measured here: Qt asks a dozen things of every cell for the first, and does not know the second.
        """
        around, measure = 2 * current_look().cell_inset + 1, self.fontMetrics().horizontalAdvance
        whole, longest = [], []
        for column in range(model.columnCount()):
            cells = {str(model.index(row, column).data() or "") for row in range(model.rowCount())}
            words = {word for cell in cells for word in cell.split()}
            whole.append(max(map(measure, cells), default=0) + around)
            longest.append(max(map(measure, words), default=0) + around)
        return whole, longest

    def _heading_width(self, column: int, *, whole: bool) -> int:
        """What a heading takes on two lines at best, or at least if each of its words stays whole."""
        words = self._heading(column).split()
        lines = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, max(2, len(words)))]
        measure = self._letters().horizontalAdvance
        halves = min(max(measure(one) for one in pair) for pair in lines)
        return self._around(column) + (max(map(measure, words), default=0) if whole else halves)

    def _around(self, column: int) -> int:
        """What a heading takes beside its words: the inset, and the mark of what it is sorted by."""
        header = self.horizontalHeader()
        return header.sectionSizeHint(column) - self._letters().horizontalAdvance(self._heading(column))

    def _fit_headings(self) -> None:
        """As tall as the heading that takes most lines."""
        header, letters = self.horizontalHeader(), self._letters()
        flags, tallest = int(Qt.TextFlag.TextWordWrap), letters.height()
        for column in range(header.count()):
            room = QRect(0, 0, header.sectionSize(column) - self._around(column) + 1, _TALLEST)
            tallest = max(tallest, letters.boundingRect(room, flags, self._heading(column)).height())
        header.setMinimumHeight(header.sizeHint().height() - letters.height() + tallest)

    def _heading(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")

    def _letters(self) -> QFontMetrics:
        return self.horizontalHeader().fontMetrics()
