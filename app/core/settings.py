"""Settings of the provision: declared once, kept by ``rooms/keeping``, changed by a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a provision may set: its key, what it is before anybody sets it, what it may be."""

    key: str
    default: str
    choices: tuple[str, ...] = ()
    longest: int = 2000

    def check(self, value: str) -> None:
        """Refuse a value that the setting cannot take."""
        if self.choices and value not in self.choices:
            raise Refused("setting_has_no_such_choice", setting=self.key)
        if len(value) > self.longest:
            raise Refused("text_too_long", longest=self.longest)


SETTINGS: Final = {
    setting.key: setting
    for setting in (
        Setting("address", ""),
        Setting("assembly_point", ""),
        Setting("authority", ""),
        Setting("emergency_first_call", ""),
        Setting("front_door_name", ""),
        Setting("front_door_phone", ""),
        Setting("phone", "", longest=60),
        Setting("registered_as_a_school", "no", ("no", "yes")),
        Setting("second_place", ""),
        Setting("sheet_keepers", ""),
        Setting("emergency_sheet_printed", "", longest=10),
        Setting("sheet_drill", "", longest=10),
    )
}


def setting(key: str) -> Setting:
    """The declaration of a setting. Raises ``Refused`` for a key that is not declared."""
    found = SETTINGS.get(key)
    if found is None:
        raise Refused("setting_unknown")
    return found
