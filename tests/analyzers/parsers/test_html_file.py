"""Attached pages, and what they hide."""

import base64
import time

import pytest

from analyzers.parsers.html_file import read_page, read_svg
from tests.analyzers.files import ADDRESS, code, encoded

HIDDEN = '<script>location.href="https://hidden.example/x"</script>'


def b64(text):
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("page", "notes"),
    [
        ("<p>hello</p>", []),
        ("<form action=x><input name=a></form>", ["html-form"]),
        ("<FORM><INPUT name=a TYPE = 'password'></FORM>", ["html-form", "html-password"]),
        ("<script>1</script>", ["html-script"]),
        ("<img src=x onerror=alert(1)>", ["html-script"]),
        ("<meta http-equiv=refresh content='0;url=https://a.example/'>", ["html-redirect"]),
        ("<script>window.location = 'https://a.example/'</script>", ["html-script", "html-redirect"]),
        ("<script>if (location == 1) {}</script>", ["html-script"]),
        (
            f"<script>document.write(atob('{b64(HIDDEN)}'))</script>",
            ["html-script", "html-obfuscated", "html-redirect"],
        ),
        (
            f"<script>var a='{'QUJD' * 60_000}';new Blob([atob(a)]);URL.createObjectURL(b)</script>",
            ["html-script", "html-obfuscated"],
        ),
    ],
)
def test_what_a_page_does(page, notes):
    """Forms, scripts, and what they hide."""
    assert read_page(page)["notes"] == notes


@pytest.mark.parametrize(
    "literal",
    [
        f'atob("{b64(HIDDEN)}")',
        f'atob("{b64("eval(atob(" + chr(39) + b64(HIDDEN) + chr(39) + "))")}")',
        'unescape("' + "".join(f"%{byte:02x}" for byte in HIDDEN.encode()) + '")',
        'eval("' + "".join(f"\\x{byte:02x}" for byte in HIDDEN.encode()) + '")',
        "String.fromCharCode(" + ",".join(str(byte) for byte in HIDDEN.encode()) + ")",
    ],
)
def test_hidden_addresses_are_found(literal):
    """In every usual code."""
    found = read_page(f"<script>document.write({literal})</script>")

    assert ("https://hidden.example/x", None, "meta-refresh") in found["links"]
    assert "html-obfuscated" in found["notes"]


def test_libraries_are_no_links():
    """What a page loads is not where it leads; what its scripts name is."""
    page = '<script src="https://library.example/jquery.js"></script><script>fetch("https://take.example/in")</script>'

    assert read_page(page)["links"] == [("https://take.example/in", None, "text")]


@pytest.mark.parametrize(
    ("svg", "notes"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>", []),
        ("<svg><script>1</script></svg>", ["svg-script"]),
        ("<svg><foreignObject><p>x</p></foreignObject></svg>", ["svg-script"]),
        ("<svg onload='x()'/>", ["svg-script"]),
    ],
)
def test_svg(svg, notes):
    """A drawing is harmless; a page in a drawing is not."""
    assert read_svg(svg)["notes"] == notes


def test_links_of_svg():
    """They lead out."""
    found = read_svg('<svg xmlns="http://www.w3.org/2000/svg"><a xlink:href="https://svg.example/">x</a></svg>')

    assert found["links"] == [("https://svg.example/", None, "anchor")]


def test_a_code_in_a_page():
    """A picture that is written into it."""
    picture = base64.b64encode(encoded(code())).decode()

    assert read_page(f'<img src="data:image/png;base64,{picture}">')["codes"] == [ADDRESS]


@pytest.mark.parametrize(
    "piece", ["<script>", "<a ", "'", "%41", "\\x41", "65,", "location=", "data:image/png;base64,", '"QUJD', "<input "]
)
def test_patterns_are_linear(piece):
    """Text made to hurt takes no longer than its length asks."""
    began = time.process_time()
    read_page("<script>" + piece * (300_000 // len(piece)))

    assert time.process_time() - began < 3
