"""A line whose words are kept: what was typed before the older words came is not lost, and loses nothing."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.core.drafts import Draft
from app.core.refs import make_ref
from ui.kit.kept_line import KeptLine
from ui.kit.runner import PromptRunner

ABOUT = "pass:1:tell:2026-10-13:Kofi Marsh\tAlfie Marsh"


@pytest.mark.parametrize("typed", ["", "new"])
def test_older_words_come_late(main_window, qtbot, office, monkeypatch, typed):
    old = Draft(make_ref(), ABOUT, {"words": "old"})
    office.keep(old)
    line, late = QLineEdit(), []
    qtbot.addWidget(line)
    kept = KeptLine(main_window.desk, line)
    with monkeypatch.context() as patch:
        patch.setattr(
            PromptRunner, "drafts", lambda self, owner, done, failed: late.append((self, owner, done, failed))
        )
        kept.open(ABOUT)
    QTest.keyClicks(line, typed)
    for runner, owner, done, failed in late:
        runner.drafts(owner, done, failed)
    assert line.text() == (typed or "old")
    QTest.keyClicks(line, "!")
    kept.close()
    words = sorted(one.draft.words["words"] for one in office.drafts())
    assert words == (["new!", "old"] if typed else ["old!"])
