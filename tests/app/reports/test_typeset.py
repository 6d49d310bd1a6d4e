import io
import json

import pypdf
import pytest

from app.reports import emergency, family, glyphs, typeset
from app.reports.document import (
    QR,
    Bars,
    Boxes,
    BoxLine,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    Line,
    PageBreak,
    Paragraph,
    Signature,
    TableBlock,
)
from app.reports.document import Bar as OneBar
from tests.kit import paper

HOSTILE = (
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    "*bold* _slanted_ `raw` $x^2$ = Heading",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "'; DROP TABLE pupil;--",
    "\u202etxt.exe\u202c and \u2066hidden\u2069",
    "a\x00b\x07c\ufeff",
    "\ud800 half a character",
    "]]>&amp;<!-- \\u{1F600}",
    '=HYPERLINK("x")',
)


def facts() -> Facts:
    base = paper.family()
    return Facts("Jo Marsh", base.reference, "Hillside", "Priya Shah", base.made_on, base.last, "Keep it.")


def every_block(text: str) -> Document:
    item, cell = Item(text, text), Cell((Line(text, True),), text)
    blocks = (
        Heading(text),
        Paragraph(text, "quiet"),
        Bullets((item,), "tick"),
        KeyFigures((KeyFigure(text, text, text),)),
        Bars(text, (OneBar(text, text, 3), OneBar("Two", "", None), OneBar("Three", text, 2, False)), text),
        TableBlock(text, (Column(text), Column(text, 2, numbers=True)), ((cell, cell),)),
        Boxes((BoxLine(text, text, text),)),
        Signature((text,)),
        Callout((item, item)),
        PageBreak(),
        QR("ABCDE", "The groups again."),
    )
    return Document(text, "staff", facts(), blocks)


def reader(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(typeset.pdf(document)))


def text_of(document: Document) -> str:
    return "\n".join(page.extract_text() for page in reader(document).pages)


@pytest.mark.parametrize(
    "document",
    [family.compose(paper.family()), emergency.compose(paper.emergency()), every_block("Words")],
    ids=["family", "emergency", "every block"],
)
def test_the_pdf_declares_pdf_ua_1_is_tagged_and_names_its_language(document):
    root = reader(document).trailer["/Root"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    assert root["/StructTreeRoot"]["/K"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"


def test_the_tags_of_a_page_are_headings_lists_and_a_figure_with_words():
    found: dict[str, int] = {}
    alts: list[str] = []

    def walk(node) -> None:
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for part in node:
                walk(part)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                found[node["/S"]] = found.get(node["/S"], 0) + 1
            if "/Alt" in node:
                alts.append(node["/Alt"])
            if "/K" in node:
                walk(node["/K"])

    walk(reader(family.compose(paper.family())).trailer["/Root"]["/StructTreeRoot"])
    assert found["/H1"] == 1
    assert found["/H2"] == 3
    assert found["/LI"] == 6
    assert found["/Figure"] == 1
    assert alts[0].startswith("Your usual step each week. Week 1: Did something together.")


def test_each_page_says_for_whom_by_whom_and_under_which_reference():
    text = text_of(family.compose(paper.family()))
    for said in ("For Jo Marsh.", "Made by Priya Shah, 13 October 2026.", "Reference 8DW3J-Q6H1T."):
        assert said in text
    assert "Contains personal information." in text
    assert "Page 1 of 1" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_is_printed_and_does_nothing(text):
    shown = "".join(text_of(every_block(text)).split())
    assert "".join(glyphs.fit(text)[0].replace("\u200b", "").split())[:12] in shown


def test_a_megabyte_of_text_is_printed():
    text = "word#" * 200_000
    pages = reader(Document("Long", "staff", facts(), (Paragraph(text),))).pages
    assert len(pages) > 50


def test_only_the_fonts_that_a_name_needs_are_loaded():
    _, plain = typeset.as_json(family.compose(paper.family()))
    assert plain == ("Inter",)
    _, some = typeset.as_json(family.compose(paper.family(known_as="سمير", addressee="Олена")))
    assert some == ("Inter", "Noto Sans", "Noto Sans Arabic")


def test_the_same_document_gives_the_same_bytes():
    document = family.compose(paper.family())
    assert typeset.pdf(document) == typeset.pdf(document)


def test_a_right_to_left_name_keeps_its_number_after_it():
    line = Paragraph("Tell سمير كامل 07700 900176, father")
    data, _ = typeset.as_json(Document("T", "staff", facts(), (line,)))
    [said] = [block["text"] for block in json.loads(data)["blocks"]]
    assert said == "Tell \u2068سمير كامل\u2069 07700 900176, father"


def test_pages_are_pictures():
    pictures = typeset.pages(family.compose(paper.family()), ppi=30)
    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"]


def test_only_fonts_of_ours_are_in_the_file():
    found = set()
    for page in reader(family.compose(paper.family(known_as="Олена"))).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0])
    assert found == {"Inter", "NotoSans"}


def test_nothing_on_a_family_page_is_smaller_than_14_point():
    sizes: set[float] = set()

    def note(text, cm, tm, font, size):
        if text.strip():
            sizes.add(round(abs(size * tm[3] * cm[3]), 1))

    for page in reader(family.compose(paper.family())).pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 14
    assert max(sizes) == 29
