"""What a reader is told."""

import pytest

from analyzers import Level, OurSide, examine, read
from analyzers.errors import LookupFailed
from analyzers.facts import Unanswered
from analyzers.lookups import Lookups
from analyzers.lookups.offline import offline_lookups
from bot.reply import reply, unanswered
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
    lines = said(answer)

    assert (answer.emoji, answer.headline) == ("🔴", "危険｜クリックしないでください")
    assert answer.summary.startswith("社内（example-shop[.]jp）を名乗っていますが")
    assert "quercus[.]org" in answer.summary
    assert answer.now[0] == "リンクや添付ファイルを開かず、返信もせず、このメールを削除してください。"
    sender, links, content = "\n".join(lines["送信元"]), "\n".join(lines["リンク先"]), "\n".join(lines["文面"])
    assert "MISSING_MAILBOX@SYNTAX_ERROR" in sender
    assert "apchem.nagoya-u.ac[.]jp" in sender
    assert "BBIQ（QTnet・九州）" in sender
    assert "Spamhaus ZEN、SpamCop" in sender
    assert "218.219.125.240（218-219-125-240.ppps.bbiq[.]jp" in sender
    assert "こちらのサーバー mx0.example-shop[.]jp の記録（Received 1行目）" in sender
    assert "auth.sso.example-shop[.]jp" in links
    assert "68.178.245.10" in links
    assert "「[spam]」" in content
    assert answer.footer == ("調べたもの: 差出人、送信経路、リンク先、文面、添付ファイル", "原本（.eml）から判定", "No. 2025-0509-3")


async def test_case_b_in_english():
    """It came out of the provider's own server, so the sender was not forged."""
    answer = reply(await examined(CASE_B), "en")
    lines = said(answer)
    sender, links = "\n".join(lines["Sender"]), "\n".join(lines["Links"])

    assert answer.one_line.startswith("🔴 Danger: do not click It claims to be KAGOYA")
    assert "BIGLOBE's own mail server (mta-sp-w02.biglobe.ne[.]jp). The sender was not forged" in sender
    assert "mue.biglobe.ne[.]jp exists and can receive mail" in sender
    assert '"activemail.kagoya[.]com" in the address is only the name of a page' in links
    assert "whoever rents ho61v7smlr.free[.]hr" in links


async def test_what_another_finding_says_better_is_told_once():
    """The mismatch of a page of ours is told as that."""
    links = "\n".join(said(reply(await examined(CASE_A), "en"))["Links"])

    assert "The link shows an address of ours" in links
    assert "The link shows auth.sso" not in links


async def test_while_the_lookups_run():
    """The first answer says that more is to come, and blames nobody for silence."""
    answer = reply(await examine(read(CASE_A), lookups=offline_lookups(tuple(LISTS))), "en", pending=True)

    assert answer.footer[0] == words("en").say("summary-pending")
    assert not any("Could not be checked" in line for line in answer.footer)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("mail", [CASE_A, CASE_B, eml(), b"https://example.org", eml().partition(b"\n\n")[0], eml(html="<a href=javascript:x>y</a>")])
@pytest.mark.parametrize("dns", [DNS, dict.fromkeys([*DNS, "203.0.113.5", "mail.example.com", "example.com", "example.org"], "timeout")])
async def test_every_reply_is_whole_and_harmless(mail, dns, language):
    """No empty line, no variable, nothing to click, whatever was answered."""
    answer = reply(await examined(mail, dns=dns), language)
    lines = [answer.headline, answer.summary, *answer.now, *answer.footer, *(line for s in answer.sections for line in s.lines)]

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

    assert reply(report, "ja").footer[1] == (
        "確かめられなかったもの: ブロックリスト：SpamCop（回答を拒否）、DNS：quercus[.]org（時間内に応答なし）"
    )


@pytest.mark.parametrize(
    ("items", "said_so"),
    [
        ((("dns", "a.example", "timeout"),), "DNS: a[.]example (no answer in time)"),
        (tuple(("dns", f"{c}.example", "error") for c in "abcde"), "DNS: a[.]example, b[.]example, c[.]example, and 2 more (error)"),
        ((("dns", "a.example", "offline"), ("blocklist", "zen.spamhaus.org", "offline")), "DNS (not asked), block list (not asked)"),
        ((), ""),
    ],
)
def test_silence_is_grouped(items, said_so):
    """Three subjects at most; nobody reads a list of what was never asked."""
    assert unanswered(tuple(Unanswered(*item) for item in items), words("en")) == said_so


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
    report = await examined(eml(sender='"Amazon" <a@evil.example>'), dns={"203.0.113.5": {}, "mail.example.com": {"A": ["203.0.113.5"]}, "evil.example": {"MX": ["1 a.example"]}})

    assert report.level is Level.CAUTION
    assert reply(report, "en").summary == (
        "It claims to be Amazon, but the sender's address is at evil[.]example. "
        "From this mail alone nobody can tell whether it is genuine."
    )
