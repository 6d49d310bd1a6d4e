"""The look at a curriculum before it comes in: its counts, and what could not be placed, where and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTableView

from app.core.sentences import say as sentence
from app.exchange.curriculum import CurriculumPlan
from app.exchange.sheet import NotRead
from ui.kit.accessible import named
from ui.kit.parts import Card, Text
from ui.kit.parts.rows import as_rows
from ui.kit.table_model import Column, TableModel
from ui.kit.theme import current_look, follow
from ui.words.imports import say

_Lost = tuple[int, NotRead]


class TreeStep(Card):
    """What was read and what was not add up to what is in the file."""

    def __init__(self) -> None:
        super().__init__(padding=16)
        self._title_words = Text("", "heading", wrap=True)
        self._counts = Text("", "narrative", wrap=True)
        self._lost = Text("", "body_strong", wrap=True)
        self.model: TableModel[_Lost] = TableModel(_COLUMNS, lambda row: row[0])
        self.table = named(QTableView(), say("why"))
        self.table.setModel(self.model)
        as_rows(self.table)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for part in (self._title_words, self._counts, self._lost):
            self.add(part)
        self.add(self.table, 1)
        self.add_stretch()
        follow(self._fit)

    @property
    def words(self) -> str:
        """All that is said above the list."""
        return " ".join((self._title_words.text(), self._counts.text(), self._lost.text()))

    def show_plan(self, plan: CurriculumPlan) -> None:
        self._title_words.setText(say("tree_found", title=plan.title))
        self._counts.setText(" ".join(_counts(plan)))
        lost = len(plan.not_read)
        words = (
            say("tree_whole")
            if not lost
            else (say("tree_lost_one") if lost == 1 else say("tree_lost", count=lost))
        )
        self._lost.setText(words)
        self.model.show(list(enumerate(plan.not_read)))
        self.table.setVisible(bool(lost))

    def _fit(self) -> None:
        look = current_look()
        self.table.verticalHeader().setDefaultSectionSize(look.px(34))
        self.table.horizontalHeader().setFont(look.font("small_strong"))


def _counts(plan: CurriculumPlan) -> list[str]:
    shape = plan.shape
    said = [] if plan.command is not None else [say("tree_same")]
    said.append(
        say(
            "tree_counts",
            nodes=f"{shape.nodes:,}",
            places=f"{shape.places:,}",
            leaves=f"{shape.leaves:,}",
            depth=shape.depth,
        )
    )
    if shape.several_places:
        said.append(say("tree_several", count=f"{shape.several_places:,}"))
    if shape.coded:
        said.append(say("tree_coded", count=f"{shape.coded:,}"))
    if plan.other_links:
        links = ", ".join(say("tree_link", count=count, kind=kind) for kind, count in plan.other_links)
        said.append(say("tree_links", links=links))
    return said


_COLUMNS: Sequence[Column[_Lost]] = (
    Column(say("where"), lambda row: row[1].where),
    Column(say("why"), lambda row: sentence(row[1].why, {"words": row[1].words})),
)
