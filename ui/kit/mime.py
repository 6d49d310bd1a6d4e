"""What a drag carries: numbers, never names, so that nothing dropped outside says who a child is."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData

NODES = "application/x-inchstone-nodes"
PUPILS = "application/x-inchstone-pupils"


def pack(kind: str, numbers: Iterable[int]) -> QMimeData:
    """A drag's load of node or pupil numbers."""
    found = QMimeData()
    found.setData(kind, QByteArray(json.dumps(list(numbers)).encode("ascii")))
    return found


def unpack(kind: str, load: QMimeData) -> tuple[int, ...]:
    """The numbers of this kind in a drag; none where it carries something else."""
    if not load.hasFormat(kind):
        return ()
    try:
        found = json.loads(bytes(load.data(kind).data()))
    except ValueError:
        return ()
    return tuple(n for n in found if isinstance(n, int)) if isinstance(found, list) else ()
