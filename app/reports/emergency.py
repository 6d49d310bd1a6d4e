"""The emergency sheet: who is here, what can kill them, whom to ring; one page, black on white."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from app.core.folding import fold
from app.core.ids import Ref
from app.reports import wording
from app.reports.document import (
    Block,
    Boxes,
    BoxLine,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Item,
    Line,
    Paragraph,
    TableBlock,
)

Whereabouts = Literal["on_site", "out_with_us", "at_home", "not_here", "due", "unmarked"]
ADDRESSEE = "the adults on site"
_PLACES: dict[Whereabouts, str] = {
    "on_site": "On site",
    "out_with_us": "Out with us",
    "at_home": "At home",
    "not_here": "Not here",
    "due": "Due",
    "unmarked": "Not marked",
}
_NOTE = "Keep it in the grab bag; shred last week’s. Marks change: count heads."


@dataclass(frozen=True, slots=True)
class ToTell:
    """One who may be told, with how they belong to the child and their number."""

    name: str
    relation: str
    phone: str


@dataclass(frozen=True, slots=True)
class PupilToCount:
    """One expected pupil as of the last mark.

    ``at`` is the time of that mark, or for ``due`` the expected time. ``condition`` and
    ``medicine`` are None where nobody has asked yet, and empty where there is none. No address
    has a place here, so a secret one cannot reach the sheet.
    """

    name: str
    where: Whereabouts
    at: time | None
    detail: str
    condition: str | None
    life_critical: bool
    medicine: str | None
    tell: tuple[ToTell, ...]
    must_not_be_told: tuple[str, ...]
    must_not_collect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdultIn:
    """An adult in today, with what they can do and their number."""

    name: str
    role: str
    phone: str


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """All that the sheet says.

    ``adults`` are with a slot of the day; ``perhaps_in`` are with none and not away, so that nobody who
    works in the building is left out when heads are counted.
    """

    provision: str
    on: date
    printed_at: time
    printed_by: str
    assembly_point: str
    ring_first: str
    pupils: tuple[PupilToCount, ...]
    adults: tuple[AdultIn, ...]
    perhaps_in: tuple[AdultIn, ...]
    reference: Ref


def compose(facts: EmergencyFacts) -> Document:
    """Turn the facts into the sheet. Same facts in, same sheet out."""
    printed = f"printed {wording.clock(facts.printed_at)} by {facts.printed_by}"
    blocks: tuple[Block, ...] = (
        Heading("Emergency sheet"),
        Paragraph(f"{facts.provision}. {wording.weekday(facts.on)}, {printed}."),
        Callout(
            (
                Item("Assembly point", facts.assembly_point or "Not set: ask the head"),
                Item("Ring first", facts.ring_first or "999"),
            )
        ),
        Paragraph(counts(facts.pupils), "strong"),
        *_adults(facts),
        *_pupils(facts.pupils),
    )
    about = Facts(ADDRESSEE, facts.reference, facts.provision, facts.printed_by, facts.on, facts.on, _NOTE)
    return Document("Emergency sheet", "emergency", about, blocks)


def counts(pupils: tuple[PupilToCount, ...]) -> str:
    """On site 5. At home 2. Not here 1. Expected today 8."""
    found = Counter(pupil.where for pupil in pupils)
    parts = [f"{words} {found[where]}." for where, words in _PLACES.items() if found[where]]
    if not found["on_site"]:
        parts.insert(0, "On site 0.")
    return " ".join([*parts, f"Expected today {len(pupils)}."])


def _pupils(pupils: tuple[PupilToCount, ...]) -> tuple[Block, ...]:
    if not pupils:
        return (Paragraph("No pupil is expected today."),)
    columns = (
        Column("Pupil", 17),
        Column("Last mark", 17),
        Column("Condition", 19),
        Column("Medicine, where", 15),
        Column("Tell", 32),
    )
    by_name = sorted(pupils, key=lambda pupil: pupil.name.casefold())
    return (TableBlock("Pupils expected today", columns, tuple(_row(pupil) for pupil in by_name)),)


def _row(pupil: PupilToCount) -> tuple[Cell, ...]:
    return (
        Cell((Line(pupil.name, strong=True),), "counted"),
        _whereabouts(pupil),
        Cell((Line(_known(pupil.condition, "None known"), pupil.life_critical),)),
        Cell((Line(_known(pupil.medicine, "None held here"), pupil.life_critical and bool(pupil.medicine)),)),
        _tell(pupil),
    )


def _whereabouts(pupil: PupilToCount) -> Cell:
    place, at = _PLACES[pupil.where], "" if pupil.at is None else wording.clock(pupil.at)
    if pupil.where == "due":
        place, at = f"{place} {at}".strip(), ""
    detail = ", ".join(part for part in (at, pupil.detail) if part)
    lines = [Line(place, strong=pupil.where in ("on_site", "out_with_us"))]
    return Cell(tuple(lines + ([Line(detail)] if detail else [])), run_on=True)


def _known(words: str | None, none: str) -> str:
    """What is written; "none" only where somebody asked and there was none."""
    if words is None:
        return "Not asked yet"
    return words or none


def _tell(pupil: PupilToCount) -> Cell:
    """Who may be told, and who must not be told or collect. A name both may and must not be told must not."""
    barred = set(map(_folded, pupil.must_not_be_told))
    not_to_fetch = set(map(_folded, pupil.must_not_collect))
    lines: list[Line] = []
    said: set[str] = set()
    for contact in pupil.tell:
        if _folded(contact.name) in barred:
            continue
        phone = contact.phone.replace(" ", "\u00a0") or "no number on record"
        lines.append(Line(", ".join(part for part in (contact.name, contact.relation, phone) if part)))
        if _folded(contact.name) in not_to_fetch:
            lines.append(Line(f"Must not collect: {contact.name}", strong=True))
            said.add(_folded(contact.name))
    if not lines:
        lines.append(Line("Nobody on record: ask the head"))
    return Cell((*lines, *_limits(pupil.must_not_be_told, pupil.must_not_collect, said)))


def _limits(untold: tuple[str, ...], not_to_fetch: tuple[str, ...], said: set[str]) -> list[Line]:
    """What else must not be, in words: one line for those who must be neither told nor fetch the child."""
    both = set(map(_folded, untold)) & set(map(_folded, not_to_fetch))
    lists = (
        ("Must not be told, must not collect", [name for name in untold if _folded(name) in both]),
        ("Must not be told", [name for name in untold if _folded(name) not in both]),
        ("Must not collect", [name for name in not_to_fetch if _folded(name) not in both | said]),
    )
    return [Line(f"{label}: {', '.join(names)}", strong=True) for label, names in lists if names]


def _folded(name: str) -> str:
    """A name as two lists are compared, without what may stand behind a comma."""
    return fold(name.partition(",")[0])


def _adults(facts: EmergencyFacts) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("Adults in", 2)]
    if facts.adults:
        blocks.append(_to_tick(facts.adults))
    else:
        blocks.append(Paragraph("No adult is in the timetable today: write the names here."))
    if facts.perhaps_in:
        blocks += [Heading("May be in: in no slot today, and not away", 2), _to_tick(facts.perhaps_in)]
    return tuple(blocks)


def _to_tick(adults: tuple[AdultIn, ...]) -> Boxes:
    return Boxes(
        tuple(BoxLine(adult.name, adult.role, adult.phone or "No number on record") for adult in adults)
    )
