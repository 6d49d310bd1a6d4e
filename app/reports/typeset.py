"""A document as a tagged PDF (PDF/UA-1) and as pictures of its pages, set by one template.

The words of a report reach the template as data, never as markup, so nothing that somebody typed
can do more than be printed.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path

import typst

from app.reports import charts, glyphs, wording
from app.reports.document import QR, Bars, Document, Facts, with_words

_PAPER = Path(__file__).resolve().parents[2] / "resources" / "paper"
_TEMPLATE = _PAPER / "page.typ"
PREVIEW = 96
"""Dots per inch for a look on the screen; a printer asks for more."""


def pdf(document: Document) -> bytes:
    """The document as a tagged PDF that declares PDF/UA-1 and names its language."""
    words, fonts = _prepared(document)
    made = datetime.combine(document.facts.made_on, time(12), UTC)
    found = typst.compile(
        _TEMPLATE,
        root=_PAPER,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"document": words},
        timestamp=made,
    )
    return found if isinstance(found, bytes) else b"".join(found)


def pages(document: Document, ppi: float = PREVIEW) -> tuple[bytes, ...]:
    """Each page as a PNG picture: the same pages that the PDF has."""
    words, fonts = _prepared(document)
    found: bytes | list[bytes] = typst.compile(
        _TEMPLATE,
        root=_PAPER,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="png",
        ppi=ppi,
        sys_inputs={"document": words},
    )
    return (found,) if isinstance(found, bytes) else tuple(found)


def as_json(document: Document) -> tuple[str, tuple[str, ...]]:
    """The document as the JSON that the template reads, and the families of fonts it asks for."""
    needed: set[str] = set()

    def fitted(text: str) -> str:
        printable, families = glyphs.fit(text)
        needed.update(families)
        return printable

    printable = with_words(document, fitted)
    order = [family.name for family in glyphs.families()]
    fonts = (glyphs.OWN, *sorted(needed, key=order.index))
    data = {
        "title": printable.title,
        "look": document.look,
        "facts": _facts(printable.facts),
        "blocks": [_block(block) for block in printable.blocks],
    }
    foreign = glyphs.foreign_signs(json.dumps(data, ensure_ascii=False))
    return json.dumps({**data, "fonts": fonts, "foreign": foreign}, ensure_ascii=False), fonts


def _prepared(document: Document) -> tuple[str, typst.Fonts]:
    words, families = as_json(document)
    return words, _fonts(families)


@lru_cache(maxsize=16)
def _fonts(families: tuple[str, ...]) -> typst.Fonts:
    """Only the folders that this document's letters need; the machine's own fonts never."""
    folders = [str(glyphs.FONTS / family.folder) for family in glyphs.families() if family.name in families]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _facts(facts: Facts) -> dict[str, object]:
    return {
        "addressee": facts.addressee,
        "reference": wording.reference(facts.reference),
        "provision": facts.provision,
        "made_by": facts.made_by,
        "made_on": wording.day(facts.made_on),
        "data_to": wording.day(facts.data_to) if facts.data_to else "",
        "note": facts.note,
        "personal": facts.personal,
    }


def _block(block: object) -> object:
    """A block as plain data under its name; pictures ready drawn, with what they say."""
    if isinstance(block, Bars):
        drawn = charts.svg(block, standalone=True)
        close = charts.svg(block, standalone=True, close=True)
        return {"is": "Bars", "svg": drawn, "close": close, "alt": charts.alt(block), "told": block.told}
    if isinstance(block, QR):
        return {"is": "QR", "svg": charts.qr_svg(block, standalone=True), "alt": block.told}
    if isinstance(block, tuple):
        return [_block(part) for part in block]
    if dataclasses.is_dataclass(block):
        fields = {f.name: _block(getattr(block, f.name)) for f in dataclasses.fields(block)}
        return {"is": type(block).__name__, **fields}
    return block
