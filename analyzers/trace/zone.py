"""Where a header field stands, seen from the believed line: who can have written it.

Servers put what they have to say on top of what they got (RFC 5321, section 4.4). So whatever stands above the believed line
was written by our side: `above`. Some write their own results under their own `Received` line (Gmail does; so do filters that
finish their work before the line is made): the unbroken run of trace fields directly under it is the `block`. A sender can
begin his mail with such fields too, and then his stand there: the block is believed only for what our side is known to write,
and never against our own verification. Everything else is `below`: the sender's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from analyzers.message import HeaderBlock
    from analyzers.trace.route import Trace

MAX_BLOCK = 60  # fields; the longest real ones hold some thirty
Standing = Literal["above", "block", "below"]
_TRACE_FIELDS = frozenset(
    {"authentication-results", "delivered-to", "envelope-to", "received-spf", "return-path", "x-envelope-from"}
    | {"x-envelope-to", "x-gm-message-state", "x-original-to", "x-originating-ip", "x-received", "x-sender-ip"}
    | {"x-incomingtopheadermarker", "x-incomingheadercount", "x-eopattributedmessage", "x-eoptenantattributedmessage"}
    | {"x-sid-pra", "x-sid-result", "x-remote-ip", "x-apparently-to", "x-message-info", "x-message-delivery"}
)
# `dkim-signature` is left out: the author's own server writes it, so it ends the block.
_TRACE_PREFIXES = ("arc-", "x-google-", "x-ms-exchange-", "x-ms-office365-", "x-forefront-", "x-microsoft-")


def standing(headers: HeaderBlock, route: Trace, index: int) -> Standing:
    """Where field number `index` of `headers`, counted from 0, stands. Without a believed line all is `below`.

    The believed line itself is `above`. The next `Received` line ends the block: it is the work of the server before.
    """
    if route.position is None:
        return "below"
    if index <= route.position:
        return "above"
    if index > route.position + MAX_BLOCK:
        return "below"
    between = headers.fields[route.position + 1 : index + 1]
    return "block" if between and all(is_trace_field(field.name) for field in between) else "below"


def is_trace_field(name: str) -> bool:
    """Whether servers write a field of this name, and no author: `Received` is not among them, as it ends a block."""
    plain = name.lower()
    return plain in _TRACE_FIELDS or plain.startswith(_TRACE_PREFIXES)
