"""What was looked at, and when finding nothing means anything."""

import pytest

from analyzers import Level, OurSide, examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from analyzers.lookups.offline import OFFLINE
from tests.analyzers.mails import eml

OURS = OurSide(domains=("kaisha.jp",), servers=("mx.example.jp",))
WORLD = {
    "203.0.113.5": {"PTR": ["mail.example.com"]},
    "mail.example.com": {"A": ["203.0.113.5"]},
    "example.com": {"MX": ["10 mail.example.com"]},
    "www.example.com": {"A": ["203.0.113.6"]},
    "gone.example.com": {},
}
DEAD_DNS = dict.fromkeys(WORLD, "timeout")
LISTS = {"zen.spamhaus.org": {}, "bl.spamcop.net": {}}
DEAD_SLOW = WORLD | {"slow.example.com": "timeout"}
DEAD_LISTS = dict.fromkeys(LISTS, "timeout")
LINK = "<a href=https://www.example.com/>x</a>"


async def seen(data, dns=WORLD, lists=LISTS, side=OURS):
    """The report's level and coverage."""
    report = await examine(read(data), lookups=Lookups(FakeDns(dns), FakeBlocklists(lists)), side=side)
    return report.level, {name: str(value) for name, value in report.coverage.items()}


async def test_everything_was_looked_at():
    """An ordinary mail whose questions were all answered bears no sign."""
    level, sides = await seen(eml(html=LINK))

    assert level is Level.NO_SIGN
    assert sides == {
        "identity": "checked",
        "authentication": "checked",
        "route": "checked",
        "links": "checked",
        "page": "not-asked",
        "content": "checked",
        "attachments": "checked",
    }


@pytest.mark.parametrize(
    ("html", "dns", "lists", "route", "links", "level"),
    [
        (LINK, DEAD_DNS, DEAD_LISTS, "failed", "failed", Level.INSUFFICIENT),
        ("no link", DEAD_DNS, DEAD_LISTS, "failed", "checked", Level.INSUFFICIENT),
        (LINK, WORLD | {"www.example.com": "timeout"}, LISTS, "checked", "failed", Level.INSUFFICIENT),
        (
            LINK,
            WORLD | dict.fromkeys(("203.0.113.5", "mail.example.com"), "timeout"),
            DEAD_LISTS,
            "failed",
            "checked",
            Level.INSUFFICIENT,
        ),
        (LINK, WORLD, DEAD_LISTS, "partly", "checked", Level.NO_SIGN),
        (LINK, WORLD, LISTS | {"bl.spamcop.net": "refused"}, "partly", "checked", Level.NO_SIGN),
        (LINK, WORLD, {}, "partly", "checked", Level.NO_SIGN),
        ("no link", WORLD, LISTS, "checked", "checked", Level.NO_SIGN),
        (LINK + "<a href=https://gone.example.com>y</a>", WORLD, LISTS, "checked", "checked", Level.NO_SIGN),
        (LINK + "<a href=https://slow.example.com>y</a>", DEAD_SLOW, LISTS, "checked", "partly", Level.INSUFFICIENT),
    ],
    ids=[
        "dead",
        "dead, no link",
        "dead link",
        "dead route",
        "dead lists",
        "one list refuses",
        "no lists",
        "no link",
        "gone link",
        "one of two links is silent",
    ],
)
async def test_silence_never_counts_as_clean(html, dns, lists, route, links, level):
    """When nobody answered about one side, nobody says that there is no sign."""
    found, sides = await seen(eml(html=html), dns, lists)

    assert (sides["route"], sides["links"], found) == (route, links, level)


async def test_a_list_that_does_not_answer_leaves_the_links_alone():
    """Each side knows its own silence."""
    assert (await seen(eml(html=LINK), WORLD, DEAD_LISTS))[1]["links"] == "checked"


async def test_offline():
    """Nobody was asked, and that is what is said."""
    report = await examine(read(eml(html=LINK)), lookups=OFFLINE, side=OURS)

    assert report.level is Level.INSUFFICIENT
    assert (report.coverage["route"], report.coverage["links"]) == ("not-asked", "not-asked")


