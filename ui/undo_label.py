"""What the header's *Undo* says that it takes back: the pupil and the act."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.core.changes import Changes, Topic
from app.core.ids import PupilId
from app.core.permissions import Permission
from app.office import Undoable
from app.rooms.people import PupilName, PupilNames
from ui.kit.desk import Desk
from ui.kit.parts import HeaderBar
from ui.words.shell import action, say


class UndoLabel(QObject):
    """One pupil is named, of several the number is. A name that is not known yet follows in a moment."""

    def __init__(self, owner: QObject, desk: Desk, header: HeaderBar) -> None:
        super().__init__(owner)
        self._desk, self._header = desk, header
        self._names: dict[PupilId, PupilName] = {}
        desk.privacy.changed.connect(lambda _on: self.show())
        desk.runner.changed.connect(self._changed)

    def show(self) -> None:
        """Say what Undo would take back now; nothing where there is nothing."""
        step = self._desk.runner.next_undo()
        self._header.set_undo("" if step is None else self._words(step))
        if step is not None and len(step.pupils) == 1:
            self._ask_name(step.pupils)

    def forget(self) -> None:
        """The screen is being locked."""
        self._names.clear()
        self._header.set_undo("")

    def _words(self, step: Undoable) -> str:
        label = action(step.action)
        if len(step.pupils) > 1:
            return say("undo_several", count=len(step.pupils), label=label)
        name = next((self._names[one] for one in step.pupils if one in self._names), None)
        return label if name is None else say("undo_one", name=self._called(name), label=label)

    def _called(self, name: PupilName) -> str:
        """The first name, or initials while somebody may look over one's shoulder."""
        privacy = self._desk.privacy
        return privacy.name(f"{name.shown} {name.surname}".strip()) if privacy.on else name.shown

    def _ask_name(self, pupils: frozenset[PupilId]) -> None:
        if self._desk.may(Permission.PEOPLE_PUPIL_READ) and not pupils <= self._names.keys():
            query = PupilNames(pupils=pupils)
            self._desk.runner.ask(self, query, self._told, lambda _error: None)

    def _told(self, names: tuple[PupilName, ...]) -> None:
        self._names.update((one.pupil, one) for one in names)
        step = self._desk.runner.next_undo()
        self._header.set_undo("" if step is None else self._words(step))

    def _changed(self, changes: Changes) -> None:
        if any(change.topic is Topic.PUPIL for change in changes):
            self._names.clear()
            self.show()
