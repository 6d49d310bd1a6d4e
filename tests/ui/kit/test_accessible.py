"""The walk finds what has no name, and what changes is said aloud."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QToolButton,
    QWidget,
)

from ui.kit import accessible
from ui.kit.accessible import announce, controls, labelled, named, nameless, too_small, value_changed


@pytest.fixture
def page(theme, qtbot) -> QWidget:
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    return made


def test_a_button_with_an_icon_only_and_a_bare_line_are_found(page: QWidget) -> None:
    bare = (QToolButton(page), QLineEdit(page))
    QPushButton("Finish", page)
    assert set(nameless(page)) == set(bare)


def test_a_label_gives_its_control_a_name(page: QWidget) -> None:
    line, label = QLineEdit(page), QLabel("What happened?", page)
    labelled(label, line, "Facts, not opinions")
    assert nameless(page) == []
    assert (label.buddy(), line.accessibleDescription()) == (line, "Facts, not opinions")


def test_the_insides_of_qts_own_controls_are_not_counted(page: QWidget) -> None:
    box, spin, table = QComboBox(page), QSpinBox(page), QTableWidget(2, 2, page)
    box.setEditable(True)
    for widget in (box, spin, table):
        named(widget, "Named")
    assert nameless(page) == []
    assert set(controls(page)) == {box, spin, table}


def test_a_control_under_24_pixels_is_found(page: QWidget) -> None:
    small = QPushButton("x", page)
    small.setFixedSize(20, 40)
    page.show()
    assert too_small(page) == [small]


def test_what_is_announced_reaches_assistive_technology(
    page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[QAccessible.Event, str]] = []

    class Ear:
        """Stands where the bridge to a screen reader is."""

        Event = QAccessible.Event

        @staticmethod
        def updateAccessibility(event) -> None:
            words = event.message() if event.type() is QAccessible.Event.Announcement else ""
            told.append((event.type(), words))

    monkeypatch.setattr(accessible, "QAccessible", Ear)
    announce(page, "Ezra Whitlock: can add two single digits")
    value_changed(page, "6: Reached site")
    assert told == [
        (QAccessible.Event.Announcement, "Ezra Whitlock: can add two single digits"),
        (QAccessible.Event.ValueChanged, ""),
        (QAccessible.Event.DescriptionChanged, ""),
        (QAccessible.Event.Announcement, "6: Reached site"),
    ]
    assert page.accessibleDescription() == "6: Reached site"
