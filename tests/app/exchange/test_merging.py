"""Two accounts of one child: what one lacks the other fills in, and nothing is overwritten unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.period import FAR
from app.exchange.merging import beside, merged
from app.rooms.people import NOBODY_YET, CommissionerKind, ContactCard, IdentifierKind, PupilCard, PupilRow

START = date(2026, 9, 1)
UPN, OTHER_UPN = "H801200001001", "T330200001002"
HERE = PupilRow(0, PupilCard("Ash", "Byrne", START, needs="quiet corner"))
JO = ContactCard(NOBODY_YET, "Jo Marsh", phone="07700 900111")


def after(here: PupilRow, file: PupilRow, *theirs: str, says_start: bool = False) -> PupilRow:
    return merged(here, file, frozenset(theirs), says_start=says_start)


def differing(here: PupilRow, file: PupilRow, *, says_start: bool = False) -> list[str]:
    return [each.key for each in beside(here, file, says_start=says_start) if each.differs]


def test_what_one_lacks_the_other_fills_in() -> None:
    file = PupilRow(
        3,
        PupilCard("ash", "BYRNE", START, known_as="Ashy", birth_date=date(2012, 3, 4)),
        ((IdentifierKind.UPN, UPN),),
        (JO,),
        ("Red",),
        (("Hill School", CommissionerKind.SCHOOL),),
    )
    found = after(HERE, file)
    assert found.card == replace(HERE.card, known_as="Ashy", birth_date=date(2012, 3, 4))
    assert (found.identifiers, found.groups, found.commissioners) == (
        file.identifiers, file.groups, file.commissioners,
    )  # fmt: skip
    assert found.contacts == (JO,)
    assert found.line == HERE.line
    assert after(found, file) == found


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("year_group", "8", "9"),
        ("known_as", "Ashy", "Bee"),
        ("birth_date", date(2012, 3, 4), date(2012, 4, 3)),
    ],
)
def test_what_differs_stands_as_on_record_unless_the_files_words_are_chosen(
    field: str, ours: object, theirs: object
) -> None:
    here = replace(HERE, card=replace(HERE.card, **{field: ours}))
    file = replace(HERE, card=replace(HERE.card, **{field: theirs}))
    assert differing(here, file) == [field]
    assert after(here, file) == here
    assert getattr(after(here, file, field).card, field) == theirs


def test_longer_texts_are_put_one_below_the_other() -> None:
    file = replace(HERE, card=replace(HERE.card, needs="SEN provision: K"))
    assert after(HERE, file, "needs").card.needs == "quiet corner\nSEN provision: K"
    again = replace(HERE, card=replace(HERE.card, needs="Quiet corner"))
    assert differing(HERE, again) == []


def test_a_number_that_gives_way_is_kept_as_a_former_one() -> None:
    here = replace(HERE, identifiers=((IdentifierKind.UPN, UPN), (IdentifierKind.ULN, "1000000043")))
    file = replace(HERE, identifiers=((IdentifierKind.UPN, OTHER_UPN), (IdentifierKind.ULN, "1000000060")))
    assert after(here, file) == here
    assert after(here, file, "upn", "uln").identifiers == (
        (IdentifierKind.FORMER_UPN, UPN), (IdentifierKind.OTHER, "1000000043"),
        (IdentifierKind.UPN, OTHER_UPN), (IdentifierKind.ULN, "1000000060"),
    )  # fmt: skip


def test_a_contact_of_the_same_name_is_filled_in_and_another_is_added() -> None:
    here = replace(HERE, contacts=(replace(JO, must_not_be_told=True, reason="order"),))
    file = replace(
        HERE,
        contacts=(replace(JO, name="JO MARSH", relationship="Mother", phone="1"), replace(JO, name="Kit")),
    )  # fmt: skip
    jo, kit = after(here, file).contacts
    assert jo == replace(here.contacts[0], relationship="Mother")
    assert (kit.name, kit.ring_order, kit.may_be_told) == ("Kit", 2, False)
    assert differing(here, file) == ["contact_phone JO MARSH"]
    assert after(here, file, "contact_phone JO MARSH").contacts[0].phone == "1"


def test_another_group_or_sender_is_asked_about_and_stands_beside_the_one_on_record() -> None:
    here = replace(HERE, groups=("Blue",), commissioners=(("Hill School", CommissionerKind.SCHOOL),))
    file = replace(HERE, groups=("RED", "blue"), commissioners=(("Essex", CommissionerKind.AUTHORITY),))
    assert differing(here, file) == ["group RED", "commissioner Essex"]
    assert after(here, file) == here
    assert after(here, file, "group RED").groups == ("Blue", "RED")


def test_days_are_only_compared_where_the_file_says_them() -> None:
    later = replace(HERE, card=replace(HERE.card, start_day=date(2026, 9, 8)))
    assert differing(HERE, later) == []
    assert differing(HERE, later, says_start=True) == ["start_date"]
    assert after(HERE, later, "start_date", says_start=True).card.start_day == date(2026, 9, 8)
    leaving = replace(HERE, card=replace(HERE.card, leaving_day=date(2026, 12, 18)))
    assert differing(HERE, leaving) == ["end_date"]
    assert after(HERE, leaving).card.leaving_day == FAR, "nobody becomes a leaver unasked"
    assert after(HERE, leaving, "end_date").card.leaving_day == date(2026, 12, 18)
