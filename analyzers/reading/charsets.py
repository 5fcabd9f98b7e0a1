"""Characters: turning the bytes of a mail into text, whatever charset it declares, mislabels or forgets to name.

Japanese mail is the trade here: ISO-2022-JP as mailers really write it (RFC 1468 with half-width kana and vendor characters),
Shift_JIS as Windows-31J, EUC-JP, UTF-8; other Asian and European charsets by their widest real form.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from analyzers.reading.charset_guess import guess

# What senders call a charset -> the widest charset that mail under that name really uses.
_WIDER = {
    **dict.fromkeys(
        ("shift_jis", "shift-jis", "shiftjis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932", "ms932", "csshiftjis", "csWindows31J".lower(),
         "sjis-win", "x-ms-cp932", "windows-932", "shift_jisx0213", "shift_jis-2004", "shift_jis_2004"),
        "cp932",
    ),
    **dict.fromkeys(("euc-jp", "euc_jp", "eucjp", "x-euc-jp", "x-euc", "ujis", "eucjp-win", "eucjp-ms", "cp51932", "euc-jis-2004"), "euc_jp"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "gb_2312", "cp936", "ms936", "windows-936", "euc-cn", "chinese", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cn-big5", "x-x-big5", "cp950", "windows-950", "big5-eten"), "big5hkscs"),
    **dict.fromkeys(
        ("euc-kr", "euckr", "euc_kr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "ks_c_5601-1989", "uhc", "cp949", "windows-949", "x-windows-949", "korean"),
        "cp949",
    ),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "ansi", "x-ansi"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5", "windows-1254"), "cp1254"),
    **dict.fromkeys(("tis-620", "tis620", "iso-8859-11", "windows-874", "cp874"), "cp874"),
    **dict.fromkeys(("windows-1251", "win-1251", "cp1251"), "cp1251"),
    **dict.fromkeys(("koi8-r", "koi8r", "koi8"), "koi8-r"),
    **dict.fromkeys(("windows-1253", "cp1253"), "cp1253"),
    **dict.fromkeys(("windows-1255", "iso-8859-8-i", "iso-8859-8-e", "cp1255"), "cp1255"),
    **dict.fromkeys(("windows-1256", "cp1256"), "cp1256"),
    **dict.fromkeys(("hz-gb-2312", "hz"), "hz"),
    **dict.fromkeys(("utf-7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7"), "utf-7"),
    **dict.fromkeys(("utf8", "utf-8", "utf_8", "unicode-1-1-utf-8", "cp65001", "utf8mb4"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf16", "unicode", "ucs-2", "iso-10646-ucs-2", "utf-16le", "utf-16be", "utf-16-le", "utf-16-be"), "utf-16"),
    **dict.fromkeys(("x-unknown", "unknown-8bit", "us-ascii", "ascii", "unknown", "default", "binary", "8bit"), ""),
}  # fmt: skip
# Of several escapes behind each other the last counts.
_JIS = re.compile(rb"(?:\x1b(\$[@B]|\$\([@BOPQ]|\([BJHI]|&@\x1b\$B|\.A))++")
# How much of a text is read with care for vendor characters; the rest is left to Python's codecs, which are fast.
MAX_RUNS, MAX_CAREFUL = 50_000, 1_000_000
_META = re.compile(rb"(?i)<meta[^<>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})")
_KOREAN, _CHINESE = b"\x1b$)C", (b"\x1b$)A", b"\x1b$)G")
_EUC_CHARACTER = re.compile(rb"\x8e([\xa1-\xdf])|\x8f[\xa1-\xfe]{2}|([\xa1-\xfe])([\xa1-\xfe])|[\x80-\xff]")
_SEVEN_BIT = {"utf-7", "hz"}
_WIDE_CHARACTER = re.compile("[\\t\\r\\n -~\u3000-\u30ff\u0400-\u045f\uff01-\uff5e]")
REPLACEMENT = "\ufffd"
_KANA, MANY_KANA = re.compile("[\u3041-\u30fc]"), 20  # so many are no accident, whatever rubbish stands around them
_ASIAN = {"cp932", "euc_jp", "gb18030", "big5hkscs", "cp949"}
_SHORT = 60  # bytes
_WITHIN_WORD = re.compile(rb"[a-z][\x80-\xff]{2}|[\x80-\xff]{2}[a-z]")
_REPLACED = REPLACEMENT.encode()
_HEAD = 2_000  # bytes in which a charset that changes by escapes announces itself
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHIFT = re.compile(rb"(\x1b\$\)[ACG]|\x0e[^\x0f\n]*\x0f?)")
_SET_BIT = bytes(b | 0x80 if 0x21 <= b <= 0x7E else b for b in range(256))


def decode(data: bytes, declared: str | None = None) -> str:
    """`data` as text. Never raises; what no charset explains becomes U+FFFD, which the caller may count as a loss."""
    if data.isascii() and b"\x1b" not in data and b"\x00" not in data:
        return _seven_bit(data, _canonical(declared) if declared else "")
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace")
    name = _canonical(declared)
    if (wide := _wide(data, name)) is not None:
        return wide
    if b"\x1b" in data and (text := _escaped(data)) is not None:
        return text
    return _eight_bit(data, name)


def _seven_bit(data: bytes, name: str) -> str:
    """ASCII, or what changes its meaning by plain characters; where that does not fit throughout, it is ASCII after all."""
    text = data.decode(name, "replace") if name in _SEVEN_BIT else REPLACEMENT
    return data.decode("ascii") if REPLACEMENT in text else text


def _canonical(declared: str | None) -> str:
    """The codec for a declared charset, cleaned of what hostile mail writes into it; "" when there is none."""
    name = re.sub(r"[^a-z0-9_:.-]", "", (declared or "").strip().lower().partition("$")[0]).strip("_")
    name = _WIDER.get(name, name)
    if not name or name.startswith("iso-2022"):
        return ""
    try:
        return name if codecs.lookup(name)._is_text_encoding else ""  # noqa: SLF001 -- the only way to leave out rot13 and zlib
    except (LookupError, ValueError):
        return ""


def _escaped(data: bytes) -> str | None:
    """Seven-bit text of Asia, which changes its charset by escapes (RFC 1468, RFC 1557, RFC 1922); None when there are none.

    Where other bytes stand, too, a Korean or Chinese announcement is there to hide them.
    """
    if data.isascii() and _KOREAN in data[:_HEAD]:
        return _shifted(data, "euc_kr")
    if data.isascii() and any(escape in data[:_HEAD] for escape in _CHINESE):
        return _shifted(data, "gb2312")
    return _iso_2022_jp(data) if _JIS.search(data) else None


def _shifted(data: bytes, codec: str) -> str:
    """ISO-2022-KR and -CN: between SO and SI stand two-byte characters, seven bits each. Of the Chinese sets, GB 2312 is read."""
    out: list[str] = []
    known = True
    for piece in _SHIFT.split(data):
        if piece.startswith(b"\x1b$"):
            known = piece != _CHINESE[1]
        elif piece.startswith(b"\x0e"):
            wide = piece[1:].rstrip(b"\x0f").translate(_SET_BIT)
            out.append(wide.decode(codec, "replace") if known else REPLACEMENT * (len(wide) // 2))
        else:
            out.append(piece.lstrip(b"\x0f").decode("ascii", "replace"))
    return "".join(out)


def _wide(data: bytes, declared: str) -> str | None:
    """UTF-16 and UTF-32, with a byte order mark or without; None when it is neither.

    ASCII has a zero byte in both: a mark above a long text without any is there to hide it, unless the text is kana.
    """
    for mark, name in _MARKS:
        if data.startswith(mark) and (
            b"\x00" in data or len(data) < _SHORT or declared == "utf-16" or _every_second(data)
        ):
            return data.decode(name, "replace")
    if len(data) % 2 and len(data) < _SHORT:
        return None
    if not (b"\x00" in data or declared == "utf-16" or _every_second(data)):
        return None
    head = data[: 4 * _HEAD]
    best, most = "", 0.4
    for name, width in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
        text = head[: len(head) // width * width].decode(name, "replace")
        share = len(_WIDE_CHARACTER.findall(text)) / (len(text) or 1)
        if share > most:
            best, most = name, share
    return data.decode(best, "replace") if best else None


def _every_second(data: bytes) -> bool:
    """Whether every second byte is that of kana, in text that has no NUL in it."""
    head = data[:_HEAD]
    return (
        not len(data) % 2 and 5 * max(head[0::2].count(0x30), head[1::2].count(0x30)) > len(head) and not head.isascii()
    )


def _eight_bit(data: bytes, declared: str) -> str:
    """UTF-8 is recognised whatever the label says: other charsets hardly ever form it by accident."""
    text = _almost_utf_8(data, declared)
    if text is not None and not (len(data) < _SHORT and _is_rather(data, text, declared)):
        return text
    if declared == "johab":  # Korean, too rare to be guessed
        return data.decode(declared, "replace")
    meta = _META.search(data[:4_096])
    return _decoded(data, guess(data, declared, _canonical(meta[1].decode("ascii", "replace")) if meta else ""))


def _is_rather(data: bytes, text: str, declared: str) -> bool:
    """Whether a few characters that form UTF-8 by accident are what the label says: GBK and EUC have such pairs (通知)."""
    if declared not in _ASIAN or max(text) >= "\u0800" or _WITHIN_WORD.search(data):
        return False
    return REPLACEMENT not in _decoded(data, declared)


def _almost_utf_8(data: bytes, declared: str) -> str | None:
    """`data` as UTF-8, if all but a few characters are: a mail that was cut, or one slip, is no other charset.

    A replacement character that another program has left there is whole UTF-8. Under the right label much may be broken.
    """
    text = data.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT)
    if not bad:
        return text
    if len(_KANA.findall(text)) >= MANY_KANA:
        return text
    bad -= data.count(_REPLACED)
    good = sum(map("\x7f".__lt__, text)) - bad
    if bad == 1 and text[-1] == REPLACEMENT and (declared == "utf-8" or max(text[:-1], default="") >= "\u0800"):
        return text  # cut inside its last character
    return text if bad * (0.5 if declared == "utf-8" else 8) < good else None


def _decoded(data: bytes, name: str) -> str:
    return _euc(data) if name == "euc_jp" else data.decode(name, "replace")


def _euc(data: bytes) -> str:
    """EUC-JP with the vendor rows that Python's codec lacks (①, ㈱, 髙), which Windows-31J has."""
    try:
        return data.decode("euc_jp")
    except UnicodeDecodeError:
        careful = _EUC_CHARACTER.sub(_euc_to_cp932, data[:MAX_CAREFUL]).decode("cp932", "replace")
        return careful.replace("\uf8f3", REPLACEMENT) + data[MAX_CAREFUL:].decode("euc_jp", "replace")


