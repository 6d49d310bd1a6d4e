"""Names that no file can have and places that take none: refused in a sentence, with nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.lines import Lines
from tests.kit.record import HEAD

LONG = "x" * 300
NOWHERE = Path("/proc")
"""A folder that takes no file from anybody, root too."""

needs_nowhere = pytest.mark.skipif(not NOWHERE.is_dir(), reason="a system without /proc")
NEW = ("--provision", "Hillside", "--head", HEAD, "--recovery-sheet")
NOT_WRITTEN = "This place cannot be written to. Choose another or ask whoever looks after the computer."


@pytest.mark.parametrize(
    "words",
    [
        ("info", "{long}"),
        ("import", "pupils", "{record}", "{long}.csv"),
        ("log", "{record}", "{long}.csv"),
        ("report", "{record}", "emergency", "--to", "{folder}/{long}.pdf"),
        ("backup", "{record}", "--to", "{long}"),
        ("restore", "{long}", "--to", "{folder}/back"),
        ("restore", "{record}", "--to", "{long}"),
        ("new", "{folder}/{long}", *NEW, "{folder}/s.pdf"),
        ("new", "{folder}/n", *NEW, "{folder}/{long}.pdf"),
        ("demo", "{folder}/{almost}", "--pupils", "1", "--years", "1"),
        ("rates", "--counts", "{long}"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_name_that_no_file_can_have_is_refused(bare: Lines, words: tuple[str, ...]) -> None:
    typed = [
        word.format(long=LONG, almost=LONG[:250], record=bare.record, folder=bare.folder) for word in words
    ]
    with bare.unchanged():
        said = bare(*typed).refusal
    assert said.startswith("Nothing can be called “")
    assert said.endswith("Choose a shorter or plainer name.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("info", ""), "The line info needs RECORD; --help shows it."),
        (("backup", "{record}", "--to", ""), "--to needs something after it; --help shows the lines."),
        (
            ("report", "{record}", "emergency", "--to", " "),
            "--to needs something after it; --help shows the lines.",
        ),
        (("import", "pupils", "{record}", ""), "The line import needs FILE; --help shows it."),
    ],
)
def test_an_empty_name_is_not_the_folder_one_stands_in(
    bare: Lines, words: tuple[str, ...], said: str
) -> None:
    with bare.unchanged():
        assert bare(*(word.format(record=bare.record) for word in words)).refusal == said


@needs_nowhere
@pytest.mark.parametrize(
    "words",
    [
        ("backup", "{record}", "--to", "{nowhere}"),
        ("report", "{record}", "emergency", "--to", "{nowhere}/page.pdf"),
        ("new", "{folder}/n", *NEW, "{nowhere}/s.pdf"),
        ("new", "{folder}/n", *NEW, "{folder}/s.pdf", "--recovery-text", "{nowhere}/s.txt"),
    ],
    ids=["a backup", "a page", "a sheet", "a sheet and its text"],
)
def test_a_place_that_takes_no_file_is_told_from_a_record_that_is_gone(
    bare: Lines, words: tuple[str, ...]
) -> None:
    typed = [word.format(record=bare.record, folder=bare.folder, nowhere=NOWHERE) for word in words]
    before = sorted(path.name for path in bare.folder.iterdir())
    assert bare(*typed).refusal == NOT_WRITTEN
    assert sorted(path.name for path in bare.folder.iterdir()) == before


def test_a_record_that_is_open_is_refused_before_a_file_is_read_or_the_program_loaded(bare: Lines) -> None:
    """A file that is none is told of only once the record could take it: who has it is said at once."""
    with bare.open():
        for line in (("import", "pupils", bare.record, "no such file.csv"), ("verify", bare.record)):
            assert bare.process(*line, password=None).refusal.startswith("Inchstone is open ")
    assert bare("info", bare.record).found["counts"]["staff"] == 1
