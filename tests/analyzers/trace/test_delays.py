"""How long each step took, by clocks that may be wrong."""

import pytest

from analyzers.trace import OurSide, Trace, trace
from analyzers.trace.delays import delays
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
