"""The child's own page on the screen, in words: their path, what is new, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.reports import wording
from app.reports.family import Dip, RungWords, UsualClaim, dip_words, headline, without_hundredths

MOST_NEW = 4
MOST_NEXT = 3
MOST_STATIONS = 6


@dataclass(frozen=True, slots=True)
class FirstTime:
    """The day a rung was the usual of a week for the first time."""

    rung: int
    on: date


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step of the child's, in the curriculum's words, and its day."""

    statement: str
    on: date


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """All that the child's page may say. Nobody else has a place in it."""

    known_as: str
    since: date
    ladder: tuple[RungWords, ...]
    usual: UsualClaim | None
    path: tuple[FirstTime, ...]
    dips: tuple[Dip, ...]
    new_things: tuple[OwnStep, ...]
    new_count: int
    new_since: date
    since_start: int
    next_steps: tuple[str, ...]
    readers: str


@dataclass(frozen=True, slots=True)
class Station:
    """One place on the path: the step in words and the month; ``now`` marks the usual step."""

    words: str
    when: str
    height: int
    now: bool = False


@dataclass(frozen=True, slots=True)
class ChildPage:
    """The page, ready to be drawn."""

    title: str
    under: str
    headline: str
    stations: tuple[Station, ...]
    told: str
    new_things: tuple[tuple[str, str], ...]
    count: str
    next_steps: tuple[str, ...]
    who_reads: str


def compose(facts: ChildFacts) -> ChildPage:
    """Turn the facts into the page. Same facts in, same page out."""
    latest = sorted(facts.new_things, key=lambda step: step.on, reverse=True)[:MOST_NEW]
    new = tuple((_said(step.statement), wording.weekday(step.on)) for step in latest)
    count = wording.many(facts.new_count, "new step")
    since = wording.day_of_year(facts.new_since)
    start = _month(facts.since, facts.new_since)
    return ChildPage(
        title=f"{facts.known_as}’s page",
        under=f"Your steps since {start}. Nobody else is on this page.",
        headline=headline(facts.usual, facts.ladder),
        stations=_stations(facts),
        told=_told(facts),
        new_things=new,
        count=f"{count} since {since}. {facts.since_start} since {start}.",
        next_steps=tuple(_said(step) for step in facts.next_steps[:MOST_NEXT]),
        who_reads=f"Your words stay yours, as you wrote them. {facts.readers} can read them.",
    )


def _stations(facts: ChildFacts) -> tuple[Station, ...]:
    """The rungs that became usual, in order of time, each higher than all before; the last ones if many."""
    climbed: list[FirstTime] = []
    for first in sorted(facts.path, key=lambda one: one.on):
        if not climbed or first.rung > climbed[-1].rung:
            climbed.append(first)
    usual = facts.usual.rung if facts.usual is not None else None
    return tuple(
        Station(_short(one.rung, facts.ladder), _month(one.on, facts.new_since), one.rung, one.rung == usual)
        for one in climbed[-MOST_STATIONS:]
    )


def _told(facts: ChildFacts) -> str:
    parts = []
    if facts.path:
        first = min(facts.path, key=lambda one: one.on)
        words = next((rung.family for rung in facts.ladder if rung.number == first.rung), "")
        said = words.replace("{name}", "you")
        parts.append(
            wording.sentence(f"In {_month(first.on, facts.new_since)} {said[:1].lower()}{said[1:]}")
            if said
            else ""
        )
    parts += [dip_words(dip, _month(dip.began, facts.new_since)) for dip in facts.dips]
    return " ".join(part for part in parts if part)


def _said(statement: str) -> str:
    return without_hundredths(wording.sentence(statement).rstrip("."))


def _short(number: int, ladder: tuple[RungWords, ...]) -> str:
    return next((rung.short for rung in ladder if rung.number == number), f"Step {number}")


def _month(on: date, now: date) -> str:
    """The month, with its year where that is another one."""
    return wording.month(on) if on.year == now.year else f"{wording.month(on)} {on.year}"
