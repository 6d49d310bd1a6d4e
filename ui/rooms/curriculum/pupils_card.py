"""The right half: whose steps these are, their tiles, what could come next, and what was just logged."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from app.core.ids import NodeId, PupilId
from ui.kit.accessible import named
from ui.kit.parts import (
    Card,
    Column,
    Elided,
    EmptyState,
    PersonChoice,
    PersonPicker,
    Privacy,
    Row,
    Rule,
    Text,
    link,
)
from ui.kit.theme import current_look
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.log_book import LogBook
from ui.rooms.curriculum.pupil_list_model import PupilListModel, tile
from ui.rooms.curriculum.pupil_tiles import PupilTiles
from ui.rooms.curriculum.side_panels import JustLogged, Suggested
from ui.words.curriculum import say

_NO_LIMIT = 16_777_215


class Below(QScrollArea):
    """As high as what it holds where there is room; where there is not, it scrolls."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setObjectName("clear_scroll")
        inner.setObjectName("clear")
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint() + QSize(0, 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(160), current_look().px(72))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class PupilsCard(Card):
    """Shows the pupils of a group, or those picked one by one. F9 leaves initials."""

    def __init__(self, answers: Answers, book: LogBook, privacy: Privacy) -> None:
        super().__init__(padding=14)
        self._answers, self._privacy = answers, privacy
        self._steps: tuple[NodeId, ...] = ()
        self.model = PupilListModel(self)
        self.tiles = PupilTiles(self.model, privacy.name)
        self.pick = link(say("pick"))
        self.picker = PersonPicker(say("one_by_one"))
        self.suggested = Suggested()
        self.logged = JustLogged(self, answers, book)
        self._group, self._count = Elided("", "title"), Text("", "aside", "text3")
        self._none = EmptyState("users", say("no_pupils"), say("no_pupils_line"))
        self._stack = QStackedWidget()
        self._lay_out()
        self.pick.clicked.connect(self.open_menu)
        self.picker.changed.connect(self._picked)
        self.tiles.current.connect(lambda _pupil: self.show_suggested())
        privacy.changed.connect(lambda _on: self.refresh())

    def _lay_out(self) -> None:
        head = Row(gap=9)
        head.add(self._group)
        head.add(self._count)
        head.add(None)
        head.add(self.pick)
        self.picker.hide()
        self._none.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.addWidget(self.tiles)
        self._stack.addWidget(self._none)
        self.add(head)
        self.add(self.picker)
        self.add(self._stack, 100)
        self.add(Below(Column(Rule(), self.suggested, Rule(), self.logged, gap=8)))
        self.add_stretch()

    @property
    def group_words(self) -> str:
        return self._group.text()

    @property
    def count_words(self) -> str:
        return self._count.text()

    def show_steps_in_hand(self, steps: tuple[NodeId, ...]) -> None:
        """Which steps the tiles speak of."""
        self._steps = steps
        self.tiles.with_steps = bool(steps)
        self.refresh()

    def refresh(self) -> None:
        """Tiles, counts and panels as everything stands now."""
        answers = self._answers
        people = answers.shown
        tiles = [tile(person, answers.standing, answers.outline, self._steps) for person in people]
        self.model.show_standing(tiles, answers.standing)
        self._stack.setCurrentWidget(self.tiles if people else self._none)
        count = say("one_pupil") if len(people) == 1 else say("count_pupils", count=len(people))
        self._count.setText(count)
        self._group.setText(self._group_name())
        self._fit()
        self.show_suggested()
        self.show_logged()

    def show_suggested(self) -> None:
        """What could come next for the pupil under the cursor."""
        answers, pupil = self._answers, self.tiles.pupil_now()
        person = next((one for one in answers.shown if one.pupil == pupil), None)
        outline = answers.outline
        if person is None or outline is None:
            self.suggested.show_steps(None, "", ())
            return
        found = answers.standing.suggested.get(person.pupil, ())
        lines = [(one, outline.words(one.node)) for one in found]
        self.suggested.show_steps(person, self._privacy.name(person.name), lines)

    def show_logged(self) -> None:
        self.logged.show_rows(self._answers.logged, self._privacy.on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The tiles take the room they need and no more, so that what is below follows them."""
        self.tiles.updateGeometry()
        needed = self.tiles.sizeHint().height() + current_look().px(8)
        shown = self.tiles if self.model.rowCount() else self._none
        self._stack.setMaximumHeight(needed if shown is self.tiles else _NO_LIMIT)

    def forget(self) -> None:
        """The screen is being locked."""
        self.model.show(())
        self.suggested.show_steps(None, "", ())
        self.logged.show_rows((), shorten=True)

    # -- whose tiles

    def _group_name(self) -> str:
        answers = self._answers
        if answers.picked is not None:
            return say("picked")
        found = next((row.card.name for row in answers.groups if row.group == answers.group), "")
        return found or say("everybody")

    def menu(self) -> QMenu:
        """Everybody, each group, or one by one."""
        menu = named(QMenu(self), say("pick"))
        one_of = QActionGroup(menu)
        answers = self._answers
        choices = [(say("everybody"), None), *((row.card.name, row.group) for row in answers.groups)]
        for words, group in choices:
            action = QAction(words, menu, checkable=True)
            action.setChecked(answers.picked is None and answers.group == group)
            action.triggered.connect(partial(self._group_chosen, group))
            one_of.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        one_by_one = menu.addAction(say("one_by_one"))
        one_by_one.triggered.connect(self.pick_one_by_one)
        return menu

    def open_menu(self) -> None:
        self.menu().popup(self.pick.mapToGlobal(QPoint(0, self.pick.height())))

    def pick_one_by_one(self) -> None:
        everybody = [PersonChoice(one.pupil, one.name) for one in self._answers.everybody]
        self.picker.set_people(everybody)
        self.picker.show()
        self.picker.setFocus()

    def _group_chosen(self, group: object, _checked: bool = False) -> None:
        self.picker.hide()
        self.picker.clear()
        self._answers.choose_group(group)  # type: ignore[arg-type]  # a group's number, or None

    def _picked(self) -> None:
        if self.picker.isVisibleTo(self):
            chosen = frozenset(PupilId(key) for key in self.picker.chosen if isinstance(key, int))
            self._answers.pick(chosen)
