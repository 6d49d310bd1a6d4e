"""Every importer over every real file: content or one refusal, and nothing lost without a line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Refused
from app.exchange import child, headings, pupil_rows, reading, tree_rules
from app.exchange.choices import Choices
from app.parse import __main__ as parse
from app.parse.limits import FileRefused
from tests.kit.real_inputs import FOLDER, files, name, needs_real_inputs

pytestmark = needs_real_inputs

TODAY = date(2026, 11, 22)
IN_THE_CHILD = [path for path in files("01_curriculum", "02_mis", "06_malformed") if path.suffix != ".ttl"]
IN_THE_CHILD = [path for path in IN_THE_CHILD if "JSONTestSuite" not in str(path)]
CASE = [path for path in files("01_curriculum") if path.suffix == ".json" and "schema" not in str(path)]


def lines(kind: str, path: Path) -> Iterator[list[Any]]:
    """What the child would say, said here: three hundred processes prove no more than one."""
    return parse.lines(kind, path.read_bytes(), path.name)


@pytest.mark.parametrize("path", IN_THE_CHILD, ids=name)
def test_every_file_is_read_as_pupils_or_refused(path: Path) -> None:
    spellings, curriculum = headings.shipped(headings.PUPILS), headings.shipped(headings.CURRICULUM)
    try:
        sheet = pupil_rows.best_sheet(reading.read_table(path).sheets, spellings)
        found = pupil_rows.read_pupils(sheet, Choices(), spellings, curriculum, TODAY)
    except Refused as refused:
        assert refused.code in child.REFUSALS | {"file_is_curriculum"}
        return
    said = [row for row in sheet.rows if not row.is_blank()]
    above = max(found.columns.lines, default=0)
    again = [row for row in said if row.line > above]
    heading = [row.cells for row in sheet.rows if row.line in found.columns.lines]
    assert found.read == len([row for row in again if row.cells not in heading])
    assert len(found.rows) + len({each.row for each in found.need_you}) == found.read


@pytest.mark.parametrize("path", IN_THE_CHILD, ids=name)
def test_every_file_is_read_as_a_curriculum_or_refused(path: Path) -> None:
    own = child.REFUSALS | {"file_is_pupils", "curriculum_no_headings"}
    try:
        _, tree = reading.read_curriculum(path)
    except Refused as refused:
        assert refused.code in own
        return
    assert tree.shape.nodes == len({node.identifier for node in tree.nodes})
    assert {place.child for place in tree.places} == {node.identifier for node in tree.nodes}


@pytest.mark.parametrize("kind", parse.KINDS)
def test_no_json_and_no_turtle_leaves_the_reader_at_a_loss(kind: str) -> None:
    paths = [path for path in files("01_curriculum", "06_malformed") if path not in IN_THE_CHILD]
    assert len(paths) > 300
    for path in paths:
        with pytest.raises(FileRefused) as refused:
            list(lines(kind, path))
        assert refused.value.code in child.REFUSALS, path


@pytest.mark.parametrize("path", CASE, ids=name)
def test_nothing_of_a_package_is_lost_without_a_line(path: Path) -> None:
    package = json.loads(path.read_text(encoding="utf-8"))
    _, tree = reading.read_curriculum(path)
    parents = [link for link in package["CFAssociations"] if link["associationType"] == "isChildOf"]
    others = len(package["CFAssociations"]) - len(parents)
    lost = [each.where.split()[0] for each in tree.not_read]
    assert tree.shape.nodes + lost.count("CFItems") == len(package["CFItems"])
    assert tree.shape.places + lost.count("CFAssociations") == len(parents)
    assert sum(count for _, count in tree.other_links) == others


@pytest.mark.parametrize("path", CASE, ids=name)
def test_a_packed_package_is_the_same_package(path: Path, tmp_path: Path) -> None:
    packed = tmp_path / f"{path.name}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert reading.read_curriculum(packed)[1] == reading.read_curriculum(path)[1]


@pytest.mark.parametrize(
    ("file", "shape"),
    [
        ("ccss_math.case.json", (703, 703, 474, 6, 664, 0)),
        ("nc_mathematics_taxonomy.case.json", (795, 795, 382, 6, 0, 0)),
        ("oak_music.case.json", (2432, 2481, 1886, 5, 529, 18)),
    ],
)
def test_large_frameworks_have_the_shape_they_are_known_for(file: str, shape: tuple[int, ...]) -> None:
    _, tree = reading.read_curriculum(FOLDER / "01_curriculum" / "derived_case" / file)
    found = tree.shape
    assert (found.nodes, found.places, found.leaves, found.depth, found.coded, found.several_places) == shape
    assert tree.not_read == ()
    assert tree_rules.shape(tree.nodes, tree.places) == found
