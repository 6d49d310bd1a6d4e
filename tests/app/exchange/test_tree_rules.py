"""Who stands under whom: order, circles, what finds no place, and that nothing is lost without a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import tree_rules
from app.exchange.sheet import Item, Link, Node, NotRead, Package, Shape, Tree


def item(identifier: str, enumeration: str = "", where: str = "") -> Item:
    return Item(where or f"item {identifier}", Node(identifier, "", f"Step {identifier}", ""), enumeration)


def child(child: str, parent: str, sequence: str = "", kind: str = "isChildOf") -> Link:
    return Link(f"{child}<{parent}", kind, child, parent, sequence)


def tree(items: str, *links: Link) -> Tree:
    return tree_rules.build(Package("Maths", "d", tuple(map(item, items)), links, ()))


def under(found: Tree, parent: str) -> str:
    places = sorted(
        (place for place in found.places if place.parent == parent), key=lambda place: place.position
    )
    return "".join(place.child for place in places)


def test_a_tree_is_counted_as_people_count_it() -> None:
    found = tree("abce", child("a", "d0"), child("a", "d"), child("b", "a"), child("c", "a"), child("c", "b"))
    assert found.shape == Shape(nodes=4, places=5, leaves=2, depth=4, coded=0, several_places=1)
    assert found.not_read == (NotRead("a<d0", "parent_not_in_file", "d0"),)


def test_an_empty_framework_has_depth_one_and_no_leaves() -> None:
    assert tree("").shape == Shape(0, 0, 0, 1, 0, 0)


def test_an_item_that_names_no_parent_stands_under_the_framework() -> None:
    assert under(tree("ab", child("b", "a")), "") == "a"


@pytest.mark.parametrize(
    ("sequences", "enumerations", "expected"),
    [
        (("2", "10", "1"), ("", "", ""), "cab"),
        (("1", "1", "1"), ("3", "2", "1"), "abc"),
        (("2", "", "1"), ("3", "10", "1"), "cab"),
        (("2", "", "1"), ("3", "", "1"), "abc"),
        (("", "", ""), ("b", "c", "a"), "cab"),
        (("", "", ""), ("1.10", "1.9", "1.2"), "cba"),
        (("x", "2", "1"), ("", "", ""), "abc"),
        (("nan", "2", "1"), ("", "", ""), "abc"),
    ],
)
def test_siblings_stand_by_sequence_then_enumeration_then_file(
    sequences: tuple[str, ...], enumerations: tuple[str, ...], expected: str
) -> None:
    items = tuple(item(name, order) for name, order in zip("abc", enumerations, strict=True))
    links = tuple(child(name, "d", order) for name, order in zip("abc", sequences, strict=True))
    assert under(tree_rules.build(Package("Maths", "d", items, links, ())), "") == expected


def test_a_link_back_to_an_ancestor_is_not_read_and_the_rest_is() -> None:
    found = tree("abc", child("a", "d"), child("b", "a"), child("c", "b"), child("a", "c"))
    assert found.not_read == (NotRead("a<c", "circle", "a"),)
    assert found.shape.depth == 4


def test_a_circle_that_nothing_leads_to_is_not_read_item_by_item() -> None:
    found = tree("abc", child("a", "b"), child("b", "a"), child("c", "d"))
    assert found.shape.nodes == 1
    assert found.not_read == (NotRead("item a", "circle", "a"), NotRead("item b", "circle", "b"))


def test_a_link_that_comes_again_is_listed_and_the_first_holds() -> None:
    links = [Link(f"link {n}", "isChildOf", "a", "d", str(9 - n)) for n in range(3)]
    found = tree("ab", *links, child("b", "d", "8.5"))
    assert found.not_read == (NotRead("link 1", "link_twice", "a"), NotRead("link 2", "link_twice", "a"))
    assert under(found, "") == "ba"


def test_an_item_under_itself_is_not_read() -> None:
    assert tree("a", child("a", "a")).not_read == (NotRead("item a", "circle", "a"),)


def test_what_hangs_on_a_missing_parent_is_listed_once_each() -> None:
    found = tree("abc", child("a", "x"), child("b", "a"), child("c", "d"), child("c", "b"))
    assert found.not_read == (
        NotRead("item a", "parent_not_in_file", "x"),
        NotRead("item b", "parent_not_read", "b"),
        NotRead("c<b", "parent_not_read", "b"),
    )


def test_a_link_from_an_item_that_is_not_there_is_listed() -> None:
    assert tree("a", child("x", "a")).not_read == (NotRead("x<a", "child_not_in_file", "x"),)


def test_other_links_are_counted_in_the_files_own_spelling() -> None:
    found = tree(
        "ab", child("a", "b", kind="Is Peer Of"), child("a", "z", kind="exactMatchOf"), child("b", "a")
    )
    assert found.other_links == (("Is Peer Of", 1), ("exactMatchOf", 1))


@pytest.mark.parametrize("kind", ["isChildOf", "Is Child Of", "is_child_of", "ISCHILDOF"])
def test_the_parent_link_is_known_in_every_spelling(kind: str) -> None:
    assert tree("ab", child("b", "a", kind=kind)).shape.depth == 3


def test_the_second_item_of_one_identifier_and_one_without_words_are_not_read() -> None:
    items = (item("a"), item("A"), Item("CFItems 3", Node("b", "", " ", "")))
    found = tree_rules.build(Package("Maths", "d", items, (child("b", "a"),), ()))
    assert [(each.where, each.why) for each in found.not_read] == [
        ("item A", "identifier_twice"),
        ("CFItems 3", "no_statement"),
    ]


def test_identifiers_differ_in_capitals_between_items_and_links() -> None:
    assert under(tree("ab", child("B", "A")), "a") == "b"


def test_an_item_without_identifier_gets_the_same_one_each_time() -> None:
    package = Package("Maths", "d", (Item("CFItems 1", Node("", "", "Add", "")),), (), ())
    first, second = tree_rules.build(package), tree_rules.build(package)
    assert first.nodes[0].identifier == second.nodes[0].identifier != ""


LINKS = st.lists(st.tuples(st.sampled_from("abcdefgx"), st.sampled_from("abcdefgxd")), max_size=25)


@given(st.text("abcefg", max_size=6), LINKS)
def test_what_was_read_and_what_was_not_is_what_was_there(names: str, pairs: list[tuple[str, str]]) -> None:
    names = "".join(dict.fromkeys(names))
    links = [child(one, other, str(at)) for at, (one, other) in enumerate(pairs)]
    found = tree(names, *links)
    lost_items = [each for each in found.not_read if each.where.startswith("item ")]
    lost_links = [each for each in found.not_read if not each.where.startswith("item ")]
    assert found.shape.nodes + len(lost_items) == len(names)
    read = {node.identifier for node in found.nodes}
    of_read = [link for link in links if link.child in read or link.child not in names]
    tops = [node for node in names if node not in {link.child for link in links}]
    assert found.shape.places - len(tops) + len(lost_links) == len(of_read)
    assert {place.child for place in found.places} == read
    assert found.shape.depth <= len(names) + 1
