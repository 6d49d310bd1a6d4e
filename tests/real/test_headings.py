"""The guesser against headings of real files that were named by hand before it was written."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from app.exchange import headings, pupil_rows, reading
from tests.kit.real_inputs import FOLDER, needs_real_inputs

NAMED = Path(__file__).with_name("headings.csv")


def named_by_hand() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with NAMED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["file"]][row["heading"]] = "" if row["ours"] == "none" else row["ours"]
    return found


def guesses(file: str) -> dict[str, headings.Guess]:
    spellings = headings.shipped(headings.PUPILS)
    sheet = pupil_rows.best_sheet(reading.read_table(FOLDER / file).sheets, spellings)
    found = headings.find(sheet, spellings, pupil_rows.EVIDENCE)
    return {guess.theirs: guess for guess in found.guesses}


@needs_real_inputs
def test_at_least_ninety_five_of_a_hundred_headings_are_right_and_no_wrong_one_is_filled_in(
    record_property: Callable[[str, object], None],
) -> None:
    right = total = 0
    wrongly_filled: list[tuple[str, str, str]] = []
    for file, expected in named_by_hand().items():
        found = guesses(file)
        for heading, ours in expected.items():
            guess = found[heading]
            total += 1
            right += guess.ours == ours
            if guess.ours != ours and guess.is_filled:
                wrongly_filled.append((file, heading, guess.ours))
    record_property("headings", f"{right} of {total}")
    assert wrongly_filled == []
    assert right * 100 >= 95 * total
