"""What was printed or written to a file about one pupil: what, for whom, when, under which reference."""

from __future__ import annotations

from app.core.changes import Topic
from app.core.clock import on_the_wall
from app.core.ids import PupilId
from app.core.query import Query
from app.rooms.keeping import Issued, IssueRow
from ui.kit.dates import long_day
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.parts import Card, EmptyState
from ui.kit.table_model import Column
from ui.rooms.people.plain_table import PlainTable
from ui.rooms.people.tab import Tab
from ui.words.people import document, say


class DocumentsTab(Tab):
    """The papers that left, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.none = EmptyState("file-text", say("nothing_issued"), say("nothing_issued_example"))
        self.table: PlainTable[IssueRow] = PlainTable(
            say("issued"), _columns(), (190, 0, 220, 170), lambda row: row.ref
        )
        card = Card(say("issued"), beside=say("issued_beside"))
        for part in (self.table, self.none):
            card.add(part)
        self.add(card)
        self.live: Live[tuple[IssueRow, ...]] = Live(
            self, desk.runner, self._question, self._show, desk.shell.problem, topics(Topic.ISSUE)
        )
        self.live.sleep()

    def look_at(self, pupil: PupilId) -> None:
        super().look_at(pupil)
        self.live.refresh()
        self.live.wake()

    def sleep(self) -> None:
        self.live.sleep()

    def clear(self) -> None:
        super().clear()
        self.live.sleep()
        self.table.show_rows(())

    def _question(self) -> Query[tuple[IssueRow, ...]]:
        assert self.pupil is not None
        return Issued(self.pupil)

    def _show(self, rows: tuple[IssueRow, ...]) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)


def _columns() -> tuple[Column[IssueRow], ...]:
    return (
        Column(say("column_what"), lambda row: document(row.kind)),
        Column(say("column_for"), lambda row: row.addressee),
        Column(say("column_when"), _when, order=lambda row: row.at),
        Column(say("column_reference"), lambda row: f"{row.ref[:5]}-{row.ref[5:]}"),
    )


def _when(row: IssueRow) -> str:
    local = on_the_wall(row.at)
    return f"{long_day(local.date())} {local:%H:%M}"
