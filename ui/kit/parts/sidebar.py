"""The way between the areas: a sidebar with words, or a rail of icons where the window is narrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.contrast import ink_on
from ui.kit.focus_ring import OWN_RING
from ui.kit.ladder_paint import paint_inner_ring
from ui.kit.look import Look
from ui.kit.parts.buttons import pressed_by_enter
from ui.kit.parts.chips import Avatar
from ui.kit.parts.layout import Column, Row, Rule
from ui.kit.parts.text import Elided, Picture, Text
from ui.kit.theme import current_look, follow
from ui.kit.tokens import CONTROL_RADIUS, RAIL_BELOW, RAIL_WIDTH, SIDEBAR_WIDTH
from ui.words.kit import say


@dataclass(frozen=True, slots=True)
class Area:
    """One line of the sidebar: what the program calls it, its icon, its word and its keys."""

    key: str
    icon: str
    words: str
    shortcut: str = ""


def wants_rail(window_width: int, factor: float) -> bool:
    """True where words beside the icons would leave a page too little room."""
    return window_width / factor < RAIL_BELOW


class Sidebar(QFrame):
    """The areas a person may enter, what is below them, and who is signed in."""

    chosen = Signal(str)

    def __init__(self, areas: Iterable[Area], below: Iterable[Area] = ()) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(say("areas"))
        self._buttons: dict[str, AreaButton] = {}
        self._narrow = False
        self._column = QVBoxLayout(self)
        self._areas = Column(gap=2)
        self._areas.setObjectName("clear")
        self._wordmark = Text(say("app"), "heading")
        self._top = Row(
            Picture("route", "accent_text", 22), self._wordmark, None, gap=8, margins=(8, 0, 0, 10)
        )
        self._ribbon_words = Elided(say("invented"), "small_strong", "info")
        self._ribbon = Row(Picture("flask-conical", "info", 16, say("invented")), gap=7, margins=(7, 0, 0, 6))
        self._ribbon.add(self._ribbon_words, 1)
        self._person = Person()
        self._fill(areas, below)
        self.set_invented(False)
        follow(self._restyle)

    def button(self, key: str) -> AreaButton:
        return self._buttons[key]

    def set_current(self, key: str) -> None:
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def set_badge(self, key: str, count: int) -> None:
        """How many wait there; 0 takes the badge away."""
        self._buttons[key].set_badge(count)

    def set_person(self, name: str, roles: str) -> None:
        self._person.show_person(name, roles)

    def set_invented(self, invented: bool) -> None:
        """Says on every screen that the pupils are invented."""
        self._ribbon.setVisible(invented)

    def set_narrow(self, narrow: bool) -> None:
        """A rail of icons with tooltips, or a sidebar with words."""
        self._narrow = narrow
        self._wordmark.setHidden(narrow)
        self._ribbon_words.setHidden(narrow)
        self._person.set_narrow(narrow)
        for button in self._buttons.values():
            button.set_narrow(narrow)
        self._restyle()

    @property
    def is_narrow(self) -> bool:
        return self._narrow

    def _fill(self, areas: Iterable[Area], below: Iterable[Area]) -> None:
        self._column.addWidget(self._top)
        for area in areas:
            self._add(area)
        self._areas.add(None)
        self._areas.add(self._ribbon)
        for area in below:
            self._add(area)
        self._column.addWidget(_scrolled(self._areas), 1)
        self._column.addWidget(Rule())
        self._column.addWidget(self._person)

    def _add(self, area: Area) -> None:
        button = AreaButton(area)
        button.clicked.connect(self._pressed)
        self._buttons[area.key] = button
        self._areas.add(button)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, AreaButton):
            self.chosen.emit(button.area.key)

    def _restyle(self) -> None:
        px = current_look().px
        self.setFixedWidth(px(RAIL_WIDTH if self._narrow else SIDEBAR_WIDTH))
        self._column.setContentsMargins(px(12), px(14), px(12), px(12))
        self._column.setSpacing(px(2))


def _scrolled(areas: QWidget) -> QScrollArea:
    """Room for all areas at 200 % text on a low screen."""
    scroll = QScrollArea()
    scroll.setObjectName("clear_scroll")
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidgetResizable(True)
    scroll.setWidget(areas)
    scroll.viewport().setAutoFillBackground(False)
    areas.setAutoFillBackground(False)
    return scroll


class Person(Row):
    """Who is signed in, at the foot of the sidebar."""

    def __init__(self) -> None:
        super().__init__(gap=9, margins=(4, 8, 0, 0))
        self._avatar = Avatar("", 30)
        self._name, self._roles = Elided("", "body_strong"), Elided("", "small", "text3")
        self._words = Column(self._name, self._roles, gap=0)
        self.add(self._avatar)
        self.add(self._words, 1)

    def show_person(self, name: str, roles: str) -> None:
        self._avatar.set_name(name)
        self._name.setText(name)
        self._roles.setText(roles)
        told = say("signed_in_as", name=name, roles=roles)
        self.setAccessibleName(told)
        self.setToolTip(told)

    def set_narrow(self, narrow: bool) -> None:
        self._words.setHidden(narrow)


class AreaButton(QAbstractButton):
    """One area: icon, word and, where something waits, how many."""

    def __init__(self, area: Area) -> None:
        super().__init__()
        self.area = area
        self._badge, self._narrow = 0, False
        self.setText(area.words)
        self.setProperty(OWN_RING, True)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()
        follow(self._restyle)

    def set_badge(self, count: int) -> None:
        self._badge = count
        self._tell()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._tell()
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """A press asks for the area; what is open is said by set_current alone."""

    def sizeHint(self) -> QSize:
        look = current_look()
        width = QFontMetricsF(look.font("body_strong")).horizontalAdvance(self.text())
        return QSize(look.px(38) if self._narrow else round(width) + look.px(54), look.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(current_look().px(24), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, look)
        ink, side = "accent_text" if self.isChecked() else "text2", look.px(18)
        left = (self.width() - side) / 2 if self._narrow else look.px(10)
        place = QRectF(round(left), (self.height() - side) // 2, side, side)
        icons.paint(painter, look, self.area.icon, ink, place)
        if not self._narrow:
            self._paint_words(painter, look, ink, left + side + look.px(11))
        if self._badge:
            self._paint_badge(painter, look)
        if self.hasFocus():
            paint_inner_ring(painter, look, QRectF(self.rect()))
        painter.end()

    def _restyle(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        waiting = say("unread", count=self._badge) if self._badge else ""
        self.setAccessibleName(self.area.words)
        self.setAccessibleDescription(waiting)
        tip = self.area.words if self._narrow else ""
        self.setToolTip(f"{tip} ({self.area.shortcut})" if tip and self.area.shortcut else tip)

    def _paint_ground(self, painter: QPainter, look: Look) -> None:
        if not self.isChecked() and not self.underMouse():
            return
        radius = look.px(CONTROL_RADIUS)
        edge = QPen(look.color("accent"), 1) if look.is_high_contrast else QPen(Qt.PenStyle.NoPen)
        painter.setPen(edge)
        painter.setBrush(look.color("selected" if self.isChecked() else "hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_words(self, painter: QPainter, look: Look, ink: str, left: float) -> None:
        painter.setPen(look.color(ink))
        painter.setFont(look.font("body_strong" if self.isChecked() else "body_medium"))
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def _paint_badge(self, painter: QPainter, look: Look) -> None:
        words = str(self._badge)
        painter.setFont(look.font_of(12, 700, tabular=True))
        height = look.px(18)
        width = max(look.px(20), painter.fontMetrics().horizontalAdvance(words) + look.px(12))
        right = self.width() - (0 if self._narrow else look.px(10))
        top = 0 if self._narrow else (self.height() - height) / 2
        box = QRectF(right - width, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("urgent"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(ink_on(look.tokens.urgent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
