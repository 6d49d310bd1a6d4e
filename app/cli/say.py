"""What the command line answers: one JSON object or the same in words; one line where it refuses."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
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
        "record_altered",
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


def answer(found: Any, *, as_json: bool) -> bool:
    """Print the whole answer on standard output. False where it could not be written."""
    return put((json.dumps(found, ensure_ascii=False) if as_json else "\n".join(in_words(found))) + "\n")


def put(text: str) -> bool:
    """Write to standard output. A reader who has seen enough and went is no failure."""
    if sys.stdout is None:
        return False
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
    except (OSError, ValueError):  # a full disk, a closed file, or signs that the terminal has none for
        _let_go_of_output()
        return False
    return True


def _let_go_of_output() -> None:
    """What was not written stays unwritten: the interpreter would try again at its end, and complain."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def refuse(line: str) -> None:
    """Print one line on standard error."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
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
            label = indent + _label(name)
            if _has_parts(value):
                lines += [f"{label}:", *in_words(value, indent + "  ")]
            else:
                lines.append(f"{label}: {_plain(value)}")
        return lines
    if isinstance(found, list):
        return [line for item in found for line in _item(item, indent)]
    return [indent + _plain(found)]


def _item(item: Any, indent: str) -> list[str]:
    """One item of a list: its plain values on a line, what has parts of its own below it."""
    if isinstance(item, list):
        return in_words(item, indent + "  ")
    if not isinstance(item, dict):
        return [indent + _plain(item)]
    plain = {name: value for name, value in item.items() if not _has_parts(value)}
    parts = {name: value for name, value in item.items() if name not in plain}
    shown = ", ".join(f"{_label(name)} {_plain(value)}" for name, value in plain.items())
    return [*([indent + shown] if plain else []), *in_words(parts, indent + "  ")]


def _has_parts(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _label(name: str) -> str:
    """A name of ours, or somebody's heading, which may have line breaks."""
    return _plain(name.replace("_", " "))


def _plain(value: Any) -> str:
    if value is None or value in ([], {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).splitlines())
