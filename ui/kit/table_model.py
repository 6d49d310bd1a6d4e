"""A table of rows by key: an update changes the rows that differ and leaves the rest, so selection stays."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""Gives the whole row, for delegates."""
KEY_ROLE = ROW_ROLE + 1

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DISPLAY, _SPOKEN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
_TIP, _ALIGNMENT = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.TextAlignmentRole)
_ALWAYS = frozenset({ROW_ROLE, KEY_ROLE, _DISPLAY, _SPOKEN, _TIP, _ALIGNMENT})
"""Qt asks each cell for a dozen roles more; nobody looks up a row for those."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its heading, the words of a cell, what is read aloud, and whether figures line up right."""

    heading: str
    words: Callable[[R], str]
    spoken: Callable[[R], str] | None = None
    numbers: bool = False
    order: Callable[[R], Any] | None = None
    """What to sort by where that is not the words."""
    editable: bool = False
    roles: Mapping[int, Callable[[R], object]] = field(default_factory=dict)


class TableModel(QAbstractTableModel, Generic[R]):
    """Shows rows and reports nothing else; whoever holds it decides."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        rows: Sequence[R] = (),
        parent: QObject | None = None,
        *,
        wrap_headings: bool = False,
    ) -> None:
        super().__init__(parent)
        self._wrap = Qt.TextFlag.TextWordWrap.value if wrap_headings else 0
        self._columns = tuple(columns)
        self._answered = _ALWAYS.union(*(column.roles for column in self._columns))
        self._key = key
        self._rows = list(rows)
        self._given = tuple(rows)
        self._places = {key(row): place for place, row in enumerate(self._rows)}
        self._sorting: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> tuple[R, ...]:
        return tuple(self._rows)

    def row_of(self, key: Hashable) -> int | None:
        """Where the row of that key stands now."""
        return self._places.get(key)

    def row_at(self, index: Index) -> R:
        return self._rows[index.row()]

    def key_at(self, index: Index) -> Hashable:
        return self._key(self._rows[index.row()])

    def show(self, rows: Sequence[R]) -> None:
        """Becomes these rows: what is gone goes, what is new comes, what differs is repainted."""
        self._given = tuple(rows)
        wanted = self._sorted(list(rows))
        keys = [self._key(row) for row in wanted]
        if len(set(keys)) != len(keys):
            raise ValueError("two rows have one key")
        self._remove_all_but(set(keys))
        for place, (key, row) in enumerate(zip(keys, wanted, strict=True)):
            self._settle(place, key, row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column now and at each update. Rows move; what is selected stays selected.

        Column -1, as Qt calls none of them, is the order in which the rows were given.
        """
        self._sorting = None if column < 0 else (column, order)
        self.show(self._given)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (an empty index is a constant)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (an empty index is a constant)
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in self._answered or not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role == KEY_ROLE:
            return self._key(row)
        if role in (_DISPLAY, _TIP):
            return column.words(row)
        if role == _SPOKEN:
            return f"{column.heading}: {(column.spoken or column.words)(row)}"
        if role == _ALIGNMENT:
            return _RIGHT if column.numbers else _LEFT
        extra = column.roles.get(role)
        return None if extra is None else extra(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == _DISPLAY else None
        if not 0 <= section < len(self._columns):
            return None
        if role == _ALIGNMENT:
            aside = _RIGHT if self._columns[section].numbers else _LEFT
            return aside.value | self._wrap if self._wrap else aside
        return self._columns[section].heading if role in (_DISPLAY, _SPOKEN, _TIP) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        if index.isValid() and self._columns[index.column()].editable:
            return plain | Qt.ItemFlag.ItemIsEditable
        return plain

    def _sorted(self, rows: list[R]) -> list[R]:
        if self._sorting is None:
            return rows
        column, order = self._columns[self._sorting[0]], self._sorting[1]
        return sorted(rows, key=column.order or column.words, reverse=order is Qt.SortOrder.DescendingOrder)

    def _remove_all_but(self, keys: set[Hashable]) -> None:
        for place in range(len(self._rows) - 1, -1, -1):
            if self._key(self._rows[place]) not in keys:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self._count_again()
                self.endRemoveRows()

    def _settle(self, place: int, key: Hashable, row: R) -> None:
        """Brings one row to its place; everything above it is settled already."""
        found = self._places.get(key)
        if found is None:
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self._count_again()
            self.endInsertRows()
            return
        if found != place:
            self.beginMoveRows(QModelIndex(), found, found, QModelIndex(), place)
            self._rows.insert(place, self._rows.pop(found))
            self._count_again()
            self.endMoveRows()
        if self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def _count_again(self) -> None:
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}


def as_columns(model: TableModel[Any], places: Sequence[Index]) -> str:
    """The cells of a selection as tab-separated lines, for the clipboard."""
    lines: dict[int, list[Index]] = {}
    for index in sorted(places, key=lambda index: (index.row(), index.column())):
        lines.setdefault(index.row(), []).append(index)
    return "\n".join("\t".join(str(model.data(index)) for index in line) for line in lines.values())
