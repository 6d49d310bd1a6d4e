"""A live record on a share, a stick or in a synced folder is refused with its reason."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.core.errors import Unavailable
from app.store import placement, platform
from app.store.platform import Disk
from tests.kit.told import Tell

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a system that is not Windows")


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """A home folder with nothing in it."""
    folder = tmp_path / "person"
    folder.mkdir()
    return folder


@pytest.fixture
def own_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's folder counts as an ordinary one on this PC's own disk, not as a temporary one."""
    monkeypatch.setattr(platform, "temporary_roots", lambda: ())
    monkeypatch.setattr(platform, "kind_of_disk", lambda _: Disk.LOCAL)


def reason(folder: Path, person: Path, **environment: str) -> tuple[str, object]:
    try:
        placement.check_place(folder, environment=environment, home=person)
    except Unavailable as problem:
        return problem.code, problem.facts.get("service")
    return "", None


@pytest.mark.usefixtures("own_disk")
def test_an_ordinary_folder_is_taken_whether_it_exists_or_not(person: Path) -> None:
    assert reason(person, person) == ("", None)
    assert reason(person / "records" / "hillside", person) == ("", None)


def test_a_temporary_folder_is_local_whatever_it_is_mounted_on(
    tmp_path: Path, person: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "temporary_roots", lambda: (tmp_path.resolve(),))
    monkeypatch.setattr(platform, "kind_of_disk", lambda _: Disk.NETWORK)
    assert reason(tmp_path / "record", person) == ("", None)


def test_the_folder_of_this_test_is_taken_as_it_is(tmp_path: Path) -> None:
    placement.check_place(tmp_path)


@pytest.mark.parametrize(
    ("disk", "code"),
    [
        (Disk.NETWORK, "place_is_network"),
        (Disk.REMOVABLE, "place_is_removable"),
        (Disk.UNKNOWN, "place_cannot_lock"),
    ],
)
def test_each_kind_of_disk_has_its_reason(
    person: Path, monkeypatch: pytest.MonkeyPatch, disk: Disk, code: str
) -> None:
    monkeypatch.setattr(platform, "temporary_roots", lambda: ())
    monkeypatch.setattr(platform, "kind_of_disk", lambda _: disk)
    assert reason(person, person) == (code, None)


@pytest.mark.parametrize("share", [r"\\server\share\record", "//server/share/record"])
def test_a_name_of_a_share_is_refused_before_anything_is_asked_of_it(share: str, person: Path) -> None:
    assert reason(Path(share), person)[0] == "place_is_network"


