"""The screens, opened in a window process of their own that at last tells how much memory it holds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from app import bootstrap
from app.core.ids import PupilId, SlotId
from app.demo.clock import MovedClock, instant
from app.demo.terms import LAST_DAY
from app.rooms import calendar, people
from tests.speed.bench_record import DAY, HEAD, PASSWORD, PROVISION, school_days_after
from tests.speed.measure import TIMES, p95
from ui.application import dress, make_application, spare_what_stays
from ui.kit.runner import PoolRunner
from ui.machine_settings import MachineSettings
from ui.main_window import MainWindow

SIZE = (1366, 768)
OTHERS = ("today", "pupils", "curriculum", "reports", "set_up", "settings", "help")
LONGEST = 20.0
EIGHT = 8


class _Painted(QObject):
    """Remembers when a widget was painted last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


class Screens:
    """The real window with its real threads over the bench record."""

    def __init__(self, folder: Path) -> None:
        self._application = make_application([])
        dress(MachineSettings())
        (self._today,) = school_days_after(LAST_DAY, 1)
        clock = MovedClock(instant(self._today, 11 * 60))
        self._opened = bootstrap.sign_in(folder, bootstrap.FIRST, PASSWORD, clock)
        self._runner = PoolRunner(self._opened.office)
        self._window = MainWindow(self._runner, clock, provision=PROVISION, person=HEAD, invented=True)
        self._window.resize(*SIZE)
        self._window.show()
        spare_what_stays()
        self._worked = 0.0
        self._beat = QTimer(interval=20)
        self._beat.start()

    def measure(self) -> dict[str, object]:
        """Every screen once for the memory, then each of them as often as the others are measured."""
        office = self._opened.office
        pupils = cycle(row.pupil for row in office.ask(people.PupilList()))
        slot = next(
            one.slot
            for one in office.ask(calendar.DaySlots(self._today)).slots
            if one.name == f"{DAY[1][0]} 1"
        )
        found: dict[str, Any] = {}
        firsts = {key: self._open(key) for key in OTHERS}
        firsts["registers"] = self._open("registers", (slot, self._today))
        firsts["journey"] = self._open("pupils", next(pupils))
        found["memory"] = _resident()
        found["first"] = firsts
        found["register"] = self._often(lambda: self._register(slot))
        found["journey"] = self._often(lambda: self._journey(next(pupils)))
        found["screens"] = {key: self._often(lambda key=key: self._screen(key)) for key in OTHERS}  # type: ignore[misc]
        found["preview"] = found["screens"]["reports"]
        found["screens"]["reports"] = self._often(self._reports)
        found["key"] = p95(self._keys(slot))
        return found

    def close(self) -> None:
        """Give the record back."""
        self._beat.stop()
        self._window.hide()
        self._runner.close()
        self._settle(0)
        self._opened.close()

    def _often(self, once: Callable[[], float]) -> tuple[float, float]:
        """The medians of what a person waits and of what the processors work meanwhile."""
        once()
        waits, works = [], []
        for _ in range(TIMES):
            waits.append(once())
            works.append(self._worked)
        return median(waits), median(works)

    def _register(self, slot: SlotId) -> float:
        """Until its eight rows stand on the screen. What is asked beside it comes after."""
        self._open("help")
        model = self._model()
        painted = _Painted(self._viewport())
        rows: list[float] = []

        def arrived() -> None:
            if model.rowCount() == EIGHT:
                rows.append(time.perf_counter())

        model.modelReset.connect(arrived)
        began, work = time.perf_counter(), time.process_time()
        self._window.go("registers", (slot, self._today))
        while not (rows and painted.at > rows[0]) and time.perf_counter() - began < LONGEST:
            self._turn()
        took = (painted.at - began) * 1000
        self._worked = (time.process_time() - work) * 1000
        model.modelReset.disconnect(arrived)
        self._settle(began)
        painted.deleteLater()
        return took

    def _reports(self) -> float:
        """Until everything that is chosen from stands there. The page in the preview comes after, and is
        measured by itself: it has a budget of its own.
        """
        self._open("help")
        page: Any = self._window._pages["reports"]
        painted = _Painted(page.count)
        asked: list[float] = []
        page.pupil.model().rowsInserted.connect(lambda *_rows: asked.append(time.perf_counter()))
        began, work = time.perf_counter(), time.process_time()
        self._window.go("reports")
        while not (asked and painted.at > asked[-1]) and time.perf_counter() - began < LONGEST:
            self._turn()
        took = (painted.at - began) * 1000
        self._worked = (time.process_time() - work) * 1000
        page.pupil.model().rowsInserted.disconnect()
        self._settle(began)
        painted.deleteLater()
        return took

    def _view(self) -> QAbstractItemView:
        page: Any = self._window._pages["registers"]
        view: QAbstractItemView = page.sheet.view
        return view

    def _model(self) -> QAbstractItemModel:
        return self._view().model()

    def _viewport(self) -> QWidget:
        return self._view().viewport()

    def _journey(self, pupil: PupilId) -> float:
        """Of somebody whose journey was not on the screen before: nothing of it is known yet."""
        self._open("help")
        return self._open("pupils", pupil)

    def _screen(self, key: str) -> float:
        self._open("registers" if key == "help" else "help")
        return self._open(key)

    def _open(self, key: str, argument: object = None) -> float:
        """Milliseconds from the wish to the last painting that follows from it."""
        began, work = time.perf_counter(), time.process_time()
        self._window.go(key, argument)
        last = self._settle(began)
        self._worked = (time.process_time() - work) * 1000
        return (last - began) * 1000

    def _settle(self, began: float) -> float:
        """Work events off until nobody asks anything any more; when the last answer was on the screen."""
        last = time.perf_counter()
        quiet = 0
        while quiet < 3 and time.perf_counter() - began < LONGEST:
            busy = self._runner.is_busy
            worked = self._turn()
            if busy or worked:
                last, quiet = time.perf_counter(), 0
            else:
                quiet += 1
        return last

    def _turn(self) -> bool:
        """One turn of the event loop; whether it had work.

        It sleeps in between as the program's own loop does: a loop that spun would take from the threads
        that read and write half of the time that they have on somebody's computer. And it deletes what was
        given up, which the program's own loop does between its turns and a loop from outside does not.
        """
        before = time.process_time()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return time.process_time() - before > 0.0005

    def _keys(self, slot: SlotId) -> list[float]:
        """Digits on the ladder: from the key to the painting of its mark."""
        self._open("registers", (slot, self._today))
        view = self._view()
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.setCurrentIndex(view.model().index(0, 0))
        self._settle(time.perf_counter())
        found = []
        for number in range(4 * TIMES):
            if number % 8 == 0:
                view.setCurrentIndex(view.model().index(0, 0))
                self._settle(time.perf_counter())
            painted = _Painted(view.viewport())
            began = time.perf_counter()
            QTest.keyClick(view, Qt.Key(Qt.Key.Key_0.value + 1 + (number // 8 + number) % 9))
            while painted.at < began and time.perf_counter() - began < LONGEST:
                self._turn()
            found.append((time.perf_counter() - began) * 1000)
            self._settle(time.perf_counter())
            painted.deleteLater()
        return found


def _resident() -> float:
    """Megabytes of this process that lie in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise OSError("no resident size")


def main(folder: str) -> int:
    """Print what was measured as one JSON object."""
    screens = Screens(Path(folder))
    try:
        print(json.dumps(screens.measure()))
    finally:
        screens.close()
    return 0
