"""Every code that can be raised has its sentence, and none of them blames, begs or shrugs."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest

from app.core.sentences import SENTENCES, say
from app.store import errors
from tests.architecture.tree import inside, modules, parsed

RAISED = {"Refused", "NotAllowed", "OutOfDate", "Unavailable"}
# What no sentence of a refusal may say: design/ux.md 11, and the three that explain nothing.
BANNED = (
    r"refus(?:ed|es|al)", r"failed to engage", r"non-compliant", r"kick(?:ed|ing|s) off", r"meltdowns?",
    r"absconded", r"naughty", r"alert raised", r"delivered", r"sent", r"invalid", r"illegal", r"oops",
    r"sorry", r"please", r"are you sure", r"fatal", r"abort(?:ed)?", r"exception", r"e\.g\.", r"i\.e\.",
    r"you (?:must|failed|forgot)", r"success(?:ful|fully)?", r"student", r"learner", r"session",
)  # fmt: skip
_BANNED = re.compile(rf"(?<!\w)(?:{'|'.join(BANNED)})(?!\w)|!", re.IGNORECASE)


def texts(node: ast.expr) -> Iterator[str]:
    """Every text that an expression may come to, an `a if b else c` both ways."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def raised() -> dict[str, str]:
    """Each code that is raised by name, with a place where it is."""
    found: dict[str, str] = {}
    for file in modules("app", "ui"):
        for node in ast.walk(parsed(file)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = ast.unparse(node.func)
            if called.split(".")[-1] in RAISED or called.endswith("Outcome.nothing"):
                for code in texts(node.args[0]):
                    found.setdefault(code, f"{inside(file)}:{node.lineno}")
    for code in (*errors.ENGINE_CODES, "record_behind", "record_foreign", "witness_not_written"):
        found.setdefault(code, "app/store/errors.py")
    return found


def test_every_code_has_a_sentence() -> None:
    found = raised()
    assert len(found) > 100, "the walk finds what is raised"
    assert {code: place for code, place in found.items() if code not in SENTENCES} == {}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_a_sentence(code: str) -> None:
    words = SENTENCES[code]
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", code)
    assert words.endswith((".", "?")), words
    assert words[0].isupper() or words[0] in "{“-", words
    assert _BANNED.findall(words) == [], words
    blanks = [name for _, name, _, _ in string.Formatter().parse(words) if name is not None]
    assert all(re.fullmatch(r"[a-z_]+", name) for name in blanks)
    assert "{" not in say(code, dict.fromkeys(blanks, 3))


def test_a_planted_code_would_be_found() -> None:
    tree = ast.parse("raise Refused('a' if x else 'b') from error")
    call = next(node for node in ast.walk(tree) if isinstance(node, ast.Call))
    assert list(texts(call.args[0])) == ["a", "b"]
    assert _BANNED.findall("Invalid! Please try.") == ["Invalid", "!", "Please"]
