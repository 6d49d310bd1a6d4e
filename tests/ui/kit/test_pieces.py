"""What holds for every piece: it paints in every look without clipping, has a name, and is big enough."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.ui.kit.pieces import PIECES
from ui.kit.accessible import controls, nameless, too_small
from ui.kit.parts import Button, Chip, Elided, KeyHint
from ui.kit.parts.layout import PageBody
from ui.kit.theme import Theme
from ui.kit.tokens import Family, Scheme

every_piece = pytest.mark.parametrize("piece", PIECES)
FACTORS = (1.0, 1.5, 2.0)


def on_a_page(piece: str) -> PageBody:
    """The piece as it stands on a page, shown, with room around it."""
    page = PageBody(PIECES[piece]())
    page.resize(max(page.sizeHint().width(), 900), page.sizeHint().height())
    page.show()
    QApplication.processEvents()
    return page


def clipped(page: QWidget) -> list[str]:
    """Words that do not fit the widget that shows them. Shortened ones say so themselves, on hover."""
    found = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, Elided):
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if label.height() < needed or (not label.wordWrap() and label.width() < label.sizeHint().width()):
            found.append(label.text())
    for kind in (Button, Chip, KeyHint):
        for widget in page.findChildren(kind):
            if widget.isVisible() and widget.width() < widget.sizeHint().width():
                found.append(widget.accessibleName())
    return found


def is_painted(image: QImage) -> bool:
    """More than one flat colour with an edge: some third colour is met."""
    met: set[int] = set()
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 2):
            met.add(image.pixel(x, y))
            if len(met) > 2:
                return True
    return False


@pytest.mark.parametrize("family", Family, ids=lambda family: family.name.lower())
@pytest.mark.parametrize("scheme", Scheme)
def test_every_piece_paints_in_every_look_without_clipping(
    theme: Theme, scheme: Scheme, family: Family
) -> None:
    wrong = []
    for factor in FACTORS:
        theme.choose(scheme=scheme, family=family, factor=factor)
        for piece in PIECES:
            page = on_a_page(piece)
            wrong += [(piece, factor, words) for words in clipped(page)]
            if not is_painted(page.grab().toImage()):
                wrong.append((piece, factor, "paints nothing"))
            page.close()
            page.deleteLater()
    assert wrong == []


@pytest.mark.parametrize(
    "piece", ["primary button", "secondary button", "link", "chosen choice", "chip", "key"]
)
@pytest.mark.parametrize("family", Family, ids=lambda family: family.name.lower())
def test_no_letter_touches_the_edge_of_a_painted_piece(
    theme: Theme, qtbot, family: Family, piece: str
) -> None:
    for factor in FACTORS:
        theme.choose(family=family, factor=factor)
        widget = PIECES[piece]()
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        image = widget.grab().toImage()
        middle = image.height() // 2
        for columns in (range(3, 6), range(image.width() - 6, image.width() - 3)):
            band = {image.pixel(x, y) for x in columns for y in range(middle - 4, middle + 4)}
            assert len(band) == 1, (piece, factor, {QColor(pixel).name() for pixel in band})


@every_piece
def test_pieces_follow_a_change_of_look_while_they_are_shown(theme: Theme, qtbot, piece: str) -> None:
    page = on_a_page(piece)
    qtbot.addWidget(page)
    before = page.sizeHint()
    light = page.grab().toImage()
    theme.choose(scheme=Scheme.DARK, factor=2.0)
    QApplication.processEvents()
    assert page.sizeHint().height() > before.height()
    page.resize(page.sizeHint())
    QApplication.processEvents()
    assert page.grab().toImage().pixelColor(2, 2) != light.pixelColor(2, 2)
    assert clipped(page) == []


@every_piece
def test_every_control_has_a_name_for_the_ear(theme: Theme, qtbot, piece: str) -> None:
    page = on_a_page(piece)
    qtbot.addWidget(page)
    assert nameless(page) == []


@every_piece
def test_every_control_is_at_least_24_by_24(theme: Theme, qtbot, piece: str) -> None:
    theme.choose(factor=1.0)
    page = on_a_page(piece)
    qtbot.addWidget(page)
    assert too_small(page) == []


@every_piece
def test_every_control_can_be_reached_with_tab(theme: Theme, qtbot, piece: str) -> None:
    page = on_a_page(piece)
    qtbot.addWidget(page)
    page.activateWindow()
    reachable = {w for w in controls(page) if w.isVisible() and w.isEnabled() and w.focusPolicy().value & 1}
    met: set[QWidget] = set()
    for _ in range(len(reachable) + 20):
        page.focusNextChild()
        focused = QApplication.focusWidget()
        if focused is not None:
            met.add(focused)
    missed = {w for w in reachable - met if w.focusProxy() is None}
    assert missed == set()


def test_the_ring_stands_outside_the_button_with_a_gap_of_canvas(theme: Theme, qtbot) -> None:
    for factor in FACTORS:
        theme.choose(factor=factor)
        page = on_a_page("primary button")
        button = page.findChild(Button)
        assert button is not None
        page.activateWindow()
        button.setFocus()
        QApplication.processEvents()
        image = page.grab().toImage()
        corner = button.mapTo(page, QPoint(0, button.height() // 2))
        row = [image.pixelColor(corner.x() - away, corner.y()).name().upper() for away in range(1, 10)]
        tokens = theme.look.tokens
        gap = row.index(tokens.focus)
        assert gap >= round(2 * factor) - 1, row
        assert all(colour != tokens.accent for colour in row), row
        assert tokens.canvas in row[:gap] or gap == 1, row
        page.close()
        page.deleteLater()


def test_the_ring_goes_when_the_focus_goes_and_follows_what_moves(theme: Theme, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    line = QVBoxLayout(host)
    first, second = Button("First"), Button("Second")
    line.addWidget(first)
    line.addWidget(second)
    host.show()
    host.activateWindow()
    first.setFocus()
    QApplication.processEvents()
    ring = theme._ring.frame
    assert ring is not None
    assert ring.geometry().contains(first.geometry())
    line.setContentsMargins(60, 60, 0, 0)
    QApplication.processEvents()
    assert ring.geometry().contains(first.geometry())
    second.setFocus()
    assert theme._ring.frame is not ring
    second.hide()
    QApplication.processEvents()
    shown = theme._ring.frame
    assert shown is None or shown.isHidden() or shown.geometry().contains(first.geometry())
