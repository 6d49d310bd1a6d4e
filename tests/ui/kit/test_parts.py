"""What the small pieces and the fields do: their keys, their words for the ear, and what they refuse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.kit.pieces import PEOPLE, TODAY
from ui.kit import parts
from ui.kit.parts import (
    Band,
    Button,
    Chip,
    Column,
    DateField,
    ErrorSummary,
    Field,
    PersonPicker,
    SegmentedControl,
    link,
)
from ui.kit.parts.person_picker import matches, plain
from ui.kit.parts.sidebar import Area, AreaButton
from ui.kit.tokens import Tone

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _with_a_theme(theme) -> None:
    """Every piece wants the look."""


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


@pytest.mark.parametrize(("icon", "words"), [("", "Reached site"), ("check", ""), ("check", "  ")])
def test_a_chip_without_icon_or_word_cannot_be_made(icon: str, words: str) -> None:
    with pytest.raises(ValueError, match="icon and a word"):
        Chip(Tone.OK, icon, words)


def test_a_chip_asks_for_icon_and_words_by_its_constructor() -> None:
    with pytest.raises(TypeError):
        Chip(Tone.OK, "check")  # type: ignore[call-arg]


def test_a_chip_cannot_become_colour_alone(qtbot) -> None:
    chip = Chip(Tone.OK, "check", "Reached site")
    qtbot.addWidget(chip)
    with pytest.raises(ValueError):
        chip.become(Tone.WARN, "door-open", "")
    chip.become(Tone.WARN, "door-open", "No reply yet")
    assert (chip.words, chip.accessibleName()) == ("No reply yet", "No reply yet")


@pytest.mark.parametrize(
    ("name", "letters"), [("Alfie Marsh", "AM"), ("Jo", "J"), ("Ana Maria de Souza", "AS"), ("", "")]
)
def test_initials_are_the_first_and_the_last(name: str, letters: str) -> None:
    assert parts.initials(name) == letters


def test_a_choice_keeps_its_width_when_it_is_chosen(qtbot) -> None:
    made = parts.choice("Something they said")
    qtbot.addWidget(made)
    before = made.sizeHint()
    made.setChecked(True)
    assert made.sizeHint() == before


def test_new_words_on_a_button_are_heard_too(qtbot) -> None:
    made = Button("Finish")
    qtbot.addWidget(made)
    narrow = made.sizeHint().width()
    made.set_words("Finish the register")
    assert made.accessibleName() == "Finish the register"
    assert made.sizeHint().width() > narrow


def test_arrows_move_between_segments_and_stop_at_the_ends(qtbot) -> None:
    control = shown(qtbot, SegmentedControl("Show", (("all", "All"), ("next", "Next"), ("gaps", "Gaps"))))
    heard: list[str] = []
    control.changed.connect(heard.append)
    control.segment("all").setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert heard == ["next", "gaps", "next", "all"]
    assert QApplication.focusWidget() is control.segment("all")


def test_a_click_chooses_a_segment_once(qtbot) -> None:
    control = shown(qtbot, SegmentedControl("Show", (("all", "All"), ("gaps", "Gaps"))))
    heard: list[str] = []
    control.changed.connect(heard.append)
    for _ in range(2):
        qtbot.mouseClick(control.segment("gaps"), Qt.MouseButton.LeftButton)
    assert (heard, control.current) == (["gaps"], "gaps")


def test_showing_a_segment_from_outside_tells_nobody(qtbot) -> None:
    control = shown(qtbot, SegmentedControl("Show", (("all", "All"), ("gaps", "Gaps"))))
    with qtbot.assertNotEmitted(control.changed):
        control.set_current("gaps")
        control.set_words("gaps", "Gaps 4")
    assert control.segment("gaps").accessibleName() == "Gaps 4"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_stat_card_explains_itself_on_a_key(qtbot, key: Qt.Key) -> None:
    card = shown(qtbot, parts.StatCard("footprints", "6", "usual step, was 1", "Last 9 visits"))
    with qtbot.waitSignal(card.explained):
        qtbot.keyClick(card, key)
    card.show_figure("7", "usual step", "Last 10 visits")
    assert (card.accessibleName(), card.accessibleDescription()) == ("7 usual step", "Last 10 visits")


def test_an_error_stands_beside_the_field_and_clears_nothing(qtbot) -> None:
    line = QLineEdit("31/02/2011")
    field = Field("Date of birth", line, "For example 12 March 2011")
    shown(qtbot, field)
    field.set_error("Date of birth must be a real date")
    assert line.text() == "31/02/2011"
    assert line.accessibleName() == "Date of birth"
    assert line.accessibleDescription() == "Date of birth must be a real date. For example 12 March 2011"
    assert line.property("wrong") is True
    field.set_error("")
    assert line.accessibleDescription() == "For example 12 March 2011"
    assert line.property("wrong") is False


def test_the_summary_takes_the_focus_and_each_line_leads_to_its_field(qtbot) -> None:
    first, second = Field("Who", QLineEdit()), Field("What happened", QLineEdit())
    summary = ErrorSummary()
    form = parts.Column(summary, first, second)
    shown(qtbot, form)
    summary.show_errors([(first, "Choose who this is about"), (second, "Say what happened")])
    assert QApplication.focusWidget() is summary
    assert "Choose who this is about. Say what happened" in summary.accessibleName()
    assert second.error == "Say what happened"
    qtbot.mouseClick(summary.lines()[1], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is second.control
    summary.show_errors([])
    assert summary.isHidden()


def test_a_date_field_says_what_it_understood(qtbot) -> None:
    field = DateField("When", lambda: TODAY)
    shown(qtbot, field)
    qtbot.keyClicks(field.line, "last fri")
    assert field.day == date(2026, 10, 9)
    assert field.understood == "Friday 9 October 2026"
    assert field.line.accessibleDescription() == "Friday 9 October 2026"
    field.line.setText("31/02/2026")
    assert field.day is None
    assert field.is_unclear
    field.set_day(None)
    assert not field.is_unclear


def test_the_calendar_opens_on_alt_and_down_and_gives_its_day(qtbot) -> None:
    field = DateField("When", lambda: TODAY)
    shown(qtbot, field)
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field._calendar
    assert calendar is not None and calendar.isVisible()
    assert calendar.month.selectedDate().toPython() == TODAY
    calendar.month.activated.emit(calendar.month.selectedDate().addDays(-1))
    assert field.day == date(2026, 10, 12)


@pytest.mark.parametrize("typed", ["zoe", "luk", "ZO lu", "zo"])
def test_people_are_found_without_accents_by_any_name(typed: str) -> None:
    assert [person.key for person in PEOPLE if matches(person, typed)] == [2]
    assert plain("Łukasz") == "lukasz"


def test_people_are_chosen_with_enter_and_taken_out_with_backspace(qtbot) -> None:
    picker = PersonPicker("Who is this about?", PEOPLE)
    shown(qtbot, picker)
    qtbot.keyClicks(picker.line, "cal")
    assert picker.offered() == ("Callum Osei, Year 8",)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.chosen == (3,)
    assert picker.line.accessibleDescription() == "Chosen: Callum Osei"
    assert picker.line.text() == ""
    qtbot.keyClick(picker.line, Qt.Key.Key_Backspace)
    assert picker.chosen == ()


def test_a_chosen_person_goes_by_their_own_button_and_is_not_offered_twice(qtbot) -> None:
    picker = PersonPicker("Who", PEOPLE)
    shown(qtbot, picker)
    picker.choose(1)
    picker.choose(1)
    picker.choose(99)
    assert picker.chosen == (1,)
    qtbot.keyClicks(picker.line, "alfie")
    assert picker.offered() == ()
    chip = picker.findChild(Button)
    assert chip is not None and "Alfie Marsh" in chip.accessibleName()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert picker.chosen == ()


def test_a_picker_for_one_takes_one(qtbot) -> None:
    picker = PersonPicker("Who", PEOPLE, most=1)
    shown(qtbot, picker)
    picker.choose(1)
    picker.choose(2)
    assert picker.chosen == (1,)
    assert picker.line.isHidden()
    picker.clear()
    assert not picker.line.isHidden()


def test_escape_clears_a_search_and_stays(qtbot) -> None:
    box = parts.SearchBox("Find a step", "Find a step")
    shown(qtbot, box)
    qtbot.keyClicks(box, "adds")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert box.isVisible()


def test_words_that_change_are_heard_too(qtbot) -> None:
    card, title = parts.Card("Registers", beside="1 of 4 done"), parts.PageTitle("Today", "Autumn 1")
    bar, empty = (
        parts.KeyBar((("Space", "as last time"),), "6 of 8"),
        parts.EmptyState("users", "No pupils yet"),
    )
    for widget in (card, title, bar, empty):
        qtbot.addWidget(widget)
    card.set_title("Registers today", "2 of 4 done")
    title.show_words("Tuesday 13 October")
    bar.set_right("7 of 8")
    empty.show_words("Nothing waiting", "Next: Break at 11:00")
    assert card.accessibleName() == "Registers today"
    assert title.accessibleName() == "Tuesday 13 October"
    assert (empty.accessibleName(), empty.accessibleDescription()) == (
        "Nothing waiting",
        "Next: Break at 11:00",
    )


def test_a_share_is_drawn_as_long_as_it_is(theme) -> None:
    def filled(share: float) -> int:
        image = QImage(100, 10, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        parts.paint_share(painter, theme.look, QRectF(0, 0, 100, 10), share)
        painter.end()
        return sum(image.pixelColor(x, 5).name().upper() == theme.look.tokens.accent for x in range(100))

    assert [filled(share) for share in (-1.0, 0.0, 0.5, 1.0, 2.0)] == pytest.approx(
        [0, 0, 50, 100, 100], abs=3
    )


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_the_focus_is_pressed_by_enter_and_by_space(qtbot, key: Qt.Key) -> None:
    area = AreaButton(Area("today", "sun", "Today"))
    for button in (parts.primary("Save"), parts.link("Cancel"), parts.choice("Mine"), area):
        qtbot.addWidget(button)
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)
    assert not area.isChecked(), "what is open is said by the rail alone"


def test_a_band_in_a_narrow_card_cuts_no_words_off(qtbot) -> None:
    band = Band(
        Tone.INFO, "Words from 10:52 that were not recorded stand here again.", link("Throw them away")
    )
    card = Column(band, None)
    qtbot.addWidget(card)
    card.resize(300, 600)
    card.show()
    qtbot.waitUntil(lambda: band.height() >= band.layout().totalHeightForWidth(band.width()))
    assert band.height() > 60
