"""A document as one page of HTML that holds all it needs and fetches nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from html import escape
from typing import Any

from app.reports import charts, glyphs, wording
from app.reports.document import (
    QR,
    Bars,
    Block,
    Boxes,
    Bullets,
    Callout,
    Cell,
    Document,
    Facts,
    Heading,
    Item,
    KeyFigures,
    PageBreak,
    Paragraph,
    Signature,
    TableBlock,
    with_words,
)

_STYLE = """
html{font-size:16px}
body{max-width:46rem;margin:2rem auto;padding:0 1.2rem;color:#1a2326;background:#fff;
font-family:Inter,"Noto Sans",system-ui,sans-serif;line-height:1.4}
body.family{font-size:1.2rem}
body.emergency,body.sheet{color:#000}
h1{font-size:1.9em;line-height:1.15;margin:0 0 .3em}
h2{font-size:1.25em;margin:1.4em 0 .5em;padding-top:.8em;border-top:1px solid #d2d7d3}
h3{font-size:1.05em;margin:1em 0 .4em}
svg{width:100%;height:auto;display:block}
.qr svg{width:12rem}
figure{margin:1em 0}
p{margin:.5em 0;white-space:pre-line}
.quiet,.detail,footer{color:#4a565a;font-size:.92em}
.emergency .quiet,.emergency .detail,.emergency footer,.sheet .quiet,.sheet .detail,.sheet footer{color:#000}
.strong,.text,dt{font-weight:600}
.count{font-weight:600;color:#12545d}
.detail,.text{display:block}
li{margin:.35em 0}
ul.tick{padding-left:1.2em}
ul.tick li::marker{color:#1c6b40}
table{border-collapse:collapse;width:100%;font-size:.95em}
caption{text-align:left;font-weight:600;padding:.3em 0}
th,td{text-align:left;vertical-align:top;padding:.4em .5em .4em 0;border-bottom:1px solid #7c8884}
.numbers{text-align:right}
.box{display:inline-block;width:1em;height:1em;border:2px solid #000;margin-right:.5em;vertical-align:-.15em}
.callout{border:2px solid #000;padding:.6em .9em;display:flex;gap:2em;flex-wrap:wrap}
dl.figures{display:flex;gap:1em;flex-wrap:wrap}
dl.figures>div{border:1px solid #d2d7d3;border-radius:6px;padding:.5em .8em}
dd{margin:0}
.signature{border-top:1px solid #000;width:75%;margin-top:2.4em}
ul.boxes{list-style:none;padding:0}
ul.boxes li{display:grid;grid-template-columns:auto 2fr 2fr 1.4fr}
footer{margin-top:2em;border-top:1px solid #d2d7d3;padding-top:.6em}
@media print{.break{break-after:page}body{margin:0;max-width:none}tr,li,figure{break-inside:avoid}}
"""


def page(document: Document) -> str:
    """The whole page. Nothing in it can fetch, run or send; whatever somebody typed stays text."""
    clean = with_words(document, glyphs.clean)
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(_block(block) for block in clean.blocks)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(clean.title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body class="{document.look}">\n<main>\n{body}\n</main>\n{_footer(clean.facts)}\n</body>\n</html>\n'
    )


def _block(block: Block) -> str:
    return _WRITERS[type(block)](block)


def _heading(block: Heading) -> str:
    return f"<h{block.level}>{_text(block.text)}</h{block.level}>"


def _paragraph(block: Paragraph) -> str:
    return f'<p class="{block.tone}">{_text(block.text)}</p>'


def _bullets(block: Bullets) -> str:
    return _many("ul", f' class="{block.marker}"', [f"<li>{_item(one)}</li>" for one in block.items])


def _bars(block: Bars) -> str:
    picture = charts.svg(block, standalone=False)
    return f"<figure>{picture}<figcaption>{_text(block.told)}</figcaption></figure>"


def _signature(block: Signature) -> str:
    return "".join(f'<p class="signature">{_text(label)}</p>' for label in block.labels)


def _callout(block: Callout) -> str:
    return _many("section", ' class="callout"', [f"<div>{_item(part)}</div>" for part in block.parts])


def _page_break(_: PageBreak) -> str:
    return '<div class="break"></div>'


def _square_code(block: QR) -> str:
    return f'<figure class="qr">{charts.qr_svg(block, standalone=False)}</figure>'


def _item(item: Item) -> str:
    if not item.detail:
        return _text(item.text)
    return f'<span class="text">{_text(item.text)}</span> <span class="detail">{_text(item.detail)}</span>'


def _figures(block: KeyFigures) -> str:
    parts = [
        f"<div><dt>{_text(one.label)}</dt><dd>{_text(one.value)}</dd>"
        + (f'<dd class="detail">{_text(one.note)}</dd>' if one.note else "")
        + "</div>"
        for one in block.figures
    ]
    return _many("dl", ' class="figures"', parts)


def _table(block: TableBlock) -> str:
    marks = [' class="numbers"' if column.numbers else "" for column in block.columns]
    heads = "".join(
        f'<th scope="col"{mark}>{_text(column.title)}</th>'
        for mark, column in zip(marks, block.columns, strict=True)
    )
    rows = [_row(row, marks) for row in block.rows]
    return (
        f"<table><caption>{_text(block.caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _row(row: tuple[Cell, ...], marks: list[str]) -> str:
    first, *others = (_cell(cell) for cell in row)
    cells = "".join(f"<td{mark}>{cell}</td>" for mark, cell in zip(marks[1:], others, strict=True))
    return f'<tr><th scope="row"{marks[0]}>{first}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    lines = [f"<strong>{_text(one.text)}</strong>" if one.strong else _text(one.text) for one in cell.lines]
    if cell.box:
        lines.append(f'<span class="box" role="img" aria-label="box to tick"></span>{_text(cell.box)}')
    return "<br>".join(lines)


def _boxes(block: Boxes) -> str:
    lines = [
        f'<li><span class="box" role="img" aria-label="box to tick"></span><strong>{_text(one.text)}</strong>'
        f" <span>{_text(one.detail)}</span> <span>{_text(one.end)}</span></li>"
        for one in block.lines
    ]
    return _many("ul", ' class="boxes"', lines)


def _footer(facts: Facts) -> str:
    made = f"Made by {facts.made_by}, {wording.day(facts.made_on)}."
    parts = [
        f"For {facts.addressee}.",
        made,
        f"{facts.provision}.",
        f"From the record up to {wording.day(facts.data_to)}." if facts.data_to else "",
        f"Reference {wording.reference(facts.reference)}.",
        "Contains personal information." if facts.personal else "",
        facts.note,
    ]
    return f"<footer><p>{_text(' '.join(part for part in parts if part))}</p></footer>"


def _many(tag: str, marks: str, parts: list[str]) -> str:
    return f"<{tag}{marks}>{''.join(parts)}</{tag}>"


def _text(text: str) -> str:
    """Escaped, with right-to-left names fenced off so that what follows them stays in its place."""
    return glyphs.isolate(escape(text), "<bdi>", "</bdi>")


_WRITERS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    KeyFigures: _figures,
    Bars: _bars,
    TableBlock: _table,
    Boxes: _boxes,
    Signature: _signature,
    Callout: _callout,
    PageBreak: _page_break,
    QR: _square_code,
}
