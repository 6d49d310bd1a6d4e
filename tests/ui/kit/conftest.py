"""Every test of the kit starts from the usual look and leaves it so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.theme import Theme
from ui.kit.tokens import Density, Family, Scheme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The application's theme, put back to light, Inter and 100 % afterwards."""
    found = Theme.current()
    usual(found)
    yield found
    usual(found)


def usual(theme: Theme) -> None:
    theme.choose(
        scheme=Scheme.LIGHT, family=Family.INTER, factor=1.0, density=Density.USUAL, reduce_motion=False
    )
