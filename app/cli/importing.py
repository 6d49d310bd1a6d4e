"""Lines that bring something in: each file read in a child, planned, and committed in one transaction."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import bootstrap
from app.bootstrap import Opened
from app.cli.door import Answer, done, signed_in
from app.cli.say import DONE, error_line, status_of
from app.core.command import Command, Receipt
from app.core.errors import InchstoneError, Unavailable
from app.core.ids import ImportId
from app.core.sentences import say
from app.exchange import headings, pupil_rows, reading
from app.exchange.curriculum import PlanCurriculum
from app.exchange.pupils import PlanPupils, PupilPlan
from app.rooms import people

Import = Callable[[Opened, Path, bool], dict[str, Any]]


def do(line: argparse.Namespace) -> Answer:
    """Answer one of the lines of this module."""
    one = _IMPORTS[line.what]
    with signed_in(line) as opened:
        if len(line.files) == 1:
            return done(one(opened, Path(line.files[0]), line.dry_run))
        return _several(one, opened, line.files, dry_run=line.dry_run)


def _several(one: Import, opened: Opened, files: list[str], *, dry_run: bool) -> Answer:
    """Each file as a transaction of its own; what is refused stands in the answer with its sentence."""
    answers: list[dict[str, Any]] = []
    for file in files:
        try:
            answers.append({"file": file, "exit": DONE, **one(opened, Path(file), dry_run)})
        except InchstoneError as error:
            answers.append({"file": file, "exit": status_of(error), "why": error_line(error)})
    status = max(each["exit"] for each in answers)
    refused = sum(each["exit"] != DONE for each in answers)
    said = f"{refused} of {len(files)} files did not come in; the answer says why" if refused else ""
    return {"files": answers}, status, said


def _pupils(opened: Opened, file: Path, dry_run: bool) -> dict[str, Any]:
    found = reading.read_table(file)
    sheet = pupil_rows.best_sheet(found.sheets, headings.shipped(headings.PUPILS))
    plan = opened.office.ask(PlanPupils(sheet, found.digest, found.name))
    came_in: dict[int, str | None] = {each.row: each.ref for each in plan.unchanged}
    came_in |= dict.fromkeys((each.row for each in plan.ready), None)
    if plan.command is not None and not dry_run:
        receipt = _commit(opened, plan.command)
        if receipt.new_id is not None:
            rows = opened.office.ask(people.ImportedPupils(ImportId(receipt.new_id)))
            came_in |= {row.line: row.ref for row in rows}
    return {
        "read": plan.read,
        "imported": len(plan.ready),
        "unchanged": len(plan.unchanged),
        "need_you": [
            {"row": each.row, "column": each.column, "why": say(each.why, each.facts)}
            for each in plan.need_you
        ],
        "identifiers": {
            "UPN": {bucket.value: count for bucket, count in plan.upn},
            "ULN": {bucket.value: count for bucket, count in plan.uln},
        },
        "columns": _columns(plan),
        "pupils": [{"row": row, "ref": came_in[row]} for row in sorted(came_in)],
    }


def _columns(plan: PupilPlan) -> dict[str, str | None]:
    """Their headings with ours, where we are sure enough to fill the column in unasked."""
    found: dict[str, str | None] = {}
    for guess in plan.columns:
        if guess.theirs and not found.get(guess.theirs):
            found[guess.theirs] = guess.ours if guess.is_filled else None
    return found


def _curriculum(opened: Opened, file: Path, dry_run: bool) -> dict[str, Any]:
    digest, tree = reading.read_curriculum(file)
    plan = opened.office.ask(PlanCurriculum(tree, digest))
    if plan.command is not None and not dry_run:
        _commit(opened, plan.command)
    return {
        "framework": plan.title,
        "identifier": plan.identifier,
        "nodes": plan.shape.nodes,
        "places": plan.shape.places,
        "leaves": plan.shape.leaves,
        "depth": plan.shape.depth,
        "coded": plan.shape.coded,
        "several_places": plan.shape.several_places,
        "other_links": dict(plan.other_links),
        "not_read": [
            {"where": each.where, "why": say(each.why, {"words": each.words})} for each in plan.not_read
        ],
        "imported": plan.command is not None,
    }


def _commit(opened: Opened, command: Command) -> Receipt:
    """A copy of the record first, then all of the file or none of it."""
    bootstrap.back_up_before(opened, "before an import")
    try:
        return opened.office.execute(command)
    except MemoryError as problem:
        raise Unavailable("memory_full") from problem


_IMPORTS: dict[str, Import] = {"pupils": _pupils, "curriculum": _curriculum}
