"""Curriculum: the steps on the left, the pupils on the right, and what is in hand between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.command import Receipt
from app.core.drafts import Draft
from app.core.ids import FrameworkId, NodeId, PupilId
from app.core.permissions import Permission
from ui.kit.desk import Desk, Page
from ui.kit.parts import EmptyState, PageBody, PageTitle, choice, link, primary, secondary
from ui.kit.parts.scrolling import clear_scrolling
from ui.kit.shortcuts import bind
from ui.kit.theme import current_look, follow
from ui.machine_settings import MachineSettings
from ui.rooms.curriculum.answers import Answers
from ui.rooms.curriculum.beginning import Beginning
from ui.rooms.curriculum.editing import DRAFT, Editor
from ui.rooms.curriculum.for_pupil import ForPupil
from ui.rooms.curriculum.gap_grid import GapGrid
from ui.rooms.curriculum.gestures import Gestures
from ui.rooms.curriculum.in_hand_bar import InHandBar
from ui.rooms.curriculum.log_book import WHY, LogBook
from ui.rooms.curriculum.pupils_card import PupilsCard
from ui.rooms.curriculum.row_menu import RowMenu
from ui.rooms.curriculum.steps_card import StepsCard
from ui.words.curriculum import say

if TYPE_CHECKING:
    from ui.imports.wizard import ImportWizard

SIDE_BY_SIDE = 700
"""Below this width at 100 % text the pupils stand under the steps."""


class CurriculumPage(Page):
    """``arrive`` takes a node, which is then shown, or ``("log", pupil)``: who then is in hand."""

    key = "curriculum"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted: NodeId | None = None
        self._writes_next = False
        self._edit_next: tuple[NodeId, bool] | None = None
        self.may_edit = desk.may(Permission.CURRICULUM_FRAMEWORK_EDIT)
        self.answers = Answers(self, desk, self.failed)
        self.book = LogBook(self, desk, self.answers)
        self.steps = StepsCard(self.answers)
        self.pupils = PupilsCard(self.answers, self.book, desk.privacy)
        self.bar = InHandBar(desk.clock.today)
        self.gestures = Gestures(desk, self.answers, self.book, (self.steps, self.pupils), self.bar)
        self.grid = GapGrid(self.answers, desk.privacy.name)
        self.editor = Editor(self, desk, self.answers, self._added)
        self.beginning = Beginning(self, desk)
        self.for_pupil = ForPupil(self, self.answers, desk.shell)
        self.menus = RowMenu(self, desk, self.answers, self.gestures, self.show_gaps)
        self.wizard: ImportWizard | None = None
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._keys()
        follow(self._fit)

    # -- the page of the shell

    def arrive(self, argument: object = None) -> None:
        """Show what was shown, or the node asked for."""
        self.pupils.tiles.letters_on = MachineSettings.load().single_letter_keys
        if argument is not None and self.wizard is not None:
            self.wizard.step_aside()
        if isinstance(argument, int):
            self._wanted = NodeId(argument)
        elif isinstance(argument, tuple):
            self.for_pupil.want(argument[1])
        if self.wizard is None:
            self.steps.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answers.come()
        self._show_wanted()
        self.for_pupil.meet()
        if isinstance(argument, Draft):
            self._open_draft(argument)

    def _open_draft(self, draft: Draft) -> None:
        """Words of a step, or the reason why a mark is taken back."""
        if draft.form.startswith(WHY):
            self.book.ask_again(draft)
            return
        self.edit_button.setChecked(True)
        self._added(NodeId(int(draft.form.removeprefix(DRAFT))), True)

    def leave(self) -> None:
        self.for_pupil.forget()
        self.book.forget()
        self.answers.sleep()

    def clear(self) -> None:
        """Forget names and marks; what is in hand is put down."""
        self.gestures.put_down()
        self.for_pupil.forget()
        self.book.forget()
        self.answers.forget()
        self.pupils.forget()
        self.grid.cells.clear()
        if self.wizard is not None:
            self.wizard.close_wizard()

    # -- how it is put together

    def _make_buttons(self) -> None:
        self.import_button = link(say("import_here"), "upload")
        self.edit_button = choice(say("edit"), "pencil")
        self.gaps_button = choice(say("gaps"), "target")
        self.from_example = primary(say("from_example"))
        self.import_first = secondary(say("import"), "upload")
        self.write_own = secondary(say("write_own"), "pencil")
        for button in (self.import_button, self.edit_button):
            button.setVisible(self.may_edit)
        self.steps.add_step.setEnabled(self.may_edit)

    def _lay_out(self) -> None:
        self._title = PageTitle(
            say("title"), say("line"), self.import_button, self.edit_button, self.gaps_button
        )
        actions = (self.from_example, self.import_first, self.write_own) if self.may_edit else ()
        words = (say("empty"), say("empty_line")) if self.may_edit else (say("empty_may_not"), "")
        self.empty = EmptyState("graduation-cap", *words, *actions)
        self._nothing = clear_scrolling(self.empty)
        self._halves = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._halves)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.addWidget(self.steps, 11)
        self._sides.addWidget(self.pupils, 11)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("clear_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._halves.setObjectName("clear")
        self._scroll.setWidget(self._halves)
        self._scroll.installEventFilter(self)
        self._stack = QStackedWidget()
        for shown in (self._scroll, self.grid, self._nothing):
            self._stack.addWidget(shown)
        body = PageBody(self._title)
        body.add(self._stack, 1)
        body.add(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def _connect(self) -> None:
        answers = self.answers
        answers.tree_came.connect(self._tree_came)
        answers.pupils_came.connect(self.pupils.refresh)
        answers.pupils_came.connect(self.for_pupil.meet)
        self.for_pupil.met.connect(self._log_for)
        answers.standing_came.connect(self._standing_came)
        answers.logged_came.connect(self.pupils.show_logged)
        # Whether a mark is the newest act is known once its receipt was told.
        self.desk.runner.committed.connect(lambda _receipt: self.pupils.show_logged())
        self.pupils.suggested.asked_for.connect(self._show_node)
        self.gaps_button.toggled.connect(self._gaps_toggled)
        self.edit_button.toggled.connect(self._edit_toggled)
        self.grid.pressed.connect(self.gestures.press_cell)
        self.import_button.clicked.connect(self.open_import)
        self.import_first.clicked.connect(self.open_import)
        self.from_example.clicked.connect(self.beginning.from_example)
        self.write_own.clicked.connect(lambda: self.beginning.write_own(self._begin_writing))
        self._connect_editing()
        self.steps.menu_asked.connect(lambda where: self.step_menu().popup(where))
        self.pupils.tiles.menu_asked.connect(lambda where: self.pupil_menu().popup(where))

    def _connect_editing(self) -> None:
        steps = self.steps
        steps.model.renamed.connect(self.editor.rename)
        self.editor.watch(steps.tree.delegate)
        steps.tree.moved.connect(self._move)
        steps.add_step.clicked.connect(self._add_step)
        steps.add_area.clicked.connect(lambda: self.editor.add(None))
        steps.take_away.clicked.connect(self._take_away)
        steps.add_found.clicked.connect(self._add_found)

    def _keys(self) -> None:
        bind(self, "find_here", lambda: self.steps.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        bind(self, "flat_list", self.steps.toggle_flat)
        bind(self, "actions", self.open_menu)
        bind(self, "row_menu", self.open_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.gestures.hand.is_empty:
            self.gestures.put_down()
            self.steps.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.gaps_button.isChecked():
            self.gaps_button.setChecked(False)
        else:
            super().keyPressEvent(event)

    # -- what came

    def _tree_came(self) -> None:
        has_tree = self.answers.outline is not None
        self.steps.show_frameworks()
        self.steps.refresh()
        self.edit_button.setVisible(has_tree and self.may_edit)
        self.gaps_button.setVisible(has_tree)
        self.import_button.setVisible(has_tree and self.may_edit)
        self._choose_part()
        self._show_wanted()
        self.for_pupil.meet()
        self._edit_what_was_added()
        self._write_first()

    def _choose_part(self) -> None:
        if self.answers.outline is None:
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.grid if self.gaps_button.isChecked() else self._scroll)

    def _standing_came(self) -> None:
        self.steps.refresh()
        self.pupils.refresh()
        if self.gaps_button.isChecked():
            self.grid.refresh()

    def _show_wanted(self) -> None:
        wanted = self._wanted
        if wanted is None or self.answers.outline is None:
            return
        self._wanted = None
        if self.gaps_button.isChecked():
            self.gaps_button.setChecked(False)
        if not self.steps.show_node(wanted):
            self._wanted = wanted
            self.answers.find_elsewhere(wanted)

    def _show_node(self, node: NodeId) -> None:
        if self.steps.show_node(node):
            self.gestures.take_steps((node,))
            self.steps.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _log_for(self, pupil: PupilId) -> None:
        """Somebody's page asked for a step: they are in hand, and one types what they did."""
        self.gaps_button.setChecked(False)
        self.edit_button.setChecked(False)
        self.steps.search.clear()
        self.pupils.tiles.take(pupil)
        self.gestures.take_pupils((pupil,))
        if self.wizard is None:
            self.steps.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- gaps

    def show_gaps(self, node: NodeId | None) -> None:
        """The gaps of a branch, in place of tree and tiles."""
        self.grid.show_branch(node)
        self.gaps_button.setChecked(True)

    def _gaps_toggled(self, on: bool) -> None:
        if on:
            self.edit_button.setChecked(False)
            self.grid.show_branch(self.steps.tree.node_now())
        self._choose_part()
        self._tell()
        if on:
            self.grid.cells.wall.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        key = (
            "line_gaps"
            if self.gaps_button.isChecked()
            else ("line_edit" if self.edit_button.isChecked() else "line")
        )
        self._title.show_words(say("title"), say(key))

    # -- edit mode

    def _edit_toggled(self, on: bool) -> None:
        if on:
            self.gaps_button.setChecked(False)
            self.gestures.put_down()
        self.steps.set_editing(on)
        self.pupils.setEnabled(not on)
        self._tell()
        self.steps.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_writing(self, _receipt: Receipt) -> None:
        """The tree comes in its own time; then it is open for its first area."""
        self._writes_next = True

    def _write_first(self) -> None:
        if self._writes_next and self.answers.outline is not None:
            self._writes_next = False
            self.edit_button.setChecked(True)
            self.editor.add(None)

    def _add_step(self) -> None:
        node = self.steps.tree.node_now()
        self.editor.add(None if node is None else self.steps.branch_of(node) or None)

    def _add_found(self) -> None:
        text, node = self.steps.search.text().strip(), self.steps.tree.node_now()
        if node is not None and text:
            self.editor.add(self.steps.branch_of(node), words=text)

    def _take_away(self) -> None:
        node = self.steps.tree.node_now()
        if node is not None:
            self.editor.take_away(node)

    def _move(self, how: str) -> None:
        index = self.steps.tree.currentIndex()
        if index.isValid():
            row = self.steps.model.item_at(index).row
            self._edit_next = (row.node, False)
            self.editor.move(row, how)

    def _added(self, node: NodeId, ask_words: bool) -> None:
        self._edit_next = (node, ask_words)
        self._edit_what_was_added()

    def _edit_what_was_added(self) -> None:
        """The cursor on what was just written or moved; a new one opens for its words."""
        if self._edit_next is None or self.answers.outline is None:
            return
        node, ask_words = self._edit_next
        if node in self.answers.outline.first and self.steps.show_node(node):
            self._edit_next = None
            if ask_words:
                self.steps.tree.edit(self.steps.tree.currentIndex())

    # -- menus and the import

    def step_menu(self) -> QMenu:
        view = self.steps.view
        index = view.currentIndex()
        node = self.steps.step_now() or (self.steps.tree.node_now() if index.isValid() else None)
        if node is None:
            return QMenu(self)
        return self.menus.for_step(node, self.gestures.hand.pupils or self.pupils.tiles.selected())

    def pupil_menu(self) -> QMenu:
        tiles = self.pupils.tiles
        pupil = tiles.pupil_now()
        chosen = tiles.selected() or (() if pupil is None else (pupil,))
        return self.menus.for_pupils(chosen, self.gestures.hand.steps) if chosen else QMenu(self)

    def open_menu(self) -> None:
        """Ctrl+. and Shift+F10: the menu of the row that has the cursor."""
        at_pupils = self.pupils.tiles.hasFocus()
        view = self.pupils.tiles if at_pupils else self.steps.view
        menu = self.pupil_menu() if at_pupils else self.step_menu()
        below = view.visualRect(view.currentIndex()).bottomLeft()
        menu.popup(view.viewport().mapToGlobal(below + QPoint(current_look().px(24), 0)))

    def open_import(self) -> None:
        """The wizard over this page. It is loaded when it is wanted, so that the page opens at once."""
        from ui.imports.wizard import ImportKind, ImportWizard

        if self.wizard is None:
            self.wizard = ImportWizard.over(self, self.desk, ImportKind.CURRICULUM)
            self.wizard.closed.connect(self._import_closed)

    def _import_closed(self) -> None:
        made = None if self.wizard is None else self.wizard.made
        self.wizard = None
        if made is not None:
            self.answers.choose_framework(FrameworkId(made))
        self.answers.ask_again()
        self.steps.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        """Side by side, or one under another where the text is large or the window small."""
        look = current_look()
        wide = self.width() / look.factor >= SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(way)
        # Only halves that stand under one another scroll; side by side each half scrolls in itself.
        self._scroll.setWidgetResizable(not wide)
        if wide:
            self._halves.resize(self._scroll.size())
        self._sides.setSpacing(look.px(14))
        self.steps.setMinimumHeight(0 if wide else look.px(420))
        self.pupils.setMinimumHeight(0 if wide else look.px(480))
