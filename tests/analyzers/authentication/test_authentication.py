"""From a mail and a small world to the facts: what was verified, what is believed, what stays open."""

import logging

import pytest

from analyzers import OurSide, read
from analyzers.authentication import prepare
from analyzers.coverage import coverage
from analyzers.dossier import Dossier
from analyzers.facts import AuthenticationFacts, Facts, Unanswered
from analyzers.lookups import Lookups
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.dns import DnsClient
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from analyzers.lookups.offline import OFFLINE
from analyzers.survey import Questions, survey
from analyzers.trace import trace
from tests.analyzers.authentication.signed import RSA_RECORD, delivered, plain, signed
from tests.analyzers.authentication.test_arc import ONE
from tests.servers.knot import Knot

OURS = OurSide(domains=("example.jp",), servers=("mx.example.jp",))
KEY, POLICY = "s1._domainkey.example.com", "_dmarc.example.com"
WORLD = {
    KEY: {"TXT": [RSA_RECORD]},
    "example.com": {"TXT": ["v=spf1 ip4:203.0.113.5 -all"]},
    "mail.example.com": {"TXT": ["v=spf1 a -all"], "A": ["203.0.113.5"]},
    POLICY: {"TXT": ["v=DMARC1; p=reject"]},
    "s1._domainkey.one.example": {"TXT": [RSA_RECORD]},
    "other.example": {"TXT": ["v=spf1 ip4:203.0.113.5 -all"]},
    "closed.example": {"TXT": ["v=spf1 -all"]},
}
SIGNED = signed(plain())
PASS = "spf=pass smtp.mailfrom=bounce@example.com; dkim=pass header.d=example.com; dmarc=pass (p=REJECT) header.from=example.com"
FAIL = "spf=fail smtp.mailfrom=bounce@example.com; dkim=fail (no key for signature) header.d=example.com; dmarc=fail (p=NONE) header.from=example.com"
OWN, STRANGE = "Authentication-Results: mx.example.jp; ", "Authentication-Results: mx.evil.example; "


async def examined(mail, world=WORLD, side=OURS, dns=None):
    """The dossier after one round of questions."""
    message = read(mail)
    route = trace(message.headers, side)
    lookups = OFFLINE if world is None else Lookups(dns or FakeDns(world), FakeBlocklists({}))
    questions = Questions(None, None, None, None, (), prepare(message, route, side))
    return Dossier(message=message, trace=route, side=side, facts=await survey(questions, lookups, deadline=3))


async def facts(mail, world=WORLD, side=OURS):
    """SPF (domain, result, source), DKIM (result, reason, source) each, DMARC (result, policy, source)."""
    found = (await examined(mail, world, side)).facts.authentication
    return short(found)


def short(found: AuthenticationFacts):
    spf = found.spf and (found.spf.domain, found.spf.result, found.spf.source)
    dkim = [(each.result, each.reason, each.source) for each in found.dkim]
    return spf, dkim, found.dmarc and (found.dmarc.result, found.dmarc.policy, found.dmarc.source)


OWN_SPF = ("example.com", "pass", "verified")
GOOD = ("pass", "verified", "verified")
VERIFIED = (OWN_SPF, [GOOD], ("pass", "reject", "verified"))


async def test_a_good_mail():
    """SPF, DKIM and DMARC pass, each by our own verification, and the domain is vouched for."""
    dossier = await examined(delivered(SIGNED))

    assert short(dossier.facts.authentication) == VERIFIED
    assert dossier.facts.authentication.dkim[0].aligned is True
    assert (dossier.facts.unanswered, dossier.authenticated_domain, dossier.disowned) == ((), "example.com", False)
    assert coverage(dossier)["authentication"] == "checked"


@pytest.mark.parametrize("stamp", ["[spam] ", "[SPAM] ", "***SPAM*** ", "[迷惑] "])
async def test_a_stamped_mail_is_still_vouched_for(stamp):
    """DMARC rests on the recovered signature, for the envelope is another's."""
    mail = delivered(SIGNED.replace(b"Subject: ", f"Subject: {stamp}".encode()), return_path="a@other.example")

    assert await facts(mail) == (
        ("other.example", "pass", "verified"),
        [("pass", "recovered-stamp", "verified")],
        ("pass", "reject", "verified"),
    )


async def test_a_footer_vouches_for_nobody():
    """Under the signed text stands text that anybody may have written."""
    dossier = await examined(
        delivered(SIGNED + b"_____________\nclick http://evil.example\n", return_path="a@other.example")
    )
    found = dossier.facts.authentication

    assert short(found)[1:] == ([("pass", "recovered-footer", "verified")], ("fail", "reject", "verified"))
    assert dossier.authenticated_domain is None


