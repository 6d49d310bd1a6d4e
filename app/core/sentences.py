"""The sentence for each refusal code, said alike by the window and by the command line.

A sentence says what is so and what to do, blames nobody, and ends with a full stop. Blanks in braces are
filled with the refusal's facts. An error carries a code; only here does it become words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from app.core.clock import on_the_wall
from app.core.errors import InchstoneError
from app.core.sentences_of_files import OF_FILES
from app.core.sentences_of_the_line import OF_THE_LINE

SENTENCES: Final[dict[str, str]] = {
    # the door
    "beyond_reach": "This page may not ask for that part of the record.",
    "not_allowed": "Your roles here do not cover this. Ask the head.",
    "not_for_you": "This concerns you yourself, so somebody else must do it.",
    "opening_not_written": "This opening could not be written down.",
    "changed_meanwhile": "Somebody changed this since it was shown. Both versions are kept here; choose what stands.",
    "row_gone": "This is no longer there. Look at the list again.",
    "undo_moved_on": "Something else was recorded since, so nothing is taken back. Press Undo for that first.",
    "reason_needed": "Say why this changes, in a few words.",
    "nothing_to_change": "It says that already.",
    "measure_gone": "That measure is no longer in use. Open the register again.",
    "value_outside_measure": "{value} does not fit: choose a whole number from {lowest} to {highest}.",
    # keys and sign-in
    "wrong_password": "That password does not match. Tries left before a 1-minute wait: {tries_left}.",
    "wait_after_wrong_passwords": "Wait {seconds} seconds before the next try.",
    "password_too_short": "Choose a password of at least {least} characters.",
    "password_too_long": "Choose a password of at most {most} characters.",
    "password_is_common": "That password is on the list of common ones. Choose another.",
    "password_repeats": "That password repeats itself or counts up. Choose another.",
    "password_is_a_name": "That password is little more than a name. Choose another.",
    "password_missing": "Give the password in INCHSTONE_PASSWORD.",
    "password_withheld": "No password was given, so nothing was done. Try again with it.",
    "keys_are_gone": "Sign in again: the record is locked.",
    "no_slot": "That person has no password here yet.",
    "last_slot": "The last person who can open the record must stay.",
    "wrong_sheet": "Those groups do not open this record. Check that the sheet belongs to it.",
    "sheet_group_wrong": "Group {group} has a slip in it. Look at the sheet again.",
    "sheet_wrong": "Each group is sound, but they do not belong together. Take all of them from one sheet.",
    "sheet_groups_missing": "The sheet has {wanted} letters and digits; {found} were given.",
    "sheet_not_readable": "The sheet could not be read back, so nothing was made. Try again.",
    "slots_altered": "The file of keys was changed by something else. Restore a backup.",
    "slots_damaged": "The file of keys is damaged. Restore a backup or use the recovery sheet.",
    "slots_not_written": "The file of keys could not be written. Free some space and try again.",
    "keyring_not_for_holders": "Whoever opens concerns signs in with a password each time.",
    "keyring_not_for_shared_account": "People share this Windows account, so each signs in with a password.",
    "say_who": "Say who is signing in with --as: {names}.",
    "nobody_of_that_name": "Nobody called {name} can sign in to this record.",
    "two_of_that_name": "Two people are called {name}. Ask the head to tell their names apart.",
    "not_here_today": "This person's time here does not cover today. Ask the head.",
    # the record and its place
    "not_a_record": "There is no Inchstone record in that folder.",
    "record_gone": "The record's main file is missing from its folder. Restore a backup.",
    "record_is_gone": "The record's file was moved or taken away while it was open. Put it back and try again.",
    "record_in_use": "Inchstone is open on this computer ({user}, since {since}). Use that window, or close it first.",
    "record_is_busy": "Something else is writing to the record. Try again in a moment.",
    "record_is_linked": "The record's file is a link or has a second name. Put the real file in the folder.",
    "record_altered": "The record's tables are not as Inchstone makes them ({found}). Restore the newest backup.",
    "record_damaged": "The record is damaged. Restore the newest backup; the damaged one is kept beside it.",
    "record_not_sound": "The record is damaged: {failed} did not hold. Restore the newest backup and keep the damaged one.",
    "record_is_plain": "The main file in this folder is not an Inchstone record. Put the right one back or restore a backup.",
    "record_is_newer": "This record was written by a newer Inchstone. Update this one, then open it.",
    "record_behind": "This file is older than what this computer saved: {entries} entries from {since} to {until} are missing.",
    "record_foreign": "This file is not the one that this computer saved last. Restore a backup, or accept it with a reason.",
    "migration_not_sound": "The record could not be brought up to date ({found}) and is as it was. Use the version that made it.",
    "place_is_taken": "Something with that name exists already. Choose another place.",
    "place_is_network": "A record must lie on this computer's own disk, and this is a network place.",
    "place_is_removable": "A record must lie on this computer's own disk, and this is a removable one.",
    "place_is_synced": "This folder is copied to the cloud by {service}, which can damage a record. Choose another.",
    "place_cannot_lock": "This disk cannot lock a file for one program. Choose a folder on this computer's own disk.",
    "place_is_read_only": "This place cannot be written to. Choose another or ask whoever looks after the computer.",
    "disk_full": "The disk is full. Free some space and try again; nothing was lost.",
    "disk_failed": "The disk did not take it. Try again; if it stays so, make a backup elsewhere.",
    "memory_full": "The computer has no memory left. Close something and try again.",
    "engine_does_not_encrypt": "The database library on this computer does not encrypt, so nothing was opened.",
    "engine_setting_refused": "The database did not take a setting that keeps records safe ({setting}), so nothing was opened.",
    "provision_without_name": "Give the provision a name.",
    # content and settings
    "content_missing": "The list {name} is missing from this record.",
    "content_not_as_shipped": "The file {name} is not as it was shipped. Install Inchstone again.",
    "content_not_editable": "That list is not edited here.",
    "content_in_the_past": "{from_day} is past. What held then stays; choose today or a later day.",
    "content_needs_source": "Say where this is from, how sure it is and when it was checked; without them it is not used.",
    "content_checked_later": "{checked} is still to come. Say on which day this was checked.",
    "content_value_missing": "A value is missing. Fill it in; what stood is still on record.",
    "content_not_a_number": "{value} must be a whole number.",
    "content_not_a_day": "{value} must be a real date.",
    "content_blanks_unknown": "Keep to the blanks in braces that stood there; others cannot be filled.",
    "content_row_without_source": "A row of {name} has no source, status or date, so it is not used.",
    "setting_has_no_such_choice": "Choose one of the choices shown.",
    "setting_unknown": "There is no such setting.",
    "text_too_long": "Keep this under {longest} characters.",
    "already_there": "Already there since {since}.",
    # people
    "name_incomplete": "Give both a forename and a surname.",
    "name_missing": "Give this a name.",
    "born_in_future": "The birth date {birth_date} is still to come. Check the year.",
    "born_too_long_ago": "Born on {birth_date}, this person would be over {oldest}. Check the year.",
    "ends_before_it_starts": "The last day, {last}, is before the first, {first}. Change one of them.",
    "pupil_has_records": (
        "Something is recorded about this pupil ({count}), so they stay. Give a leaving day instead."
    ),
    "identifier_empty": "Type the number.",
    "identifier_taken": "That number belongs to pupil {ref} already.",
    "identifier_taken_in_row": (
        "The number in row {row} belongs to another pupil already. Correct the row or leave it out."
    ),
    "key_adult_already": "That person is key adult already, since {since}.",
    "contact_both_may_and_must_not": "Somebody cannot both be allowed and be forbidden the same. Choose one.",
    "limit_without_reason": "Say why this person must not: a few words, or the document.",
    "headline_too_long": "A headline has room for {most} signs. Shorten it a little.",
    "must_not_be_told": "{addressee} must not be told ({reason}). Choose somebody else.",
    "must_not_collect": "{addressee} must not collect ({reason}). Choose somebody else.",
    "nobody_said_may_be_told": (
        "Nobody has said that {addressee} may be told. Choose somebody else, or edit the contact."
    ),
    "nobody_said_may_collect": (
        "Nobody has said that {addressee} may collect. Choose somebody else, or edit the contact."
    ),
    "nobody_may_be_told": "No contact of this pupil may be told. Edit the contacts, or name an addressee.",
    "not_around_this_pupil": (
        "{addressee} is neither a contact of this pupil nor sends them. Choose somebody who is."
    ),
    "no_such_pupil": "No pupil fits that. Use the reference, the UPN, or forename and surname.",
    "two_pupils_fit": "More than one pupil fits that. Use a reference: {refs}.",
    "group_name_taken": "There is a group of that name in those days already. Choose another name.",
    "group_in_use": "Pupils are or were in this group ({count}), so it stays. Give it a last day instead.",
    "in_group_already": "This pupil is in the group already, since {since}.",
    "commissioner_name_taken": "There is a commissioner of that name already. Choose another name.",
    "commissioner_in_use": (
        "This commissioner has placements ({count}), so it stays. End the placements instead."
    ),
    "code_not_offered": "A commissioner can want one of these codes: {offered}.",
    "code_without_confirmation": "Say who at the commissioner confirmed the code, and when.",
    "half_days_out_of_range": "Half-days a week lie between 0 and {most}.",
    "nothing_said": "Write a sentence, choose how the week was, or both.",
    "week_out_of_range": "How the week was is a number from 1 to 5.",
    "day_in_future": "{day} is still to come. Choose today or a day before.",
    "import_built_upon": (
        "Something was added to these pupils since ({count}), so the file stays. Take that back first."
    ),
    "import_changed_since": (
        "Something that this file filled in was changed since, so the file stays. Take that change back first."
    ),
    # calendar
    "overlaps_another": "These days overlap {first} to {last}. Change one of them.",
    "outside_what_it_belongs_to": "These days must lie within {first} to {last}.",
    "whole_missing": "Write down the {whole} that this belongs to first.",
    "term_is_a_year": "These are the days of a whole year. Write those of one term, or leave the half-term empty.",
    "has_parts": "Terms or half-terms lie in it ({count}). Take those away first.",
    "slot_is_reserved": "The two half-days are kept for statutory codes and do not change.",
    "slot_without_name": "Give the slot a name.",
    "no_such_weekday": "Choose a day from Monday to Sunday.",
    "slot_ends_before_it_starts": "The slot ends before it starts. Change one of the times.",
    "slot_time_out_of_day": "A slot begins and ends on one day, before midnight.",
    "slot_has_marks": (
        "Marks stand in this slot from {first} to {last}, so its time stays. End it, and add another."
    ),
    "not_your_note": "Somebody else wrote this note. They can take it back, or a head or DSL can.",
    "pupils_are_marked": (
        "Somebody who would go off this list is marked in the slot, last on {last}. Choose the day after, or "
        "take those marks back first."
    ),
    "pupil_has_left": "This pupil left on {last}, so no code can stand after that day. Change the last day first.",
    "pupil_is_marked_after": (
        "This pupil is marked on days after that, last on {last}, and no register would show it. "
        "Choose {last} or later, or take those marks back first."
    ),
    "pupil_is_marked_before": (
        "This pupil is marked on days before that, first on {first}, and no register would show it. "
        "Choose {first} or earlier, or take those marks back first."
    ),
    "file_hides_marks": (
        "The days that the file gives {name} would hide marks of {first} to {last}. "
        "Let the record's own days stand for this pupil."
    ),
    "slot_has_ended": "This slot ended on {last}. Choose a day before, or another slot.",
    "day_not_open": "{day} is no open day of term. Check the date.",
    "no_such_slot": "No slot of this pupil fits that on this day. Theirs are: {names}.",
    "two_slots_fit": "More than one slot fits that: {names}. Use the start time or the reference.",
    # staff
    "staff_without_name": "Give this person's name.",
    "staff_without_role": "Choose at least one role.",
    "ends_before_it_begins": "The last day is before the first. Change one of them.",
    "only_a_head_gives_roles": "Only a head can give roles that you do not hold, or a new password to who holds them.",
    "returns_later": "{on} has not come yet. Bring somebody back on the day itself: their password works at once.",
    "last_head": "Somebody must stay who is head. Give the role to another person first.",
    "file_exists": "There is a file called {name} already. Choose another name, or add --replace.",
    "file_is_there": "There is a file called {name} already. Choose another name.",
    "sheet_and_text_are_one": "The recovery sheet and its text need two names. Choose another for one of them.",
    "folder_missing": "There is no folder called {name}. Make it first or choose another.",
    "file_missing": "The file {name} cannot be read. Check its name.",
    "sheet_must_be_pdf": "The recovery sheet is a PDF: end its name with .pdf.",
    "not_a_backup": "That file is no backup of Inchstone.",
    "backup_is_a_folder": "That is a folder. Choose the backup file inside it.",
    "backup_damaged": "That backup is damaged. Choose another one.",
    "backup_not_sound": "The copy did not pass its check ({found}), so it was thrown away. Try again.",
    "demo_of_that_size": "The invented provision has 1 to {most_pupils} pupils and 1 to {most_years} years.",
    "cancelled": "Stopped. Nothing was kept.",
    "witness_not_written": "Saved. This computer could not note it outside the record, and tries again.",
    **OF_THE_LINE,
    **OF_FILES,
    # rows of marks
    "date_not_understood": "The date is not understood. Write it like 2026-10-13.",
    "date_not_iso": "Write the date like 2026-10-13.",
    "half_day_unknown": "A code stands for a half-day: write AM or PM as its slot.",
    "log_mark_unknown": "Write 1, baseline or void as the mark.",
    "measure_unknown": "There is no such measure. There are: {names}.",
    "no_such_node": "No step has this identifier, code or statement.",
    "two_nodes_fit": "More than one step fits: {identifiers}. Write the identifier.",
    "two_outcomes_fit": "Outcomes of two frameworks have this name. Write the whole title.",
    "rung_not_a_number": "A rung is the number of a step of the ladder, or - for not observed.",
    "time_unknown": "Write the time like 10:15.",
    "value_missing": "There is no value.",
    "counts_stand_alone": "--counts is answered without a record and without a span.",
    "rates_need_a_span": "Name a record and give --from and --to, or give --counts and a file.",
    # pages that leave
    "nobody_to_address": "Name a pupil with --pupil.",
    "page_not_of_one_pupil": "The emergency sheet is about everybody on site: leave --pupil and --addressee out.",
    "page_kind_unknown": "A page is written as PDF or HTML: end the file's name in .pdf or .html.",
    # attendance
    "already_marked": "It is marked so already.",
    "mark_in_future": "{day} has not come yet. A mark is put down on the day itself or later.",
    "no_such_rung": "The ladder has no rung {number} on {day}.",
    "pupil_not_in_slot": "That pupil is not on the list of that slot on {day}.",
    "slot_gone": "That slot is no longer in the timetable.",
    "slot_not_on_day": "That slot does not run on {day}.",
    "no_such_tag": "Of a break one of these is said: {tags}.",
    "note_without_words": "Write the note first.",
    "register_finished_already": "This register was finished at {since}.",
    "register_open_already": "This register is open already.",
    "ladder_in_the_past": "The ladder can change from today on, not from {from_day}.",
    "ladder_too_short_or_long": "A ladder has {fewest} to {most} rungs.",
    "rung_has_no_key": "A rung has a number from 0 to 9, which is its key.",
    "rung_number_twice": "Two rungs have the number {number}.",
    "rung_number_used_before": "The number {number} meant another rung before, and was marked. Bring that rung back in its own words, or choose a number that was never marked.",
    "rung_marked_already": "Rung {number} was marked on {day}, and that mark would have no words any more. Retire it from a later day.",
    "ladder_too_short_from": "From {day} on the ladder would have {rungs} rungs. It needs at least {fewest}.",
    "rung_without_words": "Rung {number} needs words for staff, family and child.",
    "code_unknown": "There is no code {letter}.",
    "code_withdrawn": "The code {letter} ended on {since}. Use {instead}.",
    "code_not_yet": "The code {letter} begins on {begins}.",
    "code_of_own_roll": "The code {letter} is only for pupils on our own roll.",
    "code_of_other_half_day": "The code {letter} belongs to the other half of the day.",
    "code_without_half_day": "A code stands for a morning or an afternoon.",
    "count_without_code": "There is no code in row {row}. Write one, or take the row out.",
    "count_not_whole": "The count of {letter} must be a whole number from nought up.",
    # curriculum
    "pupil_gone": "That pupil is no longer here. Look at the list again.",
    "step_gone": "That step is no longer here. Look at the tree again.",
    "step_moved": "That step was moved meanwhile. Look at the tree again.",
    "step_is_there_already": "That step hangs there already.",
    "step_without_words": "Write what the step is.",
    "step_in_use": "Somebody has this step, so it stays.",
    "step_has_one_place": "This is the step's only place. Take the step away instead.",
    "step_has_smaller_steps": "Choose one of the smaller steps inside this one.",
    "node_has_smaller_ones": "There are steps inside this one. Take those away first.",
    "framework_in_use": "Steps of this curriculum have been logged, so it stays.",
    "achieved_in_future": "{achieved_on} has not come yet. Type the day on which it was achieved.",
    "nothing_to_take_back": "Nothing stands there to take back.",
    "taken_back_already": "This was taken back already.",
    "taken_back_before_it_was_made": "It was made on {achieved_on}. Take it back on that day or later.",
    "place_makes_loop": "A step cannot hang inside itself.",
    "tree_not_whole": "This curriculum does not hold together, so nothing of it was taken.",
    # engagement
    "framework_without_title": "Give the framework a title.",
    "framework_without_outcomes": "A framework needs at least one outcome.",
    "outcome_without_words": "Write the outcome and its short label.",
    "last_framework": "One framework must stay.",
    "scale_out_of_range": "A scale begins at {lowest} and ends at {highest} at most.",
    "score_off_scale": "A score is a whole number from {lowest} to {highest}, or - for not observed.",
}


def sentence(error: InchstoneError) -> str:
    """An error in words, its facts put in."""
    return say(error.code, error.facts)


def say(code: str, facts: Mapping[str, object]) -> str:
    """The sentence of a code with its facts put in, dates and times as people write them."""
    words = SENTENCES.get(code)
    if words is None:
        raise KeyError(f"no sentence for {code}")
    return words.format_map(_Shown(facts))


class _Shown(dict[str, str]):
    """Facts as people read them."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__({name: shown(value) for name, value in facts.items()})

    def __missing__(self, name: str) -> str:
        return "?"


def shown(value: object) -> str:
    """A fact in words: "13 October 2026", "10:44", a number, a text."""
    if isinstance(value, datetime):
        local = on_the_wall(value)
        return f"{local:%H:%M} on {day_in_words(local.date())}"
    if isinstance(value, date):
        return day_in_words(value)
    text = str(value)
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return shown(read(text)) if "-" in text else text
        except ValueError:
            continue
    return text


def day_in_words(day: date) -> str:
    """A date as the house writes it: "6 October 2026"."""
    return f"{day.day} {day:%B %Y}"
