"""How a page leaves: printed or written to a file, and each time noted on record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app import bootstrap
from app.core.command import Receipt
from app.core.errors import InchstoneError
from app.core.ids import PupilId
from app.reports.document import Document
from app.reports.make_page import PageFormat, PageKind
from app.rooms import keeping
from ui.kit import files
from ui.kit.desk import Shell
from ui.kit.runner import Runner
from ui.paper import printing
from ui.words.paper import say


class Issuer:
    """One document on its way out."""

    def __init__(self, owner: QWidget, runner: Runner, shell: Shell) -> None:
        self._owner, self._runner, self._shell = owner, runner, shell

    def print(self, document: Document, kind: PageKind, pupil: PupilId | None) -> None:
        """Print it, then note it."""
        if not printing.has_printer():
            self._shell.say(say("no_printer"))
            return
        if printing.print_document(self._owner, document):
            self._note(document, kind, pupil, _as_bytes(document, PageFormat.PDF), say("printed"))

    def save(self, document: Document, kind: PageKind, pupil: PupilId | None, form: PageFormat) -> None:
        """Ask for a place and write it there, then note it."""
        facts = document.facts
        suggested = say(
            "file_name", day=facts.made_on.isoformat(), kind=say(kind.value).lower(), ref=facts.reference
        )
        words = "PDF (*.pdf)" if form is PageFormat.PDF else "HTML (*.html)"
        name = files.save_as(self._owner, say("save_pdf"), f"{suggested}.{form.value}", words)
        if name:
            self.save_to(Path(name), document, kind, pupil, form)

    def save_to(
        self, path: Path, document: Document, kind: PageKind, pupil: PupilId | None, form: PageFormat
    ) -> None:
        """Write it to this place, whole or not at all, then note it."""

        def write() -> bytes:
            content = _as_bytes(document, form)
            bootstrap.write_out(path, content, replace=True)
            return content

        def written(content: bytes) -> None:
            self._note(document, kind, pupil, content, say("saved", name=path.name))

        self._runner.aside(
            self._owner, write, written, self._failed(lambda: self.save_to(path, document, kind, pupil, form))
        )

    def _note(
        self, document: Document, kind: PageKind, pupil: PupilId | None, content: bytes, words: str
    ) -> None:
        facts = document.facts
        digest = hashlib.sha256(content).hexdigest()
        command = keeping.NoteIssue(facts.reference, kind.value, pupil, facts.addressee, digest)

        def noted(_receipt: Receipt) -> None:
            self._shell.say(words)

        self._runner.submit(
            self._owner, command, noted,
            self._failed(lambda: self._note(document, kind, pupil, content, words)),
        )  # fmt: skip

    def _failed(self, again: Callable[[], None]) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            self._shell.problem(error, again if isinstance(error, InchstoneError) else None)

        return failed


def _as_bytes(document: Document, form: PageFormat) -> bytes:
    from app.reports import html, typeset

    return typeset.pdf(document) if form is PageFormat.PDF else html.page(document).encode("utf-8")
