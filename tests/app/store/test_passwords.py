"""What makes a password too easy to guess, and nothing else, is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.store import passwords

NAME, PROVISION = "Ada Pryce", "Hillside Outreach"


def code_of(password: str) -> str:
    try:
        passwords.check_password(password, name=NAME, provision=PROVISION)
    except Refused as problem:
        return problem.code
    return ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_too_short"),
        ("sevench", "password_too_short"),
        ("e\u0301" * 7, "password_too_short"),  # seven letters once composed
        ("kettle 9", ""),
        ("x7 " * 85 + "k", ""),
        ("x7 " * 85 + "kq", "password_too_long"),
        ("password", "password_is_common"),
        ("PassWord", "password_is_common"),
        ("iloveyou", "password_is_common"),
        ("aaaaaaaaaaaa", "password_repeats"),
        ("xkxkxkxkxkxk", "password_repeats"),
        ("kettle9kettle9", "password_repeats"),
        ("kettle9kettle9ket", "password_repeats"),
        ("bcdefghijk", "password_repeats"),
        ("kjihgfedcb", "password_repeats"),
        ("Ada Pryce", "password_is_a_name"),
        ("adapryce", "password_is_a_name"),
        ("Ada.Pryce.2026", "password_is_a_name"),
        ("12Ada-Pryce!!34", "password_is_a_name"),
        ("1pryce2026", ""),  # five characters added to the surname
        ("pryce2026", "password_is_a_name"),
        ("hillsideoutreach", "password_is_a_name"),
        ("Outreach2026", "password_is_a_name"),
        ("HILLSIDE OUTREACH 99", "password_is_a_name"),
        ("hillside otters", ""),
        ("three calm otters", ""),
        ("пароль на двери", ""),
        ("密碼是一扇綠色的門", ""),
    ],
)
def test_a_password_is_taken_or_refused_with_its_reason(password: str, code: str) -> None:
    if len(password) == 256:
        password = password[:-1] + "k"
    assert code_of(password) == code


def test_the_shipped_list_is_long_and_every_one_of_it_is_refused() -> None:
    common = passwords.common_passwords()
    assert len(common) >= 10_000
    assert all(code_of(each) for each in common)


def test_a_list_of_ones_own_replaces_the_shipped_one() -> None:
    passwords.check_password("iloveyou", name=NAME, provision=PROVISION, refused=())
    with pytest.raises(Refused):
        passwords.check_password(
            "Kettle 9 Kettle", name=NAME, provision=PROVISION, refused={"kettle 9 kettle"}
        )


def test_a_nameless_provision_refuses_nothing_by_name() -> None:
    passwords.check_password("three calm otters", name="", provision=" ")


@given(st.text(min_size=12, max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_characters_are_looked_at_without_a_crash(password: str, name: str, provision: str) -> None:
    try:
        passwords.check_password(password, name=name, provision=provision)
    except Refused as problem:
        assert problem.code.startswith("password_")


@pytest.mark.parametrize(("password", "advised"), [("elevenchars", True), ("twelve chars", False)])
def test_under_twelve_a_longer_one_is_advised(password: str, advised: bool) -> None:
    assert passwords.is_longer_advised(password) is advised
