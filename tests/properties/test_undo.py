"""R-28: whatever was done, taking it back ends where it began; and doing it again where it was."""

from __future__ import annotations

import random
from typing import Any

import pytest

from app.bootstrap import Opened
from app.core.errors import Refused
from app.core.ids import Ref
from app.rooms import keeping
from app.store import verify
from tests.kit.acts import Life
from tests.kit.clock import SetClock
from tests.kit.examples import Examples
from tests.kit.record import peek
from tests.kit.told import Tell
from tests.kit.volume import how_many

STANDING = {
    "mark": "SELECT pupil_id, day, slot_id, measure_id, moment_no, value FROM mark "
    "WHERE replaced_by IS NULL AND value IS NOT NULL ORDER BY 1, 2, 3, 4, 5",
    "achievement": 'SELECT pupil_id, node_id, kind, "on" FROM achievement '
    "WHERE voided_in IS NULL ORDER BY 1, 2, 3",
    "note": "SELECT pupil_id, day, slot_id, text FROM slot_note WHERE voided_in IS NULL ORDER BY 2, 3, 4",
    "pupil": "SELECT id, forename, surname, needs FROM pupil WHERE NOT withdrawn ORDER BY id",
    "setting": "SELECT key, value FROM setting WHERE value <> '' ORDER BY key",
}
"""What a person would see: nothing that says how often something was taken back."""


def seen(opened: Opened) -> dict[str, list[tuple[Any, ...]]]:
    return {name: peek(opened.office, statement) for name, statement in STANDING.items()}


def undo_all(opened: Opened) -> int:
    """Back to the beginning, as far as the stack goes."""
    times = 0
    while opened.office.next_undo() is not None:
        opened.office.undo("It was a slip.")
        times += 1
    return times


def a_final_act(opened: Opened, number: int) -> None:
    """One that cannot be taken back, in between: it neither enters the stack nor clears it."""
    depth = opened.office.next_undo()
    opened.office.execute(keeping.NoteIssue(Ref("7QK3M0XW4T"), "family", None, f"Mrs {number}", "0" * 64))
    assert opened.office.next_undo() == depth


def test_undo_to_the_start_is_the_start_and_redo_to_the_end_is_the_end(opened: Opened, tell: Tell) -> None:
    runs, chance = how_many(300, soak=10_000), random.Random(28)
    life = Life(opened.office, 28)
    opened.office._undo.clear()
    acts = undone = 0
    for run in range(runs):
        before, pupils = seen(opened), list(life.pupils)
        wanted = chance.randrange(1, 4)
        for _ in range(wanted):
            life.acts(1)
            if chance.random() < 0.1:
                a_final_act(opened, run)
        after = seen(opened)
        undone += undo_all(opened)
        assert seen(opened) == before, f"run {run}"
        while opened.office.next_redo() is not None:
            opened.office.redo()
        assert seen(opened) == after, f"run {run}, again"
        undo_all(opened)
        life.pupils = pupils
        acts += wanted
    with opened.record.reading() as db:
        assert verify.chain_fault(db, opened.record.keys.audit) == ""
        assert verify.rebuilt_fault(db) == ""
    tell(
        "R-28",
        f"{runs} runs of {acts} acts: undone {undone} times, back at each start, then at each end",
    )


def test_every_kind_of_command_can_be_taken_back_to_the_start(opened: Opened, clock: SetClock) -> None:
    """Fifty deep and no deeper, over the story in which every command occurs."""
    examples = Examples(opened, clock)
    before: list[dict[str, list[tuple[Any, ...]]]] = []
    for command in examples.each():
        depth = len(opened.office._undo)
        if type(command).__name__ == "MarkRegister" and "dentist" in getattr(command, "reason", ""):
            break
        state = seen(opened)
        receipt = examples.execute(command)
        if receipt.undoable:
            before.append(state)
        assert len(opened.office._undo) <= 50
        assert depth <= 50
    for expected in reversed(before[-50:]):
        try:
            opened.office.undo("It was a slip.")
        except Refused as refusal:
            pytest.fail(f"{refusal.code} {refusal.facts}")
        assert seen(opened) == expected


def test_the_stack_ends_at_fifty(opened: Opened) -> None:
    life = Life(opened.office, 50)
    life.acts(60)
    assert undo_all(opened) == 50
