"""Contacts, groups, commissioners, placements and a child's own words, through the real door."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.errors import NotAllowed, Refused
from app.core.ids import CommissionerId, GroupId, PassId, PupilId
from app.core.roles import Role
from app.rooms.people import (
    AddCommissioner,
    AddContact,
    AddGroup,
    AddMembership,
    AddPlacement,
    AddPupil,
    CommissionerCard,
    CommissionerKind,
    Commissioners,
    ContactCard,
    Contacts,
    EditContact,
    EmergencyRows,
    EndGroup,
    EndMembership,
    EndPlacement,
    GroupCard,
    Groups,
    KeyAdults,
    LetPass,
    LetPassNoMore,
    LimitedAct,
    MayBeTold,
    MayCollect,
    Members,
    MembershipCard,
    PassesToday,
    PlacementCard,
    PlacementCodes,
    Placements,
    PupilCard,
    PupilCardView,
    PupilKeys,
    PupilList,
    PupilNames,
    SetMembers,
    WithdrawCommissioner,
    WithdrawContact,
    WithdrawGroup,
)
from tests.kit.counting import cost
from tests.kit.record import as_roles, peek

START = date(2026, 9, 1)
TODAY = date(2026, 10, 13)
ASH = PupilCard("Ashley", "Marsh", START, known_as="Ash", life_critical_care="Nuts: pen in blue bag")
BO = PupilCard("Bo", "Reed", START, own_roll=True)
SCHOOL = CommissionerCard("Elm Park School", CommissionerKind.SCHOOL)
SCHOOL_B = replace(SCHOOL, confirmed_code="B", confirmed_by="J Lowe", confirmed_on=date(2026, 9, 2))


@pytest.fixture
def ash(office):
    return PupilId(office.execute(AddPupil(ASH)).new_id)


@pytest.fixture
def bo(office):
    return PupilId(office.execute(AddPupil(BO)).new_id)


@pytest.fixture
def elm(office):
    return CommissionerId(office.execute(AddCommissioner(SCHOOL_B)).new_id)


@pytest.fixture
def maple(office):
    return GroupId(office.execute(AddGroup(GroupCard("Maple", START))).new_id)


MUM = {"name": "Joy Marsh", "relationship": "mother", "phone": "07700 900111", "may_be_told": True}
UNCLE = {
    "name": "Kofi Osei",
    "must_not_be_told": True,
    "must_not_collect": True,
    "reason": "court order",
    "document": "order of 12 March 2026",
}


def contact(office, pupil, **said):
    return office.execute(AddContact(ContactCard(pupil, **said))).new_id


# -- contacts


def test_contacts_stand_in_the_order_to_ring(office, ash):
    contact(office, ash, **MUM, ring_order=2)
    contact(office, ash, name="Dee Marsh", ring_order=1)
    assert [row.card.name for row in office.ask(Contacts(ash))] == ["Dee Marsh", "Joy Marsh"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"name": "A", "may_be_told": True, "must_not_be_told": True}, "contact_both_may_and_must_not"),
        ({"name": "A", "must_not_collect": True}, "limit_without_reason"),
    ],
)
def test_a_contact_that_cannot_stand_is_refused(office, ash, said, code):
    with pytest.raises(Refused) as refusal:
        contact(office, ash, **said)
    assert refusal.value.code == code


def test_a_contact_is_edited_taken_away_and_each_step_taken_back(office, ash):
    joy = contact(office, ash, **MUM)
    office.execute(EditContact(joy, 1, ContactCard(ash, **(MUM | {"phone": "07700 900222"}))))
    office.execute(WithdrawContact(joy))
    assert office.ask(Contacts(ash)) == ()
    office.undo()
    assert [row.card.phone for row in office.ask(Contacts(ash))] == ["07700 900222"]
    office.undo()
    assert [row.card.phone for row in office.ask(Contacts(ash))] == ["07700 900111"]
    office.undo()
    assert office.ask(Contacts(ash)) == ()


def test_without_a_name_the_first_in_ringing_order_who_may_be_told_is_addressed(office, ash):
    contact(office, ash, name="Dee Marsh", ring_order=1)
    contact(office, ash, **MUM, ring_order=2)
    assert office.ask(MayBeTold(ash)).name == "Joy Marsh"


def test_where_nobody_may_be_told_nobody_is_addressed(office, ash):
    contact(office, ash, **UNCLE)
    with pytest.raises(Refused) as refusal:
        office.ask(MayBeTold(ash))
    assert refusal.value.code == "nobody_may_be_told"


def test_whoever_must_not_be_told_is_refused_with_the_reason_however_the_name_is_written(office, ash):
    kofi = contact(office, ash, **UNCLE)
    with pytest.raises(Refused) as refusal:
        office.ask(MayBeTold(ash, "KOFI  ósei"))
    assert refusal.value.code == "must_not_be_told"
    assert refusal.value.facts == {
        "addressee": "Kofi Osei",
        "reason": "court order",
        "document": "order of 12 March 2026",
        "contact": kofi,
    }


def test_of_two_contacts_with_one_name_the_one_who_must_not_be_told_decides(office, ash):
    contact(office, ash, **(MUM | {"name": "Kofi Osei"}))
    contact(office, ash, **UNCLE)
    with pytest.raises(Refused) as refusal:
        office.ask(MayBeTold(ash, "Kofi Osei"))
    assert refusal.value.code == "must_not_be_told"


def test_the_head_lets_a_letter_pass_for_one_day_with_a_reason_on_record(office, clock, ash):
    kofi = contact(office, ash, **UNCLE)
    office.execute(LetPass(kofi, LimitedAct.TELL, "the court asked for it"))
    assert office.ask(MayBeTold(ash, "Kofi Osei")).contact == kofi
    (passed,) = office.ask(PassesToday(ash))
    assert (passed.contact, passed.act, passed.reason) == (kofi, LimitedAct.TELL, "the court asked for it")
    with pytest.raises(Refused):
        office.ask(MayCollect(kofi))
    clock.move(days=1)
    with pytest.raises(Refused):
        office.ask(MayBeTold(ash, "Kofi Osei"))
    assert office.ask(PassesToday(ash)) == ()
    assert peek(office, "SELECT reason, day FROM limit_override") == [
        ("the court asked for it", TODAY.toordinal())
    ]


def test_letting_pass_is_taken_back_and_done_again(office, ash):
    kofi = contact(office, ash, **UNCLE)
    office.execute(LetPass(kofi, LimitedAct.COLLECT, "his mother is in hospital"))
    assert office.ask(MayCollect(kofi)).name == "Kofi Osei"
    office.undo()
    with pytest.raises(Refused) as refusal:
        office.ask(MayCollect(kofi))
    assert (refusal.value.code, refusal.value.facts["reason"]) == ("must_not_collect", "court order")
    office.redo()
    assert office.ask(MayCollect(kofi)).name == "Kofi Osei"


def test_nobody_but_the_head_lets_anything_pass_and_never_without_a_reason(office, opened, clock, ash):
    kofi = contact(office, ash, **UNCLE)
    with pytest.raises(NotAllowed) as refusal:
        as_roles(opened, clock, Role.DSL).execute(LetPass(kofi, LimitedAct.TELL, "because"))
    assert refusal.value.code == "not_allowed"
    with pytest.raises(NotAllowed):
        as_roles(opened, clock, Role.DSL).execute(LetPassNoMore(PassId(1)))
    with pytest.raises(Refused) as refusal:
        office.execute(LetPass(kofi, LimitedAct.TELL, " "))
    assert refusal.value.code == "limit_without_reason"


def test_a_contact_of_whom_nothing_is_said_is_not_told(office, ash):
    contact(office, ash, name="Dee Marsh")
    with pytest.raises(Refused) as refusal:
        office.ask(MayBeTold(ash, "Dee Marsh"))
    assert refusal.value.code == "nobody_said_may_be_told"


def test_a_commissioner_may_be_told_about_the_pupils_it_sends_and_no_other(office, ash, bo, elm):
    office.execute(AddPlacement(PlacementCard(ash, elm, START)))
    assert office.ask(MayBeTold(ash, "elm park school")).commissioner == elm
    with pytest.raises(Refused) as refusal:
        office.ask(MayBeTold(bo, "Elm Park School"))
    assert refusal.value.code == "not_around_this_pupil"


def test_a_commissioner_is_told_until_its_last_placement_of_the_pupil_ends(office, ash, elm):
    yesterday = TODAY - timedelta(days=1)
    office.execute(AddPlacement(PlacementCard(ash, elm, START, yesterday)))
    with pytest.raises(Refused) as refusal:
        office.ask(MayBeTold(ash, "Elm Park School"))
    assert refusal.value.code == "not_around_this_pupil"
    office.execute(AddPlacement(PlacementCard(ash, elm, TODAY, TODAY)))
    assert office.ask(MayBeTold(ash, "Elm Park School")).commissioner == elm


def test_an_emergency_shows_whom_to_ring_and_whom_not_and_no_address(office, ash):
    contact(office, ash, **MUM, address="1 Hidden Row", address_secret=True)
    contact(office, ash, **UNCLE)
    (row,) = office.ask(EmergencyRows(TODAY))
    assert [(one.name, one.phone) for one in row.tell] == [("Joy Marsh", "07700 900111")]
    assert row.must_not_be_told == row.must_not_collect == ("Kofi Osei",)
    assert row.life_critical_care == "Nuts: pen in blue bag"
    assert "Hidden" not in repr(row)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_what_an_emergency_needs(office, opened, clock, ash, role):
    (row,) = as_roles(opened, clock, role).ask(EmergencyRows(TODAY))
    assert row.shown == "Ash"


def test_an_emergency_is_answered_without_leaving_an_entry(office, ash):
    before = peek(office, "SELECT count(*) FROM audit_entry")
    office.ask(EmergencyRows(TODAY))
    assert EmergencyRows.life_critical
    assert peek(office, "SELECT count(*) FROM audit_entry") == before


# -- groups


def test_a_group_counts_who_is_in_it_today(office, ash, bo, maple):
    office.execute(AddMembership(MembershipCard(maple, ash, START)))
    office.execute(AddMembership(MembershipCard(maple, bo, date(2026, 10, 14))))
    assert [(row.card.name, row.members) for row in office.ask(Groups())] == [("Maple", 1)]


def test_setting_a_group_from_a_day_ends_and_begins_stays_and_goes_back_whole(office, ash, bo, maple):
    office.execute(SetMembers(maple, START, frozenset({ash})))
    office.execute(SetMembers(maple, TODAY, frozenset({bo})))

    def on(day):
        return [row.card.pupil_id for row in office.ask(Members(on=day))]

    assert (on(date(2026, 10, 12)), on(TODAY)) == ([ash], [bo])
    office.undo()
    assert (on(date(2026, 10, 12)), on(TODAY)) == ([ash], [ash])
    office.redo()
    assert (on(date(2026, 10, 12)), on(TODAY)) == ([ash], [bo])


def test_setting_a_group_twice_on_one_day_leaves_the_second(office, ash, bo, maple):
    office.execute(SetMembers(maple, TODAY, frozenset({ash, bo})))
    office.execute(SetMembers(maple, TODAY, frozenset({bo})))
    assert [row.card.pupil_id for row in office.ask(Members(on=TODAY))] == [bo]
    receipt = office.execute(SetMembers(maple, TODAY, frozenset({bo})))
    assert receipt.note == "nothing_to_change"


def test_setting_a_group_sweeps_away_stays_that_begin_later(office, ash, bo, maple):
    office.execute(AddMembership(MembershipCard(maple, ash, date(2026, 11, 2))))
    office.execute(SetMembers(maple, TODAY, frozenset({bo})))
    assert [row.card.pupil_id for row in office.ask(Members(on=date(2026, 11, 3)))] == [bo]


def test_nobody_is_in_a_group_twice_at_a_time(office, ash, maple):
    office.execute(AddMembership(MembershipCard(maple, ash, START)))
    with pytest.raises(Refused) as refusal:
        office.execute(AddMembership(MembershipCard(maple, ash, TODAY)))
    assert refusal.value.code == "in_group_already"


def test_a_stay_ends_and_the_end_is_taken_back(office, ash, maple):
    stay = office.execute(AddMembership(MembershipCard(maple, ash, START))).new_id
    office.execute(EndMembership(stay, date(2026, 10, 12)))
    assert office.ask(Members(on=TODAY)) == ()
    office.undo()
    assert len(office.ask(Members(on=TODAY))) == 1


def test_two_groups_of_one_time_do_not_share_a_name(office, maple):
    with pytest.raises(Refused) as refusal:
        office.execute(AddGroup(GroupCard("maple ", TODAY)))
    assert refusal.value.code == "group_name_taken"
    office.execute(EndGroup(maple, date(2026, 10, 12)))
    office.execute(AddGroup(GroupCard("Maple", TODAY)))
    assert [row.card.from_day for row in office.ask(Groups())] == [TODAY]
    assert len(office.ask(Groups(ended=True))) == 2


def test_a_group_that_somebody_is_in_is_not_taken_away(office, ash, maple):
    office.execute(AddMembership(MembershipCard(maple, ash, START)))
    with pytest.raises(Refused) as refusal:
        office.execute(WithdrawGroup(maple))
    assert refusal.value.code == "group_in_use"


# -- commissioners and placements


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (replace(SCHOOL, name=""), "name_missing"),
        (replace(SCHOOL_B, confirmed_code="D"), "code_not_offered"),
        (replace(SCHOOL_B, confirmed_by=""), "code_without_confirmation"),
        (replace(SCHOOL_B, confirmed_on=None), "code_without_confirmation"),
    ],
)
def test_a_commissioner_that_cannot_stand_is_refused(office, card, code):
    with pytest.raises(Refused) as refusal:
        office.execute(AddCommissioner(card))
    assert refusal.value.code == code


def test_a_commissioner_counts_the_pupils_it_sends_today(office, ash, elm):
    first = office.execute(AddPlacement(PlacementCard(ash, elm, START))).new_id
    office.execute(AddPlacement(PlacementCard(ash, elm, TODAY)))
    assert [row.pupils for row in office.ask(Commissioners())] == [1]
    with pytest.raises(Refused) as refusal:
        office.execute(WithdrawCommissioner(elm))
    assert (refusal.value.code, refusal.value.facts["count"]) == ("commissioner_in_use", 2)
    office.execute(EndPlacement(first, date(2026, 10, 12)))
    assert len(office.ask(Placements(on=TODAY))) == 1


def test_a_placement_says_what_the_proposal_of_a_code_must_know(office, ash, bo, elm):
    other = office.execute(AddCommissioner(replace(SCHOOL, name="Fen School"))).new_id
    office.execute(AddPlacement(PlacementCard(ash, elm, START)))
    office.execute(AddPlacement(PlacementCard(ash, other, START, date(2026, 10, 12))))
    facts = {fact.pupil: fact for fact in office.ask(PlacementCodes(TODAY))}
    assert (facts[ash].own_roll, facts[ash].placements) == (False, (("school", "B"),))
    assert (facts[bo].own_roll, facts[bo].placements) == (True, ())
    (before,) = office.ask(PlacementCodes(date(2026, 10, 12), frozenset({ash})))
    assert before.placements == (("school", "B"), ("school", None))


@pytest.mark.parametrize("half_days", [-1, 15])
def test_half_days_agreed_lie_within_a_week(office, ash, elm, half_days):
    with pytest.raises(Refused) as refusal:
        office.execute(AddPlacement(PlacementCard(ash, elm, START, half_days=half_days)))
    assert refusal.value.code == "half_days_out_of_range"


QUESTIONS = [
    (PupilList("a", leavers=True), 5),
    (PupilNames(on=TODAY), 2),
    (PupilKeys(), 2),
    (EmergencyRows(TODAY), 2),
    (Groups(), 1),
    (Members(on=TODAY), 1),
    (Commissioners(), 2),
    (Placements(on=TODAY), 1),
    (PlacementCodes(TODAY), 1),
    (KeyAdults(on=TODAY), 1),
    (PupilCardView(PupilId(1)), 10),
]


@pytest.mark.parametrize(("query", "most"), QUESTIONS, ids=lambda each: type(each).__name__)
def test_a_question_costs_as_much_for_one_pupil_as_for_many(office, elm, maple, query, most):
    def one_more(number):
        pupil = PupilId(office.execute(AddPupil(replace(ASH, forename=f"A{number}"))).new_id)
        contact(office, pupil, **MUM)
        office.execute(AddMembership(MembershipCard(maple, pupil, START)))
        office.execute(AddPlacement(PlacementCard(pupil, elm, START)))

    one_more(1)
    alone = cost(office, query)
    for number in range(2, 6):
        one_more(number)
    assert alone == cost(office, query) <= most
