"""`./run prove`: each promise with its tests, their N, the control that must fail, today's result.

A promise whose control does not fail counts as not proved. What is not built yet says so, and so does what
cannot be run on this computer. With INCHSTONE_SOAK=1 every test runs at its full N.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import textwrap
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.kit.told import KEY

ROOT = Path(__file__).resolve().parents[1]
DURABILITY, FAULTS, PROPERTIES = "tests/durability", "tests/faults", "tests/properties"
POWER = f"{DURABILITY}/test_power_cut.py"
TAMPER = f"{PROPERTIES}/test_tampering.py"
MATRIX = "tests/architecture/test_permission_matrix.py"

TESTS: dict[str, tuple[str, ...]] = {
    "R-01": (f"{DURABILITY}/test_killed.py",),
    "R-02": (f"{FAULTS}/test_failing_disk.py::test_a_full_disk_loses_nothing_that_was_acknowledged",),
    "R-03": (f"{POWER}::test_nothing_acknowledged_is_lost_in_any_power_cut",),
    "R-03c": (f"{DURABILITY}/test_cut_between.py",),
    "R-04a": (f"{FAULTS}/test_damage.py::test_every_flipped_bit_is_noticed_and_gives_no_wrong_value",),
    "R-04c": (f"{FAULTS}/test_damage.py::test_a_lost_log_passes_every_check_but_the_witness",),
    "R-04d": (f"{FAULTS}/test_damage.py",),
    "R-05": (f"{FAULTS}/test_wrong_keys.py",),
    "R-06": (
        f"{FAULTS}/test_failing_disk.py::test_each_failing_write_of_twelve_commands_leaves_all_or_nothing",
        f"{FAULTS}/test_every_command.py",
    ),
    "R-07a": (MATRIX,),
    "R-08": (f"{FAULTS}/test_lock.py",),
    "R-08c": (f"{FAULTS}/test_one_library.py",),
    "R-09": ("tests/upgrades",),
    "R-13": (f"{FAULTS}/test_canaries.py",),
    "R-14": (TAMPER,),
    "R-14b": (f"{FAULTS}/test_every_command.py::test_every_command_leaves_exactly_one_entry",),
    "R-15": (f"{FAULTS}/test_triggers.py",),
    "R-16": (f"{FAULTS}/test_keyring.py",),
    "R-17": ("tests/app/store/test_recovery.py",),
    "R-18": (
        f"{FAULTS}/test_restore.py::test_all_of_it_comes_back_on_an_empty_machine_with_the_sheet_alone",
    ),
    "R-20": (f"{FAULTS}/test_rewind.py",),
    "R-20b": (f"{PROPERTIES}/test_rotation.py",),
    "R-24": ("tests/app/store/test_guesses.py",),
    "R-21": (f"{FAULTS}/test_placement.py",),
    "R-25": (f"{FAULTS}/test_kill_while_typing.py",),
    "R-26": (f"{FAULTS}/test_restore.py::test_copying_the_live_file_is_not_a_backup",),
    "R-28": (f"{PROPERTIES}/test_undo.py",),
    "R-32": (f"{FAULTS}/test_hostile_files.py",),
    "R-37": (f"{FAULTS}/test_no_network.py",),
}
"""What proves which row of the catalogue, by the files and tests that do."""


BESIDE = ("R-04d", "R-08", "R-08c", "R-16", "R-21", "R-25", "R-26", "R-28", "R-32")
"""Rows that are built and stand under no promise."""

CATALOGUE = """
    R-01 R-02 R-03 R-03b R-03c R-04a R-04b R-04c R-04d R-05 R-06 R-06b R-07a R-07b R-07c R-07d R-08 R-08b
    R-08c R-09 R-09b R-10 R-11 R-11b R-12 R-13 R-14 R-14b R-15 R-16 R-17 R-17b R-17c R-18 R-19 R-20 R-20b
    R-20c R-21 R-22 R-23 R-24 R-25 R-26 R-27 R-28 R-29 R-30 R-31 R-32 R-34 R-35 R-36 R-37 R-38 R-39 R-40
    R-41 R-42 R-43 R-44
