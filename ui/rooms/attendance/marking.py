"""One register as it is being marked: what the record says, what is under way, and what each gesture does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.changes import Topic
from app.core.command import Receipt
from app.core.ids import PupilId, Ref, SlotId
from app.core.marks import RUNG, NewMark
from app.rooms.attendance import (
    Code,
    CodesOn,
    DayRegister,
    FinishRegister,
    NoteRow,
    Notes,
    Register,
    RegisterHead,
    RegisterRow,
    RegisterSheet,
    TagInBreak,
    TodaysRegisters,
    Unseen,
    UnseenRow,
)
from app.rooms.calendar import SlotKind
from app.rooms.engagement import OutcomesFor, ScoreFrameworkRow
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.rooms.attendance.gestures import Gestures
from ui.rooms.attendance.outbox import Outbox
from ui.rooms.attendance.register_model import FIRST_SCORE, RegisterModel
from ui.rooms.attendance.row_words import RowWords, day_words
from ui.words.attendance import say

_SHEET = topics(
    Topic.MARK, Topic.NOTE, Topic.LADDER, Topic.CALENDAR, Topic.PUPIL, Topic.COMMISSIONER, Topic.CONTENT
)
_DAY = topics(Topic.CALENDAR)


class Marking(QObject):
    """Asks what one register shows, and sends off what is done to it."""

    opened = Signal()
    """Another register is shown for the first time."""
    stands = Signal()
    """What stands has changed: how many are marked, whether it is finished."""
    noted = Signal(object)
    followed = Signal()
    """Which register comes next is known."""
    finished = Signal()
    failed = Signal(object, object)
    """An error, and what tries again."""

    def __init__(self, owner: QObject, desk: Desk) -> None:
        super().__init__(owner)
        self._desk = desk
        self._slot, self._day = SlotId(0), date.min
        self._asked = 0
        self._sheet: RegisterSheet | None = None
        self._framework: ScoreFrameworkRow | None = None
        self._knows_framework = False
        self._codes: tuple[Code, ...] = ()
        self._not_seen: frozenset[PupilId] = frozenset()
        self._registers: tuple[DayRegister, ...] = ()
        self._knows_day = False
        self._fresh = False
        self._shows_steps: bool | None = None
        self.model = RegisterModel(self)
        self.outbox = Outbox(self, desk.runner, lambda: self._asked)
        self.outbox.moved.connect(self._lay_over)
        runner, told = desk.runner, self._not_answered
        self._sheets = Live[RegisterSheet](self, runner, self._question, self._show_sheet, told, _SHEET)
        self._outcomes = Live[ScoreFrameworkRow | None](
            self, runner, lambda: OutcomesFor(self._slot), self._show_framework, told, topics(Topic.OUTCOME)
        )
        self._notes = Live[tuple[NoteRow, ...]](
            self, runner, lambda: Notes(self._slot, self._day), self.noted.emit, told, topics(Topic.NOTE)
        )
        self._days = Live[tuple[DayRegister, ...]](
            self, runner, lambda: TodaysRegisters(self._day), self._show_day, told, _DAY
        )
        self._all = (self._sheets, self._outcomes, self._notes, self._days)
        self.sleep()

    # -- what is shown

    @property
    def key(self) -> tuple[SlotId, date]:
        """Which register this is."""
        return self._slot, self._day

    @property
    def is_open(self) -> bool:
        """Whether a register is shown."""
        return self._sheet is not None

    @property
    def head(self) -> RegisterHead:
        """The slot of the register that is shown."""
        if self._sheet is None:
            raise LookupError("no register is shown")
        return self._sheet.head

    @property
    def codes(self) -> tuple[Code, ...]:
        """Every code in force on the day."""
        return self._codes

    @property
    def highest_score(self) -> int:
        return self._framework.scale.highest if self._framework else 0

    @property
    def gestures(self) -> Gestures:
        """What a gesture at this moment puts down."""
        ladder = self._sheet.ladder if self._sheet else ()
        return Gestures(self.head, ladder, self._desk.clock.now())

    @property
    def first_column(self) -> int:
        """Where marking begins: on the ladder, in a break with its scores."""
        if self.model.is_compact:
            return FIRST_SCORE
        in_scores = self.head.kind is SlotKind.BREAK and self.model.score_columns
        return FIRST_SCORE if in_scores else 1

    @property
    def takes_marks(self) -> bool:
        """Whether the day has come: before, nobody can say how far somebody came."""
        return self.head.day <= self._desk.clock.today()

    @property
    def why_closed(self) -> str:
        """Why nothing can be marked, in words; nothing where it can."""
        if not self.head.is_open_day:
            return say("not_open_day")
        day = day_words(self.head.day, self._desk.clock.today())
        return "" if self.takes_marks else say("day_to_come", day=day)

    def say_closed(self) -> None:
        """Somebody tried to mark all the same."""
        self._desk.shell.say(self.why_closed)

    @property
    def is_break(self) -> bool:
        return self.head.kind is SlotKind.BREAK

    @property
    def shows_steps(self) -> bool:
        """Whether ladder and code are shown: in a break only where it opens a half-day, or if asked for."""
        if self._shows_steps is not None:
            return self._shows_steps
        return not self.is_break or self.head.opens_half_day

    def turn_steps(self) -> None:
        """A break's compact sheet becomes the full register, and back."""
        self._shows_steps = not self.shows_steps
        self._tell()

    def open(self, slot: SlotId, day: date) -> None:
        """Show this register from now on."""
        if day != self._day:
            self._registers, self._knows_day = (), False
        self._slot, self._day = slot, day
        self._sheet, self._framework, self._knows_framework = None, None, False
        self._not_seen = frozenset()
        self._fresh, self._shows_steps = True, None
        self._empty()
        for live in (self._outcomes, self._sheets):
            live.refresh()
            live.wake()

    def sleep(self) -> None:
        """The page is not shown."""
        for live in self._all:
            live.sleep()

    def wake(self) -> None:
        """The page is shown again."""
        for live in self._all:
            live.wake()

    def forget(self) -> None:
        """The screen is being locked: nothing is shown. What is not on the disk is kept to be sent again."""
        self.sleep()
        self._sheet = None
        self._registers, self._knows_day = (), False
        self._empty()

    def come_back(self) -> None:
        """The same person is back: the same register as it was turned, and what was not written yet."""
        shows_steps = self._shows_steps
        self.open(self._slot, self._day)
        self._shows_steps = shows_steps
        if self.outbox.unwritten:
            self.outbox.again()

    # -- what it comes to

    def is_marked(self, row: RegisterRow) -> bool:
        """Whether somebody said something of the pupil: a step, not expected, in a break a score too."""
        scored = self.is_break and bool(row.scores or row.tag)
        return bool(row.moments) or row.not_observed or scored

    @property
    def marked(self) -> int:
        """How many pupils are marked as the screen shows it."""
        return sum(self.is_marked(row) for row in self.model.rows)

    @property
    def unmarked(self) -> tuple[RegisterRow, ...]:
        """Who is not marked."""
        return tuple(row for row in self.model.rows if not self.is_marked(row))

    @property
    def knows_next(self) -> bool:
        """Whether the day's registers are known, so that there is or is not a next one."""
        return self._knows_day

    @property
    def next_register(self) -> DayRegister | None:
        """The register of the same day that comes after this one."""
        slots = [one.slot.slot for one in self._registers]
        if self._slot not in slots:
            return None
        return next(iter(self._registers[slots.index(self._slot) + 1 :]), None)

    # -- what is done

    def put(self, marks: Sequence[NewMark], reason: str = "", draft: Ref | None = None) -> None:
        """Send one gesture off."""
        if self.takes_marks:
            self.outbox.put(tuple(marks), reason, draft)
        else:
            self.say_closed()

    def tag(self, row: RegisterRow, tag: str) -> None:
        """Say of a pupil in a break one of a few words, or take it back with none."""
        failed = self._desk.shell.problem
        if tag != row.tag:
            self._desk.runner.submit(
                self,
                TagInBreak(self._slot, self._day, row.pupil, tag),
                lambda _receipt: None,
                lambda error: failed(error, lambda: self.tag(row, tag)),
            )

    def same_for_all(self) -> int:
        """As last time for everybody who is not marked yet, in one gesture. Answers for how many."""
        if not self.is_open:
            return 0
        gestures = self.gestures
        marks = [mark for row in self.unmarked for mark in gestures.same_as_last_time(row)]
        self.put(marks)
        return sum(mark.measure == RUNG and mark.value is not None for mark in marks)

    def finish(self, not_expected: Iterable[RegisterRow] = ()) -> None:
        """Finish the register; who is not marked and was not expected is marked so in the same act."""
        if not self.is_open:
            return
        marks = self.gestures.not_expected(not_expected)
        self._send_finish(FinishRegister(self._slot, self._day, marks))

    def _send_finish(self, command: FinishRegister) -> None:
        def done(_receipt: Receipt) -> None:
            self.finished.emit()

        def failed(error: Exception) -> None:
            self.failed.emit(error, lambda: self._send_finish(command))

        self._desk.runner.submit(self, command, done, failed)

    def code_numbered(self, letter: str | None) -> Code | None:
        """The code in force that is written so."""
        return next((code for code in self._codes if code.letter == letter), None)

    def _empty(self) -> None:
        """No row of a register that is not shown takes a key."""
        if self.model.rowCount():
            self.model.show((), self.model.words)

    # -- answers

    def _not_answered(self, error: Exception) -> None:
        self.failed.emit(error, self.come_back)

    def _question(self) -> Register:
        self._asked += 1
        return Register(self._slot, self._day)

    def _show_sheet(self, sheet: RegisterSheet) -> None:
        self._sheet = sheet
        self.outbox.answered(self._asked)
        self._tell()

    def _show_framework(self, framework: ScoreFrameworkRow | None) -> None:
        self._framework, self._knows_framework = framework, True
        self._tell()

    def _show_codes(self, codes: tuple[Code, ...]) -> None:
        self._codes = codes
        self._tell()

    def _show_unseen(self, rows: tuple[UnseenRow, ...]) -> None:
        self._not_seen = frozenset(row.pupil for row in rows if row.tell is not None)
        self._tell()

    def _show_day(self, registers: tuple[DayRegister, ...]) -> None:
        self._registers, self._knows_day = registers, True
        self.followed.emit()

    def _tell(self) -> None:
        """Show what is known once there is enough of it: never a register without its scores."""
        if self._sheet is None or not self._knows_framework:
            return
        words = RowWords(
            head=self._sheet.head,
            rungs={rung.number: rung for rung in self._sheet.ladder},
            codes={code.number: code for code in self._codes},
            outcomes=self._framework.outcomes if self._framework else (),
            today=self._desk.clock.today(),
            privacy=self._desk.privacy,
            not_seen=self._not_seen,
            is_compact=self.is_break and not self.shows_steps,
        )
        self.model.show(self._sheet.rows, words)
        self._lay_over()
        if self._fresh:
            self._fresh = False
            self.opened.emit()
            # Pupils and their marks are painted first; what only adds to them comes after.
            QTimer.singleShot(0, self, self._ask_the_rest)

    def _ask_the_rest(self) -> None:
        for live in (self._notes, self._days):
            live.refresh()
            live.wake()
        self._desk.runner.ask(self, CodesOn(self._day), self._show_codes, self._not_answered)
        self._desk.runner.ask(self, Unseen(self._day), self._show_unseen, self._not_answered)

    def _lay_over(self) -> None:
        if self._sheet is not None:
            self.model.lay_over(self.outbox.under_way, self.gestures, {c.number: c for c in self._codes}, "")
            self.stands.emit()
