"""The staff page: one child on paper for the adults who work with them, figures with their base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core.ids import Ref
from app.reports import wording
from app.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Callout,
    Cell,
    Claim,
    Column,
    Document,
    Facts,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    Line,
    Paragraph,
    TableBlock,
)
from app.reports.family import RungWords, UsualClaim

MOST_WEEKS = 14
MOST_NEXT = 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """When the child was last seen or heard, where and by whom, as far as the record says."""

    on: date
    place: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class LadderWeek:
    """One week on the ladder: usual, lowest and best step over ``n`` visits; None without a visit."""

    monday: date
    usual: int | None
    lowest: int | None
    best: int | None
    n: int
    seen: bool = True
    heard: bool = True


@dataclass(frozen=True, slots=True)
class HalfDays:
    """The statutory register over the period, counted in half-days."""

    possible: int
    attended: int
    authorised: int
    unauthorised: int


@dataclass(frozen=True, slots=True)
class SubjectSteps:
    """One subject: steps made of those there are, the new ones, the gaps, and what could come next."""

    name: str
    made: int
    total: int
    new: int
    gaps: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeScores:
    """One outcome's scores as a sum over ``n`` observations; not observed is counted apart."""

    name: str
    total: int
    n: int
    not_observed: int


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """All that a staff page says. Who must not be told or collect is named with how they belong."""

    name: str
    known_as: str
    addressee: str
    provision: str
    first: date
    last: date
    last_seen: Sighting | None
    last_heard: Sighting | None
    seen_days: int
    expected_days: int
    care: tuple[str, ...]
    must_not_be_told: tuple[str, ...]
    must_not_collect: tuple[str, ...]
    needs: tuple[str, ...]
    key_adult: str
    placements: tuple[str, ...]
    ladder: tuple[RungWords, ...]
    usual: UsualClaim | None
    weeks: tuple[LadderWeek, ...]
    half_days: HalfDays
    subjects: tuple[SubjectSteps, ...]
    outcomes: tuple[OutcomeScores, ...]
    top_score: int
    made_by: str
    made_on: date
    reference: Ref
    claim: Claim | None = None


def compose(facts: StaffFacts) -> Document:
    """Turn the facts into the page. Same facts in, same page out."""
    blocks: tuple[Block, ...] = (
        Heading(facts.name),
        Paragraph(_opening(facts), "quiet"),
        _seen(facts),
        *_care(facts),
        *_attendance(facts),
        *_subjects(facts.subjects),
        *_engagement(facts),
    )
    about = Facts(
        facts.addressee, facts.reference, facts.provision, facts.made_by, facts.made_on, facts.last,
        "For staff: not to be passed on.", claim=facts.claim,
    )  # fmt: skip
    return Document("Staff page", "staff", about, blocks)


def share(part: int, whole: int) -> str:
    """68.6 % of whole numbers, halves up, with one place; a dash where nothing was possible."""
    if whole <= 0:
        return "–"
    thousandths = (2000 * part + whole) // (2 * whole)
    return f"{thousandths // 10}.{thousandths % 10} %"


def mean(total: int, n: int) -> str:
    """2.7: the mean with one place, halves up, from whole numbers."""
    if n <= 0:
        return "–"
    tenths = (20 * total + n) // (2 * n)
    return f"{tenths // 10}.{tenths % 10}"


def headline(known_as: str, usual: UsualClaim | None, ladder: tuple[RungWords, ...]) -> str:
    """What the visits prove, with the count; nothing is claimed from fewer than enough."""
    if usual is None:
        return f"We are getting to know {known_as}"
    said = _short(usual.rung, ladder)
    return f"Usual step: {said}, or higher, on {usual.k} of the last {usual.n} visits"


def _claim(facts: StaffFacts) -> tuple[Block, ...]:
    """What the visits prove; in somebody's own words with their name, and the proved one under it."""
    proved = headline(facts.known_as, facts.usual, facts.ladder)
    if facts.claim is None or not facts.claim.words:
        return (Paragraph(f"{proved}.", "strong"),)
    said = Paragraph(wording.sentence(facts.claim.words), "strong")
    return (said, Paragraph(wording.own_words(facts.claim.by, proved), "quiet"))


def _opening(facts: StaffFacts) -> str:
    called = "" if facts.known_as in facts.name.split() else f"Known as {facts.known_as}. "
    return f"{called}{wording.span(facts.first, facts.last)}."


def _seen(facts: StaffFacts) -> Block:
    days = f"Seen on {facts.seen_days} of the last {facts.expected_days} expected days"
    return KeyFigures(
        (
            KeyFigure("Last seen", *_sighting(facts.last_seen)),
            KeyFigure("Last heard", *_sighting(facts.last_heard)),
            KeyFigure("Key adult", facts.key_adult or "None", days if facts.expected_days else ""),
        )
    )


def _sighting(sighting: Sighting | None) -> tuple[str, str]:
    if sighting is None:
        return "Not yet", ""
    by = f"by {sighting.by}" if sighting.by else ""
    return wording.day(sighting.on), " ".join(part for part in (sighting.place, by) if part)


