"""About and contacts: who is around the pupil, and everything that is written down about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.changes import Topic
from app.core.command import Command, Receipt
from app.core.ids import CommissionerId, PupilId
from app.core.period import FAR
from app.core.permissions import Permission
from app.core.query import Query
from app.insight.pupils import PupilHead
from app.rooms import people
from app.rooms.people import ContactRow
from ui import passing
from ui.kit.desk import Desk
from ui.kit.live import Live, topics
from ui.kit.parts import Button, Card, secondary
from ui.kit.theme import current_look, follow
from ui.rooms.people.about_entries import Entry, Listed, Written, care, identity, profile, said
from ui.rooms.people.around_form import Around
from ui.rooms.people.contact_rows import ContactRows
from ui.rooms.people.editor import Sheet
from ui.rooms.people.pupil_form import part_of_pupil
from ui.rooms.people.tab import Tab
from ui.rooms.people.wording import full_name, span
from ui.words.people import check, kind, say

_EDIT, _GROUP, _PLACE = (
    Permission.PEOPLE_PUPIL_EDIT,
    Permission.PEOPLE_GROUP_EDIT,
    Permission.PEOPLE_PLACEMENT_EDIT,
)


class AboutTab(Tab):
    """Contacts first, in the order to ring; then what is written about the child, each with its form."""

    sheet_asked = Signal(object)
    """The sheet that an editor is to open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._head: PupilHead | None = None
        self._members: tuple[people.MemberRow, ...] = ()
        self._groups: tuple[people.GroupRow, ...] = ()
        self._commissioners: tuple[people.CommissionerRow, ...] = ()
        self.contacts = ContactRows(may_edit=desk.may(_EDIT), may_let_pass=passing.may_let_pass(desk))
        self.written = {
            "identity": Written("identity", self._change("identity"), "identity_beside"),
            "care": Written("needs_title", self._change("care"), "care_beside"),
            "profile": Written("profile", self._change("profile"), "profile_beside"),
        }
        self.listed = {
            "numbers": Listed("numbers", self._new("add_number", _EDIT, self._new_number), "numbers_beside"),
            "placements": Listed(
                "placements", self._new("add_placement", _PLACE, self._new_placement), "placements_beside"
            ),
            "groups": Listed("groups", self._new("add_group", _GROUP, self._new_group)),
            "key_adults": Listed(
                "key_adults", self._new("add_key_adult", _EDIT, self._new_key_adult), "key_adults_beside"
            ),
            "said": Listed("said", None, "said_beside"),
        }
        self._wanted: tuple[str, int] | None = None
        self._waiting = True  # until the last of the lists that forms choose from is here
        self._lay_out()
        self._lives = self._made_lives()
        self.sleep()

    # -- what is shown

    def show_head(self, head: PupilHead) -> None:
        """What the page asked anyway: the card, contacts, numbers, placements, key adults, own words."""
        self._head = head
        file, card = head.file, head.file.kept.card
        self.contacts.show_rows(file.contacts, file.passes, head.staff)
        self.written["identity"].show_lines(identity(card, file.kept.year_group))
        self.written["care"].show_lines(care(card))
        self.written["profile"].show_lines(profile(card))
        self.listed["numbers"].show_entries([self._number(row) for row in file.identifiers])
        self.listed["placements"].show_entries([self._placement(row) for row in file.placements])
        self.listed["key_adults"].show_entries([self._key_adult(row) for row in file.key_adults])
        self.listed["said"].show_entries([said(row) for row in file.said])
        self.listed["said"].setVisible(bool(file.said))
        self._show_groups()
        self._open_wanted()

    @property
    def waits(self) -> bool:
        return self._head is None or self._waiting

    def look_at(self, pupil: PupilId) -> None:
        super().look_at(pupil)
        for live in self._lives:
            live.wake()

    def sleep(self) -> None:
        for live in self._lives:
            live.sleep()

    def clear(self) -> None:
        super().clear()
        self.sleep()
        self._head, self._members = None, ()
        self.contacts.show_rows(())
        for written in self.written.values():
            written.show_lines(())
        for listed in self.listed.values():
            listed.show_entries(())

    def _made_lives(self) -> tuple[Live[Any], ...]:
        asked: tuple[tuple[Callable[[], Query[Any]], Callable[[Any], None], Topic], ...] = (
            (people.Members, self._take_members, Topic.GROUP),
            (people.Groups, self._take_groups, Topic.GROUP),
            (people.Commissioners, self._take_commissioners, Topic.COMMISSIONER),
        )
        return tuple(
            Live(self, self.desk.runner, query, take, self.desk.shell.problem, topics(topic))
            for query, take, topic in asked
        )

    def _take_members(self, rows: tuple[people.MemberRow, ...]) -> None:
        self._members = rows
        self._show_groups()

    def _take_groups(self, rows: tuple[people.GroupRow, ...]) -> None:
        self._groups = rows
        self._show_groups()

    def _take_commissioners(self, rows: tuple[people.CommissionerRow, ...]) -> None:
        self._commissioners = rows
        waited, self._waiting = self._waiting, False
        self._open_wanted()
        if waited:
            self.answered.emit()

    def _show_groups(self) -> None:
        names = {row.group: row.card.name for row in self._groups}
        mine = [
            row for row in self._members if row.card.pupil_id == self.pupil and row.card.group_id in names
        ]
        self.listed["groups"].show_entries([self._group(row, names[row.card.group_id]) for row in mine])

    def reopen(self, kind: str, number: int) -> None:
        """Open a form again, now or once its page is here. Nought is a new one."""
        self._wanted = (kind, number)
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._wanted is None or self._head is None or self._waiting:
            return
        (what, number), self._wanted = self._wanted, None
        file, staff, around = self._head.file, self._head.staff, self._around
        if what == "contact":
            contact = next((row for row in file.contacts if row.contact == number), None)
            self._open(around.contact(contact, len(file.contacts) + 1))
        elif what == "number":
            self._open(
                around.number(next((row for row in file.identifiers if row.identifier == number), None))
            )
        elif what == "placement" and self._commissioners:
            placed = next((row for row in file.placements if row.placement == number), None)
            self._open(around.placement(placed, self._senders()))
        elif what == "key_adult" and staff:
            adult = next((row for row in file.key_adults if row.key_adult == number), None)
            self._open(around.key_adult(adult, staff))
        elif what == "group":
            self._new_group()

    # -- the lines, each with what can be done to it

    def _number(self, row: people.IdentifierRow) -> Entry:
        found = check(row.kind, row.check)
        return Entry(
            f"{kind(row.kind)} {row.value}",
            found,
            *self._ways(_EDIT, lambda: self._open(self._around.number(row))),
            away=self._allowed(_EDIT, people.WithdrawIdentifier(row.identifier)),
        )

    def _placement(self, row: people.PlacementRow) -> Entry:
        under = f"{say('agreed', count=row.card.half_days)}, {span(row.card.from_day, row.card.to_day)}"
        return Entry(
            row.commissioner_name,
            under,
            *self._ways(_PLACE, lambda: self._open(self._around.placement(row, self._senders()))),
            end=self._ending(_PLACE, row.card.to_day, people.EndPlacement(row.placement, self._today)),
            away=self._allowed(_PLACE, people.WithdrawPlacement(row.placement)),
        )

    def _key_adult(self, row: people.KeyAdultRow) -> Entry:
        staff = self._head.staff if self._head else ()
        return Entry(
            dict(staff).get(row.card.staff_id, ""),
            span(row.card.from_day, row.card.to_day),
            *self._ways(_EDIT, lambda: self._open(self._around.key_adult(row, staff))),
            end=self._ending(_EDIT, row.card.to_day, people.EndKeyAdult(row.key_adult, self._today)),
            away=self._allowed(_EDIT, people.WithdrawKeyAdult(row.key_adult)),
        )

    def _group(self, row: people.MemberRow, name: str) -> Entry:
        return Entry(
            name,
            span(row.card.from_day, row.card.to_day),
            end=self._ending(_GROUP, row.card.to_day, people.EndMembership(row.membership, self._today)),
            away=self._allowed(_GROUP, people.WithdrawMembership(row.membership)),
        )

    def _ways(self, permission: Permission, edit: Callable[[], None]) -> tuple[Callable[[], None] | None]:
        return (edit if self.desk.may(permission) else None,)

    def _allowed(self, permission: Permission, command: Command) -> Command | None:
        return command if self.desk.may(permission) else None

    def _ending(self, permission: Permission, last: date, command: Command) -> Command | None:
        """Ending is for what goes on."""
        return self._allowed(permission, command) if last == FAR else None

    # -- what is pressed

    @property
    def _today(self) -> date:
        return self.desk.clock.today()

    @property
    def _around(self) -> Around:
        assert self._head is not None
        return Around(self._head.file.kept, self._today)

    def _senders(self) -> list[tuple[CommissionerId, str]]:
        return [(row.commissioner, row.card.name) for row in self._commissioners]

    def _open(self, sheet: Sheet) -> None:
        self.sheet_asked.emit(sheet)

    def _change_part(self, part: str) -> None:
        if self._head is not None:
            self._open(part_of_pupil(self._head.file.kept, part))

    def _new_contact(self) -> None:
        places = [row.card.ring_order for row in self.contacts.rows]
        self._open(self._around.contact(None, max(places, default=0) + 1))

    def _edit_contact(self, row: ContactRow) -> None:
        self._open(self._around.contact(row, row.card.ring_order))

    def _new_number(self) -> None:
        self._open(self._around.number(None))

    def _new_placement(self) -> None:
        if self._commissioners:
            self._open(self._around.placement(None, self._senders()))
        else:
            self.desk.shell.say(say("no_commissioners_yet"))

    def _new_group(self) -> None:
        groups = [(row.group, row.card.name) for row in self._groups]
        if groups:
            self._open(self._around.group(groups))
        else:
            self.desk.shell.say(say("no_groups_yet"))

    def _new_key_adult(self) -> None:
        if self._head is not None and self._head.staff:
            self._open(self._around.key_adult(None, self._head.staff))

    def _do(self, command: Command) -> None:
        again = partial(self._do, command)
        self.desk.runner.submit(
            self, command, self._done, lambda error: self.desk.shell.problem(error, again)
        )

    def _done(self, receipt: Receipt) -> None:
        if receipt.entry is not None:
            self.desk.shell.say(say("saved"), undo=True)

    # -- how it is put together

    def _change(self, part: str) -> Button | None:
        return self._new("change", _EDIT, partial(self._change_part, part), icon="pencil", of=part)

    def _new(
        self, words: str, permission: Permission, act: Callable[[], None], *, icon: str = "plus", of: str = ""
    ) -> Button | None:
        if not self.desk.may(permission):
            return None
        button = secondary(say(words), icon)
        if of:
            button.setAccessibleName(say("change_of", what=say(_TITLES[of])))
        button.clicked.connect(lambda _on=False: act())
        return button

    def _lay_out(self) -> None:
        add = self._new("add_contact", _EDIT, self._new_contact)
        around = Card(say("contacts"), beside=say("contacts_beside"), right=add)
        around.add(self.contacts)
        self.add(around)
        self._halves = QWidget()
        self._grid = QGridLayout(self._halves)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._cards: tuple[QWidget, ...] = (*self.written.values(), *self.listed.values())
        self.add(self._halves)
        self.contacts.edit_asked.connect(self._edit_contact)
        self.contacts.away_asked.connect(lambda row: self._do(people.WithdrawContact(row.contact)))
        self.contacts.pass_asked.connect(self._let_pass)
        self.contacts.back_asked.connect(lambda passed: passing.take_back(self, self.desk, passed))
        for listed in self.listed.values():
            listed.done.connect(self._do)
        follow(self._arrange)

    def _let_pass(self, row: ContactRow, act: people.LimitedAct) -> None:
        if self._head is not None:
            kept = self._head.file.kept
            pupil = full_name(kept.card, kept.shown)
            passing.let_pass(self, self.desk, passing.Asked(row.contact, act, row.card.name, pupil))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two cards side by side where there is room for their words, else one under another."""
        look = current_look()
        columns = 2 if self.width() >= look.px(860) else 1
        self._grid.setSpacing(look.px(14))
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)


_TITLES = {"identity": "identity", "care": "needs_title", "profile": "profile"}
