"""Drafts: kept in the record or, where it cannot be written, beside it; the later words are never lost."""

from __future__ import annotations

import os
import threading
from datetime import timedelta

import pytest

from app import bootstrap
from app.core.drafts import Draft
from app.core.refs import make_ref
from app.office import Office
from app.store.drafts import StrayDrafts
from tests.kit.clock import SetClock

EARLY, LATE = "Ash said", "Ash said his stepfather hit him on Sunday."


def draft(words: str, ref=None) -> Draft:
    return Draft(ref or make_ref(), "note:1", {"words": words})


@pytest.fixture
def stray(opened: bootstrap.Opened) -> StrayDrafts:
    assert opened.stray is not None
    return opened.stray


def keep_aside(opened: bootstrap.Opened, words: Draft) -> None:
    """As while the record cannot be written: another hand holds its pen."""
    held, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with opened.record.alone():
            held.set()
            may_go.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        assert not opened.office.keep(words)
    finally:
        may_go.set()
        thread.join()


def said(office: Office) -> list[str]:
    return [kept.draft.words["words"] for kept in office.drafts()]


def test_later_words_in_the_record_leave_nothing_beside_it(opened, stray) -> None:
    first = draft(EARLY)
    keep_aside(opened, first)
    assert opened.office.keep(draft(LATE, first.ref))
    assert stray.of_author(opened.office.actor.staff) == ()
    assert opened.office.bring_drafts_home() == 0
    assert said(opened.office) == [LATE]


def test_later_words_beside_the_record_come_home_over_the_earlier(opened) -> None:
    first = draft(EARLY)
    assert opened.office.keep(first)
    keep_aside(opened, draft(LATE, first.ref))
    assert said(opened.office) == [LATE]
    assert opened.office.bring_drafts_home() == 1
    assert said(opened.office) == [LATE]


def test_earlier_words_beside_the_record_never_go_over_the_later(opened, stray, clock: SetClock) -> None:
    """As after a crash between the two, or with a clock that was put back: then both stand there."""
    first = draft(EARLY)
    keep_aside(opened, first)
    (path,) = stray._folder.glob("*.draft")
    kept = path.read_bytes()
    assert opened.office.keep(draft(LATE, first.ref))
    path.write_bytes(kept)
    before = (clock.now() - timedelta(minutes=1)).timestamp()
    os.utime(path, (before, before))
    assert opened.office.bring_drafts_home() == 1
    assert said(opened.office) == [LATE, EARLY]
    assert stray.of_author(opened.office.actor.staff) == ()
