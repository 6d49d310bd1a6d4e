"""What belongs to this computer and this person's eyes, not to the record: look, keys, last record."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from app.places import local_data


@dataclass(slots=True)
class MachineSettings:
    """Settings of this computer. Unknown or damaged values fall back to what is written here."""

    scheme: str = "system"
    family: str = "Inter"
    factor: float = 1.0
    density: str = "usual"
    reduce_motion: bool = False
    single_letter_keys: bool = True
    idle_minutes: int = 5
    initials: bool = False
    blur_on_start: bool = False
    record: str = ""
    place: str = ""
    clean_stop: bool = True

    @classmethod
    def load(cls) -> MachineSettings:
        """The settings of this computer; the usual ones where none can be read."""
        try:
            said = json.loads(_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        return cls(**_fitting(said)) if isinstance(said, dict) else cls()

    def save(self) -> bool:
        """Write them down. False where that could not be done: a look is no reason to stop anybody."""
        try:
            _file().parent.mkdir(parents=True, exist_ok=True)
            temporary = _file().with_suffix(".new")
            temporary.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
            temporary.replace(_file())
        except OSError:
            return False
        return True


def _file() -> Path:
    return local_data() / "window.json"


def _fitting(said: dict[str, Any]) -> dict[str, Any]:
    usual = MachineSettings()
    return {
        field.name: said[field.name]
        for field in fields(MachineSettings)
        if field.name in said and type(said[field.name]) is type(getattr(usual, field.name))
    }
