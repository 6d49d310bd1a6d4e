"""The pieces pages are built of. Each paints itself, has a name for the ear and follows the theme."""

from ui.kit.parts.buttons import Button, Kind, choice, link, primary, secondary
from ui.kit.parts.cards import Card, StatCard
from ui.kit.parts.chips import Avatar, Chip, KeyHint
from ui.kit.parts.header_bar import HeaderBar
from ui.kit.parts.key_bar import KeyBar
from ui.kit.parts.layout import Column, Flow, PageBody, Row, Rule
from ui.kit.parts.page_title import PageTitle
from ui.kit.parts.search_box import SearchBox
from ui.kit.parts.sidebar import Area, Sidebar, wants_rail
from ui.kit.parts.text import Elided, Picture, Text

__all__ = [
    "Area",
    "Avatar",
    "Button",
    "Card",
    "Chip",
    "Column",
    "Elided",
    "Flow",
    "HeaderBar",
    "KeyBar",
    "KeyHint",
    "Kind",
    "PageBody",
    "PageTitle",
    "Picture",
    "Row",
    "Rule",
    "SearchBox",
    "Sidebar",
    "StatCard",
    "Text",
    "choice",
    "link",
    "primary",
    "secondary",
    "wants_rail",
]
