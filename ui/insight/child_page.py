"""The child's own page over the whole window: their path, what is new, what is next, and their own words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QVBoxLayout, QWidget

from app.core.changes import Topic
from app.core.errors import InchstoneError
from app.core.ids import PupilId
from app.core.sentences import sentence
from app.demo import PASSWORD
from app.reports.child_page import ChildFacts, ChildPage, compose
from app.reports.gather_family import GatherChildPage
from app.rooms import access, keeping
from app.rooms.people import ChildSaid, ChildWordsRow
from ui.insight.child_parts import BigButton, BigLine, Small
from ui.insight.child_path import ChildPath
from ui.insight.own_words import OwnWords
from ui.kit.accessible import announce, named
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.parts import Card, Column, Kind, Picture, Row, Text
from ui.kit.theme import current_look, follow
from ui.rooms.people.scrolled import LeanBody, Scrolled
from ui.words.insight import say


class ChildPageWindow(QWidget):
    """Covers the window it stands in. Nothing about anyone else is here, and no key leads out of it."""

    left = Signal()

    def __init__(self, desk: Desk, pupil: PupilId, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk, self._pupil, self._window = desk, pupil, window
        self.under_it = window.centralWidget() or QWidget(self)
        self.setObjectName("page_body")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.under = Text("", "child_display"), Text("", "child", "text2", wrap=True)
        self.invented = Row(Picture("flask-conical", "info", 18), Small(say("invented")), gap=8)
        self.invented.hide()
        self.leave = BigButton(say("leave"), "lock", kind=Kind.LINK)
        self.door = LeaveDoor()
        self.headline = Text("", "child_title", wrap=True)
        self.path = ChildPath()
        self.told = Text("", "child", "text2", wrap=True)
        self.new, self.next = _Things(say("new_things")), _Things(say("next"))
        self.words = OwnWords(desk, pupil)
        self._lay_out()
        self._connect()
        said: Live[tuple[ChildWordsRow, ...]] = Live(
            self,
            desk.runner,
            lambda: ChildSaid(pupil),
            self.words.show_said,
            self.words.trouble,
            topics(Topic.PUPIL),
        )
        said.refresh()
        desk.runner.begin(self, GatherChildPage(pupil), self._show, self._failed)
        desk.runner.ask(self, access.StaffNames(), self._show_adult, self._failed)
        desk.runner.ask(self, keeping.RecordStateNow(), self._show_kind, self._failed)

    @classmethod
    def open_for(cls, desk: Desk, pupil: PupilId, window: QWidget) -> ChildPageWindow:
        """Hide the shell and show the page in its place."""
        assert isinstance(window, QMainWindow)
        page = cls(desk, pupil, window)
        page.under_it.hide()
        window.installEventFilter(page)
        QApplication.instance().installEventFilter(page)  # type: ignore[union-attr]  # there is one
        page.setGeometry(window.rect())
        page.show()
        page.raise_()
        page.words.focus()
        return page

    def close_page(self) -> None:
        """The adult is back, or the screen is being locked: the shell stands there again."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one
        self._window.removeEventFilter(self)
        self.words.keeper.keep()
        self.under_it.show()
        self.hide()
        self.left.emit()
        self.deleteLater()

    # -- no way out

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page grows with its window, and takes every shortcut of the shell for itself."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        if event.type() == QEvent.Type.ShortcutOverride and self._is_mine(watched):
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def _is_mine(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and (watched is self._window or self.isAncestorOf(watched))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the page."""
        stops = [part for part in self.findChildren(QWidget) if _is_stop(part)]
        now = self.focusWidget()
        here = stops.index(now) if now in stops else -1
        if stops:
            stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # -- what is shown

    def _show(self, facts: ChildFacts) -> None:
        self.show_page(compose(facts))
        QTimer.singleShot(0, self, self._from_the_top)

    def show_page(self, page: ChildPage) -> None:
        """Everything that is said to the child."""
        self._desk.theme.can_draw(page.title)
        self.title.setText(page.title)
        self.under.setText(page.under)
        self.headline.setText(page.headline)
        self.path.show_stations(page.stations)
        self.told.setText(page.told)
        self.new.show_things([("circle-check", words, when) for words, when in page.new_things], page.count)
        self.next.show_things([("graduation-cap", words, "") for words in page.next_steps])
        self.new.say_none(say("nothing_new"))
        self.next.say_none(say("nothing_next"))
        self.words.who.setText(page.who_reads)
        named(self, page.title, page.headline)

    def _from_the_top(self) -> None:
        """The line that has the keys lies at the foot; the child looks at the way first."""
        self._area.verticalScrollBar().setValue(0)

    def _show_adult(self, names: tuple[tuple[object, str], ...]) -> None:
        self.door.show_name(dict(names).get(self._desk.runner.office.actor.staff, ""))

    def _show_kind(self, record: keeping.RecordNow) -> None:
        self.invented.setVisible(record.invented)
        if record.invented:
            self.door.show_hint(say("invented_password", password=PASSWORD))

    def _failed(self, error: Exception) -> None:
        self.close_page()
        self._desk.shell.problem(error)

    # -- leaving

    def _ask_leave(self) -> None:
        self.door.open()

    def _try(self) -> None:
        self.door.wait()
        self._desk.runner.prove(self, self.door.line.text(), self._proved, self._not_proved)

    def _proved(self, _none: None) -> None:
        self.close_page()

    def _not_proved(self, error: Exception) -> None:
        self.door.refuse(sentence(error) if isinstance(error, InchstoneError) else "")

    # -- how it is put together

    def _lay_out(self) -> None:
        head = Row(gap=16)
        head.add(Column(self.title, self.under, gap=4), 1)
        head.add(Column(Row(self.invented, self.leave, gap=18), None))
        way = Card(padding=20)
        for part, stretch in ((self.headline, 0), (self.path, 1), (self.told, 0)):
            way.add(part, stretch)
        middle = _Halves(way, Column(self.new, self.next, gap=14))
        body = LeanBody(head, self.door, gap=14, margins=(44, 18, 44, 16))
        body.add(middle, 1)
        body.add(self.words)
        self._area = Scrolled(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def _connect(self) -> None:
        self.leave.clicked.connect(self._ask_leave)
        self.words.line.textEdited.connect(lambda _words: self._area.ensureWidgetVisible(self.words.line))
        self.door.leave.clicked.connect(self._try)
        self.door.line.returnPressed.connect(self._try)


class _Halves(QWidget):
    """The path, and beside it what is new and next; under it where the text is large."""

    def __init__(self, path: QWidget, things: QWidget) -> None:
        super().__init__()
        self._path, self._things = path, things
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        follow(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(320), super().minimumSizeHint().height())

    def _place(self) -> None:
        look = current_look()
        beside = self.width() >= look.px(980)
        self._grid.setSpacing(look.px(14))
        self._grid.addWidget(self._path, 0, 0)
        self._grid.addWidget(self._things, 0 if beside else 1, 1 if beside else 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 1 if beside else 0)


def _is_stop(part: QWidget) -> bool:
    return part.isVisible() and part.isEnabled() and bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


class _Things(Card):
    """Some things in words, each with its day, and one line under them."""

    def __init__(self, title: str) -> None:
        super().__init__(padding=20)
        self.setAccessibleName(title)
        self._lines = Column(gap=12)
        self._under = Text("", "child_strong", "accent_text", wrap=True)
        self._none = Text("", "child", "text2", wrap=True)
        self._count = 0
        for part in (Text(title, "child_title", wrap=True), self._lines, self._none, self._under):
            self.add(part)
        self.add_stretch()

    def show_things(self, things: list[tuple[str, str, str]], under: str = "") -> None:
        """Each as an icon, words, and a day or nothing."""
        self._count = len(things)
        for icon, words, when in things:
            text = Column(Text(words, "child_strong", wrap=True), gap=0)
            if when:
                text.add(Small(when))
            line = Row(Column(Picture(icon, "ok" if when else "accent_text", 24), None), gap=12)
            line.add(text, 1)
            self._lines.add(line)
        self._under.setText(under)
        self._under.setVisible(bool(under and things))

    def say_none(self, words: str) -> None:
        """What stands where there is nothing yet."""
        self._none.setText(words)
        self._none.setVisible(not self._count)


class LeaveDoor(Card):
    """Where the adult shows that they are the adult. It hides itself again when the child stays."""

    def __init__(self) -> None:
        super().__init__(padding=16)
        self.line = BigLine(say("password_label"), secret=True)
        self.leave = BigButton(say("leave_now"), "log-out", kind=Kind.PRIMARY)
        self.stay = BigButton(say("stay"))
        self._who, self.problem = Small(), Text("", "child_strong", "urgent", wrap=True)
        row = Row(gap=10)
        row.add(self.line, 1)
        for part in (self.leave, self.stay):
            row.add(part)
        self.hint = Small()
        self.hint.hide()
        for whole in (Text(say("leaving"), "child_strong"), self._who, self.hint, row, self.problem):
            self.add(whole)
        self.stay.clicked.connect(self._close)
        self.hide()

    def show_name(self, name: str) -> None:
        self._who.setText(say("password", name=name) if name else "")

    def show_hint(self, words: str) -> None:
        """Where nothing is real, nobody is locked in for want of a password."""
        self.hint.setText(words)
        self.hint.show()

    def open(self) -> None:
        """Ask."""
        self.problem.setText("")
        self.problem.hide()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """The password is being tried."""
        self.leave.setEnabled(False)

    def refuse(self, words: str) -> None:
        """It was another one; the reason in words."""
        self.leave.setEnabled(True)
        self.line.clear()
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        announce(self.line, words)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.line.clear()
        self.hide()
