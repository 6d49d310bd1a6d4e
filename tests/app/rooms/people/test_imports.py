"""Whole files of pupils: brought in together, found again, and taken back while nothing was built on them."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import Refused
from app.core.ids import ImportId, PupilId
from app.rooms.people import (
    NOBODY_YET,
    AddContact,
    AddIdentifier,
    AddPupil,
    BuiltUpon,
    By,
    ContactCard,
    Contacts,
    IdentifierCard,
    IdentifierKind,
    ImportedPupils,
    ImportPupils,
    KeepChildWords,
    PossibleDuplicates,
    PupilCard,
    PupilImports,
    PupilList,
    PupilRow,
    ReturnImport,
    Sought,
    TakeBackImport,
    WithdrawContact,
)
from tests.kit.counting import cost
from tests.kit.record import peek

START = date(2026, 9, 1)
BORN = date(2012, 3, 4)
UPN = "H801200001001"
ASH = PupilRow(
    2,
    PupilCard("Ashley", "Marsh", START, birth_date=BORN),
    ((IdentifierKind.UPN, UPN),),
    (ContactCard(NOBODY_YET, "Joy Marsh", phone="07700 900111"),),
)
BO = PupilRow(4, PupilCard("Bo", "Reed", START))
FILE = ImportPupils((ASH, BO), "ab" * 32, "new starters.csv")


@pytest.fixture
def came(office):
    """The file, brought in."""
    return ImportId(office.execute(FILE).new_id)


def pupils(office):
    return [row.forename for row in office.ask(PupilList())]


def test_a_file_comes_in_with_numbers_and_contacts_under_one_entry(office):
    before = peek(office, "SELECT count(*) FROM audit_entry")[0][0]
    receipt = office.execute(FILE)
    assert peek(office, "SELECT count(*) FROM audit_entry")[0][0] == before + 1
    assert receipt.facts == {"count": 2}
    ash = next(row for row in office.ask(PupilList()) if row.forename == "Ashley")
    assert [row.card.name for row in office.ask(Contacts(ash.pupil))] == ["Joy Marsh"]
    lines = office.ask(ImportedPupils(ImportId(receipt.new_id)))
    assert [row.line for row in lines] == [2, 4]
    assert lines[0].ref == ash.ref


def test_a_file_of_which_one_row_cannot_stand_keeps_everything_out(office):
    bad = replace(FILE, rows=(ASH, replace(BO, card=replace(BO.card, surname=""))))
    with pytest.raises(Refused):
        office.execute(bad)
    assert peek(office, "SELECT count(*) FROM pupil") == [(0,)]


def test_a_number_that_is_here_or_twice_in_the_file_names_its_row(office, came):
    twice = (replace(ASH, line=2, identifiers=((IdentifierKind.UPN, "K801200001002"),)),)
    with pytest.raises(Refused) as refusal:
        office.execute(ImportPupils((*twice, replace(ASH, line=7)), "cd", "again.csv"))
    assert (refusal.value.code, refusal.value.facts) == ("identifier_taken_in_row", {"row": 7})
    with pytest.raises(Refused) as refusal:
        office.execute(ImportPupils((*twice, replace(twice[0], line=9)), "cd", "again.csv"))
    assert refusal.value.facts == {"row": 9}


def test_a_file_without_new_pupils_changes_nothing(office):
    receipt = office.execute(ImportPupils((), "ab", "empty.csv"))
    assert (receipt.entry, receipt.note) == (None, "nothing_to_change")


def test_a_file_is_taken_back_and_comes_in_again_as_it_was(office, came):
    refs = [row.ref for row in office.ask(ImportedPupils(came))]
    office.undo()
    assert pupils(office) == []
    assert [row.taken_back for row in office.ask(PupilImports())] == [True]
    office.redo()
    assert [row.ref for row in office.ask(ImportedPupils(came))] == refs
    (source,) = office.ask(PupilImports())
    assert (source.file_name, source.pupils, source.taken_back) == ("new starters.csv", 2, False)


def test_a_file_something_was_built_upon_stays_and_says_what_is_in_the_way(office, came):
    ash = PupilId(office.ask(PupilList("Ashley"))[0].pupil)
    added = office.execute(AddContact(ContactCard(ash, "Dee Marsh"))).new_id
    office.execute(KeepChildWords(ash, date(2026, 10, 13), "Hello."))
    assert office.ask(BuiltUpon(came)) == {"contact": 1, "child_words": 1}
    with pytest.raises(Refused) as refusal:
        office.execute(TakeBackImport(came))
    assert refusal.value.code == "import_built_upon"
    assert refusal.value.facts == {"count": 2, "things": (("child_words", 1), ("contact", 1))}
    office.undo()
    office.execute(WithdrawContact(added))
    office.execute(TakeBackImport(came))
    assert pupils(office) == []


def test_a_file_does_not_come_back_while_one_of_its_numbers_is_anothers(office, came):
    office.execute(TakeBackImport(came))
    other = office.execute(AddPupil(BO.card)).new_id
    office.execute(AddIdentifier(IdentifierCard(PupilId(other), IdentifierKind.UPN, UPN)))
    with pytest.raises(Refused) as refusal:
        office.execute(ReturnImport(came))
    assert refusal.value.code == "identifier_taken"


@pytest.mark.parametrize(
    ("sought", "by"),
    [
        (Sought(5, "X", "Y", None, ((IdentifierKind.UPN, UPN.lower()),)), By.IDENTIFIER),
        (Sought(5, "ashley", "MARSH", BORN), By.NAME_AND_BIRTH),
        (Sought(5, "Ashley", "Marsh"), By.NAME),
        (Sought(5, "Bo", "Reed", BORN), By.NAME),
    ],
)
def test_who_is_here_already_is_found_by_number_then_by_name_and_birth_date(office, came, sought, by):
    (found,) = office.ask(PossibleDuplicates((sought,)))
    assert (found.line, found.by) == (5, by)


def test_another_birth_date_is_another_child(office, came):
    assert office.ask(PossibleDuplicates((Sought(5, "Ashley", "Marsh", date(2013, 3, 4)),))) == ()


def test_finding_who_is_here_costs_two_statements_however_long_the_file(office, came):
    sought = tuple(Sought(line, "Ashley", "Marsh", BORN) for line in range(50))
    assert cost(office, PossibleDuplicates(sought)) == 2
