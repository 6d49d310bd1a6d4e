"""Personal settings: colours, letters, size, density, keys, lock; and one's own password."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSlider, QVBoxLayout, QWidget

from app.core.command import Receipt
from app.rooms import access
from ui.application import scheme_of
from ui.kit.accessible import SMALLEST_TARGET, named
from ui.kit.desk import Desk, Page
from ui.kit.parts import Card, PageBody, PageTitle, Row, Text, primary
from ui.kit.parts.fields import ErrorSummary, Field
from ui.kit.parts.password_line import PasswordLine
from ui.kit.parts.scrolling import scrolling
from ui.kit.parts.segmented import SegmentedControl
from ui.kit.tokens import Density, Family, Scheme
from ui.machine_settings import MachineSettings
from ui.words.settings import say

SCHEMES = ("system", *(scheme.value for scheme in Scheme))
MINUTES = (1, 5, 10, 15)


class SettingsPage(Page):
    """Changes hold at once and are kept on this computer; nothing here is in the record but the password."""

    key = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.settings = MachineSettings.load()
        self.scheme = SegmentedControl(say("scheme"), [(each, say(f"scheme_{each}")) for each in SCHEMES])
        self.family = SegmentedControl(say("family"), [(each.value, each.value) for each in Family])
        self.density = SegmentedControl(
            say("density"), [(each.value, say(f"density_{each.value}")) for each in Density]
        )
        self.minutes = SegmentedControl(
            say("idle"), [(str(each), say("idle_minutes", minutes=each)) for each in MINUTES]
        )
        self.factor = named(QSlider(Qt.Orientation.Horizontal), say("factor"))
        self.factor.setRange(9, 20)
        self.factor.setMinimumHeight(SMALLEST_TARGET)
        self.size_now = Text("", "body_strong")
        self.motion = QCheckBox(say("motion"))
        self.letters = QCheckBox(say("letters"))
        self.blur = QCheckBox(say("blur"))
        self._lay_out()
        self._show()
        self._connect()

    def arrive(self, argument: object = None) -> None:
        """Show what holds now: the text size may have been changed by its keys."""
        self._show()

    def _lay_out(self) -> None:
        look = Card(say("look"), beside=say("look_beside"))
        size = Row(gap=12)
        size.add(self.factor, 1)
        size.add(self.size_now)
        for part in (
            Field(say("scheme"), self.scheme),
            Field(say("family"), self.family),
            Field(say("factor"), size, say("factor_hint")),
            Field(say("density"), self.density),
            self.motion,
            Text(say("sample"), "title", wrap=True),
        ):
            look.add(part)
        keys = Card(say("keys"), beside=say("keys_beside"))
        for part in (self.letters, Text(say("letters_hint"), "small", "text3"), self.blur,
                     Field(say("idle"), self.minutes)):  # fmt: skip
            keys.add(part)
        self.password = PasswordCard(self.desk)
        body = PageBody(PageTitle(say("title"), say("line")), look, keys, self.password, None)
        area = scrolling(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _show(self) -> None:
        look = self.desk.theme.look
        self.scheme.set_current(self.settings.scheme if self.settings.scheme in SCHEMES else "system")
        self.family.set_current(look.family.value)
        self.density.set_current(look.density.value)
        self.minutes.set_current(str(self.settings.idle_minutes))
        self.factor.setValue(round(look.factor * 10))
        self.size_now.setText(say("percent", percent=round(look.factor * 100)))
        self.motion.setChecked(look.reduce_motion)
        self.letters.setChecked(self.settings.single_letter_keys)
        self.blur.setChecked(self.settings.blur_on_start)

    def _connect(self) -> None:
        self.scheme.changed.connect(self._scheme)
        self.family.changed.connect(lambda value: self._keep("family", value))
        self.density.changed.connect(lambda value: self._keep("density", value))
        self.minutes.changed.connect(lambda value: self._keep("idle_minutes", int(value)))
        self.factor.valueChanged.connect(lambda value: self._keep("factor", value / 10))
        self.motion.toggled.connect(lambda on: self._keep("reduce_motion", on))
        self.letters.toggled.connect(lambda on: self._keep("single_letter_keys", on))
        self.blur.toggled.connect(lambda on: self._keep("blur_on_start", on))
        self.desk.theme.changed.connect(self._show)

    def _scheme(self, value: str) -> None:
        self._keep("scheme", value)
        self.desk.theme.choose(scheme=scheme_of(value))

    def _keep(self, name: str, value: object) -> None:
        setattr(self.settings, name, value)
        self.settings.save()
        theme = self.desk.theme
        if name == "family":
            theme.choose(family=Family(str(value)))
        elif name == "density":
            theme.choose(density=Density(str(value)))
        elif name == "factor" and isinstance(value, float):
            theme.choose(factor=value)
        elif name == "reduce_motion":
            theme.choose(reduce_motion=bool(value))


class PasswordCard(Card):
    """One's own password: the old one once, the new one twice. The pair of keys stays."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("password"), beside=say("password_beside"))
        self._desk = desk
        self.old, self.new = PasswordLine(say("old")), PasswordLine(say("new"))
        self.again = PasswordLine(say("again"))
        self._again_field = Field(say("again"), self.again)
        self.errors = ErrorSummary()
        self.button = primary(say("change"), "key-round")
        parts: tuple[QWidget, ...] = (
            self.errors,
            Field(say("old"), self.old),
            Field(say("new"), self.new, say("new_hint")),
            self._again_field,
            Row(self.button, None),
        )
        for part in parts:
            self.add(part)
        self.button.clicked.connect(self._change)

    def _change(self) -> None:
        self.errors.clear()
        self._again_field.set_error("")
        if self.new.text() != self.again.text():
            self.errors.show_errors([(self._again_field, say("differ"))])
            return
        command = access.ChangeOwnPassword(self.old.text(), self.new.text())
        self._desk.runner.submit(self, command, self._changed, self._not_changed)

    def _not_changed(self, error: Exception) -> None:
        self._desk.shell.problem(error, self._change)

    def _changed(self, _receipt: Receipt) -> None:
        for line in (self.old, self.new, self.again):
            line.clear()
        self._desk.shell.say(say("changed"))
