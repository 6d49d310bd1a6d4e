"""Who last changed what a page of the set-up shows, under the line that says what the page does."""

from __future__ import annotations

from collections.abc import Callable

from app.core.changes import Change
from app.core.clock import on_the_wall
from app.core.query import Query
from app.core.sentences import day_in_words
from app.rooms.keeping import LastChange
from ui.kit.desk import Desk
from ui.kit.live import Live
from ui.kit.parts import Text
from ui.words.set_up import say

Asked = Callable[[], Query[LastChange | None]]


class LastChanged(Text):
    """One line; nothing where nobody has changed anything. It follows while its page is shown."""

    def __init__(self, desk: Desk, asked: Asked, concerns: Callable[[Change], bool]) -> None:
        super().__init__("", "small", "text3", wrap=True)
        self.hide()
        self._live: Live[LastChange | None] = Live(
            self, desk.runner, asked, self._show, desk.shell.problem, concerns
        )
        self._live.sleep()

    def arrive(self) -> None:
        """The page is shown."""
        self._live.wake(anew=True)

    def leave(self) -> None:
        """Another page is shown: ask nothing."""
        self._live.sleep()

    def clear(self) -> None:
        """The screen is being locked."""
        self._live.sleep()
        self._show(None)

    def _show(self, last: LastChange | None) -> None:
        day = "" if last is None else day_in_words(on_the_wall(last.at).date())
        self.setText("" if last is None else say("last_changed", who=last.by, day=day))
        self.setVisible(last is not None)