def _euc_to_cp932(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return found[1]
    if found[2]:
        return _jis_to_cp932(found[2][0] & 0x7F, found[3][0] & 0x7F)
    return b"\x81\xac" if found[0][:1] == b"\x8f" else b"\xff"  # 〓 for a rare kanji; what is no character at all


def _jis_to_cp932(row: int, cell: int) -> bytes:
    """One JIS X 0208 code (0x21..0x7E each) as Windows-31J (JIS X 0208:1997, annex 1)."""
    lead = (row + 1) // 2 + (0x70 if row < 0x5F else 0xB0)
    if row % 2:
        return bytes((lead, cell + (0x20 if cell > 0x5F else 0x1F)))
    return bytes((lead, cell + 0x7E))


def _iso_2022_jp(data: bytes) -> str:
    """ISO-2022-JP as it arrives: half-width kana, vendor characters, missing escapes at line ends, stray 8-bit text."""
    out: list[str] = []
    mode = b"(B"
    position = 0
    for escape in islice(_JIS.finditer(data[:MAX_CAREFUL]), MAX_RUNS):
        out.append(_jis_run(data[position : escape.start()], mode))
        mode, position = escape[1], escape.end()
    end = MAX_CAREFUL if len(out) < MAX_RUNS else position
    out.append(_jis_run(data[position:end], mode))
    if rest := data[end:]:
        out.append((b"\x1b" + mode + rest).decode("iso2022_jp_ext", "replace"))
    return "".join(out)


def _jis_run(run: bytes, mode: bytes) -> str:
    if mode == b"(I":
        return bytes(b | 0x80 if 0x21 <= b <= 0x5F else b for b in run).decode("cp932", "replace")
    if not mode.startswith((b"$", b"&")):
        return decode(run) if not run.isascii() else run.decode("ascii")
    if mode in {b"$(O", b"$(P", b"$(Q"}:
        edition = "iso2022_jp_2004" if mode == b"$(Q" else "iso2022_jp_3"  # JIS X 0213 of 2004 and of 2000
        return (b"\x1b" + mode + run + b"\x1b(B").decode(edition, "replace")
    lines = run.split(
        b"\n"
    )  # RFC 1468: a line ends in ASCII, so what follows a line end without an escape is ASCII again
    head = re.sub(rb"([\x21-\x7e])([\x21-\x7e])", lambda m: _jis_to_cp932(m[1][0], m[2][0]), lines[0])
    tail = b"".join(b"\n" + line for line in lines[1:])
    return head.decode("cp932", "replace") + (decode(tail) if tail else "")
