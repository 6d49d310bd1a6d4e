"""An invented journey and invented register rows, for tests and for the gallery."""

from __future__ import annotations

from datetime import date, timedelta

from ui.kit.charts import JourneyLanes, JourneyWeek, Moment, Stretch

RUNGS = (
    "Tried to reach",
    "Replied at the door",
    "Talked through a door",
    "Talked face to face",
    "Did something together",
    "Came out with us",
    "Reached site",
    "On site, quiet space",
    "In session, part",
    "In session, throughout",
)

FIRST = date(2026, 4, 13)
USUAL = [1, 1, 1, 2, 2, 3, None, 3, 3, 4, 4, 4, 1, 2, 3, *[None] * 5, 4, 4, 5, 5, 6, 6, 6]
BEST = [2, 2, 3, 3, 3, 4, None, 4, 5, 5, 5, 5, 2, 3, 4, *[None] * 5, 5, 5, 6, 6, 6, 6, 6]
LOWEST = [0, 0, 1, 1, 1, 1, None, 2, 2, 3, 3, 2, 0, 1, 2, *[None] * 5, 3, 3, 4, 4, 5, 4, 6]
VISITS = [3, 4, 4, 4, 4, 4, 0, 4, 4, 5, 5, 4, 3, 4, 4, *[0] * 5, 2, 4, 4, 4, 4, 4, 2]
MADE = [2, 3, 5, 5, 6, 6, 0, 8, 9, 10, 11, 9, 1, 4, 7, *[0] * 5, 3, 5, 4, 4, 5, 5, 0]
MEANS = [0.8, 0.8, 1.0, 1.0, 1.0, 1.3, None, 1.7, 1.7, 1.8, 1.6, 1.9, 0.9, 0.95, 1.9,
         *[None] * 5, 2.5, 2.9, 2.95, 3.0, 3.1, 2.9, 3.05]  # fmt: skip


BANDS = (
    Stretch(date(2026, 6, 1), date(2026, 7, 3), "Mentor visits"),
    Stretch(date(2026, 9, 4), date(2026, 10, 16), "Climbing on Fridays"),
)


def journey() -> JourneyLanes:
    """Half a year of a boy who came back after he moved home."""
    weeks = [
        JourneyWeek(
            monday=FIRST + timedelta(weeks=place),
            usual=usual,
            best=BEST[place],
            lowest=LOWEST[place],
            n=VISITS[place],
            seen=(BEST[place] or 0) > 2,
            heard=usual is not None,
            mean=MEANS[place],
            scored=0 if MEANS[place] is None else 5 * VISITS[place],
            made=MADE[place],
            total=sum(MADE[: place + 1]),
            who="Priya Shah" if usual is not None else "",
        )
        for place, usual in enumerate(USUAL)
    ]
    return JourneyLanes(
        headline="Alfie usually reaches site (7 of his last 9 visits)",
        in_words="In words: Alfie\u2019s usual step was 1, replied at the door, in his first 9 visits, "
        "and 6, reached site, in 7 of his last 9. In the week he moved home, "
        "6 July, it fell from 4 to 1; it was 4 again in the week of 31 August. He was heard but not seen "
        "in the weeks of 13 April, 20 April and 6 July.",
        rungs=RUNGS,
        weeks=tuple(weeks),
        holidays=(
            Stretch(date(2026, 5, 25), date(2026, 5, 31), "Half-term"),
            Stretch(date(2026, 7, 27), date(2026, 8, 30), "Summer holiday"),
        ),
        bands=BANDS,
        events=(Moment(date(2026, 7, 7), "Moved home"),),
        firsts=(
            Moment(date(2026, 6, 8), "First time out with us"),
            Moment(date(2026, 9, 14), "First time on site"),
        ),
    )
