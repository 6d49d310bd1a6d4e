"""Where the real files lie that nobody here wrote; they are never copied into this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("INCHSTONE_REAL_INPUTS") or ROOT.parent / "shared" / "inputs")

needs_real_inputs = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the real input files are not here; INCHSTONE_REAL_INPUTS names their folder"
)


def files(*folders: str) -> list[Path]:
    """Every file below these folders, in a steady order; none where the real files are absent."""
    return sorted(path for folder in folders for path in (FOLDER / folder).rglob("*") if path.is_file())


def name(path: Path) -> str:
    """The end of a path, long enough to know the file by."""
    return "/".join(path.parts[-3:])
