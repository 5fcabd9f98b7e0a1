"""Whose Authentication-Results are believed."""

import pytest

from analyzers import OurSide, read
from analyzers.authentication.belief import UNNAMED, belief
from analyzers.trace import trace
from tests.analyzers.authentication.signed import delivered, plain

OURS = OurSide(servers=("mx.example.jp",))
PASS = "spf=pass smtp.mailfrom=a@example.com; dkim=pass header.d=example.com; dmarc=pass header.from=example.com\n"
OWN = "Authentication-Results: mx.example.jp; " + PASS
STRANGER = "Authentication-Results: mx.stranger.example; " + PASS
NAMELESS = "Authentication-Results: " + PASS


def judged(mail, side=OURS):
    """Who is believed (and from where), ignored, and found to forge."""
    message = read(mail)
    found = belief(message.headers, trace(message.headers, side), side)
    return [(w.by, w.above, w.claimed.method) for w in found.words], found.ignored, found.forged


def words(by, *, above):
    return [(by, above, method) for method in ("spf", "dkim", "dmarc")]


@pytest.mark.parametrize(
    ("mail", "believed", "ignored", "forged"),
    [
        (delivered(plain(), above=OWN), words("mx.example.jp", above=True), (), ()),
        (delivered(plain(), block=OWN), words("mx.example.jp", above=False), (), ()),
        (delivered(plain(more=OWN)), [], ("mx.example.jp",), ("mx.example.jp",)),
        (delivered(plain(), above=STRANGER), [], ("mx.stranger.example",), ()),
        (delivered(plain(), block=STRANGER), [], ("mx.stranger.example",), ()),
        (delivered(plain(more=STRANGER)), [], ("mx.stranger.example",), ()),
        (delivered(plain(), above=NAMELESS), [], (UNNAMED,), ()),
        (plain(more=OWN), [], ("mx.example.jp",), ("mx.example.jp",)),
    ],
    ids=[
        "above",
        "block",
        "below",
        "stranger above",
        "stranger in the block",
        "stranger below",
        "nameless",
        "no route",
    ],
)
def test_places_and_names(mail, believed, ignored, forged):
    """Above the line or right under it, and only under a name of ours."""
    assert judged(mail) == (believed, ignored, forged)


@pytest.mark.parametrize(
    "block",
    [
        "DKIM-Signature: v=1\n" + OWN,
        "Received: from a by b; Fri, 9 May 2025 07:00:50 +0900\n" + OWN,
        "X-Mailer: y\n" + OWN,
    ],
)
def test_the_block_ends(block):
    """An author's field or the next server's line ends what our side can have written."""
    assert judged(delivered(plain(), block=block)) == ([], ("mx.example.jp",), ("mx.example.jp",))


@pytest.mark.parametrize("name", ["mx.example.jp", "a.mx.example.jp", "example.jp", "mail.example.jp", "MX.Example.JP"])
def test_a_name_covers_its_house(name):
    """The same registrable domain is the same house."""
    assert judged(delivered(plain(), above=f"Authentication-Results: {name}; {PASS}"))[1] == ()


@pytest.mark.parametrize("name", ["mx.example.jp.evil.example", "xmx.example.net", "jp", "co.jp", "mx"])
def test_a_name_that_only_looks_like_ours(name):
    """A name is ours by its end, not by its beginning."""
    assert judged(delivered(plain(), above=f"Authentication-Results: {name}; {PASS}"))[0] == []


def test_nothing_is_trusted_without_a_name():
    """Where nobody said or learned who we are, nobody is believed."""
    assert judged(delivered(plain(), above=OWN), OurSide()) == ([], ("mx.example.jp",), ())


def test_a_learned_name_counts():
    """What recurs at the top of the mails that people hand in is ours, too."""
    assert judged(delivered(plain(), above=OWN), OurSide(learned=("mx.example.jp",)))[0] == words(
        "mx.example.jp", above=True
    )


MICROSOFT = (
    "Received: from mail.example.com (203.0.113.5) by AM0EUR02FT001.mail.protection.outlook.com (10.152.56.1)\n"
    " with Microsoft SMTP Server id 15.20; Fri, 9 May 2025 07:00:55 +0900\n"
)


@pytest.mark.parametrize(
    ("side", "believed"),
    [
        (OurSide(servers=("protection.outlook.com",)), words(UNNAMED, above=True)),
        (OurSide(servers=("mx.example.jp",)), []),
        (OurSide(), []),
    ],
)
def test_microsoft_gives_no_name(side, believed):
    """Then the believed line itself must be Microsoft's, and Microsoft ours."""
    assert judged((NAMELESS + MICROSOFT).encode() + plain(), side)[0] == believed


def test_gmail_writes_under_its_line():
    """The nearest one speaks; what a sender began his mail with, further down, is not heard again."""
    forged = "Authentication-Results: mx.google.com; dkim=pass header.d=bank.example; spf=pass\n"
    head = (
        "Delivered-To: u@example.jp\nReceived: by 2002:a05:6f02:1 with SMTP id x; Thu, 8 May 2025 15:00:56 -0700 (PDT)\n"
        "X-Received: by 2002:a17:1 with SMTP id y; Thu, 8 May 2025 15:00:56 -0700 (PDT)\nReturn-Path: <a@example.com>\n"
        "Received: from mail.example.com (mail.example.com. [203.0.113.5]) by mx.google.com with ESMTPS id z\n"
        " for <u@example.jp>; Thu, 08 May 2025 15:00:55 -0700 (PDT)\nReceived-SPF: fail\n"
        "Authentication-Results: mx.google.com; spf=fail smtp.mailfrom=a@example.com; dkim=none\n"
    )
    message = read((head + forged).encode() + plain())
    side = OurSide(servers=("mx.google.com",))
    found = belief(message.headers, trace(message.headers, side), side)

    assert [(w.claimed.method, w.claimed.result, w.above) for w in found.words] == [
        ("spf", "fail", False),
        ("dkim", "none", False),
    ]


def test_several_milters_write_above():
    """Postfix's filters write a field each; the nearest to the line comes first."""
    above = "".join(
        f"Authentication-Results: mx.example.jp; {each}\n"
        for each in ("dmarc=pass", "dkim=pass header.d=a", "spf=pass")
    )

    assert [method for _, _, method in judged(delivered(plain(), above=above))[0]] == ["spf", "dkim", "dmarc"]


@pytest.mark.parametrize("claim", ["auth=pass smtp.auth=u; spf=pass", "spf=fail; dkim=fail", "none"])
def test_what_is_no_forgery(claim):
    """Our side's word about its own senders, and claims of failure, are nobody's forgery."""
    assert judged(delivered(plain(more=f"Authentication-Results: mx.example.jp; {claim}\n"))) == (
        [],
        ("mx.example.jp",),
        (),
    )


def test_it_is_bounded():
    """Fifty fields are looked at."""
    assert len(judged(delivered(plain(), above=OWN * 60))[0]) == 150
