"""Words are broken over lines, and none of them is lost."""

import pytest
from PySide6.QtGui import QFontMetricsF

from ui.kit.theme import current_look
from ui.kit.wrapping import wrapped

CARE = "Diabetes, type 1: kit in the office fridge, second kit with Priya"


@pytest.mark.parametrize("width", [40, 90, 134, 300, 2000])
def test_every_word_stands_on_a_line_that_is_wide_enough(qapp, width):
    font = current_look().font("small_strong")
    lines = wrapped(CARE, font, width)
    assert "".join(lines).replace(" ", "") == CARE.replace(" ", "")
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= width for line in lines)


def test_words_break_at_spaces_and_only_a_word_that_is_too_wide_breaks_within(qapp):
    font = current_look().font("small_strong")
    assert wrapped("  a  b ", font, 500) == ("a b",)
    assert wrapped("", font, 500) == ()
    wide = QFontMetricsF(font).horizontalAdvance("Hydrocort")
    assert wrapped("Hydrocortisone now", font, wide) == ("Hydrocort", "isone", "now")


def test_no_width_at_all_loses_nothing(qapp):
    assert "".join(wrapped("pen now", current_look().font(), 0)) == "pennow"
