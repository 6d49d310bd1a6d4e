"""Where every way to log a step ends: one command, one line that says what was done, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.command import Receipt
from app.core.drafts import Draft
from app.core.errors import Refused
from app.core.ids import AchievementId, NodeId, PupilId, Ref
from app.core.sentences import say as sentence
from app.rooms.curriculum import Kind, VoidAchievements
from ui.kit.desk import Desk
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.hand import When, logging
from ui.words.curriculum import say

Marks = tuple[tuple[AchievementId, PupilId, NodeId], ...]
"""Standing marks, each with whose and for which step."""

WHY = "curriculum:why:"
"""What the draft of a reason is kept under, before the marks that are to be taken back."""


class LogBook(QObject):
    """Sends what drag, clicks, keys, menu and gaps ask for through the door, and tells of it."""

    logged = Signal(object, object)
    """The pupils and the steps of what was just committed."""
    taken_back = Signal(object, object)

    def __init__(self, page: QWidget, desk: Desk, answers: Answers) -> None:
        super().__init__(page)
        self._desk, self._answers = desk, answers
        self._begun: Draft | None = None
        answers.tree_came.connect(self._ask_begun)
        answers.pupils_came.connect(self._ask_begun)

    def log(
        self,
        steps: tuple[NodeId, ...],
        pupils: tuple[PupilId, ...],
        when: When,
        kind: Kind = Kind.ACHIEVED,
    ) -> None:
        """Put a 1, or a starting point, against these steps for these pupils."""
        if not steps or not pupils:
            return
        command = logging(steps, pupils, when, kind)

        def done(receipt: Receipt) -> None:
            self._tell(receipt, steps, pupils, kind)
            if receipt.entry is not None:
                self.logged.emit(pupils, steps)

        self._desk.runner.submit(self, command, done, self._desk.shell.problem)

    def take_back(self, rows: Marks, reason: str = "", draft: Ref | None = None) -> None:
        """Take marks back. What was written long ago asks the reason first."""
        command = VoidAchievements(tuple(row[0] for row in rows), reason)

        def done(receipt: Receipt) -> None:
            _, pupil, node = rows[0]
            self._desk.shell.say(
                say("taken_back", who=self._answers.name(pupil), what=self._words(node)), undo=True
            )
            self.taken_back.emit(tuple(row[1] for row in rows), tuple(row[2] for row in rows))

        def failed(error: Exception) -> None:
            if isinstance(error, Refused) and error.code == "reason_needed" and not reason:
                self._ask_why(rows)
            else:
                self._desk.shell.problem(error, lambda: self.take_back(rows, reason, draft))

        self._desk.runner.submit(self, command, done, failed, draft)

    def ask_again(self, draft: Draft) -> None:
        """Ask what somebody had begun to answer, once it can be said whom and what it is about."""
        self._begun = draft
        self._ask_begun()

    def forget(self) -> None:
        """The page was left before it could be asked."""
        self._begun = None

    def _ask_begun(self) -> None:
        begun = self._begun
        if begun is None or self._answers.outline is None or not self._answers.knows_pupils:
            return
        self._begun = None
        parts = (map(int, part.split(".")) for part in begun.form.removeprefix(WHY).split(","))
        self._ask_why(tuple((AchievementId(a), PupilId(pupil), NodeId(node)) for a, pupil, node in parts))

    def _ask_why(self, rows: Marks) -> None:
        names = dict.fromkeys(self._answers.name(pupil) for _, pupil, _ in rows)
        steps = dict.fromkeys(self._words(node) for _, _, node in rows)
        if not all((*names, *steps)):
            self._desk.shell.say(say("not_shown_here"))
            return
        self._desk.shell.ask_reason(
            WHY + ",".join(".".join(map(str, row)) for row in rows),
            say("why_taken_back", who=", ".join(map(self._desk.privacy.name, names)), what=", ".join(steps)),
            lambda reason, draft: self.take_back(rows, reason, draft),
            say("take_it_back"),
        )

    def undo(self) -> None:
        """The newest act alone."""
        self._desk.runner.undo(self, lambda _receipt: None, self._desk.shell.problem)

    def is_newest(self, achievement: AchievementId) -> bool:
        """Whether Ctrl+Z would take back this mark and nothing beside it."""
        step = self._desk.runner.next_undo()
        inverse = step.inverse if step else None
        return isinstance(inverse, VoidAchievements) and inverse.achievements == (achievement,)

    def _words(self, node: NodeId) -> str:
        outline = self._answers.outline
        return "" if outline is None else outline.words(node)

    def _tell(
        self, receipt: Receipt, steps: tuple[NodeId, ...], pupils: tuple[PupilId, ...], kind: Kind
    ) -> None:
        if receipt.entry is None:
            self._desk.shell.say(sentence(receipt.note, receipt.facts))
            return
        already = int(receipt.facts.get("already") or 0)
        count = int(receipt.facts.get("logged") or 0)
        if len(steps) == 1 and len(pupils) == 1:
            key = "logged_one" if kind is Kind.ACHIEVED else "arrival_one"
            words = say(key, who=self._answers.name(pupils[0]), what=self._words(steps[0]))
        elif already:
            words = say("logged_some", count=count, already=already)
        else:
            words = say("logged_many", count=count)
        self._desk.shell.say(words, undo=True)
