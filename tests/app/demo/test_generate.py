"""The invented record, made through the door: what each life says it shows, and everything occurs in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from app import bootstrap
from app.core.errors import Refused
from app.core.jobs import Silent
from app.core.roles import Role
from app.demo import PASSWORD
from app.demo.generate import make_invented
from app.demo.lives import LIVES
from app.demo.people import EVERYBODY
from app.demo.terms import week_of
from app.insight.journey import Journey
from app.rooms import calendar, keeping
from app.store.witness import Standing
from tests.app.demo.conftest import Invented
from tests.kit.clock import SetClock
from tests.kit.record import peek

ILL, NOT_YET = 19, 30


@pytest.mark.parametrize("number", range(len(LIVES)), ids=[life.forename for life in LIVES])
def test_a_journey_shows_the_headline_the_dips_and_the_recoveries_of_its_life(
    number: int, invented: Invented
) -> None:
    says = LIVES[number].says
    view = invented.office.ask(Journey(invented.pupils[number]))
    assert (view.headline.rung, view.headline.k, view.headline.n) == (says.now, says.of_nine, 9)
    assert view.at_first.rung == says.was
    assert [(dip.before, dip.during, dip.recovered is None) for dip in view.dips] == [
        (fall.before, fall.during, fall.over is None) for fall in says.falls
    ]
    assert view.counts.baseline == LIVES[number].arrived_with
    assert view.counts.made_here > 0


def test_nobody_is_marked_on_a_weekend_or_on_a_day_that_is_closed(invented: Invented) -> None:
    days = [date.fromordinal(day) for (day,) in peek(invented.office, "SELECT DISTINCT day FROM mark")]
    assert days and all(day.weekday() < 5 for day in days)
    open_days = invented.office.ask(calendar.PlanBetween(min(days), max(days))).days
    assert all(open_days.is_open(day) for day in days)
    closed = "SELECT first_day, last_day FROM closure WHERE kind <> 'bank_holiday'"
    assert len(peek(invented.office, closed)) >= 6


@pytest.mark.parametrize(
    ("what", "statement", "least"),
    [
        ("illness", f"SELECT count(*) FROM mark WHERE measure_id = 3 AND value = {ILL}", 50),
        ("not observed", "SELECT count(*) FROM mark WHERE measure_id = 1 AND value = -1", 50),
        ("two moments of one visit", "SELECT count(*) FROM mark WHERE moment_no = 2", 200),
        ("records a day late", "SELECT count(*) FROM mark WHERE measure_id = 1 AND "
         "recorded_at / 86400000 + 719163 > day", 100),
        ("amended codes with a reason", "SELECT count(*) FROM code_reason WHERE length(reason) > 5", 10),
        ("rungs put right", "SELECT count(*) FROM mark WHERE measure_id = 1 AND replaced_by IS NOT NULL", 20),
        ("heard and not seen", "SELECT count(*) FROM mark WHERE measure_id = 2 AND value = 0", 10),
        ("notes beside a visit", "SELECT count(*) FROM slot_note WHERE pupil_id IS NOT NULL", 30),
        ("notes on a lesson", "SELECT count(*) FROM slot_note WHERE pupil_id IS NULL", 5),
        ("steps lost again", "SELECT count(*) FROM voiding WHERE reason <> ''", 5),
        ("children's own words", "SELECT count(*) FROM child_words", 3),
        ("leavers", "SELECT count(*) FROM pupil WHERE leaving_day < 3652059", 1),
        ("codes of an authority", "SELECT count(*) FROM mark WHERE measure_id = 3 AND value = 4", 100),
        ("codes of a school", "SELECT count(*) FROM mark WHERE measure_id = 3 AND value = 8", 100),
    ],
)  # fmt: skip
def test_the_record_holds(what: str, statement: str, least: int, invented: Invented) -> None:
    ((count,),) = peek(invented.office, statement)
    assert count >= least, what


def test_no_reason_yet_is_always_replaced_within_five_school_days(invented: Invented) -> None:
    standing = f"SELECT day FROM mark WHERE measure_id = 3 AND value = {NOT_YET} AND replaced_by IS NULL"
    last_week = date.fromisoformat(invented.answer["last_week"]).toordinal()
    assert all(day >= last_week for (day,) in peek(invented.office, standing))


def test_the_record_is_marked_as_invented_and_verifies(invented: Invented) -> None:
    assert peek(invented.office, "SELECT invented FROM record") == [(1,)]
    assert invented.office.ask(keeping.Counts()).pupils == len(LIVES)
    checks = invented.office.work(keeping.VerifyRecord(), Silent())
    assert [(check.name, check.found) for check in checks if not check.ok] == []
    assert [check.name for check in checks][-2:] == ["witness", "rebuilt"]


def test_the_answer_has_the_shape_that_the_command_line_promises(invented: Invented) -> None:
    answer = invented.answer
    assert set(answer) == {
        "record", "head", "staff", "pupils", "commissioners", "slots", "outcomes", "last_day", "last_week",
        "a_month",
    }  # fmt: skip
    assert json.loads(json.dumps(answer)) == answer
    assert answer["head"] == "Priya Shah"
    assert {each["role"] for each in answer["staff"]} == {role.value for role in Role}
    assert len(answer["pupils"]) == len(LIVES)
    assert set(answer["pupils"][0]) == {"ref", "name", "surname", "commissioner"}
    assert len({each["commissioner"] for each in answer["pupils"]} & set(answer["commissioners"])) >= 2
    assert set(answer["slots"][0]) == {"ref", "name", "start", "half_day"}
    assert [slot["start"] for slot in answer["slots"]] == ["09:00", "10:15", "11:00", "13:00"]
    assert len(answer["outcomes"]) == 5
    last = date.fromisoformat(answer["last_day"])
    assert answer["last_week"] == week_of(last).isoformat()
    month = date.fromisoformat(f"{answer['a_month']}-01").toordinal()
    for first, until in ((last.toordinal(), last.toordinal()), (month, month + 27)):
        asked = "SELECT count(*) FROM mark WHERE day BETWEEN ? AND ?"
        assert peek(invented.office, asked, first, until)[0][0] > 20


@pytest.mark.parametrize("name", [adult.name for adult in EVERYBODY])
def test_every_member_of_staff_has_a_slot_that_opens_with_the_password(name: str, invented: Invented) -> None:
    from app.store import keys, slots

    file = slots.load(invented.folder)
    (slot,) = (each for each in file.slots if each.name == name)
    held = keys.unlock(file, slot.staff, PASSWORD)
    assert any(held.site)
    held.wipe()


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(tmp_path: Path, home: Path) -> None:
    def made(name: str, seed: int, pupils: int = 2) -> dict[str, object]:
        return make_invented(tmp_path / name, pupils, 1, seed, PASSWORD)

    first = made("one", 7)
    assert made("two", 7) == first
    refs = {first["record"], made("another seed", 8, 1)["record"], made("another size", 7, 1)["record"]}
    assert len(refs) == 3


def test_two_records_of_one_seed_are_never_taken_for_one_another(tmp_path: Path, home: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        make_invented(folder, 1, 1, 7, PASSWORD)
    heads: dict[Path, set[int]] = {folder: set() for folder in folders}
    for _ in range(3):
        for folder in folders:
            opened = bootstrap.sign_in(folder, bootstrap.FIRST, PASSWORD, SetClock())
            assert opened.verdict.standing is Standing.ORDINARY
            heads[folder].add(opened.record.head.seq)
            opened.close()
    assert [len(found) for found in heads.values()] == [1, 1], "opening them in turn writes nothing"
    first, second = (bootstrap.sign_in(folder, bootstrap.FIRST, PASSWORD, SetClock()) for folder in folders)
    assert bootstrap.back_up_before(first, "before an import") is True
    assert bootstrap.back_up_before(second, "before an import") is True, "the other's copy is none of its own"
    first.close()
    second.close()


@pytest.mark.parametrize(("pupils", "years"), [(0, 1), (61, 1), (6, 0), (6, 6)])
def test_a_size_without_lives_is_refused_and_leaves_nothing(
    pupils: int, years: int, tmp_path: Path, home: Path
) -> None:
    with pytest.raises(Refused) as refused:
        make_invented(tmp_path / "record", pupils, years, 1, PASSWORD)
    assert refused.value.code == "demo_of_that_size"
    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def test_a_password_that_will_not_do_leaves_nothing(tmp_path: Path, home: Path) -> None:
    with pytest.raises(Refused) as refused:
        make_invented(tmp_path / "record", 1, 1, 1, "short")
    assert refused.value.code == "password_too_short"
    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def test_what_fails_half_way_leaves_no_record(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("app.demo.generate.Registers.write", torn)
    with pytest.raises(OSError, match="no space"):
        make_invented(tmp_path / "record", 1, 1, 1, PASSWORD)
    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def test_the_record_may_end_in_the_middle_of_a_morning(tmp_path: Path, home: Path) -> None:
    from app.demo.clock import instant

    until = instant(date(2026, 10, 13), 10 * 60 + 52)
    answer = make_invented(tmp_path / "record", 4, 1, 1, PASSWORD, until=until)
    assert answer["last_day"] == "2026-10-13"
    opened = bootstrap.sign_in(tmp_path / "record", bootstrap.FIRST, PASSWORD, SetClock())
    finished = "SELECT s.name FROM register_finish f JOIN slot s ON s.id = f.slot_id WHERE f.day = ?"
    day = date(2026, 10, 13).toordinal()
    try:
        assert [name for (name,) in peek(opened.office, finished, day)] == ["Breakfast and check-in"]
        assert (
            peek(opened.office, "SELECT count(*) FROM mark WHERE day = ? AND measure_id = 1", day)[0][0] > 1
        )
    finally:
        opened.close()