@pytest.mark.parametrize(
    "claim", [PASS, PASS.replace("reject", "none"), "dmarc=pass header.from=example.com; arc=pass; spf=pass"]
)
@pytest.mark.parametrize("name", ["mx.example.jp", "mx.evil.example", ""])
@pytest.mark.parametrize("place", ["below", "block", "end"])
async def test_a_forged_claim_changes_nothing(claim, name, place):
    """Wherever a sender writes that he passed, in whoever's name."""
    forged = f"Authentication-Results: {name}; {claim}\n" if name else f"Authentication-Results: {claim}\n"
    author = plain(sender="Shop <shop@example.com>", more=forged if place == "below" else "")
    mail = delivered(author, return_path="x@closed.example", block=forged if place == "block" else "")
    if place == "end":
        head, _, body = mail.partition(b"\n\n")
        mail = head + b"\n" + forged.encode() + b"\n" + body
    dossier = await examined(mail)
    plain_one = await examined(delivered(plain(), return_path="x@closed.example"))
    found = dossier.facts.authentication

    assert short(found) == short(plain_one.facts.authentication)
    assert short(found) == (
        ("closed.example", "fail", "verified"),
        [("none", "unsigned", "verified")],
        ("fail", "reject", "verified"),
    )
    assert found.ignored_claims == (name or "unnamed",)
    assert found.forged_claims == (("mx.example.jp",) if name == "mx.example.jp" and place != "block" else ())


@pytest.mark.parametrize("place", ["above", "block"])
async def test_our_word_where_nobody_could_be_asked(place):
    """Offline our side's own results are all there is; a passed signature is one that our side verified."""
    passed = await facts(delivered(SIGNED, **{place: OWN + PASS + "\n"}), None)
    failed = await facts(delivered(SIGNED, **{place: OWN + FAIL + "\n"}), None)

    assert passed == (
        ("example.com", "pass", "trusted-header"),
        [("pass", "verified", "trusted-header")],
        ("pass", "reject", "trusted-header"),
    )
    assert failed == (
        ("example.com", "fail", "trusted-header"),
        [("fail", "key-gone", "trusted-header")],
        ("fail", "none", "trusted-header"),
    )


async def test_nobodys_word_offline():
    """A stranger's is none."""
    dossier = await examined(delivered(SIGNED, above=STRANGE + PASS + "\n"), None)

    assert short(dossier.facts.authentication) == (None, [(None, None, None)], None)
    assert dossier.facts.authentication.ignored_claims == ("mx.evil.example",)
    assert coverage(dossier)["authentication"] == "not-asked"


async def test_our_verification_stands_against_our_word():
    """Where the two differ, the word is put among the claims that are not believed."""
    dossier = await examined(
        delivered(
            plain(),
            return_path="x@closed.example",
            above=OWN + PASS.replace("bounce@example.com", "x@closed.example") + "\n",
        )
    )

    assert short(dossier.facts.authentication)[0] == ("closed.example", "fail", "verified")
    assert dossier.facts.authentication.ignored_claims == ("mx.example.jp",)


@pytest.mark.parametrize(
    ("place", "dkim"), [("above", ("pass", "verified", "trusted-header")), ("block", ("fail", "altered", "verified"))]
)
async def test_a_mail_that_was_altered_after_it_came(place, dkim):
    """Our side saw it whole: believed above the line, and not in the block, where the sender may have written it."""
    mail = SIGNED.replace(b"customer", b"victim")

    assert (await facts(delivered(mail, **{place: OWN + "dkim=pass header.d=example.com\n"})))[1] == [dkim]


async def test_headers_alone():
    """Without a body no signature can be tested; SPF and DMARC can be asked all the same."""
    dossier = await examined(delivered(SIGNED).partition(b"\n\n")[0])

    assert short(dossier.facts.authentication) == (
        OWN_SPF,
        [(None, "not-testable", None)],
        ("pass", "reject", "verified"),
    )
    assert coverage(dossier)["authentication"] == "partly"


async def test_headers_alone_decide_no_failure():
    """The signature that cannot be tested may be good."""
    found = await facts(delivered(SIGNED, return_path="x@closed.example").partition(b"\n\n")[0])

    assert found == (("closed.example", "fail", "verified"), [(None, "not-testable", None)], None)