SYNCED_NAMES = [
    ("OneDrive", "OneDrive"),
    ("OneDrive - Hillside Outreach", "OneDrive"),
    ("OneDrive-Personal", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Dropbox (Hillside)", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive-mo@example.org", "Google Drive"),
    ("iCloudDrive", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("Nextcloud", "another sync service"),
]


@pytest.mark.usefixtures("own_disk")
@pytest.mark.parametrize(("name", "service"), SYNCED_NAMES)
def test_a_synced_folder_is_known_by_its_name(person: Path, name: str, service: str) -> None:
    assert reason(person / name / "deep" / "record", person) == ("place_is_synced", service)


@pytest.mark.usefixtures("own_disk")
@pytest.mark.parametrize("name", ["Drive", "Box", "Cloud", "onedriver", "My Dropbox notes"])
def test_a_name_that_only_looks_like_one_is_taken(person: Path, name: str) -> None:
    assert reason(person / name, person) == ("", None)


@pytest.mark.usefixtures("own_disk")
@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".dropbox", "Dropbox"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.drivedownload", "Google Drive"),
        (".stfolder", "Syncthing"),
        (".sync_0123.db", "Nextcloud"),
        ("._sync_0123.db", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_known_by_what_its_client_left_there(
    person: Path, marker: str, service: str
) -> None:
    root = person / "Work"
    (root / "deep").mkdir(parents=True)
    (root / marker).touch()
    assert reason(root / "deep" / "record", person) == ("place_is_synced", service)


@pytest.mark.usefixtures("own_disk")
def test_a_synced_folder_is_known_by_the_environment(person: Path) -> None:
    root = person / "Work"
    root.mkdir()
    assert reason(root / "record", person, OneDriveCommercial=str(root)) == ("place_is_synced", "OneDrive")
    assert reason(person / "Workshop", person, OneDriveCommercial=str(root)) == ("", None)


@pytest.mark.usefixtures("own_disk")
def test_a_synced_folder_is_known_by_its_clients_settings(person: Path) -> None:
    for place in ("Box one", "Box two", "Box three", "Box four"):
        (person / place).mkdir()
    _write(person / ".dropbox" / "info.json", json.dumps({"personal": {"path": str(person / "Box one")}}))
    local = person / "AppData"
    _write(local / "Dropbox" / "info.json", json.dumps({"business": {"path": str(person / "Box two")}}))
    _write(person / ".config" / "Nextcloud" / "nextcloud.cfg", f"0\\localPath={person / 'Box three'}\n")
    _write(local / "ownCloud" / "owncloud.cfg", f"0\\localPath={person / 'Box four'}\n")
    found = [
        reason(person / place / "r", person, LOCALAPPDATA=str(local))[1]
        for place in ("Box one", "Box two", "Box three", "Box four")
    ]
    assert found == ["Dropbox", "Dropbox", "Nextcloud", "ownCloud"]


@pytest.mark.usefixtures("own_disk")
@pytest.mark.parametrize("settings", ["", "[]", "{", '{"personal": 5}', '{"personal": {}}'])
def test_settings_that_make_no_sense_name_no_folder(person: Path, settings: str) -> None:
    _write(person / ".dropbox" / "info.json", settings)
    assert reason(person, person) == ("", None)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@pytest.mark.usefixtures("own_disk")
@pytest.mark.parametrize(
    "found",
    [{"st_file_attributes": 0x00400000}, {"st_file_attributes": 0x00080000}, {"st_reparse_tag": 0x9000701A}],
    ids=str,
)
def test_a_folder_of_windows_cloud_file_system_is_known_by_its_attributes(
    person: Path, monkeypatch: pytest.MonkeyPatch, found: dict[str, int]
) -> None:
    monkeypatch.setattr(Path, "lstat", lambda _: SimpleNamespace(**found))
    assert reason(person, person) == ("place_is_synced", "OneDrive")


@POSIX
@pytest.mark.usefixtures("own_disk")
def test_a_link_leads_nobody_past_the_guard(person: Path) -> None:
    (person / "Dropbox").mkdir()
    (person / "records").symlink_to(person / "Dropbox")
    assert reason(person / "records" / "hillside", person) == ("place_is_synced", "Dropbox")


@POSIX
def test_a_record_that_is_a_link_or_has_a_second_name_is_refused(tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    placement.check_file(record)
    record.touch()
    placement.check_file(record)
    os.link(record, tmp_path / "second name")
    (tmp_path / "link").symlink_to(tmp_path / "absent")
    for path in (record, tmp_path / "link"):
        with pytest.raises(Unavailable) as problem:
            placement.check_file(path)
        assert problem.value.code == "record_is_linked"


@pytest.mark.usefixtures("own_disk")
def test_a_place_that_takes_no_file_is_read_only(person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> object:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(placement.tempfile, "TemporaryFile", refused)
    assert reason(person, person) == ("place_is_read_only", None)


@pytest.mark.usefixtures("own_disk")
def test_a_full_disk_is_no_reason_to_refuse_a_place(person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> object:
        raise OSError(28, "disk full")

    monkeypatch.setattr(placement.tempfile, "TemporaryFile", full)
    assert reason(person, person) == ("", None)


@pytest.mark.usefixtures("own_disk")
def test_a_place_that_gives_no_lock_is_refused(person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "try_lock", lambda _: False)
    assert reason(person, person) == ("place_cannot_lock", None)


@POSIX
def test_of_the_twelve_places_those_of_this_system_are_refused(
    person: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    """R-21. A mapped drive is a network disk to Windows; a read-only folder is tested above."""
    monkeypatch.setattr(platform, "temporary_roots", lambda: ())
    mounts = platform.read_mounts(
        "1 0 8:1 / / rw - ext4 a rw\n2 1 0:9 / /srv/nfs rw - nfs4 a rw\n3 1 0:8 / /srv/smb rw - cifs a rw\n"
        "4 1 0:7 / /srv/fuse rw - fuse.odd a rw\n5 1 8:5 / /media/stick rw - vfat a rw"
    )
    monkeypatch.setattr(platform, "kind_of_disk", lambda folder: platform.kind_of_mount(folder, mounts))
    (person / "Dropbox").mkdir()
    (person / "link").symlink_to(person / "Dropbox")
    places = {
        "UNC": Path("//server/share"),
        "NFS": Path("/srv/nfs/r"),
        "SMB": Path("/srv/smb/r"),
        "unknown FUSE": Path("/srv/fuse/r"),
        "USB": Path("/media/stick/r"),
        "OneDrive": person / "OneDrive" / "r",
        "Dropbox": person / "Dropbox" / "r",
        "Google Drive": person / "Google Drive" / "r",
        "iCloud": person / "iCloudDrive" / "r",
        "link": person / "link" / "r",
    }
    refused = {name for name, place in places.items() if reason(place, person)[0]}
    assert refused == set(places)
    tell(
        "R-21", f"{len(refused)} of {len(places)} places refused with a reason; those of Windows not run here"
    )
