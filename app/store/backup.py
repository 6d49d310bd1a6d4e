"""Backups: an online copy that is restored and checked before it counts, and the way back.

A backup is one file, an uncompressed zip of the encrypted database, the slot file, the purge list and a
manifest under MAC. Nothing in it is readable without a slot or a sheet.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.errors import Unavailable
from app.store import keys, platform, rotation, slots, verify
from app.store.engine import DATABASE, SCHEMA_VERSION, dial, make_engine
from app.store.errors import as_unavailable
from app.store.keys import Keys
from app.store.record import Record
from app.store.schema import Shape
from app.store.slots import SlotFile

SUFFIX: Final = ".inchstone"
MANIFEST: Final = "manifest.json"
PURGES: Final = "purges.json"
MARKER: Final = "inchstone backups.txt"
_PARTS: Final = (DATABASE, slots.FILE, PURGES, MANIFEST)
_MOST_MANIFEST: Final = 1 << 20
_STAMP: Final = "%Y-%m-%dT%H%M%SZ"

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself, under MAC."""

    record: str
    at: str
    schema: int
    branch: int
    seq: int
    head: str
    sha256: dict[str, str]
    counts: dict[str, int]
    why: str


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup as it lies in a folder. ``verified`` means that it was restored and checked."""

    path: Path
    at: datetime
    why: str
    rows: int
    branch: int
    seq: int
    verified: bool


def home_of(ref: str) -> Path:
    """Where backups go by themselves: in the local data, by the record's reference."""
    return platform.places().local / "backups" / ref


def make(
    record: Record,
    folder: Path,
    at: datetime,
    why: str = "asked",
    step: Step | None = None,
    *,
    shape: Shape | None = None,
) -> BackupFile:
    """Copy the open record into a folder, restore the copy, check it, and only then give it its name.

    ``shape`` is the schema of an older record. Raises ``Unavailable`` where it cannot be written or does
    not hold up; what was there stays.
    """
    say = step or (lambda _done, _total, _label: None)
    name = f"{record.ref} {at.astimezone(UTC):{_STAMP}}{SUFFIX}"
    target = _free_name(folder / name)
    part = folder / f".{target.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".copying-") as bench:
            say(0, 3, "copying")
            manifest = _copied(record, Path(bench), at, why)
            say(1, 3, "packing")
            _pack(Path(bench), part)
            say(2, 3, "checking")
            unpack(part, Path(bench) / "restored")
            check(Path(bench) / "restored", record.keys, slots.load(record.folder), shape)
        part.replace(target)
        platform.flush_folder(folder)
    except OSError as error:
        raise as_unavailable(error) or Unavailable("disk_failed") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    say(3, 3, "done")
    return BackupFile(target, at, why, sum(manifest.counts.values()), manifest.branch, manifest.seq, True)


def _free_name(path: Path) -> Path:
    for number in range(2, 1000):
        if not path.exists():
            return path
        path = path.with_name(f"{path.name.removesuffix(SUFFIX).split(' (')[0]} ({number}){SUFFIX}")
    raise Unavailable("disk_failed")


def _copied(record: Record, bench: Path, at: datetime, why: str) -> Manifest:
    _copy_database(record, bench / DATABASE)
    (bench / slots.FILE).write_bytes(slots.to_bytes(slots.load(record.folder)))
    purges = record.folder / PURGES
    (bench / PURGES).write_bytes(purges.read_bytes() if purges.exists() else b"[]\n")
    with look_inside(bench / DATABASE, record.keys) as db:
        counts, schema = counts_of(db), db.execute(text("PRAGMA user_version")).scalar_one()
        branch, seq, head = stand(db)
    digests = {name: _digest(bench / name) for name in _PARTS if name != MANIFEST}
    manifest = Manifest(
        record.ref,
        at.astimezone(UTC).isoformat(),
        schema,
        branch,
        seq,
        head.hex(),
        digests,
        counts,
        why,
    )
    body = _canonical(manifest)
    mac = hmac.digest(record.keys.manifest, body, "sha256").hex()
    (bench / MANIFEST).write_text(json.dumps({"body": asdict(manifest), "mac": mac}), encoding="utf-8")
    return manifest


def _copy_database(record: Record, target: Path) -> None:
    """SQLite's online copy, in one step, under the same key: what a plain copy of the file is not."""
    source = dial(record.folder / DATABASE, record.keys.database, read_only=True)
    try:
        made = dial(target, record.keys.database, unsynced=True)
        try:
            source.backup(made)
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            made.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            made.close()
    except Exception as error:
        raise as_unavailable(error) or error from error
    finally:
        source.close()


def stand(db: Session) -> tuple[int, int, bytes]:
    """The branch of a record, and its last entry with that entry's MAC."""
    branch = db.execute(text("SELECT branch FROM record")).scalar_one()
    row = db.execute(text("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1")).first()
    return branch, (row[0] if row else 0), (bytes(row[1]) if row else b"")


@contextlib.contextmanager
def look_inside(path: Path, held: Keys) -> Iterator[Session]:
    """A file that is nobody's open record, to be read and nothing else."""
    engine = make_engine(path, held.database, read_only=True, unsynced=True)
    try:
        with Session(engine, autoflush=False) as db, db.begin():
            yield db
    finally:
        engine.dispose()


def counts_of(db: Session) -> dict[str, int]:
    """The rows of every table, by its name."""
    tables = db.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    ).scalars()
    return {name: db.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables.all()}


