"""Mails signed for tests, with keys that are used nowhere else."""

from __future__ import annotations

import base64

import dkim
from nacl.signing import SigningKey

RSA = b"""-----BEGIN RSA PRIVATE KEY-----
MIICXQIBAAKBgQCsOLcGktXcVxbu18f63gMRJw2wnIqTa7wNlDCY5XHj1zXB1NBh
gBilmZV9DQ6p5NvNO8xffSqYltxfJQpto+nIlePSZ+opTgEaJ27EAkpiaWcbYaWc
XjjA+X53K+P4oEEvKvokf50at/ZBcp/pPE+gyO3N1NWQozb7fFbCktUZ5QIDAQAB
AoGAdVa+/O+WXmXH7jt+uWICXPFq1mYR1JeWrPnGkqXhjwbWTZYd1BBeupWF0InQ
79hKGe8gM/8nwocm5nxqOoFvimitYic+bNlxfJCPczHWE5K1by4k6U1UFHLnTnhO
4FcjnoHPjnb393F2/z9W890+hwJr2YYOGhJqDTWQs0jYjwECQQDZEhA9BQYvecej
2K6RxwqJu2SdJU1bpMXr0U0TH+BgOg7b7DXmH+ExpihUvD6AqKGslyDvOYIQ0bol
oVoaHseRAkEAyxuWEGGdz6BDBca50K+12Sbr7bAsOx9nDOALcAp42tkdBW2Phzh7
IKMoMXYe+pEGfVnuonbWCg8HmIm9LUOLFQJAYIYNvnR7eaT3Rz5U8fHGF9TCOraZ
nYS5ldDuKvDjvyZR8S0qEnhelMtD59oFGQTjT3GsbXPvCDeaRJ1pCXBiYQJBAIlI
PxkZcfppn4Oi++uTKH37cdJ5lpvrsNKiCPkVCvUZdSU7FZ1XTtoTjdJIvc2tAs7t
X3/OhQPNftvaldSnZ7UCQQC42afZPd8hzQ92655GjrJ71NHHIof/No9fuYyAmL26
aKutT5Kc6rlKU9QUTBN83+v+Sf8yv+/ISc41bCrzpzsA
-----END RSA PRIVATE KEY-----
"""
RSA_RECORD = (
    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCsOLcGktXcVxbu18f63gMRJw2wnIqTa7wNlDCY5XHj1zXB1NBhgBilmZV9DQ6p"
    "5NvNO8xffSqYltxfJQpto+nIlePSZ+opTgEaJ27EAkpiaWcbYaWcXjjA+X53K+P4oEEvKvokf50at/ZBcp/pPE+gyO3N1NWQozb7fFbCktUZ5QIDAQAB"
)
WEAK = b"""-----BEGIN RSA PRIVATE KEY-----
MIIBOQIBAAJBAM4jV2zGsNSceIiqzdCAQ3DV2tYzyixvtD7GAdu7BnPdwlaSGWKs
2C5mzpPXTW4pjNYUhvHn5ugRcBPiS45NUO8CAwEAAQJAKqeDep2uj4AFLPpy9hbk
XZ/S1YoH5qQCnw6n6cjMcALvFrClOIjt9HRpvyNujIo2NAMGXlNEiM3+NYML97Fy
yQIhAOavB0vQqSWPyIr7MEb0T4SZc2AEvRAN0tuIPhqfWr5FAiEA5MK2UVVDZo3i
usK1YNM0RbLC+UE3spZQCrXKVXdxr6MCIBsLG9zcemfn4kfAyNkYnRXbc3YnOA7g
v/5yi21NjzLNAiByY5cNNoh8iKh+YQyXfSUfURND1kPGrnkZ0et6Lz8O5wIga+nC
em+x/bBzwlIyeURVRYnhzKUZicbwPT4HdlO5gPs=
-----END RSA PRIVATE KEY-----
"""
WEAK_RECORD = "v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAM4jV2zGsNSceIiqzdCAQ3DV2tYzyixvtD7GAdu7BnPdwlaSGWKs2C5mzpPXTW4pjNYUhvHn5ugRcBPiS45NUO8CAwEAAQ=="
ED = base64.b64encode(bytes(range(32)))
ED_RECORD = "v=DKIM1; k=ed25519; p=" + base64.b64encode(SigningKey(bytes(range(32))).verify_key.encode()).decode()
RECEIVED = (
    "Received: from mail.example.com (mail.example.com [203.0.113.5])\n"
    "\tby mx.example.jp (Postfix) with ESMTP id 1; Fri, 9 May 2025 07:00:55 +0900\n"
)
DOMAIN = "example.com"


def plain(
    subject: str = "Your invoice",
    *,
    body: str = "Dear customer,\n\nhere is your invoice.\n",
    sender: str = "Shop <shop@example.com>",
    more: str = "",
) -> bytes:
    """A mail as its author's server has it before it signs."""
    return (
        f"From: {sender}\nTo: user@example.jp\nSubject: {subject}\nDate: Fri, 9 May 2025 07:00:49 +0900\n"
        f"Message-ID: <1@example.com>\n{more}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    ).encode()


def signed(
    mail: bytes,
    *,
    domain: str = DOMAIN,
    key: bytes = RSA,
    algorithm: bytes = b"rsa-sha256",
    forms: tuple[bytes, bytes] = (b"relaxed", b"relaxed"),
    length: bool = False,
    selector: bytes = b"s1",
) -> bytes:
    """`mail` with a DKIM-Signature on top."""
    signer = dkim.DKIM(mail, signature_algorithm=algorithm)
    field = signer.sign(selector, domain.encode(), key, canonicalize=forms, length=length)
    return field.replace(b"\r\n", b"\n") + mail


def delivered(
    mail: bytes, *, return_path: str | None = "bounce@example.com", above: str = "", block: str = ""
) -> bytes:
    """`mail` as our side took it: `above` and `block` are fields that stand above and directly under the believed line."""
    path = "" if return_path is None else f"Return-Path: <{return_path}>\n"
    return (path + above + RECEIVED + block).encode() + mail
