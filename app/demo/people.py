"""The invented adults and commissioners, and the cards that stand for a written life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.core.ids import CommissionerId, PupilId
from app.core.period import FAR
from app.core.roles import Role
from app.demo.life import Around, Life
from app.rooms import people
from app.rooms.people import CommissionerCard, CommissionerKind, ContactCard, PlacementCard, PupilCard, Where

PROVISION: Final = "Hillside Outreach"

FERNHILL: Final = "Fernhill Academy"
COUNTY: Final = "Northmere County Council"
ALDHELM: Final = "St Aldhelm's School"
BRACKLEY: Final = "Brackley Park School"

NEW_CODES: Final = date(2024, 8, 19)
"""The day on which the statutory codes of 2024 came into force; an authority's own began with them."""


@dataclass(frozen=True, slots=True)
class Adult:
    """An invented member of staff."""

    name: str
    role: Role
    phone: str


HEAD: Final = Adult("Priya Shah", Role.HEAD, "07700 900118")
STAFF: Final = (
    Adult("Marcus Hale", Role.DSL, "07700 900102"),
    Adult("Ada Brennan", Role.DEPUTY_DSL, "07700 900103"),
    Adult("Gwen Sutcliffe", Role.TEACHER, "07700 900104"),
    Adult("Tom Reed", Role.MENTOR, "07700 900105"),
    Adult("Leon Baptiste", Role.MENTOR, "07700 900106"),
    Adult("Sian Powys", Role.MENTOR, "07700 900107"),
    Adult("Maureen Tully", Role.ADMINISTRATOR, "07700 900108"),
    Adult("Hugo Castellane", Role.PROPRIETOR, "07700 900119"),
)
EVERYBODY: Final = (HEAD, *STAFF)

SETTINGS: Final = (
    ("address", "Hillside Outreach, 3 Quarry Lane, Northmere"),
    ("assembly_point", "Top car park, by the green gate"),
    ("authority", COUNTY),
    ("emergency_first_call", "999, then Priya 07700 900118"),
    ("front_door_name", "Northmere front door for children"),
    ("front_door_phone", "01632 960100"),
    ("phone", "01632 960101"),
)


def commissioner_cards(first: date) -> tuple[CommissionerCard, ...]:
    """Two that confirmed B, an authority that confirmed K, and a school that has not answered yet."""
    school, authority = CommissionerKind.SCHOOL, CommissionerKind.AUTHORITY
    return (
        CommissionerCard(
            FERNHILL,
            school,
            "Ms Okafor",
            "01632 960110",
            "attendance@fernhill.example",
            "B",
            "Ms Okafor",
            first,
        ),
        CommissionerCard(
            COUNTY, authority, "Mr Lowe", "01632 960111", "ap@northmere.example", "K", "Mr Lowe", first
        ),
        CommissionerCard(ALDHELM, school, "Mrs Pike", "01632 960112", "office@aldhelm.example"),
        CommissionerCard(
            BRACKLEY, school, "Dr Amin", "01632 960113", "inclusion@brackley.example", "B", "Dr Amin", first
        ),
    )


def pupil_card(life: Life, first: date, last_day: date) -> PupilCard:
    """Who a pupil is, as it was written down on arrival."""
    everywhere = people.EVERYWHERE
    return PupilCard(
        forename=life.forename,
        surname=life.surname,
        start_day=first,
        known_as=life.known_as,
        known_as_used=frozenset({Where.HERE}) if life.known_as_here else everywhere,
        pronouns=life.pronouns,
        birth_date=life.birth_date(last_day),
        needs=life.needs,
        allergy=life.care.allergy,
        condition=life.care.condition,
        life_critical_care=life.care.life_critical,
        rescue_medicine=life.care.medicine,
        medicine_place=life.care.medicine_place,
        care=life.care.everyday,
        helps=life.helped,
        avoid=life.avoid,
        likes=life.likes,
    )


def contact_card(pupil: PupilId, around: Around, place: int, last_day: date) -> ContactCard:
    """Somebody around a pupil, in their place of the ringing order."""
    reviewed = last_day.replace(year=last_day.year + 1, day=12) if around.reason else None
    return ContactCard(
        pupil_id=pupil,
        name=around.name,
        relationship=around.relationship,
        phone=around.phone,
        ring_order=place,
        may_be_told=around.told is True,
        must_not_be_told=around.told is False,
        may_collect=around.collects is True,
        must_not_collect=around.collects is False,
        reason=around.reason,
        document=around.document,
        review_day=reviewed,
        parental_responsibility=around.responsible,
        address=around.address,
        address_secret=around.secret,
    )


def placement_card(pupil: PupilId, commissioner: CommissionerId, life: Life, first: date) -> PlacementCard:
    """Who sends a pupil, and for how much of the week."""
    began = max(first, NEW_CODES) if life.sent_by == COUNTY else first
    half_days = max(2, len({phase.days for phase in life.phases}) * 3)
    shared = "Attendance each day, progress each half-term"
    return PlacementCard(pupil, commissioner, began, FAR, half_days, shared)


UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(number: int, authorities: frozenset[str]) -> str:
    """A unique pupil number with the right check letter, of a school that is not there."""
    digits = f"{sorted(authorities)[number % 7]}9999{20 + number % 5:02d}{number + 1:03d}"
    found = (letter + digits for letter in UPN_LETTERS)
    return next(text for text in found if people.check_upn(text, authorities) is people.Check.GOOD)


def uln(number: int) -> str:
    """A unique learner number with the right check digit, where its digits allow one."""
    stems = (f"99{start:07d}" for start in range(4321 * (number + 1), 10**7))
    found = (stem + str(digit) for stem in stems for digit in range(10))
    return next(text for text in found if people.check_uln(text) is people.Check.GOOD)