def _care(facts: StaffFacts) -> tuple[Block, ...]:
    must_know = [
        Item(label, " ".join(map(wording.sentence, lines)))
        for label, lines in (
            ("Care", facts.care),
            ("Must not be told", facts.must_not_be_told),
            ("Must not collect", facts.must_not_collect),
        )
        if lines
    ]
    lists = [
        Item(label, " ".join(map(wording.sentence, lines)))
        for label, lines in (("Needs", facts.needs), ("Placement", facts.placements))
        if lines
    ]
    framed: tuple[Block, ...] = (Callout(tuple(must_know)),) if must_know else ()
    return framed + ((Bullets(tuple(lists)),) if lists else ())


def _attendance(facts: StaffFacts) -> tuple[Block, ...]:
    shown = facts.weeks[-MOST_WEEKS:]
    heading = Heading("Attendance, both ways", 2)
    claim = _claim(facts)
    register = Paragraph(_register(facts.half_days))
    if not any(week.n for week in shown):
        return (heading, *claim, Paragraph("No visit in these weeks."), register)
    skipped = len(facts.weeks) - len(shown)
    bars = tuple(_bar(_week(facts, week), week, facts.ladder) for week in facts.weeks[skipped:])
    top = max((rung.number for rung in facts.ladder), default=9)
    told = _told(facts, shown)
    return (heading, *claim, Bars("Usual step, week beginning", bars, told, top), register)


def _bar(label: str, week: LadderWeek, ladder: tuple[RungWords, ...]) -> Bar:
    if week.usual is None:
        return Bar(label, "", None)
    span = "" if week.lowest == week.best else f"{week.lowest} to {week.best}, "
    words = f"{_short(week.usual, ladder)} ({span}{wording.many(week.n, 'visit')})"
    return Bar(label, words, week.usual, week.seen, week.heard)


def _week(facts: StaffFacts, week: LadderWeek) -> str:
    return wording.week_beside(week.monday, facts.first, facts.last)


def _told(facts: StaffFacts, weeks: tuple[LadderWeek, ...]) -> str:
    visited = [week for week in weeks if week.usual is not None]
    opening, closing = visited[0], visited[-1]
    parts = [
        "Each bar is the usual step of a week, with its lowest and best step and the number of visits.",
        f"Week of {_week(facts, opening)}: {_short(opening.usual or 0, facts.ladder)}.",
    ]
    if closing is not opening:
        parts.append(f"Week of {_week(facts, closing)}: {_short(closing.usual or 0, facts.ladder)}.")
    unseen = [week for week in visited if not week.seen]
    for said, heard in (("Heard and not seen", True), ("Neither heard nor seen", False)):
        mondays = [_week(facts, week) for week in unseen if week.heard is heard]
        if mondays:
            parts.append(f"{said} in the week of {wording.listed(mondays)}.")
    return " ".join(parts)


def _register(days: HalfDays) -> str:
    if not days.possible:
        return "Register: no possible half-day in this period."
    counted = (
        f"Register: came on {days.attended} of {days.possible} possible half-days"
        f" ({share(days.attended, days.possible)})."
    )
    return (
        f"{counted} Authorised absence {days.authorised}, unauthorised {days.unauthorised}."
        if days.authorised or days.unauthorised
        else counted
    )


def _subjects(subjects: tuple[SubjectSteps, ...]) -> tuple[Block, ...]:
    heading = Heading("Steps by subject", 2)
    if not subjects:
        return (heading, Paragraph("No curriculum is set for this pupil yet."))
    columns = (
        Column("Subject", 5),
        Column("Made", 3, numbers=True),
        Column("New", 2, numbers=True),
        Column("Next steps", 9),
        Column("Gaps", 9),
    )
    rows = tuple(
        (
            _cell(subject.name, strong=True),
            _cell(f"{subject.made}\u00a0of\u00a0{subject.total}"),
            _cell(str(subject.new)),
            _steps(subject.next_steps),
            _steps(subject.gaps),
        )
        for subject in subjects
    )
    return (heading, TableBlock("Steps made, next and missing by subject", columns, rows))


def _steps(steps: tuple[str, ...]) -> Cell:
    shown = [Line(wording.sentence(step)) for step in steps[:MOST_NEXT]]
    if len(steps) > MOST_NEXT:
        shown.append(Line(f"and {len(steps) - MOST_NEXT} more"))
    return Cell(tuple(shown or [Line("–")]))


def _engagement(facts: StaffFacts) -> tuple[Block, ...]:
    heading = Heading("Engagement", 2)
    if not facts.outcomes:
        return (heading, Paragraph("Nothing scored in this period."))
    columns = (
        Column("Outcome", 4),
        Column(f"Mean of 0 to {facts.top_score}", 2, numbers=True),
        Column("Observed", 2, numbers=True),
        Column("Not observed", 2, numbers=True),
    )
    rows = tuple(
        (
            _cell(one.name, strong=True),
            _cell(mean(one.total, one.n)),
            _cell(str(one.n)),
            _cell(str(one.not_observed)),
        )
        for one in facts.outcomes
    )
    return (heading, TableBlock("Scores by outcome", columns, rows))


def _cell(text: str, *, strong: bool = False) -> Cell:
    return Cell((Line(text, strong),))


def _short(number: int, ladder: tuple[RungWords, ...]) -> str:
    return next((rung.short for rung in ladder if rung.number == number), f"step {number}")
