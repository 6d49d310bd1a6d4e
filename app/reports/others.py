"""Keeps the names of other children out of words that leave about one child."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.folding import fold

ANOTHER = "another child"
_SHORTEST_PART = 3
_GAP = r"[\s\-\u2010-\u2015]+"
_BETWEEN = r"[\s\-\u2010-\u2015/]+(?:[^\W\d_]\.?\s+)?"
"""What may stand between forename and surname: a space, a dash, a slash, somebody's middle initial."""
_NOT_IN_A_WORD = r"(?<![^\W\d_])(?:{names})(?![^\W\d_])"
_SMALL = "abu and bin das del den der dos ibn las los mac saint the van von"
_DATES = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december
"""
_PARTICLES, _CALENDAR = frozenset(_SMALL.split()), frozenset(_DATES.split())
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w’'-]*)\s+$")
_QUOTES = " \t\"'“”‘’«»()[]-–—/"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CalledNames:
    """What one pupil is called; ``known_as`` is empty where there is none."""

    forename: str
    known_as: str
    surname: str

    @property
    def single(self) -> frozenset[str]:
        """Each name by itself, and the parts of one that is put together, folded."""
        whole = {_plain(name) for name in (self.forename, self.known_as, self.surname)}
        parts = {part for name in whole for part in re.split(_GAP, name)}
        return frozenset(name for name in whole if len(name) > 1) | {
            part for part in parts if len(part) >= _SHORTEST_PART and part not in _PARTICLES
        }

    @property
    def full(self) -> frozenset[tuple[str, str]]:
        """Each way to say forename and surname, folded."""
        forename = _plain(self.forename)
        firsts = {forename, re.split(_GAP, forename)[0], _plain(self.known_as)}
        surname = _plain(self.surname)
        return frozenset((first, surname) for first in firsts if first and surname)


class OtherNames:
    """The names of the other pupils. Never touches a name that is the child's own."""

    def __init__(self, own: CalledNames, others: Iterable[CalledNames]) -> None:
        others = tuple(others)
        self._own = _any_of(map(_as_pattern, own.single))
        single = {name for other in others for name in other.single} - own.single
        self._single = _any_of(map(_as_pattern, single))
        self._surnames = frozenset(_plain(other.surname) for other in others)
        full = {pair for other in others for pair in other.full} - own.full
        self._full = _any_of(way for pair in full for way in _ways(*pair))

    def out_of_typed(self, text: str) -> str:
        """Words that somebody typed: without any name of another pupil that has a capital."""
        folded = _Folded(text)
        own = list(folded.spans(self._own))
        found = list(folded.spans(self._full))
        for span in folded.spans(self._single):
            if _is_written_as_a_name(text[slice(*span)]) and not _touches(span, own):
                found.append(self._with_forename(text, span, own))
        return _replaced(text, found)

    def out_of_taught(self, text: str) -> str:
        """Words of a curriculum, which are not about children here: without full names of other pupils."""
        spans = _Folded(text).spans(self._full)
        return _replaced(text, [span for span in spans if _is_written_as_two(text[slice(*span)])])

    def _with_forename(self, text: str, span: Span, own: list[Span]) -> Span:
        """A surname with the name before it, which may be one that only friends use."""
        before = _WORD_BEFORE.search(text[: span[0]])
        if before is None or _plain(text[slice(*span)]) not in self._surnames:
            return span
        word = before["word"]
        is_name = word[0].isupper() and not word.isupper() and fold(word) not in _CALENDAR
        if not is_name or _opens(text, before.start()) or _touches(before.span("word"), own):
            return span
        return before.start(), span[1]


class _Folded:
    """A text as names are compared, and where each of its signs stands in the text itself."""

    def __init__(self, text: str) -> None:
        self._text = text
        pairs = [(part, place) for place, sign in enumerate(text) for part in _bare(sign)]
        self._signs = "".join(part for part, _ in pairs)
        self._places = [place for _, place in pairs]

    def spans(self, names: re.Pattern[str] | None) -> Iterator[Span]:
        """Where these names stand in the text, with any mark that belongs to their last letter."""
        for found in names.finditer(self._signs) if names else ():
            end = self._places[found.end() - 1] + 1
            while end < len(self._text) and not _bare(self._text[end]):
                end += 1
            yield self._places[found.start()], end


def _bare(sign: str) -> str:
    """One sign without accent and capital; one that cannot be seen is none."""
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) == "Cf" else fold(sign).lower()


def _plain(name: str) -> str:
    return " ".join("".join(map(_bare, name)).split())


def _as_pattern(name: str) -> str:
    return _GAP.join(re.escape(part) for part in re.split(_GAP, name) if part)


def _ways(first: str, surname: str) -> tuple[str, str]:
    """Lena Ward, and as lists have it: Ward, Lena."""
    one, other = _as_pattern(first), _as_pattern(surname)
    return f"{one}{_BETWEEN}{other}", rf"{other}\s*,\s*{one}"


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all, the longest first, so that a name within another is not found alone."""
    some = sorted({each for each in patterns if each}, key=lambda each: (-len(each), each))
    return re.compile(_NOT_IN_A_WORD.format(names="|".join(some))) if some else None


def _is_written_as_a_name(words: str) -> bool:
    """With a capital somewhere; letters of a script that has none are always a name."""
    return words != words.lower() or words.lower() == words.upper()


def _is_written_as_two(words: str) -> bool:
    parts = [part for part in re.split(r"[\s,/\-\u2010-\u2015]+", words) if part]
    return sum(_is_written_as_a_name(part[0]) for part in parts) > 1


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _opens(text: str, place: int) -> bool:
    """Whether what stands at this place opens the text or a sentence of it."""
    before = text[:place].rstrip(_QUOTES)
    return not before or before[-1] in ".!?\n"


def _replaced(text: str, spans: Iterable[Span]) -> str:
    made, done = "", 0
    for start, end in _joined(text, spans):
        another = ANOTHER[0].upper() + ANOTHER[1:] if _opens(text, start) else ANOTHER
        made, done = f"{made}{text[done:start]}{another}", end
    return made + text[done:]


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """One child for names that overlap or stand side by side."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and re.fullmatch(r"[\s\-\u2010-\u2015]*", text[joined[-1][1] : max(start, joined[-1][1])]):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
