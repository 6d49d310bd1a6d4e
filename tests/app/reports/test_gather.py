"""What pages gather from a real record: for whom, from when to when, and nothing about anybody else."""

import hashlib
from datetime import date, datetime, timedelta

import pytest

from app.core.clock import ENGLAND
from app.core.errors import NotAllowed, Refused
from app.core.ids import PupilId, StaffId
from app.core.jobs import Silent
from app.core.marks import CODE, NOT_OBSERVED, PM, RUNG, NewMark
from app.core.permissions import Permission
from app.core.roles import Role
from app.office import Office
from app.reports.family import Dip, UsualClaim
from app.reports.gather_emergency import GatherEmergencySheet
from app.reports.gather_family import GatherChildPage, GatherFamilyPage
from app.reports.gather_staff import GatherStaffPage
from app.reports.make_page import ComposePage, MakePage, PageFormat, PageKind
from app.reports.others import CalledNames
from app.reports.staff import HalfDays, OutcomeScores, Sighting, SubjectSteps
from app.rooms import access, attendance, calendar, curriculum, engagement, keeping, people
from app.rooms.calendar import TermCard, TermKind
from app.rooms.curriculum import NewAchievement
from app.rooms.people import ContactCard, EndPupil, KeyAdultCard, PupilCard
from tests.kit.provision import START, Provision, placed, provision, steps
from tests.kit.record import HEAD, as_roles

TUESDAYS = tuple(date(2026, 9, 8) + timedelta(weeks=n) for n in range(6))


@pytest.fixture
def here(office: Office) -> Provision:
    found = provision(office)
    office.execute(people.AddContact(ContactCard(found.pupils[0], "Jo Marsh", "Mother", may_be_told=True)))
    return found


def mark(office: Office, pupil: PupilId, here: Provision, *rungs: int) -> None:
    pairs = zip(
        [(day, slot) for day in TUESDAYS for slot in (here.breakfast, here.lesson)], rungs, strict=False
    )
    office.execute(
        attendance.MarkRegister(tuple(NewMark(pupil, day, slot, RUNG, rung) for (day, slot), rung in pairs))
    )


def colleague(office: Office, name: str) -> StaffId:
    card = access.StaffCard(name, Role.MENTOR.value, "", START)
    return StaffId(office.execute(access.AddStaff(card, "a long enough first word")).new_id)


def test_a_family_page_tells_what_the_record_proves_and_no_more(office, here):
    ash, tree = here.pupils[0], steps(office)
    mark(office, ash, here, 1, 2, 2, 3, 6, 6, 6, 6, 6, 6, 6, 8)
    office.execute(
        curriculum.RecordAchievements(
            (NewAchievement(ash, tree.to5, TUESDAYS[0]), NewAchievement(ash, tree.weigh, TUESDAYS[1]))
        )
    )
    office.execute(people.AddKeyAdult(KeyAdultCard(ash, office.actor.staff, START)))
    facts = office.work(GatherFamilyPage(ash), Silent())
    assert (facts.known_as, facts.addressee, facts.provision) == ("Alfie", "Jo Marsh", "Hillside Outreach")
    assert facts.usual == UsualClaim(6, 8, 9)
    assert facts.best is not None
    assert (facts.best.rung, facts.best.on) == (8, TUESDAYS[5])
    assert [week.usual for week in facts.weeks] == [1, 2, 6, 6, 6, 6]
    assert [(new.statement, new.subject) for new in facts.new_things] == [
        ("weighs flour", "Cooking"), ("counts to five", "Number"),
    ]  # fmt: skip
    assert (facts.new_count, facts.since_start, facts.ask) == (2, 2, HEAD)
    assert facts.next_steps[0] == "counts to ten"
    assert facts.own_names == CalledNames("Alfie", "", "Marsh")
    assert {other.surname for other in facts.other_names} == {"Lindqvist", "Farouk", "Osei"}


