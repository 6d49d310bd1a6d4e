"""A step of a curriculum said to the child who made it: "You can …"."""

from __future__ import annotations

import re

_OPENINGS = re.compile(
    r"^(?:(?:i|you|we|they|he|she|the\s+(?:pupil|learner|student|child)|pupils?|learners?|students?"
    r"|children)\s+)?(?:can|(?:will\s+|should\s+|to\s+)?be\s+able\s+to|is\s+able\s+to|are\s+able\s+to|am\s+able\s+to"
    r"|know(?:s)?\s+how\s+to)\s+",
    re.IGNORECASE,
)
_YOURS = {"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself"}
_OF_ONESELF = re.compile(r"\b(?:I|me|my|mine|myself)\b")
_DOING = """
accept act add adjust agree analyse answer apply approach arrange arrive ask assess attend balance begin
bend blend boil book borrow brush build buy calculate calm carry catch change check choose clap clean
clear climb collect combine come communicate compare complete compose consider control convert cook copy
count create cross cut cycle dance debate decide define demonstrate describe design develop discuss
distinguish divide do draw dress drink drive eat edit enter estimate evaluate examine explain explore
express find finish fit fix fold follow form gather get give go greet group grow guess handle hear help
hold identify imagine improve include investigate invite join jump justify keep kick know label lay lead
learn leave listen locate look make manage match measure meet mend mix model move multiply name notice
observe offer open order organise own paint participate pass pay perform persuade pick place plan plant
play pour practise predict prepare present produce pronounce prove punctuate put read recall recite
recognise record reflect relate remember repair repeat reply report represent research resolve respond
retell revise ride rewrite round run save say seek select send sequence serve set sew share show sing
sit sketch skip solve sort speak spell stand start state stay stop subtract suggest summarise support
swim take talk teach tell test think throw tidy tie time touch trace translate travel try turn type
understand use visit vary wait walk wash watch wear weigh work write
"""
_VERBS = frozenset(_DOING.split())


def you_can(statement: str) -> str:
    """The statement as something the child can do.

    A statement that opens with a doing word takes "You can" before it, whichever way it is
    written ("Add", "Adds", "I can add"); any other is quoted as it stands, since bending it could
    make it say what nobody recorded.
    """
    words = " ".join(statement.split()).rstrip(". ")
    opened = _OPENINGS.sub("", words)
    if opened != words and opened:
        own = words[:2].lower() == "i "
        return f"You can {_small(_to_you(opened) if own else opened)}"
    first, _, rest = words.partition(" ")
    verb = _plain_form(first.lower())
    if verb is None:
        return f"You can do this: {words}"
    return f"You can {verb} {rest}".rstrip()


def _to_you(text: str) -> str:
    """What a child said of themselves, said to them: "before I leave my seat" has "you" and "your"."""
    return _OF_ONESELF.sub(lambda found: _YOURS[found.group().lower()], text)


def _plain_form(word: str) -> str | None:
    """The doing word itself for "adds", "tries" and "watches"; None for what is none."""
    forms = [word, word.removesuffix("s"), word.removesuffix("es")]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    return next((form for form in forms if form in _VERBS), None)


def _small(text: str) -> str:
    """The first letter small, but for a name or a word of capitals."""
    first = text.partition(" ")[0]
    return text if len(first) > 1 and not first[1:].islower() else text[:1].lower() + text[1:]
