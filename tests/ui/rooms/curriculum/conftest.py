"""The page over a real record: four pupils, four steps, and a door that remembers what was asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.core.command import Command
from app.core.ids import PupilId
from app.office import Office
from app.rooms import curriculum
from app.rooms.curriculum import StepHad
from tests.kit.provision import NAMES, Steps, pupil, steps
from ui.main_window import MainWindow
from ui.rooms.curriculum.page import CurriculumPage


@dataclass
class Room:
    """What a test holds: the page, its window, the pupils and the steps, and every command that was asked."""

    window: MainWindow
    page: CurriculumPage
    office: Office
    pupils: tuple[PupilId, ...]
    steps: Steps
    asked: list[Command]

    def had(self) -> set[tuple[int, int]]:
        """Who has which step now, as the record has it."""
        found: tuple[StepHad, ...] = self.office.ask(curriculum.StepsHad(self.pupils))
        return {(one.pupil, one.node) for one in found}

    def settle(self) -> None:
        """Live questions wait for the end of a burst."""
        for _ in range(4):
            QApplication.processEvents()

    def tile(self, pupil: PupilId) -> Any:
        model = self.page.pupils.model
        row = model.row_of(pupil)
        assert row is not None
        return model.index(row, 0)


@pytest.fixture
def room(main_window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch) -> Room:
    made = tuple(pupil(office, *name.split()) for name in NAMES)
    hung = steps(office)
    main_window.go("curriculum")
    page = main_window.page("curriculum")
    assert isinstance(page, CurriculumPage)
    main_window.activateWindow()
    asked: list[Command] = []
    submit = page.desk.runner.submit

    def remembering(owner: Any, command: Command, *rest: Any) -> None:
        asked.append(command)
        submit(owner, command, *rest)

    monkeypatch.setattr(page.desk.runner, "submit", remembering)
    found = Room(main_window, page, office, made, hung, asked)
    found.settle()
    return found


def drop(view: QAbstractItemView, load: QMimeData, where: QRect) -> bool:
    """Drag a load into a view and let it go over a place; whether the view took it."""
    at = QPointF(where.center())
    action, button, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    port = view.viewport()
    QApplication.sendEvent(port, QDragEnterEvent(at.toPoint(), action, load, button, none))
    QApplication.sendEvent(port, QDragMoveEvent(at.toPoint(), action, load, button, none))
    event = QDropEvent(at, action, load, button, none)
    QApplication.sendEvent(port, event)
    return event.isAccepted()


def words_below(room: Room, *path: int) -> list[str]:
    """What hangs in the tree under the row at this path, in order."""
    model = room.page.steps.model
    index = model.index(path[0], 0) if path else model.index(-1, -1)
    for row in path[1:]:
        index = model.index(row, 0, index)
    return [str(model.data(model.index(row, 0, index))) for row in range(model.rowCount(index))]
