"""Caps that are looked at before anything is opened, and the walls the child puts round itself."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

MB = 1024 * 1024
MOST_FILE = 20 * MB
MOST_UNPACKED = 200 * MB
MOST_RATIO = 100
FREE_UNPACKED = MB
"""Below this size the ratio says nothing: a blank sheet packs very small."""
MOST_ENTRIES = 5_000
MOST_ROWS = 200_000
MOST_COLUMNS = 16_384
MOST_CELLS = 3_000_000
MOST_CELL_LENGTH = 100_000
MOST_NODES = 100_000
UNREAD = "\udcff"
"""Half a pair, which no text holds by right: it stands for what is no letter until the parent is told."""
_NO_LETTER = re.compile("[\x80-\x84\x86-\x9f\ud800-\udfff]")
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85]")
CHUNK = 256 * 1024

_ENCRYPTED = 0x1
_SHORTEST_HEADER = 30
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(10)), *(f"LPT{n}" for n in range(10))]
)
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".ods", ".docx", ".jar", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2")


class FileRefused(Exception):
    """The file is not read: one code, and figures that fill the blanks of its sentence."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def cell(text: str) -> str:
    """The text, unless it is longer than any cell or step may be: half of it would be worse than none.

    What steers a machine is a blank; what is no letter at all is the one mark for it.
    """
    if len(text) > MOST_CELL_LENGTH:
        raise FileRefused("cell_too_long", most=MOST_CELL_LENGTH)
    if text.isprintable():
        return text
    return _NO_LETTER.sub(UNREAD, _STEERING.sub(" ", text))


def read_capped(path: Path) -> bytes:
    """The whole file, unless it is no plain file, empty, or over the size that is read."""
    try:
        # Not to wait for ever on a pipe that calls itself a file.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as problem:
        raise FileRefused("file_not_there") from problem
    try:
        return _read_all(handle)
    except OSError as problem:
        raise FileRefused("file_not_there") from problem
    finally:
        os.close(handle)


def _read_all(handle: int) -> bytes:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise FileRefused("file_not_there")
    content = bytearray()
    while piece := os.read(handle, CHUNK * 4):
        content += piece
        if len(content) > MOST_FILE:
            raise FileRefused("file_too_big", most_mb=MOST_FILE // MB)
    if not content:
        raise FileRefused("file_empty")
    return bytes(content)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, once everything it says about itself is bearable. Names are never used as paths."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    if end < 0 or end + 22 > len(content):
        raise FileRefused("file_damaged")
    # Counted before the list is read, since reading a million names is what such a file is made for.
    if int.from_bytes(content[end + 10 : end + 12], "little") > MOST_ENTRIES:
        raise FileRefused("file_too_many_parts", most=MOST_ENTRIES)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError) as problem:
        raise FileRefused("file_damaged") from problem
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise FileRefused("file_too_many_parts", most=MOST_ENTRIES)
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise FileRefused("file_parts_unsafe")
    for entry in entries:
        _check_entry(entry)
    _check_no_overlap(entries, len(content))
    _check_size(sum(entry.file_size for entry in entries), len(content))
    return archive


def _check_no_overlap(entries: list[zipfile.ZipInfo], length: int) -> None:
    """Parts that share bytes, or lie outside the file, are how a small archive becomes an endless one."""
    ends = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < ends:
            raise FileRefused("file_damaged")
        ends = entry.header_offset + _SHORTEST_HEADER + entry.compress_size
    if ends > length:
        raise FileRefused("file_damaged")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise FileRefused("file_has_password")
    if not _is_plain_name(entry.filename) or stat.S_ISLNK(entry.external_attr >> 16):
        raise FileRefused("file_parts_unsafe")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused("file_parts_unsafe")
    if entry.filename.casefold().endswith(_ARCHIVES):
        raise FileRefused("file_holds_archive")
    if entry.file_size > FREE_UNPACKED and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise FileRefused("file_unpacks_too_big", most_mb=MOST_UNPACKED // MB)


def _is_plain_name(name: str) -> bool:
    parts = name.replace("\\", "/").rstrip("/").split("/")
    return (
        bool(name)
        and len(name) < 1_000
        and not name.startswith(("/", "\\"))
        and ":" not in name
        and all(character >= " " for character in name)
        and all(part not in ("", ".", "..") for part in parts)
        and all(
            part.split(".")[0].upper() not in _DEVICES and not part.endswith((".", " ")) for part in parts
        )
    )


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > MOST_UNPACKED or unpacked > FREE_UNPACKED and unpacked > MOST_RATIO * packed:
        raise FileRefused("file_unpacks_too_big", most_mb=MOST_UNPACKED // MB)


def part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """One part in pieces; a part that holds other than it said, or than its checksum says, is damage."""
    length = 0
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(CHUNK):
                length += len(piece)
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as problem:
        raise FileRefused("file_damaged") from problem
    if length != entry.file_size:
        raise FileRefused("file_damaged")


def gunzip(content: bytes) -> bytes:
    """What a gzip file holds, under the same caps; several members follow one another, as gzip allows."""
    pieces: list[bytes] = []
    unpacked = 0
    rest = content
    while rest:
        stream = zlib.decompressobj(wbits=31)
        try:
            while not stream.eof:
                piece = stream.decompress(rest, CHUNK)
                rest = stream.unconsumed_tail
                unpacked += len(piece)
                _check_size(unpacked, len(content))
                pieces.append(piece)
                if not piece and not rest and not stream.eof:
                    raise FileRefused("file_damaged")
        except zlib.error as problem:
            raise FileRefused("file_damaged") from problem
        rest = stream.unused_data.lstrip(b"\0")
    return b"".join(pieces)


_CLOSED = (
    "ctypes.",
    "open",
    "os.",
    "shutil.",
    "socket.",
    "subprocess.",
    "tempfile.",
    "urllib.",
    "webbrowser.",
)
"""How the names of what is refused begin, in Python's own table of audit events."""


def seal() -> None:
    """From now on nothing more is opened, fetched, started or written by this process but its answers.

    The file's bytes are in memory and every module is loaded before this is called.
    """

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(_CLOSED):
            raise PermissionError(f"the child is sealed: {event}")

    sys.addaudithook(refuse)