@pytest.mark.parametrize(
    ("data", "possible"),
    [
        (
            b"https://www.example.com/",
            {"identity": "not-possible", "route": "not-possible", "content": "not-possible", "links": "checked"},
        ),
        (
            eml().partition(b"\n\n")[0],
            {"route": "checked", "links": "not-possible", "content": "not-possible", "attachments": "not-possible"},
        ),
        (
            b"From: a@example.com\nSubject: x\n\nhttps://www.example.com",
            {"identity": "checked", "route": "not-possible", "authentication": "not-possible"},
        ),
        (eml(received=("from a (unknown [10.0.0.1]) by mx.example.jp",)), {"route": "not-possible"}),
        (eml(sender=None), {"identity": "checked"}),
    ],
    ids=["url", "headers", "pasted", "inside", "no sender"],
)
async def test_what_the_form_does_not_hold(data, possible):
    """A side that the form does not hold is not possible, not clean."""
    sides = (await seen(data))[1]

    assert {name: sides[name] for name in possible} == possible


@pytest.mark.parametrize(
    ("data", "level"),
    [
        (b"https://www.example.com/", Level.INSUFFICIENT),
        (b"From: a@example.com\nSubject: x\n\nhttps://www.example.com", Level.INSUFFICIENT),
        (eml(received=()), Level.INSUFFICIENT),
        (eml(received=(), html=LINK), Level.NO_SIGN),
        (eml().partition(b"\n\n")[0], Level.NO_SIGN),
    ],
    ids=["url", "pasted", "no route, no link", "no route, a link", "headers"],
)
async def test_no_sign_needs_enough(data, level):
    """Without a whole header block and something that was looked at, nobody says that there is no sign."""
    assert (await seen(data))[0] is level


async def test_insufficient_replaces_no_sign_only():
    """What was found stays found, however little was answered."""
    mail = eml(
        sender='"Amazon" <a@evil.example>',
        html="本日中にパスワードを確認してください <a href=https://evil.example>x</a>",
    )

    assert (await seen(mail, DEAD_DNS, DEAD_LISTS))[0] is Level.DANGER


async def test_losses_are_partly():
    """A body that could not be read whole was partly looked at; a few odd letters hide nothing."""
    level, sides = await seen(eml(text="") + b"abc \xff\xfe\xfd")

    assert (sides["content"], level) == ("partly", Level.NO_SIGN)


async def test_an_address_in_numbers_needs_no_answer():
    """Nobody is asked about it."""
    assert (await seen(eml(html="<a href=http://203.0.113.7/>x</a>")))[1]["links"] == "checked"


async def test_what_stays_hidden_is_not_clean():
    """Nobody says that there is no sign in what he could not open."""
    parts = ("Content-Type: application/pgp-encrypted\n\nVersion: 1", "Content-Type: application/octet-stream\n\nabc")
    inner = "".join(f"\n--x\n{part}" for part in parts).encode() + b"\n--x--\n"
    kind = b'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x'
    hidden = eml(text="").replace(b"text/plain; charset=utf-8", kind) + inner

    assert (await seen(hidden))[0] is Level.INSUFFICIENT


async def test_a_sender_whose_servers_stay_silent_is_not_clean():
    """They are his own, so the silence may be his choice."""
    silent = WORLD | dict.fromkeys(("example.com", "_dmarc.example.com", "mail.example.com"), "timeout")

    assert (
        await seen(
            eml(html="<a href=https://www.example.org>x</a>"), silent | {"www.example.org": {"A": ["203.0.113.9"]}}
        )
    )[0] is Level.INSUFFICIENT


async def test_advice():
    """What to do follows the level, and who knows no route asks for the original."""
    lookups = Lookups(FakeDns(WORLD), FakeBlocklists(LISTS))
    whole = await examine(read(eml()), lookups=lookups, side=OurSide())
    link = await examine(read("https://www.example.com"), lookups=lookups)

    assert whole.advice == ("no-guarantee",)
    assert link.advice == ("cannot-tell", "send-original")
