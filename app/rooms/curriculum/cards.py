"""The plain values that the commands of this room are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core.ids import NodeId, PupilId
from app.core.period import Precision
from app.rooms.curriculum.rules import Kind


@dataclass(frozen=True, slots=True)
class NewAchievement:
    """One mark to put against a step: made here, or there on arrival."""

    pupil: PupilId
    node: NodeId
    on: date
    kind: Kind = Kind.ACHIEVED
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class FrameworkCard:
    """What a person may edit of a framework."""

    title: str


@dataclass(frozen=True, slots=True)
class NodeCard:
    """What a person may edit of a node, wherever it hangs."""

    statement: str
    code: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class NewNode:
    """A node as a file has it, under the identifier that the file gives it."""

    identifier: str
    code: str
    statement: str
    type: str


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where a file hangs a node, by identifiers; an empty parent is the framework itself."""

    parent: str
    child: str
    position: int
