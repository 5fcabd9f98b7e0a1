"""Whose report a mail is: proven by a signature, by SPF, by a login at our server, or by Exchange; else it is only claimed."""

from __future__ import annotations

import pytest

from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from analyzers.lookups.offline import OFFLINE
from analyzers.trace import OurSide
from bot.mailbox.reporter import Reporter, reporter_of
from tests.analyzers.authentication.signed import RSA_RECORD, plain, signed

SIDE = OurSide(domains=("example.co.jp",), servers=("mx.example.jp", "mail.example.co.jp"))
WORLD = {
    "s1._domainkey.example.co.jp": {"TXT": [RSA_RECORD]},
    "example.co.jp": {"TXT": ["v=spf1 ip4:203.0.113.5 -all"], "MX": ["10 mail.example.co.jp"]},
    "_dmarc.example.co.jp": {"TXT": ["v=DMARC1; p=reject"]},
}
FROM_OUTSIDE = (
    "Received: from mail.example.com (mail.example.com [{ip}])\n"
    "\tby mx.example.jp (Postfix) with ESMTP id 1; Fri, 9 May 2025 07:00:55 +0900\n"
)
FROM_CLIENT = (
    "Received: from [192.168.1.7] (softbank126.bbtec.net [126.0.0.7])\n"
    "\tby mail.example.co.jp (Postfix) with {protocol} id 2; Fri, 9 May 2025 07:00:50 +0900\n"
)
EXCHANGE = (
    "Received: from TYAPR01MB1234.jpnprd01.prod.outlook.com (2603:1096:400::5)\n"
    " by TYAPR01MB5678.jpnprd01.prod.outlook.com with HTTPS; Fri, 9 May 2025 07:00:55 +0900\n"
    "X-MS-Exchange-Organization-AuthAs: Internal\n"
)
HANAKO = "花子 <Hanako@example.co.jp>"


def mail(top: str = "", *, sender: str = HANAKO, sign: bool = False, path: str = "hanako@example.co.jp") -> bytes:
    """A report mail as it reaches us: our servers' lines on top."""
    body = plain("Fwd: check this", sender=sender, body="Is this real?\n")
    return f"Return-Path: <{path}>\n{top}".encode() + (signed(body, domain="example.co.jp") if sign else body)


async def told(raw: bytes, *, door: str = "lmtp", side: OurSide = SIDE, asked: bool = True) -> Reporter:
    world = Lookups(dns=FakeDns(WORLD), blocklists=FakeBlocklists({})) if asked else OFFLINE
    return await reporter_of(raw, side=side, lookups=world, deadline=2.0, door=door)


@pytest.mark.parametrize(
    ("raw", "door", "why"),
    [
        (mail(FROM_OUTSIDE.format(ip="198.51.100.9"), sign=True), "lmtp", "signed"),
        (mail(FROM_OUTSIDE.format(ip="203.0.113.5")), "lmtp", "sent"),
        (mail(FROM_CLIENT.format(protocol="ESMTPSA")), "lmtp", "logged-in"),
        (mail(FROM_CLIENT.format(protocol="ESMTPA")), "imap", "logged-in"),
        (mail(EXCHANGE), "imap", "exchange"),
    ],
    ids=["signature", "spf", "login over TLS", "login", "exchange"],
)
async def test_a_proven_colleague(raw: bytes, door: str, why: str) -> None:
    """Each of the proofs is enough by itself; the address is told in lower case."""
    assert await told(raw, door=door) == Reporter("hanako@example.co.jp", "花子", authenticated=True, why=why)


FORGED_LOGIN = FROM_OUTSIDE.format(ip="198.51.100.9") + FROM_CLIENT.format(protocol="ESMTPSA")
FORGED_RESULT = FROM_OUTSIDE.format(ip="198.51.100.9") + (
    "Authentication-Results: mx.example.jp; dkim=pass header.d=example.co.jp; dmarc=pass header.from=example.co.jp\n"
)


@pytest.mark.parametrize(
    ("raw", "door", "why"),
    [
        (mail(FROM_OUTSIDE.format(ip="198.51.100.9")), "lmtp", "unproven"),
        (mail(FORGED_LOGIN), "lmtp", "unproven"),
        (mail(FORGED_RESULT), "lmtp", "unproven"),
        (mail(EXCHANGE), "lmtp", "unproven"),
        (mail(FROM_OUTSIDE.format(ip="198.51.100.9") + EXCHANGE), "imap", "unproven"),
        (mail(FROM_CLIENT.format(protocol="ESMTPS")), "lmtp", "unproven"),
        (mail(FROM_OUTSIDE.format(ip="203.0.113.5"), path="x@evil.example"), "lmtp", "unproven"),
        (mail(FROM_CLIENT.format(protocol="ESMTPSA"), sender="x@evil.example"), "lmtp", "foreign"),
        (mail(FROM_CLIENT.format(protocol="ESMTPSA"), sender="x@example.co.jp.evil.example"), "lmtp", "foreign"),
        (
            mail(FROM_CLIENT.format(protocol="ESMTPSA"), sender="x@evil.example, hanako@example.co.jp"),
            "lmtp",
            "several-authors",
        ),
        (
            mail(FROM_CLIENT.format(protocol="ESMTPSA"), sender="hanako@example.co.jp\nFrom: x@evil.example"),
            "lmtp",
            "several-authors",
        ),
        (mail(FROM_CLIENT.format(protocol="ESMTPSA"), sender="undisclosed"), "lmtp", "no-address"),
    ],
    ids=[
        "nothing",
        "forged login line",
        "forged results",
        "exchange field by LMTP",
        "exchange field below a stranger",
        "no login",
        "foreign envelope",
        "foreign",
        "our domain in front of another",
        "two in one field",
        "two fields",
        "no address",
    ],
)
async def test_whoever_plays_a_colleague(raw: bytes, door: str, why: str) -> None:
    """What a stranger can write proves nothing."""
    found = await told(raw, door=door)

    assert (found.authenticated, found.why) == (False, why)


async def test_a_silent_dns_proves_nothing() -> None:
    """A signature whose key was not told is no proof; a login at our server needs no DNS."""
    by_signature = await told(mail(FROM_OUTSIDE.format(ip="198.51.100.9"), sign=True), asked=False)
    by_login = await told(mail(FROM_CLIENT.format(protocol="ESMTPSA")), asked=False)

    assert (by_signature.authenticated, by_signature.why, by_login.why) == (False, "unanswered", "logged-in")


async def test_without_domains_of_ours_nobody_is_a_colleague() -> None:
    """The recipients' domains are a guess, and a guess lets nobody in."""
    found = await told(mail(FROM_CLIENT.format(protocol="ESMTPSA")), side=OurSide())

    assert (found.authenticated, found.why) == (False, "foreign")


async def test_what_is_no_mail() -> None:
    """It has no author."""
    assert await told(b"\0\1\2") == Reporter(None, "", authenticated=False, why="unreadable")
