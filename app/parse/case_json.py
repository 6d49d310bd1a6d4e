"""CASE packages as they really are: what we can use is kept, what we do not know is passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.parse.limits import MOST_NODES, FileRefused, cell

Line = list[Any]
"""One line of the child's answer: its kind, then plain values."""

_ITEM_TEXTS = {
    "identifier": "identifier",
    "uri": "uri",
    "humanCodingScheme": "code",
    "fullStatement": "statement",
    "abbreviatedStatement": "short",
    "CFItemType": "type",
    "listEnumeration": "enumeration",
}
_DOCUMENT_TEXTS = {"identifier": "identifier", "uri": "uri", "title": "title"}
_LINK_FIELDS = (
    "associationType",
    "originNodeURI",
    "originNodeIdentifier",
    "destinationNodeURI",
    "destinationNodeIdentifier",
    "sequenceNumber",
)
_LISTS = ("CFPackage", "CFDocument", "CFItems", "CFAssociations")
_KNOWN = frozenset([*_ITEM_TEXTS, *_DOCUMENT_TEXTS, *_LINK_FIELDS, *_LISTS])


def package(text: str) -> Iterator[Line]:
    """The document, the items and the links of a package, each with its place in the file."""
    found = _load(text)
    if isinstance(found, dict) and isinstance(found.get("CFPackage"), dict):
        found = found["CFPackage"]
    if not isinstance(found, dict) or not ("CFDocument" in found or "CFItems" in found):
        raise FileRefused("json_not_curriculum")
    document = found.get("CFDocument")
    items = _listed(found.get("CFItems"))
    links = _listed(found.get("CFAssociations"))
    if len(items) > MOST_NODES or len(links) > 4 * MOST_NODES:
        raise FileRefused("file_too_many_rows", most=MOST_NODES)
    yield ["document", _texts(document if isinstance(document, dict) else {}, _DOCUMENT_TEXTS)]
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield ["item", number, _texts(item, _ITEM_TEXTS)]
        else:
            yield ["lost", f"CFItems {number}", "not_an_item"]
    for number, link in enumerate(links, start=1):
        if isinstance(link, dict):
            yield ["link", number, _link(link)]
        else:
            yield ["lost", f"CFAssociations {number}", "not_a_link"]


def _load(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_useful, parse_constant=_no_number)
    except RecursionError as problem:
        raise FileRefused("json_broken") from problem
    except ValueError as problem:
        raise FileRefused("json_broken") from problem


def _useful(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Only the fields we read, so that a large package stays small; a list said twice is one list."""
    kept: dict[str, Any] = {}
    for name, value in pairs:
        if name in _KNOWN:
            before = kept.get(name)
            kept[name] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return kept


def _no_number(name: str) -> None:
    raise ValueError(name)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(found: dict[str, Any], wanted: dict[str, str]) -> dict[str, str]:
    said = {ours: _text(found.get(theirs)) for theirs, ours in wanted.items()}
    return {name: text for name, text in said.items() if text}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("title") or value.get("identifier") or value.get("uri")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return cell(str(value).strip())


def _link(link: dict[str, Any]) -> dict[str, str]:
    return {
        "type": _text(link.get("associationType")),
        "child": _node(link, "originNode"),
        "parent": _node(link, "destinationNode"),
        "sequence": _text(link.get("sequenceNumber")),
    }


def _node(link: dict[str, Any], end: str) -> str:
    """The identifier at one end, given as an object, as a bare address, or in a field of its own."""
    value = link.get(f"{end}URI")
    if isinstance(value, dict):
        value = value.get("identifier") or value.get("uri")
    return _text(value) or _text(link.get(f"{end}Identifier"))
