"""Attendance of one pupil: of what was agreed and of what was possible, the codes, and the latest visits."""

from __future__ import annotations

from app.core.changes import Topic
from app.core.ids import PupilId
from app.core.query import Query
from app.insight.pupils import PupilAttendance, PupilAttendanceOf
from app.rooms.attendance import Visit
from ui.kit.dates import full_day, long_day, short_day
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.parts import Card, EmptyState, StatCard, secondary
from ui.kit.table_model import Column
from ui.rooms.people.plain_table import PlainTable
from ui.rooms.people.stat_grid import StatGrid
from ui.rooms.people.tab import Tab
from ui.words.people import say

_CHANGES = (Topic.MARK, Topic.CALENDAR, Topic.PUPIL, Topic.LADDER, Topic.CONTENT)


class AttendanceTab(Tab):
    """Figures with their base, and where they come from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: PupilAttendance | None = None
        self.agreed = StatCard("calendar-check", "", "", "")
        self.possible = StatCard("scroll-text", "", "", "")
        self.authorised = StatCard("circle-check", "", "", "")
        self.unauthorised = StatCard("circle-dot", "", "", "")
        self._open = secondary(say("open_register"), "calendar-check")
        self._none = EmptyState("footprints", say("no_visits"), say("no_visits_example"), self._open)
        self.visits: PlainTable[Visit] = PlainTable(
            say("visits"), self._visit_columns(), (260, 90, 0, 190), lambda visit: (visit.day, visit.slot)
        )
        self.codes: PlainTable[tuple[str, str, int]] = PlainTable(
            say("codes"), _code_columns(), (90, 0, 130), lambda row: row[0]
        )
        self._codes_card = Card(say("codes"), beside=" ")
        self._visits_card = Card(say("visits"), beside=say("visits_beside"))
        self._lay_out()
        self.live: Live[PupilAttendance] = Live(
            self, desk.runner, self._question, self._show, desk.shell.problem, topics(*_CHANGES)
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
        self._found = None
        self.visits.show_rows(())
        self.codes.show_rows(())
        for card in (self.agreed, self.possible, self.authorised, self.unauthorised):
            card.show_figure("", "", "")

    def _question(self) -> Query[PupilAttendance]:
        assert self.pupil is not None
        return PupilAttendanceOf(self.pupil)

    def _show(self, found: PupilAttendance) -> None:
        self._found = found
        rates, since = found.rates, long_day(found.first)
        base = say("came_on", came=rates.attendance, first=short_day(found.first), last=short_day(found.last))
        if rates.possible:
            words = say("of_agreed", agreed=found.agreed)
            self.agreed.show_figure(share(rates.attendance, found.agreed), words, base)
            words = say("of_possible", possible=rates.possible)
            self.possible.show_figure(share(rates.attendance, rates.possible), words, say("by_code"))
        else:
            self.agreed.show_figure(str(found.agreed), say("agreed_so_far"), say("no_code_yet"))
            self.possible.show_figure("0", say("possible_so_far"), say("no_code_yet"))
        for card, count, words in (
            (self.authorised, rates.authorised, "authorised"),
            (self.unauthorised, rates.unauthorised, "unauthorised"),
        ):
            card.show_figure(str(count), say(words), say("half_day_base", day=since))
        self._codes_card.set_title(say("codes"), say("codes_beside", day=since))
        self._codes_card.setVisible(bool(found.codes))
        self.codes.show_rows(found.codes)
        self.visits.show_rows(found.visits)
        self.visits.setVisible(bool(found.visits))
        self._none.setVisible(not found.visits)

    def _step(self, visit: Visit) -> str:
        ladder = self._found.ladder if self._found is not None else ()
        words = next((rung.staff for rung in ladder if rung.number == visit.step), "")
        return f"{visit.step}, {words.lower()}" if words else str(visit.step)

    def _visit_columns(self) -> tuple[Column[Visit], ...]:
        return (
            Column(say("column_day"), lambda visit: full_day(visit.day), order=lambda visit: visit.day),
            Column(say("column_time"), lambda visit: _clock(visit.start_minute)),
            Column(say("column_step"), self._step, order=lambda visit: visit.step),
            Column(say("column_range"), _range),
        )

    def _lay_out(self) -> None:
        stats = StatGrid((self.agreed, self.possible, self.authorised, self.unauthorised))
        self._open.clicked.connect(lambda: self.desk.shell.go("registers"))
        self._codes_card.add(self.codes)
        for part in (self.visits, self._none):
            self._visits_card.add(part)
        for whole in (stats, self._visits_card, self._codes_card):
            self.add(whole)


def share(part: int, whole: int) -> str:
    """A part in whole hundredths, halves up; in words where there is nothing to be a part of."""
    return f"{(200 * part + whole) // (2 * whole)} %" if whole else say("none_of_it")


def _code_columns() -> tuple[Column[tuple[str, str, int]], ...]:
    return (
        Column(say("column_code"), lambda row: row[0]),
        Column(say("column_meaning"), lambda row: row[1]),
        Column(say("column_half_days"), lambda row: str(row[2]), numbers=True, order=lambda row: row[2]),
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _range(visit: Visit) -> str:
    if visit.moments.n == 1:
        return say("range_one")
    return say("range", best=visit.moments.best, moments=visit.moments.n)
