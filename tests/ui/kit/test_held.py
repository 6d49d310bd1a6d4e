"""A part that keeps still until its answer stands there, and never for longer than somebody would wait."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import held
from ui.kit.held import HeldPicture

DEEP = 6


@pytest.fixture
def label(qtbot: QtBot) -> QLabel:
    made = QLabel("here")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_what_was_asked_for_has_its_place_before_it_is_drawn(qtbot: QtBot) -> None:
    words = QLabel("one line")
    inner: QWidget = words
    for _ in range(DEEP):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(inner)
        outer.layout().addStretch(1)
        inner = outer
    qtbot.addWidget(inner)
    inner.resize(400, 600)
    inner.show()
    qtbot.waitExposed(inner)
    still, seen = HeldPicture(inner), []
    still.hold(inner)
    QApplication.processEvents()  # the answer comes turns of the loop later
    words.setText("one line\n" * 9)
    QApplication.processEvents()
    still.settle(lambda: seen.append(words.height()))
    assert inner.updatesEnabled()
    at_once = words.height()
    QApplication.processEvents()
    assert (at_once, seen) == (words.height(), [at_once])
    assert at_once >= words.sizeHint().height()


def test_where_nothing_is_held_nothing_is_put_in_order(label: QLabel) -> None:
    arranged: list[bool] = []
    HeldPicture(label).settle(lambda: arranged.append(True))
    assert not arranged


def test_it_is_held_until_then(label: QLabel) -> None:
    still = HeldPicture(label)
    still.hold(label)
    assert still.is_held
    assert not label.updatesEnabled()
    still.settle()
    assert not still.is_held
    assert label.updatesEnabled()


def test_an_answer_that_never_comes_holds_nothing(
    qtbot: QtBot, label: QLabel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "LONGEST", 30)
    HeldPicture(label).hold(label)
    qtbot.waitUntil(label.updatesEnabled)


def test_only_one_part_is_held_at_a_time(qtbot: QtBot, label: QLabel) -> None:
    other = QLabel("there")
    qtbot.addWidget(other)
    still = HeldPicture(label)
    still.hold(label)
    still.hold(other)
    assert (label.updatesEnabled(), other.updatesEnabled()) == (True, False)


def test_locking_lets_go_at_once(label: QLabel) -> None:
    still = HeldPicture(label)
    still.hold(label)
    still.release()
    assert label.updatesEnabled()
