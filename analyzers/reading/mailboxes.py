"""Mailboxes: the entries of a From field, of which there may be several (RFC 5322, section 3.6.2)."""

from __future__ import annotations

from dataclasses import dataclass

from analyzers.reading import fields

MAX_MAILBOXES, MAX_LENGTH = 20, 4_000


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A `name` and an `address`, as far as they are there. `bracketed`: brackets stand where the address should."""

    name: str | None
    address: str | None
    bracketed: bool = False


def mailboxes(raw: str | None) -> tuple[Mailbox, ...]:
    """Every mailbox of a decoded field, in order; commas inside quotes and brackets part nothing (RFC 5322, section 3.4)."""
    found = ((*fields.mailbox(part), "<" in part) for part in _parts(raw or ""))
    return tuple(Mailbox(name, at, inside) for name, at, inside in found if name or at)[:MAX_MAILBOXES]


def _parts(raw: str) -> list[str]:
    parts: list[str] = []
    current: list[str] = []
    quoted = inside = False
    for mark in raw[:MAX_LENGTH]:
        if mark == '"':
            quoted = not quoted
        elif not quoted and mark in "<>":
            inside = mark == "<"
        if mark == "," and not quoted and not inside:
            parts.append("".join(current))
            current = []
        else:
            current.append(mark)
    return [part for part in (*parts, "".join(current)) if part.strip()][:MAX_MAILBOXES]
