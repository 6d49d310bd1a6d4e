"""What was read is planned and committed in one transaction, with a copy of the record before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app import bootstrap
from app.bootstrap import Opened
from app.core.command import Command, Receipt
from app.core.errors import Unavailable
from app.core.ids import ImportId
from app.core.sentences import say
from app.exchange import headings, pupil_rows
from app.exchange.curriculum import PlanCurriculum
from app.exchange.left_aside import left_aside, of_hidden
from app.exchange.pupils import PlanPupils, PupilPlan
from app.exchange.reading import Sheets
from app.exchange.sheet import NotRead, Tree
from app.rooms import people


def pupils(opened: Opened, found: Sheets, dry_run: bool) -> dict[str, Any]:
    """What an import of pupils did, or would do."""
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
        "not_read": _not_read((*left_aside(found.sheets, sheet, plan.columns), *of_hidden(found.hidden))),
        "notes": [
            say("told_of_allergy", {"heading": each.heading, "rows": each.rows})
            for each in plan.allergies_elsewhere
        ],
    }


def _columns(plan: PupilPlan) -> dict[str, str | None]:
    """Their headings with ours, where we are sure enough to fill the column in unasked."""
    found: dict[str, str | None] = {}
    for guess in plan.columns:
        if guess.theirs and not found.get(guess.theirs):
            found[guess.theirs] = guess.ours if guess.is_filled else None
    return found


def curriculum(opened: Opened, found: tuple[str, Tree], dry_run: bool) -> dict[str, Any]:
    """What an import of a curriculum did, or would do."""
    digest, tree = found
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
        "not_read": _not_read(plan.not_read),
        "imported": plan.command is not None,
    }


def _not_read(found: Iterable[NotRead]) -> list[dict[str, str]]:
    """What of the file was not taken: where it stands and why not."""
    return [{"where": each.where, "why": say(each.why, {"words": each.words})} for each in found]


def _commit(opened: Opened, command: Command) -> Receipt:
    """A copy of the record first, then all of the file or none of it."""
    bootstrap.back_up_before(opened, "before an import")
    try:
        return opened.office.execute(command)
    except MemoryError as problem:
        raise Unavailable("memory_full") from problem
