"""Every form that keeps what is typed: how it is opened by keys or by mouse, what to type, where it lands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.office import Office
from app.rooms import people
from tests.ui.rooms.attendance.lesson import DAY, START, find
from ui.kit.parts.date_field import DateField
from ui.main_window import MainWindow
from ui.rooms.attendance.note_line import NoteLine
from ui.words import people as people_words

WORDS = "Said hello at the gate"
SUMMER = "10 August 2027"
SUMMER_DAY = date(2027, 8, 10).toordinal()
SECRET = "nine slow brown herons"


@dataclass(frozen=True)
class Hand:
    """Somebody at the window, with the keys or with the mouse. ``wait`` is for answers that take a while."""

    window: MainWindow
    office: Office
    way: str = "mouse"
    wait: Callable[[Callable[[], Any]], None] = lambda _ready: None

    def press(self, button: QAbstractButton) -> None:
        if self.way == "keys":
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_Space)
        else:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, control: QWidget, words: str) -> None:
        """Type over what stands there."""
        line = control.line if isinstance(control, DateField) else control
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, words)


@dataclass(frozen=True)
class Place:
    """An open form: its controls, its button, the sentence that its words were kept, the way to drop them."""

    control: Callable[[str], QWidget]
    save: QAbstractButton
    found: QWidget
    throw: QAbstractButton

    @property
    def told(self) -> str:
        """What is said about the words, where it is shown."""
        named = [label.text() for label in self.found.findChildren(QLabel) if label.text()]
        return " ".join(named) if self.found.isVisible() else ""

    def words(self, name: str) -> str:
        control: Any = self.control(name)
        control = control.line if isinstance(control, DateField) else control
        return str(control.toPlainText() if hasattr(control, "toPlainText") else control.text())


@dataclass(frozen=True)
class TypedForm:
    """One form: its way in, where it then is, what is typed, and how often the last words stand on record."""

    open: Callable[[Hand], None]
    at: Callable[[MainWindow], Place]
    typed: tuple[tuple[str, str], ...]
    counted: str
    sought: str | int = WORDS
    secret: str = ""
    """The field that a draft never keeps."""

    def fill(self, hand: Hand) -> None:
        place = self.at(hand.window)
        for name, words in self.typed:
            hand.write(place.control(name), words)
        self.fill_secret(hand)

    def fill_secret(self, hand: Hand) -> None:
        if self.secret:
            hand.write(self.at(hand.window).control(self.secret), SECRET)

    def stands(self, window: MainWindow) -> bool:
        """Whether everything that was typed stands in the form."""
        place = self.at(window)
        return all(place.words(name) == words for name, words in self.typed)


def prepare(office: Office) -> None:
    """What the forms choose from."""
    office.execute(people.AddGroup(people.GroupCard("Maple", START)))


# -- notes


def _open_note(hand: Hand) -> None:
    hand.window.go("registers", (find(hand.office).slot, DAY))
    (notes,) = hand.window.page("registers").findChildren(NoteLine)
    hand.wait(lambda: hand.window.page("registers").sheet.marking.model.rows)  # type: ignore[attr-defined]
    line = notes.line
    if hand.way == "keys":
        line.setFocus()
    else:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)


def _note_at(window: MainWindow) -> Place:
    (notes,) = window.page("registers").findChildren(NoteLine)
    return Place(lambda _name: notes.line, notes.add, notes._found, notes.throw)


# -- pupils


def _open_new_pupil(hand: Hand) -> None:
    hand.window.go("pupils")
    hand.press(hand.window.page("pupils").list.add_pupil)  # type: ignore[attr-defined]


def _open_about(words: str, of: str = "") -> Callable[[Hand], None]:
    def begin(hand: Hand) -> None:
        page: Any = hand.window.page("pupils")
        hand.window.go("pupils", find(hand.office)["Alfie"])
        hand.wait(lambda: page.view._head)
        hand.press(page.view.tabs.segment("about"))
        tab = page.view.tab("about")
        hand.wait(lambda: tab._head and tab._groups and tab._commissioners)
        name = people_words.say(words, what=people_words.say(of) if of else "")
        buttons = tab.findChildren(QAbstractButton)
        hand.press(next(one for one in buttons if one.accessibleName() == name))
        hand.wait(lambda: page.editor.is_open)

    return begin


def _editor_at(window: MainWindow) -> Place:
    editor: Any = window.page("pupils").editor  # type: ignore[attr-defined]
    return Place(editor.form.control, editor.save, editor.draft.found, editor.draft.throw)


def _open_own_words(hand: Hand) -> None:
    page: Any = hand.window.page("pupils")
    hand.window.go("pupils", find(hand.office)["Alfie"])
    hand.wait(lambda: page.view._head)
    hand.press(page.view.header.child)


def _own_words_at(window: MainWindow) -> Place:
    own = window.page("pupils").child_page.words  # type: ignore[attr-defined]
    return Place(lambda _name: own.line, own.keep, own._begun, own.throw)


def _about(
    button: str, typed: tuple[tuple[str, str], ...], counted: str, sought: str | int = WORDS, of: str = ""
) -> TypedForm:
    return TypedForm(_open_about(button, of), _editor_at, typed, counted, sought)


# -- the set-up


def _open_new(key: str) -> Callable[[Hand], None]:
    def begin(hand: Hand) -> None:
        hand.window.go("set_up", key)
        hand.press(_section(hand.window, key).add)

    return begin


def _open_row(key: str, row: int) -> Callable[[Hand], None]:
    def begin(hand: Hand) -> None:
        hand.window.go("set_up", key)
        part = _section(hand.window, key)
        hand.wait(lambda: part.model.rows)
        table = part.table
        if hand.way == "keys":
            for _ in range(row + 1):
                QTest.keyClick(table, Qt.Key.Key_Down)
            return
        middle: QPoint = table.visualRect(table.model().index(row, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)

    return begin


def _open_provision(hand: Hand) -> None:
    hand.window.go("set_up", "provision")
    hand.wait(lambda: _section(hand.window, "provision")._shown)


def _section(window: MainWindow, key: str) -> Any:
    return window.page("set_up").section(key)  # type: ignore[attr-defined]


def _set_up_at(key: str) -> Callable[[MainWindow], Place]:
    def place(window: MainWindow) -> Place:
        part = _section(window, key)
        return Place(part.form.control, part.save, part.draft.found, part.draft.throw)

    return place


def _set_up(
    key: str, typed: tuple[tuple[str, str], ...], counted: str, sought: str | int = WORDS, secret: str = ""
) -> TypedForm:
    return TypedForm(_open_new(key), _set_up_at(key), typed, counted, sought, secret)


_DAYS = (("first_day", SUMMER), ("last_day", SUMMER))
_FROM = ("from_day", "1 October 2026")
_TIMES = (("start_minute", "18.00"), ("end_minute", "18.45"))
_NAMED = "SELECT count(*) FROM {} WHERE name = ?"

FORMS: Final[dict[str, TypedForm]] = {
    "note": TypedForm(
        _open_note, _note_at, (("words", WORDS),), "SELECT count(*) FROM slot_note WHERE text = ?"
    ),
    "pupil": TypedForm(
        _open_new_pupil, _editor_at, (("forename", "Ada"), ("surname", WORDS)),
        "SELECT count(*) FROM pupil WHERE surname = ?",
    ),
    "identity": _about(
        "change_of", (("known_as", WORDS),), "SELECT count(*) FROM pupil WHERE known_as = ?", of="identity"
    ),
    "care": _about(
        "change_of", (("needs", WORDS),), "SELECT count(*) FROM pupil WHERE needs = ?", of="needs_title"
    ),
    "profile": _about(
        "change_of", (("likes", WORDS),), "SELECT count(*) FROM pupil WHERE likes = ?", of="profile"
    ),
    "contact": _about(
        "add_contact", (("name", WORDS), ("relationship", "aunt")), _NAMED.format("contact")
    ),
    "number": _about(
        "add_number", (("value", "A801200001001"),), "SELECT count(*) FROM identifier WHERE value = ?",
        "A801200001001",
    ),
    "placement": _about(
        "add_placement", (("half_days", "4"), ("may_share", WORDS)),
        "SELECT count(*) FROM placement WHERE may_share = ?",
    ),
    "membership": _about(
        "add_group", (("to_day", SUMMER),), "SELECT count(*) FROM membership WHERE to_day = ?", SUMMER_DAY
    ),
    "key adult": _about(
        "add_key_adult", (("to_day", SUMMER),), "SELECT count(*) FROM key_adult WHERE to_day = ?",
        SUMMER_DAY,
    ),
    "own words": TypedForm(
        _open_own_words, _own_words_at, (("sentence", WORDS),),
        "SELECT count(*) FROM child_words WHERE sentence = ?",
    ),
    "staff": _set_up(
        "staff", (_FROM, ("phone", "07700 900102"), ("name", WORDS)), _NAMED.format("staff"),
        secret="password",
    ),
    "absence": _set_up(
        "aways", (("from_day", SUMMER), ("to_day", SUMMER)),
        "SELECT count(*) FROM staff_away WHERE from_day = ?", SUMMER_DAY,
    ),
    "provision": TypedForm(
        _open_provision, _set_up_at("provision"),
        (("front_door_phone", "01234 567890"), ("assembly_point", WORDS)),
        "SELECT count(*) FROM setting WHERE value = ?",
    ),
    "group": _set_up("groups", (_FROM, ("name", WORDS)), _NAMED.format("pupil_group")),
    "commissioner": _set_up(
        "commissioners", (("contact_name", "Ms Okoro"), ("name", WORDS)), _NAMED.format("commissioner")
    ),
    "term": _set_up("terms", (*_DAYS, ("name", WORDS)), _NAMED.format("term")),
    "closure": _set_up("closures", (*_DAYS, ("name", WORDS)), _NAMED.format("closure")),
    "slot": _set_up("timetable", (*_TIMES, ("name", WORDS)), _NAMED.format("slot")),
    "rung": TypedForm(
        _open_row("ladder", 6), _set_up_at("ladder"), (("hint", "Ask at the door"), ("staff", WORDS)),
        "SELECT count(*) FROM rung WHERE staff = ?",
    ),
}  # fmt: skip
"""The forms by their names. The last thing typed into each is what is sought on record."""
