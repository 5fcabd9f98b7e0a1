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
        (mail(EXCHANGE + "X-MS-Exchange-Organization-AuthAs: Anonymous\n"), "imap", "unproven"),
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
        "two exchange fields",
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


BY_RESULT = "Authentication-Results: mx.example.jp; spf=pass smtp.mailfrom=hanako@example.co.jp; dkim=pass header.d=example.co.jp\n"
BROKEN = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.co.jp; s=s1; h=from; bh=MTIzNA==; b=QUFB\n"


@pytest.mark.parametrize("evil", ["timeout", {"TXT": ["v=spf1 include:slow.example -all"]}], ids=["domain", "record"])
async def test_whoever_makes_the_dns_silent_proves_nothing(evil):
    """Results that stand where a sender can begin his mail are not heard in place of an answer that he held back."""
    world = Lookups(
        dns=FakeDns({**WORLD, "evil.example": evil, "slow.example": "timeout"}), blocklists=FakeBlocklists({})
    )
    raw = mail(FROM_OUTSIDE.format(ip="198.51.100.9") + BY_RESULT + BROKEN, path="x@evil.example")
    found = await reporter_of(raw, side=SIDE, lookups=world, deadline=2.0, door="lmtp")

    assert (found.authenticated, found.why) == (False, "unanswered")
    assert not (await told(raw, asked=False)).authenticated


async def test_our_own_servers_results_are_heard_where_nobody_else_writes():
    """Above the line in which they took the mail."""
    raw = mail(BY_RESULT + FROM_OUTSIDE.format(ip="198.51.100.9"), path="")

    assert (await told(raw, asked=False)).why == "sent"


PROVIDER = (
    "Received: from TYAPR01MB1234.jpnprd01.prod.outlook.com (2603:1096:400::5)\n"
    " by TYAPR01MB5678.jpnprd01.prod.outlook.com with HTTPS; Fri, 9 May 2025 07:00:55 +0900\n"
)
BORN = (
    "Received: from TYAPR01MB1234.jpnprd01.prod.outlook.com ([fe80::1])\n"
    " by TYAPR01MB1234.jpnprd01.prod.outlook.com ([fe80::1%7]) with mapi id 15.20; Fri, 9 May 2025 07:00:54 +0900\n"
)
OUR_RELAY = (
    "Received: from pc (mail.example.co.jp [203.0.113.5])\n"
    "\tby mx.example.jp (Postfix) with ESMTPS id 2; Fri, 9 May 2025 07:00:50 +0900\n"
)
INTO_PROVIDER = (
    "Received: from mail.example.co.jp (203.0.113.5)\n"
    " by TYAPR01MB1234.jpnprd01.prod.outlook.com with Microsoft SMTP Server; Fri, 9 May 2025 07:00:51 +0900\n"
)
LOGIN = FROM_CLIENT.format(protocol="ESMTPSA")
AT_HOST = "Received: from [192.168.1.7] (pc.example [198.51.100.7]){} by sv1.host.example with ESMTPSA id 2; Fri, 9 May 2025 07:00:50 +0900\n"
HOSTED = OurSide(domains=("example.co.jp",), servers=("sv1.host.example", "outlook.com", "203.0.113.5"))


@pytest.mark.parametrize(
    ("top", "side", "why"),
    [
        (PROVIDER + LOGIN, SIDE, "unproven"),
        (PROVIDER + OUR_RELAY, SIDE, "unproven"),
        (PROVIDER + OUR_RELAY + LOGIN, SIDE, "unproven"),
        (PROVIDER + BORN + LOGIN, SIDE, "unproven"),
        (PROVIDER + BORN + INTO_PROVIDER + LOGIN, HOSTED, "unproven"),
        (AT_HOST.format("").replace("sv1.host.example", "smtp.outlook.com"), HOSTED, "unproven"),
        (AT_HOST.format(" (Authenticated sender: x@other.example)"), HOSTED, "unproven"),
        (AT_HOST.format(" (Authenticated sender: hanako@example.co.jp)"), HOSTED, "logged-in"),
        (AT_HOST.format(""), HOSTED, "logged-in"),
        (PROVIDER + INTO_PROVIDER + LOGIN, HOSTED, "logged-in"),
        (PROVIDER + INTO_PROVIDER, HOSTED, "sent"),
    ],
    ids=[
        "login below a provider",
        "relay below a provider",
        "both",
        "below the provider's customer",
        "relay below the provider's customer",
        "a provider's customer",
        "another customer of our host",
        "ours at our host",
        "our host tells no name",
        "our relay to the provider",
        "our relay's address",
    ],
)
async def test_lines_with_our_names_below_others(top, side, why):
    """A line counts when the one above it says that our own server handed the mail over; else it came with the mail."""
    assert (await told(mail(top), side=side)).why == why


@pytest.mark.parametrize("inner", ["203.0.113.5", "10.1.1.1"])
async def test_a_certificate_with_an_address_in_its_name(inner):
    """What a client certificate says of its owner is its owner's word."""
    tls = f' (using TLSv1.3 with cipher X (256/256 bits))\n\t(Client CN "a [{inner}]", Issuer "x" (not verified))\n\tby'
    top = FROM_OUTSIDE.format(ip="198.51.100.9").replace("\n\tby", tls)

    assert (await told(mail(top + LOGIN))).why == "unproven"


@pytest.mark.parametrize("sign", [True, False])
async def test_a_report_larger_than_a_mail_that_is_judged(sign):
    """It carries one as a file, or several: whose it is is found out all the same."""
    body = plain("Fwd: check this", sender=HANAKO, body=("x" * 900 + "\n") * 31_000)
    raw = FROM_OUTSIDE.format(ip="198.51.100.9").encode() + (signed(body, domain="example.co.jp") if sign else body)
    found, altered = await told(raw), await told(raw + b"and more\n")

    assert (found.address, found.why) == ("hanako@example.co.jp", "signed" if sign else "unproven")
    assert altered.why == "unproven"


async def test_a_signed_mail_that_is_sent_once_more():
    """Whoever got a mail of a colleague has it with its signature, which proves nothing a week later."""
    days = [FROM_OUTSIDE.format(ip="198.51.100.9").replace("Fri, 9 May", day) for day in ("Thu, 15 May", "Sat, 17 May")]

    assert [(await told(mail(day, sign=True))).why for day in days] == ["signed", "unproven"]
