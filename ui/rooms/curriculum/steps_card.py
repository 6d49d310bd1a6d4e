"""The left half: search, filter, the tree or its flat twin, and the tools of edit mode."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QStackedWidget

from app.core.ids import NodeId
from ui.kit.accessible import announce, named
from ui.kit.parts import Card, EmptyState, Flow, Picture, Row, SearchBox, SegmentedControl, Text, secondary
from ui.kit.theme import current_look, follow
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.node_tree_model import NodeTreeModel
from ui.rooms.curriculum.step_list import StepList
from ui.rooms.curriculum.step_tree import StepTree
from ui.words.curriculum import say

NARROW, LOW = 430, 400
FILTERS = ("all", "next", "missing")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindStep(SearchBox):
    """Down goes into what was found; Enter takes the first of it."""

    down = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__(say("find"), say("find"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class StepsCard(Card):
    """Shows the steps as far as they are wanted, and reports which were taken."""

    taken = Signal(object, bool)
    chosen = Signal()
    current = Signal(object)
    dragging = Signal(object)
    menu_asked = Signal(object)

    def __init__(self, answers: Answers) -> None:
        super().__init__(padding=12)
        self._answers = answers
        self._flat = False
        self._opened = False
        self.search = FindStep()
        self.filter = SegmentedControl(say("filter"), [(key, say(key)) for key in FILTERS])
        self.framework = named(QComboBox(), say("framework"))
        self.model = NodeTreeModel(self)
        self.tree = StepTree(self.model)
        self.list = StepList()
        self.add_found = secondary(say("add_step"), "plus")
        self.none = EmptyState("search", "", "", self.add_found)
        self.add_step = secondary(say("add_step"), "plus")
        self.add_area = secondary(say("add_area"), "plus")
        self.take_away = secondary(say("take_away"), "x")
        self._tools = Flow(self.add_step, self.add_area, self.take_away)
        self._tools.hide()
        self._counts = Text("", "small", "text3")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        follow(self._fit)

    def _lay_out(self) -> None:
        self._looking = Row(gap=10)
        self._looking.add(self.search, 1)
        self._looking.add(self.filter)
        self.none.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for view in (self.tree, self.list, self.none):
            self._stack.addWidget(view)
        self._foot = foot = Flow(gap=16)
        foot.add(
            Row(Picture("layers", "accent_text", 16), Text(say("legend_layers"), "small", "text3"), gap=6)
        )
        foot.add(Text(say("legend_bar"), "small", "text3"))
        foot.add(self._counts)
        for part in (self.framework, self._looking, self._tools):
            self.add(part)
        self.add(self._stack, 1)
        self.add(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typed)
        self.search.down.connect(self._into_found)
        self.search.entered.connect(self._take_found)
        self.filter.changed.connect(lambda _key: self.refresh(anew=True))
        self.framework.activated.connect(
            lambda row: self._answers.choose_framework(self.framework.itemData(row))
        )
        for view in (self.tree, self.list):
            view.taken.connect(self.taken)
            view.chosen.connect(self.chosen)
            view.current.connect(self.current)
            view.dragging.connect(self.dragging)
            view.menu_asked.connect(self.menu_asked)
            view.typed.connect(self._begin_search)
        self.list.opened.connect(self.show_node)

    # -- what is shown

    @property
    def is_flat(self) -> bool:
        return self._stack.currentWidget() is self.list

    @property
    def view(self) -> StepTree | StepList:
        """The one of the two that is shown."""
        return self.list if self.is_flat else self.tree

    @property
    def counts_words(self) -> str:
        return self._counts.text()

    def selected_steps(self) -> tuple[NodeId, ...]:
        return self.view.selected_steps()

    def step_now(self) -> NodeId | None:
        return self.view.step_now()

    def refresh(self, *, anew: bool = False) -> None:
        """Shows what stands now; ``anew`` after another filter, which opens what it leaves."""
        outline, standing = self._answers.outline, self._answers.standing
        nodes = self._wanted()
        shown = None if nodes is None or outline is None else outline.with_parents(nodes)
        self.model.show(outline, standing, shown)
        self._show_counts()
        self._show_flat(nodes)
        if outline is None:
            self._opened = False
        elif not self._opened or anew:
            self._opened = True
            if shown is None:
                self.tree.open_first()
            else:
                self.tree.open_all()

    def _wanted(self) -> frozenset[NodeId] | None:
        """The steps that the filter leaves; None for all."""
        standing = self._answers.standing
        if self.filter.current == "all":
            return None
        return standing.next_steps() if self.filter.current == "next" else standing.all_gaps()

    def show_frameworks(self) -> None:
        rows = self._answers.frameworks or ()
        self.framework.clear()
        for row in rows:
            self.framework.addItem(row.title, row.id)
        self.framework.setCurrentIndex(self.framework.findData(self._answers.framework))
        self.framework.setVisible(len(rows) > 1)

    def show_node(self, node: NodeId) -> bool:
        """The tree with the cursor on a node; False where this curriculum has none such."""
        self.search.clear()
        if self.filter.current != "all":
            self.filter.set_current("all")
            self.refresh(anew=True)
        found = self.tree.go(node)
        if found:
            self._stack.setCurrentWidget(self.tree if not self._flat else self.list)
        return found

    def go(self, node: NodeId) -> bool:
        """The cursor on a step, in whichever of the two is shown."""
        return self.view.go(node)

    def toggle_flat(self) -> None:
        """Ctrl+Shift+L: the list, or back to the tree, with the cursor on the same step."""
        step = self.step_now()
        self._flat = not self._flat
        self.refresh()
        if step is not None:
            self.go(step)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_editing(self, on: bool) -> None:
        self.model.editing = on
        self._tools.setVisible(on)
        if on:
            self.search.clear()
            self._flat = False
            self.filter.set_current("all")
            self.refresh()
        self._looking.setVisible(not on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room beside the search, the filter stands under it; rows go before the legend."""
        wide = self.width() / current_look().factor >= NARROW
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._looking.box.setDirection(way)
        self._foot.setVisible(self.height() / current_look().factor >= LOW)

    # -- search

    def _typed(self, _text: str) -> None:
        wanted = self._wanted()
        self._show_flat(wanted)

    def _begin_search(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    def _into_found(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_found(self) -> None:
        step = self.step_now()
        if self.search.text().strip() and step is not None:
            self.taken.emit(step, True)
        else:
            self._into_found()

    def _show_flat(self, nodes: frozenset[NodeId] | None) -> None:
        """The list where it is wanted or something is searched for; else the tree."""
        outline, text = self._answers.outline, self.search.text().strip()
        if outline is None:
            return
        if text:
            found = outline.holding(text)
            found = found if nodes is None else tuple(node for node in found if node in nodes)
        elif self._flat:
            found = outline.steps if nodes is None else tuple(n for n in outline.steps if n in nodes)
        else:
            self._say_none_if(nodes is not None and not nodes)
            return
        self.list.show_steps(found, outline, self._answers.standing)
        if text and not found:
            self._say_not_found(text)
        else:
            self._stack.setCurrentWidget(self.list)

    def _say_none_if(self, none: bool) -> None:
        if none:
            self.add_found.hide()
            self.none.show_words(say(f"none_{self.filter.current}"))
        self._stack.setCurrentWidget(self.none if none else self.tree)

    def _say_not_found(self, text: str) -> None:
        outline, here = self._answers.outline, self.tree.node_now()
        words = say("none_found", text=text)
        self.none.show_words(words)
        announce(self.none, words)
        above = "" if outline is None or here is None else outline.words(self.branch_of(here) or here)
        self.add_found.set_words(say("add_found", where=above))
        self.add_found.setVisible(bool(above) and self.add_step.isEnabled())
        self._stack.setCurrentWidget(self.none)

    def branch_of(self, node: NodeId) -> NodeId | None:
        """The branch a step hangs in; a branch itself."""
        outline = self._answers.outline
        if outline is None:
            return None
        if node in outline.below:
            return node
        above = outline.above(node)
        return above[-1] if above else None

    def _show_counts(self) -> None:
        outline = self._answers.outline
        if outline is None:
            self._counts.setText("")
        else:
            areas = len(outline.children(None))
            self._counts.setText(say("legend_tiles", steps=f"{len(outline.steps):,}", areas=areas))