async def test_silence_is_told():
    """Every question without an answer stands there, and nothing is concluded."""
    dossier = await examined(delivered(SIGNED), dict.fromkeys(WORLD, "timeout"))

    assert short(dossier.facts.authentication) == (
        ("example.com", "temperror", "verified"),
        [("temperror", None, "verified")],
        ("temperror", None, "verified"),
    )
    assert dossier.facts.unanswered == (
        Unanswered("dkim", KEY, "timeout"),
        Unanswered("dns", POLICY, "timeout"),
        Unanswered("spf", "example.com", "timeout"),
    )
    assert coverage(dossier)["authentication"] == "failed"


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        (KEY, (OWN_SPF, [("temperror", None, "verified")], ("pass", "reject", "verified"))),
        ("example.com", (("example.com", "temperror", "verified"), [GOOD], ("pass", "reject", "verified"))),
        (POLICY, (OWN_SPF, [GOOD], ("temperror", None, "verified"))),
        ("_dmarc.com", VERIFIED),
    ],
)
async def test_half_an_answer(silent, expected):
    """What is known counts."""
    dossier = await examined(delivered(SIGNED), WORLD | {silent: "timeout"})

    assert short(dossier.facts.authentication) == expected
    assert coverage(dossier)["authentication"] == ("checked" if silent == "_dmarc.com" else "partly")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"dkim": "timeout"}, "temperror"),
        ({"return_path": None}, "pass"),
    ],
)
async def test_dmarc_waits_for_what_could_still_pass(more, expected):
    """A key that did not answer may be good; without a Return-Path the name in HELO is the envelope's."""
    world = WORLD | ({KEY: "timeout"} if "dkim" in more else {})
    mail = SIGNED if "dkim" in more else plain()
    found = await facts(delivered(mail, return_path=more.get("return_path", "x@closed.example")), world)

    assert found[2] == (expected, "reject", "verified")


async def test_an_unknown_envelope():
    """A failure is concluded when the From domain itself disowns the address that delivered, else nothing is."""
    helo = {"mail.example.com": {}}
    disowned = await facts(
        delivered(plain(), return_path=None), WORLD | helo | {"example.com": {"TXT": ["v=spf1 -all"]}}
    )
    neutral = await facts(
        delivered(plain(), return_path=None), WORLD | helo | {"example.com": {"TXT": ["v=spf1 ?all"]}}
    )

    assert disowned == (
        ("mail.example.com", "none", "verified"),
        [("none", "unsigned", "verified")],
        ("fail", "reject", "verified"),
    )
    assert neutral[2] is None


async def test_a_return_path_in_the_block():
    """It may be the sender's own: it is asked about, and vouches for nobody."""
    dossier = await examined(delivered(plain(), return_path=None, block="Return-Path: <a@example.com>\n"))

    assert dossier.facts.authentication.spf.result == "pass"
    assert (dossier.facts.authentication.spf.aligned, dossier.authenticated_domain) == (False, None)


async def test_a_return_path_below_is_the_senders():
    """Then the name in HELO is asked about."""
    assert (await facts(delivered(plain(more="Return-Path: <a@example.com>\n"), return_path=None)))[0][
        0
    ] == "mail.example.com"


async def test_an_empty_return_path():
    """A bounce has no sender: the name in HELO is asked about, and may be aligned."""
    assert await facts(delivered(plain(), return_path="")) == (
        ("mail.example.com", "pass", "verified"),
        [("none", "unsigned", "verified")],
        ("pass", "reject", "verified"),
    )


async def test_a_list_of_our_own():
    """It wrote itself into the envelope, so who came with the mail is not known any more."""
    found = await facts(delivered(SIGNED, return_path="staff-bounces+user=example.jp@lists.example.jp"))

    assert found[0][0] == "mail.example.com"


async def test_a_forged_list_of_our_own():
    """Who also writes our domain into From gets no such excuse."""
    mail = delivered(plain(sender="Boss <boss@example.jp>"), return_path="staff-bounces@example.jp")
    found = await facts(mail, WORLD | {"example.jp": {"TXT": ["v=spf1 -all"]}})

    assert found[0] == ("example.jp", "fail", "verified")


async def test_strict_alignment():
    """A subdomain's signature does not speak for a strict domain, a subdomain's envelope not either."""
    world = WORLD | {
        POLICY: {"TXT": ["v=DMARC1; p=quarantine; adkim=s; aspf=s"]},
        "s1._domainkey.a.example.com": {"TXT": [RSA_RECORD]},
    }
    dossier = await examined(delivered(signed(plain(), domain="a.example.com"), return_path=""), world)

    assert dossier.facts.authentication.dkim[0].aligned is False
    assert short(dossier.facts.authentication)[2] == ("fail", "quarantine", "verified")


async def test_two_authors():
    """Who of them should be vouched for?"""
    found = await facts(b"From: Boss <boss@example.com>\n" + delivered(plain()))

    assert found[2] == ("permerror", None, "verified")


