"""The look changes at run time, everywhere at once, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import fonts, icons
from ui.kit.look import Look
from ui.kit.parts import Text
from ui.kit.theme import Theme
from ui.kit.tokens import DARK, SCHEMES, TYPE, Density, Family, Scheme


def test_there_is_one_theme_and_the_application_holds_it(theme: Theme, qapp: QApplication) -> None:
    assert Theme.current() is theme
    assert theme.parent() is qapp


def test_a_change_reaches_palette_style_sheet_and_widgets(theme: Theme, qapp: QApplication, qtbot) -> None:
    text = Text("Alfie Marsh")
    qtbot.addWidget(text)
    with qtbot.waitSignal(theme.changed):
        theme.choose(scheme=Scheme.DARK, factor=1.5, family=Family.LEXEND)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.canvas
    assert DARK.line_strong in qapp.styleSheet()
    assert text.font().pixelSize() == 21
    assert text.font().family() == "Lexend"
    assert text.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.text


class Dressed(QObject):
    """Counts how often one widget is dressed anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def test_what_lies_deep_in_a_page_is_dressed_no_oftener_than_the_page(theme: Theme, qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    inner: QWidget = page
    for _ in range(12):
        inner = QWidget(inner)
    deep = Text("Alfie Marsh", parent=inner)
    page.show()
    outer, innermost = Dressed(page), Dressed(deep)
    theme.larger()
    assert innermost.times == outer.times <= 2


def test_a_font_that_is_brought_in_dresses_nothing_anew(theme: Theme, qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    dressed = Dressed(page)
    theme._apply()
    assert not dressed.times


def test_choosing_what_is_chosen_already_says_nothing(theme: Theme, qtbot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(scheme=Scheme.LIGHT, factor=1.0)


def test_text_size_stays_between_90_and_200_per_cent(theme: Theme) -> None:
    for _ in range(20):
        theme.larger()
    assert theme.look.factor == 2.0
    for _ in range(20):
        theme.smaller()
    assert theme.look.factor == 0.9
    theme.usual_size()
    assert theme.look.factor == 1.0
    with pytest.raises(ValueError):
        Look(factor=2.5)


def test_rows_are_36_44_or_56_high_times_the_text_size(theme: Theme) -> None:
    heights = []
    for density in (Density.COMPACT, Density.USUAL, Density.ROOMY):
        theme.choose(density=density, factor=1.5)
        heights.append(theme.look.row_height)
    assert heights == [54, 66, 84]


def test_less_motion_means_none(theme: Theme) -> None:
    assert theme.look.motion(120) == 120
    theme.choose(reduce_motion=True)
    assert theme.look.motion(120) == 0


@pytest.mark.parametrize("family", Family)
def test_each_family_ships_and_is_what_qt_really_uses(theme: Theme, family: Family) -> None:
    theme.choose(family=family)
    assert QFontInfo(theme.look.font()).family() == family.value


def test_a_font_that_does_not_ship_is_an_error_and_not_a_guess(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(fonts.FontMissing):
        fonts._load_folder("nowhere")


@pytest.mark.parametrize("name", ["Łukasz", "Zoë", "Siân", "Ő", "Nguyễn", "Иван", "Νίκος", "محمد", "ਗੁਰਪ੍ਰੀਤ"])
def test_names_in_other_scripts_bring_their_own_font(theme: Theme, name: str) -> None:
    theme.can_draw(name)
    families = theme.look.font().families()
    covered = [folder for folder, _ in fonts._coverage()]
    for sign in name:
        needed = fonts._folder_for(ord(sign))
        assert needed is None or set(fonts._load_folder(needed)) <= set(families), (sign, covered)


def test_plain_names_load_nothing(theme: Theme, qtbot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.can_draw("Alfie Marsh")


@pytest.mark.parametrize("scheme", Scheme)
def test_icons_take_the_colour_of_their_token(theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme=scheme)
    picture = icons.pixmap(theme.look, "shield", "accent", 20, scale=1.0).toImage()
    colours = {
        picture.pixelColor(x, y).name().upper()
        for x in range(20)
        for y in range(20)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert SCHEMES[scheme].accent.upper() in colours


def test_icons_are_sharp_on_screens_with_more_pixels(theme: Theme) -> None:
    picture = icons.pixmap(theme.look, "eye", size=16, scale=2.0)
    assert picture.width() == 32
    assert picture.deviceIndependentSize().width() == 16


def test_an_icon_that_does_not_ship_is_an_error(theme: Theme) -> None:
    with pytest.raises(icons.IconMissing):
        icons.pixmap(theme.look, "unicorn")


def test_every_icon_that_ships_can_be_drawn(theme: Theme) -> None:
    assert len(icons.names()) > 60
    for name in icons.names():
        image = icons.pixmap(theme.look, name, scale=1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(18) for y in range(18)), name
        assert (icons.FOLDER / "LICENSE.txt").exists()


def test_the_licence_of_each_family_ships_with_it() -> None:
    for folder in fonts._FOLDERS.values():
        assert "OPEN FONT LICENSE" in (fonts.FOLDER / folder / "OFL.txt").read_text(encoding="utf-8").upper()


def test_weights_of_the_scale_exist_in_the_default_family(theme: Theme) -> None:
    widths = {
        weight: QFontMetricsF(theme.look.font_of(24, weight)).horizontalAdvance("Record for the DSL")
        for weight in (400, 500, 600, 700)
    }
    assert len(set(widths.values())) == 4
    assert {step.weight for step in TYPE.values()} <= set(widths)
