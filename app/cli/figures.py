"""Lines that ask: who there is, rates of attendance, and one pupil's journey."""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from app import bootstrap
from app.cli.door import Answer, done, signed_in
from app.core.clock import SystemClock
from app.core.errors import Refused
from app.core.figures import decimal_text
from app.exchange import reading
from app.exchange.marks import read_counts
from app.insight.journey import Journey, JourneyView
from app.reports.family import UsualClaim
from app.reports.gather import ladder_words
from app.reports.staff import headline
from app.rooms import attendance, people
from app.rooms.attendance import AttendanceRates, By, Rates, RatesRow


def do(line: argparse.Namespace) -> Answer:
    """Answer one of the lines of this module."""
    return _LINES[line.line](line)


def _pupils(line: argparse.Namespace) -> Answer:
    with signed_in(line) as opened:
        rows = opened.office.ask(people.PupilList(leavers=True))
        numbers: dict[int, list[dict[str, str]]] = defaultdict(list)
        for each in opened.office.ask(people.Identifiers()):
            numbers[each.pupil].append(
                {"type": each.kind.value, "value": each.value, "check": each.check.value}
            )
    return done(
        [
            {
                "ref": row.ref,
                "name": row.forename,
                "surname": row.surname,
                "known_as": row.known_as or None,
                "birth_date": row.birth_date.isoformat() if row.birth_date else None,
                "identifiers": numbers[row.pupil],
            }
            for row in rows
        ]
    )


def _rates(line: argparse.Namespace) -> Answer:
    if line.counts:
        if line.record or line.from_day or line.to_day or line.by:
            raise Refused("counts_stand_alone")
        return done(_of_counts(Path(line.counts)))
    if not (line.record and line.from_day and line.to_day):
        raise Refused("rates_need_a_span")
    first, last = _iso(line.from_day), _iso(line.to_day)
    if last < first:
        raise Refused("ends_before_it_starts", first=first, last=last)
    by = By(line.by) if line.by else None
    with signed_in(line) as opened:
        found = opened.office.ask(AttendanceRates(first, last, by))
    if by is None:
        return done(_counted(found.total))
    rows = [{"code": each.code, "count": each.count} for each in found.codes]
    rows += [{"key": each.key, "name": each.name, **_counted(each)} for each in found.rows]
    return done({"rows": rows, "total": _counted(found.total)})


def _of_counts(file: Path) -> dict[str, Any]:
    """Rates of a sheet of codes, by the codes as they were shipped: no record is opened."""
    counts = read_counts(reading.read_table(file).sheets)
    codes = attendance.read_codes(bootstrap.shipped_content("codes.csv").rows())
    rates = attendance.rates_of_letters(codes, counts)
    return {**_figures(rates), "persistent": rates.persistent, "severe": rates.severe}


def _counted(row: RatesRow) -> dict[str, Any]:
    return {**_figures(row.rates), "persistent": row.persistent, "severe": row.severe}


def _figures(rates: Rates) -> dict[str, Any]:
    parts = ("attendance", "authorised", "unauthorised", "absence")
    counts = {name: getattr(rates, name) for name in parts}
    shown = {name: {"count": n, "percent": rates.percent(n)} for name, n in counts.items()}
    return {"possible": rates.possible, **shown}


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("date_not_iso") from None


def _journey(line: argparse.Namespace) -> Answer:
    with signed_in(line) as opened:
        known = opened.office.ask(people.PupilByRef(line.pupil))
        (name,) = opened.office.ask(people.PupilNames(pupils=frozenset({known.pupil})))
        found = opened.office.ask(Journey(known.pupil))
        ladder = opened.office.ask(attendance.LadderOn(SystemClock().today())).rungs
    claim = found.headline
    usual = None if claim.rung is None else UsualClaim(claim.rung, claim.k, claim.n)
    return done(
        {
            "pupil": known.ref,
            "headline": headline(name.shown, usual, ladder_words(ladder)),
            "rule": claim.rule.value,
            "figures": {"k": claim.k, "n": claim.n, "rung": claim.rung},
            "made_here": found.counts.made_here,
            "baseline": found.counts.baseline,
            "lost": found.counts.lost,
            "regained": found.counts.regained,
            "lanes": _lanes(found),
        }
    )


def _lanes(found: JourneyView) -> dict[str, Any]:
    return {
        "attendance": [
            {
                "week": week.week.isoformat(),
                "usual": week.usual,
                "best": week.best,
                "lowest": week.lowest,
                "n": week.n,
                "seen": week.seen,
            }
            for week in found.attendance
        ],
        "engagement": [
            {
                "week": week.week.isoformat(),
                "mean": decimal_text(Fraction(week.total, week.n)) if week.n else None,
                "n": week.n,
            }
            for week in found.engagement
        ],
        "curriculum": [
            {"week": week.week.isoformat(), "made": week.made, "total": week.total}
            for week in found.curriculum
        ],
    }


_LINES = {"pupils": _pupils, "rates": _rates, "journey": _journey}
