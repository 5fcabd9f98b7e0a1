"""RTF bodies: unpacked, and the HTML or the text in them."""

import struct

import pytest

from analyzers.parsers.rtf import MAX_OUT, body, decompress, deencapsulate
from tests.analyzers.packing import lzfu

HEAD = rb"{\rtf1\ansi\ansicpg932\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset0 Times;}{\f2\fcharset128 Gothic;}}"


def html(inner: bytes) -> str:
    """The HTML in an RTF that was made of HTML."""
    found = deencapsulate(HEAD + inner + b"}")
    assert found["kind"] == "html"
    return found["text"]


def test_stored_rtf():
    """What is not compressed is taken as it stands, as long as it says."""
    assert decompress(struct.pack("<IIII", 0, 5, 0x414C454D, 0) + b"{\\rtf more") == b"{\\rtf"


def test_compressed_rtf():
    """Literal bytes, a repetition that overlaps itself, one out of the preloaded window, and the end mark."""
    # "a", then 5 bytes from where "a" went (207), 6 bytes of the window from 0, and the reference to the next place.
    data = bytes([0b00001110]) + b"a" + struct.pack(">HHH", 207 << 4 | 3, 0 << 4 | 4, (207 + 12) << 4)
    packed = struct.pack("<IIII", len(data) + 12, 100, 0x75465A4C, 0) + data

    assert decompress(packed) == b"aaaaaa{\\rtf1"


@pytest.mark.parametrize("cut", [16, 17, 20, 30])
def test_compressed_rtf_that_was_cut(cut):
    """It is read as far as it goes."""
    assert b"{\\rtf1 hello world and more}".startswith(decompress(lzfu(b"{\\rtf1 hello world and more}")[:cut]))


def test_no_rtf():
    """Another kind, or nothing, is an error."""
    with pytest.raises(ValueError, match="no compressed RTF"):
        decompress(b"x" * 40)
    with pytest.raises(struct.error):
        decompress(b"")


def test_unpacking_is_bounded():
    """A size that is only claimed takes no memory, and no more than the bound comes out."""
    places = [(206 + 17 * at) % 4096 << 4 | 15 for at in range(MAX_OUT // 17 + 100)]
    pieces = (b"\xff" + struct.pack(">8H", *places[at : at + 8]) for at in range(0, len(places) - 8, 8))
    packed = struct.pack("<IIII", 0, 0xFFFFFFFF, 0x75465A4C, 0) + b"".join(pieces)

    assert len(decompress(packed)) == MAX_OUT


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (rb"{\*\htmltag84 <p>}hello{\*\htmltag92 </p>}", "<p>hello</p>"),
        (rb"{\*\htmltag84 <a href=\'22https://example.org/\'22>}go{\*\htmltag92 </a>}", '<a href="https://example.org/">go</a>'),
        (rb"a\htmlrtf {\b\htmlrtf0 b\htmlrtf}\htmlrtf0 c", "abc"),
        (rb"{\*\mhtmltag84 <a href=no>}{\*\htmltag84 <br>}", "<br>"),
        (rb"1\par 2\line 3\tab 4", "1<br>\r\n2<br>\r\n3\t4"),
        (rb"{\*\htmltag0 a\par b\tab c}", "a\r\nb\tc"),
        (rb"5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        (rb"\{x\}\\\~y", "{x}\\&nbsp;y"),
        (rb"\'82\'a0\'83A", "あア"),
        (rb"\'82{\*\htmltag0 x}", "\ufffdx"),
        (rb"\f1 caf\'e9\f2 \'82\'a2\f0 \'82\'a4", "caféいう"),
        (rb"\u12354?\u-10179?\u-8704?", "あ😀"),
        (rb"\uc2\u12354\'82\'a0!", "あ!"),
        (rb"\uc0\u12354 !", "あ!"),
        (rb"\uc1\u12354 abc", "あbc"),
        (rb"{\*\unknown hidden}{\pict 00ff}seen", "seen"),
        (rb"\lquote a\rquote  \endash ", "‘a’ –"),
        (b"one\r\ntwo", "onetwo"),
        (rb"{{{{deep}}}}}}}", "deep"),
        (rb"\u-10179?", "\ufffd"),
        (rb"\'zz", "zz"),
    ],
)  # fmt: skip
def test_html_out_of_rtf(rtf, expected):
    """Tags, text, escapes, characters in the charset of their font, and nothing that only RTF shows."""
    assert html(rtf) == expected


def test_text_out_of_rtf():
    """RTF that holds plain text, and RTF of its own."""
    wrapped = rb"{\rtf1\ansi\ansicpg1252\fromtext \deff0{\fonttbl{\f0 Courier;}}\f0 see <https://example.org/>\par ok}"

    assert deencapsulate(wrapped) == {"kind": "text", "text": "see <https://example.org/>\r\nok"}
    assert deencapsulate(rb"{\rtf1\ansi\ansicpg99999 caf\'e9}") == {"kind": "text", "text": "café"}


def test_a_body():
    """Unpacked and taken out in one step."""
    assert body(lzfu(HEAD + rb"{\*\htmltag84 <b>}x}")) == {"kind": "html", "text": "<b>x"}


def test_braces_without_end_take_linear_time():
    """Ten million braces are no stack overflow."""
    assert deencapsulate(b"{" * 300_000 + b"x" + b"}" * 300_000)["text"] == "x"
