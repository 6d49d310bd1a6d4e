"""Drag, click and click, and keys: three ways into one log book, and what each leaves in hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from app.core.ids import NodeId, PupilId
from app.core.sentences import day_in_words
from app.rooms.curriculum import Kind
from ui.kit.dates import claimed
from ui.kit.desk import Desk
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.hand import Hand
from ui.rooms.curriculum.in_hand_bar import InHandBar
from ui.rooms.curriculum.log_book import LogBook
from ui.rooms.curriculum.pupils_card import PupilsCard
from ui.rooms.curriculum.steps_card import StepsCard
from ui.words.curriculum import say


class Gestures(QObject):
    """Holds the hand. With steps in hand a pupil is pressed, with pupils in hand a step; it logs at once."""

    def __init__(
        self,
        desk: Desk,
        answers: Answers,
        book: LogBook,
        cards: tuple[StepsCard, PupilsCard],
        bar: InHandBar,
    ) -> None:
        super().__init__(bar)
        self._desk, self._answers, self._book, self._bar = desk, answers, book, bar
        self._steps, self._pupils = cards
        self.hand = Hand()
        self._next_step: NodeId | None = None
        steps, pupils = cards
        steps.taken.connect(self.step_taken)
        steps.chosen.connect(self._steps_chosen)
        steps.dragging.connect(self._dragging)
        steps.model.pupils_dropped.connect(self.pupils_dropped)
        pupils.tiles.dragging.connect(self._dragging_pupils)
        pupils.tiles.pressed_one.connect(self.pupil_pressed)
        pupils.tiles.entered.connect(self.pupils_entered)
        pupils.tiles.chosen.connect(self._pupils_chosen)
        pupils.tiles.current.connect(lambda _pupil: self._show())
        pupils.model.steps_dropped.connect(self.steps_dropped)
        bar.done.connect(self.put_down)
        book.logged.connect(self._logged)
        book.taken_back.connect(self._taken_back)

    # -- taking in hand

    def take_steps(self, steps: tuple[NodeId, ...]) -> None:
        self._become(Hand(steps=steps))

    def take_pupils(self, pupils: tuple[PupilId, ...]) -> None:
        self._become(Hand(pupils=pupils))

    def put_down(self) -> None:
        """Done, or Esc: nothing is in hand. What was logged stays."""
        self._pupils.tiles.clearSelection()
        self._become(Hand())

    def _become(self, hand: Hand) -> None:
        self.hand = hand
        self._pupils.show_steps_in_hand(hand.steps)
        self._steps.model.show_pupils_in_hand(hand.pupils)
        self._show()

    def _show(self) -> None:
        hand = self.hand
        if hand.steps:
            self._bar.show_hand(say("hand_steps", what=self._named_steps(hand.steps)), self._enter_hint())
        elif hand.pupils:
            self._bar.show_hand(say("hand_pupils", who=self.named_pupils(hand.pupils)))
        else:
            self._bar.put_down()

    def _enter_hint(self) -> str:
        tiles = self._pupils.tiles
        pupil = tiles.pupil_now()
        who = tiles.selected() or (() if pupil is None else (pupil,))
        return say("enter_logs", who=self.named_pupils(who)) if tiles.hasFocus() and who else ""

    def named_pupils(self, pupils: tuple[PupilId, ...]) -> str:
        if len(pupils) == 1:
            return self._desk.privacy.name(self._answers.name(pupils[0]))
        return say("several", count=len(pupils))

    def _named_steps(self, steps: tuple[NodeId, ...]) -> str:
        outline = self._answers.outline
        if len(steps) == 1 and outline is not None:
            return outline.words(steps[0])
        return say("ghost_steps", count=len(steps))

    # -- clicks and keys

    def step_taken(self, step: NodeId, by_key: bool) -> None:
        """A step was pressed: for the pupils in hand it is logged, else it is in hand from now on."""
        if self._steps.model.editing:
            return
        if self.hand.pupils:
            self._toggle((step,), self.hand.pupils)
            if by_key:
                self._to_step_after(step)
            return
        chosen = self._steps.selected_steps()
        self.take_steps(chosen if by_key and step in chosen else (step,))
        if by_key:
            self._pupils.tiles.begin()
            self._show()

    def _steps_chosen(self) -> None:
        steps = self._steps.selected_steps()
        if steps and not self.hand.pupils and not self._steps.model.editing:
            self.take_steps(steps)

    def pupil_pressed(self, pupil: PupilId) -> None:
        """A plain click on a tile."""
        if self.hand.steps:
            self._pupils.tiles.clearSelection()
            self._toggle(self.hand.steps, (pupil,))
        else:
            self.take_pupils((pupil,))

    def _pupils_chosen(self) -> None:
        pupils = self._pupils.tiles.selected()
        if self.hand.steps:
            self._show()
        elif pupils:
            self.take_pupils(pupils)
        else:
            self.put_down()

    def pupils_entered(self, pupils: tuple[PupilId, ...]) -> None:
        """Enter on the tiles: log for all that are ticked and go back to the tree, at the next step."""
        steps = self.hand.steps
        if not steps:
            self.take_pupils(pupils)
            self._steps.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        when = self._bar.said
        self.put_down()
        self._book.log(steps, pupils, when)
        self._to_step_after(steps[-1])

    def _to_step_after(self, step: NodeId) -> None:
        self._steps.search.clear()
        following = None if self._answers.outline is None else self._answers.outline.after(step)
        self._steps.go(following if following is not None else step)
        self._steps.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self, steps: tuple[NodeId, ...], pupils: tuple[PupilId, ...]) -> None:
        """Log what is lacking. What this very hand logged goes back; what was there before refuses softly."""
        standing = self._answers.standing
        pairs = [(pupil, step) for pupil in pupils for step in steps]
        lacking = [pair for pair in pairs if standing.had(*pair) is None]
        if lacking:
            wanted = tuple(dict.fromkeys(pupil for pupil, _ in lacking))
            self._book.log(steps, wanted, self._bar.said)
            return
        rows = [found for pair in pairs if pair in self.hand.logged and (found := standing.had(*pair))]
        if rows:
            self._book.take_back(tuple((row.achievement, row.pupil, row.node) for row in rows))
            return
        first = standing.had(*pairs[0])
        if first is not None:
            who = self.named_pupils((first.pupil,))
            self._desk.shell.say(
                say("has_already", who=who, day=claimed(day_in_words(first.on), first.precision))
            )

    # -- drag and drop

    def steps_dropped(self, pupil: PupilId, steps: tuple[NodeId, ...]) -> None:
        """Steps on a tile: for all pupils that are selected where this is one of them."""
        chosen = self._pupils.tiles.selected()
        self._book.log(steps, chosen if pupil in chosen else (pupil,), self._bar.said)

    def pupils_dropped(self, step: NodeId, pupils: tuple[PupilId, ...]) -> None:
        """Pupils on a step: for all steps that are selected where this is one of them."""
        chosen = self._steps.selected_steps()
        self._book.log(chosen if step in chosen else (step,), pupils, self._bar.said)

    def _dragging(self, steps: tuple[NodeId, ...]) -> None:
        self._pupils.show_steps_in_hand(steps or self.hand.steps)

    def _dragging_pupils(self, pupils: tuple[PupilId, ...]) -> None:
        self._steps.model.show_pupils_in_hand(pupils or self.hand.pupils)

    # -- menu and gaps

    def had_on_arrival(self, steps: tuple[NodeId, ...], pupils: tuple[PupilId, ...]) -> None:
        self._book.log(steps, pupils, self._bar.said, Kind.BASELINE)

    def take_back(self, step: NodeId, pupils: tuple[PupilId, ...]) -> None:
        found = [had for pupil in pupils if (had := self._answers.standing.had(pupil, step)) is not None]
        if found:
            self._book.take_back(tuple((row.achievement, row.pupil, row.node) for row in found))

    def press_cell(self, pupil: PupilId, step: NodeId) -> None:
        """A cell of the gaps: log, or take back what stands there."""
        if self._answers.standing.had(pupil, step) is None:
            self._book.log((step,), (pupil,), self._bar.said)
        else:
            self.take_back(step, (pupil,))

    def _logged(self, pupils: tuple[PupilId, ...], steps: tuple[NodeId, ...]) -> None:
        self.hand = self.hand.noting(pupils, steps)

    def _taken_back(self, pupils: tuple[PupilId, ...], steps: tuple[NodeId, ...]) -> None:
        self.hand = self.hand.without(pupils, steps)
