"""Mails sealed for tests as forwarders do (RFC 8617): dkimpy's own sealing needs a package that we do without."""

from __future__ import annotations

import base64
import hashlib
import re

from dkim.canonicalization import Relaxed
from dkim.crypto import RSASSA_PKCS1_v1_5_sign, parse_pem_private_key

from tests.analyzers.authentication.signed import RSA

_KINDS = (b"ARC-Authentication-Results", b"ARC-Message-Signature", b"ARC-Seal")


def sealed(mail: bytes, by: bytes) -> bytes:
    """`mail` (with LF line ends) as the forwarder `by` sends it on."""
    head, _, body = mail.partition(b"\n\n")
    number = len(re.findall(rb"(?m)^ARC-Seal:", head)) + 1
    hashed = base64.b64encode(hashlib.sha256(Relaxed.canonicalize_body(body.replace(b"\n", b"\r\n"))).digest())
    claim = b"i=%d; %s; spf=pass smtp.mailfrom=shop@example.com" % (number, by)
    message = b"i=%d; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=s1; h=from:subject; bh=%s; b=" % (number, by, hashed)
    message += _signature([_field(head, b"From"), _field(head, b"Subject"), (_KINDS[1], message)])
    seal = b"i=%d; a=rsa-sha256; cv=%s; d=%s; s=s1; b=" % (number, b"none" if number == 1 else b"pass", by)
    older = [_field(head, kind, at) for at in range(1, number) for kind in _KINDS]
    seal += _signature([*older, (_KINDS[0], claim), (_KINDS[1], message), (_KINDS[2], seal)])
    return b"".join(b"%s: %s\n" % pair for pair in zip(_KINDS, (claim, message, seal), strict=True)) + mail


def _field(head: bytes, name: bytes, number: int | None = None) -> tuple[bytes, bytes]:
    start = rb"[^\n]*" if number is None else rb"i=%d;[^\n]*" % number
    found = re.search(rb"(?m)^" + name + rb": (" + start + rb"(?:\n[ \t][^\n]*)*)", head)
    assert found
    return name, found[1]


def _signature(fields: list[tuple[bytes, bytes]]) -> bytes:
    text = b"".join(b"%s:%s" % pair for pair in Relaxed.canonicalize_headers(fields))
    signed = RSASSA_PKCS1_v1_5_sign(hashlib.sha256(text.removesuffix(b"\r\n")), parse_pem_private_key(RSA))
    return base64.b64encode(bytes(signed))
