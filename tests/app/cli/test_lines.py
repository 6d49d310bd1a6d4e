"""The lines themselves: what --help prints, and how a line that is none of them is refused."""

import pytest

from app.cli.__main__ import LINES
from tests.kit.record import HEAD

AS_PROMISED = """\
new RECORD --provision NAME --head NAME --recovery-sheet FILE.pdf [--recovery-text FILE.txt]
demo RECORD [--pupils 24] [--years 2] [--seed 1]
info RECORD
import pupils RECORD FILE… [--dry-run]
pupils RECORD
import curriculum RECORD FILE… [--dry-run]
log RECORD FILE.csv
mark RECORD FILE.csv
rates --counts FILE.csv
rates RECORD --from D --to D [--by pupil|week|code|group]
journey RECORD --pupil REF
report RECORD family|staff|emergency [--pupil REF] --to FILE.(pdf|html) [--addressee NAME]
backup RECORD --to FOLDER
restore FILE --to RECORD [--recovery FILE.txt]
verify RECORD
"""
"""Scheduled tasks rest on these: a line is added, never changed."""


def test_help_prints_the_lines_to_the_letter(bare):
    said = bare("--help", json=False)
    assert (said.status, said.err) == (0, "")
    assert said.out == LINES
    assert said.out.partition("\n\n")[0] + "\n" == AS_PROMISED


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["foo"], "There is no line that begins with “foo”; --help shows the lines."),
        (["import", "calendar", "{record}", "x.ics"],
         "The line import takes no “calendar” here. Choose from pupils, curriculum; --help shows it."),
        (["info"], "The line info needs RECORD; --help shows it."),
        (["import", "pupils"], "The line import needs RECORD and FILE; --help shows it."),
        (["report", "{record}", "family"], "The line report needs --to; --help shows it."),
        (["info", "{record}", "more"], "The line info takes no “more”; --help shows it."),
        (["demo", "{record}", "--pupils", "six"], "--pupils needs a whole number, and “six” is none."),
        (["journey", "{record}", "--pupil"], "--pupil needs something after it; --help shows the lines."),
        (["info", "{record}", "--as"], "--as needs something after it; --help shows the lines."),
        (["info", "{record}", "--as", ""], "--as needs something after it; --help shows the lines."),
        (["info", "{record}", "--as="], "--as needs something after it; --help shows the lines."),
        (["import", "pupils", "{record}", "x.csv", "--dry-run=1"], "--dry-run stands alone, without “1”."),
        ([], "Say what to do; --help shows the lines."),
    ],
)  # fmt: skip
def test_a_line_that_is_none_is_refused_in_a_whole_sentence(bare, words, said):
    typed = [word.format(record=bare.record) for word in words]
    assert bare(*typed).refusal == said


def test_an_option_takes_its_value_after_a_space_or_an_equals_sign(bare):
    assert bare("info", bare.record, "--as", HEAD).found == bare("info", f"--as={HEAD}", bare.record).found
    span = ("--from=2026-09-01", "--to=2026-09-30")
    assert bare("rates", bare.record, *span).found["possible"] == 0
    assert bare("rates", *span, bare.record).found["possible"] == 0


def test_options_may_stand_between_the_files(bare):
    one = bare.file("first.csv", "Forename,Surname", "Fay,Grey")
    two = bare.file("second.csv", "Forename,Surname", "Gus,Hale")
    found = bare("import", "pupils", bare.record, one, "--dry-run", two).found
    assert [each["file"] for each in found["files"]] == [str(one), str(two)]
