"""What the tests of the pupils' page and of the journey share."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.ids import PupilId
from tests.kit.record import Template
from tests.ui.rooms.people.filled import Filled
from ui.main_window import MainWindow
from ui.rooms.people.page import PupilsPage


@pytest.fixture(scope="session")
def filled(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Half a year, written once."""
    return Filled(template, tmp_path_factory.mktemp("filled"))


@pytest.fixture
def record_folder(filled: Filled, tmp_path: Path, home: Path) -> Path:
    """A closed record of its own with half a year in it."""
    return filled.copy_to(tmp_path)


@pytest.fixture
def pupils(filled: Filled) -> tuple[PupilId, ...]:
    """Alfie, Bea, and Callum who has left."""
    return filled.pupils


@pytest.fixture
def page(main_window: MainWindow) -> PupilsPage:
    """The page, shown with its list."""
    main_window.go("pupils")
    shown = main_window.page("pupils")
    assert isinstance(shown, PupilsPage)
    return shown
