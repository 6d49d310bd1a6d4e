"""Six lives more: George, Hattie, Imran, Jess, Kacper and Leila."""

from __future__ import annotations

from typing import Final

from app.demo.life import Around, Care, Days, Fall, Life, Phase, Says, hard
from app.demo.people import ALDHELM, BRACKLEY, COUNTY, FERNHILL

GEORGE = Life(
    "George", "Tan", "he, him", 7, (5, 18), BRACKLEY, "Gwen Sutcliffe", 44,
    start="Did something together at the kitchen table: cards, for ten minutes (4).",
    events="First day on site in the spring. A second pupil joined his card game in September.",
    setbacks="None that the record shows; some slow weeks, and that was all right.",
    helped="The same ten minutes each day before anything else, and counting with real coins.",
    now="Usually on site in the quiet space (7).",
    phases=(
        Phase(8, 4, Days.HOME, note="Snap. He won. He knew he would."),
        Phase(10, 5, Days.MORNINGS, learns=3),
        Phase(8, 6, Days.MORNINGS, learns=3),
        Phase(10, 7, Days.MORNINGS, of_nine=8, learns=4, note="Dealt cards to somebody his own age."),
    ),
    says=Says(4, 7, 8),
    subjects=("6", "7", "2"),
    around=(Around("Lin Tan", "Father", "07700 900158"),),
    likes="Cards, trains", avoid="Losing in front of people", arrived_with=6,
)  # fmt: skip

HATTIE = Life(
    "Hattie", "Rowe", "she, her", 8, (12, 24), COUNTY, "Tom Reed", 69,
    start="Nobody had heard her for a month. We came, and nothing came back (0).",
    events="New foster family in August. Her first answer was a picture pushed under the door in October.",
    setbacks="No dip yet to tell of: everything is new.",
    helped="Pictures instead of words, and never more than a quarter of an hour.",
    now="Usually talks face to face, a little (3).",
    phases=(
        Phase(3, 0, Days.HOME, of_nine=8, unseen=True, note="Nothing today. We left a blank card and a pencil."),
        Phase(3, 1, Days.HOME, learns=1, note="A drawing of our car came out under the door."),
        Phase(5, 3, Days.HOME, of_nine=7, learns=2),
    ),
    says=Says(0, 3, 7),
    subjects=("12", "1"),
    around=(
        Around("Beth Calloway", "Foster carer", "07700 900192", address="2 Orchard Rise", secret=True),
        Around("Dean Rowe", "Father", "", told=False, collects=False, reason="Agreed with the social worker",
               document="Care plan of August 2026", responsible=False),
        Around("Nadia Forsyth", "Social worker", "01632 960140", collects=None, responsible=False),
    ),
    needs="Looked after",
    care=Care("Penicillin allergy: tell every doctor", "", "Penicillin", "None held here", ""),
    likes="Drawing, rabbits", avoid="Two adults at once", arrived_with=1, away_code="C2",
)  # fmt: skip

IMRAN = Life(
    "Imran", "Chowdhury", "he, him", 10, (2, 8), FERNHILL, "Leon Baptiste", 4,
    start="Talked on the telephone every morning, and would not come to the door (2).",
    events="Mended a bicycle with Leon in the first summer, and rode it to the site in the autumn.",
    setbacks="The bicycle was stolen in May: fell from 8 to 5 for a week.",
    helped="Work with his hands; a lift until the next bicycle was built.",
    now="Usually joins part of the session (8).",
    phases=(
        Phase(9, 2, Days.HOME, note="Twenty minutes about gears, on the phone, from upstairs."),
        Phase(9, 4, Days.HOME, learns=3, note="Held the frame while I took the wheel off."),
        Phase(8, 6, Days.MORNINGS, learns=3),
        Phase(28, 8, Days.DAYS, of_nine=7, learns=4),
        hard(1, 5, Days.DAYS, "Bicycle gone. Walked with me to look for it. No further."),
        Phase(21, 8, Days.DAYS, of_nine=6, learns=4, note="Began the next one."),
    ),
    says=Says(2, 8, 6, (Fall(8, 5, 58, 59),)),
    subjects=("12", "14", "6", "10"),
    around=(Around("Rukhsana Chowdhury", "Mother", "07700 900161"),),
    likes="Bicycles, cricket", avoid="Being helped too soon", arrived_with=9,
)  # fmt: skip