"""
"""Every row of the catalogue; R-08d stands with R-08, R-09c with R-05 and R-09, R-33 with R-32."""


@dataclass(frozen=True)
class Promise:
    """One promise: what is said, what shows it, what must fail beside it, what is still to be built."""

    name: str
    words: str
    shown_by: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    to_come: tuple[str, ...] = ()


PROMISES = (
    Promise(
        "P1", "what was said to be saved survives a power cut",
        ("R-03", "R-03c", "R-02", "R-06", "R-01"), (f"{POWER}::test_the_control_loses_what_it_must",),
    ),
    Promise(
        "P2", "nobody opens the file without a password or a sheet", ("R-05", "R-24", "R-13"),
        (f"{FAULTS}/test_canaries.py::test_the_same_search_finds_all_in_a_plain_file",),
    ),
    Promise(
        "P3", "damage or rewind is noticed, never silent", ("R-04a", "R-04c", "R-14", "R-20"),
        (
            f"{FAULTS}/test_damage.py::test_a_lost_log_passes_every_check_but_the_witness",
            f"{TAMPER}::test_only_the_anchor_finds_what_fits_the_chain",
        ),
    ),
    Promise(
        "P4", "it can be brought back, proved with each backup and each term with the sheet",
        ("R-18", "R-17", "R-20b"),
        (
            f"{FAULTS}/test_restore.py::test_copying_the_live_file_is_not_a_backup",
            f"{FAULTS}/test_restore.py::test_a_backup_whose_sheet_is_another_secrets_is_refused",
        ),
        ("R-19",),
    ),
    Promise(
        "P5", "staff read nothing sealed outside its readers, by any function, nor from the file",
        ("R-07a",), (f"{MATRIX}::test_each_rule_taken_away_is_seen",), ("R-07b", "R-07c", "R-17b"),
    ),
    Promise(
        "P6", "nobody changes or removes a concern without trace", ("R-14", "R-14b", "R-15", "R-09"),
        (f"{FAULTS}/test_triggers.py::test_without_its_triggers_a_record_takes_it_and_is_not_opened",),
    ),
    Promise(
        "P7", "nothing leaves the computer unless somebody exports it", ("R-37", "R-13"),
        (f"{FAULTS}/test_no_network.py::test_a_planted_connection_is_caught",), ("R-29", "R-38"),
    ),
    Promise("P8", "what a commissioner gets holds only their pupils", to_come=("R-27",)),
)  # fmt: skip


@dataclass
class Run:
    """What came of one test."""

    node: str
    outcome: str
    seconds: float
    told: list[str] = field(default_factory=list)
    reason: str = ""


def nodes_of(promises: Iterable[Promise], beside: Iterable[str] = ()) -> list[str]:
    """Everything that must be run, once each, as far as it is built."""
    wanted = {node: None for name in beside for node in TESTS[name] if is_built(node)}
    for promise in promises:
        for node in (*(node for name in promise.shown_by for node in TESTS[name]), *promise.controls):
            if is_built(node):
                wanted[node] = None
    return [
        node
        for node in wanted
        if not any(node != other and node.startswith(f"{other}::") for other in wanted)
    ]


def is_built(node: str) -> bool:
    return (ROOT / node.partition("::")[0]).exists()


def run(nodes: list[str], workers: int) -> list[Run]:
    """Run them all in one go; what each told is read from the report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", f"--junitxml={report}",
                   "-o", "junit_family=xunit1", "-n", str(workers), *nodes]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if not report.exists():
            raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])
        return [_read(case) for case in ElementTree.parse(report).iter("testcase")]


def _read(case: ElementTree.Element) -> Run:
    found = Run(
        f"{case.get('file')}::{case.get('name')}", "passed", float(case.get("time") or 0),
        [str(one.get("value")) for one in case.iter("property") if one.get("name") == KEY],
    )  # fmt: skip
    for kind in ("failure", "error", "skipped"):
        trouble = case.find(kind)
        if trouble is not None:
            found.outcome = {"skipped": "skipped"}.get(kind, "failed")
            found.reason = (trouble.get("message") or kind).partition("\n")[0]
    return found


