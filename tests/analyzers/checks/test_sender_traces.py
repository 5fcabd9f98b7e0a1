"""The checks that ask whether a sender's addresses and the mail's way fit each other."""

import pytest

from analyzers import OurSide
from analyzers.checks import (
    address_borrowed,
    helo_odd,
    nobody_vouches,
    random_sender,
    rare_sender_ending,
    reply_elsewhere,
)
from tests.analyzers.mails import dossier, eml

STRANGER = "from kidsclub.com (kidsclub.com [93.184.216.34]) by mx.example.jp (Postfix) with ESMTP id 1"
UNNAMED = "from {helo} (unknown [93.184.216.34]) by mx.example.jp (Postfix) with ESMTP id 1"


def said(check, sender="A <a@midorikogyo.com>", *, received=STRANGER, more="", **side):
    """Code, variant and facts of what one check finds."""
    mail = eml(sender=sender, received=(received,), more=more)
    side = {"side": OurSide(domains=("example.jp",), servers=("mx.example.jp",)), **side}
    return [(finding.code, finding.variant, finding.facts) for finding in check.check(dossier(mail, **side))]


@pytest.mark.parametrize(
    "address", ["dnVXGjxw@aoba.example", "renew_MKyrwlXcGv8@aoba.example", "mzsczzokyyyyosobfc@hotmail.com"]
)
def test_random_sender(address):
    """Letters that no person chose."""
    assert said(random_sender, f"A <{address}>") == [("random-sender", "", {"address": address})]


@pytest.mark.parametrize(
    "address",
    [
        "taro.yamada@aoba.example",
        "JohnSmith@aoba.example",
        "no-reply@aoba.example",
        "zhengyongjun3@aoba.example",
        "ri28856@aoba.example",
        "shinjuku-eigyosho@aoba.example",
        "rechnungsversand@aoba.example",
        "reply+aGk3Zx9Qw2@aoba.example",
        "2.20445.33-5_gUgBqXK2vm.1@mail.aoba.example",
        "k-tanaka@midorikogyo.com",
    ],
)
def test_chosen_senders(address):
    """Names, words of many languages, accounts with a number, and the books that services keep."""
    assert said(random_sender, f"A <{address}>") == []


@pytest.mark.parametrize(
    ("address", "label"),
    [("a@cumpgwjrt.net", "cumpgwjrt"), ("a@wkzqxjfm.cn", "wkzqxjfm"), ("a@mail.y8wq1zx7k2.com", "y8wq1zx7k2")],
)
def test_random_sender_domain(address, label):
    """The label that looks drawn is told."""
    domain = address.partition("@")[2]

    assert said(random_sender, f"A <{address}>") == [("random-sender-domain", "", {"domain": domain, "label": label})]


@pytest.mark.parametrize(
    "domain",
    ["midorikogyo.co.jp", "hdfcbank.com", "smbc-card.com", "rzd.ru", "bbc.co.uk", "tsuruhashi-kk.jp", "gmail.com"],
)
def test_chosen_domains(domain):
    """Acronyms and Japanese in Latin letters."""
    assert said(random_sender, f"A <a@{domain}>") == []


@pytest.mark.parametrize(
    ("bounce", "variant"), [("x@w641yscjpn4v.ukfoo", "impossible"), ("bounce-1@xlojsbyhzh.com", "")]
)
def test_odd_bounce_domain(bounce, variant):
    """One that looks drawn, and one that cannot be."""
    facts = {"domain": bounce.partition("@")[2], "exists": variant == ""}

    assert said(random_sender, more=f"Return-Path: <{bounce}>") == [("odd-bounce-domain", variant, facts)]


@pytest.mark.parametrize(
    "bounce", ["a@midorikogyo.com", "0102018f-1@eu-west-1.amazonses.com", "x@bounces.aoba.com", ""]
)
def test_ordinary_bounces(bounce):
    """The sender's, a service's, another house's, and none."""
    assert said(random_sender, more=f"Return-Path: <{bounce}>") == []


@pytest.mark.parametrize(
    ("domain", "ending"), [("lxhetgo.cn", "cn"), ("aoba.sa.com", "sa.com"), ("news.aoba.cfd", "cfd")]
)
def test_rare_sender_ending(domain, ending):
    """The ending is told."""
    found = said(rare_sender_ending, f"A <a@{domain}>")

    assert found == [("rare-sender-ending", "", {"from-domain": domain, "ending": ending})]


