"""Who asks: a signed-in member of staff, or the program itself."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import StaffId
from app.core.permissions import Permission
from app.core.roles import Role, permissions_of


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at the door, with the roles they hold today."""

    staff: StaffId
    roles: frozenset[Role]

    @property
    def permissions(self) -> frozenset[Permission]:
        if self.staff == PROGRAM_STAFF:
            return frozenset(Permission)
        return permissions_of(self.roles)


PROGRAM_STAFF = StaffId(0)
"""The number under which the program's own acts stand in the audit: no person has it."""

PROGRAM = Actor(PROGRAM_STAFF, frozenset())
"""The program, when it takes up shipped content or notes that a witness was missing."""
