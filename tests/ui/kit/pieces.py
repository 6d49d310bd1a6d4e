"""One of every piece of the kit, for the tests that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.kit.samples import RUNGS, journey
from ui.kit import parts
from ui.kit.cells import Cells, WallRow
from ui.kit.charts import JourneyChart
from ui.kit.ladder_paint import LadderMark
from ui.kit.parts import PersonChoice, SafetyLine
from ui.kit.score_paint import NOT_OBSERVED, paint_score
from ui.kit.tokens import Tone

TODAY = date(2026, 10, 13)
AREAS = (
    parts.Area("today", "sun", "Today", "Ctrl+1"),
    parts.Area("registers", "calendar-check", "Registers", "Ctrl+2"),
    parts.Area("pupils", "users", "Pupils", "Ctrl+3"),
    parts.Area("curriculum", "graduation-cap", "Curriculum", "Ctrl+4"),
    parts.Area("safeguarding", "shield", "Safeguarding", "Ctrl+5"),
    parts.Area("interventions", "heart-handshake", "Interventions", "Ctrl+6"),
    parts.Area("patterns", "route", "Patterns", "Ctrl+7"),
    parts.Area("reports", "file-text", "Reports", "Ctrl+8"),
    parts.Area("packs", "archive", "Evidence packs", "Ctrl+9"),
)
BELOW = (parts.Area("set_up", "settings", "Set up"), parts.Area("help", "info", "Help"))
PEOPLE = (
    PersonChoice(1, "Alfie Marsh", "Year 9"),
    PersonChoice(2, "Zoë Łukasz", "Year 10", also=("Zo",)),
    PersonChoice(3, "Callum Osei", "Year 8", also=("Cal",)),
)
OUTCOMES = ("Healthy", "Safe", "Enjoy", "Positive", "Future")


def chosen() -> parts.Button:
    made = parts.choice("Injury or mark")
    made.setChecked(True)
    return made


def disabled() -> parts.Button:
    made = parts.secondary("Print", "printer")
    made.setEnabled(False)
    return made


def card() -> parts.Card:
    made = parts.Card("Who is expected", beside="8 pupils", right=parts.link("Open registers"))
    made.add(parts.Text("Alfie Marsh", "name"))
    return made


def sidebar() -> parts.Sidebar:
    made = parts.Sidebar(AREAS, BELOW)
    made.set_current("registers")
    made.set_badge("safeguarding", 12)
    made.set_invented(True)
    made.set_person("Priya Shah", "Mentor, Deputy DSL")
    return made


def header() -> parts.HeaderBar:
    made = parts.HeaderBar(with_concern=True)
    made.set_saved("10:52")
    made.set_undo("Bea, counts in tens to 100")
    return made


def field() -> parts.Field:
    made = parts.Field("Date of birth", QLineEdit("31/02/2011"), "For example 12 March 2011")
    made.set_error("Date of birth must be a real date")
    return made


def errors() -> QWidget:
    summary, first = parts.ErrorSummary(), field()
    summary.show_errors([(first, "Date of birth must be a real date")])
    return parts.Column(summary, first, gap=8)


def day() -> parts.DateField:
    made = parts.DateField("When", lambda: TODAY)
    made.line.setText("last fri")
    return made


def picker() -> parts.PersonPicker:
    made = parts.PersonPicker("Who is this about?", PEOPLE)
    made.choose(1)
    return made


def toast() -> QWidget:
    host = parts.Column(None)
    host.setMinimumSize(900, 200)
    parts.Toast(host).say("Ezra Whitlock: can add two single digits", undo=True)
    return host


def backup() -> parts.BackupCard:
    made = parts.BackupCard(
        "Backup", "on this PC and on the blue stick", parts.secondary("Copy now", "hard-drive")
    )
    made.show_lines(
        (
            SafetyLine(Tone.OK, "This PC: 08:55 today", "restored and checked, 18,402 marks"),
            SafetyLine(Tone.WARN, "Blue stick: 4 days old", "copied Friday 9 October"),
            SafetyLine(
                Tone.QUIET, "Recovery sheet last tried 3 September", "next drill in January", "key-round"
            ),
        )
    )
    return made


def cells() -> Cells:
    made = Cells("Gaps", lambda painter, look, area, row, column: paint_score(painter, look, area, column))
    rows = tuple(
        WallRow(key, name, ("has it", "a gap", "not yet")) for key, name in enumerate(("Alfie", "Bea"))
    )
    made.show_rows(("counts to 20", "counts in tens", "adds money"), rows)
    return made


def chart() -> JourneyChart:
    made = JourneyChart()
    made.show_lanes(journey())
    return made


PIECES: dict[str, Callable[[], QWidget]] = {
    "text": lambda: parts.Text("Ezra: not seen for 3 expected days", "body_strong"),
    "wrapped text": lambda: parts.Text("You can reread your own words. Nobody else can.", wrap=True),
    "primary button": lambda: parts.primary("Record for the DSL", "check"),
    "secondary button": lambda: parts.secondary("Same as last time", "history"),
    "link": lambda: parts.link("Open registers"),
    "choice": lambda: parts.choice("Something they said"),
    "chosen choice": chosen,
    "disabled button": disabled,
    "chip": lambda: parts.Chip(Tone.URGENT, "ban", "Must not be told"),
    "key": lambda: parts.KeyHint("Space"),
    "avatar": lambda: parts.Avatar("Alfie Marsh", 32),
    "card": card,
    "stat card": lambda: parts.StatCard("footprints", "6", "usual step, was 1", "Last 9 visits"),
    "sparkline": lambda: parts.Sparkline((5, 6, None, 4, 6)),
    "hours": lambda: parts.HoursBar(18.5, parts.HoursScale(15, 18)),
    "segments": lambda: parts.SegmentedControl("Show", (("all", "All"), ("next", "Next steps"))),
    "field": field,
    "error summary": errors,
    "day": day,
    "people": picker,
    "toast": toast,
    "empty": lambda: parts.EmptyState("users", "No pupils yet", "", parts.primary("Add a pupil")),
    "band": lambda: parts.Band(Tone.WARN, "Kofi Osei must not be told. Choose somebody else.", icon="ban"),
    "seen": lambda: parts.SeenLine("today 10:15, at the gate", "today 10:15"),
    "care": lambda: parts.CareLine("Nuts: pen in blue bag"),
    "backup": backup,
    "search": lambda: parts.SearchBox("Find a step", "Find a step"),
    "sidebar": sidebar,
    "header": header,
    "page title": lambda: parts.PageTitle("Curriculum", "Drag a step.", parts.secondary("Gaps")),
    "key bar": lambda: parts.KeyBar((("Space", "as last time"), ("Ctrl Z", "undo")), "7 of 8 marked"),
    "ladder": lambda: parts.LadderStrip("Alfie Marsh", RUNGS, LadderMark(rung=6, start=4, last=5)),
    "scores": lambda: parts.ScoreStrip("Alfie Marsh", OUTCOMES, (3, 0, NOT_OBSERVED, None, 4)),
    "cells": cells,
    "journey": chart,
}
