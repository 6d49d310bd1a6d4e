"""What every tab of a pupil's page does: ask while it is shown, sleep while it is not, forget at lock."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.core.ids import PupilId
from ui.kit.desk import Desk
from ui.kit.parts import Column


class Tab(Column):
    """Parent of the tabs. A subclass asks for its pupil in ``look_at``."""

    answered = Signal()
    """What this tab waited for stands on it, in its place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=14)
        self.desk = desk
        self.pupil: PupilId | None = None

    @property
    def waits(self) -> bool:
        """The page is better drawn once this tab has its answer than before."""
        return False

    def arrange(self) -> None:
        """Put in order what could not be before the tab had its size."""

    def look_at(self, pupil: PupilId) -> None:
        """The tab is being shown for this pupil."""
        self.pupil = pupil

    def sleep(self) -> None:
        """Another tab or page is shown."""

    def clear(self) -> None:
        """Forget everything that is shown."""
        self.pupil = None
