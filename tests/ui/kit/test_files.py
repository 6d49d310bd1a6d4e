"""A sheet with every key of the record is not offered to whichever folder the program was started in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import files


@pytest.fixture
def parent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(files._Visited, "folder", None)
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_dialogues_begin_among_documents_and_then_where_they_last_were(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(name: str):
        return lambda _parent, _title, where, *_kinds: (asked.append(where), (name, ""))[1]

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer(""))
    assert files.save_as(parent, "Save", "sheet.pdf", "PDF (*.pdf)") == ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer(str(tmp_path / "pupils.csv")))
    assert files.open_file(parent, "Choose", "CSV (*.csv)") == str(tmp_path / "pupils.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer(str(tmp_path / "left out.csv")))
    files.save_as(parent, "Save", "left out.csv", "CSV (*.csv)")
    assert asked == [str(Path(documents) / "sheet.pdf"), documents, str(tmp_path / "left out.csv")]
