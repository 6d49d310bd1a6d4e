"""Engagement: frameworks, outcomes and what their scores say."""

from app.rooms.engagement.cards import (
    OutcomeCard,
    ScoreFrameworkCard,
)
from app.rooms.engagement.commands import (
    AddOutcome,
    AddScoreFramework,
    EditOutcome,
    EditScoreFramework,
    ReinstateOutcome,
    ReinstateScoreFramework,
    TakeUpFrameworkContent,
    WithdrawOutcome,
    WithdrawScoreFramework,
)
from app.rooms.engagement.queries import (
    OutcomeName,
    OutcomeNames,
    OutcomesFor,
    OutcomeTotal,
    OutcomeTotals,
    ScoredOutcome,
    ScoreFrameworkRow,
    ScoreFrameworks,
    ScoreWeek,
    ScoreWeeks,
)
from app.rooms.engagement.rules import (
    Aim,
    Scale,
    check_score,
    read_score,
)

__all__ = [
    "AddOutcome",
    "AddScoreFramework",
    "Aim",
    "EditOutcome",
    "EditScoreFramework",
    "OutcomeCard",
    "OutcomeName",
    "OutcomeNames",
    "OutcomeTotal",
    "OutcomeTotals",
    "OutcomesFor",
    "ReinstateOutcome",
    "ReinstateScoreFramework",
    "Scale",
    "ScoreFrameworkCard",
    "ScoreFrameworkRow",
    "ScoreFrameworks",
    "ScoreWeek",
    "ScoreWeeks",
    "ScoredOutcome",
    "TakeUpFrameworkContent",
    "WithdrawOutcome",
    "WithdrawScoreFramework",
    "check_score",
    "read_score",
]
