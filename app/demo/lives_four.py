"""The last six lives: Sami, Tilly, Umar, Viola, Wren, and Xander, who has left."""

from __future__ import annotations

from typing import Final

from app.demo.life import Around, Care, Days, Fall, Life, Phase, Says, hard
from app.demo.people import BRACKLEY, COUNTY, FERNHILL

SAMI = Life(
    "Sami", "Yildiz", "he, him", 10, (5, 6), COUNTY, "Leon Baptiste", 15,
    start="Came to site when his brother was at work, and hid in the van when not (5).",
    events="Took over the tool shed in the autumn. Two days a week at a garage since April.",
    setbacks="His brother lost his job in December: fell from 8 to 2 for two weeks.",
    helped="Being needed. The shed does not open without him.",
    now="In session throughout, mostly under a car (9).",
    phases=(
        Phase(8, 5, Days.MORNINGS, note="Van, seat back, eyes open. Listened to the whole lesson from there."),
        Phase(9, 6, Days.MORNINGS, learns=2),
        Phase(10, 8, Days.DAYS, of_nine=7, learns=3, note="Every spanner on its own nail."),
        hard(2, 2, Days.DAYS, "Talked from upstairs. Asked whether the shed was locked."),
        Phase(14, 8, Days.DAYS, of_nine=6, learns=3),
        Phase(22, 9, Days.DAYS, of_nine=7, learns=4),
    ),
    says=Says(5, 9, 7, (Fall(8, 2, 42, 44),)),
    subjects=("12", "14", "7"),
    around=(Around("Emre Yildiz", "Brother. Lives with him", "07700 900181"),),
    likes="Engines, being asked to fix things", avoid="Form filling", arrived_with=7,
)  # fmt: skip

TILLY = Life(
    "Tilly", "Arkwright", "she, her", 6, (10, 3), COUNTY, "Sian Powys", 62,
    start="Held a hand and talked face to face from behind it (3).",
    events="Came with her grandfather, then with his hat, then without.",
    setbacks="None yet. One tired week before the summer.",
    helped="The hat. Going home at the time that was said.",
    now="Usually reaches site (6).",
    phases=(
        Phase(7, 3, Days.HOME, of_nine=8, learns=1, note="Spoke to the hat. The hat answered."),
        Phase(5, 5, Days.HOME, learns=2),
        Phase(6, 6, Days.MORNINGS, of_nine=7, learns=3, note="Hung the hat on our hook."),
    ),
    says=Says(3, 6, 7),
    subjects=("2", "4", "1"),
    around=(Around("Walter Arkwright", "Grandfather. Lives with her", "07700 900135"),),
    likes="Hats, cats", avoid="Hand dryers", arrived_with=5, away_code="C2",
)  # fmt: skip

UMAR = Life(
    "Umar", "Siddiq", "he, him", 9, (12, 1), BRACKLEY, "Tom Reed", 12,
    start="Let us in and did something together: always the same game (4).",
    events="Played it on site in September with somebody else. Runs the games club on Fridays.",
    setbacks="Two house moves: in January from 7 to 3, in July from 8 to 3.",
    helped="The game travels. So do we.",
    now="Usually joins part of the session (8).",
    phases=(
        Phase(17, 4, Days.HOME, of_nine=8, learns=1, note="Lost to him again."),
        Phase(15, 7, Days.MORNINGS, learns=2, note="Played it here. Same rules."),
        hard(2, 3, Days.MORNINGS, "New flat. Played on a box."),
        Phase(20, 7, Days.MORNINGS, of_nine=7, learns=3),
        Phase(1, 8, Days.DAYS, of_nine=9, learns=3),
        hard(2, 3, Days.DAYS, "Another box, another floor."),
        Phase(11, 8, Days.DAYS, of_nine=9, learns=3),
    ),
    says=Says(4, 8, 9, (Fall(7, 3, 44, 46), Fall(8, 3, 67, 69))),
    subjects=("2", "6", "13"),
    around=(Around("Farah Siddiq", "Mother", "07700 900139"), Around("Bilal Siddiq", "Father", "07700 900140", told=False,
                   reason="Mother asks us not to; social worker agrees", document="Letter of 2 February 2026")),
    likes="Strategy games", avoid="Sudden changes of room", arrived_with=8,
)  # fmt: skip

