"""The family page: what the child can do now, in words, on one sheet that says nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.core.ids import Ref
from app.reports import wording
from app.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Claim,
    Document,
    Facts,
    Heading,
    Item,
    Paragraph,
    with_words,
)
from app.reports.others import CalledNames, OtherNames
from app.reports.steps import to_try, you_can

MOST_WEEKS = 14
"""A term: more bars than that say nothing on one sheet."""

MOST_NEW = 6
ROOM_FOR_MOST = 12
"""With a picture of more weeks there is room for fewer new things on the sheet."""

NEW_BESIDE_A_TALL_PICTURE = 4
_IN_EVERY_HUNDRED = re.compile(r"(?<=\d)\s*(?:[%％﹪٪]|per\s?cent\b)", re.IGNORECASE)
_HUNDREDTHS = re.compile(r"[%％﹪٪]|per\s?cent(?:ages?|s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RungWords:
    """One rung in the words of the ladder in force: short for a bar, and as told to a family.

    ``family`` has ``{name}`` where the child stands; ``usually`` is said to the child
    ("You usually reach our site"), where the ladder has such words.
    """

    number: int
    short: str
    family: str
    usually: str = ""


@dataclass(frozen=True, slots=True)
class WeekStep:
    """One week's usual step; None where there was no visit, and whether anybody saw or heard the child."""

    monday: date
    usual: int | None
    seen: bool = True
    heard: bool = True


@dataclass(frozen=True, slots=True)
class UsualClaim:
    """What is proved on the usual: at this rung or above on ``k`` of the last ``n`` visits."""

    rung: int
    k: int
    n: int


@dataclass(frozen=True, slots=True)
class BestStep:
    """The highest rung reached so far and the day it was first reached."""

    rung: int
    on: date


@dataclass(frozen=True, slots=True)
class Dip:
    """Some weeks of smaller steps, from the month in which they began."""

    began: date
    weeks: int
    recovered: bool


@dataclass(frozen=True, slots=True)
class NewThing:
    """A step made here: its words as the curriculum has them, its subject, the day."""

    statement: str
    subject: str
    on: date


@dataclass(frozen=True, slots=True)
class TickedEvent:
    """An event that somebody ticked for this page and this addressee."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """All that a family page may say; what is not here cannot stand on it.

    ``own_names`` are the child's, ``other_names`` those of every other pupil, so that none of these
    slips in through words that somebody typed.
    """

    known_as: str
    addressee: str
    provision: str
    first: date
    last: date
    period: str
    ladder: tuple[RungWords, ...]
    weeks: tuple[WeekStep, ...]
    usual: UsualClaim | None
    best: BestStep | None
    dips: tuple[Dip, ...]
    new_things: tuple[NewThing, ...]
    new_count: int
    since_start: int
    next_steps: tuple[str, ...]
    ask: str
    ticked: tuple[TickedEvent, ...]
    own_names: CalledNames
    other_names: tuple[CalledNames, ...]
    made_by: str
    made_on: date
    reference: Ref
    claim: Claim | None = None
    """None where nobody could have worded the headline: what the visits prove then stands."""


def compose(facts: FamilyFacts) -> Document:
    """Turn the facts into the page. Same facts in, same page out."""
    names = OtherNames(facts.own_names, facts.other_names)
    blocks: tuple[Block, ...] = (
        Heading(f"{facts.known_as}’s {facts.period or 'steps so far'}"),
        Paragraph(_for_whom(facts), "quiet"),
        *_headline(facts, names),
        *_picture(facts, names),
        *_new_things(facts, names),
        *_next(facts, names),
        *_questions(facts),
    )
    return with_words(Document("Family page", "family", _about(facts), blocks), without_hundredths)


def _headline(facts: FamilyFacts, names: OtherNames) -> tuple[Block, ...]:
    """What the visits prove; in somebody's own words with their name, and the proved one under it."""
    proved = headline(facts.usual, facts.ladder)
    claim = facts.claim
    if claim is None or not claim.words:
        return (Heading(proved, 2),)
    words = names.out_of_typed(claim.words)
    return (Heading(words, 2), Paragraph(wording.own_words(claim.by, proved), "quiet"))


def headline(usual: UsualClaim | None, ladder: tuple[RungWords, ...]) -> str:
    """What the visits prove, said to the child; nothing is claimed from fewer than enough."""
    if usual is None:
        return "We are getting to know you"
    words = _rung(usual.rung, ladder)
    said = words.usually.strip().rstrip(".") or _usual_as_done(words.family)
    whose = "your" if said.startswith("You ") else "our"
    return f"{said}: {usual.k} of {whose} last {usual.n} visits"


def _usual_as_done(family: str) -> str:
    """What was done once said as what is usual, where the ladder has no words of its own for it."""
    said = family.removeprefix("{name} ")
    return f"You usually {said}" if said != family else _to_you(family)


def dip_words(dip: Dip, month: str) -> str:
    """Smaller steps told as a fact, with no cause and no blame; the month as the page names it."""
    weeks = wording.many(dip.weeks, "week").replace(str(dip.weeks), wording.number(dip.weeks), 1)
    told = f"In {month} your steps were smaller for {weeks}."
    return f"{told} Then you came back." if dip.recovered else told


def count_words(facts: FamilyFacts) -> str:
    new = wording.many(facts.new_count, "new step")
    return f"{new} since {wording.day_of_year(facts.first)}. {facts.since_start} since you started."


def without_hundredths(text: str) -> str:
    """The text with no sign or word for hundredths: families read "10 in every hundred"."""
    return _HUNDREDTHS.sub("parts in a hundred", _IN_EVERY_HUNDRED.sub(" in every hundred", text))


