"""Which column is what: guessed from a table of spellings, with how sure we are of each guess."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.exchange.sheet import Row, Sheet

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "content"
PUPILS = "headings.csv"
CURRICULUM = "curriculum_headings.csv"

FILL_AT = 85
"""From this confidence on a column is filled in unasked; below it the guess is only shown."""
SHOW_AT = 50

_EXACT, _NOTED, _WHOSE, _CLOSE, _WITHIN = 100, 97, 93, 70, 55
_NONE = "none"
_OWN = {"contact_email": "own_email", "contact_phone": "own_phone"}
"""What the everyday words for a contact's number mean where the heading says that it is the child's own."""
_PLAIN_NAMES = frozenset(
    [
        "forename",
        "surname",
        "full_name",
        "legal_forename",
        "legal_surname",
        "birth_date",
        "upn",
        "uln",
        "identifier",
        "statement",
        "code",
        "parent",
    ]
)
"""Two of these make a line of headings, however many columns of their own a sheet has beside them."""
_PLAIN_ENOUGH = 2
_MOST_LINES_ABOVE = 25
_LONG = 5
"""Letters from which on two spellings that differ in one are taken for the same word."""
_LONGEST_HEADING = 120
_WIDEST_SCORED = 300
_MOST_STACKED = 3
_NOTE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|\*|\b(dd|mm|yy|yyyy)\b|\brequired\b|\boptional\b|\bif known\b", re.I
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

Evidence = Mapping[str, Callable[[list[str]], bool]]
"""What the cells of a column must look like for a guess that rests on an everyday word."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One column: its heading as it stands, our name for it or nothing, and how sure we are of a hundred."""

    column: int
    theirs: str
    ours: str
    confidence: int

    @property
    def level(self) -> int:
        """Which level of a path the column holds; nought for a column that is none."""
        figures = "".join(filter(str.isdigit, self.theirs))
        return int(figures) if self.ours == "level" and 0 < len(figures) < 3 else 0

    @property
    def is_filled(self) -> bool:
        return bool(self.ours) and self.confidence >= FILL_AT


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet, and on which of its lines their headings stand; none for a sheet without."""

    lines: tuple[int, ...]
    guesses: tuple[Guess, ...]

    def filled(self) -> dict[str, list[int]]:
        """Our names with their columns, as far as they are filled in unasked."""
        found: dict[str, list[int]] = {}
        for guess in self.guesses:
            if guess.is_filled:
                found.setdefault(guess.ours, []).append(guess.column)
        return found


class Spellings:
    """The table of spellings, ready to be asked."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._ours: dict[str, str] = {}
        self._whose: dict[str, str] = {}
        self._long: dict[str, list[str]] = {}
        for row in rows:
            if row["ours"].startswith("whose:"):
                self._whose[" ".join(words(row["spelling"]))] = row["ours"].removeprefix("whose:")
                continue
            run = _run(words(row["spelling"]))
            self._ours[run] = row["ours"]
            if len(run) >= _LONG:
                self._long.setdefault(run[0], []).append(run)
        self.known = lru_cache(maxsize=20_000)(self._known)

    @classmethod
    def read(cls, text: str) -> Spellings:
        return cls(csv.DictReader(io.StringIO(text)))

    def guess(self, heading: str) -> tuple[str, int]:
        """Our name for a heading, ``none`` where the table knows that it is not ours, and the confidence."""
        ours, confidence = self.known(heading)
        return (ours, confidence) if confidence else self._like(words(_NOTE.sub(" ", heading)))

    def _known(self, heading: str) -> tuple[str, int]:
        """The same without what merely looks alike, which takes long to find."""
        said = words(heading) if len(heading) <= _LONGEST_HEADING else []
        if not said:
            return "", 0
        plain = words(_NOTE.sub(" ", heading))
        for attempt, confidence in ((said, _EXACT), (plain, _NOTED)):
            if ours := self._ours.get(_run(attempt)):
                return _OWN.get(ours, ours) if self._is_of_pupil(said, attempt) else ours, confidence
        return self._by_whose(plain or said) or self._by_number(plain or said) or ("", 0)

    def _by_whose(self, said: list[str]) -> tuple[str, int] | None:
        """``Mother's telephone``: whose comes first, what after it."""
        for length in range(min(3, len(said) - 1), 0, -1):
            whose = self._whose.get(" ".join(said[:length]))
            rest = [word for word in said[length:] if not word.isdigit()]
            if whose is None or not rest:
                continue
            if whose == "other":
                return _NONE, _WHOSE
            if whose in ("pupil", "anybody"):
                return self._of_pupil(rest, is_own=whose == "pupil")
            return self._contact(rest)
        return None

    def _of_pupil(self, rest: list[str], *, is_own: bool) -> tuple[str, int] | None:
        """``Pupil's phone`` is the child's own, but ``Pupil's emergency contact`` is somebody else's."""
        ours = self._ours.get(_run(rest))
        if ours is None:
            deeper = self._by_whose(rest)
            return deeper if deeper and deeper[0].startswith("contact_") else None
        if not is_own or ours not in _OWN:
            return ours, _WHOSE
        if rest[0] == "contact":  # their own number, or that of somebody to contact
            return ours, _WITHIN
        return (ours if self._by_whose(rest) else _OWN[ours]), _WHOSE

    def _is_of_pupil(self, said: list[str], plain: list[str]) -> bool:
        """``Email (pupil)``: what stands in brackets says whose it is."""
        return any(self._whose.get(word) == "pupil" for word in said if word not in plain)

    def _contact(self, rest: list[str]) -> tuple[str, int]:
        deeper = self._by_whose(rest)
        ours = deeper[0] if deeper else self._ours.get(_run(rest), "")
        if ours in ("forename", "surname", "full_name"):
            ours = "contact_name"
        return (ours, _WHOSE) if ours.startswith("contact_") else (_NONE, _WHOSE)

    def _by_number(self, said: list[str]) -> tuple[str, int] | None:
        """``Address 4``: one of several of a kind."""
        plain = [word for word in said if not word.isdigit()]
        ours = self._ours.get(_run(plain)) if plain and len(plain) < len(said) else None
        return (ours, _WHOSE) if ours in SEVERAL else None

    def _like(self, said: list[str]) -> tuple[str, int]:
        """A spelling that differs by a slip of the hand, or that stands within a longer heading."""
        run = _run(said)
        if not said or len(run) > _LONGEST_HEADING:
            return "", 0
        near = [spelling for spelling in self._long.get(run[0], ()) if abs(len(spelling) - len(run)) <= 2]
        close = difflib.get_close_matches(run, near, n=1, cutoff=0.85) if len(run) >= _LONG else []
        if close:
            return self._ours[close[0]], _CLOSE
        for length in range(len(said) - 1, 0, -1):
            for at in range(len(said) - length + 1):
                part = _run(said[at : at + length])
                if len(part) > _LONG and self._ours.get(part, _NONE) != _NONE:
                    return self._ours[part], _WITHIN
        return "", 0


