"""The provision's own facts, copies and about, as parts of the set-up."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Topic
from app.core.clock import on_the_wall
from app.core.command import Receipt
from app.core.drafts import Draft
from app.core.permissions import Permission
from app.core.sentences import day_in_words
from app.rooms import keeping
from ui.kit import files
from ui.kit.answers import Asks, Kind
from ui.kit.desk import Desk
from ui.kit.form import Form
from ui.kit.form_draft import FormDraft
from ui.kit.live import Live, topics
from ui.kit.parts import Card, Flow, Row, Text, primary, secondary
from ui.kit.parts import Column as Stacked
from ui.kit.parts.scrolling import clear_scrolling, scrolling
from ui.set_up.last_changed import LastChanged
from ui.words.set_up import say

PROVISION = keeping.PAGE_SETTINGS["provision"]


class ProvisionSection(QWidget):
    """What stands on the emergency sheet and on paper: a few settings, saved together."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        lines = tuple(Asks(key, say(key), Kind.LINES if key == "address" else Kind.LINE) for key in PROVISION)
        self.form = Form(lines, desk.clock.today)
        self.save = primary(say("save"), "check")
        self.draft = FormDraft(self, desk)
        self.changed = LastChanged(
            desk, lambda: keeping.SettingsLastChanged("provision"), topics(Topic.SETTING)
        )
        self._shown: dict[str, str] = {}
        self._busy = False
        card = Card(say("provision"))
        card.add(Text(say("provision_line"), "body", "text2", wrap=True))
        card.add(self.changed)
        card.add(clear_scrolling(Stacked(self.draft.found, self.form, None, gap=10)), 1)
        card.add(Row(self.draft.kept, None, self.save))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.save.setVisible(desk.may(Permission.KEEPING_SETTING_EDIT))
        self.save.clicked.connect(self._save)
        self._live: Live[dict[str, str]] = Live(
            self, desk.runner, keeping.Settings, self._show, desk.shell.problem, topics(Topic.SETTING)
        )

    def arrive(self) -> None:
        """Ask what stands."""
        self._live.refresh()
        self.changed.arrive()
        self.form.first()

    def leave(self) -> None:
        """What was typed is kept."""
        self.draft.keep()
        self.changed.leave()

    def clear(self) -> None:
        """The screen is being locked: what was typed stands there again when it is not."""
        self.draft.close()
        self.changed.clear()
        self._busy = False
        self._shown.clear()
        self.form.put(dict.fromkeys(PROVISION, ""))

    def take_up(self, draft: Draft) -> None:
        """The words of this draft, when the form is shown."""
        self.draft.wanted = draft

    def _show(self, settings: dict[str, str]) -> None:
        changed = {key: settings[key] for key in PROVISION if self._shown.get(key) != settings[key]}
        self._shown.update(changed)
        self.form.put_untouched(changed)
        if not self.form.is_touched and self.desk.may(Permission.KEEPING_SETTING_EDIT):
            self.draft.open("set_up/provision", self.form)

    def _save(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.draft.keep()
        values = self.form.values()
        self._next([(key, str(values[key])) for key in PROVISION if values[key] != self._shown.get(key)])

    def _next(self, left: list[tuple[str, str]]) -> None:
        """One after the other; the draft goes with the last, so that nothing is lost between two."""
        if not left:
            self._busy = False
            self.form.put(self._shown)
            self.draft.discard()  # where nothing was changed, no command took it along
            self.desk.shell.say(say("saved"), undo=True)
            return
        key, value = left[0]

        def done(_receipt: Receipt) -> None:
            self._shown[key] = value
            self._next(left[1:])

        draft = self.draft.ref if len(left) == 1 else None
        self.desk.runner.submit(self, keeping.ChangeSetting(key, value), done, self._failed, draft)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.desk.shell.problem(error, self._save)


class BackupSection(QWidget):
    """How old the copies are, copying now, the second place, and a look through the whole record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.here, self.second = Text("", "body_strong"), Text("", "body_strong")
        self.told = Text("", "body", "text2", wrap=True)
        self.copy = primary(say("copy_now"), "hard-drive")
        self.choose = secondary(say("choose_place"), "folder-open")
        self.copy_second = secondary(say("copy_second"), "hard-drive")
        self.verify = secondary(say("verify"), "shield-check")
        self.changed = LastChanged(desk, lambda: keeping.SettingsLastChanged("backup"), topics(Topic.SETTING))
        self._place = ""
        card = Card(say("backup"))
        for part in (
            Text(say("backup_line"), "body", "text2", wrap=True), self.changed, self.here,
            Row(self.copy, None), self.second,
            Text(say("second_hint"), "small", "text3", wrap=True), Flow(self.choose, self.copy_second),
            Row(self.verify, None), self.told,
        ):  # fmt: skip
            card.add(part)
        card.add_stretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(card))
        self.copy.clicked.connect(lambda: self._copy(""))
        self.copy_second.clicked.connect(lambda: self._copy(self._place))
        self.choose.clicked.connect(self._choose)
        self.verify.clicked.connect(self._verify)
        self._live: Live[keeping.Copies] = Live(
            self, desk.runner, keeping.BackupStatus, self._show, desk.shell.problem,
            topics(Topic.BACKUP, Topic.SETTING, Topic.TIME),
        )  # fmt: skip

    def arrive(self) -> None:
        """Ask how old the copies are."""
        self._live.refresh()
        self.changed.arrive()
        self.copy.setFocus()

    def leave(self) -> None:
        """Nothing is typed here."""
        self.changed.leave()

    def clear(self) -> None:
        """Forget the figures."""
        self.changed.clear()
        self.told.setText("")

    def _show(self, copies: keeping.Copies) -> None:
        self._place = copies.second_place
        self.here.setText(say("newest_here", when=_when(copies.here)))
        self.second.setText(say("newest_second", when=_when(copies.second)))
        self.copy_second.setEnabled(bool(copies.second_place))

    def _copy(self, folder: str) -> None:
        in_hand = self.desk.runner.begin(self, keeping.MakeBackup(folder), self._copied, self._failed)
        in_hand.progress.connect(lambda _d, _t, label: self.told.setText(say("copying", label=label)))

    def _copied(self, made: keeping.BackupMade) -> None:
        self.told.setText(say("copied", rows=f"{made.rows:,}"))
        self._live.refresh()

    def _choose(self) -> None:
        name = files.choose_folder(self, say("choose_place"))
        if name:
            self.set_second(name)

    def set_second(self, folder: str) -> None:
        """The folder that holds the second copy from now on."""
        command = keeping.ChangeSetting("second_place", folder)
        self.desk.runner.submit(self, command, lambda _receipt: self._live.refresh(), self._failed)

    def _verify(self) -> None:
        in_hand = self.desk.runner.begin(self, keeping.VerifyRecord(), self._verified, self._failed)
        in_hand.progress.connect(lambda _d, _t, label: self.told.setText(label))

    def _verified(self, checks: tuple[object, ...]) -> None:
        lines = [say("checked", name=getattr(c, "name", ""), found=getattr(c, "found", "")) for c in checks]
        self.told.setText("\n".join(lines))

    def _failed(self, error: Exception) -> None:
        self.told.setText("")
        self.desk.shell.problem(error)


class AboutSection(QWidget):
    """Which record this is, what holds it, and how much is in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lines = Text("", "body", wrap=True)
        card = Card(say("about"))
        card.add(Text(say("about_line"), "body", "text2", wrap=True))
        card.add(self.lines)
        card.add_stretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def arrive(self) -> None:
        """Ask which record this is."""
        self.desk.runner.ask(self, keeping.RecordStateNow(), self._show, self.desk.shell.problem)

    def leave(self) -> None:
        """Nothing is typed here."""

    def clear(self) -> None:
        """Forget what was shown."""
        self.lines.setText("")

    def _show(self, state: keeping.RecordNow) -> None:
        first = (
            say("about_record", ref=state.ref),
            say("about_engine", engine=state.engine, schema=state.schema),
            say("about_entries", entries=f"{state.entries:,}"),
        )

        def counted(counts: keeping.RecordCounts) -> None:
            figures = {name: f"{getattr(counts, name):,}" for name in ("pupils", "marks", "achievements")}
            self.lines.setText("\n".join((*first, say("about_counts", **figures))))

        self.desk.runner.ask(self, keeping.Counts(), counted, self.desk.shell.problem)


def _when(at: datetime | None) -> str:
    if at is None:
        return say("never")
    local = on_the_wall(at)
    return f"{day_in_words(local.date())}, {local:%H:%M}"
