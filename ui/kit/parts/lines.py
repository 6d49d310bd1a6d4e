"""Lines that stand wherever a child's progress or a record's safety is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ui.kit.accessible import named
from ui.kit.parts.buttons import Button
from ui.kit.parts.cards import Card
from ui.kit.parts.kept_rows import KeptRows
from ui.kit.parts.layout import Flow, Row
from ui.kit.parts.text import Elided, Picture, Text
from ui.kit.tokens import Tone
from ui.words.kit import say

_SAFETY = {
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.URGENT: "circle-alert",
    Tone.INFO: "info",
    Tone.QUIET: "clock",
}


class SeenLine(Flow):
    """When the child was last seen and last heard, side by side: the one does not follow from the other."""

    def __init__(self, seen: str = "", heard: str = "", *, concern: bool = False) -> None:
        super().__init__(gap=18)
        self._seen, self._heard = Text("", "body_medium"), Text("", "body_medium", "text2")
        self._eye = Picture("eye", "text", 16)
        self.add(Row(self._eye, self._seen, gap=6))
        self.add(Row(Picture("ear", "text2", 16), self._heard, gap=6))
        self.show_moments(seen, heard, concern=concern)

    def show_moments(self, seen: str, heard: str, *, concern: bool = False) -> None:
        """Each as words: a day or time with place and by whom. With concern the first stands in bold."""
        self._seen.setText(say("last_seen", when=seen) if seen else say("never_seen"))
        self._heard.setText(say("last_heard", when=heard) if heard else say("never_heard"))
        self._seen.set_step("body_strong" if concern else "body_medium")
        self._eye.set_icon("eye" if seen else "eye-off", "text")
        self.setAccessibleName(f"{self._seen.text()}. {self._heard.text()}")

    @property
    def words(self) -> str:
        return self.accessibleName()


class CareLine(Row):
    """Life-critical care in words. Under F9 it says only whom to ask."""

    def __init__(self, words: str) -> None:
        super().__init__(gap=6)
        self._full = words
        self._text = Elided("", "body_strong")
        self.add(Picture("heart-pulse", "text", 16))
        self.add(self._text, 1)
        self.set_private(False)

    def set_care(self, words: str) -> None:
        self._full = words
        self.set_private(self._private)

    def set_private(self, private: bool) -> None:
        self._private = private
        shown = say("care_ask") if private and self._full else self._full
        self._text.setText(shown)
        self.setAccessibleName(shown)
        self.setVisible(bool(self._full))

    @property
    def words(self) -> str:
        return self._text.text()


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """One truth about where the record is safe: how it stands, what, and since when or how well checked."""

    tone: Tone
    words: str
    detail: str = ""
    icon: str = ""


class BackupCard(Card):
    """Where copies lie, how old they are, and when the recovery sheet was last tried."""

    def __init__(self, title: str, beside: str, copy_now: Button) -> None:
        super().__init__(title, beside=beside, right=copy_now)
        self._lines: tuple[SafetyLine, ...] = ()
        self._rows = KeptRows(gap=8)
        self.add(self._rows)

    def show_lines(self, lines: Sequence[SafetyLine]) -> None:
        self._lines = tuple(lines)
        self._rows.show_rows({line: partial(_safety_row, line) for line in lines})

    def lines(self) -> tuple[str, ...]:
        return tuple(_safety_words(line) for line in self._lines)


def _safety_row(line: SafetyLine) -> Row:
    token = "text2" if line.tone is Tone.QUIET else line.tone.value
    row = Row(Picture(line.icon or _SAFETY[line.tone], token, 16), Text(line.words, "body_medium"), gap=9)
    detail = Elided(line.detail, "small", "text3")
    row.add(None)
    row.add(detail)
    return named(row, _safety_words(line))


def _safety_words(line: SafetyLine) -> str:
    return f"{line.words}. {line.detail}" if line.detail else line.words
