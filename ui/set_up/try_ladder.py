"""The ladder that is being edited, to be tried: click a rung, and read what everybody will read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from app.rooms.attendance import Rung, Seen
from ui.kit.ladder_paint import FEWEST, MOST, LadderMark
from ui.kit.parts import Card, Column, LadderStrip, Row, Text
from ui.kit.theme import current_look, follow
from ui.words.set_up import say

BOTH = 640
"""From this width on, in pixels at 100 %, the words stand beside the strip."""
STRIP = 280
"""The least that ten rungs want: 28 pixels each, where 24 would do."""


class TryLadder(Card):
    """A strip of its own and the words of the rung that was tried. Nothing that happens here is stored."""

    def __init__(self) -> None:
        super().__init__(say("try_ladder"))
        self._rungs: tuple[Rung, ...] = ()
        self.strip = LadderStrip(say("try_ladder"), ("",) * MOST)
        self.words = Text("", "body", wrap=True)
        line = Text(say("try_ladder_line"), "body", "text2", wrap=True)
        self._beside = Row(gap=16)
        self._beside.add(Column(line, self.strip, None, gap=8), 2)
        self._beside.add(Column(self.words, None), 3)
        self.add(self._beside)
        self.strip.marked.connect(self._tried)
        follow(self._let_narrow)

    @property
    def tried(self) -> int | None:
        """The number of the rung that was tried last."""
        mark = self.strip.mark
        return None if mark.rung is None else mark.digit(mark.rung)

    def show_rungs(self, rungs: Sequence[Rung]) -> None:
        """Another ladder, or other words; the rung that was tried stays chosen where it is still there."""
        whole = FEWEST <= len(rungs) <= MOST
        self.strip.setEnabled(whole)
        if not whole:
            return
        tried, self._rungs = self.tried, tuple(sorted(rungs, key=lambda rung: rung.number))
        mark = LadderMark(rungs=len(rungs), digits=tuple(rung.number for rung in self._rungs))
        self.strip.show_ladder(
            [rung.staff for rung in self._rungs],
            mark if tried is None else replace(mark, rung=mark.place(tried)),
        )
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words beside the strip, or under it where there is no room for both."""
        super().resizeEvent(event)
        narrow = self.width() < current_look().px(BOTH)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._beside.box.direction() is not way:
            self._beside.box.setDirection(way)

    def _let_narrow(self) -> None:
        """No pupil's name stands beside it, so it may be narrower than in a register."""
        self.strip.setMinimumWidth(current_look().px(STRIP))

    def clear(self) -> None:
        """Forget what was tried."""
        self.strip.show_mark(replace(self.strip.mark, rung=None, start=None))
        self._tell()

    def _tried(self, _start: int | None, _rung: int) -> None:
        """Filled at once: hollow would say that it is about to be written."""
        self.strip.show_mark(replace(self.strip.mark, on_disk=True))
        self._tell()

    def _tell(self) -> None:
        rung = next((rung for rung in self._rungs if rung.number == self.tried), None)
        self.words.setText(say("try_none") if rung is None else "\n".join(_said(rung)))


def _said(rung: Rung) -> tuple[str, ...]:
    return (
        say("try_staff", rung=rung.number, words=rung.staff),
        say("try_family", words=_filled(rung.family)),
        say("try_child", words=_filled(rung.child)),
        say("try_facts", facts=", ".join(_facts(rung))),
    )


def _facts(rung: Rung) -> tuple[str, ...]:
    here = rung.on_site and rung.supervised and rung.proposes
    return (
        say("fact_heard" if rung.heard else "fact_not_heard"),
        say({Seen.YES: "fact_seen", Seen.NO: "fact_not_seen", Seen.ASK: "fact_seen_asked"}[rung.seen]),
        say("fact_on_site" if rung.on_site else "fact_not_on_site"),
        say("fact_supervised" if rung.supervised else "fact_not_supervised"),
        say("fact_proposes" if here else "fact_proposes_nothing"),
    )


def _filled(words: str) -> str:
    """The words with the pupil's place marked; other brackets stay as somebody typed them."""
    return words.replace("{name}", say("the_name"))
