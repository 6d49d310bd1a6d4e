"""The menu of a step or a pupil: all that drag, clicks and keys can do, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app.core.ids import NodeId, PupilId
from ui.kit.accessible import named
from ui.kit.desk import Desk
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.gestures import Gestures
from ui.words.curriculum import say


class RowMenu:
    """Makes the menus; what they do is done by the gestures and the page."""

    def __init__(
        self,
        page: QWidget,
        desk: Desk,
        answers: Answers,
        gestures: Gestures,
        show_gaps: Callable[[NodeId], None],
    ) -> None:
        self._page, self._desk, self._answers, self._gestures = page, desk, answers, gestures
        self._show_gaps = show_gaps

    def for_step(self, node: NodeId, pupils: tuple[PupilId, ...]) -> QMenu:
        """A step or branch, with the pupils who are selected or in hand."""
        menu = named(QMenu(self._page), say("menu"))
        outline = self._answers.outline
        if outline is not None and node not in outline.below:
            self._add(menu, say("menu_take"), lambda: self._gestures.take_steps((node,)))
            self._add_marks(menu, (node,), pupils)
            menu.addSeparator()
        self._add(menu, say("menu_gaps"), partial(self._show_gaps, node))
        return menu

    def for_pupils(self, pupils: tuple[PupilId, ...], steps: tuple[NodeId, ...]) -> QMenu:
        """One or several pupils, with the steps that are in hand."""
        menu = named(QMenu(self._page), say("menu"))
        self._add(menu, say("menu_take"), lambda: self._gestures.take_pupils(pupils))
        self._add_marks(menu, steps, pupils)
        if len(pupils) == 1:
            menu.addSeparator()
            who = self._gestures.named_pupils(pupils)
            self._add(menu, say("menu_journey", who=who), lambda: self._desk.shell.go("pupils", pupils[0]))
        return menu

    def _add_marks(self, menu: QMenu, steps: tuple[NodeId, ...], pupils: tuple[PupilId, ...]) -> None:
        """Log, had it on arrival, take back: those of the three that fit."""
        if not steps or not pupils:
            return
        who, standing = self._gestures.named_pupils(pupils), self._answers.standing
        lacking = tuple(pupil for pupil in pupils if standing.lacking(pupil, steps))
        if lacking:
            for step in steps:
                self._add(
                    menu, say("menu_log", who=who), partial(self._gestures.pupils_dropped, step, pupils)
                )
                break
            self._add(
                menu,
                say("menu_arrival", who=who),
                lambda: self._gestures.had_on_arrival(steps, lacking),
            )
        if len(steps) == 1 and len(lacking) < len(pupils):
            self._add(menu, say("menu_back", who=who), lambda: self._gestures.take_back(steps[0], pupils))

    def _add(self, menu: QMenu, words: str, act: Callable[[], object]) -> None:
        menu.addAction(words).triggered.connect(lambda _checked=False: act())
