import json

import pytest

from app.core import wire
from app.reports import emergency, family
from app.reports.document import QR, Bars, Cell, Column, Line, TableBlock, with_words
from tests.kit import paper


@pytest.mark.parametrize("made", [family.compose(paper.family()), emergency.compose(paper.emergency())])
def test_a_document_and_its_facts_survive_the_wire(made):
    assert wire.read(json.loads(json.dumps(wire.plain(made)))) == made


def test_facts_survive_the_wire():
    for facts in (paper.family(), paper.emergency(), paper.staff(), paper.child()):
        assert wire.read(json.loads(json.dumps(wire.plain(facts)))) == facts


@pytest.mark.parametrize("told", ["", "  "])
def test_a_picture_without_words_is_refused(told):
    with pytest.raises(ValueError, match="needs words"):
        Bars("Steps", (), told)
    with pytest.raises(ValueError, match="needs words"):
        QR("content", told)


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="one cell for each column"):
        TableBlock("Steps", (Column("A"), Column("B")), ((Cell((Line("a"),)),),))


def test_words_are_changed_everywhere_and_nothing_else_is():
    document = family.compose(paper.family())
    loud = with_words(document, str.upper)
    assert loud.title == document.title.upper()
    assert loud.look == "family"
    assert loud.facts.reference == document.facts.reference
    assert with_words(document, lambda text: text) == document
