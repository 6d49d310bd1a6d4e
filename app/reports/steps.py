"""A step of a curriculum said to the child: "You can …" once it is made, "Stay …" before."""

from __future__ import annotations

import re

from app.reports import wording

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
_THEIRS = {
    "they": "you", "their": "your", "them": "you", "theirs": "yours",
    "themselves": "yourself", "themself": "yourself",
}  # fmt: skip
_THEY = re.compile(r"\b(?:they|theirs|their|themselves|themself|them)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:some|any|every|no)(?:body|one|\sone)\b|\b(?:who|person|people|pupil|child|children|adult|friend|peer|pet|god"
    r"|partner|parent|author|artist|group|team|class|family|another|other|others|men|women)"
    r"(?:s|es)?\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|what|how|when|where|why|if|because|so|while|until)\b", re.I)
_NOUNS = re.compile(r"(?<!that )(?<!what )(?<!which )(?<!it )\b[^\W\d_]+\b(?!’|')")
"""Words that may be nouns: not those that say what something does ("one thing that helps")."""
_SOMEBODY = re.compile(
    r"..(?:er|or|ist|ian|ant|ent|ess|man)$|^(?:poet|king|queen|hero|girl|baby|animal|bird|lion)$"
)
"""How words for people end, and some that do not. One too many only quotes a step."""
_END_ALIKE = """
this less across towards always perhaps besides unless after under over either neither never ever together
however rather whether floor door colour number paper water letter order corner centre
"""
_NOBODY = frozenset(_END_ALIKE.split())
_JOINING = """
and or but nor so as than that what which who whom how when where why if because while until since
whether before after though although once unless
"""
_LINKS = frozenset(_JOINING.split())


def you_can(statement: str) -> str:
    """The statement as something the child can do.

    A statement that opens with a doing word takes "You can" before it, whichever way it is
    written ("Add", "Adds", "I can add"); any other is quoted as it stands, since bending it could
    make it say what nobody recorded.
    """
    words = " ".join(statement.split()).rstrip(". ")
    doing = _doing(words)
    if doing is None:
        return f"You can do this: {words}"
    said = _of_the_child(doing)
    return f"You can do this: “{_large(doing)}”" if said is None else f"You can {said}"


def to_try(statement: str) -> str:
    """The statement as something to try next: a sentence that says what to do, else the words as they are."""
    words = " ".join(statement.split()).rstrip(". ")
    doing = _doing(words)
    if doing is None:
        return wording.sentence(words)
    said = _of_the_child(doing)
    return f"“{_large(doing)}”" if said is None else wording.sentence(said)


def _doing(words: str) -> str | None:
    """What is done, from the doing word on, without "I can" before it; None where no doing word opens it."""
    opened = _OPENINGS.sub("", words)
    if opened != words and opened:
        own = words[:2].lower() == "i "
        return _small(_to_you(opened) if own else opened)
    first, _, rest = words.partition(" ")
    verb = _plain_form(first.lower())
    return None if verb is None else f"{verb} {rest}".rstrip()


def _of_the_child(doing: str) -> str | None:
    """With "you" wherever "they" is the child; None where it could be the child or somebody else.

    It is the child where nobody and no number of things was named before it. "Them" is not the child
    after things, as long as no clause has begun in which the child could be the one it is done to.
    """
    parts, done = [], 0
    for found in _THEY.finditer(doing):
        word, before = found.group().lower(), doing[: found.start()]
        if not _names_others(_without_its_noun(before) if word == "they" else before):
            parts += [doing[done : found.start()], _THEIRS[word]]
            done = found.end()
        elif word != "them" or _PERSON.search(before) or _CLAUSE.search(before):
            return None
    return "".join(parts) + doing[done:]


def _without_its_noun(before: str) -> str:
    """Without the noun that "they" follows at once: in "a person they know" it is the child who knows."""
    rest, _, last = before.rstrip().rpartition(" ")
    return before if not before.endswith(" ") or last.lower() in _LINKS or last[-1:] == "," else rest


def _names_others(before: str) -> bool:
    """Whether somebody, or more than one thing, is named in these words after their doing word."""
    if _PERSON.search(before):
        return True
    nouns = [word.lower() for word in _NOUNS.findall(before.partition(" ")[2])]
    return any(
        len(word) > 3 and word not in _NOBODY and (word.endswith("s") or _SOMEBODY.search(word))
        for word in nouns
    )


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


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
