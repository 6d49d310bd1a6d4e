"""Has a stranger's file read in a process of its own, watches it, and believes nothing it says."""

from __future__ import annotations

import hashlib
import json
import os
import queue
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from app.core.errors import Refused, Unavailable
from app.exchange.sheet import Found, Item, Link, Node, NotRead, OutlineLine, Package, Row, Sheet
from app.store import platform

Kind = Literal["table", "curriculum"]

MB = 1024 * 1024
MOST_FILE = 20 * MB
_MOST_SHARED = 200_000
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long, how much memory and how many words a child gets."""

    to_start: float = 15.0
    """The file is not open yet; a busy machine may take its time to start a program."""
    silence: float = 2.0
    in_all: float = 60.0
    memory: int = 300 * MB
    line: int = 20 * MB
    words: int = 256 * MB


BOUNDS = Bounds()

REFUSALS = frozenset(
    [
        "cell_too_long",
        "file_damaged",
        "file_empty",
        "file_has_no_sheet",
        "file_has_only_hidden",
        "file_has_password",
        "file_holds_archive",
        "file_is_archive",
        "file_is_document",
        "file_is_json",
        "file_is_not_text",
        "file_is_outline",
        "file_is_pdf",
        "file_is_picture",
        "file_is_turtle",
        "file_is_web_page",
        "file_is_xml",
        "file_needs_too_much",
        "file_not_there",
        "file_parts_unsafe",
        "file_quotes_broken",
        "file_too_big",
        "file_too_many_columns",
        "file_too_many_parts",
        "file_too_many_rows",
        "file_unpacks_too_big",
        "file_xml_unsafe",
        "json_broken",
        "json_not_curriculum",
        "sheet_too_large",
    ]
)
"""Every code the child may give; any other is nonsense."""


def read(path: Path, kind: Kind, bounds: Bounds = BOUNDS) -> Found:
    """What the file says. Raises ``Refused`` with one code for every file that is not read."""
    gathered = _Gathered()
    with _Child(path, kind, bounds) as child:
        for line in child.lines():
            if gathered.take(line):
                break
        else:
            raise Refused("file_reader_stopped")
    return gathered.found(_digest(path), path.name)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.sha256(file.read(MOST_FILE + 1)).hexdigest()
    except OSError as problem:
        raise Refused("file_not_there") from problem


class _Child:
    """One running child: its lines as they come, and its end whatever happens."""

    def __init__(self, path: Path, kind: Kind, bounds: Bounds) -> None:
        self._bounds = bounds
        command, folder = platform.child_command("app.parse")
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        # One heap for all threads: each further one would reserve 64 MB of the little it has.
        surroundings["MALLOC_ARENA_MAX"] = "1"
        try:
            self._process = subprocess.Popen(
                [*command, kind, str(path.absolute())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=surroundings,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError) as problem:
            raise Unavailable("reader_not_started") from problem
        self._limit = platform.limit_memory(self._process, bounds.memory)
        self._heard: queue.Queue[bytes | None] = queue.Queue(maxsize=10_000)
        self._over = threading.Event()
        self._listener = threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._listener.start()

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._process.kill()
        while self._listener.is_alive():
            self._drain()
            self._listener.join(0.01)
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        platform.let_go(self._limit)

    def _drain(self) -> None:
        while not self._heard.empty():
            self._heard.get_nowait()

    def _listen(self, out: IO[bytes] | None) -> None:
        while out is not None and not self._over.is_set():
            line = out.readline(self._bounds.line)
            self._heard.put(line or None)
            if not line:
                return

    def lines(self) -> Iterator[list[object]]:
        """Each line, checked to be a list that begins with its kind. Silence and excess are refused."""
        ends = time.monotonic() + self._bounds.in_all
        patience = self._bounds.to_start
        words = 0
        while True:
            left = ends - time.monotonic()
            try:
                line = self._heard.get(timeout=max(0.0, min(patience, left)))
            except queue.Empty:
                raise Refused("file_took_too_long") from None
            if line is None:
                return
            if left <= 0:
                raise Refused("file_took_too_long")
            patience = self._bounds.silence
            words += len(line)
            if words > self._bounds.words:
                raise Refused("file_needs_too_much")
            yield _line(line)


def _line(text: bytes) -> list[object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise Refused("file_reader_nonsense") from problem
    if not isinstance(found, list) or not found:
        raise Refused("file_reader_nonsense")
    return found


@dataclass(slots=True)
class _Gathered:
    """The lines of one child put together, each checked for its shape."""

    said: int = 0
    sheets: list[tuple[str, list[Row]]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    document: dict[str, str] | None = None
    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lost: list[NotRead] = field(default_factory=list)
    outline: list[OutlineLine] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def take(self, line: list[object]) -> bool:
        """Take one line; true when it was the last."""
        match line:
            case ["beat"]:
                return False
            case ["end", int(said)] if said == self.said:
                return True
            case ["refused", str(code), dict(facts)] if code in REFUSALS:
                raise Refused(code, **_figures(facts))
            case ["rows", list(rows)] if self.sheets:
                self._rows(rows)
            case ["sheet", str(name)]:
                self.sheets.append((_mended(name), []))
            case ["hidden", str(name)]:
                self.hidden.append(_mended(name))
            case ["line", int(number), int(tabs), int(spaces), str(words)]:
                mended = _mended(words)
                self.outline.append(OutlineLine(number, tabs, spaces, mended, mended != words))
            case _:
                self._package_line(line)
        self.said += 1
        return False

    def _same(self, text: str) -> str:
        """One copy of words that stand in many cells, as most do: a large sheet stays small."""
        return self.words.setdefault(text, text) if len(self.words) < _MOST_SHARED else text

    def _rows(self, found: list[object]) -> None:
        rows = self.sheets[-1][1]
        last = rows[-1].line if rows else 0
        for row in found:
            match row:
                case [int(number), list(cells)] if number > last and all(type(cell) is str for cell in cells):
                    mended = cells if all(map(str.isascii, cells)) else [_mended(cell) for cell in cells]
                    rows.append(Row(number, tuple(map(self._same, mended)), mended != cells))
                    last = number
                case _:
                    raise Refused("file_reader_nonsense")

    def _package_line(self, line: list[object]) -> None:
        match line:
            case ["document", dict(found)]:
                self._document(_texts(found), found)
            case ["item", int(number), dict(found)]:
                texts = _texts(found)
                self.items.append(_item(number, texts, is_unread=texts != found))
            case ["link", int(number), dict(found)]:
                self.links.append(_link(number, _texts(found)))
            case ["lost", str(where), str(why)]:
                self.lost.append(NotRead(_mended(where), why))
            case _:
                raise Refused("file_reader_nonsense")

    def _document(self, texts: dict[str, str], found: dict[object, object]) -> None:
        """The framework itself. A title that is not whole comes in and is listed: there is no other."""
        self.document = texts
        if texts.get("title") != found.get("title"):
            self.lost.append(NotRead("CFDocument", "title_unreadable", texts.get("title", "")))

    def found(self, digest: str, name: str) -> Found:
        sheets = tuple(Sheet(title, tuple(rows)) for title, rows in self.sheets)
        package = None
        if self.document is not None:
            package = Package(
                self.document.get("title", ""),
                self.document.get("identifier") or last_part(self.document.get("uri", "")),
                tuple(self.items),
                tuple(self.links),
                tuple(self.lost),
            )
        plain = "".join(character if character >= " " else " " for character in _mended(name))
        return Found(digest, plain, sheets, package, tuple(self.outline), tuple(self.hidden))


def _figures(facts: dict[object, object]) -> dict[str, int]:
    return {
        name: value
        for name, value in facts.items()
        if isinstance(name, str) and name in ("most", "most_mb") and isinstance(value, int)
    }


def _texts(found: dict[object, object]) -> dict[str, str]:
    texts = {
        name: _mended(text) for name, text in found.items() if isinstance(name, str) and isinstance(text, str)
    }
    if len(texts) != len(found):
        raise Refused("file_reader_nonsense")
    return texts


def _mended(text: str) -> str:
    """The text with U+FFFD for each half of a pair: neither the record nor a screen could take those."""
    return text if text.isascii() else _HALF_PAIR.sub("\ufffd", text)


def _item(number: int, texts: dict[str, str], *, is_unread: bool) -> Item:
    statement = texts.get("statement") or texts.get("short") or texts.get("code", "")
    identifier = texts.get("identifier") or last_part(texts.get("uri", ""))
    node = Node(identifier, texts.get("code", ""), statement, texts.get("type", ""))
    return Item(f"CFItems {number}", node, texts.get("enumeration", ""), is_unread)


def _link(number: int, texts: dict[str, str]) -> Link:
    return Link(
        f"CFAssociations {number}",
        texts.get("type", ""),
        last_part(texts.get("child", "")),
        last_part(texts.get("parent", "")),
        texts.get("sequence", ""),
    )


def last_part(address: str) -> str:
    """The identifier at the end of an address; what is no address is given back as it is."""
    return address.rstrip("/").rsplit("/", 1)[-1] if "://" in address else address
