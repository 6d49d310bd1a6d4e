"""A tree by key that asks for the children of a branch when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
"""Gives the whole item, for delegates."""

_DISPLAY, _SPOKEN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True, slots=True)
class TreeText(Generic[T]):
    """How an item of a tree is known, written, read aloud, and whether it has a branch below."""

    key: Callable[[T], Hashable]
    words: Callable[[T], str]
    spoken: Callable[[T], str]
    is_branch: Callable[[T], bool]


@dataclass(slots=True, eq=False)
class _Place(Generic[T]):
    """One place in the tree. The same item may stand in several places."""

    number: int
    item: T
    above: _Place[T] | None
    row: int
    below: list[_Place[T]] = field(default_factory=list)
    fetched: bool = False


class TreeModel(QAbstractItemModel, Generic[T]):
    """Shows items; branches are asked for once each, and updated by key."""

    def __init__(
        self,
        text: TreeText[T],
        children: Callable[[T | None], Sequence[T]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._children = text, children
        self._numbers = count(1)
        self._by_id: dict[int, _Place[T]] = {}
        self._top = self._places(None, children(None))

    def item_at(self, index: Index) -> T:
        return self._by_id[index.internalId()].item

    def path(self, index: Index) -> tuple[T, ...]:
        """From the top down to the item."""
        place: _Place[T] | None = self._by_id[index.internalId()]
        found: list[T] = []
        while place is not None:
            found.append(place.item)
            place = place.above
        return tuple(reversed(found))

    def refresh(self) -> None:
        """Asks again for every branch that is open; items that stay keep their place and their selection."""
        self._become(None, self._children(None))
        for place in list(self._by_id.values()):
            if place.number in self._by_id and place.fetched:
                self._become(place, self._children(place.item))

    def index_of(self, key: Hashable) -> QModelIndex:
        """The first place that was fetched for an item; not valid where it was not met yet."""
        for place in self._by_id.values():
            if self._text.key(place.item) == key:
                return self._index(place)
        return QModelIndex()

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008  (an empty index is a constant)
        if not parent.isValid():
            return bool(self._top)
        place = self._by_id[parent.internalId()]
        return bool(place.below) if place.fetched else self._text.is_branch(place.item)

    def canFetchMore(self, parent: Index) -> bool:
        if not parent.isValid():
            return False
        place = self._by_id[parent.internalId()]
        return not place.fetched and self._text.is_branch(place.item)

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        place = self._by_id[parent.internalId()]
        place.fetched = True
        self._become(place, self._children(place.item))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (an empty index is a constant)
        if not parent.isValid():
            return len(self._top)
        return len(self._by_id[parent.internalId()].below)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (an empty index is a constant)
        return 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  (as above)
        line = self._line(self._by_id[parent.internalId()] if parent.isValid() else None)
        if column != 0 or not 0 <= row < len(line):
            return QModelIndex()
        return self.createIndex(row, 0, line[row].number)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not child.isValid():
            return QModelIndex()
        above = self._by_id[child.internalId()].above
        return QModelIndex() if above is None else self._index(above)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        item = self.item_at(index)
        if role in (_DISPLAY, _TIP):
            return self._text.words(item)
        if role == _SPOKEN:
            return self._text.spoken(item)
        return item if role == ITEM_ROLE else None

    def _index(self, place: _Place[T]) -> QModelIndex:
        return self.createIndex(place.row, 0, place.number)

    def _line(self, above: _Place[T] | None) -> list[_Place[T]]:
        return self._top if above is None else above.below

    def _places(self, above: _Place[T] | None, items: Sequence[T]) -> list[_Place[T]]:
        made = [_Place(next(self._numbers), item, above, row) for row, item in enumerate(items)]
        self._by_id.update((place.number, place) for place in made)
        return made

    def _become(self, above: _Place[T] | None, items: Sequence[T]) -> None:
        """Makes one branch hold these items, moving and repainting as little as possible."""
        parent = QModelIndex() if above is None else self._index(above)
        keys = [self._text.key(item) for item in items]
        line = self._line(above)
        for row in range(len(line) - 1, -1, -1):
            if self._text.key(line[row].item) not in keys:
                self.beginRemoveRows(parent, row, row)
                self._forget(line.pop(row))
                _number(line)
                self.endRemoveRows()
        for row, (key, item) in enumerate(zip(keys, items, strict=True)):
            self._settle(parent, above, row, key, item)

    def _settle(self, parent: QModelIndex, above: _Place[T] | None, row: int, key: Hashable, item: T) -> None:
        line = self._line(above)
        found = next((place for place in line[row:] if self._text.key(place.item) == key), None)
        if found is None:
            self.beginInsertRows(parent, row, row)
            line[row:row] = self._places(above, (item,))
            _number(line)
            self.endInsertRows()
            return
        if found.row != row:
            self.beginMoveRows(parent, found.row, found.row, parent, row)
            line.insert(row, line.pop(found.row))
            _number(line)
            self.endMoveRows()
        if found.item != item:
            found.item = item
            here = self._index(found)
            self.dataChanged.emit(here, here)

    def _forget(self, place: _Place[T]) -> None:
        del self._by_id[place.number]
        for below in place.below:
            self._forget(below)


def _number(line: Sequence[_Place[T]]) -> None:
    for row, place in enumerate(line):
        place.row = row
