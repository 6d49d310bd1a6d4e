"""R-32 and R-33: files made to do harm; each is refused by its own code, and none gets out of its child."""

from __future__ import annotations

import gzip
import io
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import Refused
from app.exchange import child
from app.store import platform
from tests.kit import workbooks

MB = 1024 * 1024
Made = Callable[[], bytes]


def with_part(name: str, content: str | bytes) -> bytes:
    return workbooks.packed({**workbooks.parts(), name: content})


def with_entry(change: Callable[[zipfile.ZipInfo], None], content: bytes = b"<a/>") -> bytes:
    """An honest workbook with one further entry that has been tampered with."""
    out = io.BytesIO(workbooks.packed(workbooks.parts()))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("xl/extra.xml")
        entry.compress_type = zipfile.ZIP_DEFLATED
        change(entry)
        archive.writestr(entry, content)
    return out.getvalue()


def named(name: str) -> Made:
    def change(entry: zipfile.ZipInfo) -> None:
        entry.filename = name

    return lambda: with_entry(change)


def linked() -> bytes:
    def change(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = 0o120777 << 16

    return with_entry(change, b"/etc/passwd")


def twice() -> bytes:
    out = io.BytesIO(workbooks.packed(workbooks.parts()))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", workbooks.WORKBOOK)
    return out.getvalue()


def bomb(size: int) -> Made:
    return lambda: with_part("xl/media/zeros.bin", bytes(size))


def sheet_bomb() -> bytes:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' * 600_000
    return with_part("xl/worksheets/sheet1.xml", workbooks.SHEET_START + rows + workbooks.SHEET_END)


def many_entries(count: int) -> Made:
    def make() -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for number in range(count):
                archive.writestr(f"xl/{number}.xml", b"")
        return out.getvalue()

    return make


def nested(depth: int) -> Made:
    def make() -> bytes:
        inner = workbooks.packed({"xl/zeros.bin": bytes(MB)})
        for level in range(depth):
            inner = workbooks.packed({f"xl/level{level}.zip": inner})
        return inner

    return make


def quine_like() -> bytes:
    """An archive whose central directory names one entry many times over, each overlapping the others."""
    kernel = workbooks.packed({f"xl/{number}.bin": bytes(64) for number in range(200)})
    end = kernel.rfind(b"PK\x05\x06")
    start = struct.unpack("<L", kernel[end + 16 : end + 20])[0]
    first = kernel[start : kernel.find(b"PK\x01\x02", start + 4)]
    directory = first * 200
    tail = kernel[end : end + 12] + struct.pack("<LLH", len(directory), start, 0)
    return kernel[:start] + directory + tail


def lying(offset: int, value: int) -> Made:
    """The size of an entry said otherwise than it is, in the central directory."""

    def make() -> bytes:
        content = bytearray(workbooks.packed(workbooks.parts()))
        at = content.find(b"PK\x01\x02")
        content[at + offset : at + offset + 4] = struct.pack("<L", value)
        return bytes(content)

    return make


def encrypted_flag() -> bytes:
    content = bytearray(workbooks.packed(workbooks.parts()))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        content[at + offset] |= 1
    return bytes(content)


def cut(share: float) -> Made:
    def make() -> bytes:
        whole = workbooks.packed(workbooks.parts())
        return whole[: int(len(whole) * share)]

    return make


def flipped() -> bytes:
    content = bytearray(workbooks.packed(workbooks.parts(), zipfile.ZIP_STORED))
    at = content.find(b"Ava")
    content[at : at + 3] = b"Eva"
    return bytes(content)


def far_corner(place: str) -> Made:
    corners = f'<row r="1">{workbooks.cell("A1", "x")}</row><row r="2"><c r="{place}"><v>1</v></c></row>'
    return lambda: with_part(
        "xl/worksheets/sheet1.xml", workbooks.SHEET_START + corners + workbooks.SHEET_END
    )


def prefixed_corner() -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    corners = "".join(
        f'<x:row r="{row}"><x:c r="{place}"><x:v>1</x:v></x:c></x:row>'
        for row, place in ((1, "A1"), (1_048_576, "XFD1048576"))
    )
    text = f'<x:worksheet xmlns:x="{name}"><x:sheetData>{corners}</x:sheetData></x:worksheet>'
    return with_part("xl/worksheets/sheet1.xml", text)


def ods_repeated() -> bytes:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>'
        '<office:spreadsheet><table:table><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return workbooks.packed({"mimetype": kind, "content.xml": content})


def ole(inside: bytes) -> Made:
    return lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + inside + bytes(2_000)


def gzip_bomb() -> bytes:
    return gzip.compress(b'{"CFDocument": {' + b" " * (30 * MB), 9)


def gzip_of_gzip() -> bytes:
    return gzip.compress(gzip.compress(b"a,b\n1,2\n"))


def gzip_liar() -> bytes:
    whole = gzip.compress(b"Forename,Surname\nAva,Khan\n")
    return whole[:-8] + struct.pack("<LL", zlib.crc32(b"other"), 3)


def other_method() -> bytes:
    return workbooks.packed(workbooks.parts(), zipfile.ZIP_LZMA)


ARCHIVES: dict[str, tuple[Made, set[str]]] = {
    "200 MB of zeros": (bomb(200 * MB), {"file_unpacks_too_big"}),
    "30 MB of zeros": (bomb(30 * MB), {"file_unpacks_too_big"}),
    "a sheet of half a million equal rows": (sheet_bomb, {"file_unpacks_too_big"}),
    "a workbook in a workbook": (lambda: with_part("xl/inner.xlsx", b"PK"), {"file_holds_archive"}),
    "a zip in a workbook": (lambda: with_part("xl/inner.zip", b"PK"), {"file_holds_archive"}),
    "zips in zips, three deep": (nested(3), {"file_holds_archive"}),
    "zips in zips, forty deep": (nested(40), {"file_holds_archive"}),
    "entries that overlap": (quine_like, {"file_parts_unsafe", "file_damaged"}),
    "5,001 entries": (many_entries(5_001), {"file_too_many_parts"}),
    "60,000 entries": (many_entries(60_000), {"file_too_many_parts"}),
    "a symbolic link": (linked, {"file_parts_unsafe"}),
    "an absolute name": (named("/etc/cron.d/evil.xml"), {"file_parts_unsafe"}),
    "a name that climbs": (named("../../evil.xml"), {"file_parts_unsafe"}),
    "a name that climbs in the middle": (named("xl/../../evil.xml"), {"file_parts_unsafe"}),
    "a name that climbs backwards": (named("..\\..\\evil.xml"), {"file_parts_unsafe"}),
    "a drive letter": (named("C:/Windows/evil.xml"), {"file_parts_unsafe"}),
    "another share": (named("\\\\server\\share\\evil.xml"), {"file_parts_unsafe"}),
    "a device": (named("xl/CON.xml"), {"file_parts_unsafe"}),
    "another device": (named("xl/nul"), {"file_parts_unsafe"}),
    "a second stream": (named("xl/a.xml:evil.exe"), {"file_parts_unsafe"}),
    "a name that ends in a dot": (named("xl/evil."), {"file_parts_unsafe"}),
    "a name with a line break": (named("xl/a\nb.xml"), {"file_parts_unsafe"}),
    "a very long name": (named("xl/" + "a" * 5_000), {"file_parts_unsafe"}),
    "one name twice": (twice, {"file_parts_unsafe"}),
    "one name twice but for capitals": (named("XL/workbook.xml"), {"file_parts_unsafe"}),
    "a size that is too small": (lying(24, 10), {"file_damaged"}),
    "a size that is too large": (lying(24, 5_000), {"file_damaged"}),
    "a size of four gigabytes": (lying(24, 0xFFFFFFF0), {"file_unpacks_too_big"}),
    "a packed size that is not so": (lying(20, 0x7FFFFFFF), {"file_damaged"}),
    "an offset outside": (lying(42, 0x7FFFFFFF), {"file_damaged"}),
    "a checksum that is wrong": (flipped, {"file_damaged"}),
    "encrypted entries": (encrypted_flag, {"file_has_password"}),
    "a workbook under a password": (ole("EncryptedPackage".encode("utf-16-le")), {"file_has_password"}),
    "an old workbook with nothing in it": (ole(b""), {"file_damaged"}),
    "half a workbook": (cut(0.5), {"file_damaged"}),
    "all of a workbook but its end": (cut(0.97), {"file_damaged"}),
    "a cell in the last corner": (far_corner("XFD1048576"), {"sheet_too_large"}),
    "a cell in the last corner under another name": (prefixed_corner, {"sheet_too_large"}),
    "an open workbook that repeats a cell": (ods_repeated, {"sheet_too_large"}),
    "a packing nobody uses": (other_method, {"file_parts_unsafe"}),
    "30 MB of blanks in a gzip": (gzip_bomb, {"file_unpacks_too_big"}),
    "a gzip in a gzip": (gzip_of_gzip, {"file_holds_archive"}),
    "a gzip with a wrong checksum": (gzip_liar, {"file_damaged"}),
}


def entities(count: int) -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, count))
    return f'<!DOCTYPE bomb [<!ENTITY e0 "ha">{lines}]>'


