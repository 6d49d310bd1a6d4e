"""Reads one line, does what it asks, answers. Only argparse is loaded until a line has been chosen."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

LINES = """\
new RECORD --provision NAME --head NAME --recovery-sheet FILE.pdf [--recovery-text FILE.txt]
demo RECORD [--pupils 24] [--years 2] [--seed 1]
info RECORD
import pupils RECORD FILE... [--dry-run]
pupils RECORD
import curriculum RECORD FILE... [--dry-run]
log RECORD FILE.csv
mark RECORD FILE.csv
rates --counts FILE.csv
rates RECORD --from D --to D [--by pupil|week|code|group]
journey RECORD --pupil REF
report RECORD family|staff|emergency [--pupil REF] --to FILE.(pdf|html) [--addressee NAME] [--replace]
backup RECORD --to FOLDER
restore FILE --to RECORD [--recovery FILE.txt]
verify RECORD

--as NAME says who is signed in; --json answers in one JSON object. The password comes from
INCHSTONE_PASSWORD or a prompt, never from an argument.
"""

_MODULES = {
    "new": "record", "demo": "record", "info": "record", "backup": "record", "restore": "record",
    "verify": "record", "import": "importing", "pupils": "figures", "log": "marking", "mark": "marking",
    "rates": "figures", "journey": "figures", "report": "paper",
}  # fmt: skip


class Usage(Exception):
    """The line is not one that the program knows."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that refuses in one line."""

    def error(self, message: str) -> NoReturn:
        plain = message.replace("invalid choice:", "there is no")
        plain = plain.replace("invalid int value:", "no whole number:")
        raise Usage(f"{plain[:1].upper()}{plain[1:]}; see --help for the lines")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="./run cli", add_help=False, allow_abbrev=False)
    lines = parser.add_subparsers(dest="line", required=True, parser_class=_Parser)
    for name in _MODULES:
        _ARGUMENTS[name](lines.add_parser(name, add_help=False, allow_abbrev=False))
    return parser


def _record(line: argparse.ArgumentParser) -> None:
    line.add_argument("record")


def _new(line: argparse.ArgumentParser) -> None:
    _record(line)
    line.add_argument("--provision", required=True)
    line.add_argument("--head", required=True)
    line.add_argument("--recovery-sheet", required=True)
    line.add_argument("--recovery-text")


def _demo(line: argparse.ArgumentParser) -> None:
    _record(line)
    line.add_argument("--pupils", type=int, default=24)
    line.add_argument("--years", type=int, default=2)
    line.add_argument("--seed", type=int, default=1)


def _import(line: argparse.ArgumentParser) -> None:
    line.add_argument("what", choices=("pupils", "curriculum"))
    _record(line)
    line.add_argument("files", nargs="+")
    line.add_argument("--dry-run", action="store_true")


def _file(line: argparse.ArgumentParser) -> None:
    _record(line)
    line.add_argument("file")


def _rates(line: argparse.ArgumentParser) -> None:
    line.add_argument("record", nargs="?")
    line.add_argument("--counts")
    line.add_argument("--from", dest="from_day")
    line.add_argument("--to", dest="to_day")
    line.add_argument("--by", choices=("pupil", "week", "code", "group"))


def _journey(line: argparse.ArgumentParser) -> None:
    _record(line)
    line.add_argument("--pupil", required=True)


def _report(line: argparse.ArgumentParser) -> None:
    _record(line)
    line.add_argument("kind", choices=("family", "staff", "emergency"))
    line.add_argument("--pupil")
    line.add_argument("--to", dest="file", required=True)
    line.add_argument("--addressee")
    line.add_argument("--replace", action="store_true")


def _backup(line: argparse.ArgumentParser) -> None:
    _record(line)
    line.add_argument("--to", dest="folder", required=True)


def _restore(line: argparse.ArgumentParser) -> None:
    line.add_argument("file")
    line.add_argument("--to", dest="record", required=True)
    line.add_argument("--recovery")


_ARGUMENTS = {
    "new": _new, "demo": _demo, "info": _record, "backup": _backup, "restore": _restore, "verify": _record,
    "import": _import, "pupils": _record, "log": _file, "mark": _file, "rates": _rates,
    "journey": _journey, "report": _report,
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Do what one line asks. Answers the status: 0 done, 1 broken, 2 refused."""
    words = list(arguments)
    if not words or "--help" in words or "-h" in words:
        sys.stdout.write(LINES)
        return 0
    from app.cli.say import REFUSED, refuse

    try:
        as_json = _taken_flag(words, "--json")
        who = _taken_value(words, "--as")
        line = _parser().parse_args(words)
    except Usage as usage:
        refuse(str(usage))
        return REFUSED
    line.as_json, line.who = as_json, who
    return _do(line)


def _do(line: argparse.Namespace) -> int:
    from app.cli.say import BROKEN, DONE, answer, error_line, refuse, status_of
    from app.core.errors import InchstoneError

    try:
        module = importlib.import_module(f"app.cli.{_MODULES[line.line]}")
        found, status, said = module.do(line)
    except InchstoneError as error:
        refuse(error_line(error))
        return status_of(error)
    except Exception as error:
        refuse(f"Something in the program went wrong ({type(error).__name__}); nothing was changed")
        return BROKEN
    answer(found, as_json=line.as_json)
    if said:
        refuse(said)
    return status or DONE


def _taken_flag(words: list[str], flag: str) -> bool:
    found = flag in words
    while flag in words:
        words.remove(flag)
    return found


def _taken_value(words: list[str], flag: str) -> str | None:
    if flag not in words:
        return None
    place = words.index(flag)
    if place + 1 >= len(words):
        raise Usage(f"{flag} needs a name")
    value = words[place + 1]
    del words[place : place + 2]
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
