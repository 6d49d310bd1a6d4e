"""Workbooks: looked at part by part before the reader of spreadsheets may see them."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, ErrorHandler
from xml.sax.xmlreader import AttributesImpl

import defusedxml
import defusedxml.sax
import python_calamine

from app.parse import limits
from app.parse.limits import FileRefused

_MOST_DEPTH = 60
_XML = (".xml", ".rels", ".vml")
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Line = list[Any]


class _Bounds(ContentHandler):
    """Watches depth and how far out the cells of a sheet lie, before anything is made of them."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.rows = 0
        self.columns = 0
        self.cells = 0
        self.repeated = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - named by the library
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise FileRefused("file_xml_unsafe")
        plain = name.rpartition(":")[2]  # some programs write x:c and x:row
        if plain == "c":
            self.cells += 1
            found = _PLACE.fullmatch(attrs.get("r", ""))
            if found:
                self.columns = max(self.columns, _column(found[1]))
                self.rows = max(self.rows, int(found[2]))
            if self.cells > limits.MOST_CELLS:
                raise FileRefused("sheet_too_large", most=limits.MOST_CELLS)
        elif plain == "row":
            self.rows = max(self.rows, _whole(attrs.get("r", "")))

    def endElement(self, name: str) -> None:  # noqa: N802 - named by the library
        self.depth -= 1


class _Strict(ErrorHandler):
    """Every mistake in the XML ends the reading."""

    def error(self, exception: BaseException) -> NoReturn:
        raise exception

    def fatalError(self, exception: BaseException) -> NoReturn:  # noqa: N802 - named by the library
        raise exception


def sheets(content: bytes, packed: str) -> Iterator[Line]:
    """The names of sheets that are hidden, then every sheet that can be seen with its numbered rows."""
    if packed == "zip":
        _look_through(content)
    elif _OLE_ENCRYPTED in content:
        raise FileRefused("file_has_password")
    yield from _read(content)


def _look_through(content: bytes) -> None:
    archive = limits.open_archive(content)
    with archive:
        _check_is_workbook({entry.filename for entry in archive.infolist()}, archive)
        for entry in archive.infolist():
            if entry.filename.casefold().endswith(_XML):
                _check_part(archive, entry)
            else:
                for _ in limits.part(archive, entry):
                    pass


def _check_is_workbook(names: set[str], archive: zipfile.ZipFile) -> None:
    if any(name.startswith("xl/") for name in names) or _is_ods(names, archive):
        return
    if any(name.startswith(("word/", "ppt/")) for name in names) or "mimetype" in names:
        raise FileRefused("file_is_document")
    raise FileRefused("file_is_archive")


def _is_ods(names: set[str], archive: zipfile.ZipFile) -> bool:
    if not {"mimetype", "content.xml"} <= names or archive.getinfo("mimetype").file_size > 200:
        return False
    kind = b"".join(limits.part(archive, archive.getinfo("mimetype")))
    return kind.strip().startswith(b"application/vnd.oasis.opendocument.spreadsheet")


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    bounds: _Bounds = _OdsBounds() if entry.filename == "content.xml" else _Bounds()
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(bounds)
    parser.setErrorHandler(_Strict())
    try:
        for piece in limits.part(archive, entry):
            parser.feed(piece)
        parser.close()
    except defusedxml.DefusedXmlException as problem:
        raise FileRefused("file_xml_unsafe") from problem
    except (SAXException, ValueError, LookupError) as problem:
        if not entry.filename.casefold().endswith(".vml"):  # old drawings are often not even XML
            raise FileRefused("file_damaged") from problem
    _check_extent(bounds.rows, bounds.columns)


def _check_extent(rows: int, columns: int) -> None:
    """The reader makes a full rectangle out of two far corners, so the corners are what counts."""
    if rows * columns > limits.MOST_CELLS:
        raise FileRefused("sheet_too_large", most=limits.MOST_CELLS)


class _OdsBounds(_Bounds):
    """The same for the other kind of workbook, where a cell or row can say that it stands for many."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = 0
        self.across = 0
        self.across_waiting = 0
        self.rows_repeated = 1

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - named by the library
        super().startElement(name, attrs)
        if name == "table:table":
            self.waiting = self.across = 0
            self.cells = 0
        elif name == "table:table-row":
            self.across = self.across_waiting = 0
            self.rows_repeated = _whole(attrs.get("table:number-rows-repeated", "1"))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.across_waiting += _whole(attrs.get("table:number-columns-repeated", "1"))
            if attrs.get("office:value-type") or attrs.get("table:formula"):
                self.across = self.across_waiting

    def endElement(self, name: str) -> None:  # noqa: N802 - named by the library
        super().endElement(name)
        if name == "table:table-row":
            self.waiting += self.rows_repeated
            if self.across:
                self.cells = self.waiting
                self.rows = max(self.rows, self.waiting)
                self.columns = max(self.columns, self.across)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _read(content: bytes) -> Iterator[Line]:
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            worksheet = python_calamine.SheetTypeEnum.WorkSheet
            cells = [meta for meta in book.sheets_metadata if meta.typ == worksheet]
            seen = [meta.name for meta in cells if _is_seen(meta)]
            if not seen:
                raise FileRefused("file_has_only_hidden" if cells else "file_has_no_sheet")
            for meta in cells:
                if not _is_seen(meta):
                    yield ["hidden", meta.name[:200]]
            for name in seen:
                yield ["sheet", name[:200]]
                yield from _rows(book.get_sheet_by_name(name))
    except python_calamine.PasswordError as problem:
        raise FileRefused("file_has_password") from problem
    except (python_calamine.CalamineError, ValueError, OSError) as problem:
        raise FileRefused("file_damaged") from problem


def _is_seen(meta: python_calamine.SheetMetadata) -> bool:
    return bool(meta.visible == python_calamine.SheetVisibleEnum.Visible)


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[Line]:
    if sheet.start is None or sheet.end is None:
        return
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    _check_extent(rows, columns)
    if rows > limits.MOST_ROWS:
        raise FileRefused("file_too_many_rows", most=limits.MOST_ROWS)
    if columns > limits.MOST_COLUMNS:
        raise FileRefused("file_too_many_columns", most=limits.MOST_COLUMNS)
    margin = [""] * sheet.start[1]  # the reader leaves out empty columns on the left, but not rows above
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield ["row", number, margin + [cell_text(cell) for cell in cells]]


def cell_text(value: object) -> str:
    """What a person sees in the cell, with dates as ISO and whole numbers without a point."""
    if isinstance(value, str):
        return limits.cell(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="minutes")
    return str(value)
