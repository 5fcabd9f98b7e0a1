"""Whatever stands below the believed line, and whatever a line says: nothing raises, and nothing moves the boundary."""

import ipaddress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzers.message import HeaderBlock, HeaderField
from analyzers.trace import OurSide, read_hop, standing, trace
from analyzers.trace.delays import delays

STRANGER = "from evil.example (unknown [203.0.113.9]) by mx0.example-shop.jp (Postfix) with ESMTP id 1A; Mon, 2 Nov 2026 10:00:00 +0900"
INSIDE = "from mx0.example-shop.jp (mx0.example-shop.jp [198.51.100.2]) by imap.example-shop.jp with LMTP id 2B; Mon, 2 Nov 2026 10:00:02 +0900"
_PIECES = (
    "from by with id for ; ( ) [ ] < > helo= HELO IPv6: :: 203.0.113.5 [203.0.113.5] 10.0.0.1 127.0.0.1 ::1 15.1.225.42 unknown localhost "
    "mx0.example-shop.jp imap.example-shop.jp example-shop.jp evil.example google.com mx.google.com mail.protection.outlook.com (Postfix) "
    "(Exim 4.94) ESMTPSA LMTP POP3 may-be-forged Mon, 2 Nov 2026 10:00:00 +0900 -0000 =?utf-8?b?44GC?= 日本 \u200b \t"
)
LINE = st.lists(st.one_of(st.sampled_from(_PIECES.split(" ")), st.text(max_size=6)), max_size=25).map(" ".join)
NAME = st.sampled_from(
    [
        "Received",
        "X-Received",
        "Received-SPF",
        "X-Originating-IP",
        "X-Sender-IP",
        "Return-Path",
        "Delivered-To",
        "List-Id",
    ]
)
FORGED = st.lists(st.tuples(NAME, LINE), max_size=8)
SIDES = st.sampled_from(
    [OurSide(), OurSide(domains=("example-shop.jp",)), OurSide(servers=("mx0.example-shop.jp", "imap.example-shop.jp"))]
)


def block(*lines):
    """A header block of the given fields."""
    return HeaderBlock(tuple(HeaderField(*line) for line in lines), complete=True)


@given(FORGED, SIDES)
@example([("Received", INSIDE), ("Received", STRANGER.replace("203.0.113.9", "192.0.2.77"))], OurSide())
@example([("X-Sender-IP", "192.0.2.77"), ("Received-SPF", "pass client-ip=192.0.2.77")], OurSide())
@settings(max_examples=400, deadline=None)
def test_nothing_below_moves_the_boundary(forged, side):
    """A sender may write any field: the origin stays the address that our side saw."""
    route = trace(block(("Received", INSIDE), ("Received", STRANGER), ("From", "a@evil.example"), *forged), side)

    assert (route.origin.ip, route.origin.line, route.position) == ("203.0.113.9", 2, 1)
    assert (route.origin.helo, route.because) == ("evil.example", "configured" if side.servers else "first-external")


@given(LINE, st.integers(1, 60))
@example("from a (b [::ffff:203.0.113.5]) by c", 1)
@example("by " * 50, 1)
@settings(max_examples=400, deadline=None)
def test_any_line_is_read(line, number):
    """An address that was read is one."""
    hop = read_hop(line, number)

    assert hop.line == number
    assert hop.ip is None or str(ipaddress.ip_address(hop.ip)) == hop.ip


@given(st.lists(st.tuples(NAME, LINE), max_size=12), SIDES)
@settings(max_examples=400, deadline=None)
def test_any_block_has_a_route(lines, side):
    """One delay for each hop, and every field stands somewhere."""
    headers = block(*lines)
    route = trace(headers, side)

    assert len(delays(route)) == len(route.hops) == sum(name == "Received" for name, _ in lines)
    places = [standing(headers, route, at) for at in range(len(lines))]
    assert places == sorted(places, key=["above", "block", "below"].index)
