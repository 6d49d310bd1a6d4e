"""Golden texts: what a document says, kept as a file whose difference is the review.

With INCHSTONE_WRITE_GOLDEN set the file is written anew instead of compared.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def check_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("INCHSTONE_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text