def test_ordinary_endings():
    """Common ones, and ours."""
    assert said(rare_sender_ending, "A <a@aoba.co.jp>") == []
    assert said(rare_sender_ending, "A <a@aoba.top>", side=OurSide(domains=("aoba.top",))) == []


@pytest.mark.parametrize(
    ("sender", "reply", "free", "variant"),
    [
        ("A <a@midorikogyo.com>", "office.mail77@gmail.com", True, ""),
        ("A <taro@gmail.com>", "jiro@gmail.com", True, ""),
        ("A <a@midorikogyo.com>", "a@beststay.com", False, "other"),
    ],
)
def test_reply_elsewhere(sender, reply, free, variant):
    """To a free mailbox, to another one, to another house."""
    facts = {"from-domain": sender.partition("@")[2].strip(">"), "reply-to": reply, "free": free}

    assert said(reply_elsewhere, sender, more=f"Reply-To: {reply}") == [("reply-elsewhere", variant, facts)]


@pytest.mark.parametrize(
    ("sender", "more"),
    [
        ("A <a@midorikogyo.com>", "Reply-To: b@mail.midorikogyo.com"),
        ("A <a@midorikogyo.com>", "Reply-To: b@midorikogyo.co.jp"),
        ("A <taro.y@gmail.com>", "Reply-To: taroy+x@gmail.com"),
        ("A <a@midorikogyo.com>", "Reply-To: it@example.jp"),
        ("A <a@midorikogyo.com>", "Reply-To: talk@lists.kidsclub.com\nList-Id: <talk.lists.kidsclub.com>"),
        ("A via Talk <talk@lists.kidsclub.com>", "Reply-To: taro@gmail.com\nList-Id: <talk.lists.kidsclub.com>"),
    ],
)
def test_replies_that_go_home(sender, more):
    """The same house, the same person, us, and a list."""
    assert said(reply_elsewhere, sender, more=more) == []


def test_nobody_vouches():
    """Machine, bounces and signatures are strangers'."""
    found = said(nobody_vouches, more="Return-Path: <x@beststay.com>\nDKIM-Signature: v=1; d=beach.com; s=x; b=")

    facts = {"from-domain": "midorikogyo.com", "others": ("kidsclub.com", "beststay.com", "beach.com"), "bounces": True}
    assert found == [("nobody-vouches", "", facts)]


def test_an_unlisted_mailing_service():
    """It signs for what it sends, and takes the bounces."""
    found = said(nobody_vouches, more="Return-Path: <x@beststay.com>\nDKIM-Signature: v=1; d=beststay.com; s=x; b=")

    assert [variant for _, variant, _ in found] == ["machine"]


def test_only_the_machine_is_a_strangers():
    """Who gives his own address for bounces may rent a machine."""
    found = said(nobody_vouches, more="Return-Path: <a@midorikogyo.com>")

    facts = {"from-domain": "midorikogyo.com", "others": ("kidsclub.com",), "bounces": False}
    assert found == [("nobody-vouches", "machine", facts)]


@pytest.mark.parametrize(
    ("received", "more"),
    [
        (STRANGER, "DKIM-Signature: v=1; d=midorikogyo.com; s=x; b=\nReturn-Path: <x@beststay.com>"),
        (UNNAMED.format(helo="mail.midorikogyo.com"), "Return-Path: <x@beststay.com>"),
        (UNNAMED.format(helo="sv1.midorikogyo.co.jp"), ""),
        (UNNAMED.format(helo="a8-50.smtp-out.amazonses.com"), "Return-Path: <0100-1@amazonses.com>"),
        (UNNAMED.format(helo="sv123.xserver.jp"), "Return-Path: <a@midorikogyo.com>"),
        (UNNAMED.format(helo="mail-io1-f1.google.com"), "Return-Path: <a@midorikogyo.com>"),
        (STRANGER, "Return-Path: <talk-bounces@lists.kidsclub.com>\nList-Id: <talk.lists.kidsclub.com>"),
        (STRANGER, "Return-Path: <talk-bounces@lists.midori.org>\nList-Id: <talk.lists.midori.org>"),
    ],
)
def test_somebody_vouches(received, more):
    """A signature, the machine's name, a hosting or mailing service, a list."""
    assert said(nobody_vouches, received=received, more=more) == []


def test_nobody_vouches_needs_the_whole_header():
    """What people paste lacks most of it."""
    pasted = b"From: A <a@midorikogyo.com>\nSubject: x\nTo: a@example.jp\n\nhttps://example.org"

    assert list(nobody_vouches.check(dossier(pasted))) == []


