"""The rows of a sheet as the record would keep them: cards, numbers, contacts, groups and commissioners."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from app.core.period import FAR
from app.exchange import headings
from app.exchange.merging import NOT_NAMED
from app.exchange.pupil_rows import PupilRow as SheetRow
from app.exchange.pupil_rows import PupilSheet
from app.rooms import people
from app.rooms.people import Check, CommissionerKind, ContactCard, IdentifierKind, PupilCard

Number = tuple[IdentifierKind, str]
"""A number without blanks and in capital letters, as it is kept."""

_KINDS = (("upn", IdentifierKind.UPN), ("uln", IdentifierKind.ULN))
_OTHER_KINDS = (("former_upn", IdentifierKind.FORMER_UPN), ("other_id", IdentifierKind.OTHER))
_OF_NEEDS = (("sen_provision", "SEN provision"), ("sen_type", "Kind of need"), ("ehcp", "EHC plan"))
_OF_AUTHORITIES = frozenset(("council", "authority", "la", "lea"))
_OF_SCHOOLS = frozenset(("school", "academy", "college", "primary", "secondary", "high", "grammar", "pru"))


class Cards:
    """Makes what is kept of each row of one sheet."""

    def __init__(self, sheet: PupilSheet, authorities: frozenset[str], today: date) -> None:
        self._today = today
        self._authorities = authorities
        columns = sheet.columns.filled().get("commissioner", [])
        theirs = {guess.column: guess.theirs for guess in sheet.columns.guesses}
        self._sender = " ".join(theirs[column] for column in columns)
        self._kinds: dict[str, CommissionerKind] = {}

    def check(self, kind: str, text: str) -> Check:
        """What the check character of an identifier says."""
        return people.check_upn(text, self._authorities) if kind == "upn" else people.check_uln(text)

    def telling(self, row: SheetRow) -> tuple[Number, ...]:
        """The numbers of a row by which a child can be known again: a malformed one tells nothing."""
        if not (row.upn or row.uln):
            return ()
        return tuple(
            (kind, people.plain_identifier(text))
            for name, kind in _KINDS
            if (text := getattr(row, name)) and self.check(name, text) is not Check.MALFORMED
        )

    def says_start(self, row: SheetRow) -> bool:
        return row.stay.first is not None

    def row(self, row: SheetRow, elsewhere: Collection[Number] = ()) -> people.PupilRow:
        """The row as it would be kept. A number that stands ``elsewhere`` is another child's."""
        others = dict(row.others)
        return people.PupilRow(
            row.row,
            self._card(row, others),
            tuple(self._numbers(row, others, elsewhere)),
            tuple(contacts(others)),
            tuple(_parts(row.group)),
            tuple((name, self._kind(name)) for name in _parts(row.commissioner)),
        )

    def _card(self, row: SheetRow, others: Mapping[str, str]) -> PupilCard:
        return PupilCard(
            forename=row.forename,
            surname=row.surname,
            start_day=row.stay.begins(self._today),
            leaving_day=row.stay.last or FAR,
            known_as="" if row.known_as == row.forename else row.known_as,
            pronouns=row.pronouns,
            birth_date=row.birth_date,
            year_group=row.year_group,
            sex=row.sex,
            needs=_needs(row, others),
            allergy=row.allergy,
            condition=row.condition,
            rescue_medicine=row.rescue_medicine,
            care=row.care,
        )

    def _numbers(
        self, row: SheetRow, others: Mapping[str, str], elsewhere: Collection[Number]
    ) -> Iterator[Number]:
        """The numbers to keep. One that does not stand for this child alone is kept as another number."""
        telling = set(self.telling(row)) - set(elsewhere)
        for name, kind in _KINDS:
            if text := people.plain_identifier(getattr(row, name)):
                yield (kind if (kind, text) in telling else IdentifierKind.OTHER), text
        for name, kind in _OTHER_KINDS:
            for text in _parts(others.get(name, "")):
                yield kind, text

    def _kind(self, name: str) -> CommissionerKind:
        """What a commissioner seems to be, by its own name or else by the heading of its column."""
        if name not in self._kinds:
            kinds = filter(None, (_kind_said(name), _kind_said(self._sender)))
            self._kinds[name] = next(kinds, CommissionerKind.OTHER)
        return self._kinds[name]


def _kind_said(text: str) -> CommissionerKind | None:
    words = set(headings.words(text))
    if words & _OF_AUTHORITIES:
        return CommissionerKind.AUTHORITY
    return CommissionerKind.SCHOOL if words & _OF_SCHOOLS else None


def _parts(text: str) -> Iterator[str]:
    """What stands in one cell, or in several columns of a kind, with semicolons between."""
    return filter(None, (part.strip() for part in text.split(";"))) if text else iter(())


def _needs(row: SheetRow, others: Mapping[str, str]) -> str:
    """What the sheet says of needs, the columns of special needs under their names."""
    named = (f"{words}: {others[name]}" for name, words in _OF_NEEDS if others.get(name))
    return "\n".join(filter(None, (row.needs, *named)))


def contacts(others: Mapping[str, str]) -> Iterator[ContactCard]:
    """The people around a pupil whom a row names. Where names and numbers do not pair, none is guessed."""
    texts = [others.get(f"contact_{name}", "") for name in ("name", "relationship", "phone", "email")]
    if not any(texts):
        return
    fields = [[part.strip() for part in text.split(";")] for text in texts]
    names = [name for name in fields[0] if name]
    paired = all(len(column) in (len(names), 1) and (len(names) == 1 or column == [""] or len(column) > 1)
                 for column in fields)  # fmt: skip
    if not names or not paired:
        name, *rest = ("; ".join(filter(None, column)) for column in fields)
        yield _contact(1, name or NOT_NAMED, *rest)
        return
    for place, name in enumerate(names):
        rest = [column[place] if place < len(column) else "" for column in fields[1:]]
        yield _contact(place + 1, name, *rest)


def _contact(order: int, name: str, relationship: str, phone: str, email: str) -> ContactCard:
    return ContactCard(people.NOBODY_YET, name, relationship, phone, email, ring_order=order)
