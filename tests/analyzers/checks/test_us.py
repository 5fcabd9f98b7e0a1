"""The checks that ask whether a stranger poses as us."""

import pytest

from analyzers import OurSide
from analyzers.checks import (
    claimed_own_domain,
    desk_impersonated,
    executive_impersonated,
    own_lookalike,
    own_name_spoken,
    shown_own_domain,
)
from analyzers.senders.own_names import distance
from analyzers.trace.us import Person, Us
from tests.analyzers.mails import dossier, eml

US = Us(
    executives=(Person(("山田 太郎", "Taro Yamada"), ("taro.private@gmail.com",)),),
    desks=("みどりヘルプ",),
    lookalikes_allowed=("midorikogyou.example",),
)
OURS = OurSide(domains=("midorikogyo.co.jp",), us=US)


def said(check, sender="A <a@aoba.example>", *, side=OURS, **parts):
    """Code, variant and facts of what one check finds."""
    found = check.check(dossier(eml(sender=sender, to="user@midorikogyo.co.jp", **parts), side=side))
    return [(finding.code, finding.variant, finding.facts) for finding in found]


@pytest.mark.parametrize(
    ("domain", "how", "variant"),
    [
        ("midor1kogyo.co.jp", "letters", ""),
        ("midorikog\u0443o.com", "letters", ""),
        ("midorikogo.co.jp", "typo", "near"),
        ("midoirkogyo.com", "typo", "near"),
        ("midori-kogyo.co.jp", "hyphen", ""),
        ("midorikogyo-co-jp.example", "inside", ""),
        ("midorikogyo.co.jp.aoba.example", "inside", ""),
        ("mail.midorikogyo-co-jp.aoba.example", "inside", ""),
        ("midorikogyo-login.com", "token", "near"),
        ("midorikogyo.com", "ending", "near"),
    ],
)
def test_own_lookalike(domain, how, variant):
    """One letter, letters that look alike, a hyphen, our whole name, our word, another ending."""
    (found,) = said(own_lookalike, f"A <a@{domain}>")

    assert (found[0], found[1], found[2]["how"], found[2]["own-domain"], found[2]["where"]) == (
        "own-lookalike",
        variant,
        how,
        "midorikogyo.co.jp",
        "from",
    )


@pytest.mark.parametrize("text", ["Please enter your password here.", "Please buy gift cards and send me the codes."])
def test_a_neighbour_that_wants_something(text):
    """A name a letter from ours is a neighbour's until it asks for secrets or money."""
    assert [variant for _, variant, _ in said(own_lookalike, "A <a@midorikogo.co.jp>", text=text)] == [""]


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        ({"more": "Reply-To: a@midori-kogyo.com"}, "reply-to"),
        ({"more": "Return-Path: <a@midori-kogyo.com>"}, "bounce"),
        ({"text": "https://www.midori-kogyo.com/login"}, "link"),
    ],
)
def test_own_lookalike_elsewhere(parts, where):
    """Wherever it stands."""
    assert [facts["where"] for _, _, facts in said(own_lookalike, **parts)] == [where]


def test_the_clearest_lookalike_is_told():
    """A weak one does not hide a clear one; senders and links are told apart."""
    text = "https://midorikogyo-shop.com/ https://midori-kogyo.com/"
    found = said(own_lookalike, "A <a@midorikogyo.com>", text=text)

    assert [(variant, facts["how"]) for _, variant, facts in found] == [("near", "ending"), ("link", "hyphen")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Your domain midorikogyo-shop.com lapses.", 0),
        ("Your domain midori-kogyo.com lapses.", 1),
        ("Your domain midorikogyo-shop.com lapses: https://midorikogyo-shop.com/pay", 1),
    ],
)
def test_a_name_in_a_sentence(text, count):
    """It leads nobody anywhere, so it counts only when it is made to look like ours."""
    assert len(said(own_lookalike, text=text)) == count


@pytest.mark.parametrize(
    "name",
    [
        "midorikogyo.co.jp",
        "mail.midorikogyo.co.jp",
        "midorikogyou.example",
        "midorikogyo.zendesk.com",
        "midorikogyo.slack.com",
        "midorikogyo-co-jp.mail.protection.outlook.com",
        "midorikikai.co.jp",
        "aoba.example",
        "kogyo.co.jp",
    ],
)
def test_no_lookalike(name):
    """Ours, allowed, a name that a service gave us, and other words."""
    assert said(own_lookalike, f"A <a@{name}>", text=f"https://{name}/") == []


def test_own_label_in_a_strangers_name():
    """Without an ending it weighs less; who writes for us from a service's address, and who bears it in his own, may."""
    found = said(claimed_own_domain, '"Scanner midori-kogyo" <scan@aoba.example>')
    assert [(variant, facts["own-domain"]) for _, variant, facts in found] == [("label", "midorikogyo.co.jp")]
    assert said(claimed_own_domain, '"Midorikogyo (Docs)" <noreply@docs.google.com>') == []
    assert said(claimed_own_domain, '"Midorikogyo" <a@midorikogyo.com>') == []
    assert said(claimed_own_domain, '"Midorikogyo" <a@midorikogyo.co.jp>') == []


def test_a_guessed_house_has_relatives():
    """Where nobody said which domains are ours, ours with another ending may be ours, too; a clear look-alike is none."""
    assert said(own_lookalike, "A <a@midorikogyo.com>", side=OurSide()) == []
    assert len(said(own_lookalike, "A <a@midori-kogyo.com>", side=OurSide())) == 1


def test_short_names_have_many_neighbours():
    """`aoba` and `aobo` are two honest houses."""
    short = OurSide(domains=("aoba.co.jp",))

    assert [
        said(own_lookalike, f"A <a@{name}>", side=short) for name in ("aobo.co.jp", "aoba.com", "aoba-shop.jp")
    ] == [[], [], []]


