"""Lines of an indented text: how far in each stands, and what it says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from app.parse.limits import MOST_NODES, FileRefused, cell
from app.parse.text_csv import check_length, guess_separator


def is_outline(text: str, name: str) -> bool:
    """Whether a text is an indented list rather than a table. A file that calls itself CSV is a table."""
    if name.casefold().endswith((".csv", ".tsv", ".tab", ".psv")):
        return False
    lines = list(islice((line for line in io.StringIO(text, newline="") if line.strip()), 200))
    if any(line[0] in " \t" for line in lines):
        return True
    return not _is_even_table(lines)


def _is_even_table(lines: list[str]) -> bool:
    separator = guess_separator(lines)
    counts = {line.count(separator) for line in lines}
    # A colon sets a number off in a list far more often than it parts a table.
    return separator != ":" and len(counts) == 1 and counts != {0}


def indented(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Each line that says something: its number, its tabs, its spaces, its words."""
    check_length(text, MOST_NODES)
    said = 0
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        words = line.strip()
        if not words:
            continue
        said += 1
        if said > MOST_NODES:
            raise FileRefused("file_too_many_rows", most=MOST_NODES)
        margin = line[: len(line) - len(line.lstrip())].replace("\u00a0", " ")
        yield number, margin.count("\t"), margin.count(" "), cell(words)
