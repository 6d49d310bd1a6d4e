"""What an import of pupils would do, planned against a real record."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.clock import Clock
from app.core.period import FAR
from app.core.sentences import SENTENCES, say
from app.exchange.choices import Act, Choices, Decision
from app.exchange.pupils import PlanPupils, PupilPlan
from app.exchange.sheet import Row, Sheet
from app.office import Office
from app.rooms import people
from app.rooms.people import Check, IdentifierKind
from tests.kit.provision import pupil
from tests.kit.record import peek

GOOD_UPN = "H801200001001"
OTHER_UPN = "T330200001002"


def sheet(*lines: str) -> Sheet:
    return Sheet("", tuple(Row(n, tuple(line.split(","))) for n, line in enumerate(lines, start=1)))


def planned(office: Office, *lines: str, digest: str = "d1") -> PupilPlan:
    return office.ask(PlanPupils(sheet(*lines), digest, "list.csv"))


def brought_in(office: Office, *lines: str, digest: str = "d1") -> PupilPlan:
    plan = planned(office, *lines, digest=digest)
    assert plan.command is not None
    office.execute(plan.command)
    return plan


def whys(plan: PupilPlan) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.why) for each in plan.need_you]


def adds_up(plan: PupilPlan) -> bool:
    waiting = {each.row for each in plan.need_you}
    return plan.read == len(plan.ready) + len(plan.unchanged) + len(waiting)


def test_forename_and_surname_are_enough(office):
    plan = brought_in(office, "Forename,Surname", "Ash,Byrne", "Bea,Cole")
    assert (plan.read, len(plan.ready), plan.need_you) == (2, 2, ())
    assert {row.surname for row in office.ask(people.PupilList())} == {"Byrne", "Cole"}


def test_planning_changes_nothing(office):
    before = peek(office, "SELECT count(*) FROM audit_entry")
    planned(office, "Forename,Surname", "Ash,Byrne")
    assert peek(office, "SELECT count(*) FROM audit_entry") == before
    assert office.ask(people.PupilList()) == ()


def test_the_same_file_again_is_unchanged_row_by_row_even_where_only_names_are_known(office):
    lines = ("Forename,Surname", "Ash,Byrne", "Bea,Cole")
    brought_in(office, *lines)
    again = planned(office, *lines)
    assert (len(again.ready), [each.row for each in again.unchanged], again.command) == (0, [2, 3], None)
    refs = {row.ref for row in office.ask(people.PupilList())}
    assert {each.ref for each in again.unchanged} == refs


def test_a_bare_name_that_is_here_already_needs_a_person_in_any_other_file(office):
    pupil(office, "Ash", "Byrne")
    plan = planned(office, "Forename,Surname", "ASH,Byrne", "Bea,Cole")
    assert whys(plan) == [(2, "Forename", "name_here_already")]
    (double,) = plan.doubles
    assert (double.row, double.why, double.whom.name) == (2, "name_here_already", "Ash Byrne")
    assert [row.row for row in plan.ready] == [3]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("Ash,Byrne,,", "Ash,Byrne,,", "name_twice"),
        ("Ash,Byrne,2012-03-04,", "Ash,Byrne,,", "name_twice"),
        ("Ash,Byrne,,", "Ash,Byrne,2012-03-04,", "name_twice"),
        ("Ash,Byrne,2012-03-04,", "Ash,Byrne,2012-03-04,", "name_twice"),
        ("Ash,Byrne,2012-03-04,", "Ash,Byrne,2012-03-05,", ""),
        (f"Ash,Byrne,,{GOOD_UPN}", f"Bea,Cole,,{GOOD_UPN}", "number_twice"),
        (f"Ash,Byrne,,{GOOD_UPN}", f"Bea,Cole,,{OTHER_UPN}", ""),
        ("Ash,Byrne,,unknown", "Bea,Cole,,unknown", ""),
    ],
)
def test_of_two_rows_that_may_be_one_child_the_second_needs_a_person(office, first, second, why):
    plan = brought_in(office, "Forename,Surname,DOB,UPN", first, second)
    assert [each.why for each in plan.need_you] == ([why] if why else [])
    assert adds_up(plan)
    if why:
        assert plan.need_you[0].row == 3
        assert plan.need_you[0].facts["other"] == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"Ash,Byrne,2012-03-04,{GOOD_UPN}", ""),
        ("Ash,Byrne,2012-03-04,", ""),
        (f"Ash,Byrne,,{GOOD_UPN}", ""),
        (f"Bea,Cole,2012-03-04,{GOOD_UPN}", "number_here_other_name"),
        (f"Ash,Byrne,2012-03-05,{GOOD_UPN}", "number_here_other_birth_date"),
        (f"Ash,Byrne,2012-03-04,{OTHER_UPN}", "here_with_other_number"),
    ],
)
def test_a_child_who_is_here_is_unchanged_or_shown_beside_what_differs(office, row, why):
    brought_in(office, "Forename,Surname,DOB,UPN", f"Ash,Byrne,2012-03-04,{GOOD_UPN}")
    plan = planned(office, "Forename,Surname,DOB,UPN", row, digest="another file")
    assert [each.why for each in plan.need_you] == ([why] if why else [])
    assert len(plan.unchanged) == (0 if why else 1)
    assert (plan.ready, plan.command) == ((), None)
    assert adds_up(plan)


def test_each_row_is_in_one_bucket_of_each_identifier_whether_or_not_it_comes_in(office):
    plan = planned(
        office, "Forename,Surname,UPN,ULN",
        f"Ash,Byrne,{GOOD_UPN},", "Bea,Cole,H801200001002,", "Cy,Dunn,nonsense,12", ",Eve,,", "Flo,Gray,,",
    )  # fmt: skip
    assert sum(count for _, count in plan.upn) == sum(count for _, count in plan.uln) == plan.read == 5
    upn = dict(plan.upn)
    assert upn[Check.MALFORMED] == 1
    assert upn[Check.NONE] == 2
    assert dict(plan.uln) == {
        Check.GOOD: 0, Check.WRONG_DIGIT: 0, Check.MALFORMED: 1, Check.NONE: 4
    }  # fmt: skip


def test_a_malformed_number_keeps_nobody_out_and_is_kept_as_another_number(office):
    brought_in(office, "Forename,Surname,UPN", "Ash,Byrne,nonsense")
    (number,) = office.ask(people.Identifiers())
    assert (number.kind, number.value) == (IdentifierKind.OTHER, "NONSENSE")


def test_a_sheet_without_any_name_brings_nobody_in_and_every_row_needs_a_person(office):
    plan = planned(office, "DOB,Colour", "2012-03-04,red", "2012-03-05,blue")
    assert (plan.read, plan.ready, plan.command) == (2, (), None)
    assert {each.row for each in plan.need_you} == {2, 3}


def test_the_first_and_last_day_of_a_stay_come_along(office, clock: Clock):
    today = clock.today()
    ahead = today + timedelta(days=200)
    brought_in(
        office, "Forename,Surname,Start date,Leaving date",
        f"Ash,Byrne,2026-09-02,{ahead.isoformat()}", "Bea,Cole,,", f"Cy,Dunn,{ahead.isoformat()},",
    )  # fmt: skip
    rows = {row.forename: row for row in office.ask(people.PupilList())}
    assert (rows["Ash"].start_day, rows["Ash"].leaving_day) == (date(2026, 9, 2), ahead)
    assert (rows["Bea"].start_day, rows["Bea"].leaving_day) == (today, FAR)
    assert rows["Cy"].start_day == ahead, "a child who begins in spring is not here today"


def test_special_needs_stand_under_their_names(office):
    brought_in(office, "Forename,Surname,Needs,SEN provision,EHCP", "Ash,Byrne,quiet corner,K,yes")
    (ash,) = office.ask(people.PupilList())
    assert ash.needs == "quiet corner\nSEN provision: K\nEHC plan: yes"


@pytest.mark.parametrize(
    ("cells", "contacts"),
    [
        (("Jo Marsh", "Mother", "07700 900111"), [("Jo Marsh", "Mother", "07700 900111")]),
        (("", "", "07700 900111"), [("Name not given", "", "07700 900111")]),
        (("Jo; Kit", "Mother; Father", "1; 2"), [("Jo", "Mother", "1"), ("Kit", "Father", "2")]),
        (("Jo; Kit", "", "1"), [("Jo; Kit", "", "1")]),
    ],
)
def test_contacts_come_along_and_no_number_is_given_to_the_wrong_person(office, cells, contacts):
    headings = "Forename,Surname,Contact name,Contact relationship,Contact phone"
    brought_in(office, headings, "Ash,Byrne," + ",".join(cells))
    (ash,) = office.ask(people.PupilList())
    found = [row.card for row in office.ask(people.Contacts(ash.pupil))]
    assert [(card.name, card.relationship, card.phone) for card in found] == contacts
    assert not any(card.may_be_told for card in found)


def test_every_reason_has_a_sentence(office):
    plan = planned(
        office, "Forename,Surname,DOB", "Ash,,31/02/2012", "Ash,Byrne,1850-01-01", "Bea,Cole,", "Bea,Cole,",
        "Cy,Dunn,2030-01-01", "1,2,",
    )  # fmt: skip
    assert {each.why for each in plan.need_you} <= SENTENCES.keys()
    for each in plan.need_you:
        assert "?" not in say(each.why, each.facts)
    assert adds_up(plan)


def test_a_decision_about_somebody_who_is_no_longer_meant_is_asked_again(office):
    """One of two who fitted was renamed since: the row is not merged into the other."""
    first, second = pupil(office, "Ash", "Byrne"), pupil(office, "Ash", "Byrne")
    lines = ("Forename,Surname,Date of birth", "Ash,Byrne,2012-03-04")
    refs = {row.pupil: row.ref for row in office.ask(people.PupilList())}
    said = Choices(decisions=(Decision(2, Act.MERGE, refs[first]),))
    query = PlanPupils(sheet(*lines), "d1", "list.csv", said)
    assert [(each.row, each.ref) for each in office.ask(query).merged] == [(2, refs[first])]
    card = office.ask(people.PupilCardView(first)).kept
    office.execute(people.EditPupil(first, card.version, replace(card.card, surname="Finch")))
    plan = office.ask(query)
    assert plan.merged == ()
    assert [each.row for each in plan.need_you] == [2]
    assert second in {row.pupil for row in office.ask(people.PupilList())}
