"""CASE packages: liberal in what is read, never at a loss."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.parse import case_json
from app.parse.limits import FileRefused


def lines(package: Any) -> list[list[Any]]:
    return list(case_json.package(package if isinstance(package, str) else json.dumps(package)))


def test_a_package_gives_its_document_its_items_and_its_links() -> None:
    found = lines(
        {
            "CFDocument": {"identifier": "d", "title": "Maths", "forbidden": {"deep": [1]}},
            "CFItems": [{"identifier": "a", "fullStatement": "Add", "extra": 1}],
            "CFAssociations": [
                {
                    "associationType": "isChildOf",
                    "sequenceNumber": 2,
                    "originNodeURI": {"identifier": "a"},
                    "destinationNodeURI": {"identifier": "d"},
                }
            ],
        }
    )
    assert found == [
        ["document", {"identifier": "d", "title": "Maths"}],
        ["item", 1, {"identifier": "a", "statement": "Add"}],
        ["link", 1, {"type": "isChildOf", "child": "a", "parent": "d", "sequence": "2"}],
    ]


def test_links_may_name_their_ends_as_bare_addresses_or_in_fields_of_their_own() -> None:
    found = lines(
        {
            "CFItems": [],
            "CFAssociations": [
                {
                    "originNodeURI": "https://x/a",
                    "destinationNodeIdentifier": "d",
                    "associationType": "isChildOf",
                }
            ],
        }
    )
    assert found[1][2] == {"type": "isChildOf", "child": "https://x/a", "parent": "d", "sequence": ""}


def test_what_is_no_item_and_no_link_is_named() -> None:
    found = lines({"CFDocument": {}, "CFItems": ["x", None], "CFAssociations": [3]})
    assert [line[1:] for line in found[1:]] == [
        ["CFItems 1", "not_an_item"],
        ["CFItems 2", "not_an_item"],
        ["CFAssociations 1", "not_a_link"],
    ]


def test_a_list_given_twice_is_one_list() -> None:
    found = lines('{"CFItems": [{"identifier": "a"}], "CFItems": [{"identifier": "b"}]}')
    assert [line[2]["identifier"] for line in found if line[0] == "item"] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[" * 100_000,
        '{"CFItems": [NaN]}',
        '{"a": ' * 50_000,
        "{'CFItems': []}",
        '{"x": 1' + "0" * 5_000 + "}",
    ],
    ids=["cut off", "deep", "no number", "deep objects", "wrong quotes", "a number of 5,000 figures"],
)
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(FileRefused, match="json_broken"):
        lines(text)


@pytest.mark.parametrize("package", [[], 3, "null", {"pupils": []}, {"CFDocuments": []}])
def test_other_json_is_refused(package: Any) -> None:
    with pytest.raises(FileRefused, match="json_not_curriculum"):
        lines(package)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Add \\ud83d one", "Add \udcff one"),
        ("Add \\udc00\\ud800 one", "Add \udcff\udcff one"),
        ("Add \\ud83d\\ude00 one", "Add \U0001f600 one"),
        ("Add\\u0000 \\u0007one\\u001b", "Add  one"),
        ("Don\\u0092t", "Don\udcfft"),
        ("Two\\nlines\\tand", "Two\nlines\tand"),
    ],
)
def test_half_letters_are_marked_and_what_steers_a_machine_is_a_blank(said: str, read: str) -> None:
    found = lines(f'{{"CFDocument": {{"title": "{said}"}}, "CFItems": [{{"fullStatement": "{said}"}}]}}')
    assert found[0][1]["title"].split() == read.split()
    assert found[1][2]["statement"].split() == read.split()
