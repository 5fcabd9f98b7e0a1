"""What our side recorded of the envelope, and where fields stand that say so."""

import pytest

from analyzers.trace import Envelope, OurSide, Trace, envelope, standing, trace
from tests.analyzers.trace.routes import block, origin

LINE = "from m.example (m.example [203.0.113.5]) by mx.example.jp (Postfix) with ESMTP id 1"
NAMELESS = "from m.example by mx.example.jp with SMTP id 1"
INNER = "from mx.example.jp (mx.example.jp [10.0.0.2]) by box.example.jp (Postfix) with ESMTP id 2"
SPF = "Received-SPF: pass (x) client-ip=203.0.113.5; envelope-from=a@bank.example; helo=m.example"
WRONG = "Received-SPF: pass client-ip=198.51.100.99; envelope-from=evil@other.example"


def read(*lines):
    headers = block(*lines)
    return envelope(headers, trace(headers, OurSide()))


def test_on_top_of_the_believed_line():
    """Who took the mail wrote it there; further up and below it is about something else, or by somebody else."""
    assert read(
        "Return-Path: <A@Bank.example>", WRONG, INNER, SPF, LINE, WRONG, "X-Sender-IP: 198.51.100.99"
    ) == Envelope(
        client="203.0.113.5",
        client_field="received-spf",
        sender="a@bank.example",
        sender_field="received-spf",
        return_path="a@bank.example",
    )


@pytest.mark.parametrize("name", ["X-Originating-IP", "X-Sender-IP", "X-Remote-IP"])
@pytest.mark.parametrize(
    ("value", "client"), [("[203.0.113.5]", "203.0.113.5"), ("10.0.0.1", None), ("x 203.0.113.5", None)]
)
def test_fields_that_hold_an_address(name, value, client):
    """A public address, and nothing else."""
    assert read(f"{name}: {value}", LINE).client == client


def test_behind_a_list():
    """The envelope's sender is the author's at the list's door; on top stands the list's."""
    found = read(
        "Return-Path: <l-bounces@lists.01.org>",
        "from ml01.01.org (ml01.01.org [198.51.100.7]) by mail.example.jp (Postfix) with ESMTPS id 1",
        SPF,
        LINE.replace("mx.example.jp", "ml01.01.org"),
    )

    assert (found.sender, found.return_path) == ("a@bank.example", "l-bounces@lists.01.org")


def test_in_the_believed_line_itself():
    """Exim writes the envelope's sender into its line."""
    found = read("from [203.0.113.5] (helo=x) by mx.example.jp with esmtp (Exim 4.97) (envelope-from <a@bank.example>)")

    assert (found.sender, found.sender_field, found.client) == ("a@bank.example", "received", None)


def test_a_line_without_an_address():
    """The address comes from what our side wrote on top of it, and the trace says from which field."""
    headers = block(INNER, SPF, NAMELESS)
    found = trace(headers, OurSide())

    assert (found.origin.ip, found.origin.line, found.because, found.ip_field) == (
        *("203.0.113.5", 2),
        *("first-external", "received-spf"),
    )
    assert envelope(headers, found).client == "203.0.113.5"


@pytest.mark.parametrize("claim", [WRONG, "X-Originating-IP: [198.51.100.99]", "X-Sender-IP: 198.51.100.99"])
@pytest.mark.parametrize("lines", [(NAMELESS,), (INNER, NAMELESS)])
def test_a_sender_cannot_give_us_his_address(claim, lines):
    """Directly under our line stands what he began his mail with."""
    assert origin((*lines, claim))[0] != "198.51.100.99"
    assert origin((claim, INNER, NAMELESS))[0] != "198.51.100.99"


def test_no_believed_line():
    """Nothing is told."""
    assert envelope(block(SPF), Trace()) == Envelope()


def test_an_empty_envelope():
    """A bounce has no sender, which is not the same as none recorded."""
    assert read("Return-Path: <>", LINE).sender == ""
    assert read(LINE).sender is None


STANDINGS = (
    ("Authentication-Results: box.example.jp; spf=pass", "above"),
    (INNER, "above"),
    ("X-Spam-Flag: NO", "above"),
    (LINE, "above"),
    ("Return-Path: <a@bank.example>", "block"),
    ("Received-SPF: pass", "block"),
    ("ARC-Seal: i=1", "block"),
    ("X-MS-Exchange-Organization-SCL: 1", "block"),
    ("DKIM-Signature: v=1", "below"),
    ("Authentication-Results: mx.example.jp; spf=pass", "below"),
)


def test_where_fields_stand():
    """Above the believed line, in the unbroken run of trace fields under it, or below: the author's signature ends the run."""
    headers = block(*(line for line, _ in STANDINGS))
    route = trace(headers, OurSide())

    assert [standing(headers, route, at) for at in range(len(STANDINGS))] == [where for _, where in STANDINGS]


def test_another_received_line_ends_the_block():
    """It is the work of the server before."""
    headers = block(LINE, "Received-SPF: pass", LINE, "Received-SPF: pass")
    route = trace(headers, OurSide())

    assert [standing(headers, route, at) for at in range(4)] == ["above", "block", "below", "below"]


def test_without_a_believed_line_all_is_below():
    """Nobody knows who wrote what."""
    assert standing(block("Authentication-Results: mx.example.jp"), Trace(), 0) == "below"
