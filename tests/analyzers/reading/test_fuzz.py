"""A short run of the fuzzing that `tests/soak` does for long, and the pieces that once hurt."""

import logging
import time

import pytest
from hypothesis import HealthCheck, given, settings

from analyzers import NotAMail, OurSide, read
from analyzers.dossier import Dossier
from analyzers.examine import report
from analyzers.trace import trace
from tests.soak.test_reading_fuzz import INPUTS, survive


@given(INPUTS)
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_breaks(source):
    """Whatever comes in, read() raises nothing but NotAMail, and report() nothing."""
    records = []
    handler = logging.Handler()
    handler.emit = records.append
    logging.getLogger("analyzers").addHandler(handler)
    try:
        survive(source)
    finally:
        logging.getLogger("analyzers").removeHandler(handler)
    assert [record.getMessage() for record in records] == []


PLACES = {
    "subject": b"Received: x\nFrom: a@example.com\nSubject: %s\n\nhello",
    "from": b"Received: x\nFrom: %s\n\nhello",
    "received": b"Received: from %s\nFrom: a@example.com\n\nhello",
    "type": b"Received: x\nFrom: a@example.com\nContent-Type: multipart/mixed; boundary=%s\n\nhello",
    "text": b"Received: x\nFrom: a@example.com\n\n%s",
    "html": b"Received: x\nFrom: a@example.com\nContent-Type: text/html\n\n%s",
    "raw": b"%s",
}
PIECES = [
    b"(",
    b"<",
    b"a.",
    b"=?",
    b"[",
    b" ",
    b"1",
    b"a",
    b"http://",
    b"?= =?",
    b"=?utf-8?b?",
    b";",
    b"a[.]",
    b"\x1b$B!!",
    b'"',
    b"<a href=",
]


@pytest.mark.parametrize("place", PLACES)
def test_linear_time(place):
    """Three hundred thousand bytes of what parsers stumble over cost a moment, wherever they stand."""
    for piece in PIECES:
        began = time.monotonic()
        try:
            message = read(PLACES[place].replace(b"%s", (piece * 300_000)[:300_000]))
            report(Dossier(message=message, trace=trace(message.headers, OurSide())))
        except NotAMail:
            pass
        assert time.monotonic() - began < 4, piece