def belonging(runs: list[Run], nodes: Iterable[str]) -> list[Run]:
    """The runs of these tests: a file, a folder, a test, or all examples of one."""
    wanted = tuple(nodes)
    return [
        run
        for run in runs
        if any(run.node == n or run.node.startswith((f"{n}::", f"{n}/", f"{n}[")) for n in wanted)
    ]


def result(promise: Promise, runs: list[Run], controls: list[Run], missing: list[str]) -> str:
    """Today's word on a promise."""
    if not promise.shown_by:
        return "not built yet"
    every = [*runs, *controls]
    if any(run.outcome == "failed" for run in runs):
        return "does not hold"
    skipped = [run for run in every if run.outcome == "skipped"]
    if skipped:
        return f"not run here: {skipped[0].reason}"
    if not controls or any(run.outcome == "failed" for run in controls):
        return "not proved: its control did not fail as it must"
    return f"holds, as far as it is built; not built yet: {', '.join(missing)}" if missing else "holds"


def lines_of(promise: Promise, runs: list[Run]) -> list[str]:
    """One promise on paper."""
    shown = {name: belonging(runs, TESTS[name]) for name in promise.shown_by}
    controls = belonging(runs, promise.controls) if all(map(is_built, promise.controls)) else []
    missing = [name for name, found in shown.items() if not found] + list(promise.to_come)
    every = {run.node: run for found in (*shown.values(), controls) for run in found}
    word = result(promise, [run for found in shown.values() for run in found], controls, missing)
    seconds = sum(run.seconds for run in every.values())
    lines = [
        f"{promise.name}  {promise.words}: {word.upper() if word == 'holds' else word}  ({seconds:.0f} s)"
    ]
    for name, found in shown.items():
        failed = sum(run.outcome == "failed" for run in found)
        lines.append(
            f"      {name:<6} {len(found)} tests, {failed} failed"
            if found
            else f"      {name:<6} not built yet"
        )
        lines += _told(found, name)
    lines += [f"      {name:<6} not built yet" for name in promise.to_come]
    lines += [f"      control {_worded(run.node)}: {run.outcome}" for run in controls]
    return lines


def beside_lines(runs: list[Run]) -> list[str]:
    """What stands under no promise, and what there is not."""
    lines = ["Beside the promises"]
    for name in BESIDE:
        found = belonging(runs, TESTS[name])
        failed = sum(run.outcome == "failed" for run in found)
        lines += [f"      {name:<6} {len(found)} tests, {failed} failed", *_told(found, name)]
    missing = " ".join(name for name in CATALOGUE.split() if not any(map(is_built, TESTS.get(name, ()))))
    return [*lines, *textwrap.wrap(f"Not built yet: {missing}", 110, subsequent_indent="  ")]


def _worded(node: str) -> str:
    """The sentence that a test's name is."""
    return node.rpartition("::")[2].removeprefix("test_").replace("_", " ")


def _told(runs: list[Run], name: str) -> list[str]:
    told = [line.partition("\t") for run in runs for line in run.told]
    found = [words for said, _, words in told if said == name]
    return [
        piece
        for words in found
        for piece in textwrap.wrap(words, 100, initial_indent=" " * 13, subsequent_indent=" " * 15)
    ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run prove", description=__doc__)
    parser.add_argument("promises", nargs="*", metavar="P1", help="only these promises")
    parser.add_argument("-n", "--workers", type=int, default=min(2, os.cpu_count() or 1))
    given = parser.parse_args(arguments)
    chosen = [p for p in PROMISES if not given.promises or p.name in given.promises]
    beside = () if given.promises else BESIDE
    nodes = nodes_of(chosen, beside)
    runs = run(nodes, given.workers) if nodes else []
    for promise in chosen:
        print("\n".join(lines_of(promise, runs)), end="\n\n")
    if beside:
        print("\n".join(beside_lines(runs)), end="\n\n")
    others = sorted({run.node for run in runs if run.outcome == "failed"})
    for node in others:
        print(f"failed: {node}")
    return int(bool(others))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
