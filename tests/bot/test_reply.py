"""What a reader is told."""

import pytest

from analyzers import Level, OurSide, examine, read
from analyzers.errors import LookupFailed
from analyzers.facts import Unanswered
from analyzers.lookups import Lookups
from analyzers.lookups.offline import offline_lookups
from bot.reply import reply, unanswered
from bot.stranger import Plain
from bot.words import words
from tests.analyzers.mails import eml
from tests.bot.worked import CASE_A, CASE_B, CODES_A, CODES_B, DNS, LISTS, examined


def said(answer):
    """Every line of a reply by section."""
    return {section.title: section.lines for section in answer.sections}


@pytest.mark.parametrize("side", [None, OurSide()], ids=["configured", "unconfigured"])
@pytest.mark.parametrize(("mail", "codes", "score"), [(CASE_A, CODES_A, 13.0), (CASE_B, CODES_B, 14.5)], ids=["A", "B"])
async def test_the_worked_cases(mail, codes, score, side):
    """Danger, exactly these findings, whether we were told who we are or not."""
    report = await (examined(mail) if side is None else examined(mail, side=side))

    assert (report.level, {row.finding.code for row in report.findings}) == (Level.DANGER, codes)
    assert report.dossier.trace.because == ("configured" if side is None else "first-external")
    assert report.score.total == pytest.approx(score, abs=1.0)


@pytest.mark.parametrize(("mail", "codes"), [(CASE_A, CODES_A), (CASE_B, CODES_B)], ids=["A", "B"])
async def test_the_worked_cases_from_the_mail_alone(mail, codes):
    """What needs no question is said at once, at the same level."""
    report = await examine(read(mail), lookups=offline_lookups(tuple(LISTS)))

    assert report.level is Level.DANGER
    assert {row.finding.code for row in report.findings} == codes - {"helo-unknown", "origin-listed"}


async def test_case_a_in_japanese():
    """The first lines say the verdict, the reason and what to do; then every fact of the case."""
    answer = reply(await examined(CASE_A), "ja", case_id="2025-0509-3")
    lines, w = said(answer), words("ja")
    sender, links, content = ("\n".join(lines[w.say(f"section-{name}")]) for name in ("sender", "links", "content"))

    assert (answer.emoji, answer.headline) == ("🔴", w.say("headline-danger"))
    assert answer.summary == w.say("claims-own-domain.reason", own_domain="example-shop.jp") + w.say(
        "shown-own-domain.reason", real="quercus.org"
    )
    assert answer.now == (w.say("advice-do-not-touch"), w.say("advice-already-typed"))
    for fact in (
        "MISSING_MAILBOX@SYNTAX_ERROR",
        "mail_example-shop[.]jp",
        "apchem.nagoya-u.ac[.]jp",
        "BBIQ（QTnet・九州）",
        "Spamhaus ZEN、SpamCop",
        "218.219.125.240",
        "（218-219-125-240.ppps.bbiq[.]jp）",
        "mx0.example-shop[.]jp",
    ):
        assert fact in sender
    assert "auth.sso.example-shop[.]jp" in links
    assert "quercus[.]org（68.178.245.10）" in links
    assert "「[spam]」" in content
    assert answer.footer[1:] == (w.say("form-eml"), w.say("case-number", id="2025-0509-3"))


async def test_case_b_in_english():
    """It came out of the provider's own server, so the sender was not forged."""
    answer = reply(await examined(CASE_B), "en")
    lines, w = said(answer), words("en")

    assert answer.one_line.startswith(f"🔴 {w.say('headline-danger')} It claims to be Kagoya")
    assert (
        w.say("provider-abused", provider_en="BIGLOBE", server="mta-sp-w02.biglobe.ne.jp")
        in lines[w.say("section-sender")]
    )
    assert w.say("fact-sender-accepts", domain="mue.biglobe.ne.jp") in lines[w.say("section-sender")]
    assert (
        w.say("deceptive-path", named="activemail.kagoya.com", owner="ho61v7smlr.free.hr")
        in lines[w.say("section-links")]
    )
    assert "forged" in w.say("provider-abused", provider_en="x", server="y")


async def test_what_another_finding_says_better_is_told_once():
    """The mismatch of a page of ours is told as that."""
    w = words("en")
    links = said(reply(await examined(CASE_A), "en"))[w.say("section-links")]
    facts = {"shown": "auth.sso.example-shop.jp", "real": "quercus.org"}

    assert w.say("shown-own-domain", **facts) in links
    assert w.say("link-mismatch", **facts) not in links


async def test_while_the_lookups_run():
    """The first answer says that more is to come, and blames nobody for silence."""
    answer = reply(await examine(read(CASE_A), lookups=offline_lookups(tuple(LISTS))), "en", pending=True)

    assert answer.footer[0] == words("en").say("summary-pending")
    assert len(answer.footer) == 2
    assert answer.footer[1] == words("en").say("form-eml")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "mail",
    [
        CASE_A,
        CASE_B,
        eml(),
        b"https://example.org",
        eml().partition(b"\n\n")[0],
        eml(html="<a href=javascript:x>y</a>"),
    ],
)
@pytest.mark.parametrize(
    "dns", [DNS, dict.fromkeys([*DNS, "203.0.113.5", "mail.example.com", "example.com", "example.org"], "timeout")]
)
async def test_every_reply_is_whole_and_harmless(mail, dns, language):
    """No empty line, no variable, nothing to click, whatever was answered."""
    answer = reply(await examined(mail, dns=dns), language)
    lines = [
        answer.headline,
        answer.summary,
        *answer.now,
        *answer.footer,
        *(line for s in answer.sections for line in s.lines),
    ]

    assert all(line.strip() and "{" not in line and "http:" not in line and "https:" not in line for line in lines)