def test_every_name_of_every_other_pupil_is_kept_out_of_typed_words(office, here):
    ash, bea, *_ = here.pupils
    kept = office.ask(people.PupilCardView(bea)).kept
    office.execute(
        people.EditPupil(bea, kept.version, PupilCard("Beatrix", "Lindqvist", START, known_as="Bea"))
    )
    proved = office.work(ComposePage(PageKind.FAMILY, ash), Silent()).facts.claim.proved
    words = "Alfie and BEA, Beatrix/Lindqvist and Callum’s mum"
    office.execute(keeping.WordHeadline(ash, PageKind.FAMILY.value, proved, words))
    said = [block.text for block in office.work(ComposePage(PageKind.FAMILY, ash), Silent()).blocks[:3]]
    assert said[2] == "Alfie and another child, another child and another child’s mum"


def test_a_week_says_whether_anybody_heard_the_child(office, here):
    ash = here.pupils[0]
    mark(office, ash, here, 0, 0, 0, 2, 2, 2, 3, 3)
    weeks = office.work(GatherFamilyPage(ash), Silent()).weeks
    assert [(week.usual, week.seen, week.heard) for week in weeks] == [
        (0, False, False), (0, False, True), (2, False, True), (3, True, True),
    ]  # fmt: skip
    on_ladder = office.work(GatherStaffPage(ash), Silent()).weeks
    assert [(week.seen, week.heard) for week in on_ladder] == [
        (False, False), (False, True), (False, True), (True, True),
    ]  # fmt: skip


def test_a_page_tells_of_the_term_in_which_something_last_happened(office, here, clock):
    office.execute(
        calendar.AddTerm(TermCard(TermKind.TERM, "Autumn term", date(2026, 9, 1), date(2026, 12, 18)))
    )
    mark(office, here.pupils[0], here, 1)
    facts = office.work(GatherFamilyPage(here.pupils[0]), Silent())
    assert (facts.period, facts.first, facts.last) == ("autumn term so far", date(2026, 9, 1), clock.today())
    clock.set(datetime(2027, 2, 2, 10, 0, tzinfo=ENGLAND))
    later = office.work(GatherFamilyPage(here.pupils[0]), Silent())
    assert (later.period, later.last) == ("autumn term", date(2026, 12, 18))


def test_the_week_in_which_a_term_begins_is_told_whole(office, here):
    office.execute(
        calendar.AddTerm(TermCard(TermKind.TERM, "Autumn term", date(2026, 9, 9), date(2026, 12, 18)))
    )
    marks = (
        NewMark(here.pupils[0], date(2026, 9, 9), here.wednesday, RUNG, 1),
        NewMark(here.pupils[0], TUESDAYS[1], here.breakfast, RUNG, 2),
    )
    office.execute(attendance.MarkRegister(marks))
    facts = office.work(GatherFamilyPage(here.pupils[0]), Silent())
    assert [week.monday for week in facts.weeks] == [date(2026, 9, 7), date(2026, 9, 14)]


def test_a_dip_in_the_span_is_told_in_whole_weeks(office, here):
    mark(office, here.pupils[0], here, 6, 6, 6, 6, 6, 6, 6, 6, 2, 6)
    facts = office.work(GatherFamilyPage(here.pupils[0]), Silent())
    assert facts.dips == (Dip(TUESDAYS[4], 1, recovered=True),)


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ({"must_not_be_told": True, "reason": "order of the court"}, "must_not_be_told"),
        ({}, "nobody_said_may_be_told"),
    ],
)
@pytest.mark.parametrize("job", [GatherFamilyPage, GatherStaffPage])
def test_a_page_is_refused_to_whoever_may_not_be_told(office, here, card, code, job):
    office.execute(people.AddContact(ContactCard(here.pupils[0], "Kofi Osei", "Father", **card)))
    with pytest.raises(Refused) as refused:
        office.work(job(here.pupils[0], "kofi osei"), Silent())
    assert refused.value.code == code


def test_a_family_page_goes_to_nobody_who_is_not_around_the_pupil(office, here):
    with pytest.raises(Refused) as refused:
        office.work(GatherFamilyPage(here.pupils[0], HEAD), Silent())
    assert refused.value.code == "not_around_this_pupil"
    with pytest.raises(Refused) as refused:
        office.work(GatherFamilyPage(here.pupils[1]), Silent())
    assert refused.value.code == "nobody_may_be_told"


