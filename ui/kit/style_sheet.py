"""Makes the palette and the one style sheet from a look. Every rule names what it is for; none cascades."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.kit.icons import FOLDER
from ui.kit.look import Look
from ui.kit.tokens import CARD_RADIUS, CONTROL_HEIGHT, CONTROL_RADIUS

_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "urgent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line_strong",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
}
_GREYED = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


def palette(look: Look) -> QPalette:
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, look.color(token))
    for role in _GREYED:
        made.setColor(QPalette.ColorGroup.Disabled, role, look.color("text3"))
    return made


def style_sheet(look: Look) -> str:
    """The shapes: edges, corners, padding. Type comes from fonts; no rule overrules a widget's own."""
    return "\n".join(part(look) for part in (_grounds, _buttons, _inputs, _views, _bars, _floating))


def _grounds(look: Look) -> str:
    t = look.tokens
    return f"""
QWidget#page, QWidget#page_body {{ background: {t.canvas}; }}
QScrollArea#page_scroll {{ background: {t.canvas}; border: none; }}
QScrollArea#clear_scroll, QWidget#clear {{ background: transparent; border: none; }}
QFrame#sidebar {{ background: {t.sidebar}; border: none; border-right: 1px solid {t.line}; }}
QFrame#header_bar {{ background: {t.canvas}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame#across {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame#card {{ background: {t.surface}; border: 1px solid {t.line};
    border-radius: {look.px(CARD_RADIUS)}px; }}
QFrame#rule {{ background: {t.line}; border: none; min-height: 1px; max-height: 1px; }}
"""


def _buttons(look: Look) -> str:
    t, px = look.tokens, look.px
    return f"""
QPushButton {{
    background: {t.surface}; border: 1px solid {t.line_strong}; border-radius: {px(CONTROL_RADIUS)}px;
    padding: {px(6)}px {px(13)}px; min-height: {px(20)}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:disabled {{ color: {t.text3}; border: 1px dashed {t.line_strong}; background: {t.sunken}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {px(CONTROL_RADIUS)}px;
    padding: {px(4)}px; color: {t.text2}; }}
QToolButton:hover {{ background: {t.hover}; }}
"""


def _inputs(look: Look) -> str:
    t, px = look.tokens, look.px
    inner = px(CONTROL_HEIGHT - 14) - 2
    return f"""
QLineEdit, QComboBox, QSpinBox, QAbstractSpinBox {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.line_strong};
    border-radius: {px(CONTROL_RADIUS)}px; padding: {px(6)}px {px(10)}px; min-height: {inner}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QTextEdit, QPlainTextEdit {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.line_strong};
    border-radius: {px(CONTROL_RADIUS)}px; padding: {px(6)}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {t.urgent}; }}
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled {{
    background: {t.sunken}; color: {t.text3}; border: 1px dashed {t.line_strong}; }}
QLineEdit:read-only, QTextEdit:read-only {{ background: {t.sunken}; }}
QLineEdit[door="true"] {{ background: {t.surface}; }}
QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
QComboBox::down-arrow {{ image: url({_arrow(t.text)}); width: {px(16)}px; height: {px(16)}px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line_strong};
    selection-background-color: {t.selected}; selection-color: {t.text}; outline: none; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(24)}px; background: transparent; }}
QCheckBox::indicator {{ width: {px(18)}px; height: {px(18)}px; border: 1px solid {t.line_strong};
    border-radius: {px(4)}px; background: {t.surface}; }}
QCheckBox::indicator:checked {{ border: 2px solid {t.accent}; background: {t.accent};
    image: url({_tick(t.on_accent)}); }}
QCheckBox::indicator:disabled {{ background: {t.sunken}; }}
QTextBrowser, QTextBrowser:read-only {{ background: {t.surface}; border: none; }}
"""


def _views(look: Look) -> str:
    t, px = look.tokens, look.px
    return f"""
QTreeView, QTableView, QListView {{
    background: {t.surface}; color: {t.text}; border: none; outline: none; gridline-color: {t.line};
    selection-background-color: {t.selected}; selection-color: {t.text}; }}
QTableView::item, QListView::item, QTreeView::item {{ padding: {px(4)}px {px(8)}px; border: none; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{
    background: {t.selected}; color: {t.text}; }}
QTableView[by_cell="true"]::item:hover:!selected, QListView::item:hover:!selected {{ background: {t.hover}; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.text3}; border: none;
    border-bottom: 1px solid {t.line}; padding: {px(5)}px {look.cell_inset}px; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}
"""


def _bars(look: Look) -> str:
    t, px = look.tokens, look.px
    radius = max(2, px(4))
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; border: none; }}
QScrollBar::handle:vertical {{ background: {t.line_strong}; border-radius: {radius}px;
    min-height: {px(32)}px; margin: {px(2)}px; }}
QScrollBar::handle:horizontal {{ background: {t.line_strong}; border-radius: {radius}px;
    min-width: {px(32)}px; margin: {px(2)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.sunken}; border: none; border-radius: {radius}px;
    min-height: {px(8)}px; max-height: {px(8)}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {radius}px; }}
"""


def _floating(look: Look) -> str:
    t, px = look.tokens, look.px
    return f"""
QDialog {{ background: {t.canvas}; }}
QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_strong};
    border-radius: {px(CONTROL_RADIUS)}px; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(7)}px {px(22)}px; border-radius: {px(5)}px; }}
QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.text3}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px {px(8)}px; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_strong}; padding: {px(6)}px; }}
QFrame#error_summary {{ background: {t.urgent_bg}; border: 2px solid {t.urgent};
    border-radius: {px(CARD_RADIUS)}px; }}
QFrame#calendar {{ background: {t.raised}; border: 1px solid {t.line_strong}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.sunken}; }}
QCalendarWidget QToolButton {{ color: {t.text}; }}
QFrame#toast {{ background: {t.raised}; border: 1px solid {t.line_strong};
    border-radius: {px(CARD_RADIUS)}px; }}
"""


def _tick(ink: str) -> str:
    """The file of the tick in a checked box: a style sheet takes a picture from nowhere else."""
    name = "tick-white" if QColor(ink).lightness() > 127 else "tick-black"
    return (FOLDER / f"{name}.svg").as_posix()


def _arrow(ink: str) -> str:
    """The file of the arrow of a list that drops down, for a light ground or a dark one."""
    name = "drop-dark" if QColor(ink).lightness() > 127 else "drop-light"
    return (FOLDER / f"{name}.svg").as_posix()
