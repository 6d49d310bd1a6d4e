"""Shows that a build works by using it: record, save, draw, print, back up, restore; nothing is left."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.core.clock import SystemClock
from app.core.ids import PupilId
from app.core.jobs import Silent
from app.reports.make_page import MakePage, PageFormat, PageKind
from app.rooms import keeping, people
from ui.kit.runner import PromptRunner
from ui.main_window import MainWindow

PASSWORD = "a self test of seven otters"


def self_test() -> int:
    """Do all of it in a temporary folder, each step said with its seconds. Answers 0 where all held."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="inchstone-self-test-") as name:
        try:
            _all_of_it(Path(name), lambda words: _say(words, began))
        except Exception as error:
            _say(f"FAILED: {type(error).__name__}: {error}", began)
            return 1
    _say("everything held", began)
    return 0


def _all_of_it(folder: Path, say: Callable[[str], None]) -> None:
    clock = SystemClock()
    founding = bootstrap.Founding("Self test", "Test Head", PASSWORD)
    under_way = bootstrap.FoundingUnderWay(folder / "record", founding, clock)
    groups = "\n".join(under_way.groups)
    opened = under_way.finish()
    say("made a record and proved its sheet")
    try:
        pupil = _saved(opened, clock.today())
        say("saved a pupil")
        _drawn(opened, clock)
        say("drew the window")
        page = opened.office.work(MakePage(PageKind.STAFF, pupil, "", PageFormat.PDF), Silent())
        family = opened.office.work(MakePage(PageKind.FAMILY, pupil, "Test Parent", PageFormat.PDF), Silent())
        if not (page.content.startswith(b"%PDF") and family.content.startswith(b"%PDF")):
            raise RuntimeError("a page is no PDF")
        say("printed a family page")
        made = opened.office.work(keeping.MakeBackup(str(folder)), Silent())
        before = opened.office.ask(keeping.Counts())
        say("backed up")
    finally:
        opened.close()
    restored = bootstrap.restore(
        Path(made.file), folder / "restored", None, PASSWORD, clock, sheet_text=groups
    )
    if restored.counts.pupils != before.pupils:
        raise RuntimeError("the restored record holds other pupils")
    say("restored with the sheet alone")


def _saved(opened: bootstrap.Opened, today: date) -> PupilId:
    receipt = opened.office.execute(people.AddPupil(people.PupilCard("Ash", "Sample", today)))
    assert receipt.new_id is not None
    pupil = PupilId(receipt.new_id)
    contact = people.ContactCard(pupil, "Test Parent", "parent", may_be_told=True)
    opened.office.execute(people.AddContact(contact))
    return pupil


def _drawn(opened: bootstrap.Opened, clock: SystemClock) -> None:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    runner = PromptRunner(opened.office)
    window = MainWindow(runner, clock, provision="Self test", person="Test Head", invented=True)
    window.resize(1366, 768)
    window.show()
    for key in window.page_keys():
        window.go(key)
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    picture = window.grab().toImage()
    colours = {picture.pixelColor(x, y).rgb() for x in range(0, 1366, 37) for y in range(0, 768, 29)}
    window.hide()
    window.deleteLater()
    runner.close()
    if len(colours) < 4:
        raise RuntimeError("the window is empty")


def _say(words: str, began: float) -> None:
    seconds = time.monotonic() - began
    sys.stdout.write(f"{datetime.now(UTC):%H:%M:%S} {seconds:5.1f} s  {words}\n")
    sys.stdout.flush()
