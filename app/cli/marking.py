"""Lines that put marks down from a sheet: steps, and rungs, codes and scores."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.cli.door import Answer, done, signed_in
from app.core.sentences import say
from app.exchange import reading
from app.exchange.lines import RefusedRow
from app.exchange.marks import PlanLog, PlanMarks


def do(line: argparse.Namespace) -> Answer:
    """Answer one of the lines of this module."""
    return _LINES[line.line](line)


def _log(line: argparse.Namespace) -> Answer:
    with signed_in(line) as opened:
        plan = opened.office.ask(PlanLog(reading.read_table(Path(line.file)).sheets))
        if plan.command is not None:
            opened.office.execute(plan.command)
        return done(
            {
                "read": plan.read,
                "logged": len(plan.lines),
                "unchanged": plan.unchanged,
                "refused": _refused(plan.refused),
            }
        )


def _mark(line: argparse.Namespace) -> Answer:
    with signed_in(line) as opened:
        plan = opened.office.ask(PlanMarks(reading.read_table(Path(line.file)).sheets))
        if plan.command is not None:
            opened.office.execute(plan.command)
        return done(
            {
                "read": plan.read,
                "marked": plan.marked,
                "unchanged": plan.unchanged,
                "refused": _refused(plan.refused),
            }
        )


def _refused(rows: Iterable[RefusedRow]) -> list[dict[str, Any]]:
    return [{"row": each.row, "why": say(each.why, each.facts)} for each in rows]


_LINES = {"log": _log, "mark": _mark}
