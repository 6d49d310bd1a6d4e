"""Makes a checkout ready to run: finds a Python, builds .venv from the lock, sees to Qt's system libraries.

It runs before anything is installed, so it uses the standard library only; and it must be able to say
"too old" on an old Python, so it is written in what Python 3.7 understands.

    python3 installer/bootstrap.py environment    the libraries named in requirements.lock
    python3 installer/bootstrap.py drawing        … and what Qt needs to draw with no screen (tests, pictures)
    python3 installer/bootstrap.py screen         … and what it needs to open a window
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Written last: an environment without it was never finished, one with another lock in it is out of date.
MADE_FROM = VENV / "made-from.lock"

OLDEST, NEWEST = (3, 11), (3, 14)
WHERE_FROM = (
    "python.org" if os.name == "nt" else "Debian and Ubuntu: sudo apt-get install python3 python3-venv"
)
NEEDS_PYTHON = (
    f"Inchstone needs Python 3.11, 3.12, 3.13 or 3.14 (64-bit): install one ({WHERE_FROM}), then start again."
)

# What a Debian 12 with nothing on it lacks; Ubuntu provides the same names.
APT_PACKAGES = [
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libwayland-cursor0",
    "libcups2",
]

# What is here already stays as it is.
APT_INSTALL = ["install", "-y", "--no-upgrade", "--no-install-recommends"]


class NotReady(Exception):
    """Something a person must do first, in one sentence."""


class Found(NamedTuple):
    """A Python on this computer that the environment can be made from."""

    executable: str
    version: str
    can_make_environments: bool


def main(arguments: list[str]) -> int:
    need = arguments[0] if arguments else "screen"
    try:
        make_environment()
        if need != "environment":
            see_to_libraries(need)
    except NotReady as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next start goes on from here.", file=sys.stderr)
        return 1
    return 0


# -- the environment ---------------------------------------------------------------------------------------


def is_ready() -> bool:
    try:
        return PYTHON.exists() and MADE_FROM.read_bytes() == LOCK.read_bytes()
    except OSError:
        return False


def make_environment() -> None:
    """Builds .venv from nothing unless the one that stands was made from this very lock."""
    if is_ready():
        return
    with only_one_at_a_time():
        if is_ready():
            return
        found = find_python()
        if not found.can_make_environments:
            found = add_venv_to(found)
        say(f"Making ready with Python {found.version}, once: some 400 MB and a minute or two …")
        take_away()
        try:
            call(
                [found.executable, "-m", "venv", str(VENV)], "Python could not make an environment in .venv."
            )
            install_lock()
        except NotReady:
            take_away()
            raise
        unfinished = MADE_FROM.with_suffix(".part")
        shutil.copyfile(str(LOCK), str(unfinished))
        unfinished.replace(MADE_FROM)


def install_lock() -> None:
    """Wheels alone: nothing is compiled here, and no package runs code of its own while it is installed."""
    exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    quiet = ["-qq", "--no-input", "--disable-pip-version-check"]
    call(
        [str(PYTHON), "-m", "pip", "install", *exact, *quiet, "-r", str(LOCK)],
        "The libraries could not be fetched: see to the network connection and start again.",
    )


def take_away() -> None:
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(str(VENV))
    except OSError as problem:
        raise NotReady(
            f"The old .venv is in use: close Inchstone, then start again ({problem.strerror})."
        ) from problem


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two first starts at once build one environment: the second waits for the first.

    The lock lies on requirements.lock itself, since the root holds no file that is not listed, and ends
    with the process however it ends.
    """
    with LOCK.open("rb") as handle:
        if os.name == "nt":
            import msvcrt

            # Far behind the end, because on Windows a locked byte cannot be read by pip.
            handle.seek(1 << 30)
            while True:
                try:
                    msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# -- which Python ------------------------------------------------------------------------------------------

LOOK = """
import importlib.util, json, os, sys, sysconfig
print(json.dumps({
    "version": list(sys.version_info[:3]),
    "fits": sys.implementation.name == "cpython" and sys.maxsize > 2**32
            and not sysconfig.get_config_var("Py_GIL_DISABLED"),
    "executable": getattr(sys, "_base_executable", None) or sys.executable,
    "venv": bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")),
}))
"""


def find_python() -> Found:
    """The first that fits, preferring one that can make environments by itself."""
    fitting = [found for found in map(look_at, candidates()) if found is not None]
    if not fitting:
        raise NotReady(NEEDS_PYTHON)
    return next((found for found in fitting if found.can_make_environments), fitting[0])


