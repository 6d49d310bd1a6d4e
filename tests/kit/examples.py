"""One example of every command, each executable when its turn comes, in a story that a record can live.

What is only ever somebody's undo is taken from the office: after each command its inverse is executed, and
then the inverse of that.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.bootstrap import Opened
from app.core.actor import PROGRAM
from app.core.command import Command, Receipt
from app.core.content import ContentVersion, Row
from app.core.ids import (
    AchievementId,
    ClosureId,
    CommissionerId,
    ContactId,
    FrameworkId,
    GroupId,
    IdentifierId,
    KeyAdultId,
    MembershipId,
    NodeId,
    OutcomeId,
    PlacementId,
    PupilId,
    Ref,
    ScoreFrameworkId,
    SlotId,
    StaffId,
    TermId,
)
from app.core.marks import AM, CODE, RUNG, NewMark
from app.core.period import HalfDay
from app.core.permissions import Permission
from app.core.undoable import FINAL
from app.office import Office
from app.rooms import access, attendance, calendar, curriculum, engagement, keeping, people
from app.rooms.curriculum import LogLine, LogMark, NewAchievement
from app.rooms.people import IdentifierKind, LimitedAct
from app.store import content
from tests.kit.clock import SetClock
from tests.kit.provision import PLACES, START, TREE, YEAR
from tests.kit.record import FLOOR, PASSWORD

NEVER_AGAIN = frozenset({"FoundProvision", "PutReservedSlots"})
"""What happens once, while a record is made: a record that exists can only say that it has happened."""

TUESDAY, LAST_TUESDAY = date(2026, 10, 13), date(2026, 10, 6)
LATER = date(2027, 7, 1)
NEW_PASSWORD = "four quiet herons"

Story = Generator[Command, Receipt, None]


class Examples:
    """The story, and the doors through which its commands go."""

    def __init__(self, opened: Opened, clock: SetClock) -> None:
        self.opened = opened
        self.office = opened.office
        self.program = Office(opened.record, PROGRAM, clock)
        opened.vault._cost = FLOOR
        self.last = Receipt(None, "", frozenset())

    def door(self, command: Command) -> Office:
        """Whose door a command goes through: the head's, or the program's own."""
        ours = command.requires is Permission.KEEPING_PROGRAM_ACT
        return self.program if ours or type(command).__name__.startswith("TakeUp") else self.office

    def each(self) -> Iterator[Command]:
        """Every command in turn; whoever iterates must have executed one before the next is asked for."""
        story = self.story()
        command = next(story)
        while True:
            yield command
            try:
                command = story.send(self.last)
            except StopIteration:
                return

    def execute(self, command: Command) -> Receipt:
        """Execute one through its door, and remember its receipt for the story."""
        self.last = self.door(command).execute(command)
        return self.last

    def story(self) -> Story:
        """All of it, the rooms one after another."""
        yield from self._calendar_and_pupils()
        yield from self._around_pupils()
        yield from self._groups_and_placements()
        yield from self._registers()
        yield from self._steps()
        yield from self._outcomes()
        yield from self._record()
        yield from self._staff()

    def _there_and_back(self, command: Command) -> Generator[Command, Receipt, int]:
        """The command, its inverse, and the inverse of that; answers the number of what was made."""
        made = yield command
        assert made.entry is not None, f"{made.action} did nothing: {made.note}"
        if made.action not in FINAL:
            for _ in range(2):
                step = self.office.next_undo()
                assert step is not None, f"{made.action} left nothing to undo"
                yield step.inverse
        return made.new_id or 0

    def _calendar_and_pupils(self) -> Story:
        back = self._there_and_back
        term = TermId((yield from back(calendar.AddTerm(YEAR))))
        renamed_year = replace(YEAR, name="A year")
        yield from back(calendar.EditTerm(term, self._version("term", term), renamed_year))
        card = calendar.ClosureCard(calendar.ClosureKind.INSET, "Training", TUESDAY, TUESDAY)
        closure = ClosureId((yield from back(calendar.AddClosure(card))))
        moved = replace(card, first_day=LATER, last_day=LATER)
        yield from back(calendar.EditClosure(closure, self._version("closure", closure), moved))
        ash = people.PupilCard("Ash", "Khan", START, life_critical_care="Nuts: pen in the blue bag")
        self.ash = PupilId((yield from back(people.AddPupil(ash))))
        self.bo = PupilId((yield from back(people.AddPupil(people.PupilCard("Bo", "Reed", START)))))
        edited = replace(ash, known_as="Ashy")
        yield from back(people.EditPupil(self.ash, self._version("pupil", self.ash), edited))
        yield from back(people.EndPupil(self.bo, LATER))
        slot = calendar.SlotCard("Lesson", calendar.SlotKind.LESSON, 1, 600, 660, START, half_day=HalfDay.AM)
        self.slot = SlotId((yield from back(calendar.AddSlot(slot))))
        tea = replace(slot, name="Tea", start_minute=700, end_minute=720)
        other = SlotId((yield from back(calendar.AddSlot(tea))))
        late = replace(tea, name="Late tea", start_minute=710)
        yield from back(calendar.EditSlot(other, self._version("slot", other), late))
        yield from back(calendar.EndSlot(other, LATER))
        yield from back(calendar.SetSlotPupils(self.slot, START, frozenset({self.ash, self.bo})))
        yield from back(calendar.SetSlotAdults(self.slot, START, frozenset({StaffId(1)})))

    def _around_pupils(self) -> Story:
        back = self._there_and_back
        upn = people.IdentifierCard(self.ash, IdentifierKind.ADMISSION, "A-17")
        number = IdentifierId((yield from back(people.AddIdentifier(upn))))
        changed = replace(upn, value="A-18")
        yield from back(people.EditIdentifier(number, self._version("identifier", number), changed))
        adult = people.KeyAdultCard(self.ash, StaffId(1), START)
        key = KeyAdultId((yield from back(people.AddKeyAdult(adult))))
        later = replace(adult, from_day=TUESDAY)
        yield from back(people.EditKeyAdult(key, self._version("key_adult", key), later))
        yield from back(people.EndKeyAdult(key, LATER))
        father = people.ContactCard(self.ash, "Mr Khan", "father", must_not_be_told=True, reason="Order")
        contact = ContactId((yield from back(people.AddContact(father))))
        version = self._version("contact", contact)
        yield from back(people.EditContact(contact, version, replace(father, phone="07700 900102")))
        yield from back(people.LetPass(contact, LimitedAct.TELL, "He is at the hospital with him."))
        yield from back(people.KeepChildWords(self.ash, TUESDAY, "I like the goat.", 4))

    def _groups_and_placements(self) -> Story:
        back = self._there_and_back
        card = people.GroupCard("Otters", START)
        group = GroupId((yield from back(people.AddGroup(card))))
        yield from back(
            people.EditGroup(group, self._version("pupil_group", group), replace(card, name="Herons"))
        )
        member = people.MembershipCard(group, self.ash, START)
        membership = MembershipId((yield from back(people.AddMembership(member))))
        moved = replace(member, from_day=TUESDAY)
        yield from back(people.EditMembership(membership, self._version("membership", membership), moved))
        yield from back(people.EndMembership(membership, LATER))
        yield from back(people.SetMembers(group, TUESDAY, frozenset({self.bo})))
        other = GroupId((yield from back(people.AddGroup(people.GroupCard("Newts", START)))))
        yield from back(people.EndGroup(other, LATER))
        school = people.CommissionerCard("Hill School", people.CommissionerKind.SCHOOL)
        commissioner = CommissionerId((yield from back(people.AddCommissioner(school))))
        version = self._version("commissioner", commissioner)
        yield from back(people.EditCommissioner(commissioner, version, replace(school, phone="0191")))
        place = people.PlacementCard(self.ash, commissioner, START)
        placement = PlacementId((yield from back(people.AddPlacement(place))))
        version = self._version("placement", placement)
        yield from back(people.EditPlacement(placement, version, replace(place, half_days=6)))
        yield from back(people.EndPlacement(placement, LATER))
        yield from back(self._import())

    def _import(self) -> people.ImportPupils:
        """A new pupil with a group and a sender, and one who is here with something filled in."""
        senders = (("Hill College", people.CommissionerKind.SCHOOL),)
        row = people.PupilRow(
            2, people.PupilCard("Cy", "Holt", START), groups=("Toads",), commissioners=senders
        )
        (ash,) = self.office.ask(people.PupilsBeside(frozenset({self.ash})))
        kit = people.ContactCard(people.NOBODY_YET, "Kit", ring_order=9)
        after = replace(
            ash.row,
            card=replace(ash.row.card, sex="F"),
            identifiers=(*ash.row.identifiers, (people.IdentifierKind.OTHER, "77")),
            contacts=(*ash.row.contacts, kit),
        )
        merge = people.PupilMerge(self.ash, ash.row, after)
        return people.ImportPupils((row,), "digest of a file", "pupils.csv", (merge,))

    def _registers(self) -> Story:
        back = self._there_and_back
        mark = NewMark(self.ash, TUESDAY, self.slot, RUNG, 6)
        yield from back(attendance.MarkRegister((mark, replace(mark, pupil=self.bo, value=3))))
        older = attendance.MarkRegister((replace(mark, day=LAST_TUESDAY, value=7),))
        yield from back(attendance.MarkSheet((older,)))
        codes = {code.letter: code.number for code in self.office.ask(attendance.CodesOn(TUESDAY))}
        code = NewMark(self.bo, TUESDAY, AM, CODE, codes["I"])
        yield from back(attendance.MarkRegister((code,)))
        yield attendance.MarkRegister((replace(code, value=codes["M"]),), "At the dentist, her mother says.")
        yield from back(attendance.FinishRegister(self.slot, TUESDAY))
        yield from back(attendance.AddNote(self.slot, TUESDAY, self.ash, "Stayed for tea."))
        yield from back(attendance.TagInBreak(self.slot, TUESDAY, self.ash, attendance.BREAK_TAGS[0]))
        yield from back(attendance.TagInBreak(self.slot, TUESDAY, self.ash, attendance.BREAK_TAGS[1]))
        ladder = self.office.ask(attendance.LadderOn(TUESDAY))
        rungs = tuple(replace(r, staff=f"{r.staff} (ours)") for r in ladder.rungs)
        yield from back(attendance.EditLadder(TUESDAY, ladder.edition, rungs))
        yield attendance.TakeUpLadder(newer("ladder_default.csv"))
        yield attendance.TakeUpCodes(newer("codes.csv"))

    def _steps(self) -> Story:
        back = self._there_and_back
        bringing = curriculum.ImportFramework("Small steps", "fw", "d1", TREE, PLACES)
        brought = FrameworkId((yield from back(bringing)))
        rows = {row.identifier: row for row in self.office.ask(curriculum.FrameworkTree(brought))}
        to5, to10, weigh = (rows[name].node for name in ("to5", "to10", "weigh"))
        yield from back(curriculum.RecordAchievement(self.ash, to5, TUESDAY))
        yield from back(curriculum.RecordAchievements((NewAchievement(self.ash, to10, TUESDAY),)))
        yield from back(curriculum.RecordBaseline(self.bo, weigh, TUESDAY))
        yield from back(curriculum.LogSteps((LogLine(self.bo, to5, TUESDAY, LogMark.ACHIEVED),)))
        standing = AchievementId(self._one("SELECT max(id) FROM achievement WHERE voided_in IS NULL"))
        yield from back(curriculum.VoidAchievements((standing,), "It was another child."))
        made = FrameworkId((yield from back(curriculum.AddFramework(curriculum.FrameworkCard("Ours")))))
        version = self._version("framework", made)
        yield from back(curriculum.EditFramework(made, version, curriculum.FrameworkCard("Our own")))
        area = NodeId((yield from back(curriculum.AddNode(made, None, curriculum.NodeCard("Kitchen")))))
        step = NodeId((yield from back(curriculum.AddNode(made, area, curriculum.NodeCard("Cracks an egg")))))
        second = NodeId((yield from back(curriculum.AddNode(made, None, curriculum.NodeCard("Garden")))))
        edited = curriculum.NodeCard("Cracks two eggs")
        yield from back(curriculum.EditNode(step, self._version("node", step), edited))
        yield from back(curriculum.AddPlace(step, made, second))
        place = self._one(f"SELECT max(id) FROM place WHERE node_id = {step} AND removed_in IS NULL")
        yield from back(curriculum.MoveNode(place, made, None))
        place = self._one(f"SELECT max(id) FROM place WHERE node_id = {step} AND removed_in IS NULL")
        yield from back(curriculum.RemovePlace(place))

    def _outcomes(self) -> Story:
        back = self._there_and_back
        title = engagement.ScoreFrameworkCard("Ours")
        outcomes = (engagement.OutcomeCard("Be brave", "Brave"),)
        made = ScoreFrameworkId((yield from back(engagement.AddScoreFramework(title, outcomes))))
        renamed = engagement.ScoreFrameworkCard("Our own")
        yield from back(engagement.EditScoreFramework(made, self._version("score_framework", made), renamed))
        kind = engagement.OutcomeCard("Be kind", "Kind")
        outcome = OutcomeId((yield from back(engagement.AddOutcome(made, kind))))
        version = self._version("outcome", outcome)
        yield from back(engagement.EditOutcome(outcome, version, replace(kind, title="Be kinder")))
        yield engagement.TakeUpFrameworkContent(newer("framework_ecm.csv"))
        yield calendar.TakeUpBankHolidays(newer("bank_holidays.csv"))

    def _record(self) -> Story:
        back = self._there_and_back
        yield from back(keeping.ChangeSetting("phone", "0191 496 0000"))
        was, becomes = self._content_row("clocks.csv", "length", "9")
        yield from back(keeping.EditContentRow("clocks.csv", TUESDAY, TUESDAY, was, becomes))
        was, becomes = self._content_row("codes.csv", "plain_meaning", "Something plainer")
        yield from back(attendance.EditCode(TUESDAY, TUESDAY, was, becomes))
        yield from back(keeping.WordHeadline(self.ash, "family", "You usually answer", "You let us in"))
        yield keeping.NoteIssue(Ref("7QK3M0XW4T"), "family", self.ash, "Mrs Khan", "0" * 64)
        yield keeping.NoteWitness("none")
        yield keeping.TakeUpContent(newer("clocks.csv"))

    def _content_row(self, name: str, column: str, value: str) -> tuple[Row, Row]:
        """The first row of a content file, and the same with another value."""
        row = self.office.ask(keeping.ContentLines(name))[0].row
        return row, tuple((key, value if key == column else said) for key, said in row)

    def _staff(self) -> Story:
        card = access.StaffCard("Mo Adeyemi", "teacher", "07700 900103", START)
        mo = StaffId((yield from self._there_and_back(access.AddStaff(card, PASSWORD))))
        yield access.EditStaff(mo, self._version("staff", mo), replace(card, phone="07700 900104"))
        away = access.AwayCard(mo, TUESDAY, TUESDAY + timedelta(days=2))
        yield from self._there_and_back(access.AddAway(away))
        yield access.ResetPassword(mo, NEW_PASSWORD)
        yield access.TakeNewPair(mo, bytes(32))
        yield access.EndStaff(mo, TUESDAY)
        yield access.ReturnStaff(mo, self._version("staff", mo), TUESDAY, NEW_PASSWORD)
        gone = replace(card, to_day=TUESDAY - timedelta(days=1))
        yield access.EditStaff(mo, self._version("staff", mo), gone)
        yield access.CloseSlots()
        yield access.ChangeOwnPassword(PASSWORD, NEW_PASSWORD)

    def _version(self, table: str, identity: int) -> int:
        return self._one(f"SELECT version FROM {table} WHERE id = {identity}")

    def _one(self, statement: str) -> int:
        with self.opened.record.reading() as db:
            return int(db.connection().exec_driver_sql(statement).scalar_one())


def newer(name: str) -> ContentVersion:
    """A shipped file once more, as a later version of it."""
    found = next(version for version in content.shipped() if version.name == name)
    return replace(found, version="later", sha256="f" * 64, in_force_from=date(2026, 10, 1))
