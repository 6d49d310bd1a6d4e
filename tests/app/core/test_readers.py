"""Routing, and routing away, over every small provision there could be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import StaffId
from app.core.readers import Readers, Sheet, readers_for

PEOPLE = st.integers(1, 6).map(StaffId)
SOME = st.frozensets(PEOPLE, max_size=4)
ADA, BEN, CY, DEE = (StaffId(number) for number in (1, 2, 3, 4))


@given(
    author=PEOPLE,
    holders=SOME,
    subjects=SOME,
    first=SOME,
    second=st.none() | SOME,
)
def test_whom_it_concerns_never_reads_unless_they_wrote_it(
    author: StaffId,
    holders: frozenset[StaffId],
    subjects: frozenset[StaffId],
    first: frozenset[StaffId],
    second: frozenset[StaffId] | None,
) -> None:
    keepers = {Sheet.FIRST: first} | ({} if second is None else {Sheet.SECOND: second})
    readers = readers_for(author=author, holders=holders, subjects=subjects, keepers=keepers)
    assert readers.staff - {author} == holders - subjects - {author}
    assert author in readers.staff
    assert not readers.holders & subjects
    if readers.sheet is not None:
        assert not keepers[readers.sheet] & subjects
    if not first & subjects:
        assert readers.sheet is Sheet.FIRST
    elif second is not None and not second & subjects:
        assert readers.sheet is Sheet.SECOND
    else:
        assert readers.sheet is None


def routed(subjects: set[StaffId], keepers: dict[Sheet, set[StaffId]]) -> Readers:
    return readers_for(author=DEE, holders={ADA, BEN}, subjects=subjects, keepers=keepers)


def test_an_ordinary_concern_goes_to_its_holders_and_the_first_sheet() -> None:
    readers = routed(set(), {Sheet.SECOND: {CY}, Sheet.FIRST: {ADA}})
    assert readers == Readers(DEE, frozenset({ADA, BEN}), Sheet.FIRST)
    assert readers.staff == {ADA, BEN, DEE}


def test_a_concern_about_the_first_sheets_keeper_goes_to_the_second() -> None:
    assert routed({ADA}, {Sheet.FIRST: {ADA, CY}, Sheet.SECOND: {CY}}) == Readers(
        DEE, frozenset({BEN}), Sheet.SECOND
    )


def test_a_concern_about_the_keepers_of_both_sheets_goes_to_neither() -> None:
    assert routed({ADA, CY}, {Sheet.FIRST: {ADA}, Sheet.SECOND: {CY}}).sheet is None


def test_until_the_second_sheet_exists_a_concern_about_the_keeper_has_author_and_holders_alone() -> None:
    assert routed({ADA}, {Sheet.FIRST: {ADA}}).sheet is None


def test_the_form_can_say_that_nobody_but_the_author_would_read_it() -> None:
    assert not routed({ADA}, {}).only_its_author
    assert routed({ADA, BEN}, {}).only_its_author
    assert readers_for(author=ADA, holders={ADA}, subjects=(), keepers={}).only_its_author
