"""What every tab of a pupil's page does: ask while it is shown, sleep while it is not, forget at lock."""

from __future__ import annotations

from app.core.ids import PupilId
from ui.kit.desk import Desk
from ui.kit.parts import Column


class Tab(Column):
    """Parent of the tabs. A subclass asks for its pupil in ``look_at``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=14)
        self.desk = desk
        self.pupil: PupilId | None = None

    def look_at(self, pupil: PupilId) -> None:
        """The tab is being shown for this pupil."""
        self.pupil = pupil

    def sleep(self) -> None:
        """Another tab or page is shown."""

    def clear(self) -> None:
        """Forget everything that is shown."""
        self.pupil = None
