"""The outcomes of one pupil in the register that is open, kept true while they are scored."""

from __future__ import annotations

from app.core.ids import PupilId
from app.rooms.engagement import ScoreFrameworkRow, ScoreFrameworks
from ui.kit.desk import Desk
from ui.rooms.attendance.marking import Marking
from ui.rooms.attendance.row_acts import RowActs
from ui.rooms.attendance.score_sheet import ScoreSheet


class ScorePanel(ScoreSheet):
    """Asks for the sentences, and puts down what is scored as the register does."""

    def __init__(self, desk: Desk, marking: Marking, acts: RowActs) -> None:
        super().__init__()
        self._desk, self._marking, self._acts = desk, marking, acts
        self._pupil: PupilId | None = None
        self.scored.connect(self._score)
        marking.stands.connect(self._stand)

    def begin(self, place: int, outcome: int) -> None:
        """One pupil's outcomes at once; the sentences follow when they are known."""
        self._pupil = self._marking.model.row(place).pupil
        words = self._marking.model.words
        self.open(
            words.name(self._marking.model.row(place)), words.outcomes, self._marking.highest_score, outcome
        )
        self._stand()
        self._desk.runner.ask(self, ScoreFrameworks(), self._tell, self._desk.shell.problem)

    @property
    def standing(self) -> tuple[PupilId, int] | None:
        """Whose outcomes are shown, and which of them has the keys; None while they are not."""
        return None if self._pupil is None else (self._pupil, self.at)

    def close_sheet(self) -> None:
        self._pupil = None
        super().close_sheet()

    def _tell(self, frameworks: tuple[ScoreFrameworkRow, ...]) -> None:
        known = {one.measure: one.aims for framework in frameworks for one in framework.outcomes}
        for line in self.lines:
            line.tell(known.get(line.outcome.measure, ()))

    def _score(self, outcome: int, value: int | None) -> None:
        place = None if self._pupil is None else self._marking.model.place_of(self._pupil)
        if place is not None:
            self._acts.put_score(place, outcome, value)

    def _stand(self) -> None:
        """The scores as they stand; the sheet ends with a pupil who is on this list no more."""
        if self._pupil is None:
            return
        place = self._marking.model.place_of(self._pupil)
        if place is None:
            self.closed.emit()
            return
        values = dict(self._marking.model.row(place).scores)
        self.show_scores([values.get(line.outcome.measure) for line in self.lines])
