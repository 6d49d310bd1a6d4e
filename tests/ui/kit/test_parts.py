"""What each piece does: its keys, its words for the ear, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsBlurEffect, QLineEdit, QScrollArea, QToolTip, QWidget

from tests.ui.kit.pieces import AREAS, OUTCOMES, PEOPLE, TODAY, sidebar
from tests.ui.kit.samples import RUNGS
from ui.kit import parts
from ui.kit.ladder_paint import LadderMark, column
from ui.kit.parts import (
    Button,
    Chip,
    DateField,
    ErrorSummary,
    Field,
    LadderStrip,
    PersonPicker,
    Privacy,
    ScoreStrip,
    SegmentedControl,
    Toast,
)
from ui.kit.parts.person_picker import matches, plain
from ui.kit.score_paint import NOT_OBSERVED
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


# ---- chips


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


# ---- buttons and segments


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


# ---- fields


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


# ---- shell pieces


def test_a_press_in_the_sidebar_asks_and_does_not_pretend(qtbot) -> None:
    bar = sidebar()
    shown(qtbot, bar)
    heard: list[str] = []
    bar.chosen.connect(heard.append)
    qtbot.mouseClick(bar.button("pupils"), Qt.MouseButton.LeftButton)
    assert heard == ["pupils"]
    assert bar.button("registers").isChecked()
    assert not bar.button("pupils").isChecked()


def test_the_rail_keeps_every_name_and_shows_it_on_hover(qtbot) -> None:
    bar = sidebar()
    shown(qtbot, bar)
    bar.set_narrow(True)
    assert bar.is_narrow
    assert bar.width() == 62
    for area in AREAS:
        assert bar.button(area.key).accessibleName() == area.words
        assert bar.button(area.key).toolTip() == f"{area.words} ({area.shortcut})"
    bar.set_narrow(False)
    assert bar.width() == 212
    assert bar.button("today").toolTip() == ""


def test_a_badge_is_heard_and_goes_at_nought(qtbot) -> None:
    bar = sidebar()
    qtbot.addWidget(bar)
    assert "12" in bar.button("safeguarding").accessibleDescription()
    bar.set_badge("safeguarding", 0)
    assert bar.button("safeguarding").accessibleDescription() == ""


@pytest.mark.parametrize(
    ("width", "factor", "rail"), [(1440, 1.0, False), (1439, 1.0, True), (1920, 1.5, True)]
)
def test_the_rail_comes_where_room_is_short(width: int, factor: float, rail: bool) -> None:
    assert parts.wants_rail(width, factor) is rail


def test_the_header_asks_for_everything_it_offers(qtbot) -> None:
    header = parts.HeaderBar(with_concern=True)
    shown(qtbot, header)
    header.set_undo("Bea, count in tens")
    for button, signal in (
        (header.undo, header.undo_asked),
        (header.emergency, header.emergency_asked),
        (header.concern, header.concern_asked),
        (header.lock, header.lock_asked),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(header.find_asked):
        qtbot.keyClick(header.find_box, Qt.Key.Key_A)
    with qtbot.waitSignal(header.find_asked):
        qtbot.mouseClick(header.find_box, Qt.MouseButton.LeftButton)


def test_the_header_offers_no_concern_before_that_room_is_there_and_no_undo_of_nothing(qtbot) -> None:
    header = parts.HeaderBar()
    shown(qtbot, header)
    assert header.concern.isHidden()
    assert header.undo.isHidden()
    header.set_undo("x" * 80)
    assert len(header.undo.text()) < 40
    assert "x" * 80 in header.undo.accessibleName()
    header.set_saved("10:52")
    assert header.saved_words == "Saved 10:52"
    header.set_unsaved("Saved 10:44. The witness could not be written")
    assert "witness" in header.saved_words


def test_a_toast_goes_by_itself_but_not_from_under_the_pointer(qtbot) -> None:
    host = QWidget()
    host.resize(800, 400)
    toast = Toast(host)
    shown(qtbot, host)
    toast.say("Ezra Whitlock: can add two single digits", undo=True)
    assert toast.isVisible()
    assert toast._clock.isActive()
    toast.enterEvent(QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert not toast._clock.isActive()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert toast._clock.isActive()
    toast.undo.setFocus()
    toast._clock.timeout.emit()
    assert toast.isVisible()
    host.setFocus()
    toast.undo.clearFocus()
    toast._clock.timeout.emit()
    assert toast.isHidden()


def test_a_toast_offers_undo_only_where_there_is_one_and_stays_within_its_window(qtbot) -> None:
    host = QWidget()
    host.resize(500, 300)
    toast = Toast(host)
    shown(qtbot, host)
    toast.say("Saved", undo=False)
    assert toast.undo.isHidden()
    toast.say("A very long sentence about a step that somebody logged for somebody today " * 3, undo=True)
    host.resize(420, 300)
    QApplication.processEvents()
    assert host.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.undo_asked):
        qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert toast.isHidden()


def test_the_notice_bar_is_quiet_until_there_is_something_to_say(qtbot) -> None:
    bar = parts.NoticeBar()
    host = parts.Column(bar, None)
    host.setMinimumSize(400, 80)
    shown(qtbot, host)
    assert bar.isHidden()
    bar.show_notice(Tone.WARN, "The witness could not be written. It is tried again")
    assert bar.accessibleName() == bar.words
    assert bar.isVisible()
    bar.clear()
    assert bar.isHidden()


# ---- lines


def test_heard_does_not_make_seen() -> None:
    line = parts.SeenLine("Wed 7 October", "Mon 12 October", concern=True)
    assert line.words == "Last seen Wed 7 October. Last heard Mon 12 October"
    line.show_moments("", "Mon 12 October")
    assert line.words == "Not seen yet. Last heard Mon 12 October"


def test_care_says_only_whom_to_ask_while_the_screen_is_private() -> None:
    line = parts.CareLine("Nuts: pen in blue bag")
    line.set_private(True)
    assert (line.words, line.accessibleName()) == ("Care: ask", "Care: ask")
    line.set_care("Epilepsy: red pouch")
    assert line.words == "Care: ask"
    line.set_private(False)
    assert line.words == "Epilepsy: red pouch"
    line.set_care("")
    assert line.isHidden()


def test_privacy_covers_names_care_and_what_was_marked(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    privacy, secret, gone = Privacy(window), parts.Text("words", parent=window), QWidget()
    privacy.cover(secret)
    privacy.cover(gone)
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(privacy.changed):
        privacy.toggle()
    assert privacy.name("Alfie Marsh") == "AM"
    assert privacy.care("Nuts: pen in blue bag") == "Care: ask"
    assert privacy.care("") == ""
    assert isinstance(secret.graphicsEffect(), QGraphicsBlurEffect)
    privacy.toggle()
    assert privacy.name("Alfie Marsh") == "Alfie Marsh"
    assert secret.graphicsEffect() is None


def test_a_backup_card_replaces_its_lines(qtbot) -> None:
    card = parts.BackupCard("Backup", "", parts.secondary("Copy now"))
    qtbot.addWidget(card)
    card.show_lines((parts.SafetyLine(Tone.OK, "This PC: 08:55 today", "restored and checked"),))
    card.show_lines((parts.SafetyLine(Tone.WARN, "Blue stick: 4 days old"),))
    assert card.lines() == ("Blue stick: 4 days old",)


def test_a_sparkline_says_its_steps() -> None:
    line = parts.Sparkline((5, None, 6))
    assert line.accessibleName() == "Last 2 visits, oldest first: 5, 6"
    line.show_steps(())
    assert line.accessibleName() == "No visits yet"


# ---- ladder and scores


def ladder(qtbot) -> tuple[LadderStrip, list[tuple[int | None, int]]]:
    strip = LadderStrip("Attendance step for Alfie Marsh", RUNGS, LadderMark(last=5))
    strip.resize(410, 40)
    shown(qtbot, strip)
    heard: list[tuple[int | None, int]] = []
    strip.marked.connect(lambda start, rung: heard.append((start, rung)))
    return strip, heard


def middle(strip: LadderStrip, rung: int, y: int = 20) -> QPoint:
    return QPoint(round(column(strip.rect().toRectF(), 10, rung).center().x()), y)


def test_one_click_marks_and_even_above_a_short_segment(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 6))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 1, y=2))
    assert heard == [(None, 6), (None, 1)]
    assert strip.accessibleDescription() == "1: Replied at the door, last time 5"
    assert not strip.mark.on_disk


def test_shift_click_and_shift_digit_record_from_to(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, SHIFT, pos=middle(strip, 6))
    qtbot.keyClick(strip, Qt.Key.Key_2)
    qtbot.keyClick(strip, Qt.Key.Key_Dollar, SHIFT)
    assert heard == [(None, 4), (4, 6), (None, 2), (2, 4)]
    assert strip.accessibleDescription() == "from 2 to 4: Did something together, last time 5"


def test_a_drag_records_from_to(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    strip._show_range(4, 6)
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 6))
    assert heard[-1] == (4, 6)


def test_a_digit_beyond_a_short_ladder_is_no_mark(qtbot) -> None:
    strip = LadderStrip("Step", RUNGS[:4])
    shown(qtbot, strip)
    with qtbot.assertNotEmitted(strip.marked):
        qtbot.keyClick(strip, Qt.Key.Key_7)
    assert strip.accessibleDescription() == "not recorded"


def test_scores_move_right_skip_and_come_back(qtbot) -> None:
    strip = ScoreStrip("Alfie Marsh", OUTCOMES)
    shown(qtbot, strip)
    heard: list[tuple[int, object]] = []
    strip.scored.connect(lambda place, score: heard.append((place, score)))
    strip.setFocus()
    for key in (
        Qt.Key.Key_3,
        Qt.Key.Key_Minus,
        Qt.Key.Key_0,
        Qt.Key.Key_9,
        Qt.Key.Key_Left,
        Qt.Key.Key_Backspace,
    ):
        qtbot.keyClick(strip, key)
    assert heard == [(0, 3), (1, NOT_OBSERVED), (2, 0), (2, None)]
    assert strip.scores == (3, NOT_OBSERVED, None, None, None)
    assert strip.accessibleDescription() == "Enjoy: nothing yet"


def test_the_last_score_says_so(qtbot) -> None:
    strip = ScoreStrip("Alfie Marsh", OUTCOMES, (4, 4, 4, 4, None))
    shown(qtbot, strip)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 8, 10))
    with qtbot.waitSignal(strip.left_at_end):
        qtbot.keyClick(strip, Qt.Key.Key_4)
    assert strip.place == 4
    strip.show_scores((NOT_OBSERVED,) * 5)
    assert strip.accessibleDescription() == "Future: not observed"


def move(strip: LadderStrip, rung: int, buttons: Qt.MouseButton) -> None:
    spot = QPointF(middle(strip, rung))
    event = QMouseEvent(
        QEvent.Type.MouseMove, spot, strip.mapToGlobal(spot), Qt.MouseButton.NoButton, buttons,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(strip, event)


def test_hovering_over_a_rung_says_it_and_marks_nothing(qtbot) -> None:
    strip, heard = ladder(qtbot)
    move(strip, 3, Qt.MouseButton.NoButton)
    assert heard == []
    assert QToolTip.text() == "Talked face to face"
    QToolTip.hideText()


def test_a_range_dragged_downwards_keeps_its_direction(qtbot) -> None:
    strip, heard = ladder(qtbot)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 6))
    move(strip, 4, Qt.MouseButton.LeftButton)
    assert strip.mark.start == 6
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    assert heard == [(None, 6), (6, 4)]


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


def test_at_200_per_cent_on_a_low_screen_every_area_can_be_reached(qtbot, theme) -> None:
    theme.choose(factor=2.0)
    bar = sidebar()
    bar.set_narrow(True)
    bar.resize(bar.width(), 768)
    shown(qtbot, bar)
    assert bar.height() == 768
    for area in AREAS:
        button = bar.button(area.key)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        bar.findChild(QScrollArea).ensureWidgetVisible(button)
        assert not button.visibleRegion().isEmpty()


@pytest.mark.parametrize(("width", "words"), [(1228, "Undo: Bea, counts in tens"), (580, "Undo")])
def test_the_header_leaves_out_the_key_and_the_label_where_room_is_short(
    qtbot, width: int, words: str
) -> None:
    header = parts.HeaderBar()
    header.set_saved("10:52")
    header.set_undo("Bea, counts in tens")
    header.resize(width, 54)
    shown(qtbot, header)
    assert header.undo.text() == words
    assert header.undo.accessibleName() == "Undo: Bea, counts in tens"


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_the_header_fits_beside_the_rail_of_a_small_laptop(qtbot, theme, factor: float) -> None:
    theme.choose(factor=factor)
    header = parts.HeaderBar()
    header.set_saved("10:52")
    header.set_undo("Bea, counts in tens to 100")
    header.resize(1366 - theme.look.px(62), theme.look.px(54))
    shown(qtbot, header)
    shown_buttons = [button for button in (header.undo, header.emergency, header.lock) if button.isVisible()]
    assert header.width() == 1366 - theme.look.px(62)
    assert all(header.rect().contains(button.geometry()) for button in shown_buttons)
    assert all(button.width() >= button.sizeHint().width() for button in shown_buttons)
