"""A file outside is written whole or not at all."""

import errno
from pathlib import Path

import pytest

from app.core.errors import Refused, Unavailable
from app.exchange import out
from app.store import platform


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_gets_its_name_only_after_what_had_to_be_noted(tmp_path):
    path = tmp_path / "page.pdf"
    with out.whole(path, b"words"):
        assert not path.exists()
    assert path.read_bytes() == b"words"
    assert names(tmp_path) == ["page.pdf"]


def test_where_the_note_fails_there_is_no_file(tmp_path):
    with pytest.raises(Unavailable), out.whole(tmp_path / "page.pdf", b"words"):
        raise Unavailable("disk_full")
    assert names(tmp_path) == []


def test_another_file_is_never_replaced_unless_told(tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Refused) as refused, out.whole(path, b"new"):
        pass
    assert (refused.value.code, path.read_bytes()) == ("file_exists", b"old")
    with out.whole(path, b"new", replace=True):
        assert path.read_bytes() == b"old"
    assert (path.read_bytes(), names(tmp_path)) == (b"new", ["page.pdf"])


def test_a_file_that_comes_to_be_meanwhile_is_not_replaced_either(tmp_path):
    path = tmp_path / "page.pdf"
    with pytest.raises(Refused) as refused, out.whole(path, b"new"):
        path.write_bytes(b"somebody else's")
    assert refused.value.code == "file_exists"
    assert (path.read_bytes(), names(tmp_path)) == (b"somebody else's", ["page.pdf"])


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_is_no_place_for_a_file(tmp_path, replace):
    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(Refused) as refused:
        out.check_free(tmp_path / "page.pdf", replace=replace)
    assert refused.value.code == "file_exists"


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(Refused) as refused:
        out.check_free(tmp_path / "none" / "page.pdf", replace=False)
    assert refused.value.code == "folder_missing"
    assert names(tmp_path) == []


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(platform, "flush_file", full)
    with pytest.raises(Unavailable) as refused, out.whole(tmp_path / "page.pdf", b"words"):
        pass
    assert (refused.value.code, names(tmp_path)) == ("disk_full", [])
