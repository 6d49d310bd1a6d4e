"""The guard before every change of Qt: a call that answers None must give back what it took.

PySide6 6.12 drops one reference to None, True or False with each such call below Python 3.12, and the program
dies after some thousand of them. A short trial passes, which is why it needs a test of its own.
"""

from __future__ import annotations

import subprocess
import sys

import PySide6
import pytest

CALLS = 1_000
# Other code may let go of a few while we count; 6.12 loses one with every call.
DRIFT = 100

# From Python 3.12 on the three are immortal: their counts mean nothing, and 6.11 itself lets True's drift.
mortal = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None, True and False are immortal from 3.12 on"
)

# Each line is run a thousand times in a process of its own, since a failing one would take the tests with it.
PROBES = {
    "setText": "item.setText('a')",
    "setData": "item.setData(1, Qt.ItemDataRole.UserRole)",
    "data that is None": "item.data(Qt.ItemDataRole.UserRole + 5)",
    "parent that is None": "item.parent()",
    "appendRow": "root.appendRow(QStandardItem('x'))",
    "dataChanged": "table.dataChanged.emit(table.index(0, 0), table.index(0, 0))",
    "a model in Python answers None": "proxy.data(proxy.index(0, 0))",
    "a reset": "(table.beginResetModel(), table.endResetModel())",
    "setWindowTitle": "window.setWindowTitle('x')",
    "update": "window.update()",
    "a signal with None": "signals.with_object.emit(None)",
    "a signal with nothing": "signals.bare.emit()",
    "a timer": "(QTimer.singleShot(0, lambda: None), app.processEvents())",
    "painting": "paint()",
    "isVisible, a False": "window.isVisible()",
    "isEnabled, a True": "window.isEnabled()",
}

SCRIPT = """
import sys
from PySide6.QtCore import QAbstractTableModel, QIdentityProxyModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QWidget

class Table(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return 3
    def columnCount(self, parent=QModelIndex()): return 3
    def data(self, index, role=Qt.ItemDataRole.DisplayRole): return None

class Signals(QObject):
    with_object = Signal(object)
    bare = Signal()

app = QApplication([])
model = QStandardItemModel(); root = model.invisibleRootItem()
item = QStandardItem("x")
table = Table(); proxy = QIdentityProxyModel(); proxy.setSourceModel(table)
signals = Signals(); signals.with_object.connect(lambda value: None); signals.bare.connect(lambda: None)
window = QWidget(); image = QImage(10, 10, QImage.Format.Format_RGB32)

def paint():
    painter = QPainter(image); painter.drawRect(0, 0, 2, 2); painter.end()

def counts():
    return [sys.getrefcount(thing) for thing in (None, True, False)]

def probe():
    {line}

probe()
before = counts()
for _ in range({calls}):
    probe()
lost = [a - b for a, b in zip(before, counts())]
print(*lost)
"""


def lost_by(line: str) -> list[int]:
    """How many references to None, True and False a thousand calls cost; a crash fails the test here."""
    script = SCRIPT.replace("{line}", line).replace("{calls}", str(CALLS))
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    return [int(lost) for lost in run.stdout.split()]


def test_a_thousand_of_every_call_do_not_end_the_program() -> None:
    assert len(lost_by("; ".join(PROBES.values()))) == 3


@mortal
def test_no_call_gives_away_a_reference_that_it_does_not_own() -> None:
    if max(lost_by("; ".join(PROBES.values()))) > DRIFT:
        pytest.fail(str({name: lost_by(line) for name, line in PROBES.items()}))


@mortal
def test_a_call_that_does_is_seen() -> None:
    """The control: the same count over a call that drops one reference each time, as 6.12 does."""
    stealing = "import ctypes; ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))"
    assert lost_by(stealing)[0] > DRIFT


def test_it_is_6_11_that_runs_here() -> None:
    assert PySide6.__version_info__[:2] == (6, 11)
