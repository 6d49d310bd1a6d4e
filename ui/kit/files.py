"""The system's own dialogues for files. They begin among one's documents, then where they last were."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class _Visited:
    """The folder that somebody chose last, for as long as the program runs."""

    folder: Path | None = None


def save_as(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Where to write a file that is called so; empty where somebody left the dialogue."""
    return _remembered(QFileDialog.getSaveFileName(parent, title, str(_folder() / name), kinds)[0])


def open_file(parent: QWidget, title: str, kinds: str) -> str:
    """A file to read; empty where somebody left the dialogue."""
    return _remembered(QFileDialog.getOpenFileName(parent, title, str(_folder()), kinds)[0])


def choose_folder(parent: QWidget, title: str) -> str:
    """A folder; empty where somebody left the dialogue."""
    return QFileDialog.getExistingDirectory(parent, title, str(_folder()))


def _folder() -> Path:
    if _Visited.folder is not None and _Visited.folder.is_dir():
        return _Visited.folder
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _remembered(name: str) -> str:
    if name:
        _Visited.folder = Path(name).parent
    return name
