"""What a record says about a pupil, put into the words of their page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.core.clock import on_the_wall
from app.core.period import FAR, ONE_DAY
from app.insight.pupils import PlacedBy, PupilHead
from app.rooms.attendance import Contact
from app.rooms.people import EVERYWHERE, PupilCard, PupilListRow, Where
from ui.kit.dates import long_day, short_day
from ui.words.people import listed, say, where

_POSSESSIVE = {"he": "print_his", "she": "print_her", "they": "print_their"}


def met(contact: Contact | None, today: date) -> str:
    """When somebody saw or heard the child, where and who; empty for never."""
    if contact is None:
        return ""
    when = _when(contact, today)
    place = contact.place or contact.slot_name
    if contact.by_name:
        who = contact.by_name
        return (
            say("met_where_by", when=when, place=place, who=who)
            if place
            else say("met_by", when=when, who=who)
        )
    return say("met_where", when=when, place=place) if place else when


def met_short(contact: Contact | None, today: date) -> str:
    """The day alone, as the list of pupils has it."""
    if contact is None:
        return say("never")
    if contact.day == today:
        return say("today")
    if contact.day == today - ONE_DAY:
        return say("yesterday")
    return short_day(contact.day) if contact.day.year == today.year else long_day(contact.day)


def _when(contact: Contact, today: date) -> str:
    time = f"{on_the_wall(contact.at):%H:%M}" if contact.at is not None else ""
    if contact.day == today:
        return say("today_at", time=time) if time else say("today")
    if contact.day == today - ONE_DAY:
        return say("yesterday_at", time=time) if time else say("yesterday")
    day = long_day(contact.day)
    return say("day_at", day=day, time=time) if time else day


def full_name(card: PupilCard | PupilListRow, shown: str) -> str:
    """What the child is called here, with the surname."""
    return f"{shown} {card.surname}".strip()


def who_line(head: PupilHead, today: date) -> str:
    """Known-as and pronouns with where they are used, year, first day, key adult, the usual week."""
    card, kept = head.file.kept.card, head.file.kept
    parts = [*_names(card), *_pronouns(card)]
    if kept.year_group:
        year = kept.year_group
        parts.append(say("year", year=year) if year.isdigit() else say("year_words", year=year))
    parts.append(say("started", day=long_day(card.start_day)))
    if card.leaving_day < today:
        parts.append(say("left", day=long_day(card.leaving_day)))
    adults = [name for name in head.key_adults if name]
    parts.append(say("key_adult", names=listed(adults)) if adults else say("no_key_adult"))
    if head.minutes_a_week:
        parts.append(say("usual_week", hours=hours(head.minutes_a_week)))
    return "  ".join(parts)


def hours(minutes: int) -> str:
    """Minutes as hours, in quarters."""
    quarters = round(minutes / 15)
    text = f"{quarters / 4:.2f}".rstrip("0").rstrip(".")
    return say("hour") if quarters == 4 else say("hours", hours=text)


def _names(card: PupilCard) -> list[str]:
    if not card.known_as or card.known_as == card.forename:
        return []
    elsewhere = EVERYWHERE - card.known_as_used
    said = [say("known_as", name=card.known_as, where=places(card.known_as_used))]
    if elsewhere:
        said.append(say("else_called", name=card.forename, where=places(elsewhere)))
    return said


def _pronouns(card: PupilCard) -> list[str]:
    if not card.pronouns:
        return []
    said = card.pronouns[:1].upper() + card.pronouns[1:]
    if card.pronouns_used == EVERYWHERE:
        return [say("pronouns", pronouns=said)]
    return [say("pronouns_where", pronouns=said, where=places(card.pronouns_used))]


def places(used: Iterable[Where]) -> str:
    """Where something is used, in words."""
    wanted = frozenset(used)
    if wanted == EVERYWHERE:
        return say("where_all")
    return listed([where(place) for place in Where if place in wanted])


def expected_line(head: PupilHead) -> str:
    """On how many of the latest expected days somebody saw the child."""
    if not head.expected:
        return say("not_expected")
    return say("seen_of_expected", seen=head.seen_on, expected=head.expected)


def needs_parts(head: PupilHead) -> list[str]:
    """Needs in words, and who sends the child with which code."""
    card = head.file.kept.card
    needs = card.needs.strip()
    parts = [needs if needs.endswith(".") or not needs else f"{needs}."] if needs else []
    parts += [_placed(one) for one in head.placed_by] or [say("not_placed")]
    if card.own_roll:
        parts.append(say("own_roll"))
    return [" ".join(part.split()) for part in parts]


def _placed(one: PlacedBy) -> str:
    if one.code is None:
        return say("placed_no_code", name=one.name)
    return say("placed_by", name=one.name, code=one.code)


def print_words(card: PupilCard) -> str:
    """The button that prints the story, with the pronoun on file."""
    first = card.pronouns.replace("/", ",").split(",")[0].strip().lower()
    used_here = Where.HERE in card.pronouns_used
    return say(_POSSESSIVE.get(first, "print_story") if used_here else "print_story")


def span(first: date, last: date) -> str:
    """From a day, until a day where there is one."""
    if last == FAR:
        return say("from_on", first=long_day(first))
    return say("from_to", first=long_day(first), last=long_day(last))
