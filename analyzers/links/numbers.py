"""Addresses in numbers, in every notation in which a browser accepts them."""

from __future__ import annotations

import ipaddress
import re

_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")


def is_number(label: str) -> bool:
    """Whether a browser takes `label` for a number: a name that ends in one is an address or nothing (WHATWG URL, hosts)."""
    return _NUMBER.fullmatch(label) is not None


def address(name: str) -> str | None:
    """The IP address that `name` is, an IPv4-mapped one as IPv4; None when it is none.

    >>> address("0xb2a2f51a"), address("127.1"), address("[::ffff:203.0.113.5]")
    ('178.162.245.26', '127.0.0.1', '203.0.113.5')
    """
    if name.startswith("[") and name.endswith("]"):
        try:
            found = ipaddress.IPv6Address(name[1:-1].partition("%")[0])
        except ValueError:
            return None
        return str(found.ipv4_mapped or found)
    return _ipv4(name)


def _ipv4(name: str) -> str | None:
    parts = name.split(".")
    if not 1 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        numbers = [_value(part) for part in parts]
    except ValueError:
        return None
    if any(n > 255 for n in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        return None
    head = sum(n << (8 * (3 - i)) for i, n in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(head + numbers[-1]))


def _value(part: str) -> int:
    if part[:2] in {"0x", "0X"}:
        return int(part[2:] or "0", 16)
    return int(part, 8) if part[0] == "0" and len(part) > 1 else int(part)
