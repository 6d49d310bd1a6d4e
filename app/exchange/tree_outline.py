"""An indented text as a tree: one step a line, deeper lines under the nearest that stands further out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.exchange.sheet import Item, Link, Node, NotRead, OutlineLine, Package, Tree
from app.exchange.tree_rules import build, made_identifier

_CODE = re.compile(r"(?=\S*\d)(?=\S*[.)\]])\S+")
_BULLETS = ("- ", "* ", "+ ", "• ", "– ", "· ", "◦ ", "▪ ")


def plain_code(code: str) -> str:
    """A code without the bracket or dot that only sets it off, as people type it: ``1.2)`` is ``1.2``."""
    return code.strip().strip("()[].:")


def from_outline(lines: Sequence[OutlineLine], title: str) -> Tree:
    """The tree of an indented text. A line that jumps two levels, or stands between two, is not read."""
    framework = made_identifier(title)
    depths = _depths(lines)
    items: list[Item] = []
    links: list[Link] = []
    lost: list[NotRead] = []
    road: list[tuple[str, ...]] = []
    seen: Counter[tuple[str, ...]] = Counter()
    for line, depth in zip(lines, depths, strict=True):
        where = f"line {line.line}"
        if depth is None or depth > len(road):
            why = "between_levels" if depth is None else "level_jumped"
            lost.append(NotRead(where, why, line.words))
            continue
        above = road[depth - 1] if depth else ()
        path = (*above, line.words)
        seen[path] += 1
        if seen[path] > 1:
            path = (*above, f"{line.words}\x1e{seen[path]}")
        road[depth:] = [path]
        code, statement = split_code(line.words)
        identifier = made_identifier(framework, *path)
        parent = made_identifier(framework, *above) if depth else framework
        items.append(Item(where, Node(identifier, code, statement, ""), is_unread=line.is_unread))
        links.append(Link(where, "isChildOf", identifier, parent))
    return build(Package(title, framework, tuple(items), tuple(links), tuple(lost)))


def _depths(lines: Sequence[OutlineLine]) -> list[int | None]:
    """How deep each line stands, by tabs or by the file's own step of spaces; none between two levels."""
    step = _step([line.spaces for line in lines if not line.tabs])
    out_tabs = min((line.tabs for line in lines), default=0)
    out_spaces = min((line.spaces for line in lines if line.tabs == out_tabs), default=0)
    depths: list[int | None] = []
    for line in lines:
        spaces = line.spaces - (out_spaces if line.tabs == out_tabs else 0)
        depths.append(None if spaces % step else line.tabs - out_tabs + spaces // step)
    return depths


def _step(spaces: list[int]) -> int:
    """The file's own step: the commonest widening from one line to the next, the first of equals."""
    widenings = Counter(after - before for before, after in pairwise(spaces) if after > before)
    return widenings.most_common(1)[0][0] if widenings else 4


def split_code(words: str) -> tuple[str, str]:
    """The code at the head of a line, if it has one, and the rest."""
    for bullet in _BULLETS:
        words = words.removeprefix(bullet)
    first, _, rest = words.strip().partition(" ")
    if _CODE.fullmatch(first):
        return plain_code(first) or first, rest.strip() or words.strip()
    return "", words.strip()
