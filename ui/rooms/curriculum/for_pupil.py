"""Whom the page was opened for, until the answers that are needed to take them in hand have come."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.core.ids import PupilId
from ui.kit.desk import Shell
from ui.rooms.curriculum.answers import Answers
from ui.words.curriculum import say


class ForPupil(QObject):
    """Curriculum, pupils and groups come in any order; the pupil is met when the last of them is there."""

    met = Signal(object)
    """The pupil, whose tile is shown."""

    def __init__(self, page: QObject, answers: Answers, shell: Shell) -> None:
        super().__init__(page)
        self._answers, self._shell = answers, shell
        self._pupil: PupilId | None = None

    def want(self, pupil: PupilId) -> None:
        """Somebody's page was left for this one."""
        self._pupil = pupil

    def forget(self) -> None:
        self._pupil = None

    def meet(self) -> None:
        """Take the pupil in hand if everything is there; everybody is shown where their group is not."""
        answers, pupil = self._answers, self._pupil
        if pupil is None or answers.outline is None or not answers.knows_pupils:
            return
        self._pupil = None
        if all(person.pupil != pupil for person in answers.everybody):
            self._shell.say(say("not_here"))
            return
        if all(person.pupil != pupil for person in answers.shown):
            answers.choose_group(None)
        self.met.emit(pupil)
