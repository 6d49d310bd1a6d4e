"""Three invented pupils with half a year behind one of them, written through the real door."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.core.ids import CommissionerId, GroupId, PupilId, SlotId, StaffId
from app.core.marks import FIRST_OUTCOME, RUNG, MeasureId, NewMark
from app.core.period import HalfDay
from app.office import Office
from app.rooms import attendance, calendar, curriculum, people
from app.rooms.calendar import ClosureCard, ClosureKind, SlotCard, SlotKind, TermCard, TermKind
from app.rooms.people import (
    CommissionerCard,
    CommissionerKind,
    ContactCard,
    GroupCard,
    IdentifierCard,
    IdentifierKind,
    KeyAdultCard,
    MembershipCard,
    PlacementCard,
    PupilCard,
    Where,
)
from tests.kit.provision import number, steps

BEGAN = date(2026, 4, 13)
HEAD = StaffId(1)
WEEKS = (
    (1, 2, 1), (1, 1, 0), (1, 2, 3), (2, 2, 3), (2, 1, 3), (3, 3, 4), None, (3, 3, 4), (3, 4, 5), (4, 4, 5),
    (4, 3, 5), (4, 4, 4), (1, 0, 1), (2, 2, 3), (3, 3, 4), None, None, None, None, None, (4, 4, 3), (4, 5, 4),
    (5, 5, 4), (5, 6, 5), (6, 6, 5), (6, 6, 4),
)  # fmt: skip
"""Alfie's steps on Tuesday, Wednesday and Thursday of each week; None is a holiday."""


def fill(office: Office) -> tuple[PupilId, ...]:
    """A calendar, slots, three pupils and all that stands around the first."""
    terms(office)
    alfie = PupilId(number(office, people.AddPupil(ALFIE)))
    bea = PupilId(number(office, people.AddPupil(PupilCard("Bea", "Lindqvist", BEGAN, year_group="8"))))
    gone = PupilCard("Callum", "Osei", date(2025, 9, 1), date(2026, 7, 17), year_group="11")
    callum = PupilId(number(office, people.AddPupil(gone)))
    around(office, alfie)
    slots = timetable(office, (alfie, bea))
    journey(office, alfie, slots)
    made(office, alfie)
    return alfie, bea, callum


ALFIE = PupilCard(
    "Alfred",
    "Marsh",
    BEGAN,
    known_as="Alfie",
    known_as_used=frozenset({Where.HERE, Where.HOME}),
    pronouns="he, him",
    birth_date=date(2013, 3, 4),
    needs="Child with an EHCP (autism).",
    life_critical_care="Asthma. Blue inhaler in his own bag; spare in the office, top drawer.",
    condition="Asthma",
    rescue_medicine="Salbutamol, blue inhaler",
    medicine_place="Own bag; office, top drawer",
    helps="Knowing who is coming. Tea. The blue table.",
    avoid="Being asked twice. Loud rooms.",
    likes="Climbing, maps, his dog Pepper.",
)


def terms(office: Office) -> None:
    """Two years with a summer between them, a half-term in each of the two terms told of."""
    for card in (
        TermCard(TermKind.YEAR, "2025/26", date(2025, 9, 1), date(2026, 7, 24)),
        TermCard(TermKind.TERM, "Summer term", date(2026, 4, 13), date(2026, 7, 24)),
        TermCard(TermKind.HALF_TERM, "Summer 1", date(2026, 4, 13), date(2026, 5, 22)),
        TermCard(TermKind.HALF_TERM, "Summer 2", date(2026, 6, 1), date(2026, 7, 24)),
        TermCard(TermKind.YEAR, "2026/27", date(2026, 8, 31), date(2027, 7, 21)),
        TermCard(TermKind.TERM, "Autumn term", date(2026, 8, 31), date(2026, 12, 18)),
        TermCard(TermKind.HALF_TERM, "Autumn 1", date(2026, 8, 31), date(2026, 10, 23)),
    ):
        office.execute(calendar.AddTerm(card))
    inset = ClosureCard(ClosureKind.INSET, "Staff training", date(2026, 9, 4), date(2026, 9, 4))
    office.execute(calendar.AddClosure(inset))


