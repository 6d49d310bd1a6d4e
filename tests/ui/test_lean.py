"""What the program spares itself: sources that nobody reads, and a collector that goes through what stays."""

import subprocess
import sys

import pytest

import ui.__main__
import ui.self_test

LOADS = """
import linecache, pathlib
from ui.application import spare_the_sources
SPARE
import sqlalchemy.orm
print("query.py" in {pathlib.Path(name).name for name in linecache.cache})
"""


@pytest.mark.parametrize(("spare", "kept"), [("spare_the_sources()", "False"), ("", "True")])
def test_no_source_is_kept_that_nobody_asked_for(spare, kept):
    """The control fails once PySide no longer reads them: then ``spare_the_sources`` can go."""
    told = subprocess.run(
        [sys.executable, "-c", LOADS.replace("SPARE", spare)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == kept


def test_the_collector_leaves_what_was_loaded_alone():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import gc; from ui.application import spare_what_stays; spare_what_stays(); "
            "print(gc.get_freeze_count() > 10_000, len(gc.get_objects()) < 1_000)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["True", "True"]


def test_the_program_begins_with_it(monkeypatch):
    order = []
    monkeypatch.setattr(ui.__main__, "spare_the_sources", lambda: order.append("spared"))
    monkeypatch.setattr(ui.self_test, "self_test", lambda: order.append("loaded") or 0)
    assert ui.__main__.main(["--self-test"]) == 0
    assert order == ["spared", "loaded"]
