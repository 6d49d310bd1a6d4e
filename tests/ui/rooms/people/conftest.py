"""The page of pupils in the real window, over a record with half a year in it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import PupilId
from app.office import Office
from tests.ui.rooms.people.life import fill
from ui.main_window import MainWindow
from ui.rooms.people.page import PupilsPage


@pytest.fixture
def pupils(office: Office) -> tuple[PupilId, ...]:
    """Alfie, Bea, and Callum who has left."""
    return fill(office)


@pytest.fixture
def page(qtbot: QtBot, main_window: MainWindow, pupils: tuple[PupilId, ...]) -> PupilsPage:
    """The page, shown with its list."""
    main_window.go("pupils")
    shown = main_window.page("pupils")
    assert isinstance(shown, PupilsPage)
    return shown
