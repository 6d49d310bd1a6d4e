"""Whatever the first-floor rooms write, the chain commits to, and verifying rebuilds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.bootstrap import Opened
from app.core.ids import NoteId
from app.core.marks import MeasureId, NewMark
from app.office import Office
from app.rooms.attendance import AddNote, EditLadder, FinishRegister, LadderOn, MarkRegister, VoidNote
from app.rooms.curriculum import (
    AddNode,
    LogLine,
    LogMark,
    LogSteps,
    MoveNode,
    NodeCard,
    NodeChildren,
    RecordAchievement,
    TakeBackNode,
)
from app.rooms.engagement import AddScoreFramework, OutcomeCard, ScoreFrameworkCard, WithdrawScoreFramework
from app.store import verify
from tests.kit.marking import TUESDAY, code, numbers, rung
from tests.kit.provision import Provision, Steps, number, placed, provision, steps
from tests.kit.record import peek


def a_register(office: Office, place: Provision) -> None:
    child = place.pupils[0]
    placed(office, *place.pupils)
    office.execute(MarkRegister((rung(child, 4, place.lesson),)))
    office.execute(
        MarkRegister((rung(child, 8, place.lesson), NewMark(child, TUESDAY, place.lesson, MeasureId(101), 3)))
    )
    office.execute(FinishRegister(place.lesson, TUESDAY))
    office.undo("too early")
    office.redo()
    office.execute(MarkRegister((code(child, numbers(office)["N"]),), reason="went home"))
    note = office.execute(AddNote(place.lesson, TUESDAY, child, "laughed")).new_id
    office.execute(VoidNote(NoteId(note or 0)))
    ladder = office.ask(LadderOn(TUESDAY))
    words = tuple(replace(one, hint="gate or reception") if one.number == 6 else one for one in ladder.rungs)
    office.execute(EditLadder(TUESDAY, ladder.edition, words))
    office.undo()


def some_steps(office: Office, place: Provision, tree: Steps) -> None:
    first, second = place.pupils[:2]
    office.execute(RecordAchievement(first, tree.to5, TUESDAY))
    office.undo()
    office.redo()
    marks = (LogMark.ACHIEVED, LogMark.VOID, LogMark.BASELINE)
    office.execute(LogSteps(tuple(LogLine(second, tree.weigh, date(2026, 10, 6), mark) for mark in marks)))
    office.undo()
    rows = office.ask(NodeChildren(tree.framework, tree.count))
    office.execute(MoveNode(rows[2].place, tree.framework, tree.count, before=rows[0].node))
    office.execute(TakeBackNode(number(office, AddNode(tree.framework, tree.cook, NodeCard("stirs")))))  # type: ignore[arg-type]
    office.undo()


def some_outcomes(office: Office) -> None:
    card = OutcomeCard("Played with others", "Played")
    made = number(office, AddScoreFramework(ScoreFrameworkCard("Breaks"), (card,)))
    office.execute(WithdrawScoreFramework(made))  # type: ignore[arg-type]


def test_every_value_is_committed_to_and_rebuilt(opened: Opened) -> None:
    office = opened.office
    place = provision(office)
    a_register(office, place)
    some_steps(office, place, steps(office))
    some_outcomes(office)
    assert peek(office, "SELECT count(*) FROM mark")[0][0] > 4
    with opened.record.reading() as db:
        assert verify.rebuilt_fault(db) == ""
        assert verify.chain_fault(db, opened.record.keys.audit) == ""