SEVERAL = frozenset(
    [
        "address",
        "allergy",
        "care",
        "condition",
        "contact_email",
        "contact_name",
        "contact_phone",
        "contact_relationship",
        "level",
        "link",
        "needs",
        "other_id",
        "own_email",
        "own_phone",
        "rescue_medicine",
    ]
)
"""What a sheet may well have several columns of."""


@lru_cache(maxsize=4)
def shipped(name: str) -> Spellings:
    """The table as it was shipped."""
    return Spellings.read((FOLDER / name).read_text(encoding="utf-8"))


def words(heading: str) -> list[str]:
    """``DateOfBirth``, ``date_of_birth`` and ``Date of birth:`` are the same three words."""
    text = _CAMEL.sub(" ", heading.replace("'", "").replace("’", ""))
    return re.findall(r"[^\W\d_]+|\d+", text.casefold())


def _run(said: list[str]) -> str:
    return "".join(said)


def find(sheet: Sheet, spellings: Spellings, evidence: Evidence) -> Columns:
    """The lines on which the headings stand and what each column is.

    There may be lines above the headings, headings on up to three lines, or none at all.
    """
    best: tuple[int, tuple[int, ...], list[str]] = (0, (), [])
    lines = [row for row in sheet.rows[:_MOST_LINES_ABOVE] if not row.is_blank()]
    for at in range(len(lines)):
        for count in range(1, _MOST_STACKED + 1):
            stack = lines[at : at + count]
            if len(stack) < count or count > 1 and stack[-1].line - stack[0].line >= count:
                break
            texts = _stacked(stack)
            score = _score(texts, spellings) - 2 * (count - 1)
            if score > best[0]:
                best = (score, tuple(row.line for row in stack), texts)
    if not best[1]:
        width = max((len(row.cells) for row in sheet.rows), default=0)
        return Columns((), tuple(Guess(column, f"column {column + 1}", "", 0) for column in range(width)))
    return Columns(best[1], _judged(best[2], sheet, best[1], spellings, evidence))


def _stacked(lines: list[Row]) -> list[str]:
    width = max(len(row.cells) for row in lines)
    return [" ".join(filter(None, (row.cell(column) for row in lines))) for column in range(width)]


def _score(texts: list[str], spellings: Spellings) -> int:
    """How much a line looks like headings: known ones count, and one known word in a long row does not."""
    said = [text for text in texts[:_WIDEST_SCORED] if text]
    found = [spellings.known(text) for text in said]
    ours = {name for name, confidence in found if confidence and name != _NONE}
    known = sum(confidence > 0 for _, confidence in found)
    plain = {name for name, confidence in found if confidence >= _NOTED} & _PLAIN_NAMES
    if not ours or known * 4 < len(said) and len(plain) < _PLAIN_ENOUGH:
        return 0
    return 10 * len(ours) + 3 * (known - len(ours))


def _judged(
    texts: list[str], sheet: Sheet, lines: tuple[int, ...], spellings: Spellings, evidence: Evidence
) -> tuple[Guess, ...]:
    below = [row for row in sheet.rows if row.line > lines[-1]][:200]
    width = max(len(texts), max((len(row.cells) for row in below), default=0))
    guesses: list[Guess] = []
    for column in range(width):
        theirs = texts[column] if column < len(texts) else ""
        ours, confidence = spellings.guess(theirs) if column < _WIDEST_SCORED else spellings.known(theirs)
        cells = [text for row in below if (text := row.cell(column))]
        if ours in evidence and cells and not evidence[ours](cells):
            confidence = min(confidence, SHOW_AT)
        if ours == _NONE or confidence < SHOW_AT:
            ours = ""
        guesses.append(Guess(column, theirs, ours, confidence if ours else 0))
    return _one_each(guesses)


def _one_each(guesses: list[Guess]) -> tuple[Guess, ...]:
    """Of two columns that say the same the surer is filled in, or the first; the other is only shown."""
    best: dict[str, Guess] = {}
    for guess in guesses:
        if guess.ours and (guess.ours not in best or guess.confidence > best[guess.ours].confidence):
            best[guess.ours] = guess
    return tuple(
        guess
        if not guess.ours or guess.ours in SEVERAL or best[guess.ours] is guess
        else Guess(guess.column, guess.theirs, guess.ours, min(guess.confidence, SHOW_AT))
        for guess in guesses
    )
