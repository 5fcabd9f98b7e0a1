"""Characters: turning the bytes of a mail into text, whatever charset it declares, mislabels or forgets to name.

Japanese mail is the trade here: ISO-2022-JP as mailers really write it (RFC 1468 with half-width kana and vendor characters),
Shift_JIS as Windows-31J, EUC-JP, UTF-8; other Asian and European charsets by their widest real form.
"""

from __future__ import annotations

import codecs
import re

# What senders call a charset -> the widest charset that mail under that name really uses.
_WIDER = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "cp932": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "x-unknown": "",
    "unknown-8bit": "",
    "us-ascii": "",
    "ascii": "",
}
_JIS = re.compile(rb"\x1b(\$[@B]|\$\([@BOPQ]|\([BJHI]|&@\x1b\$B|\.A)")
_KANA = re.compile(r"[\u3041-\u30fe]")
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x80-\x9f]")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_HIGH = re.compile(rb"[\x80-\xff]")
_EUC = {"euc-jp", "euc_jp", "x-euc-jp"}
_EUC_CHARACTER = re.compile(rb"\x8e([\xa1-\xdf])|\x8f[\xa1-\xfe]{2}|([\xa1-\xfe])([\xa1-\xfe])|[\x80-\xff]")
_SEVEN_BIT = {"utf-7", "hz"}
_SAMPLE = 30_000  # bytes that are enough to tell one charset from another
_CANDIDATES = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949")
REPLACEMENT = "\ufffd"


def decode(data: bytes, declared: str | None = None) -> str:
    """`data` as text. Never raises; what no charset explains becomes U+FFFD, which the caller may count as a loss."""
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace")
    if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return data.decode("utf-16", "replace")
    if b"\x1b" in data and _JIS.search(data):
        return _iso_2022_jp(data)
    name = _canonical(declared)
    if data.isascii():
        return data.decode(name if name in _SEVEN_BIT else "ascii", "replace")
    return _eight_bit(data, name)


def _canonical(declared: str | None) -> str:
    """The codec for a declared charset, cleaned of what hostile mail writes into it; "" when there is none."""
    name = re.sub(r"[^a-z0-9_:.-]", "", (declared or "").strip().lower().partition("$")[0]).strip("_")
    name = _WIDER.get(name, name)
    if not name or name.startswith("iso-2022-jp"):
        return ""
    try:
        return name if codecs.lookup(name)._is_text_encoding else ""  # noqa: SLF001 -- the only way to leave out rot13 and zlib
    except (LookupError, ValueError):
        return ""


def _eight_bit(data: bytes, declared: str) -> str:
    """UTF-8 is recognised whatever the label says: other charsets hardly ever form it by accident."""
    western = declared.startswith(("cp125", "iso8859", "iso-8859", "latin"))
    for name in ("utf-8", "" if western else declared):
        if name and (text := _almost(data, name)) is not None:
            return text
    guessed = _guess(data)
    return _decoded(data, guessed) if guessed else data.decode(declared or "utf-8", "replace")


def _almost(data: bytes, name: str) -> str | None:
    """`data` in the charset `name`, if all but a few characters are: a mail that was cut, or one slip, is no other charset."""
    text = _decoded(data, name)
    bad = text.count(REPLACEMENT)
    return text if bad == 0 or 8 * bad < sum(c > "\x7f" for c in text) - bad else None


def _guess(data: bytes) -> str | None:
    """The candidate that reads most like language: kana count most, unassigned and private characters against it."""
    sample = data[:_SAMPLE]
    best: tuple[float, str, int] | None = None
    for name in _CANDIDATES:
        text = _decoded(sample, name)
        kana = len(_KANA.findall(text))
        score = 3 * kana + len(_KANJI.findall(text)) - 10 * len(_ODD.findall(text))
        score -= 2 * sum("\uff61" <= c <= "\uff9f" for c in text)
        if best is None or score > best[0]:
            best = (score, name, kana)
    if best and best[0] > 2 and (best[2] or not _looks_western(sample)):
        return best[1]
    return "cp1252" if _looks_western(sample) else None


def _looks_western(data: bytes) -> bool:
    """Letters with accents stand alone among ASCII; in the scripts of Asia 8-bit bytes come in rows."""
    return 10 * len(_ALONE.findall(data)) > 8 * len(_HIGH.findall(data))


def _decoded(data: bytes, name: str) -> str:
    return _euc(data) if name in _EUC else data.decode(name, "replace")


def _euc(data: bytes) -> str:
    """EUC-JP with the vendor rows that Python's codec lacks (①, ㈱, 髙), which Windows-31J has."""
    try:
        return data.decode("euc_jp")
    except UnicodeDecodeError:
        return _EUC_CHARACTER.sub(_euc_to_cp932, data).decode("cp932", "replace").replace("\uf8f3", REPLACEMENT)


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
    for escape in [*_JIS.finditer(data), None]:
        end = escape.start() if escape else len(data)
        out.append(_jis_run(data[position:end], mode))
        if escape:
            mode, position = escape[1], escape.end()
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