def test_a_staff_page_goes_to_a_colleague_who_works_here_and_to_no_one_who_left(office, here, clock):
    tom = colleague(office, "Tom Reed")
    assert office.work(GatherStaffPage(here.pupils[0], "tom  reed"), Silent()).addressee == "Tom Reed"
    office.execute(access.EndStaff(tom, clock.today() - timedelta(days=1)))
    with pytest.raises(Refused) as refused:
        office.work(GatherStaffPage(here.pupils[0], "Tom Reed"), Silent())
    assert refused.value.code == "not_around_this_pupil"


def test_a_staff_page_is_refused_to_a_namesake_of_a_colleague_who_must_not_be_told(office, here):
    barred = ContactCard(here.pupils[0], HEAD, "Aunt", must_not_be_told=True, reason="order of the court")
    office.execute(people.AddContact(barred))
    with pytest.raises(Refused) as refused:
        office.work(GatherStaffPage(here.pupils[0], HEAD), Silent())
    assert refused.value.code == "must_not_be_told"
    assert office.work(GatherStaffPage(here.pupils[1], HEAD), Silent()).addressee == HEAD


@pytest.mark.parametrize("job", [GatherFamilyPage, GatherStaffPage])
def test_no_page_goes_to_a_commissioner_whose_placement_has_ended(office, here, clock, job):
    ash = here.pupils[0]
    placed(office, ash)
    assert office.work(job(ash, f"school of {ash}"), Silent()).addressee == f"school of {ash}"
    (row,) = office.ask(people.Placements(pupil=ash))
    office.execute(people.EndPlacement(row.placement, clock.today() - timedelta(days=1)))
    with pytest.raises(Refused) as refused:
        office.work(job(ash, f"school of {ash}"), Silent())
    assert refused.value.code == "not_around_this_pupil"


def test_a_staff_page_names_who_must_not_be_told_or_collect(office, here):
    limits = {"must_not_be_told": True, "must_not_collect": True, "reason": "order of the court"}
    office.execute(people.AddContact(ContactCard(here.pupils[0], "Kofi Osei", "Father", **limits)))
    facts = office.work(GatherStaffPage(here.pupils[0]), Silent())
    assert (facts.must_not_be_told, facts.must_not_collect) == (
        ("Kofi Osei, Father",),
        ("Kofi Osei, Father",),
    )


def test_a_commissioner_reads_the_name_that_is_used_with_commissioners(office, here):
    ash = here.pupils[0]
    placed(office, ash)
    kept = office.ask(people.PupilCardView(ash)).kept
    card = PupilCard("Alfie", "Marsh", START, known_as="Fi", known_as_used=frozenset({people.Where.HERE}))
    office.execute(people.EditPupil(ash, kept.version, card))
    facts = office.work(GatherFamilyPage(ash, "school of 1"), Silent())
    assert (facts.known_as, facts.addressee) == ("Alfie", "school of 1")
    assert office.work(GatherChildPage(ash), Silent()).known_as == "Fi"


def test_a_staff_page_says_both_ways_of_attendance_and_every_figure_with_its_base(office, here):
    ash, tree = here.pupils[0], steps(office)
    mark(office, ash, here, 1, 2, 2, 3, 6, 6, 6, 6, 6, 6, 6, 8)
    (outcome, *_) = office.ask(engagement.OutcomeNames())
    codes = {code.letter: code.number for code in office.ask(attendance.AllCodes())}
    office.execute(
        attendance.MarkRegister(
            (
                NewMark(ash, TUESDAYS[0], PM, CODE, codes["B"]),
                NewMark(ash, TUESDAYS[1], PM, CODE, codes["I"]),
                NewMark(ash, TUESDAYS[0], here.lesson, outcome.measure, 3),
                NewMark(ash, TUESDAYS[1], here.lesson, outcome.measure, NOT_OBSERVED),
            )
        )
    )
    office.execute(curriculum.RecordAchievement(ash, tree.to10, TUESDAYS[0]))
    facts = office.work(GatherStaffPage(ash), Silent())
    assert (facts.name, facts.addressee) == ("Alfie Marsh", HEAD)
    assert facts.half_days == HalfDays(possible=2, attended=1, authorised=1, unauthorised=0)
    assert facts.outcomes == (OutcomeScores(outcome.title, 3, 1, 1),)
    assert facts.last_seen == Sighting(TUESDAYS[5], "Morning lesson", HEAD)
    assert (facts.seen_days, facts.expected_days) == (3, 6)
    assert facts.subjects == (
        SubjectSteps("Number", 1, 3, 1, ("counts to five",), ("counts back from ten",)),
        SubjectSteps("Cooking", 1, 2, 1, ("weighs flour",), ()),
    )


