"""What the page shows, asked of the office and kept true: curricula, pupils, who has what, just logged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.changes import Topic
from app.core.ids import FrameworkId, GroupId, NodeId, PupilId
from app.core.permissions import Permission
from app.core.query import Query
from app.rooms import curriculum, people
from app.rooms.curriculum import BranchRow, FrameworkRow, NodeRow, PupilCounts, PupilStepRow, StepHad
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.runner import Failed
from ui.rooms.curriculum.outline import Outline
from ui.rooms.curriculum.standing import Person, Standing, work_out

MOST_LOGGED = 5


class Answers(QObject):
    """One owner of every question of the page. A late answer of an older question is left out."""

    tree_came = Signal()
    """Another outline, or none because there is no curriculum."""
    pupils_came = Signal()
    standing_came = Signal()
    logged_came = Signal()

    def __init__(self, owner: QObject, desk: Desk, failed: Failed) -> None:
        super().__init__(owner)
        self._desk, self._failed = desk, failed
        self.frameworks: tuple[FrameworkRow, ...] | None = None
        self.framework: FrameworkId | None = None
        self.outline: Outline | None = None
        self.standing = Standing()
        self.logged: tuple[PupilStepRow, ...] = ()
        self.groups: tuple[people.GroupRow, ...] = ()
        self.group: GroupId | None = None
        self.picked: frozenset[PupilId] | None = None
        self._group_chosen = False
        self._names: tuple[people.PupilName, ...] = ()
        self._members: tuple[people.MemberRow, ...] = ()
        self._asked = 0
        self._sees_pupils = desk.may(Permission.PEOPLE_PUPIL_READ)
        self._lives = self._made_lives()

    def _made_lives(self) -> list[Live[object]]:
        of_people = topics(Topic.PUPIL, Topic.GROUP)
        made = [self._live(curriculum.Frameworks, self._frameworks_came, topics(Topic.CURRICULUM))]
        if self._sees_pupils:
            made += [
                self._live(people.Groups, self._groups_came, of_people),
                self._live(self._members_query, self._members_came, of_people),
                self._live(self._names_query, self._names_came, of_people),
                self._live(
                    lambda: curriculum.JustLogged(MOST_LOGGED), self._logged_came, topics(Topic.ACHIEVEMENT)
                ),
                self._live(self._had_query, self._had_came, topics(Topic.ACHIEVEMENT)),
            ]
        return made

    def _live(self, query: object, show: object, concerns: object) -> Live[object]:
        return Live(self, self._desk.runner, query, show, self._failed, concerns)  # type: ignore[arg-type]

    # -- what the page asks of this

    def wake(self) -> None:
        for live in self._lives:
            live.wake()

    def sleep(self) -> None:
        for live in self._lives:
            live.sleep()

    def forget(self) -> None:
        """The screen is being locked: names and marks go, what was chosen stays."""
        self._names, self._members, self.logged = (), (), ()
        self.standing = Standing()
        for live in self._lives:
            live.sleep()

    def ask_again(self) -> None:
        for live in self._lives:
            live.wake()
            live.refresh()

    @property
    def shown(self) -> tuple[Person, ...]:
        """The pupils shown, by name."""
        if self.picked is not None:
            return tuple(_person(name) for name in self._names if name.pupil in self.picked)
        if self.group is None:
            return tuple(_person(name) for name in self._names)
        inside = {row.card.pupil_id for row in self._members if row.card.group_id == self.group}
        return tuple(_person(name) for name in self._names if name.pupil in inside)

    @property
    def everybody(self) -> tuple[Person, ...]:
        return tuple(_person(name) for name in self._names)

    def name(self, pupil: PupilId) -> str:
        return next((_person(name).name for name in self._names if name.pupil == pupil), "")

    def choose_framework(self, framework: FrameworkId) -> None:
        if framework != self.framework:
            self.framework = framework
            self._ask_tree(framework)

    def choose_group(self, group: GroupId | None) -> None:
        self.group, self.picked, self._group_chosen = group, None, True
        self._people_changed()

    def pick(self, pupils: frozenset[PupilId]) -> None:
        self.picked = pupils
        self._people_changed()

    def find_elsewhere(self, node: NodeId) -> None:
        """A node that is not in the curriculum shown: show the one that has it."""
        others = [row.id for row in self.frameworks or () if row.id != self.framework]
        for framework in others:
            self._desk.runner.ask(
                self,
                curriculum.FrameworkTree(framework),
                partial(self._looked_through, framework, node),
                self._failed,
            )

    def _looked_through(self, framework: FrameworkId, node: NodeId, rows: Sequence[NodeRow]) -> None:
        if any(row.node == node for row in rows):
            self.choose_framework(framework)

    # -- curricula

    def _frameworks_came(self, rows: tuple[FrameworkRow, ...]) -> None:
        self.frameworks = rows
        known = {row.id for row in rows}
        if self.framework not in known:
            self.framework = rows[0].id if rows else None
        if self.framework is None:
            self.outline, self.standing = None, Standing()
            self.tree_came.emit()
        else:
            self._ask_tree(self.framework)

    def _ask_tree(self, framework: FrameworkId) -> None:
        self._desk.runner.ask(
            self, curriculum.FrameworkTree(framework), partial(self._tree_came, framework), self._failed
        )

    def _tree_came(self, framework: FrameworkId, rows: tuple[NodeRow, ...]) -> None:
        if framework == self.framework:
            self._desk.runner.aside(
                self, lambda: Outline.of(framework, rows), self._outline_came, self._failed
            )

    def _outline_came(self, outline: Outline) -> None:
        if outline.framework == self.framework:
            self.outline = outline
            self.tree_came.emit()
            self._ask_standing()

    # -- pupils

    def _members_query(self) -> Query[tuple[people.MemberRow, ...]]:
        return people.Members(on=self._desk.clock.today())

    def _names_query(self) -> Query[tuple[people.PupilName, ...]]:
        return people.PupilNames(on=self._desk.clock.today())

    def _groups_came(self, rows: tuple[people.GroupRow, ...]) -> None:
        self.groups = rows
        here = {row.group for row in rows}
        if self.group not in here and (self.group is not None or not self._group_chosen):
            self.group = rows[0].group if rows else None
        self._people_changed()

    def _members_came(self, rows: tuple[people.MemberRow, ...]) -> None:
        self._members = rows
        self._people_changed()

    def _names_came(self, rows: tuple[people.PupilName, ...]) -> None:
        self._names = rows
        self._people_changed()

    def _people_changed(self) -> None:
        self.pupils_came.emit()
        self._ask_standing()

    # -- who has what

    def _pupils(self) -> tuple[PupilId, ...]:
        return tuple(person.pupil for person in self.shown)

    def _had_query(self) -> Query[tuple[StepHad, ...]]:
        return curriculum.StepsHad(self._pupils())

    def _ask_standing(self) -> None:
        if self._sees_pupils and self.outline is not None:
            self._lives[-1].refresh()

    def _had_came(self, had: tuple[StepHad, ...]) -> None:
        self._asked += 1
        mine, pupils, outline = self._asked, self._pupils(), self.outline
        if outline is None:
            return
        known = frozenset(pupils)
        fitting = tuple(one for one in had if one.pupil in known)

        def counted(branches: tuple[BranchRow, ...], counts: tuple[PupilCounts, ...]) -> None:
            self._desk.runner.aside(
                self,
                lambda: work_out(outline, pupils, fitting, branches, counts),
                partial(self._worked_out, mine),
                self._failed,
            )

        def branched(branches: tuple[BranchRow, ...]) -> None:
            self._desk.runner.ask(
                self, curriculum.StepCounts(pupils), partial(counted, branches), self._failed
            )

        self._desk.runner.ask(
            self, curriculum.BranchSubtotals(outline.framework, pupils), branched, self._failed
        )

    def _worked_out(self, which: int, standing: Standing) -> None:
        if which == self._asked:
            self.standing = standing
            self.standing_came.emit()

    def _logged_came(self, rows: tuple[PupilStepRow, ...]) -> None:
        self.logged = rows
        self.logged_came.emit()


def _person(name: people.PupilName) -> Person:
    return Person(name.pupil, f"{name.shown} {name.surname}".strip(), name.shown)
