"""Public keys as they stand in the DNS (RFC 6376, section 3.6.1; RFC 8463, section 3)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Final

from analyzers.authentication.signature import tags

_LEAST, _MOST = 1024, 8192  # bits of an RSA modulus: RFC 8301, section 3.2, and what a bot can afford to compute with
_MAX_EXPONENT: Final = 2**33
_SERVICES: Final = {b"*", b"email"}


class KeyGone(Exception):  # noqa: N818 -- it says what happened
    """The domain publishes no key there, or has withdrawn it."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: `kind` is `rsa` or `ed25519`; `value` is what dkimpy or PyNaCl makes of it."""

    kind: str
    value: Any


def read_key(texts: tuple[str, ...]) -> Key:
    """The key among the TXT records of its name. Raises KeyGone, or ValueError for one that cannot be used."""
    found = [record for record in map(_record, texts) if record is not None]
    if not found and any("DKIM1" in text[:100] for text in texts):
        raise ValueError("a broken key record")
    if not found or not found[0][b"p"]:
        raise KeyGone
    record = found[0]
    services = record.get(b"s", b"*").replace(b" ", b"").split(b":")
    hashes = record.get(b"h", b"sha256").replace(b" ", b"").split(b":")
    if not _SERVICES & set(services) or b"sha256" not in hashes:
        raise ValueError("not a key for mail")
    kind = record.get(b"k", b"rsa").lower()
    value = _decoded(record[b"p"])
    if kind == b"rsa":
        return Key("rsa", _rsa(value))
    if kind == b"ed25519":
        return Key("ed25519", _ed25519(value))
    raise ValueError("an unknown kind of key")


def _record(text: str) -> dict[bytes, bytes] | None:
    """A key record's tags; None for another record that stands at the name."""
    try:
        found = tags(text.encode("utf-8", "replace"))
    except ValueError:
        return None
    return found if b"p" in found and found.get(b"v", b"DKIM1") == b"DKIM1" else None


def _decoded(written: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(written.split()), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None


def _rsa(der: bytes) -> dict[str, int]:
    from dkim.crypto import UnparsableKeyError, parse_public_key

    try:
        key: dict[str, int] = parse_public_key(der)
    except (UnparsableKeyError, AssertionError, IndexError, TypeError, ValueError):
        raise ValueError("not an RSA key") from None
    modulus, exponent = key["modulus"], key["publicExponent"]
    if not _LEAST <= modulus.bit_length() <= _MOST or not 1 < exponent <= _MAX_EXPONENT:
        raise ValueError("a key of a size that does not count")
    return key


def _ed25519(value: bytes) -> Any:
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        return VerifyKey(value)
    except (CryptoError, TypeError, ValueError):
        raise ValueError("not an Ed25519 key") from None
