"""A record with half a year in it, written once for all tests of this process and copied for each."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.kit.clock import SetClock
from tests.kit.record import Template
from tests.ui.rooms.people.life import fill


class Filled:
    """The template's record after ``fill``, closed, with the local data that goes with it."""

    def __init__(self, template: Template, root: Path) -> None:
        self.root = root
        before = os.environ.get("INCHSTONE_HOME")
        os.environ["INCHSTONE_HOME"] = str(root / "home")
        try:
            (root / "home").mkdir(parents=True)
            opened = template.open(template.copy_to(root), SetClock())
            self.pupils = fill(opened.office)
            opened.close()
        finally:
            os.environ.pop("INCHSTONE_HOME")
            if before is not None:
                os.environ["INCHSTONE_HOME"] = before

    def copy_to(self, folder: Path) -> Path:
        """The record under this folder, its local data beside it."""
        shutil.copytree(self.root / "record", folder / "record")
        shutil.copytree(self.root / "home", folder / "home", dirs_exist_ok=True)
        return folder / "record"
