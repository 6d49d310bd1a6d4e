"""A folder that could not be written to for a while: what is said meanwhile, and that it passes."""

from __future__ import annotations

import pytest

from app import bootstrap
from app.core.errors import Unavailable
from app.rooms import keeping
from tests.kit.read_only import read_only_folder, refuses


def test_a_record_whose_folder_may_be_written_to_again_is_written_to_again(opened: bootstrap.Opened) -> None:
    office, folder = opened.office, opened.record.folder
    opened.record._writer.dispose()  # as a lock does: the file is opened again by the next command
    with read_only_folder(folder):
        if not refuses(folder):
            pytest.skip("no folder here can be made read-only")
        for place in ("The oak", "The gate"):
            with pytest.raises(Unavailable) as told:
                office.execute(keeping.ChangeSetting("assembly_point", place))
            assert told.value.code == "place_is_read_only"
        assert office.ask(keeping.Settings())["assembly_point"] == ""
    assert office.execute(keeping.ChangeSetting("assembly_point", "The oak")).entry is not None
    assert office.ask(keeping.Settings())["assembly_point"] == "The oak"
