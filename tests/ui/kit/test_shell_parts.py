"""The pieces of the shell, and the lines that stand wherever progress or safety is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsBlurEffect,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from tests.ui.kit.pieces import AREAS, sidebar
from ui.kit import parts
from ui.kit.parts import (
    Privacy,
    Toast,
)
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


def test_a_toast_covers_nothing_that_is_pressed_or_read_next(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 500)
    bar, free = QPushButton("Today", host), QLabel("", host)
    bar.setGeometry(300, 440, 580, 50)
    words = QLabel("The end of a sentence", host)
    words.setGeometry(20, 445, 270, 40)
    free.setGeometry(0, 0, 900, 500)
    back = QPushButton("Take back", host)
    back.setGeometry(400, 380, 120, 40)
    toast = Toast(host)
    host.show()
    toast.say("Ezra Whitlock: can add two single digits", undo=True)
    qtbot.waitUntil(lambda: not toast._settled.isActive())
    assert host.rect().contains(toast.geometry())
    for part in (bar, words, back):
        assert not toast.geometry().intersects(part.geometry()), part.geometry()
    assert toast.y() > 200, "as low as it can be"
    back.setGeometry(400, 300, 120, 40)
    bar.hide()
    words.hide()
    toast.say("Again")
    qtbot.waitUntil(lambda: not toast._settled.isActive())
    assert toast.geometry().bottom() > 460


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
