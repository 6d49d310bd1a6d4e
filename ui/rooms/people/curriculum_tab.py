"""The steps of one pupil: subject by subject, then each that stands, starting points apart."""

from __future__ import annotations

from app.core.changes import Topic
from app.core.ids import PupilId
from app.core.query import Query
from app.rooms.curriculum import Kind, PupilStepRow, PupilSteps, SubjectRow, SubjectsOf
from ui.kit.dates import claimed, long_day
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.parts import Card, EmptyState, primary, secondary
from ui.kit.parts.segmented import SegmentedControl
from ui.kit.table_model import Column
from ui.rooms.people.plain_table import PlainTable
from ui.rooms.people.tab import Tab
from ui.words.people import say

_CHANGES = (Topic.ACHIEVEMENT, Topic.CURRICULUM)


class CurriculumTab(Tab):
    """Standing steps by subject; those made here and those there on arrival are never added up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: tuple[PupilStepRow, ...] = ()
        self.which = SegmentedControl(
            say("steps"), [(kind.value, say(word)) for kind, word in _KINDS.items()]
        )
        self.open = secondary(say("open_curriculum"), "graduation-cap")
        self.log = primary(say("open_curriculum"), "graduation-cap")
        self.none = EmptyState("graduation-cap", say("no_steps"), say("no_steps_example"), self.log)
        self.subjects: PlainTable[SubjectRow] = PlainTable(
            say("subjects"), _subject_columns(), (220, 100, 110, 0), lambda row: row.name
        )
        self.steps: PlainTable[PupilStepRow] = PlainTable(
            say("steps"), _step_columns(), (0, 170, 170), lambda row: row.achievement
        )
        self._subject_card = Card(say("subjects"), beside=say("subjects_beside"), right=self.open)
        self._step_card = Card(say("steps"), beside=" ", right=self.which)
        self._lay_out()
        self.live: Live[tuple[PupilStepRow, ...]] = Live(
            self, desk.runner, self._steps_of, self._show_steps, desk.shell.problem, topics(*_CHANGES)
        )
        self.by_subject: Live[tuple[SubjectRow, ...]] = Live(
            self, desk.runner, self._subjects_of, self._show_subjects, desk.shell.problem, topics(*_CHANGES)
        )
        for live in (self.live, self.by_subject):
            live.sleep()

    def look_at(self, pupil: PupilId) -> None:
        super().look_at(pupil)
        for live in (self.live, self.by_subject):
            live.refresh()
            live.wake()

    def sleep(self) -> None:
        for live in (self.live, self.by_subject):
            live.sleep()

    def clear(self) -> None:
        super().clear()
        self.sleep()
        self._rows = ()
        self.steps.show_rows(())
        self.subjects.show_rows(())

    def _steps_of(self) -> Query[tuple[PupilStepRow, ...]]:
        assert self.pupil is not None
        return PupilSteps(self.pupil)

    def _subjects_of(self) -> Query[tuple[SubjectRow, ...]]:
        assert self.pupil is not None
        return SubjectsOf(self.pupil, self.desk.clock.today())

    def _show_subjects(self, rows: tuple[SubjectRow, ...]) -> None:
        self.subjects.show_rows(rows)
        self._subject_card.setVisible(bool(rows))

    def _show_steps(self, rows: tuple[PupilStepRow, ...]) -> None:
        self._rows = rows
        made = sum(row.kind is Kind.ACHIEVED for row in rows)
        self._step_card.set_title(say("steps"), say("steps_beside", made=made, more=len(rows) - made))
        self._fill(self.which.current)
        self._step_card.setVisible(bool(rows))
        self.none.setVisible(not rows)

    def _fill(self, kind: str) -> None:
        self.steps.show_rows([row for row in self._rows if row.kind.value == kind])

    def _lay_out(self) -> None:
        self.which.changed.connect(self._fill)
        for button in (self.open, self.log):
            button.clicked.connect(self._go)
        self._subject_card.add(self.subjects)
        self._step_card.add(self.steps)
        for part in (self.none, self._subject_card, self._step_card):
            self.add(part)
        self.none.hide()

    def _go(self) -> None:
        self.desk.shell.go("curriculum")


_KINDS = {Kind.ACHIEVED: "made_here", Kind.BASELINE: "baseline"}


def _step_columns() -> tuple[Column[PupilStepRow], ...]:
    return (
        Column(say("column_statement"), lambda row: row.statement, spoken=_spoken),
        Column(
            say("column_on"), lambda row: claimed(long_day(row.on), row.precision), order=lambda row: row.on
        ),
        Column(say("column_by"), lambda row: row.by_name),
    )


def _spoken(row: PupilStepRow) -> str:
    return f"{row.statement}, {say(_KINDS[row.kind])}"


def _subject_columns() -> tuple[Column[SubjectRow], ...]:
    return (
        Column(say("column_subject"), lambda row: row.name),
        Column(
            say("column_made"), lambda row: str(row.made_here), numbers=True, order=lambda row: row.made_here
        ),
        Column(say("column_all"), lambda row: str(row.steps), numbers=True, order=lambda row: row.steps),
        Column(say("column_next"), lambda row: "; ".join(row.next_steps)),
    )
