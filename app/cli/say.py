"""What the command line answers: one JSON object or the same in words; one line where it refuses."""

from __future__ import annotations

import json
import re
import sys
from typing import Any, Final

from app.core.errors import InchstoneError, Unavailable
from app.core.sentences import sentence

DONE: Final = 0
BROKEN: Final = 1
REFUSED: Final = 2

MOST: Final = 300
"""Characters of the one line in which something is refused."""

_BROKEN_CODES: Final = frozenset(
    {
        "content_missing",
        "content_not_as_shipped",
        "content_row_without_source",
        "disk_failed",
        "disk_full",
        "engine_does_not_encrypt",
        "engine_setting_refused",
        "memory_full",
        "record_behind",
        "record_damaged",
        "record_foreign",
        "record_gone",
        "record_is_gone",
        "slots_altered",
        "slots_damaged",
        "slots_not_written",
    }
)


def answer(found: Any, *, as_json: bool) -> None:
    """Print the whole answer on standard output."""
    text = json.dumps(found, ensure_ascii=False) if as_json else "\n".join(in_words(found))
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def refuse(line: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(one_line(line) + "\n")
    sys.stderr.flush()


def one_line(text: str) -> str:
    """The text as a single line of at most 300 characters that ends with a full stop."""
    flat = re.sub(r"\s+", " ", text).strip()
    if len(flat) > MOST:
        flat = flat[: MOST - 4].rstrip(" .,;:") + " ..."
    return flat if flat.endswith(".") else flat + "."


def error_line(error: InchstoneError) -> str:
    """The sentence of a refusal or a failure."""
    return one_line(sentence(error))


def status_of(error: InchstoneError) -> int:
    """2 where the request, the file or the person is refused; 1 where program or record is broken."""
    broken = isinstance(error, Unavailable) and error.code in _BROKEN_CODES
    return BROKEN if broken else REFUSED


def in_words(found: Any, indent: str = "") -> list[str]:
    """An answer as lines that a person reads: names and values, lists one item a line."""
    if isinstance(found, dict):
        lines = []
        for name, value in found.items():
            label = indent + name.replace("_", " ")
            if isinstance(value, dict | list) and value:
                lines += [f"{label}:", *in_words(value, indent + "  ")]
            else:
                lines.append(f"{label}: {_plain(value)}")
        return lines
    if isinstance(found, list):
        return [line for item in found for line in _item(item, indent)]
    return [indent + _plain(found)]


def _item(item: Any, indent: str) -> list[str]:
    if isinstance(item, dict):
        return [
            indent + ", ".join(f"{name.replace('_', ' ')} {_plain(value)}" for name, value in item.items())
        ]
    return [indent + _plain(item)]


def _plain(value: Any) -> str:
    if value is None or value in ([], {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