def spoiled(before: str, inside: str = "&e0;") -> str:
    """A sheet whose one cell says what an entity says."""
    return (
        '<?xml version="1.0"?>'
        + before
        + workbooks.SHEET_START.split("?>", 1)[1]
        + f'<row r="1">{workbooks.cell("A1", inside)}</row>'
        + workbooks.SHEET_END
    )


def in_sheet(text: str | bytes) -> Made:
    return lambda: with_part("xl/worksheets/sheet1.xml", text)


def bare(text: str | bytes) -> Made:
    return lambda: text if isinstance(text, bytes) else text.encode()


FILE = '<!DOCTYPE a [<!ENTITY e0 SYSTEM "file:///etc/passwd">]>'
WEB = '<!DOCTYPE a [<!ENTITY e0 SYSTEM "http://127.0.0.1:9/steal">]>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % e0 SYSTEM "http://127.0.0.1:9/a.dtd"> %e0;]>'
QUADRATIC = f'<!DOCTYPE a [<!ENTITY e0 "{"a" * 50_000}">]>'
CIRCLE = '<!DOCTYPE a [<!ENTITY e0 "&e1;"><!ENTITY e1 "&e0;">]>'
DEEP = "<a>" * 200_000 + "</a>" * 200_000

UNSAFE, XML = {"file_xml_unsafe"}, {"file_is_xml"}
MARKUP: dict[str, tuple[Made, set[str]]] = {
    "a billion laughs in a sheet": (in_sheet(spoiled(entities(10), "&e9;")), UNSAFE),
    "one long entity many times in a sheet": (in_sheet(spoiled(QUADRATIC, "&e0;" * 5_000)), UNSAFE),
    "entities in a circle in a sheet": (in_sheet(spoiled(CIRCLE)), UNSAFE),
    "a file of the machine in a sheet": (in_sheet(spoiled(FILE)), UNSAFE),
    "an address in a sheet": (in_sheet(spoiled(WEB)), UNSAFE),
    "a parameter entity in a sheet": (in_sheet(spoiled(PARAMETER, "x")), UNSAFE),
    "a document type alone in a sheet": (in_sheet(spoiled("<!DOCTYPE worksheet>", "x")), UNSAFE),
    "a document type from elsewhere in a sheet": (
        in_sheet(spoiled('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', "x")),
        UNSAFE,
    ),
    "200,000 levels in a sheet": (in_sheet(DEEP), {*UNSAFE, "file_unpacks_too_big"}),
    "3,000 levels in the strings": (
        lambda: with_part("xl/sharedStrings.xml", "<sst>" + "<si>" * 3_000 + "</si>" * 3_000 + "</sst>"),
        UNSAFE,
    ),
    "entities in the list of sheets": (
        lambda: with_part("xl/workbook.xml", entities(5) + "<workbook>&e4;</workbook>"),
        UNSAFE,
    ),
    "entities in the list of types": (
        lambda: with_part("[Content_Types].xml", entities(5) + "<Types>&e4;</Types>"),
        UNSAFE,
    ),
    "entities in the links": (
        lambda: with_part("xl/_rels/workbook.xml.rels", FILE + "<Relationships>&e0;</Relationships>"),
        UNSAFE,
    ),
    "entities in UTF-16 in a sheet": (in_sheet(spoiled(FILE).encode("utf-16")), UNSAFE),
    "a billion laughs": (bare(entities(10) + "<a>&e9;</a>"), XML),
    "a file of the machine": (bare('<?xml version="1.0"?>' + FILE + "<a>&e0;</a>"), XML),
    "an address": (bare(WEB + "<a>&e0;</a>"), XML),
    "an inclusion": (
        bare('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></a>'),
        XML,
    ),
    "200,000 levels": (bare(DEEP), XML),
    "a file of the machine in UTF-16": (
        bare(('<?xml version="1.0"?>' + FILE + "<a>&e0;</a>").encode("utf-16")),
        XML,
    ),
}


