"""Where a live record may lie: on a disk of this PC, in a folder that nothing copies or puts back behind it.

A sync client that uploads half a save, a share that loses its lock, a stick that is pulled out: each has
cost somebody a database. Backups may lie there; the record that is written to may not.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from app.core.errors import Unavailable
from app.store import platform
from app.store.platform import Disk

_VARIABLES: Final = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}

_MARKERS: Final = {
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""What a sync client leaves in the root of the folder it looks after."""

_SETTINGS_OF_DROPBOX: Final = ".dropbox"
"""In the root of its folder a file; a folder of that name in somebody's home only says it is installed."""

_NAMES: Final = (
    (re.compile(r"onedrive( - .+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"onedrive-.+", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"google ?drive( .+)?|googledrive-.+", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
    (
        re.compile(r"nextcloud|owncloud|megasync|pcloud ?drive|box sync", re.IGNORECASE),
        "another sync service",
    ),
)
"""What their folders are called, for clients whose settings we cannot find."""

_CLOUD_ATTRIBUTES: Final = 0x00400000 | 0x00040000 | 0x00080000 | 0x00100000
"""Windows: fetched when read or opened, pinned or unpinned. Only cloud file systems set them."""

_CLOUD_TAG: Final = 0x9000001A
_TAG_MASK: Final = 0xFFFF0FFF


def check_place(
    folder: Path, *, environment: Mapping[str, str] | None = None, home: Path | None = None
) -> None:
    """Raise ``Unavailable`` with the reason where a live record must not lie in this folder.

    The folder need not exist yet. place_is_network, place_is_removable, place_is_synced with the service,
    place_cannot_lock, place_is_read_only.
    """
    resolved = Path(os.path.realpath(folder))
    if str(folder).startswith(("\\\\", "//")):
        raise Unavailable("place_is_network")
    if not any(resolved.is_relative_to(root) for root in platform.temporary_roots()):
        _check_disk(platform.kind_of_disk(resolved))
    service = synced_by(resolved, environment=environment, home=home)
    if service is not None:
        raise Unavailable("place_is_synced", service=service)
    _check_can_be_written(_nearest(resolved))


def check_place_of_copies(folder: Path) -> None:
    """Raise ``Unavailable`` where copies cannot be written. A stick, a share or a synced folder will do.

    The folder need not exist yet, and a full disk is no reason: it may be emptied before the first copy.
    """
    try:
        with tempfile.TemporaryFile(dir=_nearest(Path(os.path.realpath(folder)))):
            return
    except OSError as problem:
        if problem.errno not in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise Unavailable("place_is_read_only") from problem


def check_file(path: Path) -> None:
    """Raise ``Unavailable`` where the record's file is a link or has a second name: a save would miss it."""
    if path.is_symlink() or path.exists() and path.stat().st_nlink > 1:
        raise Unavailable("record_is_linked")


def synced_by(
    folder: Path, *, environment: Mapping[str, str] | None = None, home: Path | None = None
) -> str | None:
    """The service that looks after this folder or one above it, None where there is no sign of one."""
    known = _known_roots(os.environ if environment is None else environment, home or Path.home())
    roots = {Path(os.path.realpath(root)): service for root, service in known}
    for above in (folder, *folder.parents):
        found = roots.get(above) or _by_marks(above) or _by_name(above.name)
        if found is not None:
            return found
    return None


def _check_disk(disk: Disk) -> None:
    if disk is Disk.NETWORK:
        raise Unavailable("place_is_network")
    if disk is Disk.REMOVABLE:
        raise Unavailable("place_is_removable")
    if disk is Disk.UNKNOWN:
        raise Unavailable("place_cannot_lock")


def _check_can_be_written(folder: Path) -> None:
    """Really make and lock a file: rights, read-only disks and missing locks in one question.

    A full disk is no reason: the record that lies on it must still open, for an allergy to be read.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            locked = platform.try_lock(trial.fileno())
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            return
        raise Unavailable("place_is_read_only") from problem
    if not locked:
        raise Unavailable("place_cannot_lock")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first above it that exists."""
    return next((above for above in (folder, *folder.parents) if above.is_dir()), folder)


def _known_roots(environment: Mapping[str, str], home: Path) -> Iterator[tuple[str, str]]:
    """Roots that clients name in the environment, the registry and their own settings."""
    for variable, service in _VARIABLES.items():
        if environment.get(variable):
            yield environment[variable], service
    yield from ((str(root), "OneDrive") for root in platform.synced_roots_in_registry())
    own = [Path(environment[name]) for name in ("APPDATA", "LOCALAPPDATA") if environment.get(name)]
    for path in (
        home / _SETTINGS_OF_DROPBOX / "info.json",
        *(each / "Dropbox" / "info.json" for each in own),
    ):
        yield from ((root, "Dropbox") for root in _dropbox_roots(path))
    for folder in (home / ".config", *own):
        for service in ("Nextcloud", "ownCloud"):
            for root in _roots_in(folder / service / f"{service.lower()}.cfg"):
                yield root, service


def _roots_in(settings: Path) -> list[str]:
    try:
        return [root.strip() for root in re.findall(r"localPath=(.+)", settings.read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return []


def _dropbox_roots(settings: Path) -> list[str]:
    try:
        accounts = json.loads(settings.read_text(encoding="utf-8"))
        return [str(account["path"]) for account in accounts.values()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _by_marks(folder: Path) -> str | None:
    """What the folder itself tells; a folder that cannot be looked into tells nothing."""
    with contextlib.suppress(OSError):
        for marker, service in _MARKERS.items():
            if (folder / marker).exists():
                return service
        if (folder / _SETTINGS_OF_DROPBOX).is_file():
            return "Dropbox"
        if any(folder.glob(".sync_*.db")) or any(folder.glob("._sync_*.db")):
            return "Nextcloud"
        found = folder.lstat()
        tag = getattr(found, "st_reparse_tag", 0)
        if getattr(found, "st_file_attributes", 0) & _CLOUD_ATTRIBUTES or tag & _TAG_MASK == _CLOUD_TAG:
            return "OneDrive"
    return None


def _by_name(name: str) -> str | None:
    return next((service for pattern, service in _NAMES if pattern.fullmatch(name)), None)
