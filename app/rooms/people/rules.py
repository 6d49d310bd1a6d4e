"""The rules of people: identifiers and their check characters, who may be told, which name is used where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import PupilId, Ref
from app.core.period import age_on, year_starting
from app.core.refs import read_ref

_UPN_SHAPE = re.compile(r"[A-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The check letters, nought to twenty-two: no I, O or S, which are misread."""

_ULN_SHAPE = re.compile(r"[1-9][0-9]{9}")


class Check(StrEnum):
    """What is found about an identifier. None of them keeps a pupil out."""

    NONE = "none"
    MALFORMED = "malformed"
    WRONG_LETTER = "wrong_letter"
    WRONG_DIGIT = "wrong_digit"
    UNKNOWN_AUTHORITY = "unknown_authority"
    GOOD = "good"


def plain_identifier(text: str) -> str:
    """As it is kept: no spaces, capital letters."""
    return "".join(text.split()).upper()


def read_authorities(rows: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """The rows of ``authorities.csv``: every number that stands or stood for an authority."""
    return frozenset(row["number"] for row in rows)


def check_upn(text: str, authorities: Collection[str]) -> Check:
    """A unique pupil number, permanent or temporary (a letter at the end instead of a digit)."""
    upn = plain_identifier(text)
    if not upn:
        return Check.NONE
    if not _UPN_SHAPE.fullmatch(upn):
        return Check.MALFORMED
    weighed = sum(weight * _upn_value(sign) for weight, sign in enumerate(upn[1:], start=2))
    if upn[0] != _UPN_LETTERS[weighed % 23]:
        return Check.WRONG_LETTER
    return Check.GOOD if upn[1:4] in authorities else Check.UNKNOWN_AUTHORITY


def _upn_value(sign: str) -> int:
    return int(sign) if sign.isdigit() else _UPN_LETTERS.index(sign)


def check_uln(text: str) -> Check:
    """A unique learner number: ten digits, the last a check; a remainder of nought has no check digit."""
    uln = plain_identifier(text)
    if not uln:
        return Check.NONE
    if not _ULN_SHAPE.fullmatch(uln):
        return Check.MALFORMED
    remainder = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), uln, strict=False)) % 11
    return Check.GOOD if remainder and 10 - remainder == int(uln[9]) else Check.WRONG_DIGIT


def check_identifier(kind: str, text: str, authorities: Collection[str]) -> Check:
    """The check of an identifier of any kind; kinds without a check character are good as they stand."""
    if kind == "UPN":
        return check_upn(text, authorities)
    if kind == "ULN":
        return check_uln(text)
    return Check.GOOD if text.strip() else Check.NONE


@dataclass(frozen=True, slots=True)
class Limits:
    """What a contact may and must not do. Nothing said is neither."""

    may_be_told: bool = False
    must_not_be_told: bool = False
    may_collect: bool = False
    must_not_collect: bool = False
    reason: str = ""


def check_limits(limits: Limits) -> None:
    """A contact cannot be both allowed and forbidden, and a limit says why."""
    if limits.may_be_told and limits.must_not_be_told or limits.may_collect and limits.must_not_collect:
        raise Refused("contact_both_may_and_must_not")
    if (limits.must_not_be_told or limits.must_not_collect) and not limits.reason.strip():
        raise Refused("limit_without_reason")


def check_may_be_told(limits: Limits, *, let_pass: bool = False) -> None:
    """Stops whatever is addressed, printed or called. Only the head lets it pass, with a reason on record."""
    if let_pass:
        return
    if limits.must_not_be_told:
        raise Refused("must_not_be_told")
    if not limits.may_be_told:
        raise Refused("nobody_said_may_be_told")


def check_may_collect(limits: Limits, *, let_pass: bool = False) -> None:
    """Stops a collection as ``check_may_be_told`` stops a letter."""
    if let_pass:
        return
    if limits.must_not_collect:
        raise Refused("must_not_collect")
    if not limits.may_collect:
        raise Refused("nobody_said_may_collect")


@dataclass(frozen=True, slots=True)
class Ringable:
    """A contact as far as ringing goes: whose number, in which place of the order, with which limits."""

    contact: int
    place: int
    limits: Limits


def ringing_order(contacts: Iterable[Ringable]) -> tuple[Ringable, ...]:
    """In the order to ring; whoever must not be told is left out."""
    allowed = (contact for contact in contacts if not contact.limits.must_not_be_told)
    return tuple(sorted(allowed, key=lambda contact: (contact.place, contact.contact)))


def first_to_tell(contacts: Iterable[Ringable]) -> Ringable:
    """The first in ringing order who may be told. Raises ``Refused`` where there is nobody."""
    for contact in ringing_order(contacts):
        if contact.limits.may_be_told:
            return contact
    raise Refused("nobody_may_be_told")


