"""The one list of acts that cannot be taken back, each with what to do instead."""

from __future__ import annotations

FINAL: dict[str, str] = {
    "AddStaff": "end_their_time",
    "ChangeOwnPassword": "change_it_again",
    "CloseSlots": "nothing_needed",
    "EditStaff": "edit_again",
    "EndStaff": "edit_again",
    "FoundProvision": "edit_again",
    "NoteIssue": "print_again",
    "NoteWitness": "nothing_needed",
    "PutReservedSlots": "nothing_needed",
    "ResetPassword": "reset_it_again",
    "ReturnStaff": "end_their_time",
    "TakeNewPair": "nothing_needed",
    "TakeUpBankHolidays": "edit_the_content",
    "TakeUpCodes": "edit_the_content",
    "TakeUpContent": "edit_the_content",
    "TakeUpFrameworkContent": "edit_the_content",
    "TakeUpLadder": "edit_the_content",
}
"""Command name → code of the sentence that says what to do instead."""
