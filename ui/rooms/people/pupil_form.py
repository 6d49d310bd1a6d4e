"""The forms of one pupil's own card: new, identity, needs and care, the one-page profile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from app.core.command import Command
from app.core.ids import PupilId
from app.core.period import FAR
from app.rooms.people import (
    AddPupil,
    EditPupil,
    PupilCard,
    PupilCardView,
    PupilFile,
    PupilKept,
    Where,
)
from ui.kit.answers import Asks, Kind
from ui.rooms.people.editor import Sheet, Values, fields_of
from ui.rooms.people.wording import full_name
from ui.words.people import say, where

_PLACES = tuple((place, where(place)) for place in Where)
_SEX = (("", say("sex_none")), ("F", say("sex_f")), ("M", say("sex_m")))

_NAMES = (
    Asks("forename", say("forename"), needed=True),
    Asks("surname", say("surname"), needed=True),
)
_START = Asks("start_day", say("start_day"), Kind.DAY, needed=True)
_MORE = (
    Asks("known_as", say("known_as_label"), hint=say("known_as_hint")),
    Asks("known_as_used", say("known_as_used"), Kind.SOME, choices=_PLACES),
    Asks("pronouns", say("pronouns_label"), hint=say("pronouns_hint")),
    Asks("pronouns_used", say("pronouns_used"), Kind.SOME, choices=_PLACES),
    Asks("birth_date", say("birth_date"), Kind.DAY),
    Asks("year_group", say("year_group"), hint=say("year_group_hint")),
    Asks("sex", say("sex"), Kind.CHOICE, choices=_SEX),
    Asks("own_roll", say("own_roll_label"), Kind.TICK),
)
_LEAVING = Asks("leaving_day", say("leaving_day"), Kind.DAY, hint=say("leaving_hint"), empty=FAR)

IDENTITY = (*_NAMES, *_MORE, _START, _LEAVING)
CARE = (
    Asks("life_critical_care", say("life_critical_care"), hint=say("care_hint")),
    Asks("needs", say("needs_label"), Kind.LINES, say("needs_hint")),
    Asks("allergy", say("allergy")),
    Asks("condition", say("condition")),
    Asks("rescue_medicine", say("rescue_medicine")),
    Asks("medicine_place", say("medicine_place")),
    Asks("care", say("care"), Kind.LINES),
)
PROFILE = (
    Asks("helps", say("helps"), Kind.LINES),
    Asks("avoid", say("avoid"), Kind.LINES),
    Asks("likes", say("likes"), Kind.LINES),
)
_PARTS = {"identity": IDENTITY, "care": CARE, "profile": PROFILE}

_BLAME = {
    "name_incomplete": "surname",
    "ends_before_it_starts": "leaving_day",
    "pupil_is_marked_after": "leaving_day",
    "pupil_is_marked_before": "start_day",
    "born_in_future": "birth_date",
    "born_too_long_ago": "birth_date",
}


def new_pupil(today: date) -> Sheet:
    """A pupil who was not here before. Two fields are needed; the day is filled in."""
    empty = PupilCard("", "", today)
    return Sheet(
        form="pupil, new:new:0",
        title=say("new_pupil"),
        line=say("new_pupil_line"),
        button=say("save_new_pupil"),
        asked=(*_NAMES, _START, *_MORE),
        values=fields_of(empty),
        save=lambda _version, values: AddPupil(PupilCard(**values)),
        blame=_BLAME,
        said=say("saved"),
    )


def part_of_pupil(kept: PupilKept, part: str) -> Sheet:
    """One part of a pupil's card. What the part does not ask stays as it is on record."""
    return Sheet(
        form=f"pupil, {part}:{part}:{kept.pupil}",
        title=say(f"edit_{part}", name=full_name(kept.card, kept.shown)),
        line=say("edit_line"),
        button=say("save_pupil"),
        asked=_PARTS[part],
        values=fields_of(kept.card),
        save=_edit(kept.pupil),
        version=kept.version,
        again=PupilCardView(kept.pupil),
        read=_read,
        blame=_BLAME,
    )


def _edit(pupil: PupilId) -> Callable[[int, Values], Command]:
    return lambda version, values: EditPupil(pupil, version, PupilCard(**values))


def _read(answer: Any) -> tuple[int, Values] | None:
    return (answer.kept.version, fields_of(answer.kept.card)) if isinstance(answer, PupilFile) else None
