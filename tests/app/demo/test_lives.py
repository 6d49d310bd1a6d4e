"""Each written life says what its record must show, and no two are alike."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

import pytest

from app.demo import more
from app.demo.course import Course
from app.demo.life import Fall, Life
from app.demo.lives import LIVES
from app.demo.people import EVERYBODY
from app.demo.terms import LAST_DAY, SchoolWeeks, week_of
from app.insight import claims

WEEKS = SchoolWeeks.until(LAST_DAY, 2)
OPEN = frozenset(day for _, monday in WEEKS.numbered() for day in WEEKS.days(monday))
NUMBERS = {monday: number for number, monday in WEEKS.numbered()}
by_name = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.forename)


def visits_of(lives: tuple[Life, ...], seed: int) -> list[list[claims.Visit]]:
    """The visits of each life in order, as a journey reads them."""
    found: dict[int, list[claims.Visit]] = defaultdict(list)
    for _, day, pieces in Course(lives, WEEKS, OPEN, seed).days():
        for piece, visits in pieces.items():
            for visit in visits:
                if visit.step is not None:
                    step = visit.step
                    found[visit.pupil].append(claims.Visit(day, piece.start, 0, step, step, step))
    return [sorted(found[number], key=lambda one: (one.day, one.start)) for number in range(len(lives))]


COURSES = {seed: visits_of(LIVES, seed) for seed in (1, 2, 3)}


def test_there_are_twenty_four_lives_and_each_is_told_in_five_lines() -> None:
    assert len(LIVES) == 24
    assert all(line.strip().endswith(".") for life in LIVES for line in life.lines)


@by_name
def test_the_words_of_a_life_name_the_steps_that_it_claims(life: Life) -> None:
    assert f"({life.says.was})" in life.start
    assert f"({life.says.now})" in life.now
    said = [tuple(map(int, pair)) for pair in re.findall(r"from (\d) to (\d)", life.setbacks)]
    assert said == [(fall.before, fall.during) for fall in life.says.falls]


@by_name
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_visits_of_a_life_prove_its_headline_its_dips_and_its_recoveries(life: Life, seed: int) -> None:
    made = COURSES[seed][LIVES.index(life)]
    now, first = claims.headline(made), claims.headline(made[: claims.LOOK_BACK])
    assert (now.rung, now.k, now.n) == (life.says.now, life.says.of_nine, 9)
    assert first.rung == life.says.was
    found = [
        Fall(
            dip.before,
            dip.during,
            NUMBERS[week_of(dip.began)],
            None if dip.recovered is None else NUMBERS[week_of(dip.recovered)],
        )
        for dip in claims.dips(made)
    ]
    assert found == list(life.says.falls)


def test_no_two_lives_are_alike() -> None:
    for one, other in combinations(range(len(LIVES)), 2):
        assert LIVES[one].phases != LIVES[other].phases
        assert not set(LIVES[one].lines) & set(LIVES[other].lines)
        weeks = [claims.weeks(COURSES[1][number]) for number in (one, other)]
        assert weeks[0] != weeks[1]


def test_no_adult_carries_the_surname_of_another_pupil() -> None:
    for life in more.lives_of(more.MOST):
        others = {other.surname for other in more.lives_of(more.MOST)} - {life.surname}
        adults = [around.name for around in life.around] + [adult.name for adult in EVERYBODY]
        assert not {name.split()[-1] for name in adults} & others


def test_sixty_pupils_have_sixty_names() -> None:
    lives = more.lives_of(more.MOST)
    assert len({(life.forename, life.surname) for life in lives}) == more.MOST
    assert len({life.surname for life in lives}) == more.MOST


def test_exactly_one_of_the_written_lives_has_left() -> None:
    assert [life.forename for life in LIVES if life.left is not None] == ["Xander"]


def test_a_birth_date_fits_the_year_group_on_the_last_day() -> None:
    for life in LIVES:
        born = life.birth_date(LAST_DAY)
        september = LAST_DAY.replace(month=9, day=1)
        years = september.year - born.year - ((born.month, born.day) >= (9, 1))
        assert years == life.year + 4
