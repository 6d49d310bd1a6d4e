"""The painted ladder and scores: what is drawn, and which rung or score lies under the pointer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.kit import ladder_paint, score_paint
from ui.kit.ladder_paint import LadderMark, column, fill, paint_ladder, rung_at, segment, strip
from ui.kit.look import Look
from ui.kit.score_paint import NOT_OBSERVED, CodeMark, CodeState, cell, cell_at, paint_code, paint_scores
from ui.kit.tokens import DARK, HIGH_CONTRAST, LIGHT

AREA = QRectF(0, 0, 410, 40)
LOOKS = [
    Look(tokens=tokens, factor=factor)
    for tokens in (LIGHT, DARK, HIGH_CONTRAST)
    for factor in (1.0, 1.5, 2.0)
]


def drawn(look: Look, area: QRectF, paint) -> QImage:
    image = QImage(round(area.width()), round(area.height()), QImage.Format.Format_ARGB32)
    image.fill(QColor(look.tokens.surface))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def ladder(look: Look, mark: LadderMark, focused: bool = False) -> QImage:
    area = QRectF(0, 0, look.px(410), look.px(40))
    return drawn(look, area, lambda painter: paint_ladder(painter, look, area, mark, focused=focused))


def fills(look: Look, mark: LadderMark) -> list[str]:
    """The colour near the foot of each segment, clear of digit and outline."""
    image, area = ladder(look, mark), QRectF(0, 0, look.px(410), look.px(40))
    bars = (segment(look, area, mark.rungs, rung) for rung in range(mark.rungs))
    return [
        image.pixelColor(round(bar.left() + look.px(4)), round(bar.bottom() - look.px(4))).name().upper()
        for bar in bars
    ]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.tokens.scheme}-{look.factor}")
def test_all_rungs_up_to_the_mark_are_filled_and_the_rest_are_not(theme, look: Look) -> None:
    found = fills(look, LadderMark(rung=6))
    tokens = look.tokens
    assert found[:7] == [colour.upper() for colour in tokens.ramp[:7]]
    assert set(found[7:]) == {tokens.surface.upper()}


def test_a_mark_not_yet_on_disk_is_hollow(theme) -> None:
    assert set(fills(Look(), LadderMark(rung=6, on_disk=False))) == {LIGHT.surface}


def test_an_empty_ladder_fills_nothing(theme) -> None:
    assert set(fills(Look(), LadderMark())) == {LIGHT.surface}


@pytest.mark.parametrize("rungs", range(3, 11))
def test_a_shorter_ladder_spans_the_whole_ramp(rungs: int) -> None:
    colours = [fill(LIGHT, rungs, rung) for rung in range(rungs)]
    assert (colours[0], colours[-1]) == (LIGHT.ramp[0], LIGHT.ramp[-1])
    assert len(set(colours)) == rungs


@pytest.mark.parametrize("rungs", [2, 11])
def test_a_ladder_has_three_to_ten_rungs(rungs: int) -> None:
    with pytest.raises(ValueError):
        LadderMark(rungs=rungs)


def test_last_time_leaves_a_notch_and_the_ring_stays_inside(theme) -> None:
    look = Look()
    plain, notched, ringed = (
        ladder(look, LadderMark(rung=6)),
        ladder(look, LadderMark(rung=6, last=2)),
        ladder(look, LadderMark(rung=6), focused=True),
    )
    assert plain != notched
    assert ringed.pixelColor(200, 1).name().upper() == look.tokens.focus


def test_the_range_shows_where_it_began(theme) -> None:
    assert ladder(Look(), LadderMark(rung=6)) != ladder(Look(), LadderMark(rung=6, start=4))


@given(st.integers(3, 10), st.data())
def test_a_click_anywhere_in_a_column_is_that_rung(rungs: int, data: st.DataObject) -> None:
    rung = data.draw(st.integers(0, rungs - 1))
    box = column(AREA, rungs, rung)
    x = data.draw(st.floats(box.left() + 0.01, box.right() - 0.01))
    assert rung_at(AREA, rungs, x) == rung


def test_beside_the_ladder_there_is_no_rung() -> None:
    assert rung_at(AREA, 10, -1) is None
    assert rung_at(AREA, 10, 411) is None
    assert rung_at(AREA, 10, 0) == 0
    assert rung_at(AREA, 10, 410) == 9


def test_columns_are_at_least_32_wide_at_the_narrowest() -> None:
    area = QRectF(0, 0, ladder_paint.NARROWEST, ladder_paint.HEIGHT)
    assert all(column(area, 10, rung).width() >= 32 for rung in range(10))


def test_segments_rise_from_left_to_right_and_stand_within_the_strip() -> None:
    look, tall = Look(), QRectF(0, 0, 410, 57)
    bars = [segment(look, tall, 10, rung) for rung in range(10)]
    heights = [bar.height() for bar in bars]
    assert heights == sorted(heights) and heights[0] < heights[-1]
    assert all(strip(look, tall).contains(bar) for bar in bars)


@given(st.integers(1, 12), st.data())
def test_a_click_in_a_score_is_that_score(cells: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, cells - 1))
    box = cell(AREA, cells, place)
    assert cell_at(AREA, cells, data.draw(st.floats(box.left() + 0.01, box.right() - 0.01))) == place
    assert cell_at(AREA, cells, -1) is None


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.tokens.scheme}-{look.factor}")
def test_each_score_looks_different_without_colour(theme, look: Look) -> None:
    area = QRectF(0, 0, look.px(54), look.px(36))
    pictures = []
    for score in (None, NOT_OBSERVED, 0, 1, 2, 3, 4):
        picture = drawn(look, area, lambda painter, score=score: paint_scores(painter, look, area, (score,)))
        pictures.append(picture.convertToFormat(QImage.Format.Format_Grayscale8))
    for place, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[place + 1 :])


def test_a_stored_code_is_solid_and_a_proposed_one_dashed(theme) -> None:
    look, area = Look(), QRectF(0, 0, 134, 38)

    def edge(state: CodeState) -> list[str]:
        image = drawn(look, area, lambda painter: paint_code(painter, look, area, CodeMark("B", state)))
        top = round(area.center().y() - score_paint.CODE_HEIGHT / 2)
        return [image.pixelColor(x, top).name() for x in range(8, 28)]

    assert len(set(edge(CodeState.STORED))) == 1
    assert len(set(edge(CodeState.PROPOSED))) > 1
    assert len(set(edge(CodeState.NONE))) > 1
