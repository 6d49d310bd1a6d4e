"""The colours keep the figures that the design was measured with."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from ui.kit.contrast import ink_on, ratio
from ui.kit.ladder_paint import fill, outline
from ui.kit.tokens import DARK, HIGH_CONTRAST, LIGHT, SCHEMES, TYPE, Scheme, Tokens

TEXT_PAIRS = (
    ("text", "canvas"), ("text", "surface"), ("text", "sidebar"), ("text", "raised"), ("text", "sunken"),
    ("text2", "canvas"), ("text2", "surface"), ("text2", "sidebar"), ("text2", "sunken"),
    ("text3", "canvas"), ("text3", "surface"), ("text3", "sidebar"), ("text3", "sunken"),
    ("text", "hover"), ("text", "selected"), ("text2", "selected"), ("text2", "hover"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"),
    ("accent_text", "surface"), ("accent_text", "canvas"), ("accent_text", "selected"),
    ("accent_text", "hover"),
    ("ok", "ok_bg"), ("warn", "warn_bg"), ("urgent", "urgent_bg"), ("info", "info_bg"), ("quiet", "quiet_bg"),
    ("ok", "surface"), ("warn", "surface"), ("urgent", "surface"), ("info", "surface"),
    ("text", "ok_bg"), ("text", "warn_bg"), ("text", "urgent_bg"), ("text", "info_bg"),
)  # fmt: skip
EDGE_PAIRS = (
    ("line_strong", "surface"), ("line_strong", "canvas"), ("focus", "surface"), ("focus", "canvas"),
    ("focus", "sidebar"), ("chart1", "surface"), ("chart2", "surface"), ("chart3", "surface"),
    ("chart4", "surface"), ("accent", "surface"),
)  # fmt: skip
MEASURED = {
    ("text", "surface"): (16.0, 13.6, 21.0),
    ("text2", "surface"): (7.58, 8.75, 17.4),
    ("text3", "surface"): (5.58, 6.67, 17.4),
    ("on_accent", "accent"): (7.20, 8.72, 11.0),
    ("accent_text", "surface"): (8.56, 9.10, 11.0),
    ("text", "selected"): (12.9, 9.18, 16.1),
    ("text", "hover"): (13.4, 11.2, 18.6),
    ("focus", "surface"): (6.80, 8.53, 6.86),
    ("focus", "canvas"): (6.27, 9.49, 6.86),
    ("line_strong", "surface"): (3.68, 4.60, 21.0),
    ("ok", "ok_bg"): (5.67, 8.94, 10.1),
    ("warn", "warn_bg"): (6.50, 8.12, 10.9),
    ("urgent", "urgent_bg"): (6.33, 6.59, 10.1),
    ("info", "info_bg"): (6.56, 7.19, 11.0),
    ("chart1", "surface"): (10.3, 7.13, 11.0),
    ("chart2", "surface"): (3.17, 10.5, 4.53),
    ("chart3", "surface"): (9.77, 4.92, 16.2),
    ("chart4", "surface"): (3.03, 7.95, 6.79),
}
ORDER = (LIGHT, DARK, HIGH_CONTRAST)

every_scheme = pytest.mark.parametrize("tokens", ORDER, ids=lambda tokens: tokens.scheme.value)


@every_scheme
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_words_stand_out_at_least_four_and_a_half_to_one(tokens: Tokens, pair: tuple[str, str]) -> None:
    assert ratio(tokens[pair[0]], tokens[pair[1]]) >= 4.5


@every_scheme
@pytest.mark.parametrize("pair", EDGE_PAIRS, ids="-on-".join)
def test_edges_rings_and_lines_stand_out_at_least_three_to_one(tokens: Tokens, pair: tuple[str, str]) -> None:
    assert ratio(tokens[pair[0]], tokens[pair[1]]) >= 3.0


@pytest.mark.parametrize("pair", MEASURED, ids="-on-".join)
def test_each_measured_figure_is_kept(pair: tuple[str, str]) -> None:
    for tokens, figure in zip(ORDER, MEASURED[pair], strict=True):
        assert ratio(tokens[pair[0]], tokens[pair[1]]) >= figure - 0.06


@every_scheme
def test_the_ring_needs_its_gap_because_it_does_not_stand_out_from_a_filled_button(tokens: Tokens) -> None:
    assert ratio(tokens.focus, tokens.accent) < 3
    assert ratio(tokens.focus, tokens.canvas) >= 3


@every_scheme
@pytest.mark.parametrize("rungs", range(3, 11))
def test_the_digit_on_a_rung_can_be_read_on_ladders_of_any_length(tokens: Tokens, rungs: int) -> None:
    for rung in range(rungs):
        colour = fill(tokens, rungs, rung)
        assert ratio(ink_on(colour), colour) >= 4.73 - 0.01


@every_scheme
def test_the_outline_of_each_rung_stands_out_three_to_one(tokens: Tokens) -> None:
    for colour in (None, *tokens.ramp):
        assert ratio(outline(tokens, colour), tokens.surface) >= 3.0


@every_scheme
def test_the_ramp_has_ten_different_rungs_in_one_direction(tokens: Tokens) -> None:
    steps = [ratio(colour, tokens.surface) for colour in tokens.ramp]
    assert len(set(tokens.ramp)) == 10
    assert steps[3:] == sorted(steps[3:])


def test_the_luminance_formula_is_the_published_one() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_scheme_has_its_tokens() -> None:
    assert set(SCHEMES) == set(Scheme)
    assert all(tokens.scheme is scheme for scheme, tokens in SCHEMES.items())


def test_a_token_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError):
        LIGHT["mauve"]
    with pytest.raises(KeyError):
        LIGHT["ramp"]


def test_no_text_is_smaller_than_twelve_and_a_half() -> None:
    assert min(step.pixels for step in TYPE.values()) == 12.5


# Machado, Oliveira and Fernandes 2009, severity 1, for linear RGB.
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
APART = {
    Scheme.LIGHT: {"normal": 52, "protan": 11, "deutan": 27, "tritan": 37},
    Scheme.DARK: {"normal": 47, "protan": 24, "deutan": 21, "tritan": 24},
    Scheme.HIGH_CONTRAST: {"normal": 37, "protan": 25, "deutan": 31, "tritan": 28},
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(light, 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@every_scheme
@pytest.mark.parametrize("vision", VISION)
def test_chart_colours_stay_apart_for_every_kind_of_colour_vision(tokens: Tokens, vision: str) -> None:
    colours = [tokens.chart1, tokens.chart2, tokens.chart3, tokens.chart4]
    seen = [lab(VISION[vision] @ linear(colour)) for colour in colours]
    nearest = min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2))
    assert nearest >= APART[tokens.scheme][vision] - 0.5
