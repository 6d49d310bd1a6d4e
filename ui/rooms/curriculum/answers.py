"""What the page shows, asked of the office and kept true: curricula, pupils, who has what, just logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.changes import Changes, Topic
from app.core.ids import FrameworkId, GroupId, NodeId, PupilId
from app.core.permissions import Permission
from app.core.query import Query
from app.rooms import curriculum, people
from app.rooms.curriculum import BranchRow, FrameworkRow, NodeRow, PupilStepRow
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
        self._known: set[str] = set()
        self._asked = 0
        self._touched: set[PupilId] = set()
        self._branches: tuple[int, tuple[BranchRow, ...]] | None = None
        self._sleeps = self._stale = self._forgotten = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_all)
        self._some_soon = QTimer(self, singleShot=True, interval=0)
        self._some_soon.timeout.connect(self._ask_some)
        desk.runner.changed.connect(self._marks_changed)
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
            ]
        return made

    def _live(self, query: object, show: object, concerns: object) -> Live[object]:
        return Live(self, self._desk.runner, query, show, self._failed, concerns)  # type: ignore[arg-type]

    # -- what the page asks of this

    def wake(self) -> None:
        """The page is shown: ask what changed meanwhile."""
        self._sleeps = False
        for live in self._lives:
            live.wake()
        if self._stale:
            self._ask_standing()

    def sleep(self) -> None:
        self._sleeps = True
        for live in self._lives:
            live.sleep()

    def forget(self) -> None:
        """The screen is being locked: names and marks go, what was chosen stays."""
        self._names, self._members, self.logged = (), (), ()
        self._known.clear()
        self.standing = Standing()
        self._forgotten = True
        self.sleep()

    def ask_again(self) -> None:
        """Everything, whether it changed or not."""
        self.wake()
        for live in self._lives:
            live.refresh()
        self._ask_standing()

    def come(self) -> None:
        """The page is shown: all of it after a lock, else what changed."""
        if self._forgotten:
            self._forgotten = False
            self.ask_again()
        else:
            self.wake()

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

    @property
    def knows_pupils(self) -> bool:
        """Whether everybody here, the groups and who is in them were answered."""
        return self._known == {"groups", "members", "names"}

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

    @property
    def today(self) -> date:
        return self._desk.clock.today()

    def _members_query(self) -> Query[tuple[people.MemberRow, ...]]:
        return people.Members(on=self.today)

    def _names_query(self) -> Query[tuple[people.PupilName, ...]]:
        return people.PupilNames(on=self.today)

    def _groups_came(self, rows: tuple[people.GroupRow, ...]) -> None:
        self._known.add("groups")
        self.groups = rows
        here = {row.group for row in rows}
        if self.group not in here and (self.group is not None or not self._group_chosen):
            self.group = rows[0].group if rows else None
        self._people_changed()

    def _members_came(self, rows: tuple[people.MemberRow, ...]) -> None:
        self._known.add("members")
        self._members = rows
        self._people_changed()

    def _names_came(self, rows: tuple[people.PupilName, ...]) -> None:
        self._known.add("names")
        self._names = rows
        self._people_changed()

    def _people_changed(self) -> None:
        self.pupils_came.emit()
        self._ask_standing()

    # -- who has what

    def _pupils(self) -> tuple[PupilId, ...]:
        return tuple(person.pupil for person in self.shown)

    def _marks_changed(self, changes: Changes) -> None:
        """Marks of pupils shown were written: theirs alone are asked again, and the sums after them."""
        of_marks = [change.pupil for change in changes if change.topic is Topic.ACHIEVEMENT]
        touched = {pupil for pupil in of_marks if pupil in self.standing.pupils}
        if self._sleeps:
            self._stale = self._stale or bool(of_marks)
        elif touched:
            self._touched |= touched
            self._some_soon.start()

    def _ask_standing(self) -> None:
        """Soon: tree, pupils and groups come one after the other, and one question is enough for all."""
        self._soon.start()

    def _ask_all(self) -> None:
        outline, pupils = self.outline, self._pupils()
        if not self._sees_pupils or outline is None:
            return
        self._stale = False
        self._asked += 1
        mine = self._asked
        queries = (
            curriculum.StepsHad(pupils),
            curriculum.BranchSubtotals(outline.framework, pupils),
            curriculum.StepCounts(pupils),
        )
        self._ask_each(
            queries,
            lambda found: self._aside(mine, pupils, lambda: work_out(outline, pupils, *found)),
        )

    def _ask_some(self) -> None:
        """Who was touched stays so until an answer about them is shown: a later question covers them too."""
        outline, pupils = self.outline, tuple(sorted(self._touched))
        if outline is None or not pupils:
            return
        self._asked += 1
        mine, before = self._asked, self.standing
        self._ask_each(
            (curriculum.StepsHad(pupils), curriculum.StepCounts(pupils)),
            lambda found: self._aside(mine, pupils, lambda: before.with_pupils(outline, pupils, *found)),
        )
        self._desk.runner.ask(
            self,
            curriculum.BranchSubtotals(outline.framework, before.pupils),
            lambda rows: self._branches_came(mine, rows),
            self._failed,
        )

    def _ask_each(
        self,
        queries: tuple[Query[Any], ...],
        done: Callable[[list[Any]], None],
        so_far: tuple[Any, ...] = (),
    ) -> None:
        """One question after the other; what they found together."""
        if not queries:
            done(list(so_far))
            return
        first, *rest = queries
        self._desk.runner.ask(
            self,
            first,
            lambda answer: self._ask_each(tuple(rest), done, (*so_far, answer)),
            self._failed,
        )

    def _aside(self, which: int, pupils: tuple[PupilId, ...], work: Callable[[], Standing]) -> None:
        done = partial(self._worked_out, which, frozenset(pupils))
        self._desk.runner.aside(self, work, done, self._failed)

    def _worked_out(self, which: int, pupils: frozenset[PupilId], standing: Standing) -> None:
        if which != self._asked:
            return
        branches = self._branches
        if branches is not None and branches[0] == which:
            standing = standing.with_branches(branches[1])
        self.standing = standing
        self._touched -= pupils
        self.standing_came.emit()

    def _branches_came(self, which: int, rows: tuple[BranchRow, ...]) -> None:
        """The sums may come before or after the marks they belong to."""
        if which == self._asked:
            self._branches = (which, rows)
            self.standing = self.standing.with_branches(rows)
            self.standing_came.emit()

    def _logged_came(self, rows: tuple[PupilStepRow, ...]) -> None:
        self.logged = rows
        self.logged_came.emit()


def _person(name: people.PupilName) -> Person:
    return Person(name.pupil, f"{name.shown} {name.surname}".strip(), name.shown)