def around(office: Office, pupil: PupilId) -> None:
    """Contacts in the order to ring, a number, a sender, a group, a key adult."""
    for place, card in enumerate(CONTACTS, start=1):
        office.execute(people.AddContact(contact(pupil, place, **card)))
    office.execute(people.AddIdentifier(IdentifierCard(pupil, IdentifierKind.UPN, "H801200001001")))
    school = CommissionerCard(
        "Fernhill Academy",
        CommissionerKind.SCHOOL,
        confirmed_code="B",
        confirmed_by="Ms Hall",
        confirmed_on=BEGAN,
    )
    sender = CommissionerId(number(office, people.AddCommissioner(school)))
    office.execute(people.AddPlacement(PlacementCard(pupil, sender, BEGAN, half_days=4)))
    group = GroupId(number(office, people.AddGroup(GroupCard("Climbing", BEGAN))))
    office.execute(people.AddMembership(MembershipCard(group, pupil, BEGAN)))
    office.execute(people.AddKeyAdult(KeyAdultCard(pupil, HEAD, BEGAN)))


CONTACTS: tuple[dict[str, object], ...] = (
    {
        "name": "Ama Marsh", "relationship": "Mother. Lives with him", "phone": "07700 900137",
        "may_be_told": True, "may_collect": True, "address": "12 Any Street", "address_secret": True,
        "review_day": date(2027, 3, 12),
    },
    {
        "name": "Grace Boateng", "relationship": "Grandmother", "phone": "07700 900152",
        "may_be_told": True, "may_collect": True,
    },
    {
        "name": "Kofi Marsh", "relationship": "Father", "phone": "07700 900166",
        "must_not_be_told": True, "must_not_collect": True, "reason": "Court order of 12 March 2026",
        "document": "seen", "review_day": date(2027, 3, 12),
    },
    {
        "name": "Sam Adeyemi", "relationship": "Social worker", "phone": "01632 960127",
        "may_be_told": True, "reason": "Child in need plan", "review_day": date(2026, 11, 3),
    },
)  # fmt: skip


def contact(pupil: PupilId, place: int, **card: object) -> ContactCard:
    return ContactCard(pupil, ring_order=place, **card)  # type: ignore[arg-type]


def timetable(office: Office, pupils: tuple[PupilId, ...]) -> tuple[SlotId, ...]:
    """A lesson before noon on Tuesday, Wednesday and Thursday."""
    found = []
    for weekday in (1, 2, 3):
        card = SlotCard(
            "Morning lesson",
            SlotKind.LESSON,
            weekday,
            10 * 60,
            10 * 60 + 45,
            BEGAN,
            half_day=HalfDay.AM,
            place="at the gate",
        )
        slot = SlotId(number(office, calendar.AddSlot(card)))
        office.execute(calendar.SetSlotPupils(slot, BEGAN, frozenset(pupils)))
        found.append(slot)
    return tuple(found)


def journey(office: Office, pupil: PupilId, slots: tuple[SlotId, ...]) -> None:
    """Alfie's way: small steps, a dip when he moved home, and back."""
    marks = []
    for place, week in enumerate(WEEKS):
        for day, rung in enumerate(week or ()):
            on = BEGAN + timedelta(weeks=place, days=day + 1)
            if on <= date(2026, 10, 13) and on != date(2026, 9, 4):
                at = datetime(on.year, on.month, on.day, 9, 15, tzinfo=UTC)
                marks.append(NewMark(pupil, on, slots[day], RUNG, rung, at=at))
                for outcome in range(3):
                    score = min(4, max(0, rung // 2 + outcome % 2))
                    measure = MeasureId(FIRST_OUTCOME + outcome)
                    marks.append(NewMark(pupil, on, slots[day], measure, score))
    office.execute(attendance.MarkRegister(tuple(marks)))


def made(office: Office, pupil: PupilId) -> None:
    """Four steps: one there on arrival, three made here."""
    tree = steps(office)
    office.execute(curriculum.RecordBaseline(pupil, tree.to5, BEGAN))
    for node, day in (
        (tree.to10, date(2026, 6, 9)),
        (tree.weigh, date(2026, 9, 29)),
        (tree.back, date(2026, 10, 6)),
    ):
        office.execute(curriculum.RecordAchievement(pupil, node, day))
