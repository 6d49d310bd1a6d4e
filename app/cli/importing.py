"""Lines that bring something in: a file is read in a child before anything of the record is loaded."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from app.cli.say import BROKEN, DONE, error_line, status_of
from app.core.errors import InchstoneError
from app.core.sentences import say
from app.exchange import reading

_READ: Final = {"pupils": reading.read_table, "curriculum": reading.read_curriculum}


def do(line: argparse.Namespace) -> tuple[Any, int, str]:
    """Answer one of the lines of this module."""
    if len(line.files) > 1:
        return _several(line)
    found: Any = _READ[line.what](Path(line.files[0]))
    from app.cli import bringing  # a file that is refused never waits for the record's part to load
    from app.cli.door import done, signed_in

    with signed_in(line) as opened:
        return done(getattr(bringing, line.what)(opened, found, line.dry_run))


def _several(line: argparse.Namespace) -> tuple[Any, int, str]:
    """Each file as a transaction of its own; what is refused stands in the answer with its sentence."""
    from app.cli import bringing
    from app.cli.door import signed_in

    answers: list[dict[str, Any]] = []
    with signed_in(line) as opened:
        for file in line.files:
            try:
                found: Any = _READ[line.what](Path(file))
                answer = getattr(bringing, line.what)(opened, found, line.dry_run)
                answers.append({"file": file, "exit": DONE, **answer})
            except InchstoneError as error:
                answers.append({"file": file, "exit": status_of(error), "why": error_line(error)})
            except Exception as error:  # the files before this one are in, and their answers are owed
                why = say("program_failed_in_between", {"kind": type(error).__name__})
                answers.append({"file": file, "exit": BROKEN, "why": why})
    status = max(each["exit"] for each in answers)
    refused = sum(each["exit"] != DONE for each in answers)
    said = say("files_did_not_come_in", {"left_out": refused, "files": len(answers)}) if refused else ""
    return {"files": answers}, status, said