JESS = Life(
    "Jess", "Varga", "she, her", 9, (8, 30), ALDHELM, "Sian Powys", 20,
    start="Reached the gate each day and turned round (6).",
    events="Found the kitchen in October of the first year. Cooked for eleven people at Christmas.",
    setbacks="A falling out in February: fell from 8 to 6 for two weeks.",
    helped="A job with a key, and a way to say sorry without saying it.",
    now="In session throughout when there is something to cook, and else part of it (8).",
    phases=(
        Phase(9, 6, Days.MORNINGS, note="Gate, wave, home. Third day in a row. We wave back."),
        Phase(8, 7, Days.MORNINGS, learns=2),
        Phase(11, 8, Days.DAYS, of_nine=9, learns=3),
        hard(2, 6, Days.DAYS, "Came as far as the gate, then sat on the wall."),
        Phase(30, 8, Days.DAYS, of_nine=9, learns=3, note="Left a cake on the table. No note needed."),
    ),
    says=Says(6, 8, 9, (Fall(8, 6, 48, 50),)),
    subjects=("8", "9", "1"),
    around=(Around("Ilona Varga", "Mother", "07700 900165"), Around("Tibor Varga", "Grandfather", "07700 900166", responsible=False)),
    likes="Cooking, keys, order", avoid="Whispering", arrived_with=8,
)  # fmt: skip

KACPER = Life(
    "Kacper", "Wolny", "he, him", 8, (4, 3), COUNTY, "Ada Brennan", 29,
    start="In session for a part from the first day, in Polish (8).",
    events="Began to read signs, then timetables. His cousin joined the mornings for a term.",
    setbacks="His father went abroad in November: fell from 8 to 3. In June the taxi stopped coming: from 8 to 4.",
    helped="Letters home, a taxi with the same driver, and a seat by the door.",
    now="In session throughout on eight visits of nine (9).",
    phases=(
        Phase(9, 8, Days.MORNINGS, learns=3, note="Read the sign on the gate aloud in two languages."),
        hard(2, 3, Days.MORNINGS, "Talked on the step. Asked when the post goes."),
        Phase(24, 8, Days.MORNINGS, of_nine=8, learns=4),
        hard(1, 4, Days.MORNINGS, "No taxi again. Chess at his kitchen table."),
        Phase(8, 8, Days.DAYS, learns=4),
        Phase(7, 9, Days.DAYS, of_nine=8, learns=5),
    ),
    says=Says(8, 9, 8, (Fall(8, 3, 38, 40), Fall(8, 4, 64, 65))),
    subjects=("4", "5", "3", "6"),
    around=(Around("Agata Wolny", "Mother", "07700 900171"),),
    needs="English is a second language", likes="Chess, football", avoid="Waiting without knowing why", arrived_with=12,
)  # fmt: skip

LEILA = Life(
    "Leila", "Haddad", "she, her", 11, (10, 11), BRACKLEY, "Priya Shah", 2,
    start="Sent one message a day, and read every one of ours (2).",
    events="Met us in a park, then a library, then here. Sat two entry level papers in June.",
    setbacks="Her grandmother died in September: fell from 7 to 2 for three weeks.",
    helped="Nobody hurrying her. The garden, and a bench with a name on it.",
    now="Usually on site in the quiet space, and on good days in the session (7).",
    phases=(
        Phase(10, 2, Days.HOME, note="Three messages today. One was a joke."),
        Phase(11, 4, Days.HOME, learns=2, note="Park bench, ten minutes, two gulls."),
        Phase(20, 5, Days.MORNINGS, learns=2),
        Phase(27, 7, Days.MORNINGS, of_nine=7, learns=3),
        hard(3, 2, Days.MORNINGS, "A message: not today. We answered: whenever."),
        Phase(7, 7, Days.MORNINGS, of_nine=6, learns=2, note="Sat on the bench. Then came in."),
    ),
    says=Says(2, 7, 6, (Fall(7, 2, 70, 73),)),
    subjects=("5", "13", "4"),
    around=(Around("Maryam Haddad", "Mother", "07700 900174"),),
    needs="Anxiety", likes="Gardens, short poems", avoid="Telephone calls", arrived_with=11, away_code="C2",
)  # fmt: skip

LIVES: Final = (GEORGE, HATTIE, IMRAN, JESS, KACPER, LEILA)
