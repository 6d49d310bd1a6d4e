"""The forms of what stands around a pupil: contacts, numbers, groups, placements, key adults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from app.core.command import Command
from app.core.ids import CommissionerId, GroupId, PupilId, StaffId
from app.core.period import FAR
from app.rooms.people import (
    AddContact,
    AddIdentifier,
    AddKeyAdult,
    AddMembership,
    AddPlacement,
    ContactCard,
    ContactRow,
    EditContact,
    EditIdentifier,
    EditKeyAdult,
    EditPlacement,
    IdentifierCard,
    IdentifierKind,
    IdentifierRow,
    KeyAdultCard,
    KeyAdultRow,
    MembershipCard,
    PlacementCard,
    PlacementRow,
    PupilCardView,
    PupilFile,
    PupilKept,
    identifier_card,
)
from ui.kit.answers import Asks, Kind
from ui.rooms.people.editor import Sheet, Values, fields_of
from ui.rooms.people.wording import full_name
from ui.words.people import kind, say

Row = TypeVar("Row")

_LIMIT = (("may", say("choice_may")), ("unsaid", say("choice_unsaid")), ("must_not", say("choice_must_not")))

CONTACT = (
    Asks("name", say("contact_name"), needed=True),
    Asks("relationship", say("relationship"), hint=say("relationship_hint")),
    Asks("ring_order", say("ring_order"), Kind.NUMBER, needed=True),
    Asks("phone", say("phone"), heading=say("reach")),
    Asks("email", say("email")),
    Asks("address", say("address"), Kind.LINES),
    Asks("address_secret", say("address_secret_label"), Kind.TICK),
    Asks("telling", say("telling"), Kind.CHOICE, choices=_LIMIT, heading=say("limits")),
    Asks("collecting", say("collecting"), Kind.CHOICE, choices=_LIMIT),
    Asks("reason", say("reason"), hint=say("reason_hint")),
    Asks("document", say("document")),
    Asks("review_day", say("review_day"), Kind.DAY),
    Asks("parental_responsibility", say("parental_responsibility"), Kind.TICK),
)
_FROM = Asks("from_day", say("from_day"), Kind.DAY, needed=True)
_TO = Asks("to_day", say("to_day"), Kind.DAY, hint=say("to_day_hint"), empty=FAR)
_DAYS = {"ends_before_it_starts": "to_day"}


@dataclass(frozen=True, slots=True)
class Around:
    """Whose forms these are, and which day it is."""

    kept: PupilKept
    today: date

    @property
    def pupil(self) -> PupilId:
        return self.kept.pupil

    def contact(self, row: ContactRow | None, next_place: int) -> Sheet:
        """A contact. May and must not are one choice each, so that both cannot be said."""
        card = row.card if row else ContactCard(self.pupil, "", ring_order=next_place)
        return Sheet(
            form=f"pupil, contact:contact:{self.pupil}:{row.contact if row else 0}",
            title=self._title("edit_contact" if row else "new_contact"),
            line=say("edit_line"),
            button=say("save_contact"),
            asked=CONTACT,
            values=_contact_values(card),
            save=_contact_command(row),
            version=row.version if row else 0,
            again=PupilCardView(self.pupil) if row else None,
            read=_again(lambda file: file.contacts, row, "contact", _contact_values),
            blame={
                "name_missing": "name",
                "limit_without_reason": "reason",
                "contact_both_may_and_must_not": "telling",
            },
        )

    def number(self, row: IdentifierRow | None) -> Sheet:
        """A number by which somebody else knows the child."""
        card = identifier_card(row) if row else IdentifierCard(self.pupil, IdentifierKind.UPN, "")
        kinds = tuple((one, kind(one)) for one in IdentifierKind)
        asked = (
            Asks("kind", say("number_kind"), Kind.CHOICE, choices=kinds),
            Asks("value", say("number_value"), needed=True),
        )

        def save(version: int, values: Values) -> Command:
            made = IdentifierCard(**values)
            return EditIdentifier(row.identifier, version, made) if row else AddIdentifier(made)

        return self._sheet(
            "number",
            row.identifier if row else 0,
            asked,
            card,
            save,
            row.version if row else 0,
            read=_again(
                lambda file: file.identifiers, row, "identifier", lambda one: fields_of(identifier_card(one))
            ),
            blame={"identifier_taken": "value", "identifier_empty": "value"},
        )

    def group(self, groups: Sequence[tuple[GroupId, str]]) -> Sheet:
        """The pupil joins a group."""
        asked = (Asks("group_id", say("group"), Kind.CHOICE, choices=tuple(groups)), _FROM, _TO)
        card = MembershipCard(groups[0][0], self.pupil, self.today)
        return self._sheet(
            "group", 0, asked, card, lambda _v, values: AddMembership(MembershipCard(**values)), blame=_DAYS
        )

    def placement(
        self, row: PlacementRow | None, commissioners: Sequence[tuple[CommissionerId, str]]
    ) -> Sheet:
        """Who sends the child, from when, for how many half-days a week."""
        asked = (
            Asks("commissioner_id", say("commissioner"), Kind.CHOICE, choices=tuple(commissioners)),
            _FROM,
            _TO,
            Asks("half_days", say("half_days"), Kind.NUMBER, needed=True),
            Asks("may_share", say("may_share"), Kind.LINES),
        )
        card = row.card if row else PlacementCard(self.pupil, commissioners[0][0], self.today)

        def save(version: int, values: Values) -> Command:
            made = PlacementCard(**values)
            return EditPlacement(row.placement, version, made) if row else AddPlacement(made)

        return self._sheet(
            "placement",
            row.placement if row else 0,
            asked,
            card,
            save,
            row.version if row else 0,
            read=_again(lambda file: file.placements, row, "placement", lambda one: fields_of(one.card)),
            blame={**_DAYS, "half_days_out_of_range": "half_days"},
        )

    def key_adult(self, row: KeyAdultRow | None, staff: Sequence[tuple[StaffId, str]]) -> Sheet:
        """Whose the child is, from when, until when."""
        asked = (Asks("staff_id", say("staff"), Kind.CHOICE, choices=tuple(staff)), _FROM, _TO)
        card = row.card if row else KeyAdultCard(self.pupil, staff[0][0], self.today)

        def save(version: int, values: Values) -> Command:
            made = KeyAdultCard(**values)
            return EditKeyAdult(row.key_adult, version, made) if row else AddKeyAdult(made)

        return self._sheet(
            "key_adult",
            row.key_adult if row else 0,
            asked,
            card,
            save,
            row.version if row else 0,
            read=_again(lambda file: file.key_adults, row, "key_adult", lambda one: fields_of(one.card)),
            blame={**_DAYS, "key_adult_already": "staff_id"},
        )

    def _sheet(
        self,
        what: str,
        number: int,
        asked: tuple[Asks, ...],
        card: Any,
        save: Callable[[int, Values], Command],
        version: int = 0,
        *,
        read: Callable[[Any], tuple[int, Values] | None] = lambda _answer: None,
        blame: dict[str, str],
    ) -> Sheet:
        return Sheet(
            form=f"pupil, {what.replace('_', ' ')}:{what}:{self.pupil}:{number}",
            title=self._title(f"new_{what}"),
            line=say("edit_line"),
            button=say("save_entry"),
            asked=asked,
            values=fields_of(card),
            save=save,
            version=version,
            again=PupilCardView(self.pupil) if version else None,
            read=read,
            blame=blame,
        )

    def _title(self, key: str) -> str:
        return say(key, name=full_name(self.kept.card, self.kept.shown))


def _again(
    rows: Callable[[PupilFile], Sequence[Any]], row: Any, key: str, values: Callable[[Any], Values]
) -> Callable[[Any], tuple[int, Values] | None]:
    """Finds the same row in the page as it stands now."""

    def read(answer: Any) -> tuple[int, Values] | None:
        if row is None or not isinstance(answer, PupilFile):
            return None
        wanted = getattr(row, key)
        found = next((one for one in rows(answer) if getattr(one, key) == wanted), None)
        return None if found is None else (found.version, values(found))

    return read


def _contact_values(found: ContactRow | ContactCard) -> Values:
    card = found.card if isinstance(found, ContactRow) else found
    values = fields_of(card)
    told, kept_from = values.pop("may_be_told"), values.pop("must_not_be_told")
    values["telling"] = _limit(may=told, must_not=kept_from)
    fetches, never = values.pop("may_collect"), values.pop("must_not_collect")
    values["collecting"] = _limit(may=fetches, must_not=never)
    return values


def _limit(*, may: bool, must_not: bool) -> str:
    return "must_not" if must_not else "may" if may else "unsaid"


def _contact_command(row: ContactRow | None) -> Callable[[int, Values], Command]:
    def save(version: int, values: Values) -> Command:
        plain = dict(values)
        telling, collecting = plain.pop("telling"), plain.pop("collecting")
        card = ContactCard(
            **plain,
            may_be_told=telling == "may",
            must_not_be_told=telling == "must_not",
            may_collect=collecting == "may",
            must_not_collect=collecting == "must_not",
        )
        return EditContact(row.contact, version, card) if row else AddContact(card)

    return save
