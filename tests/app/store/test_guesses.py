"""Never more than ten guesses in five minutes, whatever is killed, restarted or set back."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.core.errors import Unavailable
from app.core.ids import StaffId
from app.store import guesses, keys, platform
from app.store.guesses import Guesses
from app.store.keys import Keys
from app.store.slots import SlotFile
from tests.kit.slot_files import ADA, MO, PASSWORD, slot_file
from tests.kit.told import Tell


class Killed(BaseException):
    """The program ends in the middle of a guess."""


class Pc:
    """A PC with a true time that nobody can set, the time since it was started, and a wall clock."""

    def __init__(self) -> None:
        self.true = 0.0
        self.started = -1000.0
        self.waited = 0.0

    def uptime(self) -> float:
        return self.true - self.started

    def pause(self, seconds: float) -> None:
        self.true += seconds
        self.waited += seconds

    def restart(self) -> None:
        self.true += 20
        self.started = self.true


@pytest.fixture
def pc() -> Pc:
    return Pc()


@pytest.fixture
def watched(tmp_path: Path, pc: Pc) -> Guesses:
    return Guesses(tmp_path, uptime=pc.uptime, pause=pc.pause)


@pytest.fixture(scope="module")
def file() -> Iterator[SlotFile]:
    yield slot_file()[0]


def told(watched: Guesses, file: SlotFile, password: str, staff: StaffId = ADA) -> Unavailable | None:
    try:
        watched.unlock(file, staff, password).wipe()
    except Unavailable as problem:
        return problem
    return None


def test_five_are_free_and_each_further_try_waits_a_minute(watched: Guesses, file: SlotFile, pc: Pc) -> None:
    for left in (4, 3, 2, 1, 0):
        problem = told(watched, file, "wrong")
        assert problem is not None
        assert problem.facts == {"tries_left": left, "wait": 0 if left else 60}
    problem = told(watched, file, PASSWORD)
    assert problem is not None
    assert (problem.code, problem.facts) == ("wait_after_wrong_passwords", {"seconds": 60})
    pc.true += 59.5
    assert watched.seconds_left(ADA) == 1
    pc.true += 0.5
    assert watched.seconds_left(ADA) == 0
    problem = told(watched, file, "wrong")
    assert problem is not None
    assert problem.code == "wrong_password"
    pc.true += 60
    assert told(watched, file, PASSWORD) is None
    assert told(watched, file, "wrong").facts["tries_left"] == 4  # type: ignore[union-attr]


def test_what_is_refused_while_waiting_is_not_counted(watched: Guesses, file: SlotFile, pc: Pc) -> None:
    for _ in range(5):
        told(watched, file, "wrong")
    for _ in range(50):
        pc.true += 1
        assert told(watched, file, PASSWORD).code == "wait_after_wrong_passwords"  # type: ignore[union-attr]
    pc.true += 10
    assert told(watched, file, PASSWORD) is None


def test_one_persons_wrong_guesses_keep_nobody_else_waiting(watched: Guesses, file: SlotFile) -> None:
    for _ in range(5):
        told(watched, file, "wrong", MO)
    assert told(watched, file, PASSWORD) is None
    assert watched.seconds_left(MO) == 60


STRATEGIES = ("guess on", "restart the PC", "wait a minute", "anything")


def test_eleven_guesses_with_the_program_killed_between_them(
    tmp_path: Path, file: SlotFile, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    """R-24: in each of twenty runs every guess is killed before it is answered."""
    most = 0
    for run in range(20):
        folder = tmp_path / str(run)
        folder.mkdir()
        pc, draw = Pc(), random.Random(run)
        tried: list[float] = []
        monkeypatch.setattr(guesses, "unlock", killed_at(pc, tried))
        while pc.true < 900:
            try:
                Guesses(folder, uptime=pc.uptime, pause=pc.pause).unlock(file, ADA, "wrong")
            except Killed:
                pass
            except Unavailable as problem:
                assert problem.code == "wait_after_wrong_passwords"
            between(pc, STRATEGIES[run % 4], draw)
        busiest = max(sum(at <= other < at + 300 for other in tried) for at in tried)
        assert 5 <= busiest <= 10
        most = max(most, busiest)
    assert most >= 9
    tell("R-24", f"20 runs of killed guesses and restarts over 15 minutes, at most {most} in any 5 minutes")


def killed_at(pc: Pc, tried: list[float]) -> Callable[[SlotFile, StaffId, str], Keys]:
    def guess(_file: SlotFile, _staff: StaffId, _password: str) -> Keys:
        tried.append(pc.true)
        raise Killed

    return guess


def between(pc: Pc, strategy: str, draw: random.Random) -> None:
    pc.true += 0.5
    if strategy == "anything":
        strategy = draw.choice(STRATEGIES)
    if strategy == "restart the PC":
        pc.restart()
    if strategy == "wait a minute":
        pc.true += 60


class Attacker(RuleBasedStateMachine):
    """Guesses, kills, restarts and damage in any order; a model counts what was really tried."""

    @initialize()
    def begin(self) -> None:
        import tempfile

        self.kept = tempfile.TemporaryDirectory()
        self.folder = Path(self.kept.name)
        self.pc = Pc()
        self.tried: list[float] = []
        self.file = slot_file()[0]
        self.made_new()

    @rule()
    def made_new(self) -> None:
        """The program is killed and started again: nothing in memory survives."""
        self.watched = Guesses(self.folder, uptime=self.pc.uptime, pause=self.pc.pause)

    @rule(password=st.sampled_from(["wrong", "also wrong"]), times=st.integers(1, 4))
    def guess(self, password: str, times: int) -> None:
        for _ in range(times):
            problem = told(self.watched, self.file, password)
            assert problem is not None
            if problem.code == "wrong_password":
                self.tried.append(self.pc.true)

    @rule()
    def restart_the_pc(self) -> None:
        self.pc.restart()
        self.made_new()

    @rule(seconds=st.sampled_from([1, 30, 60]))
    def wait(self, seconds: int) -> None:
        self.pc.true += seconds

    @invariant()
    def never_more_than_ten_in_five_minutes(self) -> None:
        for at in getattr(self, "tried", []):
            assert sum(at <= other < at + 300 for other in self.tried) <= 10

    def teardown(self) -> None:
        if hasattr(self, "kept"):
            self.kept.cleanup()


TestAttacker = Attacker.TestCase
TestAttacker.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)


def test_setting_the_wall_clock_changes_nothing(
    watched: Guesses, file: SlotFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        told(watched, file, "wrong")
    for wall in (0.0, 4e9):
        monkeypatch.setattr("time.time", lambda wall=wall: wall)
        assert watched.seconds_left(ADA) == 60


def test_after_a_restart_of_the_pc_the_wait_is_what_is_left_since_then(
    watched: Guesses, file: SlotFile, pc: Pc
) -> None:
    for _ in range(5):
        told(watched, file, "wrong")
    pc.restart()
    pc.true += 15
    assert watched.seconds_left(ADA) == 45


def test_a_guess_that_cannot_be_written_down_is_slowed_before_it_is_tried(
    watched: Guesses, file: SlotFile, pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "flush_file", _full_disk)
    tried = []
    while pc.true < 600:
        assert told(watched, file, "wrong").code == "wrong_password"  # type: ignore[union-attr]
        tried.append(pc.true)
    assert max(sum(at <= other < at + 300 for other in tried) for at in tried) <= 10
    assert pc.waited > 0


def _full_disk(_handle: int) -> None:
    raise OSError(28, "disk full")


def test_the_file_has_its_full_length_from_the_first_guess_and_is_written_in_place(
    watched: Guesses, file: SlotFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(watched, file, "wrong")
    kept = tmp_path / guesses.FILE
    size = kept.stat().st_size
    monkeypatch.setattr(platform, "write_atomically", lambda *_: pytest.fail("a new file needs free space"))
    for staff in range(3, 40):
        told(watched, file, "wrong", StaffId(staff))
    assert kept.stat().st_size == size
    assert len(json.loads(kept.read_bytes())) == 38


def test_more_people_than_the_file_was_made_for_get_a_longer_one(watched: Guesses, tmp_path: Path) -> None:
    counts = {str(number): (1, 12345.678) for number in range(600)}
    assert watched._written(counts)
    assert watched._read() == counts


@pytest.mark.parametrize(
    "nonsense", [b"", b"\0" * 8192, b"[]", b'{"1": 5}', b'{"1": ["x", "y"]}', b"\xff" * 10]
)
def test_a_file_of_nonsense_is_no_file(
    watched: Guesses, file: SlotFile, tmp_path: Path, nonsense: bytes
) -> None:
    (tmp_path / guesses.FILE).write_bytes(nonsense)
    assert told(watched, file, "wrong").facts["tries_left"] == 4  # type: ignore[union-attr]


def test_what_is_not_about_the_password_passes_through(watched: Guesses, file: SlotFile) -> None:
    held = keys.unlock(file, ADA, PASSWORD)
    altered = keys.sign(file, held).without(MO)
    problem = told(watched, altered, PASSWORD)
    assert problem is not None
    assert problem.code == "slots_altered"
