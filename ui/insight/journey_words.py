"""A journey in words and as lanes: headline, cards and paragraph, each proved by the figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.core.period import ONE_DAY, each_week, monday_of
from app.insight.claims import FEWEST, Dip, WeekOfRungs
from app.insight.journey import SomeScores
from app.insight.journey_picture import Holiday, HolidaySpan, JourneyPicture
from app.rooms.curriculum import StepWeek
from app.rooms.engagement import ScoreWeek
from ui.kit.charts import JourneyLanes, JourneyWeek, Moment, Stretch
from ui.kit.dates import long_day
from ui.words.insight import does, listed, say, whose

HIGHEST_SCORE = 4
MOST_TOLD, MOST_WEEKS = 3, 8
"""So many dips, and weeks in which nobody saw the child, are told one by one; of more, the latest."""
MOST_NAMED = 2
"""So many of those who wrote a week down are named; the rest are counted."""
MOST_FIRSTS = 3
"""So many first times are named in the picture, the highest ones; more would hide the line."""


@dataclass(frozen=True, slots=True)
class Stat:
    """One card: the figure, what it counts, its base and period, and how it is worked out."""

    icon: str
    figure: str
    words: str
    base: str
    how: str


def rung_words(picture: JourneyPicture, number: int) -> str:
    """A rung in the ladder's words, as they stand within a sentence."""
    words = next((rung.staff for rung in picture.ladder if rung.number == number), "")
    return words[:1].lower() + words[1:]


def headline(picture: JourneyPicture) -> str:
    """What the last visits prove of the usual step; nothing where they are too few."""
    found = picture.journey.headline
    if found.rung is None:
        return say("getting_to_know", name=picture.called)
    facts = {"name": picture.called, "k": found.k, "n": found.n, "whose": whose(picture.pronouns)}
    rung = rung_words(picture, found.rung)
    done = does(rung)
    return say("usually", does=done, **facts) if done else say("usually_plain", rung=rung, **facts)


def stats(picture: JourneyPicture) -> tuple[Stat, ...]:
    """The four cards over the picture."""
    return (_usual(picture), _made(picture), _engagement(picture), _dips(picture))


def _usual(picture: JourneyPicture) -> Stat:
    now, then = picture.journey.headline, picture.journey.at_first
    how = say("how_usual")
    if now.rung is None:
        base = say("usual_none_base", n=now.n, needed=FEWEST)
        return Stat("footprints", "", say("usual_none"), base, how)
    if then.rung is None or then.rung == now.rung:
        return Stat("footprints", str(now.rung), say("usual"), say("usual_base_one", n=now.n), how)
    base = say("usual_base", n=now.n, first=then.n)
    return Stat("footprints", str(now.rung), say("usual_was", was=then.rung), base, how)


def _made(picture: JourneyPicture) -> Stat:
    counts, began = picture.journey.counts, monday_of(picture.year_began)
    since = sum(week.made for week in picture.journey.curriculum if week.week >= began)
    facts = {"since": since, "day": day_and_month(began), "arrival": counts.baseline}
    words = say("made_one" if counts.made_here == 1 else "made")
    base = say("made_base" if counts.baseline else "made_base_none", **facts)
    return Stat("graduation-cap", str(counts.made_here), words, base, say("how_made"))


def _engagement(picture: JourneyPicture) -> Stat:
    last, first, how = picture.journey.last_scores, picture.journey.first_scores, say("how_engagement")
    if not last.n:
        return Stat("heart-handshake", "", say("engagement_none"), say("engagement_none_base"), how)
    words = say("engagement", highest=HIGHEST_SCORE)
    scored = sum(week.n for week in picture.journey.engagement)
    if scored <= last.n:
        base = say("engagement_few", last=last.n)
    else:
        base = say("engagement_base", last=last.n, was=tenths(first), first=first.n)
    return Stat("heart-handshake", tenths(last), words, base, how)


def tenths(scores: SomeScores) -> str:
    """The mean with one place, halves up."""
    found = (20 * scores.total + scores.n) // (2 * scores.n)
    return f"{found // 10}.{found % 10}"


