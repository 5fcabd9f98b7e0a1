"""What a signature signs, and whether it was made by a key over that (RFC 6376, section 3.7; RFC 8463, section 3)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from analyzers.authentication.raw import canonical_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.authentication.keys import Key
    from analyzers.authentication.raw import Field, RawMail
    from analyzers.authentication.signature import Signature

_SHA256: Final = bytes.fromhex("3031300d060960864801650304020105000420")  # DigestInfo: RFC 8017, section 9.2, note 1


class Seen:
    """A signature over the fields of a mail, beside its key: what can be told apart about it.

    `digest` is what the key's owner signed, None when the signature was not made by this key, or is of a kind that does not
    show it.
    """

    def __init__(self, signature: Signature, key: Key, mail: RawMail) -> None:
        self._signature, self._key = signature, key
        self._fields = list(_signed_fields(mail, signature))
        self._own = _unsigned(signature)
        self.digest = _digest_of(signature.value, key.value) if key.kind == "rsa" else None

    @property
    def made_by_key(self) -> bool | None:
        """Whether the key's owner made this signature, over whatever; None where that cannot be told."""
        return self.digest is not None if self._key.kind == "rsa" else None

    def fits(self, subject: bytes | None = None) -> bool:
        """Whether it signs the fields, with another raw value in the last Subject if one is given."""
        found = self._hash(subject)
        if self._key.kind == "rsa":
            return found == self.digest
        from nacl.exceptions import CryptoError

        try:
            self._key.value.verify(found, self._signature.value)
        except (CryptoError, TypeError, ValueError):
            return False
        return True

    def _hash(self, subject: bytes | None) -> bytes:
        hasher = hashlib.sha256()
        for name, value in self._fields:
            if subject is not None and name.lower() == b"subject":
                name, value = canonical_field((name, subject), self._signature.header_form)  # noqa: PLW2901
                subject = None  # signed Subjects are taken from the bottom of the mail, so the first is the last
            hasher.update(name + b":" + value)
        hasher.update(self._own)
        return hasher.digest()


def _signed_fields(mail: RawMail, signature: Signature) -> Iterator[Field]:
    """RFC 6376, section 5.4.2: of fields that occur several times, the lowest first; one that is not there is signed as nothing."""
    wanted = set(signature.names)
    places: dict[bytes, list[int]] = {}
    for at, (name, _) in enumerate(mail.fields):
        if name.lower() in wanted:
            places.setdefault(name.lower(), []).append(at)
    # A second From would be shown and not be signed: asking for one more than there should be makes that fail.
    for name in (*signature.names, b"from") if b"from" in wanted else signature.names:
        if left := places.get(name):
            yield canonical_field(mail.fields[left.pop()], signature.header_form)


def _unsigned(signature: Signature) -> bytes:
    """The signature's own field, as it was before its value stood in it (RFC 6376, section 3.7)."""
    import dkim

    name, value = signature.field
    name, value = canonical_field((name, dkim.RE_BTAG.sub(b"\\1", value)), signature.header_form)
    return name + b":" + value.rstrip()


def body_fits(mail: RawMail, signature: Signature) -> bool:
    """Whether the body is the signed one, as far as it is signed."""
    body = mail.body_as(signature.body_form)
    if signature.length is not None and signature.length > len(body):
        return False
    return hashlib.sha256(memoryview(body)[: signature.length]).digest() == signature.body_hash


def body_goes_on(mail: RawMail, signature: Signature) -> bool:
    """Whether something stands behind the signed part of the body."""
    return signature.length is not None and signature.length < len(mail.body_as(signature.body_form))


def _digest_of(value: bytes, key: dict[str, int]) -> bytes | None:
    """What the owner of an RSA key signed (RFC 8017, section 8.2.2); None when he did not."""
    modulus = key["modulus"]
    size = (modulus.bit_length() + 7) // 8
    number = int.from_bytes(value)
    if number >= modulus:
        return None
    block = pow(number, key["publicExponent"], modulus).to_bytes(size)
    padding = size - len(_SHA256) - 32 - 3
    if padding < 8 or block[:-32] != b"\x00\x01" + b"\xff" * padding + b"\x00" + _SHA256:
        return None
    return block[-32:]
