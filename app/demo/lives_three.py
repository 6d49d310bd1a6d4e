"""Six lives more: Mika, Noah, Orla, Prakash, Quinn and Rosa."""

from __future__ import annotations

from typing import Final

from app.demo.life import Around, Care, Days, Fall, Life, Phase, Says, hard
from app.demo.people import ALDHELM, BRACKLEY, COUNTY, FERNHILL

MIKA = Life(
    "Mika", "Sorensen", "they, them", 9, (6, 2), FERNHILL, "Sian Powys", 10,
    start="Did a jigsaw with us in the front room, in silence (4).",
    events="Asked for their own name in the spring; the commissioner uses it since May.",
    setbacks="Old name on a letter in January: fell from 8 to 4 for a week.",
    helped="Being called Mika every time, and a puzzle that waits.",
    now="Usually joins part of the session (8).",
    phases=(
        Phase(9, 4, Days.HOME, note="Two hundred pieces. Not one word. A good hour."),
        Phase(10, 6, Days.MORNINGS, learns=2),
        Phase(16, 8, Days.DAYS, of_nine=8, learns=3),
        hard(1, 4, Days.DAYS, "The letter. We did the edge pieces at home."),
        Phase(34, 8, Days.DAYS, of_nine=8, learns=3, note="Took the puzzle in under one arm."),
    ),
    says=Says(4, 8, 8, (Fall(8, 4, 45, 46),)),
    subjects=("10", "12", "13"),
    around=(Around("Kirsten Sorensen", "Mother", "07700 900133"),),
    likes="Puzzles, code, moths", avoid="Being looked at while thinking", arrived_with=9,
)  # fmt: skip

NOAH = Life(
    "Noah", "Pemberton", "he, him", 7, (2, 27), COUNTY, "Gwen Sutcliffe", 50,
    start="Ran in, ran round, ran out: on site, never in a room (7).",
    events="A trampoline in the yard, then a rug, then a chair. Reads to the hens.",
    setbacks="The week after Easter he fell from 7 to 3.",
    helped="Moving first and sitting second. Hens do not mind.",
    now="In session for a part of it (8).",
    phases=(
        Phase(5, 7, Days.MORNINGS, learns=2, note="Four laps of the yard. Then he said hello to a hen."),
        hard(1, 3, Days.MORNINGS, "Under the table at home. Talked to us from there."),
        Phase(10, 7, Days.MORNINGS, of_nine=8, learns=2),
        Phase(14, 8, Days.DAYS, of_nine=6, learns=3),
    ),
    says=Says(7, 8, 6, (Fall(7, 3, 55, 56),)),
    subjects=("11", "4", "1"),
    around=(Around("Dawn Pemberton", "Mother", "07700 900147"), Around("Craig Pemberton", "Father", "07700 900148", collects=False,
                   reason="Agreed parenting plan: not on weekdays", document="Parenting plan, January 2026")),
    needs="ADHD",
    care=Care("Nuts: pen in the blue bag, office door. Give, then 999", "", "Nuts", "Adrenaline pen", "blue bag, office door"),
    likes="Hens, running", avoid="Long instructions", arrived_with=3,
)  # fmt: skip

ORLA = Life(
    "Orla", "Fitzgerald", "she, her", 10, (9, 29), BRACKLEY, "Priya Shah", 0,
    start="Came out for a walk by the canal, hood up (5).",
    events="Walks grew longer until one ended at our gate. Volunteers at the lock since the summer.",
    setbacks="Three: exclusion hearing in May, from 7 to 3; flu and fear in November, from 8 to 5; a fight in June, from 8 to 4.",
    helped="Walking side by side, and a way back that was agreed before it was needed.",
    now="In session throughout, hood down (9).",
    phases=(
        Phase(8, 5, Days.HOME, note="Two miles, four sentences."),
        Phase(10, 7, Days.MORNINGS, learns=2),
        hard(2, 3, Days.MORNINGS, "Door open this much. Talked about herons."),
        Phase(8, 7, Days.MORNINGS, learns=2),
        Phase(10, 8, Days.DAYS, of_nine=8, learns=3),
        hard(2, 5, Days.DAYS, "Walked with me as far as the bridge."),
        Phase(23, 8, Days.DAYS, of_nine=8, learns=3),
        hard(1, 4, Days.DAYS, "At home. Made tea for both of us."),
        Phase(8, 8, Days.DAYS, learns=3),
        Phase(8, 9, Days.DAYS, of_nine=7, learns=4),
    ),
    says=Says(5, 9, 7, (Fall(7, 3, 18, 20), Fall(8, 5, 38, 40), Fall(8, 4, 63, 64))),
    subjects=("14", "13", "1", "9"),
    around=(Around("Siobhan Fitzgerald", "Mother", "07700 900113"),),
    likes="Herons, locks, walking", avoid="Being followed", arrived_with=13,
)  # fmt: skip