def _pack(bench: Path, part: Path) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
        for name in _PARTS:
            packed.write(bench / name, name)
    with part.open("rb+") as handle:
        os.fsync(handle.fileno())


def check(room: Path, held: Keys, live: SlotFile | None = None, shape: Shape | None = None) -> Manifest:
    """Look at everything of a backup that was unpacked into a room. Raises ``Unavailable`` for what is wrong.

    ``live`` is the slot file of the open record: its sheets were proved by a real unlock, and the copy's
    must be the same, byte for byte. ``shape`` is the schema it must have, where that is not the one of
    the version that made it.
    """
    manifest = read_manifest(room, held)
    if shape is None and manifest.schema < SCHEMA_VERSION:
        from app.store.migrate.shape import shape_of

        shape = shape_of(manifest.schema)
    if live is not None:
        _check_slots(slots.from_bytes((room / slots.FILE).read_bytes()), live, held)
    with look_inside(room / DATABASE, held) as db:
        if counts_of(db) != manifest.counts:
            raise Unavailable("backup_not_sound", found="counts")
        if stand(db) != (manifest.branch, manifest.seq, bytes.fromhex(manifest.head)):
            raise Unavailable("backup_not_sound", found="head")
        for found in verify.quick_checks(db, held.audit, shape):
            if not found.ok:
                raise Unavailable("backup_not_sound", found=found.name)
    return manifest


def settle(room: Path) -> None:
    """Make a restored room a record's folder: what belongs to the backup alone goes, the rest is flushed."""
    (room / MANIFEST).unlink()
    for path in room.iterdir():
        with path.open("rb+") as handle:
            platform.flush_file(handle.fileno())
    platform.flush_folder(room)


def _check_slots(copied: SlotFile, live: SlotFile, held: Keys) -> None:
    """It opens with the signed-in person's slot, and its sheets are those that a real unlock has proved."""
    if held.staff is not None and not held.opens(copied):
        raise Unavailable("backup_not_sound", found="slot")
    if copied.sheets != live.sheets or not all(keys.is_proved(sheet, held) for sheet in copied.sheets):
        raise Unavailable("backup_not_sound", found="recovery")


def unpack(path: Path, room: Path) -> None:
    """Take the four parts out of a file that anybody may have written. Raises ``Unavailable``."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = [entry.filename for entry in packed.infolist()]
            stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in packed.infolist())
            if sorted(names) != sorted(_PARTS) or not stored:
                raise Unavailable("not_a_backup")
            room.mkdir(parents=True)
            for name in _PARTS:
                with packed.open(name) as source, (room / name).open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unavailable("backup_damaged") from error
    except FileNotFoundError as error:
        raise Unavailable("not_a_backup") from error


def read_manifest(room: Path, held: Keys) -> Manifest:
    """The manifest of an unpacked backup, its MAC and every digest checked. Raises ``Unavailable``."""
    try:
        said: dict[str, Any] = json.loads((room / MANIFEST).read_bytes()[:_MOST_MANIFEST])
        manifest = Manifest(**said["body"])
        mac = bytes.fromhex(said["mac"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unavailable("backup_damaged") from error
    if not hmac.compare_digest(hmac.digest(held.manifest, _canonical(manifest), "sha256"), mac):
        raise Unavailable("backup_damaged")
    if manifest.schema > SCHEMA_VERSION:
        raise Unavailable("record_is_newer", found=manifest.schema, known=SCHEMA_VERSION)
    for name, digest in manifest.sha256.items():
        if name not in _PARTS or _digest(room / name) != digest:
            raise Unavailable("backup_damaged")
    return manifest


def _canonical(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), sort_keys=True, separators=(",", ":")).encode("utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def kept_in(folder: Path, ref: str) -> tuple[BackupFile, ...]:
    """The backups of one record in a folder, oldest first, by what their manifests say."""
    found = []
    for path in folder.glob(f"{ref} *{SUFFIX}"):
        with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile):
            with zipfile.ZipFile(path) as packed:
                said = json.loads(packed.read(MANIFEST))["body"]
            at = datetime.fromisoformat(said["at"])
            rows = sum(said["counts"].values())
            found.append(BackupFile(path, at, said["why"], rows, said["branch"], said["seq"], True))
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name)))


def latest(kept: Sequence[BackupFile], now: datetime) -> BackupFile | None:
    """The newest copy. One from a clock that was set ahead is taken for it only where there is no other."""
    past = [each for each in kept if each.at <= now]
    return next(reversed(past or list(kept)), None)


def holds(kept: Iterable[BackupFile], record: Record) -> bool:
    """Whether one of these copies holds the record as it stands now."""
    return any((each.branch, each.seq) == (record.branch, record.head.seq) for each in kept)


def rotate(folder: Path, ref: str, now: datetime, *, rows_now: int, term_ends: tuple[Any, ...] = ()) -> int:
    """Give up what no tier keeps. Nothing, where rows fell too far or the folder is not marked as ours."""
    kept = kept_in(folder, ref)
    marker = folder / MARKER
    if not marker.exists():
        if len(kept) <= 1:
            marker.write_text("Backups of Inchstone. Keep this file beside them.\n", encoding="utf-8")
        return 0
    before = max((each.rows for each in kept[:-1]), default=None)
    if not rotation.may_rotate(before, rows_now):
        return 0
    copies = [
        rotation.Copy(each.path.name, each.at, each.verified, each.why == "before a migration")
        for each in kept
    ]
    gone = rotation.given_up(copies, now, term_ends)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return len(gone)
