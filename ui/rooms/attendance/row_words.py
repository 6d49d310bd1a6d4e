"""What a row of the register says, for the eye and for the ear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.core.clock import on_the_wall
from app.core.ids import MeasureId, PupilId
from app.core.marks import NOT_OBSERVED
from app.core.period import HalfDay
from app.rooms.attendance import Category, Code, CodeCell, RegisterHead, RegisterRow, Rung, Why
from app.rooms.engagement import ScoredOutcome
from ui.kit.dates import MONTHS, WEEKDAYS
from ui.kit.parts.privacy import Privacy
from ui.kit.score_paint import CodeMark, CodeState
from ui.words.attendance import say, why
from ui.words.kit import say as say_kit

_HERE = frozenset({Category.PRESENT, Category.APPROVED})


@dataclass(frozen=True, slots=True)
class RowWords:
    """Tells rows of one register in words."""

    head: RegisterHead
    rungs: Mapping[int, Rung]
    codes: Mapping[int, Code]
    outcomes: tuple[ScoredOutcome, ...]
    today: date
    privacy: Privacy
    not_seen: frozenset[PupilId] = frozenset()
    is_compact: bool = False
    """A break: scores and what is quickly said, without ladder and code."""

    def name(self, row: RegisterRow) -> str:
        return self.privacy.name(full_name(row))

    def year(self, row: RegisterRow) -> str:
        return say("year", year=row.year_group) if row.year_group else ""

    def care(self, row: RegisterRow) -> str:
        return self.privacy.care(row.care)

    def seen(self, row: RegisterRow) -> str:
        """When somebody last saw the child, up to this register; in a break also that nobody was expected."""
        if self.is_compact and row.not_observed:
            return say("not_expected")
        seen = row.last.seen
        if seen is None:
            return say("never_seen")
        if seen.day != self.head.day:
            return say("last_seen", day=near_day(seen.day, self.head.day))
        return say("seen_today") if seen.at is None else say("seen_at", time=clock_time(seen.at))

    def title(self, row: RegisterRow) -> str:
        """The step that stands, in words."""
        if row.not_observed:
            return say("not_expected")
        if row.sums is None:
            return say("not_recorded")
        rung = self.rungs.get(row.sums.last)
        return rung.staff if rung else str(row.sums.last)

    def detail(self, row: RegisterRow) -> str:
        """What else there is to say of the step, in a few words."""
        parts = [
            *self._truths(row),
            self._seen_answer(row),
            self._minutes(row),
            self._range(row),
            self._heard(row),
            self._compared(row),
        ]
        return ", ".join(part for part in parts if part)

    def code(self, cell: CodeCell | None, row: RegisterRow, *, on_disk: bool = True) -> CodeMark | None:
        """How the code cell stands; None in a slot of no half-day."""
        if cell is None:
            return None
        if cell.letter is not None:
            note = self._code_note(cell, row) if on_disk else say("saving")
            return CodeMark(cell.letter, CodeState.STORED, note)
        if cell.proposed is not None:
            return CodeMark(cell.proposed, CodeState.PROPOSED, say("proposed"))
        return CodeMark("", CodeState.NONE, self._no_code(cell))

    def code_tip(self, row: RegisterRow) -> str:
        """What the code means, and why it was changed where it was."""
        cell = row.code
        if cell is None:
            return say("no_half_day")
        if cell.letter is None:
            return self._no_code(cell).replace("\n", " ")
        told = cell.plain_meaning
        if cell.amended:
            told = say("amended", meaning=told, who=first_name(cell.by_name), reason=cell.amended)
        return f"{told} {self._code_by(cell)}".replace("\n", " ")

    def step_tip(self, number: int) -> str:
        """A rung's wording with its hint."""
        rung = self.rungs.get(number)
        if rung is None:
            return ""
        key = "step_hint" if rung.hint else "step_words"
        return say(key, number=number, words=rung.staff, hint=rung.hint)

    def score(self, row: RegisterRow, measure: MeasureId) -> str:
        value = dict(row.scores).get(measure)
        if value is None:
            return say_kit("score_none")
        return say_kit("score_not_observed") if value == NOT_OBSERVED else say_kit("score_of", score=value)

    def sentence(self, row: RegisterRow) -> str:
        """The whole row for a screen reader."""
        if self.is_compact:
            return self._in_break(row)
        parts = [f"{self.name(row)}.", self.step(row), say("spoken_seen", words=self.seen(row))]
        if self.asks_now(row):
            parts.append(say("spoken_ask"))
        if row.minutes is not None:
            parts.append(say("spoken_minutes", minutes=row.minutes))
        if row.code is not None:
            parts.append(self.spoken_code(row.code))
        if row.care:
            parts.append(say("spoken_care", care=self.care(row)))
        return " ".join(parts)

    def _in_break(self, row: RegisterRow) -> str:
        parts = [f"{self.name(row)}.", say("spoken_seen", words=self.seen(row))]
        parts += [self.spoken_score(row, place) for place in range(len(self.outcomes))]
        parts.append(self.spoken_tag(row))
        if row.care:
            parts.append(say("spoken_care", care=self.care(row)))
        return " ".join(parts)

    def spoken_tag(self, row: RegisterRow) -> str:
        """What was said of the pupil in the break, for the ear."""
        return say("spoken_tag", tag=row.tag) if row.tag else say("spoken_no_tag")

    def step(self, row: RegisterRow) -> str:
        """The step for the ear."""
        if row.not_observed:
            return say("spoken_not_expected")
        if row.sums is None:
            return say("spoken_none")
        words = self.title(row)
        words = words[:1].lower() + words[1:]
        first = row.moments[0].rung
        key = "spoken_step" if first == row.sums.last else "spoken_range"
        return say(key, first=first, number=row.sums.last, words=words)

    def spoken_code(self, cell: CodeCell) -> str:
        half = self.code_heading()
        if cell.letter is not None:
            return say("spoken_code", half=half, letter=cell.letter, meaning=cell.plain_meaning)
        if cell.proposed is not None:
            return say("spoken_proposed", half=half, letter=cell.proposed)
        return say("spoken_no_code", half=half, why=why(cell.why or Why.NO_RUNG))

    def spoken_score(self, row: RegisterRow, place: int) -> str:
        outcome = self.outcomes[place]
        return say("spoken_score", outcome=outcome.title, score=self.score(row, outcome.measure))

    def code_heading(self) -> str:
        return say({HalfDay.AM: "code_am", HalfDay.PM: "code_pm", None: "code"}[self.head.half_day])

    def asks_now(self, row: RegisterRow) -> bool:
        """Whether somebody must still say if the child was seen."""
        return row.asks_seen and row.seen_asked is None

    def unseen(self, row: RegisterRow) -> bool:
        """Whether the line about seeing stands in bold: the child's worklist says so."""
        seen_here = row.last.seen is not None and row.last.seen.day == self.head.day
        return row.pupil in self.not_seen and not seen_here

    def _seen_answer(self, row: RegisterRow) -> str:
        if not row.asks_seen or row.seen_asked is None:
            return ""
        return say("was_seen" if row.seen_asked else "was_not_seen")

    def _minutes(self, row: RegisterRow) -> str:
        return "" if row.minutes is None else say("minutes", minutes=row.minutes)

    def _range(self, row: RegisterRow) -> str:
        if row.sums is None or len(row.moments) < 2:
            return ""
        first, last, best = row.moments[0].rung, row.sums.last, row.sums.best
        if best > max(first, last):
            return say("range_best", first=first, best=best, last=last)
        return say("range", first=first, last=last)

    def _compared(self, row: RegisterRow) -> str:
        if row.sums is None or row.last_time is None or len(row.moments) > 1:
            return ""
        if row.sums.last == row.last_time:
            return ""
        return say("up_from" if row.sums.last > row.last_time else "last_time", last=row.last_time)

    def _heard(self, row: RegisterRow) -> str:
        """Heard, where that is later than seen: the one does not follow from the other."""
        heard, seen = row.last.heard, row.last.seen
        if heard is None or heard.day == self.head.day or (seen is not None and heard.day <= seen.day):
            return ""
        return say("heard", day=near_day(heard.day, self.head.day))

    def _truths(self, row: RegisterRow) -> list[str]:
        """What stood before, and late. It is said first, for there is little room: of two marks for one thing
        the later stands, and the screen says that the other is kept too.
        """
        if not row.moments:
            return []
        last = row.moments[-1]
        found = []
        if last.instead_of is not None and last.instead_of != last.rung:
            was_expected = last.instead_of != NOT_OBSERVED
            key = "instead_of" if was_expected else "instead_of_not_expected"
            found.append(say(key, rung=last.instead_of))
        return [*found, say("late")] if any(one.late for one in row.moments) else found

    def _code_note(self, cell: CodeCell, row: RegisterRow) -> str:
        if self._disagrees(cell, row):
            return say("disagrees")
        return self._code_by(cell)

    def _code_by(self, cell: CodeCell) -> str:
        at = "" if cell.recorded_at is None else clock_time(cell.recorded_at)
        return say("code_by", time=at, who=first_name(cell.by_name), where=cell.slot_name or say("by_hand"))

    def _disagrees(self, cell: CodeCell, row: RegisterRow) -> bool:
        """The code says absent and the step says on site. It is said, and never blocks."""
        rung = self.rungs.get(row.sums.best) if row.sums else None
        code = next((code for code in self.codes.values() if code.letter == cell.letter), None)
        return bool(rung and rung.on_site and code and code.category not in _HERE)

    def _no_code(self, cell: CodeCell) -> str:
        if cell.why is None:
            return ""
        if cell.why is Why.NO_RUNG:
            return say("not_marked")
        return say("not_proposed", why=why(cell.why))


def full_name(row: RegisterRow) -> str:
    """What the child is called here, with the surname."""
    return f"{row.shown} {row.surname}".strip()


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else ""


def clock_time(at: datetime) -> str:
    return f"{on_the_wall(at):%H:%M}"


def minute_words(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def near_day(day: date, today: date) -> str:
    """A day near another: "Mon 12 Oct", with its year where that is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def day_words(day: date, today: date) -> str:
    """A day in full, with its year where that is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"
