"""One pupil's page: the head that every tab has, and the tabs, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Topic
from app.core.ids import PupilId
from app.core.permissions import Permission
from app.core.query import Query
from app.insight.pupils import PupilHead, PupilHeadOf
from ui.kit.desk import Desk
from ui.kit.held import HeldPicture
from ui.kit.live import Live, topics
from ui.kit.parts import Row, link
from ui.kit.parts.segmented import SegmentedControl
from ui.kit.shortcuts import bind
from ui.machine_settings import MachineSettings
from ui.rooms.people.about_tab import AboutTab
from ui.rooms.people.attendance_tab import AttendanceTab
from ui.rooms.people.curriculum_tab import CurriculumTab
from ui.rooms.people.documents_tab import DocumentsTab
from ui.rooms.people.pupil_header import PupilHeader
from ui.rooms.people.scrolled import LeanBody, Scrolled
from ui.rooms.people.tab import Tab
from ui.words.people import say

_CHANGES = (Topic.PUPIL, Topic.GROUP, Topic.COMMISSIONER, Topic.MARK, Topic.CALENDAR, Topic.STAFF, Topic.TIME)


class PupilView(QWidget):
    """Shows one pupil at a time, and keeps the tab when another pupil is opened."""

    list_asked = Signal()
    sheet_asked = Signal(object)
    child_asked = Signal(object)
    """A pupil's number."""

    def __init__(self, desk: Desk, journey: Callable[[Desk], Tab]) -> None:
        super().__init__()
        self._desk, self._made_journey = desk, journey
        self.pupil: PupilId | None = None
        self._head: PupilHead | None = None
        self.to_list = link(say("back_to_list"), "chevron-left")
        self.header = PupilHeader(desk)
        self._kinds: dict[str, Callable[[], Tab]] = self._tab_kinds()
        self.tabs = SegmentedControl(say("tabs"), [(key, say(key)) for key in self._kinds])
        self._built: dict[str, Tab] = {}
        self._body = LeanBody(gap=12, margins=(22, 14, 22, 16))
        self.area = Scrolled(self._body)
        self._held = HeldPicture(self)
        self._lay_out()
        self.live: Live[PupilHead] = Live(
            self, desk.runner, self._question, self._show, self._failed, topics(*_CHANGES)
        )
        self.live.sleep()

    def open(self, pupil: PupilId, tab: str = "") -> None:
        """Show this pupil, on the tab that was shown last or on this one."""
        if tab in self._kinds:
            self.tabs.set_current(tab)
        if pupil != self.pupil:
            self._held.hold(self._body)
            self._forget()
            self.area.verticalScrollBar().setValue(0)
        self.pupil = pupil
        if self._head is None:
            self.live.refresh()
        self.wake()
        self.tabs.segment(self.tabs.current).setFocus(Qt.FocusReason.OtherFocusReason)

    def wake(self) -> None:
        """The page is shown again."""
        if self.pupil is not None:
            self.live.wake()
            self._turn_to(self.tabs.current)

    def sleep(self) -> None:
        self.live.sleep()
        for tab in self._built.values():
            tab.sleep()

    def clear(self) -> None:
        """Forget the child; the number stays, so that the page can ask again."""
        self._forget()
        self._held.release()

    def _forget(self) -> None:
        self._head = None
        self.live.sleep()
        self.header.clear()
        for tab in self._built.values():
            tab.clear()

    def tab(self, key: str) -> Tab:
        """A tab, made when it is first wanted."""
        if key not in self._built:
            made = self._kinds[key]()
            self._built[key] = made
            self._body.box.insertWidget(self._body.box.count() - 1, made)
            made.answered.connect(self._draw_once)
            if isinstance(made, AboutTab):
                made.sheet_asked.connect(self.sheet_asked)
        return self._built[key]

    def reopen(self, kind: str, number: int) -> None:
        """Open again a form of *About and contacts* whose words were kept."""
        self.tabs.set_current("about")
        self._turn_to("about")
        about = self.tab("about")
        if isinstance(about, AboutTab):
            about.reopen(kind, number)

    def log_step(self) -> None:
        """Curriculum with this pupil in hand and the cursor in its search."""
        if self.pupil is not None and self._desk.may(Permission.CURRICULUM_ACHIEVEMENT_RECORD):
            self._desk.shell.go("curriculum", ("log", self.pupil))

    def _log_by_letter(self) -> None:
        if MachineSettings.load().single_letter_keys:
            self.log_step()

    # -- what is shown

    def _question(self) -> Query[PupilHead]:
        assert self.pupil is not None
        return PupilHeadOf(self.pupil)

    def _show(self, head: PupilHead) -> None:
        self._head = head
        self.header.show_head(head)
        about = self._built.get("about")
        if isinstance(about, AboutTab):
            about.show_head(head)
        self._draw_once()

    def _draw_once(self) -> None:
        """The head and the tab come together: drawn one after the other, the page would jump."""
        tab = self.tab(self.tabs.current)
        if self._head is not None and not tab.waits:
            self._held.settle(tab.arrange)

    def _failed(self, error: Exception) -> None:
        """The pupil was taken away meanwhile, perhaps by undo: back to the list, which says who is here."""
        self._held.release()
        self._desk.shell.problem(error)
        self.list_asked.emit()

    def _turn_to(self, key: str) -> None:
        for other, tab in self._built.items():
            if other != key:
                tab.hide()
                tab.sleep()
        shown = self.tab(key)
        if not shown.isVisible() and not self._held.is_held:
            self._held.hold(shown)
        shown.show()
        if self.pupil is not None:
            shown.look_at(self.pupil)
            if shown.waits and not self._held.is_held:
                self._held.hold(shown)
        if isinstance(shown, AboutTab) and self._head is not None:
            shown.show_head(self._head)
        self._draw_once()

    # -- how it is put together

    def _tab_kinds(self) -> dict[str, Callable[[], Tab]]:
        kinds: dict[str, tuple[Permission, Callable[[], Tab]]] = {
            "journey": (Permission.INSIGHT_JOURNEY_READ, lambda: self._made_journey(self._desk)),
            "attendance": (Permission.ATTENDANCE_FIGURES_READ, lambda: AttendanceTab(self._desk)),
            "curriculum": (Permission.CURRICULUM_FRAMEWORK_READ, lambda: CurriculumTab(self._desk)),
            "documents": (Permission.PEOPLE_PUPIL_READ, lambda: DocumentsTab(self._desk)),
            "about": (Permission.PEOPLE_PUPIL_READ, lambda: AboutTab(self._desk)),
        }
        return {key: made for key, (permission, made) in kinds.items() if self._desk.may(permission)}

    def _lay_out(self) -> None:
        line = Row(gap=12)
        line.add(self.tabs, 1)
        line.add(self.to_list)
        for part in (self.header, line, None):
            self._body.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.to_list.clicked.connect(self.list_asked)
        self.tabs.changed.connect(self._turn_to)
        self.header.step_asked.connect(self.log_step)
        bind(self, "log_step", self._log_by_letter, whole_window=False)
        self.header.note_asked.connect(lambda: self._desk.shell.go("registers", "next"))
        self.header.print_asked.connect(lambda: self._desk.shell.go("reports", ("family", self.pupil)))
        self.header.child_asked.connect(lambda: self.child_asked.emit(self.pupil))
