"""Columns of a list share the room: short ones are shown whole, wide ones give way first."""

from __future__ import annotations

import pytest

from ui.kit.parts.lined_table import shares


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ([], 100, []),
        ([20, 30], 100, [45, 55]),
        ([20, 30], 101, [46, 55]),
        ([20, 300, 40], 160, [20, 100, 40]),
        ([200, 300, 40], 160, [60, 60, 40]),
        ([90, 90], 60, [50, 50]),
    ],
)
def test_the_room_is_shared_by_what_each_column_needs(wanted: list[int], room: int, given: list[int]) -> None:
    assert shares(wanted, room, least=50) == given
