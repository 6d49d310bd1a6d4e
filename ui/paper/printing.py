"""Sends typst's own pages to a printer: nothing is drawn here but their pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.reports.document import Document

PPI = 220


def has_printer() -> bool:
    """Whether this computer knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def print_document(parent: QWidget, document: Document) -> bool:
    """Ask which printer and print; False where somebody thought better of it."""
    printer = a4()
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    return print_on(printer, document)


def a4() -> QPrinter:
    """A printer set to whole A4 sheets: the margins are in the pages already."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    return printer


def print_on(printer: QPrinter, document: Document) -> bool:
    """Print every page of the document. False where the printer did not begin."""
    from app.reports import typeset

    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for number, picture in enumerate(typeset.pages(document, PPI)):
            if number:
                printer.newPage()
            target = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(target, QImage.fromData(picture))
    finally:
        painter.end()
    return True
