import xml.etree.ElementTree as Tree

import pytest

from app.reports import charts
from app.reports.document import Bar, Bars
from tests.kit import paper


def chart(*rungs: int | None, firm: bool = True) -> Bars:
    words = {rung.number: rung.short for rung in paper.ladder()}
    bars = tuple(
        Bar(f"Week {place}", "" if rung is None else words[rung], rung, firm)
        for place, rung in enumerate(rungs, start=1)
    )
    return Bars("Your usual step", bars, "Told.")


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def drawn(picture: Bars) -> Tree.Element:
    return Tree.fromstring(charts.svg(picture, standalone=False))


@pytest.mark.parametrize("fill", charts.FILLS)
def test_white_words_can_be_read_on_every_bar(fill):
    assert 1.05 / (luminance(fill) + 0.05) >= 4.5


def test_a_higher_step_has_a_darker_and_higher_bar():
    bars = [bar.attrib for bar in drawn(chart(1, 4, 8)).iter("rect")]
    heights = [float(bar["height"]) for bar in bars]
    assert heights == sorted(heights) and len(set(heights)) == 3
    shades = [luminance(bar["fill"]) for bar in bars]
    assert shades == sorted(shades, reverse=True)


@pytest.mark.parametrize("weeks", range(1, 15))
def test_every_bar_is_drawn_with_its_words_inside_the_picture(weeks):
    picture = chart(*[place % 10 for place in range(weeks)])
    svg = drawn(picture)
    _, _, width, height = (float(part) for part in svg.attrib["viewBox"].split())
    assert len(list(svg.iter("rect"))) == weeks
    for bar in svg.iter("rect"):
        assert float(bar.attrib["y"]) >= 0
        assert float(bar.attrib["x"]) + float(bar.attrib["width"]) <= width
        assert float(bar.attrib["y"]) + float(bar.attrib["height"]) <= height
    for words in svg.iter("text"):
        assert 8 <= float(words.attrib["y"]) <= height
    shown = " ".join(words.text or "" for words in svg.iter("text"))
    assert all(bar.label in shown for bar in picture.bars)


def test_a_gap_is_said_and_has_no_bar():
    svg = drawn(chart(4, None, 5))
    assert len(list(svg.iter("rect"))) == 2
    assert "Week 2: no visits." in svg.attrib["aria-label"]


def test_a_bar_of_a_week_without_sight_is_hollow_and_open_at_the_foot():
    svg = drawn(chart(4, 5, firm=False))
    paths = [path.attrib for path in svg.iter("path")]
    assert [path["fill"] for path in paths] == ["none", "none"]
    assert not [path for path in paths if path["d"].endswith("Z")]
    assert "heard, not seen" in svg.attrib["aria-label"]


def test_type_in_a_picture_is_no_smaller_than_on_the_page():
    assert drawn(chart(4, 5)).attrib["font-size"] == "14"


@pytest.mark.parametrize("width", [40.0, 80.0, 200.0])
def test_words_are_wrapped_and_none_is_lost(width):
    lines = charts.wrapped("Did something together with us", width)
    assert " ".join(lines) == "Did something together with us"
    assert all(charts.text_width(line) <= width for line in lines if " " in line)
