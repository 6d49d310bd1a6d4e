"""What a file is, told from its first bytes and never from its name alone."""

from __future__ import annotations

import codecs

from app.parse.limits import UNREAD, FileRefused

_REFUSED_STARTS = (
    (b"%PDF-", "file_is_pdf"),
    (b"\x89PNG", "file_is_picture"),
    (b"\xff\xd8\xff", "file_is_picture"),
    (b"GIF8", "file_is_picture"),
    (b"BM", "file_is_picture"),
    (b"II*\0", "file_is_picture"),
    (b"MM\0*", "file_is_picture"),
    (b"{\\rtf", "file_is_document"),
    (b"SQLite format 3\0", "file_is_not_text"),
    (b"7z\xbc\xaf\x27\x1c", "file_is_archive"),
    (b"Rar!\x1a", "file_is_archive"),
    (b"BZh", "file_is_archive"),
    (b"\xfd7zXZ\0", "file_is_archive"),
)
_TEXT_STARTS = (b"BM", b"BZh")
"""Two starts that an honest text may have as well: they count only where the rest is no text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNFIT = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1a\x1c\x1d\x1e\x1f")


def _mark_unread(problem: UnicodeError) -> tuple[str, int]:
    """One mark for each run of bytes that are no letter, which a true U+FFFD of the file is not."""
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return UNREAD, problem.end


_UNREAD_MARKED = "unread_marked"
codecs.register_error(_UNREAD_MARKED, _mark_unread)


def packed_kind(content: bytes) -> str:
    """``zip``, ``ole``, ``gzip`` or ``plain``; what can never be read here is refused at once."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if content.startswith(b"\x1f\x8b"):
        return "gzip"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        raise FileRefused("file_is_picture")
    for start, code in _REFUSED_STARTS:
        if content.startswith(start) and (start not in _TEXT_STARTS or not _is_text(content[:4_096])):
            raise FileRefused(code)
    return "plain"


def _is_text(sample: bytes) -> bool:
    return b"\0" not in sample


def decode(content: bytes) -> str:
    """The text: UTF-8 with or without its mark, UTF-16, Windows-1252. Anything binary is refused."""
    text = _decode(content)
    sample = text[:65_536]
    unfit = sum(character in _UNFIT for character in sample)
    if unfit * 100 > len(sample):
        raise FileRefused("file_is_not_text")
    return text


def _decode(content: bytes) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, _UNREAD_MARKED)
    wide = _unmarked_utf16(content[:4_096])
    if wide:
        return content.decode(wide, _UNREAD_MARKED)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(content)


def _unmarked_utf16(sample: bytes) -> str:
    """Which UTF-16 an unmarked text is in, by where its zero bytes lie; empty for none."""
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 10 >= half * 4 and even * 20 < half:
        return "utf-16-le"
    if even * 10 >= half * 4 and odd * 20 < half:
        return "utf-16-be"
    return ""


def _mostly_utf8(content: bytes) -> str:
    """One bad byte must not garble every name of a UTF-8 file; Windows-1252 has hardly a whole sequence."""
    text = content.decode("utf-8", _UNREAD_MARKED)
    bad = text.count(UNREAD)
    good = sum(character > "\x7f" for character in text) - bad
    if good and good >= bad:
        return text
    return content.decode("cp1252", _UNREAD_MARKED)


def text_kind(text: str, name: str) -> str:
    """``json`` or ``text``; XML, web pages and Turtle are refused by name."""
    start = text[:2_000].lstrip("\ufeff \t\r\n")
    lower = start[:200].casefold()
    if lower.startswith(("<!doctype html", "<html")):
        raise FileRefused("file_is_web_page")
    if lower.startswith("<"):
        raise FileRefused("file_is_xml")
    if lower.startswith(("@prefix", "@base", "prefix ", "# baseuri")) and "<" in start:
        raise FileRefused("file_is_turtle")
    is_json = start[:1] in ("{", "[") or name.casefold().endswith((".json", ".jsonld"))
    return "json" if is_json else "text"
