"""The one way in where there is one executable: the frozen program, and run.cmd.

--parse …          the child that reads strangers' files (the program starts itself with this)
cli …              the program without a window
a task of ./run    in a checkout only
anything else      the window
"""

from __future__ import annotations

import runpy
import sys

CHILDREN = {"--child=app.parse": "app.parse"}


def module_for(arguments: list[str]) -> tuple[str, list[str]]:
    """Which module these arguments mean, and what is left for it."""
    first = arguments[0] if arguments else ""
    if first in CHILDREN:
        return CHILDREN[first], arguments[1:]
    if first == "cli":
        return "app.cli", arguments[1:]
    frozen = getattr(sys, "frozen", False)
    if first and not first.startswith("-") and not frozen:
        return "installer.tasks", arguments
    return "ui", arguments


def main() -> None:
    module, rest = module_for(sys.argv[1:])
    sys.argv[1:] = rest
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
