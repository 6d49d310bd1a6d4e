"""Every command there is, in a story: one entry each, all of it or nothing, and back to where it began."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from app.bootstrap import Opened
from app.core.errors import Unavailable
from app.core.sentences import sentence
from app.store import verify
from tests.kit.clock import SetClock
from tests.kit.examples import NEVER_AGAIN, Examples
from tests.kit.record import peek
from tests.kit.requests import commands
from tests.kit.state import sums
from tests.kit.told import Tell

WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP")


def entries(examples: Examples) -> list[tuple[Any, ...]]:
    return peek(examples.office, "SELECT seq, action FROM audit_entry ORDER BY seq")


def test_every_command_leaves_exactly_one_entry(opened: Opened, clock: SetClock, tell: Tell) -> None:
    """R-14b."""
    examples, done, executed = Examples(opened, clock), set(), 0
    for command in examples.each():
        before = entries(examples)
        receipt = examples.execute(command)
        name = type(command).__name__
        assert entries(examples) == [*before, (receipt.entry, name)], name
        done.add(name)
        executed += 1
    missing = {command.__name__ for command in commands()} - done - NEVER_AGAIN
    assert missing == set(), "a command without an example"
    with opened.record.reading() as db:
        assert verify.chain_fault(db, opened.record.keys.audit) == ""
        assert verify.rebuilt_fault(db) == ""
    tell("R-14b", f"{len(done)} commands, {executed} times: exactly one entry each, every value rebuilt")


@contextmanager
def failing_write(opened: Opened, number: int) -> Iterator[list[str]]:
    """The ``number``-th statement that writes fails as a disk would make it fail. Answers what was sent."""
    sent: list[str] = []
    engine = opened.record._writer

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            sent.append(statement)
            if len(sent) == number:
                raise OSError(errno.EIO, "planted")

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def state(examples: Examples) -> tuple[Any, ...]:
    """What a command could have left half done: the rows of every table, the keys, the stacks."""
    office = examples.office
    slots = (examples.opened.record.folder / "slots.json").read_bytes()
    return peek(office, sums()), slots, office.next_undo(), office.next_redo()


def test_each_write_of_each_command_made_to_fail_leaves_all_or_nothing(
    opened: Opened, clock: SetClock, tell: Tell
) -> None:
    """R-06, the second half."""
    examples, failed, executed = Examples(opened, clock), 0, 0
    for command in examples.each():
        before, number = state(examples), 0
        while True:
            number += 1
            with failing_write(opened, number) as sent:
                try:
                    examples.execute(command)
                except Unavailable as refusal:
                    assert refusal.code == "disk_failed"
                    assert sentence(refusal)
                    assert state(examples) == before, (
                        f"{type(command).__name__}, write {number}: {sent[-1][:80]}"
                    )
                    failed += 1
                    continue
            assert len(sent) < number, "the command went through although a write of it failed"
            break
        executed += 1
    with opened.record.reading() as db:
        assert verify.chain_fault(db, opened.record.keys.audit) == ""
        assert verify.rebuilt_fault(db) == ""
    tell("R-06", f"{failed:,} writes of {executed} commands made to fail in turn: all or nothing each time")


def test_a_control_that_writes_past_the_transaction_would_be_seen(opened: Opened, clock: SetClock) -> None:
    examples = Examples(opened, clock)
    before = state(examples)
    with opened.record.outside_audit() as db:
        db.connection().exec_driver_sql("INSERT INTO measure VALUES (99, 'planted', 0, 0, 1)")
    assert state(examples) != before


@pytest.mark.parametrize("name", sorted(NEVER_AGAIN))
def test_what_happens_once_cannot_happen_again(name: str) -> None:
    assert name in {command.__name__ for command in commands()}
