"""The manual in the window: pages by screen, a search, and every key in one list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout

from ui.kit.accessible import named
from ui.kit.desk import Desk, Page
from ui.kit.parts import Card, PageBody, PageTitle, Row, SearchBox
from ui.kit.parts.side_list import SideList
from ui.kit.shortcuts import KEYS, Where
from ui.kit.theme import current_look, follow
from ui.words.help import say

FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "help"
KEY_PAGE: Final = "keys"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the manual: its key (the screen it belongs to), title and text."""

    key: str
    title: str
    text: str


def chapters() -> tuple[Chapter, ...]:
    """Every page of the manual in its order, the list of keys last: made from the keys themselves."""
    found = []
    for path in sorted(FOLDER.glob("[0-9][0-9]-*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ").strip()
        found.append(Chapter(path.stem[3:], title, text))
    return (*found, Chapter(KEY_PAGE, say("keys"), key_text()))


def key_text() -> str:
    """Every key with what it does, by the place where it acts."""
    lines = [f"# {say('keys')}"]
    for where in Where:
        rows = [key for key in KEYS if key.where is where]
        if rows:
            lines += ["", f"## {say(where.value)}", ""]
            lines += [f"- **{key.shown}**: {key.does}" for key in rows]
    return "\n".join(lines)


class HelpPage(Page):
    """Left the pages, right the one chosen. ``arrive`` takes the key of the screen one came from."""

    key = "help"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chapters = chapters()
        self._shown: list[Chapter] = []
        self.search = SearchBox(say("find"), say("find"))
        self.list = SideList(say("pages"))
        self.text = named(QTextBrowser(), say("title"))
        self.text.setOpenLinks(False)
        self._left, right = Card(say("pages")), Card()
        self._left.add(self.search)
        self._left.add(self.list, 1)
        right.add(self.text, 1)
        middle = Row(self._left, gap=14)
        middle.add(right, 1)
        body = PageBody(PageTitle(say("title"), say("line")))
        body.add(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.search.textChanged.connect(self._find)
        self.list.currentRowChanged.connect(self._show)
        self._find("")
        follow(self._restyle)

    def arrive(self, argument: object = None) -> None:
        """Open the page of the screen one came from."""
        for row, chapter in enumerate(self._shown):
            if chapter.key == argument:
                self.list.setCurrentRow(row)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, text: str) -> None:
        wanted = text.casefold().strip()
        self._shown = [each for each in self._chapters if wanted in each.text.casefold()]
        self.list.show_lines([chapter.title for chapter in self._shown])
        if self._shown:
            self.list.setCurrentRow(0)
        else:
            self.text.setPlainText(say("nothing", text=text))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            # The title stands in the list; the text begins below it.
            self.text.setMarkdown(re.sub(r"\A# ", "## ", self._shown[row].text))

    def _restyle(self) -> None:
        self._left.setFixedWidth(current_look().px(280))
        self.text.document().setDefaultFont(current_look().font("body"))