def test_the_emergency_sheet_says_where_everybody_is_by_the_last_mark(office, here, clock):
    ash, bea, callum, dina = here.pupils
    today = clock.today()
    office.execute(
        attendance.MarkRegister(
            (
                NewMark(ash, today, here.breakfast, RUNG, 3),
                NewMark(ash, today, here.lesson, RUNG, 7),
                NewMark(bea, today, here.breakfast, RUNG, 2),
                NewMark(callum, today, here.breakfast, RUNG, 5),
                NewMark(dina, today, here.breakfast, RUNG, NOT_OBSERVED),
            )
        )
    )
    office.execute(keeping.ChangeSetting("assembly_point", "the oak"))
    facts = office.work(GatherEmergencySheet(), Silent())
    assert {each.name: each.where for each in facts.pupils} == {
        "Alfie Marsh": "on_site", "Bea Lindqvist": "not_here", "Callum Osei": "out_with_us",
        "Dina Farouk": "unmarked",
    }  # fmt: skip
    assert (facts.assembly_point, facts.printed_by) == ("the oak", HEAD)
    assert facts.pupils[0].condition is None


def test_adults_in_are_those_with_a_slot_today_and_others_stand_apart(office, here, clock):
    tom, ada = colleague(office, "Tom Reed"), colleague(office, "Ada Brennan")
    office.execute(calendar.SetSlotAdults(here.visit, START, frozenset({tom, ada})))
    office.execute(calendar.SetSlotAdults(here.lesson, START, frozenset({ada})))
    facts = office.work(GatherEmergencySheet(), Silent())
    assert [(one.name, one.role) for one in facts.adults] == [
        ("Ada Brennan", "Mentor"), ("Tom Reed", "Mentor, out on home visits"),
    ]  # fmt: skip
    assert [one.name for one in facts.perhaps_in] == [HEAD]
    office.execute(access.AddAway(access.AwayCard(ada, clock.today(), clock.today())))
    away = office.work(GatherEmergencySheet(), Silent())
    assert [one.name for one in (*away.adults, *away.perhaps_in)] == ["Tom Reed", HEAD]


def test_on_a_day_without_slots_nobody_is_in_by_the_timetable_and_everybody_may_be(office, here, clock):
    office.execute(calendar.SetSlotAdults(here.lesson, START, frozenset({office.actor.staff})))
    clock.set(datetime(2026, 10, 18, 10, 0, tzinfo=ENGLAND))
    facts = office.work(GatherEmergencySheet(), Silent())
    assert (facts.pupils, facts.adults, [one.name for one in facts.perhaps_in]) == ((), (), [HEAD])


def test_the_emergency_sheet_names_who_must_not_collect(office, here):
    limits = {"may_be_told": True, "must_not_collect": True, "reason": "order of the court"}
    office.execute(people.AddContact(ContactCard(here.pupils[1], "Per Lindqvist", "Father", **limits)))
    facts = office.work(GatherEmergencySheet(), Silent())
    bea = next(each for each in facts.pupils if each.name == "Bea Lindqvist")
    assert ([each.name for each in bea.tell], bea.must_not_collect) == (["Per Lindqvist"], ("Per Lindqvist",))


