"""The emergency sheet in two keys: F12 shows it, Enter prints it. For every role, whatever the disk says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.errors import InchstoneError
from app.core.sentences import sentence
from app.reports.document import Document
from app.reports.make_page import ComposePage, PageKind
from app.rooms import keeping
from ui.kit.parts import Row, Text, primary, secondary
from ui.kit.runner import Runner
from ui.kit.theme import current_look
from ui.paper import printing
from ui.paper.pages_view import PagesView
from ui.words.paper import say


class EmergencyWindow(QDialog):
    """The sheet, a button that prints it, and nothing else of any child."""

    closed = Signal()

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document: Document | None = None
        self.setWindowTitle(say("emergency"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = PagesView()
        self.words = Text(say("making"), "body_strong", wrap=True)
        self.print = primary(say("print"), "printer")
        close = secondary(say("close"), "x")
        foot = Row()
        foot.add(self.words, 1)
        foot.add(close)
        foot.add(self.print)
        column = QVBoxLayout(self)
        gap = current_look().px(12)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self.pages, 1)
        column.addWidget(foot)
        self.print.setEnabled(False)
        self.print.clicked.connect(self._print)
        close.clicked.connect(self.close)
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self, self._print)
        self.resize(min(current_look().px(860), parent.width()), parent.height())

    @classmethod
    def open_for(cls, runner: Runner, parent: QWidget, _clock: Clock) -> EmergencyWindow:
        """Show the sheet over a window and begin to make it."""
        window = cls(runner, parent)
        window.open()
        window.begin()
        return window

    def begin(self) -> None:
        """Make the sheet."""
        self._runner.begin(self, ComposePage(PageKind.EMERGENCY), self._composed, self._failed)

    def _composed(self, document: Document) -> None:
        self._document = document

        def draw() -> tuple[bytes, ...]:
            from app.reports import typeset

            return typeset.pages(document, 120)

        self._runner.aside(self, draw, self._drawn, self._failed)

    def _drawn(self, pictures: tuple[bytes, ...]) -> None:
        self.pages.show_pages(pictures, say("emergency"))
        self.words.setText(say("enter_prints"))
        self.print.setEnabled(True)
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        if self._document is None or not self.print.isEnabled():
            return
        if not printing.has_printer():
            self.words.setText(say("no_printer"))
            return
        if printing.print_document(self, self._document):
            facts = self._document.facts
            note = keeping.NoteIssue(facts.reference, PageKind.EMERGENCY.value, None, facts.addressee, "")
            self._runner.submit(self, note, lambda _receipt: self.words.setText(say("printed")), self._failed)

    def _failed(self, error: Exception) -> None:
        self.words.setText(sentence(error) if isinstance(error, InchstoneError) else type(error).__name__)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pages.clear()
        super().closeEvent(event)
        self.closed.emit()
