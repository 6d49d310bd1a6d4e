"""Reads one stranger's file: kind and path in, JSON lines out, one refusal or one end as the last line."""

from __future__ import annotations

import encodings.cp437
import encodings.cp1252
import encodings.idna
import encodings.utf_8_sig
import encodings.utf_16
import encodings.utf_16_be
import encodings.utf_16_le
import encodings.utf_32
import json
import sys
import threading
import xml.sax.expatreader
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import defusedxml.expatreader

from app.parse import case_json, limits, outline, sheet_xlsx, sniff, text_csv
from app.parse.limits import FileRefused

LOADED_BEFORE_SEALING = (
    encodings.cp437,
    encodings.cp1252,
    encodings.idna,
    encodings.utf_8_sig,
    encodings.utf_16,
    encodings.utf_16_be,
    encodings.utf_16_le,
    encodings.utf_32,
    xml.sax.expatreader,
    defusedxml.expatreader,
)
"""Python fetches these only when first needed, and after sealing nothing can be fetched."""

BEAT_SECONDS = 0.5
ROWS_TOGETHER = 100
KINDS = ("table", "curriculum")
Line = list[Any]


class Voice:
    """Says one line at a time, and that it still lives while a line takes long."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._turn = threading.Lock()
        self._done = threading.Event()

    def say(self, line: Line) -> None:
        text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
        with self._turn:
            self._out.write(text.encode("ascii") + b"\n")

    def start(self) -> None:
        self._beat()
        threading.Thread(target=self._keep_beating, daemon=True).start()

    def stop(self) -> None:
        self._done.set()
        with self._turn:
            self._out.flush()

    def _keep_beating(self) -> None:
        while not self._done.wait(BEAT_SECONDS):
            self._beat()

    def _beat(self) -> None:
        self.say(["beat"])
        with self._turn:
            self._out.flush()


def lines(kind: str, content: bytes, name: str) -> Iterator[Line]:
    """What the file says, in the order of the file."""
    packed = sniff.packed_kind(content)
    if packed in ("zip", "ole"):
        yield from sheet_xlsx.sheets(content, packed)
        return
    if packed == "gzip":
        content = limits.gunzip(content)
        name = name[:-3] if name.casefold().endswith(".gz") else name
        if not content:
            raise FileRefused("file_empty")
        if sniff.packed_kind(content) != "plain":
            raise FileRefused("file_holds_archive")
    yield from _text_lines(kind, sniff.decode(content), name)


def _text_lines(kind: str, text: str, name: str) -> Iterator[Line]:
    if sniff.text_kind(text, name) == "json":
        if kind == "table":
            raise FileRefused("file_is_json")
        yield from case_json.package(text)
    elif not text.strip("\ufeff \t\r\n,;|\x1a\0"):
        raise FileRefused("file_empty")
    elif outline.is_outline(text, name):
        if kind == "table" and _is_nested(text):
            raise FileRefused("file_is_outline")
        if kind == "table":
            yield from _table(text)
        else:
            for number, tabs, spaces, words in outline.indented(text):
                yield ["line", number, tabs, spaces, words]
    else:
        yield from _table(text)


def _is_nested(text: str) -> bool:
    margins = {(tabs, spaces) for _, tabs, spaces, _ in outline.indented(text)}
    return len(margins) > 1


def _table(text: str) -> Iterator[Line]:
    yield ["sheet", ""]
    for number, cells in text_csv.rows(text.removesuffix("\x1a")):
        yield ["row", number, cells]


def gathered(said: Iterator[Line]) -> Iterator[Line]:
    """Rows a hundred at a time, since a line each would take longer to pass on than to read."""
    rows: list[Line] = []
    for line in said:
        if line[0] == "row":
            rows.append(line[1:])
            if len(rows) < ROWS_TOGETHER:
                continue
        if rows:
            yield ["rows", rows]
            rows = []
        if line[0] != "row":
            yield line
    if rows:
        yield ["rows", rows]


def answer(kind: str, path: Path, voice: Voice) -> None:
    """Every line of the file, then how many there were; or why it is refused."""
    said = 0
    try:
        content = limits.read_capped(path)
        limits.seal()
        for line in gathered(lines(kind, content, path.name)):
            voice.say(line)
            said += 1
    except FileRefused as refused:
        voice.say(["refused", refused.code, refused.facts])
    except (MemoryError, RecursionError):
        voice.say(["refused", "file_needs_too_much", {}])
    else:
        voice.say(["end", said])


def main(arguments: list[str]) -> int:
    """Read one file for the parent; what goes wrong unforeseen is told by a status alone."""
    if len(arguments) != 2 or arguments[0] not in KINDS:
        return 2
    voice = Voice(sys.stdout.buffer)
    voice.start()
    answer(arguments[0], Path(arguments[1]), voice)
    voice.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
