"""The machine underneath: paths, locks, flushing, limits. Both halves, POSIX and Windows, stand here.

Nothing else in the program asks which system it runs on, so whoever ports it reads one file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

import platformdirs

if sys.platform == "win32":  # windows only
    import ctypes
    import msvcrt
    import winreg
    from ctypes import wintypes
else:
    import fcntl
    import resource

NAME = "Inchstone"
HOME_VARIABLE = "INCHSTONE_HOME"
STARTED = datetime.fromtimestamp(time.time(), UTC)
"""When this process began, as near as its first imports tell."""

CHILD_ARGUMENT = "--child="
"""First argument of the frozen program when it is to be the child: ``--child=app.parse``."""


# Where things lie


@dataclass(frozen=True, slots=True)
class Places:
    """The two roots outside the record: this person's local data, and what all on this PC share."""

    local: Path
    program: Path | None

    @property
    def witnesses(self) -> tuple[Path, ...]:
        """Folders that may hold witnesses, the one to prefer for writing first."""
        own = self.local / "witness"
        return (own,) if self.program is None else (self.program / "witness", own)


def places() -> Places:
    """The roots on this machine; with INCHSTONE_HOME set everything lies there and only there."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Places(local=Path(home).absolute(), program=None)
    local = platformdirs.user_data_path(NAME, appauthor=False, roaming=False)
    return Places(local=local, program=_program_data())


def _program_data() -> Path:
    if sys.platform == "win32":  # windows only
        root = Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / NAME
    else:
        root = Path("/var/lib") / NAME.lower()
    return root


def temporary_roots() -> tuple[Path, ...]:
    """The machine's temporary folders: local by definition, whatever they are mounted on."""
    named = [tempfile.gettempdir(), *(os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP"))]
    fixed = [] if sys.platform == "win32" else ["/tmp", "/var/tmp"]
    return tuple({Path(root).resolve() for root in (*named, *fixed) if root})


# Writing so that it stays written


def flush_file(handle: int) -> None:
    """Return once the bytes of this open file are on the disk itself."""
    os.fsync(handle)


def flush_bytes(handle: int) -> None:
    """The same for a file whose length has not changed: its times may reach the disk later."""
    getattr(os, "fdatasync", os.fsync)(handle)


def flush_folder(folder: Path) -> None:
    """Return once the folder's list of names is on the disk; NTFS keeps that list in its own journal."""
    directory = getattr(os, "O_DIRECTORY", None)
    if directory is None:  # windows only
        return
    handle = os.open(folder, os.O_RDONLY | directory)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_atomically(path: Path, content: bytes) -> None:
    """Put the whole content under this name or leave what was there: temporary file, flush, rename."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            flush_file(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_at(path: Path, offset: int, content: bytes) -> None:
    """Overwrite bytes of a file that already has its length, so that a full disk cannot refuse it."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.lseek(handle, offset, os.SEEK_SET)
        written = 0
        while written < len(content):
            written += os.write(handle, content[written:])
        flush_bytes(handle)
    finally:
        os.close(handle)


# One opener

_LOCKED_BYTE = 1 << 30
"""Far behind the text, since a locked byte cannot be read by others on Windows."""


def try_lock(handle: int) -> bool:
    """Lock this open file for as long as it stays open; False at once if another holds it.

    ``flock`` and not POSIX record locks: those are dropped by any close of the file in the process.
    """
    try:
        if sys.platform == "win32":  # windows only
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def unlock(handle: int) -> None:
    """Let go of the lock before the file is closed."""
    if sys.platform == "win32":  # windows only
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)


# Processes


def child_command(module: str) -> tuple[list[str], Path]:
    """How to start one of our modules in its own process: the command line, the folder to start in."""
    root = Path(__file__).resolve().parents[2]
    if getattr(sys, "frozen", False):
        return [sys.executable, f"{CHILD_ARGUMENT}{module}"], Path(sys.executable).parent
    return [sys.executable, "-m", module], root


def forbid_core_dumps() -> None:
    """Keep keys and words out of the file a crash would leave behind."""
    if sys.platform == "win32":  # windows only
        semantics = 0x0001 | 0x0002  # no box for a failed drive, no box for a crash
        ctypes.windll.kernel32.SetErrorMode(semantics)
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_memory(child: subprocess.Popen[bytes], most: int) -> int:
    """Cap the memory of a child that has just been started; the number answered goes to `let_go`."""
    if sys.platform == "win32":  # windows only
        limit = _job_with_limit(child, most)
    else:
        limit = 0
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(child.pid, resource.RLIMIT_AS, (most, most))
    return limit


def let_go(limit: int) -> None:
    """Release what `limit_memory` answered; on Windows this also ends a child that still runs."""
    if sys.platform == "win32" and limit:  # windows only
        ctypes.windll.kernel32.CloseHandle(wintypes.HANDLE(limit))


if sys.platform == "win32":  # windows only
    _JOB_EXTENDED_LIMITS = 9
    _LIMIT_PROCESS_MEMORY = 0x0100
    _KILL_ON_CLOSE = 0x2000

    class _BasicLimits(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION, field by field."""

        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        ]

    class _ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the six counters of I/O are not read."""

        _fields_ = [
            ("basic", _BasicLimits),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        ]

    def _job_with_limit(child: subprocess.Popen[bytes], most: int) -> int:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.OpenProcess.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        limits = _ExtendedLimits()
        limits.basic.flags = _LIMIT_PROCESS_MEMORY | _KILL_ON_CLOSE
        limits.process_memory = most
        handle = wintypes.HANDLE(job)
        kernel.SetInformationJobObject(
            handle, _JOB_EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        process = wintypes.HANDLE(kernel.OpenProcess(0x0100 | 0x0001, False, child.pid))
        kernel.AssignProcessToJobObject(handle, process)
        kernel.CloseHandle(process)
        return int(job or 0)


# What kind of disk


class Disk(Enum):
    """What a folder lies on, as far as a live record cares."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"
    UNKNOWN = "unknown"


_NETWORK_KINDS = frozenset([
    "nfs", "nfs4", "cifs", "smb3", "smb2", "smbfs", "ncp", "ncpfs", "afs", "9p", "ceph", "glusterfs",
    "lustre", "gpfs", "gfs2", "ocfs2", "davfs", "virtiofs", "vboxsf", "prl_fs", "vmhgfs", "fuse.sshfs",
    "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.s3fs", "fuse.glusterfs", "fuse.vmhgfs-fuse",
    "fuse.smbnetfs", "fuse.onedriver", "fuse.google-drive-ocamlfuse",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the table of mounts: where, what kind, and the number of its device."""

    point: str
    kind: str
    device: str


def read_mounts(table: str) -> tuple[Mount, ...]:
    """The mounts in the text of ``/proc/self/mountinfo``, in its order."""
    mounts = []
    for line in table.splitlines():
        before, found, after = line.partition(" - ")
        fields = before.split(" ")
        if found and len(fields) > 4:
            point = fields[4].encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
            mounts.append(Mount(point, after.split(" ")[0], fields[2]))
    return tuple(mounts)


def kind_of_mount(folder: Path, mounts: tuple[Mount, ...], sysfs: Path = Path("/sys")) -> Disk:
    """What this folder lies on, by the table of mounts. What holds ``/`` is the machine's own disk."""
    inside = [mount for mount in mounts if folder.is_relative_to(mount.point)]
    if not inside:
        return Disk.UNKNOWN
    # The last of equally deep mounts hides those before it.
    mount = max(enumerate(inside), key=lambda pair: (len(Path(pair[1].point).parts), pair[0]))[1]
    roots = {each.device for each in mounts if each.point == "/"}
    if mount.device in roots:
        return Disk.LOCAL
    if mount.kind in _NETWORK_KINDS:
        return Disk.NETWORK
    if mount.kind.startswith("fuse."):
        return Disk.UNKNOWN
    if Path(mount.point).parts[:2] == ("/", "media") or Path(mount.point).parts[:3] == ("/", "run", "media"):
        return Disk.REMOVABLE
    return Disk.REMOVABLE if _is_removable_device(sysfs, mount.device) else Disk.LOCAL


def _is_removable_device(sysfs: Path, device: str) -> bool:
    block = (sysfs / "dev" / "block" / device).resolve()
    if any(part.startswith("usb") for part in block.parts):
        return True  # a USB hard disk calls itself fixed, so the road to it decides
    for folder in (block, block.parent):
        with contextlib.suppress(OSError):
            if (folder / "removable").read_text().strip() == "1":
                return True
    return False


def kind_of_disk(folder: Path) -> Disk:
    """What this folder, all links followed, lies on."""
    if sys.platform == "win32":  # windows only
        kind = _kind_of_drive(folder)
    else:
        try:
            table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            table = ""
        kind = kind_of_mount(folder, read_mounts(table))
    return kind


if sys.platform == "win32":  # windows only
    _DRIVES = {2: Disk.REMOVABLE, 3: Disk.LOCAL, 4: Disk.NETWORK, 5: Disk.REMOVABLE, 6: Disk.LOCAL}
    _BUS_USB = 7

    def _kind_of_drive(folder: Path) -> Disk:
        if folder.drive.startswith("\\\\"):
            return Disk.NETWORK
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kind = _DRIVES.get(kernel.GetDriveTypeW(f"{folder.drive}\\"), Disk.UNKNOWN)
        own = folder.drive.upper() == os.environ.get("SYSTEMDRIVE", "C:").upper()
        on_usb = kind is Disk.LOCAL and not own and _bus_of(folder.drive) == _BUS_USB
        return Disk.REMOVABLE if on_usb else kind

    def _bus_of(drive: str) -> int:
        """The STORAGE_BUS_TYPE of the disk behind this letter, 0 where Windows does not say."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = wintypes.HANDLE
        handle = wintypes.HANDLE(kernel.CreateFileW(f"\\\\.\\{drive}", 0, 3, None, 3, 0, None))
        question = (ctypes.c_byte * 12)()  # StorageDeviceProperty, PropertyStandardQuery
        answer = (ctypes.c_uint32 * 256)()
        got = wintypes.DWORD()
        fine = kernel.DeviceIoControl(
            handle, 0x2D1400, question, 12, answer, ctypes.sizeof(answer), ctypes.byref(got), None
        )
        kernel.CloseHandle(handle)
        return int(answer[7]) if fine and got.value >= 32 else 0


def synced_roots_in_registry() -> tuple[Path, ...]:
    """Folders that OneDrive's accounts name in the registry; none on other systems."""
    found: list[Path] = []
    if sys.platform == "win32":  # windows only
        accounts = r"Software\Microsoft\OneDrive\Accounts"
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, accounts) as key:
            for number in range(winreg.QueryInfoKey(key)[0]):
                with (
                    contextlib.suppress(OSError),
                    winreg.OpenKey(key, winreg.EnumKey(key, number)) as account,
                ):
                    found.append(Path(str(winreg.QueryValueEx(account, "UserFolder")[0])))
    return tuple(found)
