"""The page *Pupils*: the list, one pupil's page, a form over it, and the child's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.command import Receipt
from app.core.drafts import Draft
from app.core.ids import PupilId
from app.core.permissions import Permission
from app.rooms.people import PupilCardView, PupilFile
from ui.kit.desk import Desk, Page
from ui.kit.parts import Pages
from ui.rooms.people.editor import Editor, Sheet
from ui.rooms.people.pupil_form import new_pupil, part_of_pupil
from ui.rooms.people.pupil_list import PupilList
from ui.rooms.people.pupil_view import PupilView
from ui.rooms.people.tab import Tab

if TYPE_CHECKING:
    from ui.imports.wizard import ImportWizard
    from ui.insight.child_page import ChildPageWindow

ADD, IMPORT, OWN_WORDS = "add", "import", "own_words"


class PupilsPage(Page):
    """``arrive`` takes a pupil, a tab and a pupil, ``add``, ``import``, a draft of a form, or nothing at all:
    where one was.
    """

    key = "pupils"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = PupilList(desk)
        self.view = PupilView(desk, _journey)
        self.editor = Editor(desk)
        self._stack = Pages()
        self._under: QWidget = self.list
        self.child_page: ChildPageWindow | None = None
        self.wizard: ImportWizard | None = None
        self._from_list = False
        self._is_here = False
        self._locked_over: Draft | None = None
        """The form over which the screen was locked: it stands there again."""
        for part in (self.list, self.view, self.editor):
            self._stack.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._connect()

    def arrive(self, argument: object = None) -> None:
        """Open what is asked for. The item of the sidebar, pressed again, leads to the list."""
        was_here, self._is_here = self._is_here, True
        locked_over, self._locked_over = self._locked_over, None
        argument = locked_over if argument is None and locked_over is not None else argument
        if argument not in (None, IMPORT) and self.wizard is not None:
            self.wizard.step_aside()
        if isinstance(argument, Draft):
            self._open_draft(argument)
        elif argument == ADD:
            self._add()
        elif argument == IMPORT:
            self._import()
        elif isinstance(argument, int) and not isinstance(argument, bool):
            self._from_list = False
            self.open_pupil(PupilId(argument))
        elif isinstance(argument, tuple):
            tab, pupil = argument
            self._from_list = False
            self.open_pupil(PupilId(pupil), str(tab))
        elif was_here and self._stack.currentWidget() is self.view:
            self.show_list()
        else:
            self._return()

    def leave(self) -> None:
        self._is_here = False
        self.editor.leave_open()
        self.list.sleep()
        self.view.sleep()

    def back(self) -> bool:
        """From a form to the page under it, from a pupil to the list that they were opened from."""
        if self.editor.is_open:
            self.editor.close_sheet()
            return True
        if self._stack.currentWidget() is self.view and self._from_list:
            self.show_list()
            return True
        return False

    def clear(self) -> None:
        """Forget everybody; a form's words were kept as a draft and stand there again."""
        self._locked_over = self.editor.open_draft
        self._is_here = False
        self._close_child_page()
        if self.wizard is not None:
            self.wizard.close_wizard()
        self.editor.close_sheet()
        self.list.clear()
        self.view.clear()

    def open_pupil(self, pupil: PupilId, tab: str = "") -> None:
        """Show one pupil's page, on the tab that was shown last or on this one."""
        if pupil != self.view.pupil:
            self.desk.shell.moved_on()
        self.list.choose(pupil)
        self.list.sleep()
        self._stack.setCurrentWidget(self.view)
        self.view.open(pupil, tab)

    def show_list(self) -> None:
        """Show the list, its line where it was."""
        self.desk.shell.moved_on()
        self.view.sleep()
        self._stack.setCurrentWidget(self.list)
        self.list.arrive()

    def open_sheet(self, sheet: Sheet) -> None:
        """Open a form over the page."""
        if self._stack.currentWidget() is not self.editor:
            self._under = self._stack.currentWidget() or self.list
        self.list.sleep()
        self.view.sleep()
        self._stack.setCurrentWidget(self.editor)
        self.editor.open(sheet)

    # -- what happens

    def _connect(self) -> None:
        self.list.opened.connect(self._open_from_list)
        self.list.add_asked.connect(self._add)
        self.list.import_asked.connect(self._import)
        self.view.list_asked.connect(self.show_list)
        self.view.sheet_asked.connect(self.open_sheet)
        self.view.child_asked.connect(self._open_child_page)
        self.editor.closed.connect(self._sheet_closed)
        self.editor.recorded.connect(self._recorded)

    def _return(self) -> None:
        if self.editor.is_open:
            return
        if self._stack.currentWidget() is self.view and self.view.pupil is not None:
            self.view.open(self.view.pupil)
        else:
            self.show_list()

    def _open_from_list(self, pupil: PupilId) -> None:
        self._from_list = True
        self.open_pupil(pupil)

    def _add(self) -> None:
        if self.desk.may(Permission.PEOPLE_PUPIL_EDIT):
            self._stack.setCurrentWidget(self.list)
            self.open_sheet(new_pupil(self.desk.clock.today()))

    def _import(self) -> None:
        """The wizard covers the list; what it brings in stands there when it is closed."""
        from ui.imports.wizard import ImportKind, ImportWizard

        if self.desk.may(Permission.PEOPLE_PUPIL_EDIT) and self.wizard is None:
            self.show_list()
            self.wizard = ImportWizard.over(self, self.desk, ImportKind.PUPILS)
            self.wizard.closed.connect(self._import_closed)

    def _import_closed(self) -> None:
        self.wizard = None
        self.list.arrive()

    def _sheet_closed(self) -> None:
        if self.view.pupil is not None and self._under is self.view:
            self.open_pupil(self.view.pupil)
        elif self._is_here:
            self.show_list()
        else:
            self._stack.setCurrentWidget(self.list)

    def _recorded(self, receipt: Receipt) -> None:
        if receipt.action == "AddPupil" and receipt.new_id is not None:
            self._from_list = True
            self.open_pupil(PupilId(receipt.new_id))

    def _open_draft(self, draft: Draft) -> None:
        """The form that the words were typed into, or a new one like it; the form puts them back itself."""
        if draft.form.startswith("import:"):
            self._import()
            if self.wizard is not None:
                self.wizard.reopen(draft)
            return
        self.editor.draft.wanted = draft
        kind, _, rest = draft.form.partition(":")[2].partition(":")
        numbers = [int(part) for part in rest.split(":") if part.isdigit()]
        if kind == "new" or not numbers:
            self._add()
            return
        self.open_pupil(PupilId(numbers[0]))
        if kind == OWN_WORDS:
            self._open_child_page(PupilId(numbers[0]))
        elif len(numbers) > 1:
            self.view.reopen(kind, numbers[1])
        else:
            self._reopen_part(kind, PupilId(numbers[0]))

    def _reopen_part(self, part: str, pupil: PupilId) -> None:
        def show(file: PupilFile) -> None:
            self.open_sheet(part_of_pupil(file.kept, part))

        self.desk.runner.ask(self, PupilCardView(pupil), show, self.failed)

    def _open_child_page(self, pupil: PupilId) -> None:
        from ui.insight.child_page import ChildPageWindow

        self._close_child_page()
        self.child_page = ChildPageWindow.open_for(self.desk, pupil, self.window())
        self.child_page.left.connect(self._child_left)

    def _close_child_page(self) -> None:
        if self.child_page is not None:
            self.child_page.close_page()

    def _child_left(self) -> None:
        self.child_page = None
        self.view.header.child.setFocus(Qt.FocusReason.OtherFocusReason)


def _journey(desk: Desk) -> Tab:
    """Imported only here, so that the list comes before the chart."""
    from ui.insight.journey_page import JourneyTab

    return JourneyTab(desk)
