"""How long each step took, by clocks that may be wrong."""

from datetime import UTC, datetime

import pytest

from analyzers.trace import OurSide, Trace, trace
from analyzers.trace.delays import delays, written_before
from tests.analyzers.trace.routes import block

RELAY = "from mx.example.jp (mx.example.jp [10.0.0.2]) by box.example.jp (Postfix)"
LINE = "from m.example (m.example [203.0.113.5]) by mx.example.jp (Postfix)"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("Fri, 9 May 2025 07:00:55 +0900", "Thu, 8 May 2025 22:00:50 +0000"), (5.0, None)),
        (("Fri, 9 May 2025 07:00:55 +0900", "Fri, 9 May 2025 07:01:55 +0900"), (-60.0, None)),
        (("Sun, 11 May 2025 07:00:55 +0900", "Fri, 9 May 2025 07:00:55 +0900"), (172_800.0, None)),
        (("Fri, 9 May 2025 07:00:55 +0900", "yesterday"), (None, None)),
    ],
    ids=["seconds", "a clock is wrong", "two days", "no date"],
)
def test_delays(dates, expected):
    """Whole seconds over days and zones, negative ones too."""
    lines = [f"{line}; {date}" for line, date in zip((RELAY, LINE), dates, strict=True)]

    assert delays(trace(block(*lines), OurSide())) == expected


def test_no_route():
    """No line, no delay."""
    assert delays(Trace()) == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (datetime(2025, 5, 8, 22, 0, 0, tzinfo=UTC), 55.0),
        (datetime(2031, 5, 8, 22, 0, 55, tzinfo=UTC), -189_302_400.0),
        (None, None),
    ],
)
def test_the_date_of_the_author(written, expected):
    """Against the clock of the server that took the mail."""
    route = trace(block(f"{LINE}; Fri, 9 May 2025 07:00:55 +0900"), OurSide())

    assert written_before(written, route) == expected
    assert written_before(written, Trace()) is None
