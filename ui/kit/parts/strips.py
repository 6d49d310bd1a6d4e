"""The ladder and the scores as widgets of their own, for forms; a register paints the same in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.kit import ladder_paint
from ui.kit.accessible import value_changed
from ui.kit.focus_ring import OWN_RING
from ui.kit.ladder_paint import LadderMark, paint_ladder, rung_at
from ui.kit.score_paint import HEIGHT as SCORE_HEIGHT
from ui.kit.score_paint import HIGHEST, NARROWEST, NOT_OBSERVED, NotObserved, Score, cell_at, paint_scores
from ui.kit.shortcuts import digit_of
from ui.kit.theme import current_look, follow
from ui.words.kit import say


def ladder_words(mark: LadderMark, wording: Sequence[str]) -> str:
    """The ladder for the ear: the rung in words, the range, and last time."""
    if mark.rung is None:
        said = say("ladder_none")
    elif mark.start is not None and mark.start != mark.rung:
        start, rung = mark.digit(mark.start), mark.digit(mark.rung)
        said = say("ladder_range", start=start, rung=rung, words=wording[mark.rung])
    else:
        said = say("ladder_rung", rung=mark.digit(mark.rung), words=wording[mark.rung])
    return said if mark.last is None else f"{said}, {say('ladder_last', last=mark.digit(mark.last))}"


class LadderStrip(QWidget):
    """One gesture marks: click a rung or press its digit. A drag or Shift and a second click give a range."""

    marked = Signal(object, int)
    """Where it began (or None) and the rung that stands now."""

    def __init__(self, name: str, wording: Sequence[str], mark: LadderMark | None = None) -> None:
        super().__init__()
        self._wording = tuple(wording)
        self._mark = mark or LadderMark(rungs=len(self._wording))
        self._pressed_on: int | None = None
        self.setProperty(OWN_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription(ladder_words(self._mark, self._wording))
        follow(self._restyle)

    @property
    def mark(self) -> LadderMark:
        return self._mark

    def show_mark(self, mark: LadderMark) -> None:
        """Shows what stands; says it aloud where it changed."""
        if mark != self._mark:
            self._mark = mark
            value_changed(self, ladder_words(mark, self._wording))
            self.update()

    def show_ladder(self, wording: Sequence[str], mark: LadderMark) -> None:
        """Another ladder from now on: other words, or other rungs."""
        self._wording = tuple(wording)
        self._pressed_on = None
        self._mark = mark
        self.setAccessibleDescription(ladder_words(mark, self._wording))
        self.update()

    def sizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(ladder_paint.NARROWEST + 60), look.px(ladder_paint.HEIGHT))

    def minimumSizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(ladder_paint.NARROWEST), look.px(ladder_paint.HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        rung = self._rung_under(event)
        if rung is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._mark.rung is not None:
            self._set(self._mark.rung, rung)
        else:
            self._pressed_on = rung
            self._set(None, rung)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        rung = self._rung_under(event)
        if event.buttons() and self._pressed_on is not None and rung is not None:
            self._show_range(self._pressed_on, rung)
        elif rung is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._wording[rung], self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_on = self._pressed_on, None
        if pressed is not None and self._mark.start is not None and self._mark.rung is not None:
            self.marked.emit(self._mark.start, self._mark.rung)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event)
        rung = None if digit is None else self._mark.place(digit)
        if rung is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._mark.rung is not None:
            self._set(self._mark.rung, rung)
        else:
            self._set(None, rung)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ladder(painter, current_look(), QRectF(self.rect()), self._mark, focused=self.hasFocus())
        painter.end()

    def _rung_under(self, event: QMouseEvent) -> int | None:
        return rung_at(QRectF(self.rect()), self._mark.rungs, event.position().x())

    def _set(self, start: int | None, rung: int) -> None:
        self._show_range(rung if start is None else start, rung)
        self.marked.emit(self._mark.start, rung)

    def _show_range(self, start: int, rung: int) -> None:
        start_shown = None if start == rung else start
        self.show_mark(replace(self._mark, rung=rung, start=start_shown, on_disk=False))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class ScoreStrip(QWidget):
    """Scores side by side. Digits 0 to 4 set and move right, a hyphen means not observed."""

    scored = Signal(int, object)
    """Which place, and a figure, NOT_OBSERVED, or None where it was taken back."""
    left_at_end = Signal()

    def __init__(self, name: str, outcomes: Sequence[str], scores: Sequence[Score] = ()) -> None:
        super().__init__()
        self._outcomes = tuple(outcomes)
        self._scores: list[Score] = [*scores] or [None] * len(self._outcomes)
        self._place = 0
        self.setProperty(OWN_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._words())
        follow(self._restyle)

    @property
    def scores(self) -> tuple[Score, ...]:
        return tuple(self._scores)

    @property
    def place(self) -> int:
        return self._place

    def show_scores(self, scores: Sequence[Score]) -> None:
        self._scores = list(scores)
        self.setAccessibleDescription(self._words())
        self.update()

    def sizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(NARROWEST) * len(self._outcomes), look.px(SCORE_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        look = current_look()
        return QSize(look.px(32) * len(self._outcomes), look.px(SCORE_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = cell_at(QRectF(self.rect()), len(self._outcomes), event.position().x())
        if place is not None:
            self._go(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event)
        if digit is not None and digit <= HIGHEST:
            self._score(digit)
        elif event.key() == Qt.Key.Key_Minus:
            self._score(NOT_OBSERVED)
        elif event.key() == Qt.Key.Key_Backspace:
            self._put(None)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(self._place + (1 if event.key() == Qt.Key.Key_Right else -1))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self._place if self.hasFocus() else None
        painter = QPainter(self)
        paint_scores(painter, current_look(), QRectF(self.rect()), self.scores, focused)
        painter.end()

    def _score(self, score: Score) -> None:
        self._put(score)
        if self._place == len(self._outcomes) - 1:
            self.left_at_end.emit()
        else:
            self._go(self._place + 1)

    def _put(self, score: Score) -> None:
        self._scores[self._place] = score
        value_changed(self, self._words())
        self.scored.emit(self._place, score)
        self.update()

    def _go(self, place: int) -> None:
        self._place = min(len(self._outcomes) - 1, max(0, place))
        value_changed(self, self._words())
        self.update()

    def _words(self) -> str:
        here = score_words(self._scores[self._place])
        return f"{self._outcomes[self._place]}: {here}"

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def score_words(score: Score) -> str:
    """A score for the ear."""
    if score is None:
        return say("score_none")
    return say("score_not_observed") if isinstance(score, NotObserved) else say("score_of", score=score)
