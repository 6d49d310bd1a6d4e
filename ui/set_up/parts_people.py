"""Staff, absences, groups and commissioners, as parts of the set-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.core.changes import Topic
from app.core.clock import on_the_wall
from app.core.command import Command
from app.core.period import FAR
from app.core.permissions import Permission
from app.core.roles import Role
from app.core.sentences import day_in_words
from app.rooms import access, people
from ui.kit.desk import Desk
from ui.kit.live import topics
from ui.kit.parts.person_picker import PersonChoice
from ui.kit.table_model import Column
from ui.set_up.form import Asks, Kind
from ui.set_up.section import Part, Values
from ui.words.set_up import say
from ui.words.shell import role


def day_words(day: date | None) -> str:
    """A day in words; nothing for one that is far away or not there."""
    return "" if day is None or day == FAR else day_in_words(day)


def staff(_desk: Desk) -> Part[access.StaffRow]:
    """Who works here."""

    def asks() -> Sequence[Asks]:
        return (
            Asks("name", say("name"), needed=True),
            Asks(
                "roles",
                say("roles"),
                Kind.TICKS,
                choices=tuple((r, say(f"role_{r}")) for r in Role),
                needed=True,
            ),
            Asks("phone", say("phone")),
            Asks("from_day", say("from"), Kind.DAY, needed=True),
            Asks("to_day", say("to"), Kind.DAY),
            Asks("password", say("password"), Kind.PASSWORD, say("password_hint")),
        )

    def card(values: Values) -> access.StaffCard:
        roles = access.write_roles(values["roles"])
        return access.StaffCard(
            values["name"], roles, values["phone"], values["from_day"], values["to_day"] or FAR
        )

    def edit(row: access.StaffRow, values: Values) -> Sequence[Command]:
        commands: list[Command] = []
        changed = card(values)
        if values["to_day"] and values["to_day"] != row.to_day:
            commands.append(access.EndStaff(row.id, values["to_day"]))
        else:
            commands.append(access.EditStaff(row.id, row.version, changed))
        if values["password"]:
            commands.append(access.ResetPassword(row.id, values["password"]))
        return commands

    return Part(
        "staff", Permission.ACCESS_STAFF_EDIT, access.StaffList, topics(Topic.STAFF),
        (
            Column(say("name"), lambda row: row.name),
            Column(say("roles"), lambda row: ", ".join(role(each) for each in row.roles)),
            Column(say("phone"), lambda row: row.phone),
            Column(say("to"), lambda row: day_words(row.to_day)),
            Column(say("last_in"), lambda row: _when(row)),
        ),
        lambda row: row.id, asks,
        lambda row: {
            "name": row.name, "roles": frozenset(row.roles), "phone": row.phone,
            "from_day": row.from_day, "to_day": row.to_day,
        },
        add=lambda values: access.AddStaff(card(values), values["password"]), edit=edit,
        blank={"roles": frozenset({Role.MENTOR})},
    )  # fmt: skip


def _when(row: access.StaffRow) -> str:
    if row.signed_in_at is None:
        return ""
    at = on_the_wall(row.signed_in_at)
    return f"{day_in_words(at.date())}, {at:%H:%M}"


def aways(desk: Desk) -> Part[access.AwayRow]:
    """Who is away."""

    def everybody() -> tuple[tuple[object, str], ...]:
        return tuple(desk.runner.office.ask(access.StaffNames()))

    def asks() -> Sequence[Asks]:
        return (
            Asks("staff", say("who"), Kind.CHOICE, choices=everybody()),
            Asks("from_day", say("from"), Kind.DAY, needed=True),
            Asks("to_day", say("to"), Kind.DAY, needed=True),
        )

    return Part(
        "aways", Permission.ACCESS_STAFF_EDIT, access.Aways, topics(Topic.STAFF),
        (
            Column(say("who"), lambda row: row.name),
            Column(say("from"), lambda row: day_words(row.from_day)),
            Column(say("to"), lambda row: day_words(row.to_day)),
        ),
        lambda row: row.id, asks,
        lambda row: {"staff": row.staff, "from_day": row.from_day, "to_day": row.to_day},
        add=lambda v: access.AddAway(access.AwayCard(v["staff"], v["from_day"], v["to_day"])),
        withdraw=lambda row: access.WithdrawAway(row.id),
    )  # fmt: skip


def groups(desk: Desk) -> Part[people.GroupRow]:
    """Groups with their members from today."""
    office = desk.runner.office

    def everybody() -> tuple[PersonChoice, ...]:
        names = office.ask(people.PupilNames())
        return tuple(PersonChoice(n.pupil, f"{n.shown} {n.surname}", n.year_group) for n in names)

    def members(row: people.GroupRow) -> frozenset[object]:
        found = office.ask(people.Members(desk.clock.today(), row.group))
        return frozenset(each.card.pupil_id for each in found)

    def asks() -> Sequence[Asks]:
        return (
            Asks("name", say("name"), needed=True),
            Asks("from_day", say("from"), Kind.DAY, needed=True),
            Asks("to_day", say("to"), Kind.DAY),
            Asks("members", say("members_now"), Kind.PEOPLE, people=everybody),
        )

    def edit(row: people.GroupRow, values: Values) -> Sequence[Command]:
        card = people.GroupCard(values["name"], values["from_day"], values["to_day"] or FAR)
        commands: list[Command] = []
        if card != row.card:
            commands.append(people.EditGroup(row.group, row.version, card))
        if values["members"] != members(row) or not commands:
            commands.append(people.SetMembers(row.group, desk.clock.today(), values["members"]))
        return commands

    return Part(
        "groups", Permission.PEOPLE_GROUP_EDIT, people.Groups, topics(Topic.GROUP, Topic.PUPIL),
        (
            Column(say("name"), lambda row: row.card.name),
            Column(say("members"), lambda row: str(row.members), numbers=True),
            Column(say("to"), lambda row: day_words(row.card.to_day)),
        ),
        lambda row: row.group, asks,
        lambda row: {
            "name": row.card.name, "from_day": row.card.from_day, "to_day": row.card.to_day,
            "members": members(row),
        },
        add=lambda v: people.AddGroup(people.GroupCard(v["name"], v["from_day"], v["to_day"] or FAR)),
        edit=edit, withdraw=lambda row: people.WithdrawGroup(row.group),
    )  # fmt: skip


def commissioners(_desk: Desk) -> Part[people.CommissionerRow]:
    """Who places children here, and the code they want."""
    kinds = tuple((kind, say(f"kind_{kind.value}")) for kind in people.CommissionerKind)

    def asks() -> Sequence[Asks]:
        return (
            Asks("name", say("name"), needed=True),
            Asks("kind", say("kind"), Kind.CHOICE, choices=kinds),
            Asks("contact_name", say("contact_name")),
            Asks("phone", say("phone")),
            Asks("email", say("email")),
            Asks("confirmed_code", say("code"), hint=say("code_hint")),
            Asks("confirmed_by", say("confirmed_by")),
            Asks("confirmed_on", say("confirmed_on"), Kind.DAY),
        )

    def card(values: Values) -> people.CommissionerCard:
        code = values["confirmed_code"].upper() or None
        return people.CommissionerCard(**{**values, "confirmed_code": code})

    return Part(
        "commissioners", Permission.PEOPLE_PLACEMENT_EDIT, people.Commissioners, topics(Topic.COMMISSIONER),
        (
            Column(say("name"), lambda row: row.card.name),
            Column(say("kind"), lambda row: say(f"kind_{row.card.kind.value}")),
            Column(say("code"), lambda row: row.card.confirmed_code or say("none")),
            Column(say("contact_name"), lambda row: row.card.contact_name),
            Column(say("pupils"), lambda row: str(row.pupils), numbers=True),
        ),
        lambda row: row.commissioner, asks,
        lambda row: {ask.name: getattr(row.card, ask.name) for ask in asks()},
        add=lambda values: people.AddCommissioner(card(values)),
        edit=lambda row, values: (people.EditCommissioner(row.commissioner, row.version, card(values)),),
        withdraw=lambda row: people.WithdrawCommissioner(row.commissioner),
    )  # fmt: skip
