"""Staff, absences, groups and commissioners, as parts of the set-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.core.changes import Topic
from app.core.clock import on_the_wall
from app.core.command import Command
from app.core.ids import GroupId
from app.core.period import FAR
from app.core.permissions import Permission
from app.core.roles import Role
from app.core.sentences import day_in_words
from app.rooms import access, keeping, people
from ui.kit.answers import Asks, Kind
from ui.kit.desk import Desk
from ui.kit.live import topics
from ui.kit.parts.person_picker import PersonChoice
from ui.kit.table_model import Column
from ui.set_up.section import Part, Values
from ui.words.set_up import say
from ui.words.shell import role


def day_words(day: date | None) -> str:
    """A day in words; nothing for one that is far away or not there."""
    return "" if day is None or day == FAR else day_in_words(day)


def staff(_desk: Desk) -> Part[access.StaffRow]:
    """Who works here."""
    return Part(
        "staff", Permission.ACCESS_STAFF_EDIT, access.StaffList, topics(Topic.STAFF),
        (
            Column(say("name"), lambda row: row.name),
            Column(say("roles"), lambda row: ", ".join(role(each) for each in row.roles)),
            Column(say("phone"), lambda row: row.phone),
            Column(say("to"), lambda row: day_words(row.to_day)),
            Column(say("last_in"), _when),
        ),
        lambda row: row.id, _staff_asks,
        _staff_values, lambda: keeping.StaffLastChanged("staff"),
        add=lambda values: access.AddStaff(_staff_card(values), values["password"]), edit=_staff_edit,
        blank={"roles": frozenset({Role.MENTOR})},
    )  # fmt: skip


def _staff_asks() -> Sequence[Asks]:
    roles = tuple((each, say(f"role_{each}")) for each in Role)
    return (
        Asks("name", say("name"), needed=True),
        Asks("roles", say("roles"), Kind.SOME, choices=roles, needed=True),
        Asks("phone", say("phone")),
        Asks("from_day", say("from"), Kind.DAY, needed=True, past=False),
        Asks("to_day", say("to"), Kind.DAY, empty=FAR, past=False),
        Asks("password", say("password"), Kind.PASSWORD, say("password_hint")),
    )


def _staff_values(row: access.StaffRow) -> Values:
    return {
        "name": row.name,
        "roles": frozenset(row.roles),
        "phone": row.phone,
        "from_day": row.from_day,
        "to_day": row.to_day,
    }


def _staff_card(values: Values) -> access.StaffCard:
    roles = access.write_roles(values["roles"])
    return access.StaffCard(values["name"], roles, values["phone"], values["from_day"], values["to_day"])


def _staff_edit(row: access.StaffRow, values: Values) -> Sequence[Command]:
    """An edit, then an end, then a new password: those of the three that were typed."""
    ends = values["to_day"] not in (FAR, row.to_day)
    card = _staff_card({**values, "to_day": row.to_day} if ends else values)
    commands: list[Command] = []
    if card != _staff_card(_staff_values(row)) or not (ends or values["password"]):
        commands.append(access.EditStaff(row.id, row.version, card))
    if ends:
        commands.append(access.EndStaff(row.id, values["to_day"]))
    if values["password"]:
        commands.append(access.ResetPassword(row.id, values["password"]))
    return commands


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
            Asks("from_day", say("from"), Kind.DAY, needed=True, past=False),
            Asks("to_day", say("to"), Kind.DAY, needed=True, past=False),
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
        lambda: keeping.StaffLastChanged("aways"),
        add=lambda v: access.AddAway(access.AwayCard(v["staff"], v["from_day"], v["to_day"])),
        withdraw=lambda row: access.WithdrawAway(row.id),
    )  # fmt: skip


def groups(desk: Desk) -> Part[people.GroupRow]:
    """Groups with their members from today."""
    office = desk.runner.office

    def members(row: people.GroupRow) -> frozenset[object]:
        found = office.ask(people.Members(desk.clock.today(), row.group))
        return frozenset(each.card.pupil_id for each in found)

    def edit(row: people.GroupRow, values: Values) -> Sequence[Command]:
        commands: list[Command] = []
        if _group_card(values) != row.card:
            commands.append(people.EditGroup(row.group, row.version, _group_card(values)))
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
        lambda row: row.group, lambda: _group_asks(lambda: everybody(desk)),
        lambda row: {
            "name": row.card.name, "from_day": row.card.from_day, "to_day": row.card.to_day,
            "members": members(row),
        },
        lambda: keeping.PeopleLastChanged("groups"),
        add=lambda values: people.AddGroup(_group_card(values)), after_add=_who_belongs,
        edit=edit, withdraw=lambda row: people.WithdrawGroup(row.group),
    )  # fmt: skip


def everybody(desk: Desk) -> tuple[PersonChoice, ...]:
    """Every pupil, to choose from; nobody for whoever may open no pupil's record."""
    if not desk.may(Permission.PEOPLE_PUPIL_READ):
        return ()
    names = desk.runner.office.ask(people.PupilNames())
    return tuple(PersonChoice(one.pupil, f"{one.shown} {one.surname}", one.year_group) for one in names)


