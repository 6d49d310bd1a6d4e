"""A row as it will stand once marks under way are written: what the screen shows before the disk answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from app.core.marks import CODE, FIRST_OUTCOME, MINUTES, NOT_OBSERVED, RUNG, SEEN_ASKED, NewMark
from app.rooms.attendance import Code, CodeCell, Moment, MomentRow, RegisterRow, sum_up
from ui.rooms.attendance.gestures import Gestures


def with_marks(
    row: RegisterRow, marks: Iterable[NewMark], gestures: Gestures, codes: Mapping[int, Code], by: str
) -> RegisterRow:
    """The row with these marks put down in their order."""
    for mark in marks:
        if mark.pupil == row.pupil:
            row = _with(row, mark, gestures, codes, by)
    return row


def _with(
    row: RegisterRow, mark: NewMark, gestures: Gestures, codes: Mapping[int, Code], by: str
) -> RegisterRow:
    if mark.measure == RUNG:
        return _with_rung(row, mark, gestures, by)
    if mark.measure == CODE:
        return replace(row, code=_code(row.code, mark, codes, gestures.now, by))
    if mark.measure == SEEN_ASKED:
        return replace(row, seen_asked=None if mark.value is None else bool(mark.value))
    if mark.measure == MINUTES:
        return replace(row, minutes=mark.value)
    if mark.measure >= FIRST_OUTCOME:
        kept = [pair for pair in row.scores if pair[0] != mark.measure]
        put = [] if mark.value is None else [(mark.measure, mark.value)]
        return replace(row, scores=(*kept, *put))
    return row


def _with_rung(row: RegisterRow, mark: NewMark, gestures: Gestures, by: str) -> RegisterRow:
    others = [one for one in row.moments if one.number != mark.moment]
    instead = next((one.rung for one in row.moments if one.number == mark.moment), None)
    if mark.value is None or mark.value == NOT_OBSERVED:
        moments = others
    else:
        new = MomentRow(
            number=mark.moment,
            rung=mark.value,
            at=mark.at,
            recorded_at=gestures.now,
            by_name=by,
            late=gestures.head.finished_at is not None,
            instead_of=instead,
        )
        moments = sorted([*others, new], key=_in_time)
    return replace(
        row,
        moments=tuple(moments),
        sums=sum_up([Moment(one.number, one.rung, one.at) for one in moments]),
        not_observed=not moments and mark.value == NOT_OBSERVED,
        asks_seen=any(gestures.asks(one.rung) for one in moments),
        code=_without_proposal(row.code),
    )


def _in_time(one: MomentRow) -> tuple[float, int]:
    return one.at.timestamp() if one.at else 0.0, one.number


def _without_proposal(cell: CodeCell | None) -> CodeCell | None:
    """What a changed step proposes is the record's to say, a moment later."""
    return cell if cell is None or cell.letter is not None else replace(cell, proposed=None, why=None)


def _code(
    cell: CodeCell | None, mark: NewMark, codes: Mapping[int, Code], now: datetime, by: str
) -> CodeCell | None:
    if cell is None:
        return None
    if mark.value is None:
        return CodeCell(None, here=cell.here, here_why=cell.here_why)
    code = codes.get(mark.value)
    return CodeCell(
        letter=code.letter if code else "?",
        plain_meaning=code.plain_meaning if code else "",
        recorded_at=now,
        by_name=by,
        here=cell.here,
        here_why=cell.here_why,
    )
