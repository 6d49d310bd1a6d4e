"""One record for the lines of each module, furnished through the door before the first of them."""

from __future__ import annotations

import pytest

from app.core.ids import PupilId
from app.core.marks import RUNG, NewMark
from app.office import Office
from app.rooms import attendance, people
from app.rooms.people import ContactCard
from tests.kit.acts import TUESDAYS
from tests.kit.lines import Lines
from tests.kit.provision import Provision, placed, provision, steps
from tests.kit.record import Template


@pytest.fixture(scope="module")
def lines(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """Four pupils who come on Tuesdays and Wednesdays; Alfie has contacts and a journey."""
    here = Lines(template, tmp_path_factory.mktemp("lines"))
    here.within(_furnish)
    return here


@pytest.fixture(scope="module")
def bare(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """A record with nothing in it but its head."""
    return Lines(template, tmp_path_factory.mktemp("bare"))


def _furnish(office: Office) -> None:
    here = provision(office)
    steps(office)
    placed(office, here.pupils[0])
    _contacts(office, here.pupils[0])
    _journey(office, here)


def _contacts(office: Office, ash: PupilId) -> None:
    for card in (
        ContactCard(ash, "Kofi Osei", "Father", ring_order=1, must_not_be_told=True, reason="order"),
        ContactCard(ash, "Jo Marsh", "Mother", "07700 900111", ring_order=2, may_be_told=True),
        ContactCard(ash, "Nan Marsh", "Grandmother", ring_order=3),
    ):
        office.execute(people.AddContact(card))


def _journey(office: Office, here: Provision) -> None:
    rungs = zip(TUESDAYS, (1, 2, 2, 6, 6, 6), (2, 3, 6, 6, 6, 7), strict=True)
    marks = [
        NewMark(here.pupils[0], day, slot, RUNG, rung)
        for day, *both in rungs
        for slot, rung in zip((here.breakfast, here.lesson), both, strict=True)
    ]
    office.execute(attendance.MarkRegister(tuple(marks)))
