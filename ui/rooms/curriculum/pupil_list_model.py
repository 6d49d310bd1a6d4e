"""The pupils beside the tree as a model: what each tile says, what is dragged out, and steps dropped in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from app.core.ids import NodeId, PupilId
from app.rooms.curriculum import Kind
from ui.kit import mime
from ui.kit.dates import claimed, short_day
from ui.kit.table_model import Column, Index, TableModel
from ui.rooms.curriculum.outline import Outline
from ui.rooms.curriculum.standing import Person, Standing
from ui.words.curriculum import say


class Has(Enum):
    """How a pupil stands to the steps in hand."""

    NOTHING_ASKED = "nothing_asked"
    NOT_YET = "not_yet"
    SOME = "some"
    MADE = "made"
    ON_ARRIVAL = "on_arrival"

    @property
    def refuses(self) -> bool:
        return self in (Has.MADE, Has.ON_ARRIVAL)


@dataclass(frozen=True, slots=True)
class Tile:
    """One pupil: the name, the counts, and one line about the steps in hand or about what could be next."""

    person: Person
    made: int
    arrival: int
    has: Has
    line: str

    @property
    def counts(self) -> str:
        if self.arrival:
            return say("made_here_and", made=self.made, arrival=self.arrival)
        return say("made_here", count=self.made)


def tile(person: Person, standing: Standing, outline: Outline | None, steps: Sequence[NodeId]) -> Tile:
    """What a pupil's tile says while these steps are in hand."""
    counts = standing.count(person.pupil)
    has, line = (
        _about(person.pupil, standing, steps)
        if steps
        else (Has.NOTHING_ASKED, _next_line(person.pupil, standing, outline))
    )
    if has is Has.NOT_YET:
        line = _next_line(person.pupil, standing, outline)
    return Tile(person, counts.made_here, counts.baseline, has, line)


def _about(pupil: PupilId, standing: Standing, steps: Sequence[NodeId]) -> tuple[Has, str]:
    had = [found for node in steps if (found := standing.had(pupil, node)) is not None]
    if not had:
        return Has.NOT_YET, ""
    if len(had) < len(steps):
        return Has.SOME, say("has_some", have=len(had), of=len(steps))
    if any(one.kind is Kind.ACHIEVED for one in had):
        day = claimed(short_day(had[0].on), had[0].precision)
        return Has.MADE, say("has", day=day) if len(had) == 1 else say("has_all")
    return Has.ON_ARRIVAL, say("had")


def _next_line(pupil: PupilId, standing: Standing, outline: Outline | None) -> str:
    suggested = standing.suggested.get(pupil, ())
    if outline is None or pupil not in standing.suggested:
        return ""
    if not suggested:
        return say("nothing_next") if outline.steps else ""
    return say("next_is", step=outline.words(suggested[0].node))


class PupilListModel(TableModel[Tile]):
    """Pupils by key. Drops are reported with every pupil they are for; the page decides."""

    steps_dropped = Signal(object, object)
    """The pupil dropped on, and the steps."""

    def __init__(self, parent: QObject | None = None) -> None:
        column: Column[Tile] = Column(
            say("pupils"),
            lambda row: row.person.name,
            lambda row: say("tile_spoken", name=row.person.name, line=row.line, counts=row.counts),
        )
        super().__init__([column], lambda row: row.person.pupil, (), parent)
        self._standing = Standing()

    def show_standing(self, tiles: Sequence[Tile], standing: Standing) -> None:
        self._standing = standing
        self.show(tiles)

    def pupil_at(self, index: Index) -> PupilId:
        return self.row_at(index).person.pupil

    def pupils_at(self, places: Sequence[Index]) -> tuple[PupilId, ...]:
        return tuple(self.pupil_at(index) for index in sorted(places, key=lambda index: index.row()))

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        if not index.isValid():
            return plain
        return plain | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        return [mime.NODES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime.pack(mime.PUPILS, self.pupils_at(indexes))

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def canDropMimeData(
        self, load: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Whether this pupil lacks any of the steps."""
        if not parent.isValid():
            return False
        return bool(self._standing.lacking(self.pupil_at(parent), steps_in(load)))

    def dropMimeData(
        self, load: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(load, action, row, column, parent):
            return False
        self.steps_dropped.emit(self.pupil_at(parent), steps_in(load))
        return True


def steps_in(load: QMimeData) -> tuple[NodeId, ...]:
    return tuple(NodeId(number) for number in mime.unpack(mime.NODES, load))