VIOLA = Life(
    "Viola", "Kasprzak", "she, her", 8, (3, 30), FERNHILL, "Ada Brennan", 33,
    start="Talked through the letter box about horses (2).",
    events="Riding lessons off site from the second month; came to us afterwards, still in boots.",
    setbacks="The stable closed in May: fell from 6 to 3 for three weeks.",
    helped="A new stable, found by her. One adult who knows which end kicks.",
    now="Usually on site in the quiet space (7).",
    phases=(
        Phase(5, 2, Days.HOME, note="Knows every breed. Corrected me twice."),
        Phase(13, 5, Days.HOME, learns=2),
        Phase(8, 6, Days.MORNINGS, of_nine=8, learns=2),
        hard(3, 3, Days.HOME, "On the step, boots off."),
        Phase(8, 6, Days.MORNINGS, of_nine=6, learns=3),
        Phase(10, 7, Days.MORNINGS, of_nine=7, learns=3),
    ),
    says=Says(2, 7, 7, (Fall(6, 3, 59, 62),)),
    subjects=("11", "9", "3"),
    around=(Around("Marta Kasprzak", "Mother", "07700 900149"),),
    likes="Horses, facts", avoid="Small talk", arrived_with=6, away_code="C2",
)  # fmt: skip

WREN = Life(
    "Wren", "Ashdown", "she, her", 10, (4, 17), BRACKLEY, "Gwen Sutcliffe", 25,
    start="Stayed in the quiet space with headphones on (7).",
    events="Took the headphones off for music in the winter. Plays for assembly.",
    setbacks="A long slow one: from 8 to 6 through most of the spring, while her mother was away.",
    helped="Music first thing, and a call with her mother at eleven.",
    now="In session throughout (9).",
    phases=(
        Phase(10, 7, Days.MORNINGS, learns=2, note="Foot tapping under the table."),
        Phase(15, 8, Days.MORNINGS, of_nine=9, learns=3),
        hard(6, 6, Days.MORNINGS, "Came to the gate with her bag and stood there. Came every day, though."),
        Phase(10, 8, Days.MORNINGS, of_nine=8, learns=3),
        Phase(14, 9, Days.DAYS, of_nine=9, learns=5),
    ),
    says=Says(7, 9, 9, (Fall(8, 6, 50, 56),)),
    subjects=("12", "3", "4"),
    around=(Around("Helen Ashdown", "Mother", "07700 900157"), Around("Robin Ashdown", "Father", "07700 900159")),
    care=Care("Diabetes, type 1: kit in her rucksack; juice in every room", "Type 1 diabetes", "", "Insulin, glucose", "rucksack"),
    likes="Violin, mornings", avoid="Scraping chairs", arrived_with=11,
)  # fmt: skip

XANDER = Life(
    "Xander", "Bellamy", "he, him", 11, (8, 8), FERNHILL, "Marcus Hale", 0,
    start="Came out with us to the skate park and nowhere else (5).",
    events="Taught younger ones there, then here. Left for college in July with a place in construction.",
    setbacks="Charged in the second February and cleared in March: fell from 8 to 3 for three weeks.",
    helped="Somebody at court with him. A start date in writing.",
    now="Left in session throughout (9).",
    phases=(
        Phase(14, 5, Days.HOME, note="Skate park. Fell off twice to make him laugh."),
        Phase(15, 7, Days.MORNINGS, learns=2),
        Phase(17, 8, Days.DAYS, of_nine=7, learns=3),
        hard(3, 3, Days.DAYS, "In the kitchen with his mum. Would not come further."),
        Phase(10, 8, Days.DAYS, of_nine=8, learns=4),
        Phase(10, 9, Days.DAYS, of_nine=8, learns=5, note="Ramp finished. Took the photograph himself."),
    ),
    says=Says(5, 9, 8, (Fall(8, 3, 46, 49),)),
    subjects=("14", "12", "6"),
    around=(Around("Carol Bellamy", "Mother", "07700 900163"),),
    likes="Skating, concrete", avoid="Waiting rooms", arrived_with=9, left=68,
)  # fmt: skip

LIVES: Final = (SAMI, TILLY, UMAR, VIOLA, WREN, XANDER)
