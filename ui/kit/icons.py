"""Lucide icons, tinted by a colour token and kept as pictures."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.kit.look import Look

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
STROKE = "1.9"


class IconMissing(Exception):
    """No icon of that name ships with the program."""


def names() -> tuple[str, ...]:
    """Every icon that ships, by name."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


def pixmap(
    look: Look, name: str, token: str = "text2", size: float = 18, scale: float | None = None
) -> QPixmap:
    """The icon as a picture for a screen of that device pixel ratio; size is at 100 % text."""
    if scale is None:
        scale = QGuiApplication.primaryScreen().devicePixelRatio()
    return _tinted(name, look.tokens[token], look.px(size), scale)


def icon(look: Look, name: str, token: str = "text2", size: float = 18) -> QIcon:
    return QIcon(pixmap(look, name, token, size))


def paint(painter: QPainter, look: Look, name: str, token: str, where: QRectF) -> None:
    """Draws the icon into a square, sharp on the device painted upon."""
    paint_in(painter, name, look.tokens[token], where)


def paint_in(painter: QPainter, name: str, colour: str, where: QRectF) -> None:
    """Draws the icon in a colour that is no token, such as the ink of a ladder rung."""
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(where.topLeft(), _tinted(name, colour, round(where.width()), scale))


@lru_cache(maxsize=1024)
def _tinted(name: str, colour: str, size: int, scale: float) -> QPixmap:
    text = _source(name).replace("currentColor", QColor(colour).name())
    text = text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _source(name: str) -> str:
    try:
        return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise IconMissing(name) from None
