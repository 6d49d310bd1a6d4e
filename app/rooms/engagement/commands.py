"""Changes to frameworks and their outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.content import ContentVersion
from app.core.errors import Refused
from app.core.ids import OutcomeId, ScoreFrameworkId
from app.core.marks import FIRST_OUTCOME
from app.core.permissions import Permission
from app.rooms.engagement import rules
from app.rooms.engagement.cards import OutcomeCard, ScoreFrameworkCard
from app.rooms.engagement.rules import DEFAULT_SCALE, Scale
from app.rooms.engagement.tables import AimRow, OutcomeRow, ScoreFramework
from app.store.content import take_up
from app.store.edits import add_row, edit_row, standing_row, withdraw_row
from app.store.marks import Measure

_OUTCOMES = changed(Topic.OUTCOME)
_EDIT = Permission.ENGAGEMENT_FRAMEWORK_EDIT

TITLES = {"framework_ecm.csv": "Every Child Matters"}


@dataclass(frozen=True)
class TakeUpFrameworkContent(Command):
    """Take up a shipped framework of outcomes. Words that somebody edited here stay as they are."""

    requires: ClassVar[Permission] = _EDIT
    content: ContentVersion

    def run(self, work: Work) -> Outcome:
        if (already := take_up(work, self.content)) is not None:
            return already
        framework = work.db.scalar(select(ScoreFramework).where(ScoreFramework.source == self.content.name))
        if framework is None:
            framework = _begin(work, TITLES.get(self.content.name, self.content.name), DEFAULT_SCALE)
            framework.source = self.content.name
        here = {row.number: row for row in _outcomes(work.db, framework.id)}
        for outcome in rules.read_framework(self.content.rows()):
            row = here.get(outcome.number)
            if row is None:
                card = OutcomeCard(outcome.title, outcome.short)
                row = _add_outcome(work, framework, outcome.number, card)
            elif row.version == 1:
                row.title, row.short = outcome.title, outcome.short
            _take_up_aims(work, row.id, outcome.aims)
        return Outcome(_OUTCOMES)


@dataclass(frozen=True)
class AddScoreFramework(Command):
    """Begin a framework of our own, with its scale and outcomes."""

    requires: ClassVar[Permission] = _EDIT
    card: ScoreFrameworkCard
    outcomes: tuple[OutcomeCard, ...]
    scale: Scale = DEFAULT_SCALE

    def run(self, work: Work) -> Outcome:
        rules.check_scale(self.scale)
        _check_title(self.card.title)
        if not self.outcomes:
            raise Refused("framework_without_outcomes")
        row = _begin(work, self.card.title, self.scale)
        for number, card in enumerate(self.outcomes, start=1):
            _add_outcome(work, row, number, card)
        return Outcome(_OUTCOMES, undo=WithdrawScoreFramework(ScoreFrameworkId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class EditScoreFramework(Command):
    """Change the name of a framework."""

    requires: ClassVar[Permission] = _EDIT
    framework: ScoreFrameworkId
    version: int
    card: ScoreFrameworkCard
    stands: ScoreFrameworkCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_title(self.card.title)
        row, before = edit_row(work, ScoreFramework, self.framework, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_OUTCOMES, undo=EditScoreFramework(self.framework, row.version, before, self.card))


@dataclass(frozen=True)
class WithdrawScoreFramework(Command):
    """Use a framework no longer. Its scores stay and keep their meaning."""

    requires: ClassVar[Permission] = _EDIT
    framework: ScoreFrameworkId

    def run(self, work: Work) -> Outcome:
        here = work.db.scalars(select(ScoreFramework.id).where(~ScoreFramework.withdrawn)).all()
        if list(here) == [self.framework]:
            raise Refused("last_framework")
        withdraw_row(work, ScoreFramework, self.framework, withdrawn=True)
        return Outcome(_OUTCOMES, undo=ReinstateScoreFramework(self.framework))


@dataclass(frozen=True)
class ReinstateScoreFramework(Command):
    """Use a framework again."""

    requires: ClassVar[Permission] = _EDIT
    framework: ScoreFrameworkId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, ScoreFramework, self.framework, withdrawn=False)
        return Outcome(_OUTCOMES, undo=WithdrawScoreFramework(self.framework))


@dataclass(frozen=True)
class AddOutcome(Command):
    """Add an outcome to a framework, with a measure of its own."""

    requires: ClassVar[Permission] = _EDIT
    framework: ScoreFrameworkId
    card: OutcomeCard

    def run(self, work: Work) -> Outcome:
        framework = standing_row(work.db, ScoreFramework, self.framework)
        numbers = [row.number for row in _outcomes(work.db, self.framework)]
        row = _add_outcome(work, framework, max(numbers, default=0) + 1, self.card)
        return Outcome(_OUTCOMES, undo=WithdrawOutcome(OutcomeId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class EditOutcome(Command):
    """Change the words of an outcome or the short label over its column."""

    requires: ClassVar[Permission] = _EDIT
    outcome: OutcomeId
    version: int
    card: OutcomeCard
    stands: OutcomeCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_outcome(self.card)
        row, before = edit_row(work, OutcomeRow, self.outcome, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_OUTCOMES, undo=EditOutcome(self.outcome, row.version, before, self.card))


@dataclass(frozen=True)
class WithdrawOutcome(Command):
    """Score an outcome no longer. Its scores stay and keep their meaning."""

    requires: ClassVar[Permission] = _EDIT
    outcome: OutcomeId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, OutcomeRow, self.outcome, withdrawn=True)
        return Outcome(_OUTCOMES, undo=ReinstateOutcome(self.outcome))


@dataclass(frozen=True)
class ReinstateOutcome(Command):
    """Score an outcome again."""

    requires: ClassVar[Permission] = _EDIT
    outcome: OutcomeId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, OutcomeRow, self.outcome, withdrawn=False)
        return Outcome(_OUTCOMES, undo=WithdrawOutcome(self.outcome))


def _begin(work: Work, title: str, scale: Scale) -> ScoreFramework:
    return add_row(
        work, ScoreFramework, ScoreFrameworkCard(title), lowest=scale.lowest, highest=scale.highest, source=""
    )


def _add_outcome(work: Work, framework: ScoreFramework, number: int, card: OutcomeCard) -> OutcomeRow:
    """An outcome and the measure that its marks carry. A measure's number is never given twice."""
    _check_outcome(card)
    last = work.db.scalar(select(func.max(Measure.id)).where(Measure.id >= FIRST_OUTCOME))
    measure = FIRST_OUTCOME if last is None else last + 1
    work.db.add(
        Measure(
            id=measure,
            kind="outcome",
            number=measure - FIRST_OUTCOME,
            lowest=framework.lowest,
            highest=framework.highest,
        )
    )
    work.db.flush()
    return add_row(work, OutcomeRow, card, framework_id=framework.id, number=number, measure_id=measure)


def _take_up_aims(work: Work, outcome: int, aims: tuple[rules.Aim, ...]) -> None:
    here = {row.number: row for row in work.db.scalars(select(AimRow).where(AimRow.outcome_id == outcome))}
    for aim in aims:
        row = here.get(aim.number)
        if row is None:
            add_row(work, AimRow, aim, outcome_id=outcome)
        else:
            row.words = aim.words


def _outcomes(db: Session, framework: int) -> list[OutcomeRow]:
    """Every outcome that the framework ever had, withdrawn ones too: their numbers are taken."""
    return list(db.scalars(select(OutcomeRow).where(OutcomeRow.framework_id == framework)))


def _check_title(title: str) -> None:
    if not title.strip():
        raise Refused("framework_without_title")


def _check_outcome(card: OutcomeCard) -> None:
    if not card.title.strip() or not card.short.strip():
        raise Refused("outcome_without_words")
