"""Names for a provision larger than the written lives: their pupils live one of those again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.demo.life import Around, Life
from app.demo.lives import LIVES

MOST: Final = 60

_FORENAMES: Final = (
    "Aaliyah",
    "Ben",
    "Cerys",
    "Dominik",
    "Elsie",
    "Femi",
    "Gabriela",
    "Harvey",
    "Isla",
    "Jamal",
    "Kira",
    "Luca",
    "Maya",
    "Nikos",
    "Olive",
    "Pavel",
    "Ruby",
    "Seb",
    "Tariq",
    "Una",
    "Vikram",
    "Willa",
    "Yasmin",
    "Zac",
    "Amber",
    "Bruno",
    "Chidi",
    "Daisy",
    "Emil",
    "Fatima",
    "Gethin",
    "Hana",
    "Ivo",
    "Joy",
    "Kofi",
    "Lottie",
)
_SURNAMES: Final = (
    "Achterberg",
    "Bonetti",
    "Carmichael",
    "Dabrowski",
    "Eastwood",
    "Faulkner",
    "Gallagher",
    "Huxtable",
    "Ingram",
    "Jovanovic",
    "Kowalczyk",
    "Llewellyn",
    "Mukherjee",
    "Nakamura",
    "Oyelaran",
    "Papadopoulos",
    "Quigley",
    "Rasmussen",
    "Szymanski",
    "Thackeray",
    "Ungar",
    "Villanueva",
    "Waterhouse",
    "Xenakis",
    "Yeboah",
    "Zielinski",
    "Appiah",
    "Birtwistle",
    "Castillo",
    "Drummond",
    "Endicott",
    "Forrester",
    "Goncalves",
    "Halloran",
    "Ibekwe",
    "Jankowski",
)


def lives_of(pupils: int) -> tuple[Life, ...]:
    """The first so many lives; beyond the written ones each is lived again under another name."""
    return (LIVES + tuple(_again(number) for number in range(MOST - len(LIVES))))[:pupils]


def _again(number: int) -> Life:
    """A written life under another name, with one contact of its own. Nobody lives the leaver's again."""
    forename, surname = _FORENAMES[number], _SURNAMES[number]
    mother = Around(f"Kim {surname}", "Mother", f"07700 9{number + 200:05d}")
    return replace(
        LIVES[number % (len(LIVES) - 1)],
        forename=forename,
        surname=surname,
        born=(number % 12 + 1, number % 27 + 1),
        around=(mother,),
        known_as="",
        known_as_here=False,
    )
