"""Which statutory code the register may propose, what the key ``/`` stores, and when a reason is owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.errors import Refused
from app.core.period import HalfDay
from app.rooms.attendance.rules.ladder import Rung

OWN_ROLL = "own_roll"
"""The row of ``code_by_commissioner.csv`` for a pupil on our own roll."""


class Why(StrEnum):
    """Why nothing is proposed. The words are the screen's."""

    NO_RUNG = "no_rung"
    OFF_SITE = "not_on_site"
    UNSUPERVISED = "not_supervised"
    WITHHELD = "rung_proposes_nothing"
    AT_HOME = "slot_at_home"
    SLOT_OFF_SITE = "slot_off_site"
    NO_HALF_DAY = "slot_in_no_half_day"
    NO_PLACEMENT = "no_placement"
    NOT_CONFIRMED = "commissioner_not_confirmed"
    NOT_USABLE = "commissioner_code_not_usable"
    TWO_ANSWERS = "placements_disagree"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code to propose, or the reason for none. It is no code until a person confirms it."""

    letter: str | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class HereCode:
    """What *here* stores for one kind of commissioner in one half-day."""

    kind: str
    half_day: HalfDay
    letter: str
    ask_commissioner: bool


@dataclass(frozen=True, slots=True)
class Commissioned:
    """A placement that holds on the day: its commissioner's kind, and the code they confirmed, if any."""

    kind: str
    confirmed: str | None = None


def read_here_codes(rows: Iterable[Mapping[str, str]]) -> tuple[HereCode, ...]:
    """The rows of ``code_by_commissioner.csv``."""
    return tuple(
        HereCode(
            row["commissioner_kind"],
            HalfDay(row["half_day"]),
            row["code_here"],
            row["ask_commissioner"] == "1",
        )
        for row in rows
    )


def propose_code(
    *,
    rung: Rung | None,
    slot_kind: str,
    half_day: HalfDay | None,
    placements: Collection[Commissioned],
    on_own_roll: bool,
    here: Collection[HereCode],
) -> Proposal:
    """The code for a half-day without one: only where the child was on site and supervised by us."""
    if (why := _rung_withholds(rung) or _slot_withholds(slot_kind)) is not None:
        return Proposal(why=why)
    return here_code(half_day=half_day, placements=placements, on_own_roll=on_own_roll, here=here)


def here_code(
    *,
    half_day: HalfDay | None,
    placements: Collection[Commissioned],
    on_own_roll: bool,
    here: Collection[HereCode],
) -> Proposal:
    """What the key ``/`` stores: the code that the placement calls for, as its commissioner confirmed."""
    if half_day is None:
        return Proposal(why=Why.NO_HALF_DAY)
    if on_own_roll:
        return _for_kind(Commissioned(OWN_ROLL), half_day, here)
    if not placements:
        return Proposal(why=Why.NO_PLACEMENT)
    answers = {_for_kind(placement, half_day, here) for placement in placements}
    return answers.pop() if len(answers) == 1 else Proposal(why=Why.TWO_ANSWERS)


def _rung_withholds(rung: Rung | None) -> Why | None:
    if rung is None:
        return Why.NO_RUNG
    if not rung.on_site:
        return Why.OFF_SITE
    if not rung.supervised:
        return Why.UNSUPERVISED
    return None if rung.proposes else Why.WITHHELD


def _slot_withholds(kind: str) -> Why | None:
    return {"home_visit": Why.AT_HOME, "off_site": Why.SLOT_OFF_SITE}.get(kind)


def _for_kind(placement: Commissioned, half_day: HalfDay, here: Collection[HereCode]) -> Proposal:
    rows = [row for row in here if row.half_day is half_day]
    row = next((row for row in rows if row.kind == placement.kind), None)
    if row is None or row.ask_commissioner and not placement.confirmed:
        return Proposal(why=Why.NOT_CONFIRMED)
    if not row.ask_commissioner:
        return Proposal(row.letter) if row.letter else Proposal(why=Why.NO_PLACEMENT)
    usable = {other.letter for other in rows if other.ask_commissioner and other.letter}
    return Proposal(placement.confirmed) if placement.confirmed in usable else Proposal(why=Why.NOT_USABLE)


def check_amendment(*, standing: int | None, new: int | None, confirmed: bool, reason: str) -> None:
    """Another code than the one that stands needs a reason; taking back a confirmed or returned one too."""
    if standing is None or standing == new:
        return
    if (new is not None or confirmed) and not reason.strip():
        raise Refused("reason_needed")
