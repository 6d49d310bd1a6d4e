"""Page 4 of the first run: the recovery sheet on paper, some of it typed back, and a second place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app import bootstrap
from app.core.command import Command
from app.core.errors import InchstoneError
from app.core.sentences import sentence
from app.rooms import keeping
from ui.first_step import FirstStep, PlaceField, Wrong
from ui.kit import files
from ui.kit.accessible import announce, named
from ui.kit.parts import Flow, Row, Text, secondary
from ui.kit.parts.fields import Field
from ui.words.door import say
from ui.words.paper import say as paper_say


class SafePage(FirstStep):
    """It ends once the groups that are asked for were typed from the sheet, and it really unlocks."""

    def __init__(self) -> None:
        super().__init__(say("safe"), 4, say("finish"), "check")
        self.card.add(Text(say("safe_line"), "body", "text2", wrap=True))
        self.save = secondary(say("save_sheet"), "download")
        self.print = secondary(say("print_sheet"), "printer")
        self.saved = Text("", "body_strong", "ok", wrap=True)
        self.saved.hide()
        self.second = PlaceField(say("second_place"), say("second_hint"))
        self._typed: list[tuple[int, QLineEdit, Field]] = []
        self._asked = Row(gap=10)
        for part in (
            Flow(self.print, self.save),
            self.saved,
            Text(say("type_back"), "body_strong"),
            self._asked,
            self.second,
        ):
            self.card.add(part)
        self.close_with_buttons()
        self._under_way: bootstrap.FoundingUnderWay | None = None
        self._record: Path | None = None
        self._on_paper = False
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)

    def show_sheet(self, under_way: bootstrap.FoundingUnderWay, record: Path | None = None) -> None:
        """The record under way whose sheet this is. One that was on paper before opens nothing now."""
        self._say(say("sheet_anew") if self._on_paper else "", "warn")
        self._under_way, self._record, self._on_paper = under_way, record, False
        self._asked.clear()
        self._typed.clear()
        for place in under_way.asked:
            line = named(QLineEdit(), say("group", place=place))
            field = Field(say("group", place=place), line)
            self._typed.append((place, line, field))
            self._asked.add(field, 1)
            self._asked.box.setAlignment(field, Qt.AlignmentFlag.AlignBottom)

    def lines(self) -> dict[int, QLineEdit]:
        """The lines to type into, by their group's place."""
        return {place: line for place, line, _ in self._typed}

    def commands(self) -> tuple[Command, ...]:
        """The second place, where one was chosen."""
        place = self.second.folder
        return () if place is None else (keeping.ChangeSetting("second_place", str(place)),)

    def found_wrong(self) -> Wrong:
        assert self._under_way is not None
        wrong = [
            (field, say("group_wrong", place=place))
            for place, line, field in self._typed
            if not self._under_way.is_group(place, line.text())
        ]
        if not self._on_paper:
            wrong = [(self._typed[0][2], say("sheet_first"))]
        words = self._wrong_place()
        return [*wrong, (self.second.field, words)] if words else wrong

    def save_to(self, path: Path) -> None:
        """Write the sheet to a file, read it back and unlock with it."""
        assert self._under_way is not None
        try:
            bootstrap.write_out(path, self._under_way.sheet, replace=True)
            self._under_way.prove(path.read_bytes())
        except InchstoneError as error:
            self._say(sentence(error), "urgent")
            return
        self._on_paper = True
        self._say(say("sheet_saved"), "ok")

    def _wrong_place(self) -> str:
        """Copies beside the record go with it: a second place is another one."""
        place = self.second.folder
        if place is None:
            return ""
        if not place.is_absolute():
            return say("place_not_whole")
        if self._record is not None and place.is_relative_to(self._record):
            return say("second_is_record")
        try:
            bootstrap.check_place_of_copies(place)
        except InchstoneError as error:
            return sentence(error)
        return ""

    def _say(self, words: str, token: str) -> None:
        self.saved.set_token(token)
        self.saved.setText(words)
        self.saved.setVisible(bool(words))
        if words:
            announce(self, words)

    def _save(self) -> None:
        name = files.save_as(self, say("save_sheet"), "Inchstone recovery sheet.pdf", "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def _print(self) -> None:
        from ui.paper.printing import has_printer, print_document

        assert self._under_way is not None
        if not has_printer():
            self._say(paper_say("no_printer"), "warn")
        elif print_document(self, self._under_way.document):
            self._on_paper = True
            self._say(say("sheet_printed"), "ok")