def test_a_hyphen_of_ours():
    """Our own domain may have one that the look-alike leaves out."""
    ours = OurSide(domains=("midori-kogyo.co.jp",))

    found = [
        said(own_lookalike, f"A <a@{name}>", side=ours)
        for name in ("midorikogyo-co-jp.example", "midorikogyo-mail.com")
    ]
    assert [[facts["how"] for _, _, facts in each] for each in found] == [["inside"], ["token"]]


def test_distance_is_bounded():
    """It stops counting at three."""
    assert [distance(one, "midorikogyo") for one in ("midorikogyo", "midorkiogyo", "idorikogyo", "xyz")] == [0, 1, 1, 3]


@pytest.mark.parametrize(
    ("name", "desk", "variant"),
    [
        ("みどりヘルプ", "みどりヘルプ", ""),
        ("Midorikogyo Webmail", "webmail", ""),
        ("midori-kogyo IT Support", "it support", ""),
        ("IT Support", "it support", "any"),
        ("情報システム部", "情報システム部", "any"),
        ("メール管理者", "メール管理者", "any"),
        ("HR Department", "hr department", "any"),
        ("IT Department (Google Docs)", "it department", "any"),
    ],
)
def test_desk_impersonated(name, desk, variant):
    """By our own name for it, or by one that does not say whose it is."""
    facts = {"name": name, "desk": desk, "from-domain": "aoba.example", "named": variant == ""}

    assert said(desk_impersonated, f'"{name}" <a@aoba.example>') == [("desk-impersonated", variant, facts)]


@pytest.mark.parametrize(
    "sender",
    [
        '"IT Support" <it@midorikogyo.co.jp>',
        '"Aoba Help Desk" <help@aoba.example>',
        '"浪速資材 総務部" <soumu@aoba.example>',
        '"Taro Yamada" <a@aoba.example>',
        '"Helpdesk" <a@helpdesk.example>',
    ],
)
def test_no_desk_of_ours(sender):
    """Our own, another company's, a person, and a company of that name."""
    assert said(desk_impersonated, sender) == []


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("山田太郎", "山田 太郎"),
        ("代表取締役　山田　太郎", "山田 太郎"),
        ("YAMADA, Taro", "Taro Yamada"),
        ("Taro Yamada (CEO)", "Taro Yamada"),
    ],
)
def test_executive_impersonated(name, person):
    """In any order, with a title, with or without spaces."""
    facts = {"name": name, "person": person, "address": "ceo.office@gmail.com"}

    assert said(executive_impersonated, f'"{name}" <ceo.office@gmail.com>') == [("executive-impersonated", "", facts)]


@pytest.mark.parametrize(
    "sender",
    [
        '"山田太郎" <taro@midorikogyo.co.jp>',
        '"山田太郎" <Taro.Private@gmail.com>',
        '"Hanako Yamada" <h@aoba.example>',
        "taro.yamada@aoba.example",
    ],
)
def test_no_executive_impersonated(sender):
    """From us, from his own address, and others."""
    assert said(executive_impersonated, sender) == []


@pytest.mark.parametrize(
    "text",
    [
        "midorikogyo.co.jp メール管理者より\nhttps://quercus.example/x",
        "Your midorikogyo.co.jp mailbox is almost full: https://quercus.example/x",
        "Password of user@midorikogyo.co.jp expires. MIDORIKOGYO.CO.JP server admin https://quercus.example/x",
    ],
)
def test_own_name_spoken(text):
    """As if he ran our mail, with a link elsewhere."""
    (found,) = said(own_name_spoken, text=text)

    assert (found[0], found[2]["own-domain"], found[2]["host"]) == (
        "own-name-spoken",
        "midorikogyo.co.jp",
        "quercus.example",
    )


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("A <a@midorikogyo.co.jp>", "Your midorikogyo.co.jp mailbox: https://quercus.example/x"),
        ("A <a@aoba.example>", "Your midorikogyo.co.jp mailbox: https://www.midorikogyo.co.jp/x"),
        ("A <a@aoba.example>", "The certificate of midorikogyo.co.jp expires: https://aoba.example/x"),
        ("A <a@aoba.example>", "Sent to user@midorikogyo.co.jp, your inbox: https://aoba.example/x"),
    ],
)
def test_own_name_spoken_honestly(sender, text):
    """By us, leading to us, about other things, and as a part of an address."""
    assert said(own_name_spoken, sender, text=text) == []


@pytest.mark.parametrize(
    ("sender", "variant"),
    [("A <a@aoba.example>", "handed"), ("A <a@example.com>", ""), ("A <a@lists.example.com>", "")],
)
def test_own_name_spoken_behind_a_list(sender, variant):
    """Members of somebody's list say less with it; a house that calls itself a list says as much as any."""
    text = "Your midorikogyo.co.jp password expires: https://quercus.example/x"
    marks = "Return-Path: <talk-bounces@example.com>\nList-Id: <talk.example.com>"

    assert [found[1] for found in said(own_name_spoken, sender, text=text, more=marks)] == [variant]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://quercus.example/x">https://mail.midorikogyo.co.jp/</a>',
        '<a href="https://quercus.example/x"><img src="x.png" alt="mail.midorikogyo.co.jp/login"></a>',
    ],
)
def test_shown_own_domain(html):
    """As a link's text, and as what stands in the place of a picture."""
    facts = {"shown": "mail.midorikogyo.co.jp", "real": "quercus.example"}

    assert said(shown_own_domain, html=html) == [("shown-own-domain", "", facts)]
