"""What a document says, as text, and the words that no document, screen or sentence of ours may hold."""

from __future__ import annotations

import dataclasses
import re

from app.reports import charts, wording
from app.reports.document import QR, Bars, Block, Document, Heading, PageBreak, TableBlock

BANNED = (
    r"refus(?:ed|es|al)", r"failed to engage", r"non-compliant", r"kick(?:ed|ing|s) off", r"meltdowns?",
    r"attention[- ]seeking", r"absconded", r"challenging behaviour", r"naughty", r"low ability", r"bottom",
    r"behind", r"poor attendance", r"poor", r"alert raised", r"delivered", r"sent", r"now reaches",
    r"low-level concern", r"PP child", r"SEN kid", r"victim", r"perpetrator", r"invalid", r"try again",
    r"success", r"are you sure", r"oops", r"sorry", r"please", r"hrs", r"e\.g\.", r"i\.e\.", r"etc",
    r"low[- ]attain\w*", r"worst", r"fail(?:ed|s|ure)?", r"illegal", r"student", r"learner",
)  # fmt: skip
_BANNED = re.compile(rf"(?<![\w])(?:{'|'.join(BANNED)})(?![\w])|[&!]", re.IGNORECASE)


def banned_in(text: str) -> list[str]:
    """Each banned word or sign in the text, in order."""
    return [found.group() for found in _BANNED.finditer(text)]


def as_text(document: Document) -> str:
    """All that the document shows or reads aloud, a line each, for golden files and word tests."""
    facts = document.facts
    data_to = wording.day(facts.data_to) if facts.data_to else "no day"
    lines = [f"title: {document.title}", f"look: {document.look}", ""]
    lines += [line for block in document.blocks for line in _lines(block)]
    lines += [
        "",
        f"for {facts.addressee} · by {facts.made_by} on {wording.day(facts.made_on)} · {facts.provision}",
        f"data to {data_to} · reference {wording.reference(facts.reference)}",
        f"personal: {'yes' if facts.personal else 'no'} · {facts.note}".rstrip(" ·"),
    ]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return ["", f"{'#' * block.level} {block.text}"]
    if isinstance(block, Bars):
        return [f"picture: {charts.alt(block)}", block.told]
    if isinstance(block, QR):
        return [f"square code: {block.told}"]
    if isinstance(block, PageBreak):
        return ["--- new page ---"]
    if isinstance(block, TableBlock):
        return _table(block)
    return [line for part in _strings(block) if (line := part.strip())]


def _table(block: TableBlock) -> list[str]:
    rows = [
        " | ".join(" / ".join([line.text for line in cell.lines] + ([f"[ ] {cell.box}"] if cell.box else []))
                   for cell in row)
        for row in block.rows
    ]  # fmt: skip
    return [f"table: {block.caption}", " | ".join(column.title for column in block.columns), *rows]


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [" · ".join(filter(None, _strings(part))) for part in value]
    if dataclasses.is_dataclass(value):
        return [
            text for field in dataclasses.fields(value) if field.name not in ("tone", "marker")
            for text in _strings(getattr(value, field.name))
        ]  # fmt: skip
    return []
