"""Random and mutated mails: nothing is raised but NotAMail, and nobody waits.

Shared by the short run in `tests/analyzers/reading/test_fuzz.py`.
"""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzers import NotAMail, OurSide, read
from analyzers.dossier import Dossier
from analyzers.examine import report
from analyzers.trace import trace
from bot.report_json import report_json

SEEDS = [path.read_bytes() for path in sorted(Path(__file__).parents[1].joinpath("mails").glob("*/mail.eml"))]
PIECES = [
    b"=?utf-8?b?", b"?=", b"=?iso-2022-jp?q?", b"\x1b$B", b"\x1b(B", b"\x82\xa0", b"\xe3\x81", b"<", b">", b"<<", b"@", b"(", b")", b'"',
    b"\\", b"\n", b"\r\n", b"\n\n", b"\n ", b"\t", b"\x00", b":", b";", b",", b"[", b"]", b"[203.0.113.5]", b"from ", b"by ", b"Received: ",
    b"From: ", b"Subject: ", b"To: ", b"Date: ", b"Content-Type: ", b"text/html", b"multipart/mixed; boundary=b", b"--b", b"--b--", b"charset=",
    b"message/rfc822", b"Content-Transfer-Encoding: base64\n", b"quoted-printable", b"filename*0*=", b"utf-8''", b"%", b"<a href=", b"http://",
    b"https://0x7f.1/", b"//", b"</", b"<div>", b"<base href=", b"<meta http-equiv=refresh content=0;url=", b"javascript:", b"example.jp", b"xn--",
    b"a.", b".", b"-", b"1", "。".encode(), "本日パスワード".encode(), "①".encode("cp932"), b"helo=", b"(HELO ", b"IPv6:", b"::", b"+9999", b"[spam] ",
]  # fmt: skip
BOUND = 5.0  # seconds for one small mail, on a busy machine

random_bytes = st.binary(max_size=2_000)
soups = st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=120).map(b"".join)
mails = soups.map(lambda soup: b"Received: x\nFrom: a@example.com\n" + soup)


@st.composite
def mutated(draw):
    """A real mail with a few pieces cut out, repeated or put in."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 60)))
        how = draw(st.sampled_from(["cut", "repeat", "insert", "flip"]))
        if how == "cut":
            del data[at:end]
        elif how == "repeat":
            data[at:at] = data[at:end] * draw(st.integers(1, 30))
        elif how == "insert":
            data[at:at] = draw(st.sampled_from(PIECES))
        elif at < len(data):
            data[at] = draw(st.integers(0, 255))
    return bytes(data)


INPUTS = st.one_of(random_bytes, soups, mails, mutated(), st.text(max_size=500))


def survive(source):
    """Reads, judges and tells one input; the seconds that it took."""
    began = time.monotonic()
    try:
        message = read(source)
    except NotAMail:
        return time.monotonic() - began
    for side in (OurSide(), OurSide(domains=("example-shop.jp",), servers=("mx0.example-shop.jp",))):
        found = report(Dossier(message=message, trace=trace(message.headers, side), side=side))
        assert report_json(found)["schema"] == 1
    return time.monotonic() - began


@pytest.mark.soak
@given(INPUTS)
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_breaks(source):
    """Whatever comes in, for a long time."""
    assert survive(source) < BOUND


@pytest.mark.soak
def test_large_soups_take_linear_time():
    """A megabyte of any mixture of pieces costs seconds, wherever it stands."""
    chosen = random.Random(5)
    for _ in range(200):
        some = chosen.sample(PIECES, chosen.randint(1, 4))
        soup = b"".join(chosen.choices(some, k=1_000_000 // max(1, sum(map(len, some)) // len(some))))[:1_000_000]
        head = chosen.choice(
            [b"Subject: ", b"From: ", b"To: ", b"Received: from ", b"Content-Type: text/html\n\n", b"\n"]
        )
        began = time.monotonic()
        with_route = b"Received: x\nFrom: a@example.com\n" + head + soup
        try:
            message = read(with_route)
            report(Dossier(message=message, trace=trace(message.headers, OurSide())))
        except NotAMail:
            pass
        assert time.monotonic() - began < 20, some
