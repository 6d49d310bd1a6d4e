"""A part that keeps still until its answer stands there, and never for longer than somebody would wait."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.kit import held
from ui.kit.held import HeldPicture


@pytest.fixture
def label(qtbot: QtBot) -> QLabel:
    made = QLabel("here")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_is_drawn_again_once_the_answer_has_its_place(qtbot: QtBot, label: QLabel) -> None:
    still = HeldPicture(label)
    still.hold()
    assert not label.updatesEnabled()
    still.settle()
    assert not label.updatesEnabled(), "its size is not known before the events that follow"
    qtbot.waitUntil(label.updatesEnabled)


def test_an_answer_that_never_comes_holds_nothing(
    qtbot: QtBot, label: QLabel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "LONGEST", 30)
    HeldPicture(label).hold()
    qtbot.waitUntil(label.updatesEnabled)


def test_locking_lets_go_at_once(label: QLabel) -> None:
    still = HeldPicture(label)
    still.hold()
    still.release()
    assert label.updatesEnabled()
