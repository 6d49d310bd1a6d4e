"""Shipped content and golden tables, as the tests read them."""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "resources" / "content"
GOLDEN = ROOT / "tests" / "golden"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def content(name: str) -> list[dict[str, str]]:
    return table(CONTENT / name)


def golden(name: str) -> list[dict[str, str]]:
    return table(GOLDEN / name)
