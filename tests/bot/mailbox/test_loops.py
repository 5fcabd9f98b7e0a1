"""What machines write starts no answer, and what people report is not taken for it."""

from __future__ import annotations

import pytest

from bot.mailbox.loops import MAX_HOPS, Outcome, Own, ids, outcome
from bot.mailbox.outgoing import is_own
from bot.mailbox.wrapper import originals
from tests.analyzers.mails import eml
from tests.bot.mailbox.reports import CARRYING, EVIL, attached, letter, report

OURS = "<fuwake." + "0123456789" * 4 + "@example.jp>"
OWN = Own(addresses=frozenset({"phish@example.jp", "fuwake@example.jp"}), wrote=is_own)
BOUNCE = "multipart/report; report-type=delivery-status"


def told(raw: bytes, *, colleague: bool = True) -> tuple[str, str]:
    """What is done with a mail, and why."""
    found = outcome(originals(raw), OWN, colleague=colleague)
    return found.kind, found.why


def plain(*more: str, sender: str = "Hanako <hanako@example.jp>", subject: str = "Hello", text: str = "Hello") -> bytes:
    """A mail without anything attached."""
    return eml(sender=sender, subject=subject, text=text, more="\n".join(more))


def bounced(kind: str, inner: str, sender: str = "hanako@example.jp") -> bytes:
    """A multipart/report that brings back a mail."""
    raw = letter(f"Content-Type: {inner}\n\nAction: failed".encode(), attached(), sender=sender)
    return raw.replace(b"multipart/mixed", kind.encode())


AUTOMATIC = {
    "vacation": (plain("Auto-Submitted: auto-replied"), "auto-submitted"),
    "vacation (RFC 5230)": (plain("Auto-Submitted: auto-replied (vacation)"), "auto-submitted"),
    "cron": (plain("Auto-Submitted: auto-generated; type=x"), "auto-submitted"),
    "notified": (plain("Auto-Submitted: Auto-Notified"), "auto-submitted"),
    "null return path": (b"Return-Path: <>\n" + plain(), "null-return-path"),
    "spaced null return path": (b"Return-Path: < >\n" + plain(), "null-return-path"),
    "bulk": (plain("Precedence: bulk"), "precedence"),
    "junk": (plain("Precedence: JUNK"), "precedence"),
    "list precedence": (plain("Precedence: list"), "precedence"),
    "auto reply precedence": (plain("Precedence: auto_reply"), "precedence"),
    "x-precedence": (plain("X-Precedence: bulk"), "precedence"),
    "x-autoreply": (plain("X-Autoreply: yes"), "auto-reply"),
    "x-autorespond": (plain("X-Autorespond: Re: Hello"), "auto-reply"),
    "list": (plain("List-Id: <all.example.jp>"), "list"),
    "newsletter": (plain("List-Unsubscribe: <https://example.com/off>"), "list"),
    "out of office": (plain("X-Auto-Response-Suppress: All", subject="Automatic reply: Hello"), "away"),
    "不在": (plain("X-Auto-Response-Suppress: All", subject="自動応答: お知らせ"), "away"),
    "unknown report": (letter().replace(b"multipart/mixed", b"multipart/report"), "other-report"),
    "mailbox daemon": (plain(sender="MAILER-DAEMON@mail.example.jp"), "mailer-daemon"),
    "bare daemon": (plain(sender="MAILER-DAEMON (Mail Delivery System)"), "mailer-daemon"),
    "postmaster": (plain(sender="Mail <postmaster@example.jp>"), "mailer-daemon"),
    "exchange": (plain(sender="x <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.jp>"), "mailer-daemon"),
    "bounce": (bounced(BOUNCE, "message/delivery-status"), "delivery-report"),
    "bounce by its parts": (
        b"Return-Path: <>\n" + bounced("multipart/mixed", "message/delivery-status"),
        "delivery-report",
    ),
    "read receipt": (
        bounced("multipart/report; report-type=disposition-notification", "message/disposition-notification"),
        "delivery-report",
    ),
    "our answer": (plain().replace(b"<1@example.com>", OURS.encode()), "own-mail"),
    "from our address": (plain(sender="Fuwake <Fuwake@example.jp>"), "own-mail"),
    "from the report address": (plain(sender="phish@example.jp"), "own-mail"),
    "sent by our address": (plain("Sender: fuwake@example.jp"), "own-mail"),
    "going round": (eml(received=("from a by b",) * (MAX_HOPS + 1)), "too-many-hops"),
    "thanks": (plain(f"In-Reply-To: {OURS}", subject="Re: Hello", text="ありがとう"), "reply-to-ours"),
    "thanks later": (plain(f"References: <a@b.example> {OURS}", text="thanks!"), "reply-to-ours"),
    "ticket system": (plain("X-OTRS-Loop: yes"), "auto-reply"),
    "accepted": (
        letter(b"Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nEND:VCALENDAR"),
        "calendar",
    ),
    "meeting": (plain("Content-Class: urn:content-classes:calendarmessage"), "calendar"),
}  # fmt: skip
# Those that are nothing else even when an original is attached.
NEVER = {"delivery-report", "mailer-daemon", "own-mail", "too-many-hops"}


@pytest.mark.parametrize("name", AUTOMATIC)
def test_nothing_automatic_is_a_report(name):
    """Nobody is answered, and nothing is looked at."""
    raw, why = AUTOMATIC[name]

    assert told(raw) == ("ignore", why)


