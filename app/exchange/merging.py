"""Two accounts of one child side by side, and what comes of them: what one lacks the other fills in.

Where both say something different the first stands, unless a person said otherwise. Nothing is lost by
that: a number that gives way is kept as a former one, and longer texts are put one below the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.core.folding import fold
from app.core.period import FAR
from app.core.sentences import day_in_words
from app.rooms.people import ContactCard, IdentifierKind, PupilRow, plain_identifier

NOT_NAMED = "Name not given"
"""What a contact is called of whom a sheet says no more than how to reach them."""

_OF_CARD = (
    "forename", "surname", "known_as", "pronouns", "birth_date", "year_group", "sex", "needs",
    "allergy", "condition", "rescue_medicine", "care",
)  # fmt: skip
_GROWING = ("needs", "allergy", "condition", "rescue_medicine", "care")
_OF_CONTACT = ("relationship", "phone", "email")
_ALWAYS = frozenset({"forename", "surname", "birth_date", "upn", "uln"})
"""By what a person knows who is meant, so it is shown whether or not it differs."""
_BECOMES = {IdentifierKind.UPN: IdentifierKind.FORMER_UPN, IdentifierKind.ULN: IdentifierKind.OTHER}
_NUMBER_FIELDS = {
    IdentifierKind.UPN: "upn", IdentifierKind.ULN: "uln", IdentifierKind.FORMER_UPN: "former_upn"
}  # fmt: skip
_NO_END = "none yet"


@dataclass(frozen=True, slots=True)
class Beside:
    """What both accounts say of one thing, in words. Either may be silent; ``of`` names whose it is."""

    field: str
    here: str
    file: str
    same: bool
    of: str = ""

    @property
    def key(self) -> str:
        return f"{self.field} {self.of}".strip()

    @property
    def is_lacking(self) -> bool:
        return bool(self.file) and not self.here

    @property
    def differs(self) -> bool:
        return bool(self.file and self.here) and not self.same


def beside(here: PupilRow, file: PupilRow, *, says_start: bool) -> tuple[Beside, ...]:
    """Everything the file says, with what is on record of it; and always by what a child is known."""
    parts = (
        _cards(here, file), _days(here, file, says_start), _numbers(here, file), _contacts(here, file),
        _names("group", here.groups, file.groups),
        _names("commissioner", _first(here.commissioners), _first(file.commissioners)),
    )  # fmt: skip
    return tuple(each for part in parts for each in part if each.file or each.here and each.field in _ALWAYS)


def merged(here: PupilRow, file: PupilRow, theirs: Collection[str], *, says_start: bool) -> PupilRow:
    """The first account with what the second adds, and with its words where a person took them."""
    taken = {
        each.key
        for each in beside(here, file, says_start=says_start)
        if each.is_lacking or each.differs and each.key in theirs
    }
    groups = tuple(name for name in file.groups if f"group {name}" in taken)
    senders = tuple(each for each in file.commissioners if f"commissioner {each[0]}" in taken)
    return replace(
        here,
        card=_with_card(here, file, taken),
        identifiers=_with_numbers(here, file, taken),
        contacts=_with_contacts(here, file, taken),
        groups=here.groups + groups,
        commissioners=here.commissioners + senders,
    )


# -- the card


def _cards(here: PupilRow, file: PupilRow) -> Iterator[Beside]:
    for field in _OF_CARD:
        ours, theirs = getattr(here.card, field), getattr(file.card, field)
        yield Beside(field, _words(ours), _words(theirs), _is_same(field, ours, theirs))


def _words(value: str | date | None) -> str:
    return day_in_words(value) if isinstance(value, date) else value or ""


def _is_same(field: str, ours: Any, theirs: Any) -> bool:
    if field in _GROWING:
        return {*_lines(theirs)} <= {*_lines(ours)}
    if isinstance(ours, str) and isinstance(theirs, str):
        return fold(ours) == fold(theirs)
    return bool(ours == theirs)


def _lines(text: str) -> Iterator[str]:
    return (fold(line) for line in text.splitlines() if line.strip())


def _days(here: PupilRow, file: PupilRow, says_start: bool) -> Iterator[Beside]:
    ours, theirs = here.card, file.card
    if says_start:
        same = ours.start_day == theirs.start_day
        yield Beside("start_date", day_in_words(ours.start_day), day_in_words(theirs.start_day), same)
    if theirs.leaving_day != FAR:
        stands = _NO_END if ours.leaving_day == FAR else day_in_words(ours.leaving_day)
        same = ours.leaving_day == theirs.leaving_day
        yield Beside("end_date", stands, day_in_words(theirs.leaving_day), same)


def _with_card(here: PupilRow, file: PupilRow, taken: Collection[str]) -> Any:
    new: dict[str, Any] = {field: getattr(file.card, field) for field in _OF_CARD if field in taken}
    for field in _GROWING:
        if field in taken and getattr(here.card, field):
            new[field] = f"{getattr(here.card, field)}\n{new[field]}"
    if "start_date" in taken:
        new["start_day"] = file.card.start_day
    if "end_date" in taken:
        new["leaving_day"] = file.card.leaving_day
    return replace(here.card, **new)


# -- numbers


def _numbers(here: PupilRow, file: PupilRow) -> Iterator[Beside]:
    for kind in _BECOMES:
        ours, theirs = _of_kind(here, kind), _of_kind(file, kind)
        yield Beside(_NUMBER_FIELDS[kind], ", ".join(ours), ", ".join(theirs), {*theirs} <= {*ours})
    known = {plain_identifier(value) for _, value in here.identifiers}
    for kind, value in file.identifiers:
        if kind not in _BECOMES:
            plain = plain_identifier(value)
            stands = plain if plain in known else ""
            yield Beside(_NUMBER_FIELDS.get(kind, "other_id"), stands, plain, bool(stands), of=plain)


def _of_kind(row: PupilRow, wanted: IdentifierKind) -> list[str]:
    return [plain_identifier(value) for kind, value in row.identifiers if kind is wanted]


def _with_numbers(
    here: PupilRow, file: PupilRow, taken: Collection[str]
) -> tuple[tuple[IdentifierKind, str], ...]:
    found = list(here.identifiers)
    for kind, value in file.identifiers:
        plain, field = plain_identifier(value), _NUMBER_FIELDS.get(kind, "other_id")
        if kind in _BECOMES and field in taken:
            found = [(_BECOMES[kind] if each is kind else each, said) for each, said in found]
        if field in taken or f"{field} {plain}" in taken:
            found.append((kind, plain))
    return tuple(found)


# -- contacts


def _contacts(here: PupilRow, file: PupilRow) -> Iterator[Beside]:
    for card in file.contacts:
        at = _place_of(card, here.contacts)
        if at is None:
            said = ", ".join(filter(None, (card.name, card.relationship, card.phone, card.email)))
            yield Beside("contact_name", "", said, same=False, of=_called(card))
            continue
        for field in _OF_CONTACT:
            ours, theirs = getattr(here.contacts[at], field), getattr(card, field)
            yield Beside(f"contact_{field}", ours, theirs, fold(ours) == fold(theirs), of=_called(card))


def _called(card: ContactCard) -> str:
    """What tells a contact from the others of the same child."""
    return card.name if card.name != NOT_NAMED else f"{card.name} {card.phone or card.email}"


def _place_of(card: ContactCard, others: Iterable[ContactCard]) -> int | None:
    wanted = fold(_called(card))
    return next((at for at, other in enumerate(others) if fold(_called(other)) == wanted), None)


def _with_contacts(here: PupilRow, file: PupilRow, taken: Collection[str]) -> tuple[ContactCard, ...]:
    found = list(here.contacts)
    for card in file.contacts:
        at, of = _place_of(card, here.contacts), _called(card)
        if at is None:
            found.append(replace(card, ring_order=max((each.ring_order for each in found), default=0) + 1))
            continue
        new: dict[str, Any] = {
            field: getattr(card, field) for field in _OF_CONTACT if f"contact_{field} {of}" in taken
        }
        found[at] = replace(found[at], **new)
    return tuple(found)


# -- groups and commissioners


def _first(pairs: Iterable[tuple[str, Any]]) -> tuple[str, ...]:
    return tuple(name for name, _ in pairs)


def _names(field: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Beside]:
    for name in theirs:
        yield Beside(field, ", ".join(ours), name, fold(name) in map(fold, ours), of=name)
