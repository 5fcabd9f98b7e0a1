"""The envelope as our side recorded it: who handed the mail over, and in whose name (RFC 5321, section 2.3.1).

`Received-SPF` (RFC 7208, section 9.1), `X-Originating-IP`, `X-Sender-IP` and `Return-Path` are believed only between the believed
line and the `Received` line above it: who took the mail from the stranger wrote them there, on top of its own line, about this
handover. The same fields further up tell of a handover inside our side. Those directly under the believed line are left
alone, although some servers of ours may have written them: a sender can begin his mail with such fields, and a line of
ours without an address would then take the one that he chose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public

if TYPE_CHECKING:
    from analyzers.message import HeaderBlock
    from analyzers.trace.route import Trace

_CLIENT = re.compile(r"(?i)\bclient-ip=\"?([0-9a-f.:]{2,45})")
_SENDER = re.compile(r"(?i)\benvelope-from=\"?<?([^\s\"<>;]{1,320})")
_ADDRESS = re.compile(r"^\[?([0-9A-Fa-f.:]{2,45})\]?$")
_RETURN_PATH = re.compile(r"<?([^\s<>]{0,320})>?")
_ADDRESS_FIELDS = frozenset({"x-originating-ip", "x-sender-ip", "x-remote-ip"})


@dataclass(frozen=True, slots=True)
class Envelope:
    """The `client`'s public address, the `sender` ("" is the empty one of a bounce), and the names of the fields that say so.

    `return_path` is what the last server of our side recorded on top: behind a list, the list's own address.
    """

    client: str | None = None
    client_field: str | None = None
    sender: str | None = None
    sender_field: str | None = None
    return_path: str | None = None


def envelope(headers: HeaderBlock, route: Trace) -> Envelope:
    """What our side recorded about the handover of the believed line."""
    if route.position is None:
        return Envelope()
    client, client_field = client_at(headers, route.position)
    sender, sender_field = sender_at(headers, route.position)
    if route.origin and route.origin.envelope_from:
        sender, sender_field = route.origin.envelope_from, "received"
    return Envelope(client, client_field, sender, sender_field, return_path_above(headers, route.position))


def client_at(headers: HeaderBlock, position: int) -> tuple[str | None, str | None]:
    """The client's address on top of the `Received` line at `position`, and the field that holds it."""
    for name, value in _on_top(headers, position):
        pattern = _CLIENT if name == "received-spf" else _ADDRESS if name in _ADDRESS_FIELDS else None
        found = pattern.search(value.strip()) if pattern else None
        if found and is_public(found[1]):
            return found[1].lower(), name
    return None, None


def sender_at(headers: HeaderBlock, position: int) -> tuple[str | None, str | None]:
    """The envelope's sender on top of the `Received` line at `position`, and the field that holds it."""
    for name, value in _on_top(headers, position):
        if name == "received-spf" and (found := _SENDER.search(value)):
            return found[1].lower(), name
        if name == "return-path" and (found := _RETURN_PATH.match(value.strip())):
            return found[1].lower(), name
    return None, None


def return_path_above(headers: HeaderBlock, position: int) -> str | None:
    """The topmost `Return-Path` above `position`."""
    above = (field.value for field in headers.fields[:position] if field.name.lower() == "return-path")
    found = _RETURN_PATH.match(next(above, "").strip())
    return found[1].lower() or None if found else None


def _on_top(headers: HeaderBlock, position: int) -> list[tuple[str, str]]:
    """The fields between `position` and the `Received` line above it, the nearest first."""
    found: list[tuple[str, str]] = []
    for field in reversed(headers.fields[:position]):
        if field.name.lower() == "received":
            break
        found.append((field.name.lower(), field.value[:2000]))
    return found