def refusal(path: Path, kind: child.Kind) -> str:
    with pytest.raises(Refused) as refused:
        child.read(path, kind)
    return refused.value.code


@pytest.mark.parametrize("what", ARCHIVES)
def test_a_hostile_archive_is_refused_by_its_own_code(what: str, tmp_path: Path) -> None:
    make, codes = ARCHIVES[what]
    path = tmp_path / "in" / "pupils.xlsx"
    path.parent.mkdir()
    path.write_bytes(make())
    before = path.read_bytes()
    assert refusal(path, "table") in codes
    assert [entry.name for entry in tmp_path.rglob("*")] == ["in", "pupils.xlsx"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", MARKUP)
def test_hostile_markup_is_refused_by_its_own_code(what: str, tmp_path: Path) -> None:
    make, codes = MARKUP[what]
    path = tmp_path / ("pupils.xlsx" if what.split()[-1] in ("sheet", "strings") else "pupils.csv")
    path.write_bytes(make())
    assert refusal(path, "curriculum") in codes


def test_there_are_as_many_as_promised() -> None:
    assert len(ARCHIVES) >= 40
    assert len(MARKUP) == 20


def test_the_honest_workbook_from_which_they_are_made_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pupils.xlsx"
    path.write_bytes(workbooks.packed(workbooks.parts()))
    assert [row.cells for row in child.read(path, "table").sheets[0].rows] == [
        ("Forename", "Surname"),
        ("Ava", "Khan"),
    ]


@pytest.mark.parametrize(
    "act",
    [
        "open('made.txt', 'w')",
        "open('/etc/hostname')",
        "__import__('socket').socket()",
        "__import__('os').system('true')",
        "__import__('os').remove('x')",
        "__import__('subprocess').run(['true'])",
    ],
)
def test_a_sealed_child_opens_and_fetches_nothing(act: str, tmp_path: Path) -> None:
    program = (
        "import socket, subprocess, sys\n"
        "from app.parse import limits\n"
        "limits.seal()\n"
        f"try:\n    {act}\nexcept PermissionError:\n    sys.exit(7)\n"
    )
    root = platform.child_command("app.parse")[1]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, check=False)
    assert done.returncode == 7, done.stderr.decode()
