"""What keys and clicks in a row do: each is one gesture, said aloud, and then the next row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.core.errors import Refused
from app.core.ids import MeasureId, PupilId, Ref
from app.core.marks import CODE, NOT_OBSERVED, NewMark
from app.rooms.attendance import Code, RegisterRow, Why
from ui.kit.accessible import announce
from ui.kit.desk import Desk
from ui.kit.reason_line import ReasonLine
from ui.kit.shortcuts import key
from ui.rooms.attendance.cell_line import MinutesLine
from ui.rooms.attendance.code_list import CodeList
from ui.rooms.attendance.marking import Marking
from ui.rooms.attendance.outbox import Gesture
from ui.rooms.attendance.register_model import CODE_COLUMN, FIRST_SCORE, LADDER, WORDS
from ui.rooms.attendance.register_view import RegisterView
from ui.words.attendance import say, why


class RowActs(QObject):
    """Stands between the table, which says what was meant, and the marking, which puts it down."""

    def __init__(
        self, desk: Desk, marking: Marking, view: RegisterView, reason: ReasonLine, room: QWidget
    ) -> None:
        super().__init__(room)
        self._desk, self._marking, self._view, self._reason, self._room = desk, marking, view, reason, room
        self.minutes_line = MinutesLine(view.viewport())
        self.code_list = CodeList(room)
        self._coded: PupilId | None = None
        self._unsaid: list[PupilId] = []
        self._connect()

    def _connect(self) -> None:
        view = self._view
        view.stepped.connect(self._step)
        view.spanned.connect(self._span)
        view.same_asked.connect(self._same)
        view.take_back_asked.connect(self._take_back)
        view.seen_said.connect(self._seen)
        view.minutes_asked.connect(self._minutes)
        view.code_begun.connect(self._begin_code)
        view.codes_asked.connect(self._list_codes)
        view.scored.connect(self._score)
        view.score_menu_asked.connect(self._score_menu)
        view.copy_down_asked.connect(self._copy_down)
        view.tagged.connect(self._tag)
        view.accepted.connect(self._accept)
        view.menu_asked.connect(self._menu)
        self.code_list.taken.connect(self._code_taken)
        self.code_list.here.connect(self._here)
        self.code_list.closed.connect(self._back)
        self._marking.stands.connect(self._say_settled)
        self._marking.outbox.refused.connect(self._refused)
        self._marking.outbox.stuck.connect(self._stuck)

    # -- the ladder

    def _step(self, place: int, number: int, further: bool) -> None:
        row, gestures = self._row(place), self._marking.gestures
        self._marking.put(gestures.further(row, number) if further else gestures.step(row, number))
        self._go_on(place, stays=gestures.asks(number) or further)

    def _span(self, place: int, first: int, last: int) -> None:
        self._marking.put(self._marking.gestures.span(self._row(place), first, last))
        self._go_on(place, stays=True)

    def _same(self, place: int) -> None:
        row = self._row(place)
        if row.last_time is None:
            self._tell(say("no_last_time", name=self._name(row)))
            return
        self._marking.put(self._marking.gestures.same_as_last_time(row))
        self._go_on(place, stays=self._marking.gestures.asks(row.last_time))

    def _seen(self, place: int, was_seen: bool) -> None:
        self._marking.put(self._marking.gestures.seen(self._row(place), was_seen))
        self._go_on(place)

    def _take_back(self, place: int, column: int) -> None:
        row, gestures = self._row(place), self._marking.gestures
        if column == CODE_COLUMN:
            if row.code is not None and row.code.letter is not None:
                self._marking.put(gestures.code(row, None))
        elif column == self._view.tag_column:
            self._marking.tag(row, "")
        elif column >= FIRST_SCORE:
            self._marking.put(gestures.score(row, self._measure(column - FIRST_SCORE), None))
        else:
            self._marking.put(gestures.take_back(row))
        self._go_on(place, stays=True)

    def _accept(self, place: int) -> None:
        """Enter takes the code that is proposed; without one it only goes on."""
        row = self._row(place)
        letter = row.code.proposed if row.code is not None and row.code.letter is None else None
        code = self._marking.code_numbered(letter) if letter else None
        if code is not None:
            self._marking.put(self._marking.gestures.code(row, code.number))
        self._view.to_column(self._marking.first_column)
        self._go_on(place)

    def _minutes(self, place: int) -> None:
        row = self._row(place)
        over = self._view.cell(place, WORDS).toRect()

        def take(minutes: int | None) -> None:
            self._marking.put(self._marking.gestures.minutes(self._row_of(row), minutes))
            self._back()
            self._announce(self._view.place)

        self.minutes_line.open(over, self._name(row), row.minutes, take, self._back)

    # -- the code

    def _begin_code(self, place: int, typed: str) -> None:
        self._open_codes(place, typed, searches=False)

    def _list_codes(self, place: int) -> None:
        self._open_codes(place, "", searches=True)

    def _open_codes(self, place: int, typed: str, *, searches: bool) -> None:
        row = self._row(place)
        if row.code is None:
            self._tell(say("no_half_day"))
            return
        self._coded = row.pupil
        area = self._view.cell(place, CODE_COLUMN).toRect()
        corner = self._view.viewport().mapTo(self._room, area.topLeft())
        codes, day = self._marking.codes, self._marking.head.day
        self.code_list.open(QRect(corner, area.size()), self._name(row), codes, day, typed, searches=searches)

    def _here(self) -> None:
        """Here for this half-day: what the placement calls for, or why that is nothing."""
        row = self._coded_row()
        if row is None or row.code is None:
            return
        code = self._marking.code_numbered(row.code.here)
        if code is not None:
            self._code_taken(code)
            return
        self._back()
        reason = why(row.code.here_why or Why.NO_PLACEMENT)
        self._tell(say("code_not_here", name=self._name(row), why=reason))

    def _code_taken(self, code: Code) -> None:
        row = self._coded_row()
        if row is None or row.code is None:
            return
        marks = self._marking.gestures.code(row, code.number)
        if row.code.letter is not None and row.code.letter != code.letter:
            question = say("reason_for", name=self._name(row), old=row.code.letter, new=code.letter)
            self._ask_reason(question, marks)
            return
        self._marking.put(marks)
        self._back()
        self._after_code(row.pupil)

    def _ask_reason(self, question: str, marks: tuple[NewMark, ...]) -> None:
        def take(reason: str, draft: Ref | None) -> None:
            self._marking.put(marks, reason, draft)
            self._back()
            self._after_code(marks[0].pupil)

        slot, day = self._marking.key
        about = f"reason:{slot}:{day.isoformat()}:{marks[0].pupil}"
        self._reason.ask(about, question, take, self._back)

    def _after_code(self, pupil: PupilId) -> None:
        place = self._marking.model.place_of(pupil)
        if place is not None:
            self._view.to_column(LADDER)
            self._go_on(place)

    # -- scores

    def _score(self, place: int, outcome: int, value: int) -> None:
        self.put_score(place, outcome, value)
        if outcome + 1 < self._marking.model.score_columns:
            self._view.go(place, FIRST_SCORE + outcome + 1)
        elif place + 1 < self._marking.model.rowCount():
            self._view.go(place + 1, FIRST_SCORE)
        else:
            self._view.past_end.emit()

    def put_score(self, place: int, outcome: int, value: int | None) -> None:
        """One score of one pupil, said aloud; None takes it back."""
        row = self._row(place)
        self._marking.put(self._marking.gestures.score(row, self._measure(outcome), value))
        announce(self._view, self._marking.model.words.spoken_score(self._row(place), outcome))

    def _copy_down(self, place: int, outcome: int) -> None:
        measure = self._measure(outcome)
        value = dict(self._row(place).scores).get(measure)
        below = self._marking.model.rows[place + 1 :]
        marks = () if value is None else self._marking.gestures.copy_down(below, measure, value)
        if not marks or value is None:
            self._tell(say("nothing_to_copy"))
            return
        self._marking.put(marks)
        shown = say("score_not_observed").lower() if value == NOT_OBSERVED else value
        self._tell(say("copied", count=len(marks), score=shown))

    def _tag(self, place: int, tag: str) -> None:
        """What was quickly said of a pupil in the break; the keys go down to the next."""
        row = self._row(place)
        self._marking.tag(row, tag)
        announce(self._view, self._marking.model.words.spoken_tag(replace(row, tag=tag)))
        self._view.go(place, self._view.tag_column)
        self._view.go_rows(1)

    def _score_menu(self, place: int, outcome: int) -> None:
        menu = self._new_menu()
        for value in range(self._marking.highest_score + 1):
            self._offer(menu, str(value), partial(self.put_score, place, outcome, value))
        unseen = say("score_not_observed")
        self._offer(menu, f"{unseen}\t-", lambda: self.put_score(place, outcome, NOT_OBSERVED))
        back = f"{say('score_take_back')}\t{key('clear_mark').shown}"
        self._offer(menu, back, lambda: self.put_score(place, outcome, None))
        corner = self._view.cell(place, FIRST_SCORE + outcome).bottomLeft().toPoint()
        menu.popup(self._view.viewport().mapToGlobal(corner))

    # -- the row's menu: every key's act for the mouse

    def _menu(self, place: int, where: QPoint) -> None:
        row, menu, view = self._row(place), self._new_menu(), self._view
        menu.setAccessibleName(self._name(row))
        acts: list[tuple[str, str, Callable[[], object]]] = [
            (say("menu_same"), "as_last_time", lambda: self._same(place)),
            (say("menu_take_back"), "clear_mark", lambda: self._take_back(place, view.column)),
            (say("menu_late"), "late", lambda: self._minutes(place)),
            (say("menu_note"), "note", lambda: view.note_asked.emit(place)),
            (say("menu_codes"), "code_list", lambda: self._list_codes(place)),
        ]
        if self._marking.model.is_compact:
            acts = [act for act in acts if act[1] in ("clear_mark", "note")]
        if self._marking.model.score_columns:
            self._offer(menu, say("menu_scores"), lambda: view.all_scores_asked.emit(place, 0))
        for words, name, act in acts:
            self._offer(menu, f"{words}\t{key(name).shown}", act)
        if row.asks_seen:
            self._offer(menu, say("menu_seen"), lambda: self._seen(place, True))
            self._offer(menu, say("menu_not_seen"), lambda: self._seen(place, False))
        menu.addSeparator()
        self._offer(menu, say("menu_not_expected"), lambda: self._not_expected(place))
        self._offer(menu, say("menu_pupil"), lambda: self._desk.shell.go("pupils", row.pupil))
        menu.popup(where)

    def _not_expected(self, place: int) -> None:
        self._marking.put(self._marking.gestures.not_expected([self._row(place)]))
        self._go_on(place)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _offer(self, menu: QMenu, words: str, act: Callable[[], object]) -> None:
        menu.addAction(words).triggered.connect(lambda: act())

    # -- what came back

    def _refused(self, error: Exception, gesture: Gesture) -> None:
        wants_reason = isinstance(error, Refused) and error.code == "reason_needed"
        mark = gesture.marks[0] if gesture.marks else None
        if not wants_reason or mark is None or mark.measure != CODE:
            self._desk.shell.problem(error)
            return
        place = self._marking.model.place_of(mark.pupil)
        if place is None:
            self._desk.shell.problem(error)
            return
        row = self._row(place)
        old = row.code.letter if row.code is not None and row.code.letter else ""
        self._ask_reason(say("reason_to_take_back", name=self._name(row), old=old), gesture.marks)

    def _stuck(self, error: Exception) -> None:
        self._desk.shell.problem(error, self._marking.outbox.again)

    # -- shared

    def _go_on(self, place: int, *, stays: bool = False) -> None:
        """Say what the row says now, and go to the next one unless this one still asks something."""
        self._announce(place)
        if stays:
            self._view.go(place)
        else:
            self._view.go(place)
            self._view.go_rows(1)

    def _announce(self, place: int) -> None:
        """Say the row once the record has answered: only then is *seen*, and the code, what it says."""
        self._unsaid.append(self._row(place).pupil)
        self._say_settled()

    def _say_settled(self) -> None:
        under_way = {mark.pupil for one in self._marking.outbox.under_way for mark in one.marks}
        settled = [pupil for pupil in self._unsaid if pupil not in under_way]
        self._unsaid = [pupil for pupil in self._unsaid if pupil in under_way]
        model = self._marking.model
        for pupil in settled:
            place = model.place_of(pupil)
            if place is not None:
                announce(self._view, model.words.sentence(model.row(place)))

    def _back(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self._desk.shell.say(words)

    def _row(self, place: int) -> RegisterRow:
        return self._marking.model.row(place)

    def _row_of(self, row: RegisterRow) -> RegisterRow:
        """The row as it stands by now."""
        place = self._marking.model.place_of(row.pupil)
        return row if place is None else self._row(place)

    def _coded_row(self) -> RegisterRow | None:
        place = None if self._coded is None else self._marking.model.place_of(self._coded)
        return None if place is None else self._row(place)

    def _measure(self, outcome: int) -> MeasureId:
        return self._marking.model.words.outcomes[outcome].measure

    def _name(self, row: RegisterRow) -> str:
        return self._marking.model.words.name(row)