async def test_no_policy():
    """A domain that publishes nothing asks for nothing; whoever vouches does so all the same."""
    dossier = await examined(delivered(SIGNED), WORLD | {POLICY: {}})

    assert short(dossier.facts.authentication) == (OWN_SPF, [GOOD], ("none", None, "verified"))
    assert dossier.authenticated_domain == "example.com"


@pytest.mark.parametrize(
    "mail",
    [b"https://www.example.com", b"From: a@example.com\nSubject: x\n\nhttps://www.example.com"],
    ids=["url", "pasted"],
)
async def test_forms_without_a_route(mail):
    """Nothing can be known."""
    dossier = await examined(mail)

    assert (dossier.facts.authentication.spf, dossier.facts.authentication.dkim) == (None, ())
    assert coverage(dossier)["authentication"] == "not-possible"


async def test_a_sealed_mail():
    """The chain is read; without its key it stays open."""
    assert (await examined(delivered(ONE))).facts.authentication.arc.sealers == ("one.example",)
    assert (await examined(delivered(ONE))).facts.authentication.arc.result == "pass"
    assert (
        await examined(delivered(ONE), WORLD | {"s1._domainkey.one.example": "timeout"})
    ).facts.authentication.arc.result == "temperror"
    assert (await examined(delivered(ONE), None)).facts.authentication.arc is None


async def test_many_signatures():
    """Ten are tried, those of the author's house first."""
    strangers = b"".join(
        signed(b"From: x@y.example\n\n", domain=f"d{n}.example").partition(b"From: ")[0] for n in range(12)
    )
    found = (await examined(delivered(strangers + SIGNED))).facts.authentication.dkim

    assert len(found) == 10
    assert (found[0].domain, found[0].result) == ("example.com", "pass")


async def test_a_signature_that_cannot_be_read():
    """It is broken, and its domain is told as far as it can be read."""
    found = (
        await examined(delivered(b"DKIM-Signature: v=9; d=Example.com; s=20240101\n" + plain()))
    ).facts.authentication.dkim

    assert [(each.domain, each.selector, each.reason, each.aligned) for each in found] == [
        ("example.com", "20240101", "broken", True)
    ]


async def test_with_a_real_server(caplog):
    """A stamped mail over the wire: keys in several strings, policies and SPF from Knot, nothing logged."""
    records = {name: types for name, types in WORLD.items() if isinstance(types, dict)}
    mail = delivered(SIGNED.replace(b"Subject: ", "Subject: [迷惑] ".encode()))
    with caplog.at_level(logging.WARNING), Knot(records) as knot:
        dns = DnsClient([knot.server], cache=LookupCache(None))
        dossier = await examined(mail, dns=dns)

    assert short(dossier.facts.authentication) == (
        OWN_SPF,
        [("pass", "recovered-stamp", "verified")],
        ("pass", "reject", "verified"),
    )
    assert (dossier.facts.unanswered, caplog.records) == ((), [])


@pytest.mark.parametrize("part", ["case.belief", "verdicts._dmarc"])
async def test_our_own_fault_silences_nothing_else(part, monkeypatch, caplog):
    """It is logged, and the rest of the report stands."""

    def broken(*_arguments):
        raise RuntimeError("broken")

    monkeypatch.setattr(f"analyzers.authentication.{part}", broken)
    dossier = await examined(delivered(SIGNED))

    assert dossier.facts.authentication.dmarc is None
    assert [record.getMessage() for record in caplog.records] == [
        f"authentication could not be {'prepared' if part == 'case.belief' else 'concluded'}"
    ]


@pytest.mark.parametrize(
    ("claim", "policy"),
    [
        ("dmarc=fail (p=REJECT dis=NONE)", "reject"),
        ("dmarc=fail policy.dmarc=quarantine", "quarantine"),
        ("dmarc=fail action=oreject header.from=example.com", "reject"),
        ("dmarc=fail action=none", "none"),
        ("dmarc=fail", None),
        ("dmarc=fail header.from=other.example", "nobody"),
        ("dmarc=bestguesspass", "nobody"),
    ],
)
async def test_the_policy_as_it_was_noted(claim, policy):
    """In a comment, as a property, or as what was done; a result about another domain is none about this one."""
    found = (await examined(delivered(SIGNED, above=OWN + claim + "\n"), None)).facts.authentication.dmarc

    assert (found.policy if found else "nobody") == policy


def test_nothing_asked_nothing_known():
    """The facts of a mail that nobody asked about."""
    assert Facts().authentication == AuthenticationFacts()
