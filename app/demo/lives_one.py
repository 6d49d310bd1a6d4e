"""The first six lives: Alfie, Bea, Callum, Dina, Ezra and Freya."""

from __future__ import annotations

from typing import Final

from app.demo.life import Around, Care, Days, Fall, Life, Phase, Says, hard
from app.demo.people import COUNTY, FERNHILL

ALFIE = Life(
    "Alfie", "Marsh", "he, him", 9, (3, 14), FERNHILL, "Priya Shah", 55,
    start="Had not left home for seven months. Said one word at the door, most days (1).",
    events="A mentor came three times a week with the same dog. Came out to the car in June, to the site in September.",
    setbacks="Moved home in July: fell from 4 to 1 for three weeks.",
    helped="The dog, knowing who would come, and climbing on Fridays. September began as June had ended.",
    now="Usually reaches site and stays through the morning with a break outside (6).",
    phases=(
        Phase(3, 1, Days.HOME, note="Talked to the dog, not to us. That is fine."),
        Phase(1, 2, Days.HOME, learns=3),
        Phase(7, 4, Days.HOME, learns=4, note="Held the lead all the way round the green."),
        hard(3, 1, Days.HOME, "Boxes everywhere. Would not come down. We said when we would be back."),
        Phase(3, 4, Days.HOME, learns=4, note="Came down before we rang."),
        Phase(2, 5, Days.MORNINGS, learns=4),
        Phase(6, 6, Days.DAYS, learns=6, note="Walked in at the gate. Stayed by it. Enough for a first day."),
    ),
    says=Says(1, 6, 7, (Fall(4, 1, 66, 69),)),
    subjects=("1", "11", "7", "2"),
    around=(
        Around("Jo Marsh", "Mother. Lives with him", "07700 900121"),
        Around("Keith Dunmore", "Grandfather", "07700 900122", responsible=False),
    ),
    likes="Dogs, climbing, being told the plan", avoid="Crowded doorways, being asked twice",
)  # fmt: skip

BEA = Life(
    "Bea", "Lindqvist", "she, her", 10, (11, 2), FERNHILL, "Gwen Sutcliffe", 0,
    start="Came through the gate and went straight to the quiet room (7).",
    events="Chose her own corner, then the garden. Began work experience at a nursery in the spring of her second year.",
    setbacks="A friend moved away in her first summer: fell from 9 to 5 for two weeks.",
    helped="A place that was hers, a timetable in pictures, and a long goodbye that was planned.",
    now="In session throughout, nearly always (9).",
    phases=(
        Phase(10, 7, Days.MORNINGS, learns=2, note="Found the window seat. It is hers now."),
        Phase(10, 8, Days.MORNINGS, learns=3),
        Phase(4, 9, Days.DAYS, of_nine=8, learns=3),
        hard(2, 5, Days.DAYS, "Her friend has gone. Came as far as the wall with me and back."),
        Phase(26, 9, Days.DAYS, of_nine=7, learns=3, note="Sat in the window seat again."),
        Phase(28, 9, Days.DAYS, of_nine=9, learns=4),
    ),
    says=Says(7, 9, 9, (Fall(9, 5, 24, 26),)),
    subjects=("8", "14", "5", "6"),
    around=(Around("Eva Lindqvist", "Mother", "07700 900109"), Around("Per Lindqvist", "Father", "07700 900110")),
    care=Care(condition="Hay fever", medicine="Tablets", medicine_place="office drawer"),
    likes="Seedlings, lists, quiet", avoid="Being sung to", arrived_with=10,
)  # fmt: skip

CALLUM = Life(
    "Callum", "Osei", "he, him", 8, (6, 21), FERNHILL, "Tom Reed", 37,
    start="Shouted through his bedroom door, and heard everything that was said back (2).",
    events="Cooking on the landing, then in the kitchen. Child in need plan since March.",
    setbacks="After the court hearing in March he fell from 3 to 0; nobody heard him for two weeks.",
    helped="Tom alone, always at ten. Food that could be made in five minutes.",
    now="Usually talks face to face at home (3).",
    phases=(
        Phase(6, 2, Days.HOME, note="Swore at me through the door, then asked what the dog was called."),
        Phase(9, 3, Days.HOME, of_nine=8, note="Opened up. Beans on toast on the landing."),
        hard(2, 0, Days.HOME, "Nothing today. Left a note under the door.", unseen=True),
        Phase(10, 3, Days.HOME, of_nine=6, learns=1),
        Phase(16, 3, Days.HOME, of_nine=7, learns=2, note="Cut the onions. Showed me how he does it."),
    ),
    says=Says(2, 3, 7, (Fall(3, 0, 52, 54),)),
    subjects=("8", "3", "1"),
    around=(
        Around("Ama Osei", "Mother. Lives with him", "07700 900137", address="14 Kestrel Court", secret=True),
        Around("Grace Boateng", "Grandmother", "07700 900152", responsible=False),
        Around("Kofi Osei", "Father", "", told=False, collects=False, reason="Court order of 12 March 2026",
               document="Court order, seen 12 March 2026"),
        Around("Sam Ridley", "Social worker", "01632 960127", collects=None, responsible=False),
    ),
    known_as="Cal", known_as_here=True, needs="Speech, language and communication",
    care=Care("Asthma: blue inhaler in his own bag; spare in the office, top drawer", "Asthma", "",
              "Blue inhaler", "own bag; spare in the office, top drawer"),
    likes="Cooking, drums", avoid="Raised voices on the stairs", arrived_with=3, away_code="C2",
)  # fmt: skip

