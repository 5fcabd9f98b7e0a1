"""One signature as it is written: DKIM-Signature (RFC 6376, section 3.5), ARC-Message-Signature, ARC-Seal (RFC 8617, section 4.1)."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analyzers.lookups.hostnames import a_label

if TYPE_CHECKING:
    from analyzers.authentication.raw import Field

_MAX_SIZE: Final = 16_384
_MAX_NAMES: Final = 100  # signed fields
_LONG_FOLD: Final = re.compile(rb"\s{100}")  # dkimpy looks at white space in quadratic time
_TAG: Final = re.compile(rb"[A-Za-z][A-Za-z0-9_]*")
_ALGORITHMS: Final = {
    b"rsa-sha256": "rsa",
    b"ed25519-sha256": "ed25519",
}  # RFC 8301, section 3.1: rsa-sha1 verifies nothing
_FORMS: Final = {b"simple", b"relaxed"}


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that could be verified, given its key.

    `domain` and `selector` name the key; `kind` is what the key must be (`rsa`, `ed25519`); `header_form` and `body_form` are the
    canonical forms; `names` the signed fields, in lower case; `length` of the signed body in bytes (None: all of it);
    `expires` in seconds since 1970. `body_hash` is None in a seal, which signs no body.
    """

    field: Field
    domain: str
    selector: str
    kind: str
    header_form: bytes
    body_form: bytes
    names: tuple[bytes, ...]
    value: bytes
    body_hash: bytes | None
    length: int | None
    expires: int | None

    @property
    def key_name(self) -> str:
        """Where the key stands in the DNS (RFC 6376, section 3.6.2.1)."""
        return f"{self.selector}._domainkey.{self.domain}"


def tags(value: bytes) -> dict[bytes, bytes]:
    """The tags of a raw value, white space around them removed. Raises ValueError for what is no list, or says a tag twice."""
    if len(value) > _MAX_SIZE or _LONG_FOLD.search(value):
        raise ValueError("not a signature")
    found: dict[bytes, bytes] = {}
    for written in value.strip().rstrip(b";").split(b";"):
        name, sign, text = written.partition(b"=")
        if not sign or not _TAG.fullmatch(name.strip()) or name.strip() in found:
            raise ValueError("not a list of tags")
        found[name.strip()] = text.strip()
    return found


def read_signature(one: Field) -> Signature:
    """The DKIM-Signature in `one`. Raises ValueError when it could never be verified."""
    found = tags(one[1])
    if found.get(b"v") != b"1":
        raise ValueError("another version")
    signature = _signature(one, found, _form(found.get(b"c", b"simple/simple")))
    if b"from" not in signature.names:
        raise ValueError("From is not signed")
    _check_identity(found.get(b"i"), signature.domain)
    return signature


def read_message_signature(one: Field) -> Signature:
    """The ARC-Message-Signature in `one`. Raises ValueError."""
    found = tags(one[1])
    return _signature(one, found, _form(found.get(b"c", b"relaxed/relaxed")))


def read_seal(one: Field, names: tuple[bytes, ...]) -> Signature:
    """The ARC-Seal in `one`, which signs the fields `names`. Raises ValueError."""
    found = tags(one[1])
    if b"h" in found:
        raise ValueError("a seal names no fields")
    return _signature(one, found | {b"h": b":".join(names)}, (b"relaxed", b"relaxed"), seal=True)


def _signature(one: Field, found: dict[bytes, bytes], form: tuple[bytes, bytes], *, seal: bool = False) -> Signature:
    names = tuple(name.strip().lower() for name in found.get(b"h", b"").split(b":"))
    kind = _ALGORITHMS.get(found.get(b"a", b"").lower())
    if kind is None or not all(names) or len(names) > _MAX_NAMES:
        raise ValueError("no algorithm that counts, or no fields")
    return Signature(
        field=one,
        domain=_name(found.get(b"d", b"")),
        selector=_selector(found.get(b"s", b"")),
        kind=kind,
        header_form=form[0],
        body_form=form[1],
        names=names,
        value=_bytes(found.get(b"b", b"")),
        body_hash=None if seal else _bytes(found.get(b"bh", b"")),
        length=_number(found.get(b"l")),
        expires=_number(found.get(b"x")),
    )


def _form(written: bytes) -> tuple[bytes, bytes]:
    header, _, body = written.lower().partition(b"/")
    if header not in _FORMS or (body or b"simple") not in _FORMS:
        raise ValueError("no canonical form")
    return header, body or b"simple"


def _name(written: bytes) -> str:
    name = a_label(written.decode("utf-8", "replace"))
    if name is None:
        raise ValueError("no name")
    return name


def _selector(written: bytes) -> str:
    """Labels as in a host name, but of digits only if need be ("20230601")."""
    return _name(written + b".x").removesuffix(".x")


def _bytes(written: bytes) -> bytes:
    try:
        found = base64.b64decode(re.sub(rb"\s", b"", written), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if not found:
        raise ValueError("empty")
    return found


def _number(written: bytes | None) -> int | None:
    if written is None:
        return None
    if not written.isdigit() or len(written) > 76:
        raise ValueError("no number")
    return int(written)


def _check_identity(written: bytes | None, domain: str) -> None:
    """RFC 6376, section 3.5: the domain of `i=` is that of `d=` or lies below it."""
    if written is None:
        return
    name = a_label(written.rpartition(b"@")[2].decode("utf-8", "replace"))
    if name is None or not (name == domain or name.endswith("." + domain)):
        raise ValueError("identity of another domain")