class Where(StrEnum):
    """Where a name or a pronoun is used."""

    HERE = "here"
    HOME = "home"
    COMMISSIONER = "commissioner"


@dataclass(frozen=True, slots=True)
class CalledBy:
    """A name or pronouns, and the one place where they are used."""

    words: str
    where: Where


def called(names: Iterable[CalledBy], where: Where, *, otherwise: str) -> str:
    """What a child is called in this place. A name used here alone is never carried home."""
    return next((name.words for name in names if name.where is where and name.words.strip()), otherwise)


def check_birth_date(birth: date, *, today: date) -> None:
    """A birth date lies in the past and belongs to somebody young enough to be a pupil here."""
    if birth > today:
        raise Refused("born_in_future", birth_date=birth)
    if age_on(birth, today) > OLDEST:
        raise Refused("born_too_long_ago", birth_date=birth, oldest=OLDEST)


OLDEST = 30
"""A plan can last to 25 and old sheets are brought in; somebody older than this is a mistyped year."""


def check_name(forename: str, surname: str) -> None:
    """Forename and surname are enough, and both are needed."""
    if not (forename.strip() and surname.strip()):
        raise Refused("name_incomplete")


def check_dates(from_day: date, to_day: date | None) -> None:
    """Something that ends does not end before it begins."""
    if to_day is not None and to_day < from_day:
        raise Refused("ends_before_it_starts", first=from_day, last=to_day)


def year_group(birth: date, day: date, rows: Sequence[Mapping[str, str]]) -> str | None:
    """The year group of the school year that ``day`` lies in, from ``year_groups.csv``; None outside it."""
    age = age_on(birth, year_starting(day).replace(month=8, day=31))
    return next((row["nc_year"] for row in rows if int(row["age_at_start_31_Aug"]) == age), None)


HALF_DAYS_A_WEEK = 14


def check_half_days(agreed: int) -> None:
    """Agreed half-days a week lie between none and all of them."""
    if not 0 <= agreed <= HALF_DAYS_A_WEEK:
        raise Refused("half_days_out_of_range", agreed=agreed, most=HALF_DAYS_A_WEEK)


def check_child_words(sentence: str, week: int | None, *, day: date, today: date) -> None:
    """A child says something: a sentence, how the week was, or both; not about a day to come."""
    if not sentence.strip() and week is None:
        raise Refused("nothing_said")
    if week is not None and not 1 <= week <= 5:
        raise Refused("week_out_of_range", week=week)
    if day > today:
        raise Refused("day_in_future", day=day)


def read_offered(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The codes of ``code_by_commissioner.csv`` that a commissioner may confirm."""
    return tuple(sorted({row["code_here"] for row in rows if row["ask_commissioner"] == "1"} - {""}))


def read_usual(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """For each kind of commissioner the code that it usually wants, where there is one."""
    return {row["commissioner_kind"]: row["code_here"] for row in rows if row["code_here"]}


def check_confirmed_code(code: str | None, *, by: str, on: date | None, offered: Collection[str]) -> None:
    """A commissioner's code is one that commissioners use, and somebody there confirmed it on a day."""
    if code is None:
        return
    if code not in offered:
        raise Refused("code_not_offered", offered=", ".join(offered))
    if not by.strip() or on is None:
        raise Refused("code_without_confirmation")


@dataclass(frozen=True, slots=True)
class Known:
    """By what a pupil can be named: the record's own reference, their UPN, their names."""

    pupil: PupilId
    ref: Ref
    forename: str
    surname: str
    known_as: str = ""
    upns: tuple[str, ...] = ()


class PupilFinder:
    """Finds the one pupil that somebody names, among all that are known."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_ref: dict[str, list[Known]] = defaultdict(list)
        self._by_upn: dict[str, list[Known]] = defaultdict(list)
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        self._by_known_as: dict[str, list[Known]] = defaultdict(list)
        for each in known:
            self._by_ref[each.ref].append(each)
            for upn in each.upns:
                self._by_upn[upn].append(each)
            self._by_name[fold(f"{each.forename} {each.surname}")].append(each)
            if each.known_as.strip():
                self._by_known_as[fold(f"{each.known_as} {each.surname}")].append(each)

    def find(self, text: str) -> Known:
        """By reference, else UPN, else forename and surname. Raises ``Refused`` for none and for two."""
        found = (
            self._by_ref.get(read_ref(text) or "")
            or self._by_upn.get(plain_identifier(text))
            or self._by_name.get(fold(text))
            or self._by_known_as.get(fold(text))
        )
        if not found:
            raise Refused("no_such_pupil")
        if len(found) > 1:
            raise Refused("two_pupils_fit", refs=", ".join(sorted(each.ref for each in found)))
        return found[0]
