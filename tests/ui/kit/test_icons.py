"""Each icon that the program names ships with it, and no other does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from ui.kit import icons

ROOT = Path(__file__).resolve().parents[3]
PLACES = {
    "Button": 1,
    "Chip": 1,
    "EmptyState": 0,
    "Picture": 0,
    "StatCard": 0,
    "choice": 1,
    "icon": 1,
    "link": 1,
    "paint": 2,
    "pixmap": 1,
    "primary": 1,
    "secondary": 1,
}
"""What takes the name of an icon, and at which place."""


def parsed() -> list[ast.Module]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "ui").rglob("*.py"))]


def asked_for(tree: ast.Module) -> Iterator[str]:
    """The icons that are named outright where an icon is taken."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        place = PLACES.get(name)
        given = [one.value for one in call.keywords if one.arg == "icon"]
        if place is not None and len(call.args) > place:
            given.append(call.args[place])
        said = [one.value for one in given if isinstance(one, ast.Constant)]
        yield from (name for name in said if isinstance(name, str))


def test_every_icon_that_is_asked_for_ships() -> None:
    asked = {name for tree in parsed() for name in asked_for(tree)}
    assert len(asked) > 30
    assert asked - set(icons.names()) == set()


def test_every_icon_that_ships_is_named_somewhere() -> None:
    said = {
        node.value
        for tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(icons.names()) - said == set()