def _group_asks(pupils: Callable[[], Sequence[PersonChoice]]) -> Sequence[Asks]:
    return (
        Asks("name", say("name"), needed=True),
        Asks("from_day", say("from"), Kind.DAY, needed=True, past=False),
        Asks("to_day", say("to"), Kind.DAY, empty=FAR, past=False),
        Asks("members", say("members_now"), Kind.PEOPLE, people=pupils),
    )


def _who_belongs(group: int, values: Values) -> Sequence[Command]:
    """The members of a new group, from its first day."""
    members = values["members"]
    return (people.SetMembers(GroupId(group), values["from_day"], members),) if members else ()


def _group_card(values: Values) -> people.GroupCard:
    return people.GroupCard(values["name"], values["from_day"], values["to_day"])


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
            Asks("confirmed_on", say("confirmed_on"), Kind.DAY, past=False),
        )

    def card(values: Values) -> people.CommissionerCard:
        code = values["confirmed_code"].upper() or None
        return people.CommissionerCard(**{**values, "confirmed_code": code})

    return Part(
        "commissioners", Permission.PEOPLE_PLACEMENT_EDIT, people.Commissioners, topics(Topic.COMMISSIONER),
        (
            Column(say("name"), lambda row: row.card.name),
            Column(say("kind"), lambda row: say(f"kind_{row.card.kind.value}")),
            Column(say("code"), _code_words),
            Column(say("contact_name"), lambda row: row.card.contact_name),
            Column(say("pupils"), lambda row: str(row.pupils), numbers=True),
        ),
        lambda row: row.commissioner, asks,
        lambda row: {ask.name: getattr(row.card, ask.name) for ask in asks()},
        lambda: keeping.PeopleLastChanged("commissioners"),
        add=lambda values: people.AddCommissioner(card(values)),
        edit=lambda row, values: (people.EditCommissioner(row.commissioner, row.version, card(values)),),
        note=lambda row: say("code_doubt", **_code_facts(row)) if row.is_unusual else "",
        withdraw=lambda row: people.WithdrawCommissioner(row.commissioner),
    )  # fmt: skip


def _code_words(row: people.CommissionerRow) -> str:
    """The code it confirmed; with a doubt where that is the other kind's, which stands all the same."""
    if row.is_unusual:
        return say("code_unusual", **_code_facts(row))
    return row.card.confirmed_code or say("none")


def _code_facts(row: people.CommissionerRow) -> dict[str, str]:
    kind = say(f"kind_{row.card.kind.value}").lower()
    return {"code": row.card.confirmed_code or "", "kind": kind, "usual": row.usual_code}
