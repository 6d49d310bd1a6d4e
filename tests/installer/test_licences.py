"""Each library the program ships says under what terms, in the frozen folder too."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TERMS = re.compile(r"(LICEN|COPYING|NOTICE)", re.IGNORECASE)


@pytest.mark.parametrize("library", [line.partition("==")[0] for line in PROJECT["dependencies"]])
def test_its_licence_is_at_hand(library: str) -> None:
    carried = [file for file in distribution(library).files or () if TERMS.match(file.name)]
    kept_by_us = list((ROOT / "resources" / "licences").glob(f"{library}-*"))
    assert carried or kept_by_us
