"""Which servers are ours, learned from many mails of many people, and by nobody's crafted file."""

import pytest

from analyzers.message import HeaderBlock
from analyzers.trace import OurSide, trace
from analyzers.trace.learned import Seen, names_of, trusted
from tests.analyzers.trace.routes import block

BOX = "from mx.example.jp (mx.example.jp [10.0.0.2]) by box.example.jp (Postfix) with ESMTP id 2"
MX = "from evil.example (evil.example [203.0.113.66]) by mx.example.jp (Postfix) with ESMTP id 1"
FORGED = "from a.example (a.example [198.51.100.8]) by forged.example (Postfix) with ESMTP id 0"


def names(*lines):
    headers = block(*lines)
    return names_of(headers, trace(headers, OurSide()))


def sightings(mails, reporters, name="mx.example.jp", kind="by", start=0):
    return [Seen(f"m{start + i}", f"u{i % reporters}", kind, name) for i in range(mails)]


def test_what_one_mail_teaches():
    """The servers down to the boundary, and who says what was authenticated above it."""
    found = names(
        "Authentication-Results: mx.example.jp; spf=pass",
        BOX,
        MX,
        "Authentication-Results: block.example; spf=pass",
        FORGED,
        "Authentication-Results: forged.example; spf=pass",
    )

    assert found == (("by", "box.example.jp"), ("by", "mx.example.jp"), ("authserv", "mx.example.jp"))


def test_a_list_teaches_nothing():
    """Its servers are not ours, however often they recur."""
    found = names(
        "from ml01.01.org (ml01.01.org [198.51.100.7]) by mail.example.jp (Postfix) with ESMTPS id 1",
        "Authentication-Results: ml01.01.org; spf=pass",
        MX.replace("mx.example.jp", "ml01.01.org"),
    )

    assert found == (("by", "mail.example.jp"),)


def test_a_well_known_filter_at_the_boundary():
    """It may be ours: how often it recurs will tell."""
    found = names(
        "from mx0a-1.pphosted.com (mx0a-1.pphosted.com [198.51.100.60]) by mail.example.jp (Postfix) with ESMTPS",
        FORGED,
    )

    assert found == (("by", "mail.example.jp"), ("filter", "mx0a-1.pphosted.com"))


def test_a_provider_with_countless_servers():
    """Their names never recur; its domain does."""
    assert names(
        "from e.example (203.0.113.66) by D1.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server"
    ) == (("by", "outlook.com"),)


@pytest.mark.parametrize(
    "headers",
    [
        block(),
        block("from localhost (localhost [127.0.0.1]) by localhost"),
        HeaderBlock(block(BOX, MX).fields, complete=False),
    ],
    ids=["no route", "no boundary", "not whole"],
)
def test_what_teaches_nothing(headers):
    """Without a whole block and a boundary there is no top to learn from."""
    assert names_of(headers, trace(headers, OurSide())) == ()


def test_names_that_are_nobodys():
    """`localhost`, bare names and addresses recur everywhere."""
    assert names("from mx by localhost with LMTP id 1", MX.replace("mx.example.jp", "10.0.0.3")) == ()


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (sightings(5, 3), ("mx.example.jp",)),
        (sightings(4, 3), ()),
        (sightings(50, 2), ()),
        (sightings(5, 3) + sightings(21, 3, "other.example", start=5), ("other.example",)),
        (sightings(5, 3) * 2, ("mx.example.jp",)),
        ([Seen("m0", f"u{i}", "by", "mx.example.jp") for i in range(9)], ()),
        (sightings(6, 3, kind="filter") + sightings(6, 3, "mx2.example", start=6), ("mx.example.jp", "mx2.example")),
        (sightings(6, 3, kind="filter") + sightings(7, 3, "mx2.example", start=6), ("mx2.example",)),
        ([], ()),
    ],
    ids=[
        "enough",
        "few mails",
        "few people",
        "small share",
        "seen again",
        "one mail",
        "filter",
        "rare filter",
        "nothing",
    ],
)
def test_when_a_name_is_believed(seen, expected):
    """Five mails of three people, a fifth of all; a filter more than anything else."""
    assert trusted(seen) == expected


def test_one_employee_cannot_teach():
    """A hundred crafted files are one person's."""
    crafted = [Seen(f"c{i}", "mallory", "by", "evil.example") for i in range(100)]

    assert "evil.example" not in trusted(sightings(5, 3) + crafted)


def test_the_sender_of_many_mails_cannot_teach():
    """What he writes stands below the boundary of every one of them."""
    seen = [Seen(f"m{i}", f"u{i}", kind, name) for i in range(50) for kind, name in names(BOX, MX, FORGED)]

    assert trusted(seen) == ("box.example.jp", "mx.example.jp")


def test_what_was_learned_is_believed():
    """The trace says that the line's server was learned to be ours."""
    found = trace(block(BOX, MX, FORGED), OurSide(learned=("box.example.jp", "mx.example.jp")))

    assert (found.origin.ip, found.because) == ("203.0.113.66", "learned")


def test_a_learned_domain_lets_no_server_pass():
    """A provider's domain believes its lines; its customers' outlets stay strangers."""
    line = "from x (m1.outbound.protection.outlook.com [203.0.113.66]) by mx.example.jp (Postfix)"

    assert trace(block(line, FORGED), OurSide(learned=("outlook.com", "mx.example.jp"))).origin.ip == "203.0.113.66"
