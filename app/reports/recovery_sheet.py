"""The recovery sheet: the secret in groups, how to use it, who keeps it; and the way to read it back."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from app.core.ids import Ref
from app.reports import wording
from app.reports.document import (
    QR,
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Item,
    Line,
    Paragraph,
    Signature,
    TableBlock,
)

ACROSS = 4
"""Groups in one row: read from left to right, row after row."""

_STEPS = (
    "Print two copies. Keep them in two places that lock, in envelopes with a name across the flap.",
    "To bring the record back, open Inchstone on any computer, choose Restore, then Use the recovery sheet.",
    "Type the groups in order. Capital or small letters, spaces and dashes make no difference.",
    "Use it once a term to try the newest backup. Today says when that is due.",
    "If a copy is lost or was seen by somebody else, make a new sheet on the same day.",
)


@dataclass(frozen=True, slots=True)
class RecoverySheetFacts:
    """What stands on one sheet. ``number`` is 1 for the record's sheet and 2 for the proprietor's."""

    provision: str
    number: int
    groups: tuple[str, ...]
    made_by: str
    made_on: date
    reference: Ref


def compose(facts: RecoverySheetFacts) -> Document:
    """Turn the facts into the sheet. It holds the secret: it is printed, and never kept or sent."""
    keeper = "proprietor" if facts.number == 2 else "head"
    words = (
        "Whoever holds this sheet can open the record without a password. "
        "If every password and every sheet is lost, nobody can open it again, and neither can its makers."
    )
    blocks: tuple[Block, ...] = (
        Heading(f"Recovery sheet {facts.number}"),
        Paragraph(f"{facts.provision}. Made {wording.day(facts.made_on)} by {facts.made_by}."),
        Callout((Item("Keep this like the key to the building", words),)),
        _groups(facts.groups),
        Heading("How to use it", 2),
        Bullets(tuple(Item(step) for step in _STEPS)),
        Paragraph("The same groups, for a camera:"),
        QR(" ".join(facts.groups), "The same groups, for a camera"),
        Heading("Who keeps this copy", 2),
        Signature(("Name and place", "Date, and signature across the envelope")),
    )
    about = Facts(
        f"the {keeper}, to be locked away",
        facts.reference,
        facts.provision,
        facts.made_by,
        facts.made_on,
        data_to=None,
        personal=False,
    )
    return Document("Recovery sheet", "sheet", about, blocks)


def text_of(pdf: bytes) -> str:
    """All words of a sheet that was written, in order, for ``app.store.recovery.find_in_page``."""
    import pypdf  # slow to load, and wanted only where a sheet is made

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _groups(groups: tuple[str, ...]) -> TableBlock:
    """Rows of four with their places, since somebody reads them out while somebody else types."""
    columns = (Column("Groups", 2), *(Column(name, 3) for name in ("First", "Second", "Third", "Fourth")))
    rows = []
    for start in range(0, len(groups), ACROSS):
        some = groups[start : start + ACROSS]
        place = f"{start + 1}" if len(some) == 1 else f"{start + 1} to {start + len(some)}"
        cells = [Cell((Line(group, strong=True),)) for group in some]
        cells += [Cell((Line(""),))] * (ACROSS - len(some))
        rows.append((Cell((Line(place),)), *cells))
    return TableBlock("The secret in groups, read across", columns, tuple(rows))
