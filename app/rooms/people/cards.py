"""What a person fills in about pupils and those around them: one card for each thing that may be edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.ids import CommissionerId, GroupId, PupilId, StaffId
from app.core.period import FAR
from app.rooms.people.rules import Limits, Where

EVERYWHERE = frozenset(Where)


class IdentifierKind(StrEnum):
    """Whose number for the child it is. A child may have several of a kind."""

    UPN = "UPN"
    ULN = "ULN"
    FORMER_UPN = "former_upn"
    UCI = "uci"
    ADMISSION = "admission_number"
    OTHER = "other"


class CommissionerKind(StrEnum):
    """What a commissioner is, in the words of ``code_by_commissioner.csv``."""

    SCHOOL = "school"
    AUTHORITY = "local_authority"
    OTHER = "other"


class LimitedAct(StrEnum):
    """What a contact may be kept from."""

    TELL = "tell"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True)
class PupilCard:
    """Who a pupil is, what keeps them well, and the one page written with them."""

    forename: str
    surname: str
    start_day: date
    leaving_day: date = FAR
    known_as: str = ""
    known_as_used: frozenset[Where] = EVERYWHERE
    pronouns: str = ""
    pronouns_used: frozenset[Where] = EVERYWHERE
    birth_date: date | None = None
    year_group: str = ""
    sex: str = ""
    needs: str = ""
    allergy: str = ""
    condition: str = ""
    life_critical_care: str = ""
    rescue_medicine: str = ""
    medicine_place: str = ""
    care: str = ""
    helps: str = ""
    avoid: str = ""
    likes: str = ""
    own_roll: bool = False


@dataclass(frozen=True, slots=True)
class IdentifierCard:
    """One number by which somebody else knows the pupil."""

    pupil_id: PupilId
    kind: IdentifierKind
    value: str


@dataclass(frozen=True, slots=True)
class KeyAdultCard:
    """Whose key adult somebody is, from which day to which."""

    pupil_id: PupilId
    staff_id: StaffId
    from_day: date
    to_day: date = FAR


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Somebody around a pupil: how to reach them, and what they may and must not."""

    pupil_id: PupilId
    name: str
    relationship: str = ""
    phone: str = ""
    email: str = ""
    ring_order: int = 1
    may_be_told: bool = False
    must_not_be_told: bool = False
    may_collect: bool = False
    must_not_collect: bool = False
    reason: str = ""
    document: str = ""
    review_day: date | None = None
    parental_responsibility: bool = False
    address: str = ""
    address_secret: bool = False

    @property
    def limits(self) -> Limits:
        """As the rules read it."""
        return Limits(
            self.may_be_told, self.must_not_be_told, self.may_collect, self.must_not_collect, self.reason
        )


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group or cohort under the name it is known by here."""

    name: str
    from_day: date
    to_day: date = FAR


@dataclass(frozen=True, slots=True)
class MembershipCard:
    """Who is in a group, from which day to which."""

    group_id: GroupId
    pupil_id: PupilId
    from_day: date
    to_day: date = FAR


@dataclass(frozen=True, slots=True)
class CommissionerCard:
    """A school or an authority that sends pupils, and the code it wants for *here*."""

    name: str
    kind: CommissionerKind
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    confirmed_code: str | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None


EVERY_HALF_DAY = 10
"""The half-days of a school week: what is agreed until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class PlacementCard:
    """Who sends a pupil, for how many half-days a week, and what they may be told. Placements may overlap."""

    pupil_id: PupilId
    commissioner_id: CommissionerId
    from_day: date
    to_day: date = FAR
    half_days: int = EVERY_HALF_DAY
    may_share: str = ""


NOBODY_YET = PupilId(0)
"""The pupil of a contact that came with a row: the pupil of that row, who has no number yet."""


@dataclass(frozen=True, slots=True)
class PupilRow:
    """All that one line of a file says of a pupil; and what the record says of one, to be held beside it.

    A contact's own pupil is left at ``NOBODY_YET``. Groups and commissioners go by their names: a file
    knows no other, and those that are not here yet are made with it. The record's own line is nought.
    """

    line: int
    card: PupilCard
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()
    contacts: tuple[ContactCard, ...] = ()
    groups: tuple[str, ...] = ()
    commissioners: tuple[tuple[str, CommissionerKind], ...] = ()


@dataclass(frozen=True, slots=True)
class PupilMerge:
    """What is on record of a pupil who is here, and what shall be once a line of a file is merged into it."""

    pupil: PupilId
    before: PupilRow
    after: PupilRow
