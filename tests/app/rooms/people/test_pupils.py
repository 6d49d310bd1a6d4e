"""Pupils through the real door on a real record: written down, corrected, ended, taken back."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.changes import Change, Topic
from app.core.errors import NotAllowed, OutOfDate, Refused
from app.core.ids import PupilId, StaffId
from app.core.period import FAR
from app.core.roles import Role
from app.rooms.people import (
    AddIdentifier,
    AddKeyAdult,
    AddPupil,
    Check,
    EditIdentifier,
    EditPupil,
    EndKeyAdult,
    EndPupil,
    IdentifierCard,
    IdentifierKind,
    Identifiers,
    KeyAdultCard,
    KeyAdults,
    PupilByRef,
    PupilCard,
    PupilCardView,
    PupilList,
    PupilNames,
    ReinstateIdentifier,
    Where,
    WithdrawIdentifier,
    WithdrawPupil,
)
from tests.kit.record import as_roles, peek

START = date(2026, 9, 1)
ASH = PupilCard("Ashley", "Marsh", START, known_as="Ash", birth_date=date(2012, 3, 4))
ZOE = PupilCard("Zoë", "Łukasik", START, life_critical_care="Nuts: pen in blue bag")
UPN = "H801200001001"


def add(office, card=ASH):
    return PupilId(office.execute(AddPupil(card)).new_id)


def kept(office, pupil):
    return office.ask(PupilCardView(pupil)).kept


def test_a_pupil_is_written_down_and_found_on_the_list(office):
    pupil = add(office)
    (row,) = office.ask(PupilList())
    assert (row.pupil, row.shown, row.surname, row.year_group) == (pupil, "Ash", "Marsh", "10")


def test_what_changed_is_said_with_the_pupil_it_concerns(office):
    receipt = office.execute(AddPupil(ASH))
    assert receipt.changes == {Change(Topic.PUPIL, PupilId(receipt.new_id))}


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (replace(ASH, forename=" "), "name_incomplete"),
        (replace(ASH, leaving_day=date(2026, 8, 31)), "ends_before_it_starts"),
        (replace(ASH, birth_date=date(2026, 10, 14)), "born_in_future"),
    ],
)
def test_a_card_that_cannot_stand_is_refused_whole(office, card, code):
    with pytest.raises(Refused) as refusal:
        office.execute(AddPupil(card))
    assert refusal.value.code == code
    assert peek(office, "SELECT count(*) FROM pupil") == [(0,)]


def test_edits_can_be_taken_back_one_after_another_and_done_again(office):
    pupil = add(office)
    for likes in ("dogs", "football", "drawing"):
        office.execute(EditPupil(pupil, kept(office, pupil).version, replace(ASH, likes=likes)))
    seen = []
    for _ in range(3):
        office.undo()
        seen.append(kept(office, pupil).card.likes)
    assert seen == ["football", "dogs", ""]
    for likes in ("dogs", "football", "drawing"):
        office.redo()
        assert kept(office, pupil).card.likes == likes


def test_an_edit_survives_that_its_pupil_was_taken_away_and_put_back(office):
    pupil = add(office)
    office.execute(EditPupil(pupil, 1, replace(ASH, likes="dogs")))
    office.undo()
    office.undo()
    assert office.ask(PupilList()) == ()
    office.redo()
    office.redo()
    assert kept(office, pupil).card == replace(ASH, likes="dogs")


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(office):
    pupil = add(office)
    office.execute(EditPupil(pupil, 1, replace(ASH, likes="dogs")))
    with pytest.raises(OutOfDate) as refusal:
        office.execute(EditPupil(pupil, 1, replace(ASH, likes="cats")))
    assert refusal.value.code == "changed_meanwhile"
    assert kept(office, pupil).card.likes == "dogs"


def test_taking_an_edit_back_is_refused_once_somebody_edited_over_it(office, opened, clock):
    pupil = add(office)
    office.execute(EditPupil(pupil, 1, replace(ASH, likes="dogs")))
    as_roles(opened, clock, Role.DSL).execute(EditPupil(pupil, 2, replace(ASH, likes="cats")))
    with pytest.raises(OutOfDate):
        office.undo()
    assert kept(office, pupil).card.likes == "cats"


def test_an_edit_that_changes_nothing_leaves_no_entry(office):
    pupil = add(office)
    receipt = office.execute(EditPupil(pupil, 1, ASH))
    assert (receipt.entry, receipt.note) == (None, "nothing_to_change")


def test_a_pupil_who_left_stands_only_among_the_leavers(office):
    pupil = add(office)
    office.execute(EndPupil(pupil, date(2026, 10, 12)))
    assert office.ask(PupilList()) == ()
    assert [row.pupil for row in office.ask(PupilList(leavers=True))] == [pupil]
    office.undo()
    assert [row.leaving_day for row in office.ask(PupilList())] == [FAR]


def test_a_pupil_with_anything_recorded_is_not_taken_away(office):
    pupil = add(office)
    office.execute(AddIdentifier(IdentifierCard(pupil, IdentifierKind.UPN, UPN)))
    with pytest.raises(Refused) as refusal:
        office.execute(WithdrawPupil(pupil))
    assert refusal.value.code == "pupil_has_records"
    assert refusal.value.facts["things"] == (("identifier", 1),)


@pytest.mark.parametrize("text", ["zoe", "ŁUKASIK", "lukasik zo", "Zoë Łukasik"])
def test_the_list_is_searched_without_minding_accents_or_order(office, text):
    add(office)
    zoe = add(office, ZOE)
    assert [row.pupil for row in office.ask(PupilList(text))] == [zoe]


def test_the_list_is_searched_by_reference_and_by_number(office):
    pupil = add(office)
    add(office, ZOE)
    office.execute(AddIdentifier(IdentifierCard(pupil, IdentifierKind.UPN, UPN)))
    ref = kept(office, pupil).ref
    assert [row.pupil for row in office.ask(PupilList(UPN.lower()))] == [pupil]
    assert [row.pupil for row in office.ask(PupilList(ref))] == [pupil]


def test_a_pupil_is_meant_by_reference_upn_or_whole_name(office):
    pupil = add(office)
    add(office, ZOE)
    office.execute(AddIdentifier(IdentifierCard(pupil, IdentifierKind.UPN, UPN)))
    ref = kept(office, pupil).ref
    for text in (ref, f"{ref[:5]}-{ref[5:]}".lower(), UPN, "h801 200001001", "ashley MARSH", "Ash Marsh"):
        assert office.ask(PupilByRef(text)).pupil == pupil


def test_a_name_that_two_pupils_have_is_refused_with_both_references(office):
    refs = sorted(kept(office, add(office)).ref for _ in range(2))
    with pytest.raises(Refused) as refusal:
        office.ask(PupilByRef("Ashley Marsh"))
    assert (refusal.value.code, refusal.value.facts) == ("two_pupils_fit", {"refs": ", ".join(refs)})


def test_a_forename_goes_before_another_childs_known_as(office):
    add(office, replace(ASH, forename="Robin", known_as="Ashley"))
    pupil = add(office)
    assert office.ask(PupilByRef("Ashley Marsh")).pupil == pupil


def test_nobody_is_meant_by_part_of_a_name(office):
    add(office)
    with pytest.raises(Refused) as refusal:
        office.ask(PupilByRef("Ashley"))
    assert refusal.value.code == "no_such_pupil"


def test_a_known_as_used_only_at_home_is_not_used_here(office):
    add(office, replace(ASH, known_as_used=frozenset({Where.HOME})))
    (name,) = office.ask(PupilNames())
    assert name.shown == "Ashley"


def test_names_of_a_day_are_of_those_who_are_here_that_day(office):
    here = add(office)
    add(office, replace(ZOE, start_day=date(2026, 10, 14)))
    add(office, replace(ZOE, leaving_day=date(2026, 10, 12)))
    assert [name.pupil for name in office.ask(PupilNames(on=date(2026, 10, 13)))] == [here]


def test_names_of_nobody_are_none(office):
    add(office)
    assert office.ask(PupilNames(pupils=frozenset())) == ()


def test_an_administrator_alone_opens_no_pupil(office, opened, clock):
    pupil = add(office)
    with pytest.raises(NotAllowed):
        as_roles(opened, clock, Role.ADMINISTRATOR).ask(PupilCardView(pupil))


@pytest.mark.parametrize(
    ("kind", "value", "check"),
    [
        (IdentifierKind.UPN, UPN, Check.GOOD),
        (IdentifierKind.UPN, "A801200001001", Check.WRONG_LETTER),
        (IdentifierKind.UPN, "12", Check.MALFORMED),
        (IdentifierKind.ULN, "1234567890", Check.WRONG_DIGIT),
        (IdentifierKind.ADMISSION, "0042", Check.GOOD),
    ],
)
def test_a_number_is_kept_whatever_its_check_says(office, kind, value, check):
    pupil = add(office)
    office.execute(AddIdentifier(IdentifierCard(pupil, kind, f" {value} ")))
    (row,) = office.ask(Identifiers(pupil))
    assert (row.value, row.check) == (value, check)


def test_a_upn_stands_for_one_pupil_only(office):
    first, second = add(office), add(office, ZOE)
    office.execute(AddIdentifier(IdentifierCard(first, IdentifierKind.UPN, UPN)))
    with pytest.raises(Refused) as refusal:
        office.execute(AddIdentifier(IdentifierCard(second, IdentifierKind.UPN, UPN.lower())))
    assert refusal.value.facts == {"ref": kept(office, first).ref}
    office.execute(AddIdentifier(IdentifierCard(first, IdentifierKind.ADMISSION, "0042")))
    office.execute(AddIdentifier(IdentifierCard(second, IdentifierKind.ADMISSION, "0042")))


def test_a_number_taken_away_comes_back_only_while_it_is_free(office):
    first, second = add(office), add(office, ZOE)
    gone = office.execute(AddIdentifier(IdentifierCard(first, IdentifierKind.UPN, UPN))).new_id
    office.execute(WithdrawIdentifier(gone))
    office.execute(AddIdentifier(IdentifierCard(second, IdentifierKind.UPN, UPN)))
    with pytest.raises(Refused) as refusal:
        office.execute(ReinstateIdentifier(gone))
    assert refusal.value.code == "identifier_taken"


def test_a_number_is_corrected_and_the_correction_taken_back(office):
    pupil = add(office)
    number = office.execute(AddIdentifier(IdentifierCard(pupil, IdentifierKind.UPN, "A801200001001"))).new_id
    office.execute(EditIdentifier(number, 1, IdentifierCard(pupil, IdentifierKind.UPN, UPN)))
    assert [row.check for row in office.ask(Identifiers(pupil))] == [Check.GOOD]
    office.undo()
    assert [row.value for row in office.ask(Identifiers(pupil))] == ["A801200001001"]


def test_key_adults_are_those_of_the_day(office):
    pupil = add(office)
    card = KeyAdultCard(pupil, StaffId(1), START)
    row = office.execute(AddKeyAdult(card)).new_id
    assert [one.card for one in office.ask(KeyAdults(on=date(2026, 10, 13)))] == [card]
    office.execute(EndKeyAdult(row, date(2026, 10, 12)))
    assert office.ask(KeyAdults(on=date(2026, 10, 13))) == ()
    assert len(office.ask(KeyAdults(pupil=pupil))) == 1


def test_nobody_is_key_adult_twice_at_a_time(office):
    pupil = add(office)
    office.execute(AddKeyAdult(KeyAdultCard(pupil, StaffId(1), START)))
    with pytest.raises(Refused) as refusal:
        office.execute(AddKeyAdult(KeyAdultCard(pupil, StaffId(1), date(2026, 10, 1))))
    assert refusal.value.code == "key_adult_already"
