"""R-08c: one SQLite in the process, and it encrypts. Two of them break each other's locks on one file."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture.tree import imported, inside, modules, parsed
from tests.kit.told import Tell

LOADED = """
import json, sys
from app import bootstrap
import ui.application
maps = open("/proc/self/maps")
libraries = {line.split()[-1] for line in maps if "sqlite" in line.lower() or "sqlcipher" in line.lower()}
print(json.dumps([sorted("/".join(path.split("/")[-2:]) for path in libraries), "sqlite3" in sys.modules]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has loaded is read from /proc")
def test_the_whole_program_loads_one_library_and_it_encrypts(tell: Tell) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=60, check=True
    )
    libraries, standard = json.loads(done.stdout)
    tell("R-08c", f"{len(libraries)} SQLite library in the process: {', '.join(libraries)}")
    assert [path.partition("/")[0] for path in libraries] == ["sqlcipher3"]
    assert not standard


def test_the_standard_librarys_sqlite_is_imported_nowhere() -> None:
    found = [
        f"{inside(file)}:{line}"
        for file in modules("app", "ui")
        for name, line in imported(parsed(file))
        if name.partition(".")[0] == "sqlite3"
    ]
    assert found == []