def candidates() -> list[list[str]]:
    """The Python we are, then every name it goes by; the Windows launcher knows those that have no name."""
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    commands = [[sys.executable]]
    commands += [[name] for name in ["python3", *(f"python3.{minor}" for minor in minors)]]
    if os.name == "nt":
        commands += [["py", f"-3.{minor}"] for minor in minors]
    paths = ((shutil.which(command[0]), command[1:]) for command in commands if command[0])
    return [[path, *rest] for path, rest in paths if path]


def look_at(command: list[str]) -> Found | None:
    """What this Python says of itself; None where it does not run, is too old, too new or of another kind."""
    try:
        answer = subprocess.run(
            [*command, "-I", "-c", LOOK], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30
        )
        told = json.loads(answer.stdout.decode())
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    if not told["fits"] or not OLDEST <= tuple(told["version"][:2]) <= NEWEST:
        return None
    # The file behind the links: when the system moves to another Python it goes, and the break is noticed.
    executable = told["executable"] if os.name == "nt" else os.path.realpath(told["executable"])
    return Found(executable, ".".join(map(str, told["version"])), told["venv"])


def add_venv_to(found: Found) -> Found:
    """Debian and Ubuntu ship Python without the part that makes environments."""
    package = f"python{found.version.rpartition('.')[0]}-venv"
    if install_packages([package]):
        again = look_at([found.executable])
        if again is not None and again.can_make_environments:
            return again
    raise NotReady(f"Python {found.version} cannot make environments here; type: {apt_line([package])}")


# -- Qt's system libraries ---------------------------------------------------------------------------------

PROBE = """
import ctypes, json, pathlib, PySide6
qt = pathlib.Path(PySide6.__file__).parent / "Qt"
parts = {
    "drawing": ["lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "lib/libQt6PrintSupport.so.6",
                "plugins/platforms/libqoffscreen.so"],
    "xcb": ["plugins/platforms/libqxcb.so"],
    "wayland": ["plugins/platforms/libqwayland.so"],
    "printing": ["plugins/printsupport/libcupsprintersupport.so"],
}
lacking = {}
for part, files in parts.items():
    for file in files:
        try:
            ctypes.CDLL(str(qt / file))
        except OSError as problem:
            lacking.setdefault(part, str(problem).split(":")[0])
print(json.dumps(lacking))
"""


def see_to_libraries(need: str) -> None:
    """Asks the loader once per environment, installs what it may, says what must be typed otherwise."""
    done = VENV / f"ready-for-{need}"
    if done.exists():
        return
    if sys.platform.startswith("linux"):
        lacking = what_is_lacking()
        wanted = {"drawing"} if need == "drawing" else {"drawing", "xcb", "wayland", "printing"}
        if wanted & set(lacking) and install_packages(APT_PACKAGES):
            lacking = what_is_lacking()
        # A window can do without printing, and without the screen system that is not the one in front of us.
        window = "xcb" if os.environ.get("DISPLAY") else "wayland"
        missing = [lacking[part] for part in ("drawing", window) if part in wanted and part in lacking]
        if missing:
            raise NotReady(what_to_type(missing[0]))
    done.touch()


def what_is_lacking() -> dict[str, str]:
    """Each part of Qt that cannot be loaded, with the first library that it misses."""
    answer = subprocess.run([str(PYTHON), "-c", PROBE], capture_output=True)
    if answer.returncode:
        raise NotReady("The environment in .venv is not whole: delete that folder and start again.")
    lacking: dict[str, str] = json.loads(answer.stdout.decode())
    return lacking


def what_to_type(library: str) -> str:
    if shutil.which("apt-get"):
        return f"Qt needs {library} and more, which this computer lacks; type: {apt_line(APT_PACKAGES)}"
    return f"Qt needs {library}, which this computer lacks; install it with the system's package manager."


def apt_line(packages: list[str]) -> str:
    return " ".join(["sudo", "apt-get", *APT_INSTALL, *packages])


def install_packages(packages: list[str]) -> bool:
    """True where it was allowed and worked: as root, or with a sudo that asks for no password."""
    if not shutil.which("apt-get"):
        return False
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        rights: list[str] = []
    elif succeeds(["sudo", "-n", "true"]):
        rights = ["sudo", "-n"]
    else:
        return False
    say(f"Installing system libraries: {' '.join(packages)}.")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    install = [*apt, *APT_INSTALL, *packages]
    # The lists may be fresh enough, and the network may be away for the update alone.
    return (succeeds([*apt, "update"]), succeeds(install))[1]


# -- small things ------------------------------------------------------------------------------------------


def succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode == 0
    except OSError:
        return False


def call(command: list[str], otherwise: str) -> None:
    """Runs it with its words on standard error, since standard output may be a program's answer."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=clean).returncode:
        raise NotReady(otherwise)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