def _with_original(raw: bytes) -> bytes:
    """The same mail with an original attached."""
    head, _, body = raw.partition(b"\n\n")
    head = head.replace(b"Content-Type: text/plain; charset=utf-8", b'Content-Type: multipart/mixed; boundary="q"')
    return head + b"\n\n--q\nContent-Type: text/plain\n\n" + body + b"\n--q\n" + attached(EVIL, "x/y") + b"--q--\n"


@pytest.mark.parametrize("name", [name for name, (raw, _) in AUTOMATIC.items() if b"multipart" not in raw])
def test_with_an_original(name):
    """A button's mail is judged in silence, a person's as any report, and what comes back to us not at all."""
    raw, why = AUTOMATIC[name]
    found, stranger = told(_with_original(raw)), told(_with_original(raw), colleague=False)

    if why in NEVER:
        assert (found, stranger) == (("ignore", why), ("ignore", why))
    elif why in {"reply-to-ours", "calendar"}:
        assert (found, stranger) == (("report", ""), ("report", ""))
    else:
        assert (found, stranger) == (("silent", why), ("ignore", why))


@pytest.mark.parametrize("name", CARRYING)
def test_every_format_is_a_report(name):
    """And answered, but for the buttons that mark their mails as automatic."""
    silent = {"hoxhunt": "precedence", "silent-button": "auto-submitted"}
    expected = ("silent", silent[name]) if name in silent else ("report", "")

    assert told(report(name)) == expected


@pytest.mark.parametrize(
    "raw",
    [
        plain("Auto-Submitted: no"),
        plain("Auto-Submitted: No (by hand)"),
        plain("X-Auto-Response-Suppress: DR, OOF, AutoReply"),
        plain("Precedence: first-class"),
        b"Return-Path: <hanako@example.jp>\n" + plain(),
        plain("In-Reply-To: <other@example.jp>", subject="Re: Hello"),
        plain(subject="Vacation plans"),
        eml(received=("from a by b",) * MAX_HOPS),
        plain(sender="Postmaster Taro <taro@example.jp>"),
    ],
)
def test_people(raw):
    """What people write is not taken for a machine's."""
    assert told(raw) == ("report", "")


def test_an_older_return_path_below():
    """The topmost one is the last server's word."""
    assert told(b"Return-Path: <hanako@example.jp>\n" + plain("Return-Path: <>")) == ("report", "")


def test_our_own_mark_hides_no_fraud():
    """Whoever chooses a Message-ID like ours is still seen by the security team."""
    fraud = EVIL.replace(b"<1@example.com>", OURS.encode())
    forward = plain(
        f"References: {OURS}",
        subject="Fwd: Pay",
        text="---------- Forwarded message ---------\nFrom: Bank <b@evil.example>\nSubject: Pay\n\nhttps://evil.example/",
    )
    redirected = report("apple-redirect").replace(b"<9@evil.example>", OURS.encode())

    assert told(letter(attached(fraud))) == ("silent", "own-answer")
    assert told(forward) == ("silent", "reply-to-ours")
    assert told(redirected) == ("silent", "own-mail")


def test_redirected():
    """A newsletter's marks on a mail that was sent on as it was are not the colleague's; a stranger's count."""
    assert told(report("apple-redirect")) == ("silent", "list")
    assert told(report("apple-redirect"), colleague=False) == ("ignore", "list")


def test_ids():
    """Message ids in order, once, and only what has their form."""
    headers = originals(plain("References: <a@b> junk <a@b>\n <c@d> <e f@g>", "In-Reply-To: <h@i>")).headers

    assert ids(headers, "references", "in-reply-to") == ("<a@b>", "<c@d>", "<h@i>")
    assert outcome(originals(plain()), OWN, colleague=True) == Outcome("report")


GROUP = ("List-Id: <phish.example.jp>", "Precedence: list", "List-Post: <https://groups.example/phish>")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (GROUP, ("report", "")),
        ((*GROUP, "Auto-Submitted: auto-replied"), ("ignore", "auto-submitted")),
        (("List-Id: <all.example.jp>", *GROUP), ("ignore", "precedence")),
        (("List-Id: Phish <phish.example.jp.evil.example>", "Precedence: list"), ("ignore", "precedence")),
    ],
    ids=["group", "a machine in the group", "another list before it", "another list"],
)
def test_a_report_address_may_be_a_group(fields, kind):
    """The marks of the group that the report address is are no machine's."""
    assert told(plain(*fields)) == kind


def test_a_part_as_bounces_have_it_hides_no_fraud():
    """A mail program keeps the parts of what it shows as a forward; a bounce has no return path, or says what it is."""
    shown = "---------- Forwarded message ---------\nFrom: Bank <b@evil.example>\nSubject: Pay\n\nhttps://evil.example/"
    forward = letter(b"Content-Type: message/delivery-status\n\nAction: failed", subject="Fwd: Pay", text=shown)
    named = bounced(BOUNCE, "message/delivery-status")

    assert told(forward) == ("silent", "delivery-report")
    assert told(forward, colleague=False) == ("ignore", "delivery-report")
    assert (told(b"Return-Path: <>\n" + forward), told(named)) == (("ignore", "delivery-report"),) * 2


def test_a_group_that_writes_itself_into_from():
    """Who reported through it cannot be answered any more; what was reported is seen."""
    sender, group = "Hanako via Phish <phish@example.jp>", "\n".join(GROUP)
    ours = letter(attached(), sender=sender, more=group).replace(b"<1@example.com>", OURS.encode())

    assert told(letter(attached(), sender=sender, more=group)) == ("silent", "own-mail")
    assert told(letter(attached(), sender=sender)) == ("ignore", "own-mail")
    assert told(letter(sender=sender, more=group)) == ("ignore", "own-mail")
    assert told(ours)[0] == "ignore"
