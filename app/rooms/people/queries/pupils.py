"""Questions about pupils: who there is, who is meant, and one pupil's card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final

from sqlalchemy import Select, bindparam, or_, select

from app.core.folding import fold
from app.core.ids import IdentifierId, KeyAdultId, PupilId, Ref
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.people import rules
from app.rooms.people.cards import IdentifierCard, IdentifierKind, KeyAdultCard, PupilCard
from app.rooms.people.rules import CalledBy, Check, Known, PupilFinder, Where
from app.rooms.people.tables import Commissioner, Group, Identifier, KeyAdult, Membership, Placement, Pupil
from app.store.cards import card_of
from app.store.tables import Day


@dataclass(frozen=True, slots=True)
class PupilName:
    """What a pupil is called here, and what must be known at a glance."""

    pupil: PupilId
    ref: Ref
    shown: str
    surname: str
    year_group: str
    life_critical_care: str
    own_roll: bool


@dataclass(frozen=True)
class PupilNames(Query[tuple[PupilName, ...]]):
    """What pupils are called here: everybody, those of a day, or some of them."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    on: date | None = None
    pupils: frozenset[PupilId] | None = None

    def read(self, reading: Reading) -> tuple[PupilName, ...]:
        some = self.pupils is not None
        wanted = _NAMES[some, self.on is not None]
        rows = reading.db.execute(wanted, {"pupils": sorted(self.pupils or ()), "day": self.on})
        years = _YearGroups(reading, self.on)
        return tuple(_name(row, years) for row in rows)


@dataclass(frozen=True, slots=True)
class PupilListRow:
    """One line of the list of pupils."""

    pupil: PupilId
    ref: Ref
    forename: str
    surname: str
    known_as: str
    shown: str
    birth_date: date | None
    year_group: str
    start_day: date
    leaving_day: date
    needs: str
    life_critical_care: str
    groups: tuple[str, ...]
    commissioners: tuple[str, ...]


@dataclass(frozen=True)
class PupilList(Query[tuple[PupilListRow, ...]]):
    """The pupils here today, or all there ever were; by any part of name, reference or identifier."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    text: str = ""
    leavers: bool = False

    def read(self, reading: Reading) -> tuple[PupilListRow, ...]:
        today = reading.clock.today()
        wanted = _standing()
        if not self.leavers:
            wanted = wanted.where(Pupil.leaving_day >= today)
        numbers = _grouped(
            reading.db.execute(
                select(Identifier.pupil_id, Identifier.value).where(Identifier.withdrawn.is_(False))
            )
        )
        rows = [row for row in reading.db.scalars(wanted) if _fits(row, numbers[row.id], self.text)]
        groups, senders = _groups_on(reading, today), _commissioners_on(reading, today)
        years = _YearGroups(reading, today)
        return tuple(_list_row(row, years, groups[row.id], senders[row.id]) for row in rows)


@dataclass(frozen=True)
class PupilKeys(Query[tuple[Known, ...]]):
    """By what each pupil can be named, for finding many of them at once."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ

    def read(self, reading: Reading) -> tuple[Known, ...]:
        upns = _grouped(
            reading.db.execute(
                select(Identifier.pupil_id, Identifier.value).where(
                    Identifier.kind == IdentifierKind.UPN, Identifier.withdrawn.is_(False)
                )
            )
        )
        columns = (Pupil.id, Pupil.ref, Pupil.forename, Pupil.surname, Pupil.known_as)
        rows = reading.db.execute(_standing().with_only_columns(*columns))
        return tuple(
            Known(PupilId(identity), Ref(ref), forename, surname, known_as, upns[identity])
            for identity, ref, forename, surname, known_as in rows
        )


@dataclass(frozen=True)
class PupilByRef(Query[Known]):
    """The one pupil that somebody names: by reference, UPN, or forename and surname."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    text: str

    def read(self, reading: Reading) -> Known:
        return PupilFinder(reading.ask(PupilKeys())).find(self.text)


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """One number of a pupil, with what its check character says."""

    identifier: IdentifierId
    version: int
    pupil: PupilId
    kind: IdentifierKind
    value: str
    check: Check


@dataclass(frozen=True)
class Identifiers(Query[tuple[IdentifierRow, ...]]):
    """The numbers by which others know pupils, each checked; of one pupil or of all."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    pupil: PupilId | None = None

    def read(self, reading: Reading) -> tuple[IdentifierRow, ...]:
        shelf = reading.content.in_force("authorities.csv", reading.clock.today())
        known = rules.read_authorities(shelf.rows())
        wanted = select(Identifier).where(Identifier.withdrawn.is_(False))
        if self.pupil is not None:
            wanted = wanted.where(Identifier.pupil_id == self.pupil)
        rows = reading.db.scalars(wanted.order_by(Identifier.pupil_id, Identifier.id))
        return tuple(_identifier_row(row, known) for row in rows)


@dataclass(frozen=True, slots=True)
class KeyAdultRow:
    """Whose key adult somebody is, and for which days."""

    key_adult: KeyAdultId
    version: int
    card: KeyAdultCard


@dataclass(frozen=True)
class KeyAdults(Query[tuple[KeyAdultRow, ...]]):
    """Key adults: those of a day, or all of one pupil."""

    requires: ClassVar[Permission] = Permission.PEOPLE_PUPIL_READ
    on: date | None = None
    pupil: PupilId | None = None

    def read(self, reading: Reading) -> tuple[KeyAdultRow, ...]:
        wanted = select(KeyAdult).where(KeyAdult.withdrawn.is_(False))
        if self.on is not None:
            wanted = wanted.where(KeyAdult.from_day <= self.on, KeyAdult.to_day >= self.on)
        if self.pupil is not None:
            wanted = wanted.where(KeyAdult.pupil_id == self.pupil)
        rows = reading.db.scalars(wanted.order_by(KeyAdult.from_day.desc(), KeyAdult.id))
        return tuple(KeyAdultRow(KeyAdultId(row.id), row.version, card_of(row, KeyAdultCard)) for row in rows)