@pytest.mark.parametrize(
    ("care", "condition", "allergy", "said"),
    [
        ("Asthma: blue inhaler in the bag", "Asthma", "", "Asthma: blue inhaler in the bag"),
        ("No asthma", "Asthma", "", "No asthma. Asthma"),
        ("", "Asthma", "", "Asthma. Allergies not asked yet"),
        ("", "", "Nuts.", "Allergy: Nuts. Other conditions not asked yet"),
        ("", "", "No allergies", "No allergies. Other conditions not asked yet"),
        ("", "None known", "None known", "None known. Allergy: None known"),
        ("", "", "", None),
    ],
)
def test_each_kind_of_what_is_known_has_its_name_and_what_was_not_asked_says_so(
    office, here, care, condition, allergy, said
):
    """An allergy known is no answer about conditions, and the other way round."""
    kept = office.ask(people.PupilCardView(here.pupils[0])).kept
    card = PupilCard("Alfie", "Marsh", START, life_critical_care=care, condition=condition, allergy=allergy)
    office.execute(people.EditPupil(here.pupils[0], kept.version, card))
    pupils = {each.name: each for each in office.work(GatherEmergencySheet(), Silent()).pupils}
    assert pupils["Alfie Marsh"].condition == said
    assert pupils["Alfie Marsh"].medicine is None, "nobody asked about medicine"


def test_before_the_first_slot_everybody_is_due_and_whoever_left_is_not_on_the_sheet(office, here, clock):
    office.execute(EndPupil(here.pupils[1], clock.today() - timedelta(days=1)))
    clock.set(datetime(2026, 10, 13, 8, 0, tzinfo=ENGLAND))
    facts = office.work(GatherEmergencySheet(), Silent())
    assert {(each.where, f"{each.at:%H:%M}") for each in facts.pupils} == {("due", "09:00")}
    assert len(facts.pupils) == 3


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_the_emergency_sheet(opened, here, clock, role):
    office = as_roles(opened, clock, role)
    assert office.work(MakePage(PageKind.EMERGENCY), Silent()).content.startswith(b"%PDF")


@pytest.mark.parametrize("kind", [PageKind.FAMILY, PageKind.STAFF])
def test_an_administrator_alone_makes_no_page_about_a_pupil(opened, here, clock, kind):
    with pytest.raises(NotAllowed):
        as_roles(opened, clock, Role.ADMINISTRATOR).work(ComposePage(kind, here.pupils[0]), Silent())


def test_a_page_is_the_same_document_in_both_formats_and_carries_its_digest(office, here):
    page = office.work(MakePage(PageKind.STAFF, here.pupils[0], format=PageFormat.HTML), Silent())
    assert page.content.lower().startswith(b"<!doctype html>")
    assert hashlib.sha256(page.content).hexdigest() == page.digest
    assert (page.kind, page.pupil, page.addressee) == (PageKind.STAFF, here.pupils[0], HEAD)


@pytest.mark.parametrize(
    ("job", "code"),
    [
        (ComposePage(PageKind.FAMILY), "nobody_to_address"),
        (ComposePage(PageKind.EMERGENCY, PupilId(1)), "page_not_of_one_pupil"),
        (ComposePage(PageKind.EMERGENCY, addressee="Jo"), "page_not_of_one_pupil"),
    ],
)
def test_a_page_says_what_it_needs(office, here, job, code):
    with pytest.raises(Refused) as refused:
        office.work(job, Silent())
    assert refused.value.code == code


def test_no_page_about_a_pupil_can_reach_anything_sealed_or_any_setting_of_staff():
    for job in (GatherFamilyPage, GatherStaffPage, GatherChildPage, MakePage, ComposePage):
        assert not {p for p in job.reach if p.value.startswith(("safeguarding:", "access:"))}
        assert Permission.KEEPING_SETTING_EDIT not in job.reach


def test_the_childs_page_is_a_path_of_what_became_usual(office, here):
    mark(office, here.pupils[0], here, 1, 2, 2, 3, 6, 6, 6, 6, 6, 6, 6, 8)
    facts = office.work(GatherChildPage(here.pupils[0]), Silent())
    assert [(one.rung, one.on) for one in facts.path] == [
        (1, date(2026, 9, 7)), (2, date(2026, 9, 14)), (6, date(2026, 9, 21))
    ]  # fmt: skip
    assert facts.since == START
