"""What ./run does besides opening the program. Each task is one function; `./run help` lists them.

Tasks run in the environment's Python, so they may use what is in the lock.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence

from installer import bootstrap

ROOT = bootstrap.ROOT
QUICK = "not soak"

# Whatever the invented provision's people type, it opens nothing real.
DEMO_PASSWORD = "hillside outreach is invented"

Task = Callable[[list[str]], int]


def test(arguments: list[str]) -> int:
    """every test, with the coverage; or the files and options given after it"""
    bootstrap.see_to_libraries("drawing")
    if arguments:
        return pytest("-m", QUICK, *arguments, together=False)
    measured = [f"--ignore={place}" for place in UNMEASURED] + ["--cov", "--cov-report="]
    first = pytest(*measured, "-m", QUICK)
    print_coverage()
    second = pytest(*UNMEASURED, "-m", QUICK)
    # Not the greatest: a run that a signal ended has a negative status.
    return max(first, second, key=abs)


def print_coverage() -> None:
    """Branches, in the areas that architecture.md names; measured on Linux."""
    for area in ("app", "ui/kit", "ui/rooms"):
        command = [sys.executable, "-m", "coverage", "report", "--format=total", f"--include={area}/*"]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"covered, branches too: {area:<9} {told.stdout.strip() or '–'} %")


def soak(arguments: list[str]) -> int:
    """the tests that take longer, at their full N"""
    bootstrap.see_to_libraries("drawing")
    where = arguments or LONG
    return pytest(*where, env={"INCHSTONE_SOAK": "1"})


def check(arguments: list[str]) -> int:
    """lint, format, types and who may import whom"""
    contracts = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    gates = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "import contracts": ["-c", contracts],
    }
    results = {name: python(*command) for name, command in gates.items()}
    print("\n".join(f"{name}: {'passed' if status == 0 else 'FAILED'}" for name, status in results.items()))
    return int(any(results.values()))


def bench(arguments: list[str]) -> int:
    """the figures, each beside its budget and the naive way"""
    bootstrap.see_to_libraries("drawing")
    return python("-m", "tests.speed", *arguments, env=OFFSCREEN)


def prove(arguments: list[str]) -> int:
    """each promise with its test, its N, its failing control and today's result"""
    bootstrap.see_to_libraries("drawing")
    return python("-m", "tests.prove", *arguments, env=OFFSCREEN)


def shots(arguments: list[str]) -> int:
    """FOLDER [--all]  a picture of every screen and state"""
    if not [argument for argument in arguments if not argument.startswith("-")]:
        print("Say where the pictures go: ./run shots FOLDER [--all]", file=sys.stderr)
        return 2
    bootstrap.see_to_libraries("drawing")
    return python("-m", "tests.shots", *arguments, env=OFFSCREEN)


def demo(arguments: list[str]) -> int:
    """Hillside Outreach, the invented provision: made once, then opened"""
    from app.places import invented_record

    bootstrap.see_to_libraries("drawing" if os.environ.get("QT_QPA_PLATFORM") == "offscreen" else "screen")
    record = invented_record()
    if not record.exists():
        print("Making the invented provision, once …", file=sys.stderr, flush=True)
        record.parent.mkdir(parents=True, exist_ok=True)
        status = python("-m", "app.cli", "demo", str(record), env={"INCHSTONE_PASSWORD": DEMO_PASSWORD})
        if status:
            return status
    print(f"Everybody's password in the invented provision: {DEMO_PASSWORD}", file=sys.stderr, flush=True)
    return python("-m", "ui", "--demo", *arguments)


def freeze(arguments: list[str]) -> int:
    """a one-folder build in dist/, then its own --self-test"""
    for left_over in (ROOT / "build", ROOT / "dist"):
        shutil.rmtree(left_over, ignore_errors=True)
    spec = str(ROOT / "installer" / "inchstone.spec")
    places = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    status = python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, spec)
    if status:
        return status
    twin = ROOT / "dist" / "inchstone" / ("inchstone-console.exe" if os.name == "nt" else "inchstone-console")
    bootstrap.see_to_libraries("drawing")
    return subprocess.run([twin, "--self-test"], env={**os.environ, **OFFSCREEN}, check=False).returncode


def lock(arguments: list[str]) -> int:
    """writes requirements.lock anew from pyproject.toml; needs uv, says what it leaves as it is"""
    uv = shutil.which("uv") or shutil.which("uv", path=str(bootstrap.PYTHON.parent))
    if uv is None:
        print(
            "uv is needed for this and for nothing else: .venv/bin/python -m pip install uv", file=sys.stderr
        )
        return 1
    oldest = ".".join(map(str, bootstrap.OLDEST))
    universal = ["--universal", "--python-version", oldest, "--group", "dev", "--generate-hashes"]
    # No addresses, no host names, no paths: the lock says what, never from where.
    silent = ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet"]
    command = [
        uv,
        "pip",
        "compile",
        *universal,
        *silent,
        "pyproject.toml",
        "-o",
        "requirements.lock",
        *arguments,
    ]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


TASKS: dict[str, Task] = {
    task.__name__: task for task in (demo, test, check, bench, soak, prove, shots, freeze, lock)
}

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

LONG = ["tests/durability", "tests/faults", "tests/properties", "tests/ui/test_walker.py"]
"""Few, long, and what soak runs at its full N: the tests of the promises, and every window at every size."""
UNMEASURED = [
    *LONG,
    "tests/app/demo",
    "tests/architecture",
    "tests/installer",
    "tests/real",
    "tests/upgrades",
]
"""Measuring makes long loops half as quick, and tells nothing that the other tests do not."""


def python(*arguments: str, env: dict[str, str] | None = None) -> int:
    """The environment's Python in the checkout, whatever folder ./run was typed in."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, check=False).returncode


def pytest(*arguments: str, together: bool = True, env: dict[str, str] | None = None) -> int:
    """One run of pytest, over all cores unless it is told to keep to one.

    The tests of a file stay together: what is dear to make is made once for all of them.
    """
    spread = ["-n", str(workers()), "--dist", "loadfile"] if together else []
    return python("-m", "pytest", "-q", *spread, *arguments, env={**OFFSCREEN, **(env or {})})


def workers() -> int:
    """One process per core; more than eight would wait for the disk."""
    return min(os.cpu_count() or 2, 8)


def usage() -> str:
    with (ROOT / "pyproject.toml").open("rb") as handle:
        version = tomllib.load(handle)["project"]["version"]
    lines = [
        f"Inchstone {version}",
        "",
        "  ./run           opens the program",
        "  ./run cli …     the program without a window",
    ]
    lines += [f"  ./run {name:<9} {task.__doc__}" for name, task in TASKS.items()]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    name, *rest = arguments or ["help"]
    if name == "help":
        print(usage())
        return 0
    if name not in TASKS:
        print(f"There is no task {name!r}; ./run help lists them.", file=sys.stderr)
        return 2
    try:
        return TASKS[name](rest)
    except bootstrap.NotReady as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
