"""The machine underneath: whole writes, locks, limits, and which disk is which."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.store import platform
from app.store.platform import Disk, Mount, kind_of_mount, read_mounts

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a system that is not Windows")


def test_a_home_of_its_own_moves_everything(home: Path) -> None:
    found = platform.places()
    assert found.local == home
    assert found.witnesses == (home / "witness",)


def test_without_one_the_machines_own_witness_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INCHSTONE_HOME", raising=False)
    found = platform.places()
    assert found.program is not None
    assert found.witnesses == (found.program / "witness", found.local / "witness")


def test_a_whole_write_replaces_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"one", b"", b"x" * 100_000):
        platform.write_atomically(path, content)
        assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("step", ["flush_file", "rename"])
def test_a_failed_write_leaves_the_former_content_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file"
    platform.write_atomically(path, b"former")

    def fail(*_: object) -> None:
        raise OSError(28, "disk full")

    if step == "rename":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(platform, step, fail)
    with pytest.raises(OSError, match="full"):
        platform.write_atomically(path, b"new")
    assert path.read_bytes() == b"former"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@POSIX
def test_what_is_written_whole_is_for_this_person_alone(tmp_path: Path) -> None:
    platform.write_atomically(tmp_path / "file", b"x")
    assert (tmp_path / "file").stat().st_mode & 0o077 == 0


def test_a_write_in_place_changes_those_bytes_and_no_length(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    platform.write_at(path, 3, b"abc")
    assert path.read_bytes() == b"012abc6789"


def test_a_write_in_place_goes_on_where_the_system_took_only_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0" * 10)
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: whole(handle, content[:2]))
    platform.write_at(path, 1, b"abcdefg")
    assert path.read_bytes() == b"0abcdefg00"


def test_a_lock_keeps_out_until_it_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    with path.open("rb+") as first, path.open("rb+") as second:
        assert platform.try_lock(first.fileno())
        assert not platform.try_lock(second.fileno())
        platform.unlock(first.fileno())
        assert platform.try_lock(second.fileno())


@POSIX
def test_a_lock_that_the_system_cannot_give_is_no_answer(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("wb") as file:
        closed = file.fileno()
    with pytest.raises(OSError, match="descriptor"):
        platform.try_lock(closed)


def test_the_child_is_started_as_a_module_from_source_and_by_its_first_argument_when_frozen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command, folder = platform.child_command("app.parse")
    assert command == [sys.executable, "-m", "app.parse"]
    assert (folder / "app" / "parse").is_dir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command, folder = platform.child_command("app.parse")
    assert command == [sys.executable, "--child=app.parse"]
    assert folder == Path(sys.executable).parent


@pytest.mark.skipif(sys.platform != "linux", reason="the cap is set from outside on Linux and on Windows")
def test_a_child_gets_no_more_memory_than_its_cap() -> None:
    code = "import sys; sys.stdin.read(1); x = bytearray(400 << 20); print('had it')"
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=-1, stderr=-1)
    limit = platform.limit_memory(child, 300 << 20)
    said, wrong = child.communicate(b"x", timeout=20)
    platform.let_go(limit)
    assert (said, b"MemoryError" in wrong) == (b"", True)


@pytest.mark.skipif(sys.platform != "linux", reason="the cap is set from outside on Linux and on Windows")
def test_a_child_that_has_already_ended_needs_no_cap() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait(timeout=20)
    assert platform.limit_memory(child, 300 << 20) == 0


@POSIX
def test_a_crash_leaves_no_core() -> None:
    import resource

    platform.forbid_core_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


MOUNTS = read_mounts(
    "\n".join(
        [
            "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
            "23 22 0:5 / /proc rw - proc proc rw",
            "24 22 8:1 /home /home rw - ext4 /dev/sda1 rw",
            "25 22 0:40 / /srv/share rw shared:9 - nfs4 server:/share rw",
            "26 22 0:41 / /srv/win rw - cifs //server/win rw",
            "27 22 0:42 / /srv/ssh rw - fuse.sshfs me@host: rw",
            "28 22 0:43 / /srv/odd rw - fuse.somethingnew odd rw",
            "29 22 8:17 / /media/mo/STICK rw - vfat /dev/sdb1 rw",
            "30 22 8:33 / /mnt/usbdisk rw - ext4 /dev/sdc1 rw",
            "31 22 8:49 / /mnt/inner rw - fuseblk /dev/sdd1 rw",
            "32 22 8:65 / /mnt/card rw - exfat /dev/sde1 rw",
            r"33 22 0:44 / /srv/two\040words rw - cifs //server/two rw",
            "34 25 8:81 / /srv/share/local rw - ext4 /dev/sdf1 rw",
            "35 22 0:45 / /srv/covered rw - ext4 /dev/sdg1 rw",
            "36 35 0:46 / /srv/covered rw - nfs server:/over rw",
            "nonsense",
        ]
    )
)


@pytest.fixture
def sysfs(tmp_path: Path) -> Path:
    """A /sys with a USB disk, a card that says it is removable, and two inner disks."""
    for device, road, removable in [
        ("8:33", "devices/pci0/usb2/2-1/block/sdc/sdc1", "0"),
        ("8:65", "devices/pci0/mmc/block/sde/sde1", "1"),
        ("8:49", "devices/pci0/ata1/block/sdd/sdd1", "0"),
        ("8:81", "devices/pci0/ata2/block/sdf/sdf1", "0"),
    ]:
        folder = tmp_path / road
        folder.mkdir(parents=True)
        (folder.parent / "removable").write_text(removable)
        link = tmp_path / "dev" / "block" / device
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder)
    return tmp_path


@POSIX
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/mo/records", Disk.LOCAL),
        ("/srv/sharepoint", Disk.LOCAL),
        ("/srv/share/records", Disk.NETWORK),
        ("/srv/win", Disk.NETWORK),
        ("/srv/ssh/deep/down", Disk.NETWORK),
        ("/srv/two words/records", Disk.NETWORK),
        ("/srv/odd", Disk.UNKNOWN),
        ("/media/mo/STICK/records", Disk.REMOVABLE),
        ("/mnt/usbdisk", Disk.REMOVABLE),
        ("/mnt/card", Disk.REMOVABLE),
        ("/mnt/inner", Disk.LOCAL),
        ("/srv/share/local", Disk.LOCAL),
        ("/srv/covered", Disk.NETWORK),
    ],
)
def test_a_folder_lies_on_what_the_table_of_mounts_says(folder: str, kind: Disk, sysfs: Path) -> None:
    assert kind_of_mount(Path(folder), MOUNTS, sysfs) is kind


def test_without_a_table_nothing_is_known() -> None:
    assert kind_of_mount(Path("/home"), ()) is Disk.UNKNOWN


def test_what_holds_the_root_is_the_machines_own_whatever_its_kind() -> None:
    assert kind_of_mount(Path("/home"), (Mount("/", "9p", "0:1"),)) is Disk.LOCAL


def test_this_very_folder_lies_somewhere(tmp_path: Path) -> None:
    assert isinstance(platform.kind_of_disk(tmp_path), Disk)


def test_a_system_without_a_table_is_not_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object, **__: object) -> str:
        raise OSError(2, "absent")

    monkeypatch.setattr(Path, "read_text", absent)
    if sys.platform != "win32":
        assert platform.kind_of_disk(Path("/home")) is Disk.UNKNOWN


@POSIX
def test_no_registry_names_a_folder_here() -> None:
    assert platform.synced_roots_in_registry() == ()
