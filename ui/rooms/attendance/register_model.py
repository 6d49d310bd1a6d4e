"""The table of one register: a row for each pupil, as the record has it with what is under way on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.ids import MeasureId, PupilId
from app.core.marks import RUNG
from app.rooms.attendance import Code, RegisterRow
from ui.rooms.attendance.gestures import Gestures
from ui.rooms.attendance.outbox import Gesture, Way
from ui.rooms.attendance.row_words import RowWords
from ui.rooms.attendance.standing import with_marks
from ui.words.attendance import say

Index = QModelIndex | QPersistentModelIndex
PUPIL, LADDER, WORDS, CODE_COLUMN, FIRST_SCORE = range(5)
LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""Gives the whole line, for the delegate."""

_DISPLAY, _SPOKEN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
_DESCRIBED, _TIP = int(Qt.ItemDataRole.AccessibleDescriptionRole), int(Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is shown, and which measures of it are not on the disk yet."""

    row: RegisterRow
    not_on_disk: frozenset[tuple[MeasureId, int]] = field(default_factory=frozenset)

    def is_on_disk(self, measure: MeasureId) -> bool:
        return all(waiting != measure for waiting, _ in self.not_on_disk)


class RegisterModel(QAbstractTableModel):
    """Shows lines and reports nothing else; a key changes one line and no other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stands: tuple[RegisterRow, ...] = ()
        self._lines: list[Line] = []
        self._words: RowWords | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines)

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """The rows as they are shown."""
        return tuple(line.row for line in self._lines)

    @property
    def words(self) -> RowWords:
        """Tells the rows in words. There is something to tell once a register was shown."""
        if self._words is None:
            raise LookupError("no register is shown")
        return self._words

    @property
    def score_columns(self) -> int:
        return len(self._words.outcomes) if self._words else 0

    @property
    def is_compact(self) -> bool:
        """Whether this is a break's compact sheet."""
        return self._words is not None and self._words.is_compact

    @property
    def tag_column(self) -> int:
        """Where a break's chips stand, behind its scores; −1 in every other register."""
        return FIRST_SCORE + self.score_columns if self.is_compact else -1

    def show(self, rows: Sequence[RegisterRow], words: RowWords) -> None:
        """Becomes this register. The same pupils in the same order keep their place and selection."""
        same = [row.pupil for row in rows] == [row.pupil for row in self._stands]
        same = same and self._words is not None and self._words.outcomes == words.outcomes
        same = same and self.is_compact is words.is_compact
        if same:
            self._stands, self._words = tuple(rows), words
            return
        self.beginResetModel()
        self._stands, self._words = tuple(rows), words
        self._lines = [Line(row) for row in rows]
        self.endResetModel()

    def lay_over(
        self, under_way: Iterable[Gesture], gestures: Gestures, codes: Mapping[int, Code], by: str
    ) -> tuple[int, ...]:
        """Shows what is under way on top of what stands. Answers which lines changed."""
        waiting = tuple(under_way)
        changed = []
        for place, row in enumerate(self._stands):
            line = _line(row, waiting, gestures, codes, by)
            if line != self._lines[place]:
                self._lines[place] = line
                changed.append(place)
                self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))
        return tuple(changed)

    def retell(self) -> None:
        """The words changed, not the rows: names became initials."""
        if self._lines:
            last = self.index(len(self._lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def line(self, place: int) -> Line:
        return self._lines[place]

    def row(self, place: int) -> RegisterRow:
        return self._lines[place].row

    def place_of(self, pupil: PupilId) -> int | None:
        return next((n for n, line in enumerate(self._lines) if line.row.pupil == pupil), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (an empty index is a constant)
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (an empty index is a constant)
        return 0 if parent.isValid() else FIRST_SCORE + self.score_columns + self.is_compact

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role not in (_DISPLAY, _SPOKEN) or self._words is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._words.name(self._lines[section].row) if section < len(self._lines) else None
        place = section - FIRST_SCORE
        if role == _SPOKEN and 0 <= place < self.score_columns:
            return self._words.outcomes[place].title
        return self._heading(section)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid() or self._words is None:
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == _DISPLAY:
            return self._shown(line, index.column())
        if role == _SPOKEN:
            return self._spoken(line.row, index.column())
        if role == _DESCRIBED:
            return self._words.sentence(line.row)
        return self._tip(line, index.column()) if role == _TIP else None

    def _heading(self, section: int) -> str | None:
        words = self.words
        if section == self.tag_column:
            return say("tag")
        if section >= FIRST_SCORE:
            place = section - FIRST_SCORE
            return words.outcomes[place].short if place < len(words.outcomes) else None
        return (say("pupil"), say("ladder"), say("words"), words.code_heading())[section]

    def _shown(self, line: Line, column: int) -> str:
        words, row = self.words, line.row
        if column == PUPIL:
            return "\n".join(part for part in (words.name(row), words.care(row)) if part)
        if column == LADDER:
            return "" if row.sums is None else str(row.sums.last)
        if column == WORDS:
            return words.title(row)
        if column == CODE_COLUMN:
            cell = row.code
            return "" if cell is None else cell.letter or cell.proposed or ""
        if column == self.tag_column:
            return row.tag
        return words.score(row, words.outcomes[column - FIRST_SCORE].measure)

    def _spoken(self, row: RegisterRow, column: int) -> str:
        words = self.words
        if column == LADDER:
            return words.step(row)
        if column == WORDS:
            return ". ".join(part for part in (words.title(row), words.detail(row)) if part)
        if column == CODE_COLUMN:
            return say("no_half_day") if row.code is None else words.spoken_code(row.code)
        if column == self.tag_column:
            return words.spoken_tag(row)
        if column >= FIRST_SCORE:
            return words.spoken_score(row, column - FIRST_SCORE)
        return words.sentence(row)

    def _tip(self, line: Line, column: int) -> str:
        words, row = self.words, line.row
        if column == CODE_COLUMN:
            return words.code_tip(row)
        if column == WORDS:
            waiting = "" if line.is_on_disk(RUNG) else say("not_on_disk")
            return ". ".join(part for part in (words.title(row), words.detail(row), waiting) if part)
        if column == self.tag_column:
            return say("tag_tip")
        if column >= FIRST_SCORE:
            return words.spoken_score(row, column - FIRST_SCORE)
        return ". ".join(part for part in (words.name(row), words.seen(row), words.care(row)) if part)


def _line(
    row: RegisterRow, under_way: Iterable[Gesture], gestures: Gestures, codes: Mapping[int, Code], by: str
) -> Line:
    waiting: set[tuple[MeasureId, int]] = set()
    for gesture in under_way:
        marks = [mark for mark in gesture.marks if mark.pupil == row.pupil]
        if not marks:
            continue
        keys = {(mark.measure, mark.moment) for mark in marks}
        waiting = waiting - keys if gesture.way is Way.WRITTEN else waiting | keys
        row = with_marks(row, marks, gestures, codes, by)
    return replace(Line(row), not_on_disk=frozenset(waiting))