def _dips(picture: JourneyPicture) -> Stat:
    dips, how = picture.journey.dips, say("how_dips")
    if not dips:
        early = sum(week.n for week in picture.journey.attendance) <= FEWEST
        return Stat("route", "0", say("dips_none"), say("dips_too_early" if early else "dips_none_base"), how)
    last, one = dips[-1], len(dips) == 1
    facts = _dip_facts(last, short=True)
    if last.recovered is None:
        words, base = say("dip_open" if one else "dips_open"), say("dip_base_open", **facts)
    else:
        words, base = say("dip_recovered" if one else "dips"), say("dip_base", **facts)
    return Stat("route", str(len(dips)), words, base, how)


def _dip_facts(dip: Dip, *, short: bool = False) -> dict[str, object]:
    """The days of a dip; on a card without the year, which the words below say."""
    day = day_and_month if short else long_day
    back = day(dip.recovered) if dip.recovered else ""
    return {"before": dip.before, "during": dip.during, "began": day(dip.began), "recovered": back}


def day_and_month(day: date) -> str:
    return long_day(day)[:-5]


def in_words(picture: JourneyPicture) -> str:
    """The whole picture told, with no cause claimed."""
    told = [_usual_told(picture), *_reached_told(picture), *_dips_told(picture), *_unseen_told(picture)]
    told += _undated_told(picture)
    return say("in_words", told=" ".join(told))


def _usual_told(picture: JourneyPicture) -> str:
    now, then = picture.journey.headline, picture.journey.at_first
    if now.rung is None:
        key = "told_nothing" if not now.n else "told_early_one" if now.n == 1 else "told_early"
        return say(key, name=picture.called, n=now.n)
    facts: dict[str, object] = {
        "name": picture.called,
        "is_now": now.rung,
        "is_words": rung_words(picture, now.rung),
        "k": now.k,
        "n": now.n,
        "whose": whose(picture.pronouns),
    }
    visits = sum(week.n for week in picture.journey.attendance)
    if then.rung is None or visits < 2 * then.n:
        return say("told_one", **facts)
    if then.rung == now.rung:
        return say("told_keeps", **facts)
    was = rung_words(picture, then.rung)
    return say("told_both", was=then.rung, was_words=was, first=then.n, **facts)


def _reached_told(picture: JourneyPicture) -> list[str]:
    best = picture.journey.has_reached
    if best is None:
        return []
    words = rung_words(picture, best.rung)
    return [say("told_reached", name=picture.called, rung=best.rung, words=words, day=long_day(best.day))]


def _dips_told(picture: JourneyPicture) -> list[str]:
    dips = picture.journey.dips
    told = [say("told_dips", count=len(dips), last=MOST_TOLD)] if len(dips) > MOST_TOLD else []
    for dip in dips[-MOST_TOLD:]:
        facts = {**_dip_facts(dip), "began": long_day(monday_of(dip.began))}
        told.append(say("told_dip" if dip.recovered else "told_dip_open", **facts))
    return told


def _unseen_told(picture: JourneyPicture) -> list[str]:
    heard = set(picture.heard)
    weeks = picture.journey.weeks_not_seen
    parts = (
        ("told_unseen_heard", [week for week in weeks if week in heard]),
        ("told_unseen", [week for week in weeks if week not in heard]),
    )
    return [say(key, name=picture.called, weeks=_weeks(days)) for key, days in parts if days]


def _undated_told(picture: JourneyPicture) -> list[str]:
    """Steps of which nobody knows the day: they count, and no week of the picture has them."""
    weeks = picture.journey.curriculum
    count = weeks[-1].total - sum(week.made for week in weeks) if weeks else 0
    return [say("told_undated_one" if count == 1 else "told_undated", count=count)] if count else []


def _weeks(days: Sequence[date]) -> str:
    """The weeks by their Mondays; the year is said once a year. Of many the latest are named."""
    if len(days) > MOST_WEEKS:
        return say("weeks_latest", count=len(days), days=_mondays(days[-MOST_TOLD:]))
    return say("week_of" if len(days) == 1 else "weeks_of", days=_mondays(days))


def _mondays(days: Sequence[date]) -> str:
    shown = [
        long_day(day) if place == len(days) - 1 or days[place + 1].year != day.year else day_and_month(day)
        for place, day in enumerate(days)
    ]
    return listed(shown)


