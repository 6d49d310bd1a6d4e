"""The sentences that only the command line says: of lines that are none, and answers that did not arrive."""

from __future__ import annotations

from typing import Final

OF_THE_LINE: Final[dict[str, str]] = {
    "line_missing": "Say what to do; --help shows the lines.",
    "line_unknown": "There is no line that begins with “{found}”; --help shows the lines.",
    "line_needs": "The line {line} needs {needs}; --help shows it.",
    "line_too_long": "The line {line} takes no “{found}”; --help shows it.",
    "line_choice": "The line {line} takes no “{found}” here. Choose from {choices}; --help shows it.",
    "line_whole_number": "{of} needs a whole number, and “{found}” is none.",
    "line_value_missing": "{of} needs something after it; --help shows the lines.",
    "line_flag_alone": "{of} stands alone, without “{found}”.",
    "line_not_understood": "The line {line} is not understood; --help shows it.",
    "name_refused": "Nothing can be called “{name}” on this disk. Choose a shorter or plainer name.",
    "name_out_of_reach": "Your rights on this computer do not reach “{name}”. Choose another place.",
    "program_failed": "Something in the program went wrong ({kind}); nothing was changed.",
    "program_failed_in_between": (
        "Something in the program went wrong ({kind}). See what was done before trying again."
    ),
    "stopped": "Stopped. Nothing was changed.",
    "stopped_in_between": "Stopped. See what was done before trying again.",
    "answer_not_written": "The answer could not be written. Choose another place for it and ask again.",
    "answer_not_written_but_done": "What was asked is done and saved, but the answer could not be written.",
    "files_did_not_come_in": "{left_out} of {files} files did not come in; the answer says why.",
}
