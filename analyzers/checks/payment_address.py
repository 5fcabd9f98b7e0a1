"""Does a mail that threatens, or promises money, give the address of a wallet to pay to?

It is where such a mail leads, as a link is for others. Only addresses whose checksum is right count, so that no other row of
letters is taken for one; those of Ethereum have none that can be told from their form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.wording import MAX_TEXT, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_ABOUT = ("extortion", "advance-fee", "crypto")
_CANDIDATE = re.compile(
    r"(?i)(?<![\w/=+])(?:(?:bc|ltc)1[a-z0-9]{25,87}|0x[0-9a-f]{40}|[13LMT][a-z0-9]{25,34})(?![\w/=+])"
)
_MOST = 20
_ETHEREUM = 42  # 0x, and 20 bytes in hex digits
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VERSIONS = frozenset({0x00, 0x05, 0x30, 0x32, 0x41})  # Bitcoin (two), Litecoin (two), Tron
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_REMAINDERS = frozenset({1, 0x2BC830A3})  # BIP 173 and BIP 350


@dataclass(frozen=True, kw_only=True)
class PaymentAddress(Finding):
    """The `address` of a wallet."""

    address: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    if not any(theme in said(dossier.message) for theme in _ABOUT):
        return
    candidates = [
        match[0] for match, _ in zip(_CANDIDATE.finditer(dossier.message.text[:MAX_TEXT]), range(_MOST), strict=False)
    ]
    address = next((each for each in candidates if is_wallet(each)), None)
    if address:
        yield PaymentAddress(address=address, evidence=(Evidence("body", "text"),))


def is_wallet(text: str) -> bool:
    """Whether `text` is the address of a wallet.

    >>> is_wallet("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), is_wallet("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")
    (True, False)
    """
    if text[:2].lower() == "0x":
        return len(text) == _ETHEREUM
    return _bech32(text.lower()) if text[:3].lower() in {"bc1", "ltc"} else _base58(text)


def _base58(text: str) -> bool:
    number = 0
    for letter in text:
        if letter not in _BASE58:
            return False
        number = number * 58 + _BASE58.index(letter)
    if number >> 200:
        return False
    raw = number.to_bytes(25, "big")
    return raw[0] in _VERSIONS and sha256(sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]


def _bech32(text: str) -> bool:
    prefix, _, data = text.rpartition("1")
    if any(letter not in _BECH32 for letter in data):
        return False
    values = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *map(_BECH32.index, data)]
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for at, step in enumerate(_STEPS):
            total ^= step if top >> at & 1 else 0
    return total in _REMAINDERS