def lanes(picture: JourneyPicture, since: date | None = None, *, compared: bool = False) -> JourneyLanes:
    """The picture's figures, from a day on or from the beginning; beside the term before if compared."""
    weeks = [week for week in _drawn_weeks(picture) if since is None or week.monday >= monday_of(since)]
    if compared:
        before = _before(picture)
        weeks = [replace(week, before=before.get(week.monday)) for week in weeks]
    return JourneyLanes(
        headline=headline(picture),
        in_words=in_words(picture),
        rungs=_ladder(picture),
        weeks=tuple(weeks),
        holidays=tuple(_stretch(one) for one in picture.holidays if weeks and one.last >= weeks[0].monday),
        firsts=tuple(one for one in _firsts(picture) if weeks and one.day >= weeks[0].monday),
    )


def can_compare(picture: JourneyPicture) -> bool:
    """Whether some week with visits stands beside one with visits a term before."""
    before = _before(picture)
    return any(week.week in before for week in picture.journey.attendance if week.usual is not None)


def _before(picture: JourneyPicture) -> dict[date, int]:
    """By week, the usual step of the same week a term before, where there is one."""
    usual = {week.week: week.usual for week in picture.journey.attendance}
    pairs = ((week, usual.get(earlier)) for week, earlier in picture.a_term_before)
    return {week: step for week, step in pairs if step is not None}


def weeks_of(picture: JourneyPicture) -> list[date]:
    """The Mondays from the first week with anything in it to the last."""
    journey = picture.journey
    if journey.first_week is None or journey.last_week is None:
        return []
    return [week.monday for week in each_week(journey.first_week, journey.last_week)]


def _drawn_weeks(picture: JourneyPicture) -> list[JourneyWeek]:
    journey = picture.journey
    rungs = {week.week: week for week in journey.attendance}
    scores = {week.week: week for week in journey.engagement}
    steps = {week.week: week for week in journey.curriculum}
    heard, found, total = set(picture.heard), [], 0
    for monday in weeks_of(picture):
        made = steps.get(monday)
        total = made.total if made is not None else total
        rung, score = rungs.get(monday), scores.get(monday)
        week = _week(monday, rung, score, made, total=total, heard=monday in heard)
        found.append(replace(week, who=_named(picture.who.get(monday, ()))))
    return found


def _named(names: Sequence[str]) -> str:
    """Those who wrote most of a week, and how many more there are."""
    if len(names) <= MOST_NAMED:
        return listed(list(names))
    return say("named_and_more", names=", ".join(names[:MOST_NAMED]), more=len(names) - MOST_NAMED)


def _week(
    monday: date,
    rung: WeekOfRungs | None,
    score: ScoreWeek | None,
    made: StepWeek | None,
    *,
    total: int,
    heard: bool,
) -> JourneyWeek:
    scored = score.n if score is not None else 0
    return JourneyWeek(
        monday=monday,
        usual=rung.usual if rung is not None else None,
        best=rung.best if rung is not None else None,
        lowest=rung.lowest if rung is not None else None,
        n=rung.n if rung is not None else 0,
        seen=bool(rung is not None and rung.seen),
        heard=heard,
        mean=score.total / scored if score is not None and scored else None,
        scored=scored,
        made=made.made if made is not None else 0,
        total=total,
    )


def _ladder(picture: JourneyPicture) -> tuple[str, ...]:
    """The rungs as labels, from nought up to the highest that is used; a gap in the numbers stays empty."""
    words = {rung.number: rung.staff for rung in picture.ladder}
    used = [week.best for week in picture.journey.attendance if week.best is not None]
    return tuple(words.get(number, "") for number in range(max([*words, *used, 0]) + 1))


def _stretch(one: HolidaySpan) -> Stretch:
    return Stretch(one.first, one.last, one.name if one.kind is Holiday.CLOSED else say(one.kind.value))


def _firsts(picture: JourneyPicture) -> list[Moment]:
    """First times after the first week: what the child brought along is no news."""
    first = picture.journey.first_week
    found = [one for one in picture.journey.firsts if first and one.day > first + 6 * ONE_DAY]
    return [
        Moment(one.day, say("first_time", rung=rung_words(picture, one.rung))) for one in found[-MOST_FIRSTS:]
    ]
