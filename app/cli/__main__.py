"""Reads one line, does what it asks, answers. Only argparse is loaded until a line has been chosen."""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

LINES = """\
new RECORD --provision NAME --head NAME --recovery-sheet FILE.pdf [--recovery-text FILE.txt]
demo RECORD [--pupils 24] [--years 2] [--seed 1]
info RECORD
import pupils RECORD FILE… [--dry-run]
pupils RECORD
import curriculum RECORD FILE… [--dry-run]
log RECORD FILE.csv
mark RECORD FILE.csv
rates --counts FILE.csv
rates RECORD --from D --to D [--by pupil|week|code|group]
journey RECORD --pupil REF
report RECORD family|staff|emergency [--pupil REF] --to FILE.(pdf|html) [--addressee NAME]
backup RECORD --to FOLDER
restore FILE --to RECORD [--recovery FILE.txt]
verify RECORD

--as NAME says who is signed in; --json answers in one JSON object; report writes over a file with
--replace. The password comes from INCHSTONE_PASSWORD or a prompt, never from an argument.
"""

_MODULES = {
    "new": "record", "demo": "record", "info": "record", "backup": "record", "restore": "record",
    "verify": "record", "import": "importing", "pupils": "figures", "log": "marking", "mark": "marking",
    "rates": "figures", "journey": "figures", "report": "paper",
}  # fmt: skip


_CHANGING = frozenset({"new", "demo", "import", "log", "mark", "report", "backup", "restore"})
"""Lines after which the record, or a file outside, is not as it was."""

_FOR_OTHERS = frozenset({"report"})
"""Lines whose file is handed on, so that whoever may read the folder may read it."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that refuses in whole sentences of our own."""

    def error(self, message: str) -> NoReturn:
        from app.core.errors import Refused

        for code, pattern in _SAID_BY_ARGPARSE.items():
            found = re.fullmatch(pattern, message)
            if found:
                facts = {name: value.replace("'", "") for name, value in found.groupdict().items()}
                needs = " and ".join(_shown(each) for each in facts.pop("needs", "").split(", "))
                raise Refused(code, line=self.prog, needs=needs, **facts)
        raise Refused("line_not_understood", line=self.prog)


_SAID_BY_ARGPARSE = {
    "line_needs": r"the following arguments are required: (?P<needs>.*)",
    "line_too_long": r"unrecognized arguments: (?P<found>.*)",
    "line_choice": r"argument (?P<of>\S+): invalid choice: '(?P<found>.*)' \(choose from (?P<choices>.*)\)",
    "line_whole_number": r"argument (?P<of>\S+): invalid int value: '(?P<found>.*)'",
    "line_value_missing": r"argument (?P<of>\S+): expected (?:one|at least one) argument",
    "line_flag_alone": r"argument (?P<of>\S+): ignored explicit argument '(?P<found>.*)'",
}
"""What argparse says where a line is not one of ours, by the code of our own sentence for it."""


def _shown(name: str) -> str:
    """An argument as the lines above name it."""
    known = {"files": "FILE", "kind": "family, staff or emergency", "what": "pupils or curriculum"}
    return name if name.startswith("-") else known.get(name, name.upper())


def _parsed(words: list[str]) -> argparse.Namespace:
    """One line with its arguments, options anywhere among them. Raises ``Refused``."""
    from app.core.errors import Refused

    name = words[0]
    if name not in _MODULES:
        raise Refused("line_unknown", found=name)
    parser = _Parser(prog=name, add_help=False, allow_abbrev=False)
    _ARGUMENTS[name](parser)
    return parser.parse_intermixed_args(words[1:], argparse.Namespace(line=name))


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
    from app.cli.say import BROKEN, DONE, error_line, put, refuse, status_of

    if not words or "--help" in words or "-h" in words:
        return DONE if put(LINES) else BROKEN
    from app.core.errors import InchstoneError, Refused

    try:
        as_json = _taken_flag(words, "--json")
        who = _taken_value(words, "--as")
        if not words:
            raise Refused("line_missing")
        line = _parsed(words)
    except InchstoneError as error:
        refuse(error_line(error))
        return status_of(error)
    line.as_json, line.who = as_json, who
    line.changes = line.line in _CHANGING and not getattr(line, "dry_run", False)
    before = os.umask(0o077)
    if line.line in _FOR_OTHERS:
        os.umask(before)
    try:
        return _do(line)
    finally:
        os.umask(before)


def _do(line: argparse.Namespace) -> int:
    from app.cli import named
    from app.cli.say import BROKEN, REFUSED, error_line, refuse, status_of
    from app.core.errors import InchstoneError
    from app.core.sentences import say

    try:
        named.check(line)
        module = importlib.import_module(f"app.cli.{_MODULES[line.line]}")
        found, status, said = module.do(line)
    except InchstoneError as error:
        refuse(error_line(error))
        return status_of(error)
    except KeyboardInterrupt:
        refuse(say("stopped_in_between" if line.changes else "stopped", {}))
        return BROKEN if line.changes else REFUSED
    except Exception as error:
        code = "program_failed_in_between" if line.changes else "program_failed"
        refuse(say(code, {"kind": type(error).__name__}))
        return BROKEN
    return _answered(line, found, status, said)


def _answered(line: argparse.Namespace, found: Any, status: int, said: str) -> int:
    """Say what was found. What was asked is done by now, whether or not anybody can be told of it."""
    from app.cli.say import BROKEN, answer, refuse
    from app.core.sentences import say

    if not answer(found, as_json=line.as_json):
        unsaid = say("answer_not_written_but_done" if line.changes else "answer_not_written", {})
        refuse(f"{unsaid} {said}")
        return BROKEN
    if said:
        refuse(said)
    return status


def _taken_flag(words: list[str], flag: str) -> bool:
    found = flag in words
    while flag in words:
        words.remove(flag)
    return found


def _taken_value(words: list[str], flag: str) -> str | None:
    """The value of an option that may stand anywhere: ``--as NAME``, ``--as=NAME``. Raises ``Refused``."""
    from app.core.errors import Refused

    joined = f"{flag}="
    place = next((n for n, word in enumerate(words) if word == flag or word.startswith(joined)), None)
    if place is None:
        return None
    taken = words[place : place + 1 if words[place].startswith(joined) else place + 2]
    del words[place : place + len(taken)]
    value = taken[0].removeprefix(joined) if taken[0] != flag else "".join(taken[1:])
    if not value.strip():
        raise Refused("line_value_missing", of=flag)
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
