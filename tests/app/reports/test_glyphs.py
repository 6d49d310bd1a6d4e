import csv
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports import glyphs, typeset
from app.reports.document import Document, Facts, Paragraph
from tests.kit import font_coverage, paper, real_inputs

SCRIPTS = (
    "Łukasz Zoë Siân Ő", "Nguyễn Thị Ánh", "Олена", "Ελένη", "سمير", "דניאל", "আয়েশা", "ਗੁਰਪ੍ਰੀਤ",
    "देवनागरी", "ሰላም", "ნინო", "Արամ", "สมชาย", "தமிழ்", "王小明", "卑博堵堽拌拐拔瀞瀦胖胞萠萢具", "さくら",
    "김민준", "ဇော်", "සුනිල්",
)  # fmt: skip
HIDDEN = ("\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\ufeff", "\u00ad", "\ud800")


def facts() -> Facts:
    base = paper.family()
    return Facts("Jo Marsh", base.reference, "Hillside", "Priya Shah", base.made_on, base.last)


def printed(*texts: str) -> bytes:
    """The PDF of these texts; PDF/UA refuses a letter that no loaded font can draw."""
    return typeset.pdf(Document("Names", "staff", facts(), tuple(Paragraph(text) for text in texts)))


def real_names() -> list[str]:
    names: set[str] = set()
    for path in real_inputs.files("05_text/names"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                names.update(row.get(column) or "" for column in ("Localized Name", "Romanized Name"))
    return sorted(names)


def test_the_table_of_signs_says_what_the_fonts_can_draw():
    assert (glyphs.FONTS / "coverage.csv").read_text(encoding="utf-8") == font_coverage.as_text()


def test_every_font_on_paper_ships_with_its_licence_and_all_are_small_enough():
    fonts = [path for path in glyphs.FONTS.rglob("*") if path.suffix in (".ttf", ".otf")]
    assert (glyphs.FONTS / "noto" / "OFL.txt").stat().st_size > 3000
    assert sum(path.stat().st_size for path in fonts if "noto" in path.parts) < 25_000_000


@real_inputs.needs_real_inputs
def test_every_real_name_is_printed_without_an_empty_box():
    names = real_names()
    assert len(names) > 4000
    assert [name for name in names if "[" in glyphs.fit(name)[0]] == []
    for start in range(0, len(names), 1500):
        assert printed(*names[start : start + 1500])[:5] == b"%PDF-"


@pytest.mark.parametrize("name", SCRIPTS)
def test_names_in_many_scripts_are_printed(name):
    assert "[" not in glyphs.fit(name)[0]
    assert printed(name)


def test_a_sign_that_no_font_has_is_put_into_words():
    assert glyphs.fit("yes \U0001f97a")[0] == "yes [face with pleading eyes]"
    assert glyphs.fit("x\ue000")[0] == "x[sign E000]"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_signs_that_hide_or_turn_text_are_left_out(hidden):
    assert glyphs.clean(f"a{hidden}b") == "ab"


def test_line_ends_and_tabs_of_any_kind_stay_apart():
    assert glyphs.clean("é\r\nb\rc\td") == "é\nb\nc d"
    assert glyphs.clean("a\r\nb\x00") == "a\nb"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=30))
def test_whatever_is_written_can_be_printed(texts):
    assert printed(*texts)[:5] == b"%PDF-"


@given(st.text())
def test_cleaning_keeps_every_letter(text):
    kept = glyphs.clean(text)
    assert glyphs.clean(kept) == kept
    letters = [sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] in "LN"]
    assert [sign for sign in kept if unicodedata.category(sign)[0] in "LN"] == letters


@pytest.mark.parametrize("name", ["Nguyễn", "Ẹ̀bùn", "m̄", "J͘"])
def test_a_letter_that_our_own_family_lacks_is_never_put_together_from_parts(name):
    assert glyphs.fit(name)[1] == {"Noto Sans"}
    assert glyphs.foreign_signs(glyphs.clean(name))


def test_letters_of_our_own_family_are_not_foreign():
    assert glyphs.foreign_signs("Zoë’s Łukasz \u2068x\u2069 [1]") == ""