async def test_a_hostile_mail_is_shown_tame():
    """Nothing that a stranger wrote calls people, turns text round or can be clicked."""
    sender = '"<!channel> \u202eexample.jp http://evil.example/ <@U1>" <a@evil.example>'
    html = f'<a href="https://evil.example/">https://example.jp/{"x" * 3000}</a><a href="https://example.jp.evil.example/">y</a>'
    answer = reply(await examined(eml(sender=sender, html=html), side=OurSide(domains=("example.jp",))), "ja")
    text = "\n".join(line for section in answer.sections for line in section.lines)

    assert "\u202e" not in text
    assert "http:" not in text
    assert "evil.example" not in text
    assert max(map(len, text.splitlines())) < 400


async def test_who_did_not_answer():
    """Silence is told by source and reason; the lists by the names that people know."""
    report = await examined(CASE_A, dns=DNS | {"quercus.org": "timeout"}, lists=LISTS | {"bl.spamcop.net": "refused"})

    w = words("ja")
    silence = (("blocklist", ("SpamCop",), "refused"), ("dns", ("quercus.org",), "timeout"))

    assert reply(report, "ja").footer[1] == w.say("footer-unanswered", what=Plain(grouped(silence, w)))


def grouped(rows, w):
    """Silence as it is told: source, subjects and reason."""
    return w.join(
        w.say(
            "unanswered-item",
            source=Plain(w.say(f"source-{source}")),
            subjects=tuple(Plain(s) if s == "SpamCop" or " " in s else s for s in subjects),
            reason=Plain(w.say(f"reason-{reason}")),
        )
        for source, subjects, reason in rows
    )


@pytest.mark.parametrize(
    ("items", "rows"),
    [
        ((("dns", "a.example", "timeout"),), (("dns", ("a.example",), "timeout"),)),
        (
            tuple(("dns", f"{c}.example", "error") for c in "abcde"),
            (("dns", ("a.example", "b.example", "c.example", "and 2 more"), "error"),),
        ),
        (
            (("dns", "a.example", "error"), ("dns", "b.example", "timeout"), ("dns", "c.example", "error")),
            (("dns", ("a.example", "c.example"), "error"), ("dns", ("b.example",), "timeout")),
        ),
        ((), ()),
    ],
)
def test_silence_is_grouped(items, rows):
    """By source and reason, three subjects at most."""
    assert unanswered(tuple(Unanswered(*item) for item in items), words("en")) == grouped(rows, words("en"))


def test_nobody_reads_a_list_of_what_was_never_asked():
    """Offline, the sources are told once, and no subjects."""
    items = (Unanswered("dns", "a.example", "offline"), Unanswered("blocklist", "zen.spamhaus.org", "offline"))
    told = unanswered(items, words("en"))

    assert told == "DNS name look-up, lists of spam sources and bad sites (not asked)"


def test_a_source_is_not_told_twice():
    """That one list was not asked is no news beside the one that did not answer."""
    items = (
        Unanswered("blocklist", "zen.spamhaus.org", "timeout"),
        Unanswered("blocklist", "bl.spamcop.net", "offline"),
    )

    assert unanswered(items, words("en")) == "lists of spam sources and bad sites (Spamhaus ZEN; no answer in time)"


class DeadDns:
    """A resolver that does not answer."""

    async def addresses(self, name):
        raise LookupFailed("dns", name, "timeout")

    mail_servers = texts = names = addresses


@pytest.mark.parametrize(
    ("lookups", "summary"),
    [
        (offline_lookups(()), "summary-insufficient"),
        (Lookups(DeadDns(), offline_lookups(()).blocklists), "summary-insufficient-silent"),
    ],
    ids=["offline", "dead"],
)
async def test_too_little_to_judge(lookups, summary):
    """When those who were asked kept silent, that is the reason; nobody is blamed who was not asked."""
    report = await examine(read(eml()), lookups=lookups)

    assert (report.level, reply(report, "en").summary) == (Level.INSUFFICIENT, words("en").say(summary))


async def test_a_caution_says_why_and_what_it_means():
    """One reason, then what it means."""
    report = await examined(
        eml(sender='"Amazon" <a@evil.example>'),
        dns={"203.0.113.5": {}, "mail.example.com": {"A": ["203.0.113.5"]}, "evil.example": {"MX": ["1 a.example"]}},
    )

    assert report.level is Level.CAUTION
    w = words("en")
    reason = w.say("brand-mismatch.reason", brand_en="Amazon", from_domain="evil.example", address="other")
    assert reply(report, "en").summary == f"{reason} {w.say('summary-caution')}"
