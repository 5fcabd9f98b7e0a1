"""SPF by pyspf with our resolver (RFC 7208)."""

import time

import pytest

from analyzers.authentication.spf_check import MAX_QUESTIONS, Envelope, spf
from analyzers.errors import LookupFailed
from analyzers.lookups.fake import FakeDns

IP, OTHER, SIX = "203.0.113.5", "198.51.100.9", "2001:db8::5"


def record(text):
    return {"TXT": ["unrelated", text]}


WORLD = {
    "plain.example": record("v=spf1 ip4:203.0.113.0/24 ip6:2001:db8::/32 -all"),
    "soft.example": record("v=spf1 a ~all"),
    "neutral.example": record("V=SPF1 ?all"),
    "open.example": record("v=spf1 ip4:203.0.113.5"),
    "include.example": record("v=spf1 include:plain.example ~all"),
    "redirect.example": record("v=spf1 redirect=plain.example"),
    "nowhere.example": record("v=spf1 redirect=none.example"),
    "macro.example": record("v=spf1 exists:%{ir}.%{v}.%{d} exp=explain.%{d} -all"),
    "5.113.0.203.in-addr.macro.example": {"A": ["127.0.0.2"]},
    "local.example": record("v=spf1 exists:%{l}.of.%{o2} -all"),
    "user.of.local.example": {"A": ["127.0.0.2"]},
    "a.example": record("v=spf1 a -all") | {"A": [IP], "AAAA": [SIX]},
    "mx.example": record("v=spf1 mx -all") | {"MX": ["10 in.mx.example"]},
    "in.mx.example": {"A": [IP]},
    "nullmx.example": record("v=spf1 mx -all") | {"MX": ["0 ."]},
    "ptr.example": record("v=spf1 ptr -all"),
    IP: {"PTR": ["mail.ptr.example"]},
    "mail.ptr.example": {"A": [IP]},
    **{f"i{n}.example": record("v=spf1 ?ip4:192.0.2.1") for n in range(12)},
    "ten.example": record("v=spf1 " + " ".join(f"include:i{n}.example" for n in range(10)) + " -all"),
    "eleven.example": record("v=spf1 " + " ".join(f"include:i{n}.example" for n in range(11)) + " -all"),
    "loop.example": record("v=spf1 include:pool.example -all"),
    "pool.example": record("v=spf1 include:loop.example -all"),
    "two-void.example": record("v=spf1 a:v1.example a:v2.example -all"),
    "three-void.example": record("v=spf1 a:v1.example a:v2.example a:v3.example -all"),
    "twice.example": {"TXT": ["v=spf1 -all", "v=spf1 +all"]},
    "broken.example": record("v=spf1 ip4:203.0.113.999 -all"),
    "unknown.example": record("v=spf1 foo:bar -all"),
    "long.example": record("v=spf1 a:" + "a" * 3000 + "! -all"),
    "huge.example": record("v=spf1 " + "ip4:192.0.2.1 " * 400 + "-all"),
    "include-none.example": record("v=spf1 include:none.example -all"),
    "slow.example": "timeout",
    "include-slow.example": record("v=spf1 include:slow.example -all"),
    "refused.example": "refused",
    "hostile.example": record("v=spf1 exists:%{d9999999}.%{x} -all"),
    "mxes.example": record("v=spf1 mx -all") | {"MX": [f"{n} m{n}.example" for n in range(11)]},
}


async def result(domain, ip=IP, helo=None, local="user"):
    return await spf(Envelope(ip, helo, f"{local}@{domain}" if domain else None), FakeDns(WORLD))