DINA = Life(
    "Dina", "Farouk", "she, her", 11, (1, 30), COUNTY, "Ada Brennan", 8,
    start="Came when her sister brought her, and stayed in the hall (6).",
    events="Moved from mornings to whole days in her second autumn, with an education, health and care plan.",
    setbacks="Mock examinations in January: fell from 8 to 5 for two weeks.",
    helped="A bus she could take alone, and papers in a smaller room.",
    now="Usually joins part of every session, five days a week (8).",
    phases=(
        Phase(8, 6, Days.MORNINGS, note="Stood in the hall with her coat on. Said goodbye, which is new."),
        Phase(13, 7, Days.MORNINGS, learns=3),
        Phase(16, 8, Days.DAYS, learns=4),
        hard(2, 5, Days.DAYS, "Walked round the block with Ada instead of the paper. Came back to the gate."),
        Phase(22, 8, Days.DAYS, of_nine=8, learns=4, note="Small room, door open, whole paper."),
        Phase(11, 8, Days.FULL, of_nine=7, learns=5),
    ),
    says=Says(6, 8, 7, (Fall(8, 5, 45, 47),)),
    subjects=("6", "5", "4", "14"),
    around=(Around("Samir Farouk", "Father", "07700 900176"), Around("Huda Farouk", "Sister", "07700 900177", responsible=False)),
    needs="EHCP. Social, emotional and mental health",
    care=Care("Nuts: adrenaline pen, blue bag, office door. Give, then 999", "", "Nuts: can stop her breathing",
              "Adrenaline pen", "blue bag, office door"),
    likes="Maps, being early", avoid="Being the last to arrive", arrived_with=14,
)  # fmt: skip

EZRA = Life(
    "Ezra", "Whitlock", "he, him", 9, (9, 9), COUNTY, "Leon Baptiste", 30,
    start="Talked face to face on the doorstep from the first week (3).",
    events="Reached site in the spring. His uncle, who drove him, went into hospital in November.",
    setbacks="In the last two weeks he fell from 5 to 1, and nobody has seen him since.",
    helped="Being fetched at the door by a person he knew. That is what is missing now.",
    now="Usually only answers at the door (1). Heard, not seen.",
    phases=(
        Phase(12, 3, Days.HOME, note="Sat on the step with me for half an hour."),
        Phase(10, 4, Days.HOME, learns=3),
        Phase(26, 5, Days.MORNINGS, learns=3, note="Came out and into the car. No words needed."),
        hard(2, 1, Days.HOME, "Said go away through the letter box. We did, and said when we would be back.", unseen=True),
    ),
    says=Says(3, 1, 9, (Fall(5, 1, 78, None),)),
    subjects=("11", "12", "2"),
    around=(
        Around("Ruth Whitlock", "Aunt. Lives with him", "07700 900183"),
        Around("Joel Pruett", "Uncle", "07700 900184", responsible=False),
    ),
    needs="Looked after. Kinship care", likes="Engines, bread", avoid="Surprise visitors", arrived_with=5,
)  # fmt: skip

FREYA = Life(
    "Freya", "Nkemelu", "she, her", 10, (7, 5), COUNTY, "Sian Powys", 14,
    start="Came out to the car park and sat in the minibus with the door open (5).",
    events="Began drama with two others in her first autumn. Spoke at the open evening in June.",
    setbacks="A seizure on site in October: fell from 8 to 5 for a week. A change of medicine in March: from 8 to 4 for two.",
    helped="Knowing that everybody here knows what to do. Going first, then choosing when to stop.",
    now="In session throughout on most visits (9).",
    phases=(
        Phase(7, 5, Days.MORNINGS, note="Minibus, door open, radio on."),
        Phase(10, 7, Days.MORNINGS, learns=3),
        Phase(4, 8, Days.DAYS, learns=4),
        hard(1, 5, Days.DAYS, "Came to the car park, and we talked about Tuesday through the window."),
        Phase(14, 8, Days.DAYS, of_nine=8, learns=4, note="Walked in first."),
        hard(2, 4, Days.DAYS, "Played a game in the car. Tired. Home by ten."),
        Phase(14, 8, Days.DAYS, learns=4),
        Phase(14, 9, Days.DAYS, of_nine=6, learns=5),
    ),
    says=Says(5, 9, 6, (Fall(8, 5, 35, 36), Fall(8, 4, 50, 52))),
    subjects=("12", "2", "3", "9"),
    around=(Around("Ngozi Nkemelu", "Mother", "07700 900144"), Around("Obi Nkemelu", "Father", "07700 900145")),
    needs="EHCP. Epilepsy",
    care=Care("Epilepsy: red pouch in the office. After 5 minutes give it, then 999", "Epilepsy", "",
              "Rescue medicine", "red pouch, office"),
    likes="Acting, radio plays", avoid="Flashing lights", arrived_with=12,
)  # fmt: skip

LIVES: Final = (ALFIE, BEA, CALLUM, DINA, EZRA, FREYA)
