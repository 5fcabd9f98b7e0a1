"""RTF as Outlook keeps a mail's body: unpacked (MS-OXRTFCP), and the HTML or text in it taken out again (MS-OXRTFEX).

One pass, linear; what comes out is bounded.
"""

from __future__ import annotations

import codecs
import re
import struct
from dataclasses import dataclass
from typing import Final

MAX_OUT: Final = 8 * 1024 * 1024
_PRELOAD: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|.", re.DOTALL
)
_SKIPPED: Final = {
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"pntext",
    b"mhtmltag",
    b"generator",
}
_MARKS: Final = {
    b"par": "\r\n", b"line": "\r\n", b"tab": "\t", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"endash": "–", b"emdash": "—", b"~": "\u00a0", b"_": "\u00ad", b"\n": "\r\n", b"\r": "\r\n",
}  # fmt: skip
_AS_HTML: Final = {"\r\n": "<br>\r\n", "\u00a0": "&nbsp;", "\u00ad": "&shy;"}
_CHARSETS: Final = {
    0: "cp1252", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


def body(compressed: bytes) -> dict[str, str]:
    """`kind` (`html` or `text`) and the `text` of a compressed RTF body. Raises ValueError for what is none."""
    return deencapsulate(decompress(compressed))


def decompress(data: bytes) -> bytes:
    """MS-OXRTFCP, section 2.2: a window of 4,096 bytes, preloaded. The checksum is not looked at."""
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == 0x414C454D:  # MELA: stored as it is
        return data[16 : 16 + min(size, MAX_OUT)]
    if kind != 0x75465A4C:  # LZFu
        raise ValueError("no compressed RTF")
    out, at = bytearray(_PRELOAD), 16
    limit = len(_PRELOAD) + min(size, MAX_OUT)
    while at < len(data) and len(out) < limit:
        control, at = data[at], at + 1
        if not control:
            out += data[at : at + 8]
            at += 8
            continue
        for bit in range(8):
            if not control >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            reference = int.from_bytes(data[at : at + 2], "big")
            back = (len(out) - (reference >> 4)) % 4096
            at += 2
            if not back or at > len(data):  # the reference to the place where the next byte goes is the end
                return bytes(out[len(_PRELOAD) : limit])
            _repeat(out, back, (reference & 15) + 2)
    return bytes(out[len(_PRELOAD) : limit])


def _repeat(out: bytearray, back: int, count: int) -> None:
    piece = out[-back:] if back <= len(out) else b"\0" * (back - len(out)) + out
    out += (piece * (count // max(1, len(piece)) + 1))[:count]


def deencapsulate(rtf: bytes) -> dict[str, str]:
    """The HTML, or the text, that stands in `rtf`; of an RTF that was made as such, its text."""
    head = rtf[:4000]
    return _Reader(html=b"\\fromhtml1" in head, charset=_charset(head)).read(rtf)


def _charset(head: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{1,5})", head)
    name = (
        {b"65001": "utf-8", b"936": "gb18030", b"950": "big5hkscs", b"10000": "mac_roman"}.get(found[1])
        if found
        else ""
    )
    name = name or f"cp{found[1].decode()}" if found else "cp1252"
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


@dataclass(slots=True)
class _Group:
    """What a brace opens and closes: whether it is passed over, is markup, or shown to RTF alone; its charset and count of stand-ins."""

    skip: bool = False
    tag: bool = False
    rtf_only: bool = False
    charset: str = ""
    after: int = 1
    fonts: bool = False

    def copy(self) -> _Group:
        """A group inside begins as the one around it is."""
        return _Group(self.skip, self.tag, self.rtf_only, self.charset, self.after, self.fonts)


class _Reader:
    """Collects text; bytes are kept until their charset changes, since a character may be split between tokens."""

    def __init__(self, *, html: bool, charset: str) -> None:
        self.html, self.charset = html, charset
        self.now = _Group()
        self.outer: list[_Group] = []
        self.out: list[str] = []
        self.held = bytearray()
        self.passing = 0
        self.starred = False
        self.font: int | None = None
        self.fonts: dict[int, str] = {}

    def read(self, rtf: bytes) -> dict[str, str]:
        """One pass over the tokens."""
        for token in _TOKEN.finditer(rtf):
            word, number, code, mark, brace, plain = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif code:
                self._bytes(bytes.fromhex(code.decode()), 1)
            elif mark:
                self._mark(mark)
            elif plain:
                self._bytes(plain, len(plain))
        self._flush()
        text = "".join(self.out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return {"kind": "html" if self.html else "text", "text": text[:MAX_OUT]}

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.passing, self.starred = 0, False
        if brace == b"{":
            if len(self.outer) < 10_000:
                self.outer.append(self.now)
                self.now = self.now.copy()
        elif self.outer:
            self.now = self.outer.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        if word == b"u" and number is not None:
            self._flush()
            self._emit(chr(number & 0xFFFF))
            self.passing = self.now.after
        elif word == b"bin" or self.passing:
            self.passing = max(0, self.passing - 1)
        else:
            self._destination(word)
            self._state(word, number)
            if word in _MARKS:
                self._shown(_MARKS[word])
        self.starred = False

    def _destination(self, word: bytes) -> None:
        if word == b"htmltag" and self.starred:
            self._flush()
            self.now.tag = True
        elif word in _SKIPPED or self.starred:
            self._flush()
            self.now.skip, self.now.fonts = True, word == b"fonttbl"

    def _state(self, word: bytes, number: int | None) -> None:
        if word == b"htmlrtf":
            self._flush()
            self.now.rtf_only = number != 0
        elif word == b"uc":
            self.now.after = min(max(number or 0, 0), 10)
        elif word == b"f":
            self._flush()
            self.font = number
            self.now.charset = self.fonts.get(number or 0, "")
        elif word == b"fcharset" and self.now.fonts and self.font is not None:
            self.fonts[self.font] = _CHARSETS.get(number or 0, "")
        elif word in {b"plain", b"pard"}:
            self._flush()
            self.now.charset = "" if word == b"plain" else self.now.charset

    def _mark(self, mark: bytes) -> None:
        if mark == b"*":
            self.starred = True
        elif mark in {b"{", b"}", b"\\"}:
            self._bytes(mark, 1)
        elif mark in _MARKS:
            self._shown(_MARKS[mark])

    def _bytes(self, data: bytes, count: int) -> None:
        r"""Text; what stands after `\u` for readers without Unicode is passed over."""
        passed = min(self.passing, count)
        self.passing -= passed
        if not (self.now.skip or self.now.rtf_only):
            self.held += data[passed:] if len(data) == count else data

    def _shown(self, text: str) -> None:
        self._flush()
        self._emit(_AS_HTML.get(text, text) if self.html and not self.now.tag else text)

    def _emit(self, text: str) -> None:
        if not (self.now.skip or self.now.rtf_only):
            self.out.append(text)

    def _flush(self) -> None:
        if not self.held:
            return
        text = _text(bytes(self.held), self.now.charset or self.charset, self.charset)
        self.held.clear()
        if self.html and not self.now.tag:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.out.append(text)


def _text(data: bytes, charset: str, default: str) -> str:
    """`data` in the charset of its font; when that does not fit, in the document's."""
    for name in dict.fromkeys((charset, default)):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(default, "replace")