@pytest.mark.parametrize(
    ("domain", "own", "other", "six"),
    [
        ("plain", "pass", "fail", "pass"),
        ("soft", "softfail", "softfail", "softfail"),
        ("neutral", "neutral", "neutral", "neutral"),
        ("open", "pass", "neutral", "neutral"),
        ("include", "pass", "softfail", "pass"),
        ("redirect", "pass", "fail", "pass"),
        ("nowhere", "permerror", "permerror", "permerror"),
        ("macro", "pass", "fail", "fail"),
        ("local", "pass", "pass", "pass"),
        ("a", "pass", "fail", "pass"),
        ("mx", "pass", "fail", "fail"),
        ("nullmx", "fail", "fail", "fail"),
        ("ptr", "pass", "fail", "fail"),
        ("ten", "fail", "fail", "fail"),
        ("eleven", "permerror", "permerror", "permerror"),
        ("loop", "permerror", "permerror", "permerror"),
        ("two-void", "fail", "fail", "fail"),
        ("three-void", "permerror", "permerror", "permerror"),
        ("twice", "permerror", "permerror", "permerror"),
        ("broken", "permerror", "permerror", "permerror"),
        ("unknown", "permerror", "permerror", "permerror"),
        ("long", "permerror", "permerror", "permerror"),
        ("huge", "permerror", "permerror", "permerror"),
        ("include-none", "permerror", "permerror", "permerror"),
        ("hostile", "permerror", "permerror", "permerror"),
        ("mxes", "permerror", "permerror", "permerror"),
        ("none", "none", "none", "none"),
    ],
)
async def test_results(domain, own, other, six):
    """For the address that may send, for one that may not, and for one of the other kind."""
    assert [await result(f"{domain}.example", ip) for ip in (IP, OTHER, SIX)] == [own, other, six]


@pytest.mark.parametrize(
    ("domain", "subject", "reason"),
    [
        ("slow", "slow.example", "timeout"),
        ("include-slow", "slow.example", "timeout"),
        ("refused", "refused.example", "refused"),
    ],
)
async def test_silence_is_no_result(domain, subject, reason):
    """Who could not be asked is told, and nothing is concluded."""
    with pytest.raises(LookupFailed) as caught:
        await result(f"{domain}.example")

    assert (caught.value.source, caught.value.subject, caught.value.reason) == ("spf", subject, reason)


async def test_silence_behind_the_answer_does_not_matter():
    """What need not be asked is not asked."""
    world = WORLD | {"early.example": record("v=spf1 ip4:203.0.113.5 include:slow.example -all")}

    assert await spf(Envelope(IP, None, "u@early.example"), FakeDns(world)) == "pass"


@pytest.mark.parametrize(
    ("helo", "found"),
    [
        ("a.example", "pass"),
        ("plain.example", "pass"),
        ("none.example", "none"),
        ("[203.0.113.5]", "none"),
        (None, "none"),
        ("", "none"),
    ],
)
async def test_without_a_sender_helo_is_asked(helo, found):
    """RFC 7208, section 2.4."""
    assert await result(None, helo=helo) == found


@pytest.mark.parametrize("domain", ["no domain", "a..example", "x" * 300, "日本語.example", "203.0.113.5"])
async def test_a_domain_that_cannot_exist(domain):
    """There is nothing to ask."""
    assert await result(domain) == "none"


class Counting(FakeDns):
    """A Dns that counts."""

    asked = 0

    async def texts(self, name):
        self.asked += 1
        return await super().texts(name)

    async def addresses(self, name):
        self.asked += 1
        return ("192.0.2.1",)


async def test_questions_are_bounded():
    """Whatever a record makes us ask, it ends."""
    world = {
        "wide.example": {"TXT": ["v=spf1 " + " ".join(f"include:w{n}.example" for n in range(10)) + " -all"]},
        **{
            f"w{n}.example": {"TXT": ["v=spf1 mx ?all"], "MX": [f"{m} m{n}x{m}.example" for m in range(10)]}
            for n in range(10)
        },
    }
    dns = Counting(world)

    assert await spf(Envelope(IP, None, "u@wide.example"), dns) == "permerror"
    assert dns.asked <= MAX_QUESTIONS


async def test_hostile_records_take_no_time():
    """Records made to hurt pyspf's patterns."""
    pieces = ("a" * 250 + "!", "a-" * 120 + "!", "%{d}" * 60, "1" * 250, "/" * 250, ":" * 250, "%{" + "d" * 200)
    began = time.monotonic()
    for piece in pieces:
        world = {"x.example": {"TXT": ["v=spf1 " + " ".join(f"a:{piece}.{n}" for n in range(14))[:4000] + " -all"]}}
        assert await spf(Envelope(IP, None, "u@x.example"), FakeDns(world)) in {"permerror", "fail"}

    assert time.monotonic() - began < 5
