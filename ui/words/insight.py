"""Every sentence of a child's journey and of the child's own page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_WORDS: Final = {
    # the headline, proved on the usual
    "usually": "{name} usually {does} ({k} of {whose} last {n} visits)",
    "usually_plain": "{name}, usually: {rung} ({k} of {whose} last {n} visits)",
    "getting_to_know": "We are getting to know {name}",
    "no_visits": "No visit is recorded yet",
    "no_visits_example": "The journey begins with the first step marked in a register.",
    "open_register": "Open the registers",
    "named_and_more": "{names} and {more} more",
    "subtitle": "Usual step each week; thin line from lowest to best",
    "whose_he": "his",
    "whose_she": "her",
    "whose_they": "their",
    "whose": "the",
    # stat cards
    "usual_was": "usual step, was {was}",
    "usual": "usual step",
    "usual_base": "Last {n} visits; first {first}",
    "usual_base_one": "Last {n} visits",
    "usual_none": "usual step not yet known",
    "usual_none_base": "{n} of {needed} visits that it takes",
    "made": "steps made here",
    "made_one": "step made here",
    "made_base": "{since} since {day}. {arrival} more on arrival",
    "made_base_none": "{since} since {day}",
    "engagement": "of {highest} engagement",
    "engagement_base": "Last {last} scores. {was} in the first {first}",
    "engagement_few": "Mean of {last} scores",
    "engagement_none": "no engagement scores",
    "engagement_none_base": "Not observed is never counted as nought",
    "dips": "dips, all recovered",
    "dip_recovered": "dip, recovered",
    "dip_open": "dip, not over yet",
    "dips_open": "dips, the last not over yet",
    "dips_none": "dips",
    "dips_none_base": "None since the first visit",
    "dips_too_early": "Looked for from the ninth visit on",
    "dip_base": "{before} to {during} on {began}. {before} again on {recovered}",
    "dip_base_open": "{before} to {during} on {began}",
    # how each is worked out
    "how": "How it is worked out",
    "how_close": "Close",
    "how_usual": (
        "The usual step is the highest that at least two of three of the last 9 visits reached. "
        "A visit is a slot with at least one step; its step is the last moment of the visit. "
        "Before 8 visits nothing is claimed."
    ),
    "how_made": (
        "Each step counts once, however many places it has in the curriculum. Steps that were there "
        "on arrival are counted apart and never added."
    ),
    "how_engagement": (
        "The mean of the last 20 scores over all outcomes and slots, breaks included, beside that of the "
        "first 20. What was not observed is left out, never counted as nought."
    ),
    "how_dips": (
        "A dip begins with one visit two steps or more under the lower quartile of the 20 visits before, "
        "or with three in a row under it. It is over with the first visit back at their middle. "
        "The child is compared with nobody else."
    ),
    # the buttons
    "table": "Table",
    "picture": "Picture",
    "export": "Export",
    "export_title": "Write the journey to a file: figures or picture",
    "exported": "Written to {name}. The file is not encrypted.",
    "not_written": "The file could not be written. Choose another folder.",
    "all_weeks": "All weeks",
    "same_weeks": "Same weeks last term",
    "this_year": "This school year",
    "span": "Which weeks",
    "csv": "Sheet (*.csv)",
    "png": "Picture (*.png)",
    "svg": "Picture that scales (*.svg)",
    # holidays
    "half_term": "Half-term",
    "christmas": "Christmas holiday",
    "summer": "Summer holiday",
    "between_terms": "Holiday",
    "first_time": "First time: {rung}",
    # in words
    "in_words": "In words: {told}",
    "told_both": (
        "{name}’s usual step was {was}, {was_words}, in the first {first} visits, and {is_now}, {is_words}, "
        "in {k} of {whose} last {n}."
    ),
    "told_keeps": "{name} keeps {is_now}, {is_words} ({k} of {whose} last {n} visits).",
    "told_one": "{name}’s usual step is {is_now}, {is_words}, in {k} of {whose} last {n} visits.",
    "told_early": "We are getting to know {name}: {n} visits so far.",
    "told_early_one": "We are getting to know {name}: 1 visit so far.",
    "told_nothing": "No visit is recorded yet.",
    "told_reached": "{name} has reached {rung}, {words}, on {day}.",
    "told_dips": "There were {count} dips; the latest {last} follow.",
    "told_dip": "In the week of {began} it fell from {before} to {during}; it was {before} again on {recovered}.",
    "told_dip_open": "In the week of {began} it fell from {before} to {during}.",
    "told_unseen_heard": "{name} was heard but not seen in the {weeks}.",
    "told_unseen": "Nobody saw {name} in the {weeks}.",
    "told_undated": "{count} steps were made on days that nobody knows; they stand in no week.",
    "told_undated_one": "1 step was made on a day that nobody knows; it stands in no week.",
    "week_of": "week of {days}",
    "weeks_of": "weeks of {days}",
    "weeks_latest": "{count} weeks, the latest of them those of {days}",
    "and": "and",
    # the child's own page
    "invented": "Invented pupil",
    "leave": "Adult: leave this page",
    "new_things": "New things you can do",
    "nothing_new": "New steps will stand here.",
    "next": "What comes next",
    "nothing_next": "You and your adult will choose it together.",
    "path_none": "Your steps will stand here as you make them.",
    "path_name": "Your steps as a path",
    "now": "now, most visits",
    "week": "How was this week for you?",
    "only_if": "Only if you want to",
    "week_1": "Very hard",
    "week_2": "Hard",
    "week_3": "In between",
    "week_4": "Good",
    "week_5": "Very good",
    "sentence": "Something you want to say",
    "keep": "Keep my words",
    "kept": "Kept. They are yours, as you said them.",
    "not_kept": "Not kept yet. Your words are still here. {why}",
    "words_found": "What you began last time is still here.",
    "words_throw": "Start again",
    "say_something": "Choose a word or write something first.",
    "said_before": "You said on {day}: {words}",
    "leaving": "Only an adult can leave this page.",
    "password": "Password of {name}",
    "password_label": "Adult’s password",
    "invented_password": "The pupils are invented, and so is the password: {password}",
    "leave_now": "Leave this page",
    "stay": "Stay here",
}

_DOES: Final = {
    "came": "comes",
    "did": "does",
    "joined": "joins",
    "reached": "reaches",
    "replied": "replies",
    "stayed": "stays",
    "talked": "talks",
    "took": "takes",
    "went": "goes",
}
"""What somebody does who did this."""
_IS: Final = frozenset({"at", "in", "on"})


def say(key: str, **facts: object) -> str:
    """One sentence, its blanks filled."""
    return QCoreApplication.translate("insight", _WORDS[key]).format(**facts)


def does(rung: str) -> str:
    """What a child does who usually reaches this rung; empty where its wording does not tell.

    The ladder's own words say what was done; a headline says what is usually done.
    """
    first, _, rest = rung.strip().partition(" ")
    if first.lower() in _IS:
        return f"is {first.lower()} {rest}"
    verb = _DOES.get(first.lower())
    return f"{verb} {rest}".strip() if verb else ""


def whose(pronouns: str) -> str:
    """His, her or their where the child's pronouns are on file."""
    first = pronouns.replace("/", ",").split(",")[0].strip().lower()
    return say(f"whose_{first}" if first in ("he", "she", "they") else "whose")


def listed(parts: list[str]) -> str:
    """13 April, 20 April and 6 July."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {say('and')} {parts[-1]}"
