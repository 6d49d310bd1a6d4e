"""Commands: one class for each thing a person can do that alters the record."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from app.core.actor import Actor
from app.core.changes import Changes
from app.core.clock import Clock
from app.core.content import ContentShelf
from app.core.ids import EntryId, Ref, StaffId
from app.core.permissions import Permission

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Fact = str | int | None
"""What may fill a blank in a sentence: a count, a key, a date as ISO text; never a child's name."""


class Recorder(Protocol):
    """Notes what an entry touched. Bulk writers hand it the rows they wrote."""

    def added(self, table: str, rows: list[tuple[int, ...]]) -> None:
        """Rows of an add-only table that were written past the unit of work."""

    def inserted(self, kind: type[Any], rows: list[dict[str, Any]]) -> None:
        """New rows of an editable table that were written past the unit of work, as stored."""

    def touch(self, ref: Ref) -> None:
        """A public reference that belongs in the entry."""


class Vault(Protocol):
    """Hands over what a change of keys needs, without showing a key to the command."""

    def add_slot(self, staff: StaffId, name: str, password: str, provision: str) -> bytes:
        """Make a slot and a pair for somebody; answers the public half."""

    def reset_slot(self, staff: StaffId, name: str, password: str, provision: str) -> bytes:
        """A new password and a new pair for somebody; answers the new public half."""

    def change_password(self, staff: StaffId, name: str, old: str, new: str, provision: str) -> None:
        """Wrap the same pair under a new password."""

    def rename(self, staff: StaffId, name: str) -> None:
        """Another name on the sign-in page."""

    def remove_slot(self, staff: StaffId) -> None:
        """Take somebody's slot away. Their password opens nothing from then on."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a command may touch while it runs: one transaction, one person, one clock."""

    db: Session
    actor: Actor
    clock: Clock
    entry: EntryId
    content: ContentShelf
    recorder: Recorder
    vault: Vault
    draw: object = None

    def new_ref(self) -> Ref:
        """A fresh public reference; in the invented provision it comes from the seed."""
        from app.core.refs import make_ref, random_draw

        return make_ref(self.draw if callable(self.draw) else random_draw)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did. ``undo`` is the command that takes it back, if any may."""

    changes: Changes
    undo: Command | None = None
    new_id: int | None = None
    note: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)

    @classmethod
    def nothing(cls, note: str, **facts: Fact) -> Outcome:
        """Nothing to do: it is so already. The transaction is rolled back and no entry stays."""
        return cls(frozenset(), note=note, facts=facts)


@dataclass(frozen=True)
class Command(ABC):
    """Base of every command. Subclasses are frozen dataclasses holding plain values."""

    requires: ClassVar[Permission]

    @abstractmethod
    def run(self, work: Work) -> Outcome:
        """Do it, inside the transaction that ``work`` holds."""

    def not_for(self, db: Session) -> frozenset[StaffId]:
        """Staff who are the subject of this request and may not make it, whatever their roles."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a command was committed; or, with ``entry`` None, that it was so already."""

    entry: EntryId | None
    action: str
    changes: Changes
    new_id: int | None = None
    note: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    weaker: str = ""
    undoable: bool = False
