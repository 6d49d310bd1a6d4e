"""The colours, sizes and shapes of every screen, as plain values. Whoever changes a colour runs the tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """Which set of colours is shown."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Family(StrEnum):
    """The four typefaces a person may choose between, by the name in the font file."""

    INTER = "Inter"
    ATKINSON = "Atkinson Hyperlegible"
    LEXEND = "Lexend"
    OPENDYSLEXIC = "OpenDyslexic"


class Density(StrEnum):
    """How close together the rows of a table stand."""

    COMPACT = "compact"
    USUAL = "usual"
    ROOMY = "roomy"


class Tone(StrEnum):
    """What a chip or a banner says about a thing. Red belongs to urgent alone, never to a child."""

    OK = "ok"
    WARN = "warn"
    URGENT = "urgent"
    INFO = "info"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour scheme. Every colour on screen is one of these, or pure black or white on a ladder rung."""

    scheme: Scheme
    canvas: str
    surface: str
    raised: str
    sunken: str
    sidebar: str
    line: str
    line_strong: str
    hover: str
    selected: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    focus: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    urgent: str
    urgent_bg: str
    info: str
    info_bg: str
    quiet: str
    quiet_bg: str
    chart1: str
    chart2: str
    chart3: str
    chart4: str
    grid: str
    band: str
    ramp: tuple[str, ...]

    def __getitem__(self, token: str) -> str:
        colour = getattr(self, token)
        if not isinstance(colour, str):
            raise KeyError(token)
        return colour


LIGHT = Tokens(
    scheme=Scheme.LIGHT,
    canvas="#F5F6F4", surface="#FFFFFF", raised="#FFFFFF", sunken="#ECEFED", sidebar="#F0F2EF",
    line="#D8DDD9", line_strong="#7C8884", hover="#E7ECEA", selected="#D9EAE9",
    text="#1A2326", text2="#4A565A", text3="#5E6A6E",
    accent="#17606A", accent_hover="#0F4C55", on_accent="#FFFFFF", accent_text="#12545D", focus="#1F52C7",
    ok="#1C6B40", ok_bg="#E4F3EA", warn="#7E4B00", warn_bg="#FFF1D6",
    urgent="#A1262F", urgent_bg="#FBE9E9", info="#1B568F", info_bg="#E6F0F9",
    quiet="#4A565A", quiet_bg="#EAEEEC",
    chart1="#12436D", chart2="#28A197", chart3="#801650", chart4="#F46A25",
    grid="#E3E7E4", band="#EEF3F2",
    ramp=("#B9C4C3", "#A5C6C6", "#8FBBBD", "#7AAFB2", "#64A3A7",
          "#4F959A", "#3C868C", "#2C767D", "#1F666E", "#12545D"),
)  # fmt: skip

DARK = Tokens(
    scheme=Scheme.DARK,
    canvas="#14191B", surface="#1C2326", raised="#232B2F", sunken="#171D20", sidebar="#181E21",
    line="#333D41", line_strong="#7F8C90", hover="#283236", selected="#1F4347",
    text="#E9EEEE", text2="#B7C2C4", text3="#9DAAAD",
    accent="#6CC3C8", accent_hover="#8AD3D7", on_accent="#0B1A1C", accent_text="#86D0D4", focus="#9DBEFF",
    ok="#9FE3B8", ok_bg="#1B3526", warn="#F2C26B", warn_bg="#3A2D12",
    urgent="#FF8F94", urgent_bg="#42201F", info="#93C2F2", info_bg="#1B3048",
    quiet="#B7C2C4", quiet_bg="#2A3336",
    chart1="#7FB2E5", chart2="#63E6D6", chart3="#EC5A98", chart4="#E8AA7C",
    grid="#2A3337", band="#20292C",
    ramp=("#5B6669", "#4D7072", "#457C7F", "#44898C", "#48969A",
          "#50A3A8", "#5CB0B5", "#6DBDC1", "#86CBCE", "#A8DBDD"),
)  # fmt: skip

HIGH_CONTRAST = Tokens(
    scheme=Scheme.HIGH_CONTRAST,
    canvas="#FFFFFF", surface="#FFFFFF", raised="#FFFFFF", sunken="#FFFFFF", sidebar="#FFFFFF",
    line="#000000", line_strong="#000000", hover="#FFF3A3", selected="#CFE3FF",
    text="#000000", text2="#1A1A1A", text3="#1A1A1A",
    accent="#003E6B", accent_hover="#00284A", on_accent="#FFFFFF", accent_text="#003E6B", focus="#B30059",
    ok="#004D1A", ok_bg="#FFFFFF", warn="#5C3300", warn_bg="#FFFFFF",
    urgent="#8A0010", urgent_bg="#FFFFFF", info="#003E6B", info_bg="#FFFFFF",
    quiet="#1A1A1A", quiet_bg="#FFFFFF",
    chart1="#003E6B", chart2="#138575", chart3="#3D0F2A", chart4="#884C14",
    grid="#BBBBBB", band="#F2F2F2",
    ramp=("#FFFFFF", "#D6E2EA", "#B9CCD9", "#9CB6C8", "#7E9FB6",
          "#5F88A4", "#42718F", "#2A5B7A", "#164664", "#003E6B"),
)  # fmt: skip

SCHEMES = {tokens.scheme: tokens for tokens in (LIGHT, DARK, HIGH_CONTRAST)}


@dataclass(frozen=True, slots=True)
class TypeStep:
    """One step of the type scale: pixels at 100 %, weight, and whether figures stand in columns."""

    pixels: float
    weight: int
    tabular: bool = False


TYPE = {
    "display": TypeStep(24, 700),
    "heading": TypeStep(18, 700),
    "title": TypeStep(15.5, 600),
    "stat": TypeStep(20, 700, tabular=True),
    "name": TypeStep(14.5, 600),
    "narrative": TypeStep(14.5, 400),
    "body": TypeStep(14, 400),
    "body_medium": TypeStep(14, 500),
    "body_strong": TypeStep(14, 600),
    "figure": TypeStep(14, 500, tabular=True),
    "aside": TypeStep(13, 400),
    "small": TypeStep(12.5, 400),
    "small_strong": TypeStep(12.5, 600),
    "child": TypeStep(17, 400),
    "child_strong": TypeStep(17, 700),
    "child_title": TypeStep(24, 700),
    "child_display": TypeStep(32, 700),
}

SMALLEST_TEXT, LARGEST_TEXT = 0.9, 2.0
ROW_HEIGHT = {Density.COMPACT: 36, Density.USUAL: 44, Density.ROOMY: 56}
CONTROL_HEIGHT = 34
CARD_RADIUS, CONTROL_RADIUS, CHIP_RADIUS = 10, 7, 12
RING_WIDTH, RING_GAP = 2.4, 2
SIDEBAR_WIDTH, RAIL_WIDTH, HEADER_HEIGHT = 212, 62, 54
PAGE_INSET = 22
"""What stands left and right of a page, and of every line from edge to edge over it."""
RAIL_BELOW, TWO_LINES_BELOW, NARROW_BELOW = 1440, 1280, 800
"""Window widths at 100 % text: the rail replaces the sidebar, rows become two lines, the ladder takes all."""
