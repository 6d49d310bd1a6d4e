"""The process whose screens are measured: what it needs is loaded in the order in which the program does it.

``python -m tests.speed.window RECORD`` prints one JSON object; the bench reads it.
"""

from __future__ import annotations

import sys

from ui.application import spare_the_sources


def main() -> int:
    spare_the_sources()
    from tests.speed import screens

    return screens.main(sys.argv[1])


if __name__ == "__main__":
    sys.exit(main())