def _for_whom(facts: FamilyFacts) -> str:
    return f"For {facts.known_as} and for {facts.addressee}. {wording.span(facts.first, facts.last)}."


def _picture(facts: FamilyFacts, names: OtherNames) -> tuple[Block, ...]:
    """One picture of the usual step of each week, then the same in sentences."""
    shown = facts.weeks[-MOST_WEEKS:]
    if not any(week.usual is not None for week in shown):
        return (Paragraph("There is no visit to show yet. The first one counts."),)
    skipped = len(facts.weeks) - len(shown)
    bars = tuple(
        _bar(week, f"Week {place}", facts.ladder) for place, week in enumerate(shown, start=skipped + 1)
    )
    top = max((rung.number for rung in facts.ladder), default=9)
    picture = Bars("Your usual step each week", bars, _told(facts, skipped), top)
    extra = [*_dips(facts), *_ticked(facts, names)]
    return (picture, Paragraph(" ".join(extra))) if extra else (picture,)


def _bar(week: WeekStep, label: str, ladder: tuple[RungWords, ...]) -> Bar:
    if week.usual is None:
        return Bar(label, "", None)
    return Bar(label, _rung(week.usual, ladder).short, week.usual, week.seen, week.heard)


def _told(facts: FamilyFacts, skipped: int) -> str:
    """First and last week in words, the best day, and the weeks in which nobody saw the child.

    A week without a word from the child, told as the first or the last, is not told twice.
    """
    weeks = [(skipped + place, week) for place, week in enumerate(facts.weeks[skipped:], start=1)]
    visited = [(place, week.usual) for place, week in weeks if week.usual is not None]
    (first, opening), (last, closing) = visited[0], visited[-1]
    parts = ["This is your usual step each week."]
    if skipped:
        parts.append(f"The picture shows your last {len(weeks)} weeks.")
    parts.append(f"In week {first} {_lower(_to_you(_rung(opening, facts.ladder).family))}.")
    if last != first:
        again = "again " if opening == closing else ""
        parts.append(f"In week {last} {again}{_lower(_usually_you(_rung(closing, facts.ladder).family))}.")
    parts += _best(facts)
    unseen = [(place, week.heard) for place, week in weeks if week.usual is not None and not week.seen]
    heard = [str(place) for place, was_heard in unseen if was_heard]
    tried = [str(place) for place, was_heard in unseen if not was_heard and place not in (first, last)]
    if heard:
        parts.append(f"In {_weeks(heard)} we heard from you and did not see you.")
    if tried:
        parts.append(f"In {_weeks(tried)} we tried to reach you.")
    return " ".join(parts)


def _weeks(places: list[str]) -> str:
    return f"{'week' if len(places) == 1 else 'weeks'} {wording.listed(places)}"


def _dips(facts: FamilyFacts) -> list[str]:
    return [dip_words(dip, wording.month_beside(dip.began, facts.first, facts.last)) for dip in facts.dips]


def _day(facts: FamilyFacts, on: date) -> str:
    return wording.day_beside(on, facts.first, facts.last)


def _best(facts: FamilyFacts) -> list[str]:
    usual = facts.usual.rung if facts.usual is not None else -1
    if facts.best is None or facts.best.rung <= usual:
        return []
    words = _lower(_to_you(_rung(facts.best.rung, facts.ladder).family))
    return [f"On {_day(facts, facts.best.on)} {words}."]


def _ticked(facts: FamilyFacts, names: OtherNames) -> list[str]:
    return [
        f"{_day(facts, event.on)}: {wording.sentence(names.out_of_typed(event.words))}"
        for event in facts.ticked
    ]


def _new_things(facts: FamilyFacts, names: OtherNames) -> tuple[Block, ...]:
    most = MOST_NEW if len(facts.weeks) <= ROOM_FOR_MOST else NEW_BESIDE_A_TALL_PICTURE
    latest = sorted(facts.new_things, key=lambda new: new.on, reverse=True)[:most]
    items = tuple(
        Item(
            you_can(names.out_of_taught(new.statement)),
            ", ".join(part for part in (names.out_of_taught(new.subject), _day(facts, new.on)) if part),
        )
        for new in latest
    )
    count = Paragraph(count_words(facts), "count")
    heading = Heading("New things you can do", 2)
    if not items:
        return (heading, Paragraph("Each new step will stand here when you make it."), count)
    return (heading, Bullets(items, "tick"), count)


def _next(facts: FamilyFacts, names: OtherNames) -> tuple[Block, ...]:
    if not facts.next_steps:
        return ()
    items = tuple(Item(to_try(names.out_of_taught(step))) for step in facts.next_steps[:3])
    return (Heading("What we will try next", 2), Bullets(items))


def _questions(facts: FamilyFacts) -> tuple[Block, ...]:
    return (Paragraph(f"Questions? Talk to {facts.ask}.", "strong"),) if facts.ask else ()


def _about(facts: FamilyFacts) -> Facts:
    claim = facts.claim
    made = (facts.provision, facts.made_by, facts.made_on, facts.last)
    return Facts(facts.addressee, facts.reference, *made, claim=claim)


def _rung(number: int, ladder: tuple[RungWords, ...]) -> RungWords:
    found = next((rung for rung in ladder if rung.number == number), None)
    return found or RungWords(number, f"Step {number}", f"{{name}} reached step {number}")


def _to_you(words: str) -> str:
    """The ladder's sentence said to the child."""
    return words.replace("{name}", "You", 1) if words.startswith("{name}") else words.replace("{name}", "you")


def _usually_you(words: str) -> str:
    said = _to_you(words)
    return said.replace("You ", "You usually ", 1) if said.startswith("You ") else said


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