@pytest.mark.parametrize(
    ("helo", "variant"), [("fjdigi.monster", ""), ("jcb.co.jp", "claimed"), ("ubuntu-s-1vcpu-sfo3", "")]
)
def test_address_borrowed(helo, variant):
    """Unsigned, from a machine with no name of the company's; one that claims such a name weighs less."""
    (found,) = said(address_borrowed, '"MyJCB" <info@jcb.co.jp>', received=UNNAMED.format(helo=helo))

    assert found[:2] == ("address-borrowed", variant)
    assert (found[2]["from-domain"], found[2]["helo"], found[2]["ip"]) == ("jcb.co.jp", helo, "93.184.216.34")


def test_address_borrowed_behind_a_list():
    """The author is in Reply-To where the list put itself into From."""
    (found,) = said(
        address_borrowed,
        "MyJCB via Talk <talk@lists.example.org>",
        received=UNNAMED.format(helo="jcb.co.jp"),
        more="Reply-To: mail@qa.jcb.co.jp\nList-Id: <talk.lists.example.org>",
    )

    assert found[2]["from-domain"] == "qa.jcb.co.jp"


@pytest.mark.parametrize("helo", ["kidsclub.com", "gmail.com", "localhost"])
def test_freemail_borrowed(helo):
    """Whatever the machine calls itself."""
    found = said(address_borrowed, "A <a@gmail.com>", received=UNNAMED.format(helo=helo))

    assert found == [("freemail-borrowed", "", {"from-domain": "gmail.com", "helo": helo})]


@pytest.mark.parametrize(
    ("sender", "received", "more"),
    [
        ("<info@jcb.co.jp>", UNNAMED.format(helo="jcb.co.jp"), "DKIM-Signature: v=1; d=jcb.co.jp; s=x; b="),
        (
            "<info@jcb.co.jp>",
            "from m1.jcb.co.jp (m1.jcb.co.jp [93.184.216.34]) by mx.example.jp (Postfix) with ESMTP id 1",
            "",
        ),
        ("<info@jcb.co.jp>", UNNAMED.format(helo="a8-50.smtp-out.amazonses.com"), ""),
        ("<a@midorikogyo.com>", STRANGER, ""),
        ("<a@gmail.com>", STRANGER, "DKIM-Signature: v=1; d=gmail.com; s=x; b="),
        (
            "<a@gmail.com>",
            "from mail-io1-f1.google.com (mail-io1-f1.google.com [209.85.166.1]) by mx.example.jp (Postfix) with ESMTP id 1",
            "",
        ),
        ("<a@gmail.com>", UNNAMED.format(helo="a4-5.smtp-out.amazonses.com"), ""),
        ("<a@gmail.com>", STRANGER, "List-Id: <talk.lists.kidsclub.com>"),
        ("<a@biglobe.ne.jp>", STRANGER, ""),
    ],
)
def test_address_not_borrowed(sender, received, more):
    """Signed, from the company's machine, through a service that companies hire; and addresses of no listed company."""
    assert said(address_borrowed, sender, received=received, more=more) == []


@pytest.mark.parametrize(
    ("helo", "code"),
    [
        ("ip103.187.147.142.cloudhost.web.id", "helo-numbered"),
        ("172-104-203-101.ip.linodeusercontent.com", "helo-numbered"),
        ("vps12345.aoba.com", "helo-numbered"),
        ("mail.xlojsbyhzh.com", "helo-random"),
        ("edbomof.info.whatsapp.com", "helo-borrowed"),
        ("hotmail.com", "helo-borrowed"),
    ],
)
def test_helo_odd(helo, code):
    """By number, drawn, somebody else's."""
    assert [(kind, facts["helo"]) for kind, _, facts in said(helo_odd, received=UNNAMED.format(helo=helo))] == [
        (code, helo)
    ]


@pytest.mark.parametrize(
    "helo",
    [
        "mail.midorikogyo.com",
        "sv123.xserver.jp",
        "mail-io1-f1.google.com",
        "a4-5.smtp-out.amazonses.com",
        "mx0a-001b2d01.pphosted.com",
        "localhost",
        "mga09.aoba.com",
    ],
)
def test_ordinary_helos(helo):
    """Servers of houses and of those whom they hire; bare words are another finding."""
    assert said(helo_odd, received=UNNAMED.format(helo=helo)) == []
