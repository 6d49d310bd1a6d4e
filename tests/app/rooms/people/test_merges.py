"""What a file fills in for pupils who are here, the groups and senders it brings, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.clock import Clock
from app.core.errors import OutOfDate, Refused
from app.core.ids import GroupId, ImportId, PupilId
from app.core.marks import RUNG, NewMark
from app.core.sentences import say
from app.office import Office
from app.rooms import people
from app.rooms.attendance import MarkRegister
from app.rooms.people import (
    NOBODY_YET,
    AddGroup,
    AddMembership,
    CommissionerKind,
    ContactCard,
    EditPupil,
    GroupCard,
    IdentifierCard,
    IdentifierKind,
    ImportPupils,
    MembershipCard,
    MergedPupils,
    PupilCard,
    PupilImports,
    PupilMerge,
    PupilRow,
    PupilsBeside,
    TakeBackImport,
)
from app.store import verify
from tests.kit.provision import number, provision, pupil
from tests.kit.record import peek

START = date(2026, 9, 1)
UPN, OTHER_UPN = "H801200001001", "T330200001002"
HILL = ("Hill School", CommissionerKind.SCHOOL)


@pytest.fixture
def ash(office: Office) -> PupilId:
    """Here, with a number and somebody who must not be told."""
    made = pupil(office, "Ash", "Byrne", year_group="8")
    office.execute(people.AddIdentifier(IdentifierCard(made, IdentifierKind.UPN, UPN)))
    office.execute(
        people.AddContact(ContactCard(made, "Jo", phone="1", must_not_be_told=True, reason="order"))
    )
    return made


def on_record(office: Office, who: PupilId) -> PupilRow:
    (found,) = office.ask(PupilsBeside(frozenset({who})))
    return found.row


def merge_of(office: Office, who: PupilId) -> PupilMerge:
    """Everything that a merge may touch: the card, a number that gives way, contacts, a group, a sender."""
    before = on_record(office, who)
    after = replace(
        before,
        card=replace(before.card, year_group="9", birth_date=date(2012, 3, 4)),
        identifiers=((IdentifierKind.FORMER_UPN, UPN), (IdentifierKind.UPN, OTHER_UPN)),
        contacts=(replace(before.contacts[0], phone="2"), ContactCard(NOBODY_YET, "Kit", ring_order=2)),
        groups=("Red",),
        commissioners=(HILL,),
    )
    return PupilMerge(who, before, after)


def brought_in(office: Office, *merges: PupilMerge, rows: tuple[PupilRow, ...] = ()) -> ImportId:
    return ImportId(number(office, ImportPupils(rows, "ab", "list.csv", merges)))


def test_a_merge_writes_what_was_shown_under_one_entry(office: Office, ash: PupilId) -> None:
    merge = merge_of(office, ash)
    before = peek(office, "SELECT count(*) FROM audit_entry")[0][0]
    source = brought_in(office, merge)
    assert peek(office, "SELECT count(*) FROM audit_entry")[0][0] == before + 1
    assert on_record(office, ash) == merge.after
    assert office.ask(MergedPupils(source)) == {ash}
    (row,) = office.ask(PupilImports())
    assert (row.pupils, row.merged) == (0, 1)
    with office._record.reading() as db:
        assert verify.rebuilt_fault(db) == ""


def test_a_merge_is_taken_back_and_returned_whole(office: Office, ash: PupilId) -> None:
    merge = merge_of(office, ash)
    brought_in(office, merge)
    office.undo()
    assert on_record(office, ash) == merge.before
    assert (office.ask(people.Groups()), office.ask(people.Commissioners())) == ((), ())
    office.redo()
    assert on_record(office, ash) == merge.after
    office.undo()
    assert on_record(office, ash) == merge.before


def test_what_was_changed_since_keeps_the_file_here(office: Office, ash: PupilId) -> None:
    source = brought_in(office, merge_of(office, ash))
    version = peek(office, "SELECT version FROM pupil WHERE id = ?", ash)[0][0]
    office.execute(EditPupil(ash, version, replace(on_record(office, ash).card, year_group="10")))
    with pytest.raises(Refused) as refusal:
        office.execute(TakeBackImport(source))
    assert refusal.value.code == "import_changed_since"
    assert on_record(office, ash).groups == ("Red",)
    office.undo()
    office.execute(TakeBackImport(source))
    assert on_record(office, ash).groups == ()


def test_other_changes_of_the_pupil_stay_when_the_file_goes(office: Office, ash: PupilId) -> None:
    source = brought_in(office, merge_of(office, ash))
    version = peek(office, "SELECT version FROM pupil WHERE id = ?", ash)[0][0]
    office.execute(EditPupil(ash, version, replace(on_record(office, ash).card, needs="quiet")))
    office.execute(TakeBackImport(source))
    card = on_record(office, ash).card
    assert (card.needs, card.year_group, card.birth_date) == ("quiet", "8", None)


@pytest.mark.parametrize("what", ["card", "identifiers", "contacts"])
def test_a_merge_into_what_no_longer_stands_as_shown_changes_nothing(
    office: Office, ash: PupilId, what: str
) -> None:
    merge = merge_of(office, ash)
    others = {
        "card": replace(merge.before.card, year_group="7"),
        "identifiers": (),
        "contacts": (),
    }
    stale = replace(merge, before=replace(merge.before, **{what: others[what]}))
    with pytest.raises(OutOfDate):
        brought_in(office, stale)
    assert on_record(office, ash) == merge.before


def test_a_number_of_another_pupil_is_not_merged(office: Office, ash: PupilId) -> None:
    other = pupil(office, "Bea", "Cole")
    office.execute(people.AddIdentifier(IdentifierCard(other, IdentifierKind.UPN, OTHER_UPN)))
    with pytest.raises(Refused) as refusal:
        brought_in(office, merge_of(office, ash))
    assert refusal.value.code == "identifier_taken_in_row"


def test_groups_and_senders_are_found_by_name_or_made_with_the_file(office: Office, clock: Clock) -> None:
    red = number(office, AddGroup(GroupCard("Red", START)))
    leaving = clock.today() + timedelta(days=30)
    rows = tuple(
        PupilRow(line, PupilCard(name, "Reed", START, leaving), groups=groups, commissioners=(sender,))
        for line, (name, groups, sender) in enumerate(
            (("Bo", ("RED",), HILL), ("Cy", ("Blue", "red"), ("hill school", CommissionerKind.OTHER))),
            start=2,
        )
    )
    source = brought_in(office, rows=rows)
    groups = {row.card.name: (row.group, row.members) for row in office.ask(people.Groups())}
    assert groups["Red"] == (red, 2)
    assert groups["Blue"][1] == 1
    (hill,) = office.ask(people.Commissioners())
    assert (hill.card.name, hill.card.kind, hill.pupils) == ("Hill School", CommissionerKind.SCHOOL, 2)
    spans = {(row.card.from_day, row.card.to_day) for row in office.ask(people.Members())}
    assert spans == {(row.card.from_day, row.card.to_day) for row in office.ask(people.Placements())}
    assert spans == {(START, leaving)}
    office.execute(TakeBackImport(source))
    assert [row.card.name for row in office.ask(people.Groups())] == ["Red"]
    assert office.ask(people.Members()) == office.ask(people.Placements()) == ()


def test_a_group_of_the_file_that_somebody_else_joined_is_in_the_way(office: Office, ash: PupilId) -> None:
    source = brought_in(office, rows=(PupilRow(2, PupilCard("Bo", "Reed", START), groups=("Red",)),))
    (red,) = office.ask(people.Groups())
    office.execute(AddMembership(MembershipCard(GroupId(red.group), ash, START)))
    with pytest.raises(Refused) as refusal:
        office.execute(TakeBackImport(source))
    assert refusal.value.facts == {"count": 1, "things": (("membership", 1),)}


def test_a_group_of_that_name_that_ended_keeps_its_days(office: Office, clock: Clock) -> None:
    ended = clock.today() - timedelta(days=1)
    office.execute(AddGroup(GroupCard("Red", START, ended)))
    brought_in(office, rows=(PupilRow(2, PupilCard("Bo", "Reed", START), groups=("Red",)),))
    days = sorted((row.card.from_day, row.card.to_day) for row in office.ask(people.Groups(ended=True)))
    assert days[0] == (START, ended)
    assert days[1][0] == clock.today()


def test_days_of_a_file_that_would_hide_marks_keep_the_whole_file_out(office: Office) -> None:
    here = provision(office)
    who = here.pupils[0]
    office.execute(MarkRegister((NewMark(who, date(2026, 10, 13), here.lesson, RUNG, 4),)))
    before = on_record(office, who)
    leaving = replace(before, card=replace(before.card, leaving_day=date(2026, 10, 9)))
    with pytest.raises(Refused, match="file_hides_marks") as refusal:
        brought_in(office, PupilMerge(who, before, leaving))
    assert say(refusal.value.code, refusal.value.facts).startswith(
        f"The days that the file gives {before.card.forename} {before.card.surname} would hide marks of "
        "13 October 2026 to 13 October 2026."
    )
    assert on_record(office, who) == before
