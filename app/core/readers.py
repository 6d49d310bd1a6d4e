"""Who may open a sealed thing. One pure function routes, and routes away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum

from app.core.ids import StaffId


class Sheet(IntEnum):
    """The provision's recovery sheet, and the proprietor's for what concerns a keeper of the first."""

    FIRST = 1
    SECOND = 2


@dataclass(frozen=True, slots=True)
class Readers:
    """The author, the holders it goes to, and the sheet it can be recovered with, if any.

    Whom it concerns is not a reader, and is not named here either: what is kept says who reads, never
    who does not.
    """

    author: StaffId
    holders: frozenset[StaffId]
    sheet: Sheet | None

    @property
    def staff(self) -> frozenset[StaffId]:
        """Everybody whose own password opens it."""
        return self.holders | {self.author}

    @property
    def only_its_author(self) -> bool:
        """Whether no holder is left to read it; the form says so before it is recorded."""
        return not self.holders - {self.author}


def readers_for(
    *,
    author: StaffId,
    holders: Collection[StaffId],
    subjects: Collection[StaffId],
    keepers: Mapping[Sheet, Collection[StaffId]],
) -> Readers:
    """The author, the holders whom it does not concern, and the first sheet that no such person keeps.

    ``keepers`` has a line for each sheet that has been made: who keeps any printed copy of it. The
    author keeps their own words even about themself. Where each sheet is kept by somebody whom it
    concerns, or the second has not been made yet, it is wrapped to no sheet.
    """
    concerned = frozenset(subjects)
    sheet = next((each for each in sorted(keepers) if concerned.isdisjoint(keepers[each])), None)
    return Readers(author, frozenset(holders) - concerned, sheet)