PRAKASH = Life(
    "Prakash", "Iyer", "he, him", 9, (1, 12), FERNHILL, "Leon Baptiste", 22,
    start="Took part in a whole session on his first day, and then was tired for three (9).",
    events="Shorter days that grew. Wheelchair basketball since January.",
    setbacks="Two operations: in October he fell from 9 to 4, in April from 9 to 3.",
    helped="Lessons in hospital with the same teacher, and coming back for an hour first.",
    now="In session throughout (9).",
    phases=(
        Phase(10, 9, Days.MORNINGS, learns=3, note="Whole morning. Told him he may stop sooner."),
        hard(2, 4, Days.MORNINGS, "Ward visit. Fractions on a napkin."),
        Phase(20, 9, Days.MORNINGS, of_nine=8, learns=4),
        hard(3, 3, Days.MORNINGS, "Ward again. Sleepy, glad of company."),
        Phase(23, 9, Days.DAYS, of_nine=8, learns=5, note="One hour, then two."),
    ),
    says=Says(9, 9, 8, (Fall(9, 4, 32, 34), Fall(9, 3, 54, 57))),
    subjects=("6", "13", "10", "5"),
    around=(Around("Anita Iyer", "Mother", "07700 900126"), Around("Mohan Iyer", "Father", "07700 900127")),
    needs="Physical disability. EHCP",
    care=Care("", "Brittle bones: never lift him without being shown how", "", "", "", "Ask before pushing his chair"),
    likes="Basketball, fractions", avoid="Being lifted", arrived_with=15, away_code="I",
)  # fmt: skip

QUINN = Life(
    "Quinn", "Abernathy", "they, them", 8, (7, 19), ALDHELM, "Ada Brennan", 40,
    start="Answered at the door with a shrug we could hear (1).",
    events="A fish tank was lent to them in the autumn; they brought the fish back to the site themselves.",
    setbacks="A break-in next door in February: fell from 4 to 0 for a week.",
    helped="Feeding times. Fish need somebody every day.",
    now="Usually comes out with us (5).",
    phases=(
        Phase(3, 1, Days.HOME, learns=1, note="Shrug. Asked the next question anyway."),
        Phase(6, 4, Days.HOME, of_nine=8, learns=2, note="Tank is in. Named nobody yet."),
        hard(1, 0, Days.HOME, "Nobody answered. Neighbours say they are in.", unseen=True),
        Phase(14, 4, Days.HOME, of_nine=7, learns=2),
        Phase(16, 5, Days.MORNINGS, of_nine=6, learns=3),
    ),
    says=Says(1, 5, 6, (Fall(4, 0, 49, 50),)),
    subjects=("13", "9", "2"),
    around=(Around("Moira Abernathy", "Grandmother. Lives with them", "07700 900131"),),
    likes="Fish, rain", avoid="Door bells", arrived_with=4, away_code="C2",
)  # fmt: skip

ROSA = Life(
    "Rosa", "Delgado", "she, her", 11, (11, 19), COUNTY, "Tom Reed", 6,
    start="Reached site with a face like thunder and a baby photograph in her pocket (6).",
    events="Her son was born in the first June. Parenting and maths side by side since September.",
    setbacks="Before the birth she fell from 7 to 2. In the second March her son was ill: from 8 to 5.",
    helped="The nursery place next door, and lessons that fit round feeds.",
    now="Usually joins part of the session, every day that the nursery is open (8).",
    phases=(
        Phase(12, 6, Days.MORNINGS, learns=2, note="Showed me the photograph. Did not say anything."),
        Phase(5, 7, Days.MORNINGS, learns=2),
        hard(6, 2, Days.HOME, "By phone. Tired, cross, laughing once."),
        Phase(10, 7, Days.MORNINGS, learns=3),
        Phase(12, 8, Days.DAYS, of_nine=8, learns=4),
        hard(2, 5, Days.DAYS, "Walked the pram round with me."),
        Phase(27, 8, Days.DAYS, of_nine=7, learns=4),
    ),
    says=Says(6, 8, 7, (Fall(7, 2, 23, 29), Fall(8, 5, 51, 53))),
    subjects=("8", "6", "9", "14"),
    around=(Around("Pilar Delgado", "Mother", "07700 900155"),),
    likes="Numbers that come out", avoid="Advice from strangers", arrived_with=16, away_code="C",
)  # fmt: skip

LIVES: Final = (MIKA, NOAH, ORLA, PRAKASH, QUINN, ROSA)
