import io

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports import family, recovery_sheet, typeset
from app.reports.recovery_sheet import RecoverySheetFacts, compose
from app.store import recovery
from tests.kit import paper
from tests.kit.golden import check_golden
from tests.kit.words import as_text, banned_in

SECRET = bytes(range(32))


def sheet(secret: bytes = SECRET, provision: str = "Hillside", number: int = 1) -> RecoverySheetFacts:
    groups = recovery.to_groups(secret)
    return RecoverySheetFacts(provision, number, groups, "Priya Shah", paper.MONDAY, paper.REF)


def test_the_sheet_says_what_its_golden_text_says():
    check_golden("recovery_sheet.txt", as_text(compose(sheet())))


def test_the_sheet_holds_no_banned_word():
    assert banned_in(as_text(compose(sheet()))) == []


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.sampled_from(["Hillside", "HOUSE 12345 ABCDE", "سمير", ""]))
def test_the_secret_is_read_back_from_the_page_that_was_written(secret, provision):
    written = typeset.pdf(compose(sheet(secret, provision)))
    assert recovery.find_in_page(recovery_sheet.text_of(written)) == secret


def test_a_page_that_is_no_sheet_has_no_secret():
    assert recovery.find_in_page(recovery_sheet.text_of(typeset.pdf(family.compose(paper.family())))) is None


def test_the_secret_stands_nowhere_but_on_the_page():
    reader = pypdf.PdfReader(io.BytesIO(typeset.pdf(compose(sheet()))))
    [first, *_] = recovery.to_groups(SECRET)
    assert first not in str(reader.metadata)
    assert len(reader.pages) == 1


def test_the_second_sheet_goes_to_the_proprietor():
    assert compose(sheet(number=2)).facts.addressee == "the proprietor, to be locked away"
    assert compose(sheet()).facts.addressee == "the head, to be locked away"
