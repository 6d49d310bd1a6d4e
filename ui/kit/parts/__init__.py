"""The pieces pages are built of. Each paints itself, has a name for the ear and follows the theme."""

from ui.kit.parts.buttons import Button, Kind, choice, link, primary, secondary
from ui.kit.parts.cards import Card, StatCard
from ui.kit.parts.chips import Avatar, Chip, KeyHint, initials, paint_avatar, paint_chip
from ui.kit.parts.date_field import DateField
from ui.kit.parts.fields import ErrorSummary, Field
from ui.kit.parts.figures import (
    HoursBar,
    HoursScale,
    Sparkline,
    paint_share,
    paint_sparkline,
    sparkline_words,
)
from ui.kit.parts.header_bar import HeaderBar
from ui.kit.parts.key_bar import KeyBar
from ui.kit.parts.layout import Column, Flow, PageBody, Row, Rule
from ui.kit.parts.lines import BackupCard, CareLine, SafetyLine, SeenLine
from ui.kit.parts.page_title import PageTitle
from ui.kit.parts.pages import Pages
from ui.kit.parts.person_picker import PersonChoice, PersonPicker
from ui.kit.parts.privacy import Privacy
from ui.kit.parts.search_box import SearchBox
from ui.kit.parts.segmented import SegmentedControl
from ui.kit.parts.sidebar import Area, Sidebar, wants_rail
from ui.kit.parts.states import Band, EmptyState, NoticeBar
from ui.kit.parts.strips import LadderStrip, ScoreStrip, ladder_words, score_words
from ui.kit.parts.text import Elided, Picture, Text
from ui.kit.parts.toast import Toast

__all__ = [
    "Area",
    "Avatar",
    "BackupCard",
    "Band",
    "Button",
    "Card",
    "CareLine",
    "Chip",
    "Column",
    "DateField",
    "Elided",
    "EmptyState",
    "ErrorSummary",
    "Field",
    "Flow",
    "HeaderBar",
    "HoursBar",
    "HoursScale",
    "KeyBar",
    "KeyHint",
    "Kind",
    "LadderStrip",
    "NoticeBar",
    "PageBody",
    "PageTitle",
    "Pages",
    "PersonChoice",
    "PersonPicker",
    "Picture",
    "Privacy",
    "Row",
    "Rule",
    "SafetyLine",
    "ScoreStrip",
    "SearchBox",
    "SeenLine",
    "SegmentedControl",
    "Sidebar",
    "Sparkline",
    "StatCard",
    "Text",
    "Toast",
    "choice",
    "initials",
    "ladder_words",
    "link",
    "paint_avatar",
    "paint_chip",
    "paint_share",
    "paint_sparkline",
    "primary",
    "score_words",
    "secondary",
    "sparkline_words",
    "wants_rail",
]
