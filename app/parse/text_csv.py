"""Rows of delimited text: any separator, any line end, and quotes that somebody forgot to close."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from app.parse import limits
from app.parse.limits import MOST_CELL_LENGTH, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, FileRefused

SEPARATORS = ",;\t|"
_SELDOM = "^~\x1f:"
"""Believed only where every line agrees on one of these and on none of those: they stand in words too."""
_SAMPLE = 60
_MOST_REPAIRS = 50

Row = tuple[int, list[str]]


def rows(text: str) -> Iterator[Row]:
    """Each record with its line of the sheet, where a field with line breaks counts once."""
    check_length(text, MOST_ROWS)
    lines = list(io.StringIO(text, newline=""))
    told = _told_separator(lines)
    separator = told or guess_separator(lines)
    cells = 0
    for number, record in enumerate(_records(lines[1 if told else 0 :], separator), start=2 if told else 1):
        if number > MOST_ROWS:
            raise FileRefused("file_too_many_rows", most=MOST_ROWS)
        cells += len(record)
        if len(record) > MOST_COLUMNS or cells > MOST_CELLS:
            raise FileRefused("file_too_many_columns", most=MOST_COLUMNS)
        yield number, [limits.cell(text) for text in record]


def check_length(text: str, most: int) -> None:
    """Line ends are counted before they are parted; four times as many may lie within fields or be blank."""
    if max(text.count("\n"), text.count("\r")) > 4 * most:
        raise FileRefused("file_too_many_rows", most=most)


def _told_separator(lines: list[str]) -> str:
    """Excel's own first line ``sep=;``."""
    first = lines[0].strip().strip('"').casefold() if lines else ""
    return first[4:] if first.startswith("sep=") and len(first) == 5 else "\t" if first == "sep=" else ""


def guess_separator(lines: list[str]) -> str:
    """The separator by which most of the first records have the same number of cells."""
    sample = [line for line in lines[: _SAMPLE * 3] if line.strip()][:_SAMPLE]
    found = _commonest(sample)
    if found[0] < 1:
        seldom = next((each for each in _SELDOM if _is_even(_widths(sample, each))), "")
        return seldom or found[2]
    return found[2]


def _widths(sample: list[str], separator: str) -> Counter[int]:
    """How many records have how many cells; none where this separator makes no sense of the quotes."""
    try:
        records = list(_records(sample, separator))
    except FileRefused:
        return Counter()
    return Counter(len(record) for record in records if any(cell.strip() for cell in record))


def _is_even(widths: Counter[int]) -> bool:
    return len(widths) == 1 and max(widths) > 1 and sum(widths.values()) > 1


def _commonest(sample: list[str]) -> tuple[float, int, str]:
    """How many of the records agree, on how many cells, and by which separator."""
    best = (0.0, 0, ",")
    for separator in SEPARATORS:
        widths = _widths(sample, separator)
        total = sum(widths.values())
        wide = {width: count for width, count in widths.items() if width > 1}
        if wide:
            width, count = max(wide.items(), key=lambda pair: (pair[1] * pair[0], pair[0]))
            best = max(best, (count / total, width, separator), key=lambda found: found[:2])
    return best


def _records(lines: list[str], separator: str) -> Iterator[list[str]]:
    """Strict reading; where quotes make no sense, that one line is read alone and the next starts afresh."""
    csv.field_size_limit(MOST_CELL_LENGTH * 10)
    at = 0
    repairs = 0
    while at < len(lines):
        reader = csv.reader(_from(lines, at), delimiter=separator, strict=True)
        began = at
        try:
            for record in reader:
                at = began + reader.line_num
                yield record
        except csv.Error:
            repairs += 1
            if repairs > _MOST_REPAIRS:
                raise FileRefused("file_quotes_broken") from None
            yield _alone(lines[at], separator)
            at += 1
        else:
            return


def _from(lines: list[str], at: int) -> Iterator[str]:
    for number in range(at, len(lines)):
        yield lines[number]


def _alone(line: str, separator: str) -> list[str]:
    text = line.rstrip("\r\n")
    try:
        return next(csv.reader([text], delimiter=separator), [])
    except csv.Error:
        return text.split(separator)
