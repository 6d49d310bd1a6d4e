"""The wizard over a page: choose, match, look, import, done. Nothing is written before *Import*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes, Topic
from app.core.command import Command, Receipt
from app.core.drafts import Draft
from app.core.errors import Cancelled, InchstoneError, Refused
from app.core.permissions import Permission
from app.core.sentences import sentence
from app.exchange import out
from app.rooms import keeping
from ui.imports.choose_step import CameBefore, ChooseStep
from ui.imports.course import Course, CurriculumCourse
from ui.imports.done_step import DoneStep
from ui.imports.pupil_course import PupilCourse
from ui.kit import files
from ui.kit.accessible import announce
from ui.kit.desk import Desk
from ui.kit.form_draft import said_when
from ui.kit.parts import Band, PageBody, PageTitle, Row, Text, link, primary, secondary
from ui.kit.parts.scrolling import scrolling
from ui.kit.tasks import JobInHand
from ui.kit.tokens import Tone
from ui.words.imports import say

AskPlace = Callable[[QWidget, str], str]
_IMPORTED = frozenset({Topic.PUPIL, Topic.CURRICULUM})


def ask_place(parent: QWidget, name: str) -> str:
    """Where a sheet is to be saved; empty where somebody left the dialogue."""
    return files.save_as(parent, say("save_rest"), name, "CSV (*.csv)")


class ImportKind(Enum):
    """What a file is taken for."""

    PUPILS = "pupils"
    CURRICULUM = "curriculum"


class ImportWizard(QFrame):
    """Covers the page that opened it and is gone when it is closed. A bad file is one sentence, no more."""

    closed = Signal()

    def __init__(self, page: QWidget, desk: Desk, kind: ImportKind) -> None:
        super().__init__(page)
        self.setObjectName("page_body")
        self._page, self._desk = page, desk
        self.course: Course = (PupilCourse if kind is ImportKind.PUPILS else CurriculumCourse)(self, desk)
        self.ask_place: AskPlace = ask_place
        self.choose = ChooseStep(kind.value, with_paste=kind is ImportKind.PUPILS)
        self.done = DoneStep()
        self.problem = Band(Tone.WARN, "")
        self.throw = link(say("throw_it"), "x")
        self.again = Band(Tone.INFO, "", self.throw)
        self.title = PageTitle(say(f"{kind.value}_title"))
        self.back, self.next = secondary(say("back"), "arrow-left"), primary(say("next"), "arrow-right")
        self.stop, self.close_button = secondary(say("stop"), "x"), link(say("close"), "x")
        self._busy = Text("", "body", "text2")
        self._job: JobInHand | None = None
        self._writing = False
        self._undo: Command | None = None
        self.made: int | None = None
        """The number of what came in, for the page to open on."""
        self._stack = QStackedWidget()
        self.keys: list[str] = []
        self._lay_out()
        self._connect()
        self._show("choose")
        self.course.ask_before()

    @classmethod
    def over(cls, page: QWidget, desk: Desk, kind: ImportKind) -> ImportWizard:
        """Opens the wizard over a page; connect ``closed`` to what the page does afterwards."""
        made = cls(page, desk, kind)
        page.installEventFilter(made)
        made.setGeometry(page.rect())
        made.show()
        made.raise_()
        made.choose.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def close_wizard(self) -> None:
        """Leave everything as it is now."""
        self._page.removeEventFilter(self)
        self.course.keep()
        if self._job is not None:
            self._job.cancel()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def step_aside(self) -> None:
        """Somebody is going to a page under this one. What is being written at this moment is waited for."""
        if not self.close_button.isEnabled():
            return
        if self.step != "done" and self.course.something_said:
            self._desk.shell.say(say("kept_for_later", file=self.course.name))
        self.close_wizard()

    # -- how it is put together

    def _lay_out(self) -> None:
        steps = [("choose", self.choose), *self.course.steps, ("done", self.done)]
        for key, widget in steps:
            self.keys.append(key)
            self._stack.addWidget(scrolling(widget))
        for part in (self.problem, self.again, self.stop, self._busy):
            part.hide()
        foot = Row(self.back, gap=10)
        foot.add(self._busy, 1)
        foot.add(None)
        for button in (self.stop, self.close_button, self.next):
            foot.add(button)
        body = PageBody(self.title, self.problem, self.again)
        body.add(self._stack, 1)
        body.add(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def _connect(self) -> None:
        course = self.course
        course.planning.connect(self._buttons)
        course.planned.connect(self._planned)
        course.failed.connect(self._failed)
        course.busy.connect(self._say_busy)
        course.rest_asked.connect(self._save_rest)
        course.before_came.connect(self._before_came)
        course.stood_again.connect(self._stands_again)
        self.throw.clicked.connect(self._throw_away)
        self._desk.runner.changed.connect(self._changed)
        self.choose.file_chosen.connect(self._read)
        if isinstance(course, PupilCourse):
            self.choose.pasted.connect(self._paste)
        self.choose.undo_asked.connect(self._undo_before)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.close_button.clicked.connect(self.close_wizard)
        self.stop.clicked.connect(self._stop)
        self.done.undo.clicked.connect(self._undo_now)
        self.done.save_rest.clicked.connect(self._save_rest)

    @property
    def step(self) -> str:
        """Which step is shown."""
        return self.keys[self._stack.currentIndex()]

    def _show(self, key: str) -> None:
        at = self.keys.index(key)
        self._stack.setCurrentIndex(at)
        line = say(f"line_{key}", at=at + 1, of=len(self.keys))
        self.title.show_words(self.title.accessibleName(), line)
        announce(self, line)
        self._buttons()

    def _buttons(self) -> None:
        key, busy = self.step, not self._busy.isHidden()
        self.back.setVisible(key in dict(self.course.steps) and not busy)
        self.next.setVisible(key in dict(self.course.steps))
        last = self.course.steps[-1][0] == key
        self.next.set_words(self.course.import_words if last else say("next"))
        self.next.setEnabled(not busy and (not last or self.course.command is not None))
        self.close_button.setEnabled(not busy)
        self.choose.setEnabled(not busy)
        self._stack.setEnabled(not self._writing)
        self.throw.setEnabled(not self._writing)

    # -- going on and back

    def reopen(self, draft: Draft) -> None:
        """Go on with a file about which something was said before; not while another is being written."""
        if not self.close_button.isEnabled():
            return
        name = self.course.reopen(draft)
        if name:
            self.again.say(Tone.INFO, say("choose_again", file=name))
            self.throw.hide()
            self.again.show()

    def _stands_again(self, kept_at: datetime) -> None:
        self.again.say(Tone.INFO, say("stands_again", when=said_when(kept_at, self._desk)))
        self.throw.show()
        self.again.show()

    def _throw_away(self) -> None:
        self.again.hide()
        self.course.throw_away()

    def _read(self, path: Path) -> None:
        self.problem.hide()
        self.again.hide()
        self.course.read(path)

    def _paste(self, text: str) -> None:
        assert isinstance(self.course, PupilCourse)
        self.problem.hide()
        self.again.hide()
        self.course.paste(text)

    def _planned(self) -> None:
        if self._writing:
            return
        self._quiet()
        if self.step == "choose":
            self._show(self.course.steps[0][0])
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._buttons()

    def _go_back(self) -> None:
        self.problem.hide()
        self._show(self.keys[self._stack.currentIndex() - 1])

    def _go_on(self) -> None:
        self.problem.hide()
        if self.step == self.course.steps[-1][0]:
            self._copy_first()
        else:
            self._show(self.keys[self._stack.currentIndex() + 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.step != "choose" and self.back.isVisible():
            self._go_back()
        elif event.key() == Qt.Key.Key_Escape and self._busy.isHidden():
            self.close_wizard()
        else:
            super().keyPressEvent(event)

    # -- bringing it in

    def _copy_first(self) -> None:
        """A copy of the record as it is, by whoever may make one; then the import, whole or not at all.

        What comes in is what was looked at when the button was pressed, and nothing is changed meanwhile.
        """
        command = self.course.command
        if command is None or self._writing:
            return
        self._writing = True
        if not self._desk.may(Permission.KEEPING_BACKUP_MAKE):
            self._bring_in(command)
            return
        self._say_busy(say("copying"))
        self.stop.show()
        job = keeping.MakeBackup(why="before an import")
        self._job = self._desk.runner.begin(
            self, job, lambda _made: self._bring_in(command), self._not_written
        )

    def _bring_in(self, command: Command) -> None:
        self._job = None
        self.stop.hide()
        self._say_busy(say("importing"))
        self.course.keep()  # before the import, so that what was said goes with it
        self._desk.runner.submit(self, command, self._came_in, self._not_written, self.course.draft)

    def _came_in(self, receipt: Receipt) -> None:
        self._writing = False
        self._quiet()
        self.course.came_in()
        self.again.hide()
        words = self.course.done_words()
        self._undo, self.made = self.course.undo(receipt), receipt.new_id
        self.done.show_done(
            words, stayed_out=self.course.stayed_out, may_undo=receipt.entry is not None and bool(self._undo)
        )
        self._show("done")
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # -- taking back

    def _undo_now(self) -> None:
        if self._undo is not None:
            self._desk.runner.submit(
                self, self._undo, lambda _receipt: self._gone(self.course.name), self._not_gone
            )

    def _changed(self, changes: Changes) -> None:
        """Undo and Redo reach an import from anywhere; what stands here about it would then be untrue."""
        if self.step in ("choose", "done") and any(change.topic in _IMPORTED for change in changes):
            self.course.ask_before()

    def _before_came(self, rows: Sequence[CameBefore]) -> None:
        self.choose.show_before(rows)
        if self._undo is not None and self._undo not in [row.undo for row in rows]:
            self._gone(self.course.name)

    def _undo_before(self, one: CameBefore) -> None:
        self._desk.runner.submit(self, one.undo, lambda _receipt: self._gone(one.name), self._not_gone)

    def _gone(self, name: str) -> None:
        self._undo = self.made = None
        words = say("undone", file=name)
        self._desk.shell.say(words)
        self._show("choose")
        self.course.ask_before()

    def _not_gone(self, error: Exception) -> None:
        """What was built upon the import is in the way, and is named."""
        self._failed(error)
        things = error.facts.get("things") if isinstance(error, Refused) else None
        if isinstance(things, tuple):
            told = ", ".join(
                say("thing", name=str(name).replace("_", " "), count=count) for name, count in things
            )
            self.problem.say(Tone.WARN, f"{self.problem.words} {say('in_the_way', things=told)}")

    def _save_rest(self) -> None:
        place = self.ask_place(self, say("rest_name"))
        if not place:
            return
        content, path = self.course.rest(), Path(place)
        self._desk.runner.aside(
            self,
            lambda: out.write(path, content, replace=True),
            lambda _none: self._desk.shell.say(say("rest_saved", name=path.name)),
            self._failed,
        )

    # -- saying how it stands

    def _say_busy(self, words: str) -> None:
        self._busy.setText(words)
        self._busy.show()
        announce(self, words)
        self._buttons()

    def _quiet(self) -> None:
        self._busy.hide()
        self.stop.hide()
        self._buttons()

    def _not_written(self, error: Exception) -> None:
        """The copy or the import came to nothing; the record is as it was."""
        self._writing, self._job = False, None
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not self._writing:
            self._quiet()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, InchstoneError):
            self.problem.say(Tone.WARN, sentence(error))
            self.problem.show()
        else:
            self._desk.shell.problem(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        return False