def _standing() -> Select[Pupil]:
    return select(Pupil).where(Pupil.withdrawn.is_(False)).order_by(Pupil.surname, Pupil.forename, Pupil.id)


def shown_name(card: Any, where: Where = Where.HERE) -> str:
    """What a pupil is called in this place: the known-as where it is used there, else the forename."""
    names = [CalledBy(card.known_as, place) for place in card.known_as_used]
    return rules.called(names, where, otherwise=card.forename)


class _YearGroups:
    """The year group a pupil is in on a day: what was written, else what the birth date says."""

    def __init__(self, reading: Reading, on: date | None) -> None:
        self._day = on or reading.clock.today()
        self._content = reading.content

    def of(self, row: Any) -> str:
        if row.year_group or row.birth_date is None:
            return str(row.year_group)
        return rules.year_group(row.birth_date, self._day, self._rows) or ""

    @cached_property
    def _rows(self) -> tuple[dict[str, str], ...]:
        """Asked only where somebody's year is not written down."""
        return self._content.in_force("year_groups.csv", self._day).rows()


def _names(some: bool, on_a_day: bool) -> Any:
    """What a name is made of: of everybody, of some, of those who are here on a day."""
    wanted = (
        select(
            _PUPIL.c.id,
            _PUPIL.c.ref,
            _PUPIL.c.forename,
            _PUPIL.c.surname,
            _PUPIL.c.known_as,
            _PUPIL.c.known_as_used,
            _PUPIL.c.birth_date,
            _PUPIL.c.year_group,
            _PUPIL.c.life_critical_care,
            _PUPIL.c.own_roll,
        )
        .where(~_PUPIL.c.withdrawn)
        .order_by(_PUPIL.c.surname, _PUPIL.c.forename, _PUPIL.c.id)
    )
    if some:
        wanted = wanted.where(_PUPIL.c.id.in_(bindparam("pupils", expanding=True)))
    if on_a_day:
        day = bindparam("day", type_=Day)
        wanted = wanted.where(_PUPIL.c.start_day <= day, _PUPIL.c.leaving_day >= day)
    return wanted


_PUPIL = Pupil.__table__
_NAMES: Final = {(some, day): _names(some, day) for some in (False, True) for day in (False, True)}
"""Put together once: every register that is opened asks for names."""


def _name(row: Any, years: _YearGroups) -> PupilName:
    return PupilName(
        PupilId(row.id),
        Ref(row.ref),
        shown_name(row),
        row.surname,
        years.of(row),
        row.life_critical_care,
        row.own_roll,
    )


def _list_row(
    row: Pupil, years: _YearGroups, groups: tuple[str, ...], commissioners: tuple[str, ...]
) -> PupilListRow:
    return PupilListRow(
        pupil=PupilId(row.id),
        ref=Ref(row.ref),
        forename=row.forename,
        surname=row.surname,
        known_as=row.known_as,
        shown=shown_name(row),
        birth_date=row.birth_date,
        year_group=years.of(row),
        start_day=row.start_day,
        leaving_day=row.leaving_day,
        needs=row.needs,
        life_critical_care=row.life_critical_care,
        groups=groups,
        commissioners=commissioners,
    )


def _fits(row: Pupil, numbers: Iterable[str], text: str) -> bool:
    """Whether every word of the search is in a name, the reference or a number of this pupil."""
    places = fold(" ".join((row.forename, row.surname, row.known_as, row.ref, *numbers)))
    return all(word in places for word in fold(text).split())


def _grouped(rows: Iterable[Any]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for pupil, word in rows:
        found[pupil] += (word,)
    return found


def _groups_on(reading: Reading, day: date) -> Mapping[int, tuple[str, ...]]:
    return _grouped(
        reading.db.execute(
            select(Membership.pupil_id, Group.name)
            .join(Group, Membership.group_id == Group.id)
            .where(or_(Membership.withdrawn, Group.withdrawn).is_(False))
            .where(Membership.from_day <= day, Membership.to_day >= day)
            .order_by(Group.name)
        )
    )


def _commissioners_on(reading: Reading, day: date) -> Mapping[int, tuple[str, ...]]:
    return _grouped(
        reading.db.execute(
            select(Placement.pupil_id, Commissioner.name)
            .join(Commissioner, Placement.commissioner_id == Commissioner.id)
            .where(Placement.withdrawn.is_(False), Placement.from_day <= day, Placement.to_day >= day)
            .order_by(Commissioner.name)
        )
    )


def _identifier_row(row: Identifier, known: frozenset[str]) -> IdentifierRow:
    check = rules.check_identifier(row.kind.value, row.value, known)
    return IdentifierRow(IdentifierId(row.id), row.version, PupilId(row.pupil_id), row.kind, row.value, check)


@dataclass(frozen=True, slots=True)
class PupilKept:
    """A pupil's own card as it is edited, with its version and what they are called here."""

    pupil: PupilId
    ref: Ref
    version: int
    shown: str
    year_group: str
    card: PupilCard


def kept(reading: Reading, row: Pupil) -> PupilKept:
    """A row as its page shows it."""
    years = _YearGroups(reading, None)
    card = card_of(row, PupilCard)
    return PupilKept(PupilId(row.id), Ref(row.ref), row.version, shown_name(row), years.of(row), card)


def identifier_card(row: IdentifierRow) -> IdentifierCard:
    """The card a person edits, from the line they see."""
    return IdentifierCard(row.pupil, row.kind, row.value)
