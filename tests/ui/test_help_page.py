"""The manual reads as the rest does: no italics, and on the ground of its card."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint

from ui.help_page import HelpPage, chapters
from ui.kit.theme import Theme, current_look
from ui.kit.tokens import Scheme
from ui.main_window import MainWindow


def test_no_page_of_the_manual_is_set_in_italics() -> None:
    for chapter in chapters():
        assert not re.search(r"(?<!\*)\*(?![\s*])[^*\n]+\*(?!\*)", chapter.text), chapter.key


def test_the_text_stands_on_the_ground_of_its_card(main_window: MainWindow, look: Theme) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.choose(scheme=scheme)
        main_window.go("help")
        page = main_window.page("help")
        assert isinstance(page, HelpPage)
        corner = page.text.rect().bottomRight() - QPoint(4, 4)
        drawn = page.text.grab().toImage().pixelColor(corner)
        assert drawn == current_look().color("surface")
