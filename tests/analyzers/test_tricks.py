"""What a sender adds to his fraud never takes away from the verdict on it; what is filled up stays within its bounds."""

import base64
import re

import pytest

from analyzers import Level, NotAMail, OurSide, examine, read
from analyzers.message import Form
from analyzers.wording import first_match

HEAD = """\
Received: from mail7.bcjsyw-notice.example (unknown [203.0.113.66]) by mx.example.jp (Postfix) with ESMTP id 1; Tue, 11 Mar 2025 09:14:22 +0900
From: =?utf-8?b?5LiJ5LqV5L2P5Y+L44Kr44O844OJ?= <info@mail7.bcjsyw-notice.example>
To: shop@example.jp
Subject: notice
Date: Tue, 11 Mar 2025 09:14:20 +0900
Message-ID: <1@mail7.bcjsyw-notice.example>
"""
LURE = "カードのご利用を一時的に制限しました。48時間以内にご本人確認の手続きをお願いします。"
LINK = '<a href="https://smbc-card.com.check.duckdns.org/login">https://www.smbc-card.com/mem/</a>'
PAGE = f"<html><body><p>{LURE}</p><p>{LINK}</p></body></html>"
HARMLESS = b"""\
Received: from mail.example.com (mail.example.com [203.0.113.5]) by mx.example.jp (Postfix) with ESMTP id 1; Fri, 9 May 2025 07:00:55 +0900
From: Taro <taro@example.com>
To: hanako@example.jp
Subject: lunch
Date: Fri, 9 May 2025 07:00:49 +0900
Message-ID: <9@example.com>

Lunch at noon?
"""
FORWARD = (
    "---------- Forwarded message ---------<br>From: Taro Yamada &lt;taro@example.com&gt;<br>"
    "Date: Tue, Mar 11, 2025 at 9:14 AM<br>Subject: lunch<br>To: &lt;hanako@example.jp&gt;<br><br>"
)
FILLER = "lorem ipsum " * 25_000
DECOYS = "".join(f'<a href="https://good{n}.example/">{n}</a>' for n in range(2_500))
FEWER = "".join(f'<a href="https://good{n}.example/">{n}</a>' for n in range(1_500))
SPLIT = re.compile("([ぁ-ん一-龥])")


def hidden(text):
    return f'<div style="display:none">{text}</div>'


def page(html, head=HEAD, charset="utf-8"):
    data = html if isinstance(html, bytes) else html.encode()
    fields = f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    return (head + fields).encode() + base64.encodebytes(data)


def parts(*bodies, head=HEAD):
    joined = b"".join(b"--b\n" + body + b"\n" for body in bodies)
    return head.encode() + b'Content-Type: multipart/mixed; boundary="b"\n\n' + joined + b"--b--\n"


def html_part(html=PAGE):
    return b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(
        html.encode()
    )


def plain_part(text):
    return b"Content-Type: text/plain; charset=utf-8\n\n" + text.encode()


def mail_part(data=HARMLESS):
    return b"Content-Type: message/rfc822\n\n" + data


def before(text):
    return PAGE.replace("<body>", f"<body>{text}")


def around(text):
    return before(text).replace("</body>", f"{text}</body>")


def broken_by(text):
    return SPLIT.sub(lambda m: m[1] + text, PAGE)


def nested(data, depth):
    for level in range(depth):
        data = (
            parts(mail_part(data), head=HARMLESS.decode().partition("\n\n")[0] + "\n")
            .replace(b'"b"', b'"b%d"' % level)
            .replace(b"--b", b"--b%d" % level)
        )
    return data


async def judged(data):
    return await examine(read(data), side=OurSide(domains=("example.jp",), servers=("mx.example.jp",)))


FROM = "From: =?"
STUFFED = HEAD.replace(FROM, "".join(f"X-Filler-{n}: a\n" for n in range(2_500)) + FROM)
SAME_LINK = page(f"<p>hi</p>{LINK}", head=HARMLESS.decode().partition("\n\n")[0] + "\n")
WHOLE = {"brand-mismatch", "deceptive-subdomain", "link-mismatch", "urgent-credential-lure"}
TRICKS = {
    "nothing": page(PAGE),
    "a harmless mail attached": parts(html_part(), mail_part()),
    "twenty harmless mails attached": parts(*[mail_part()] * 20, html_part()),
    "a harmless mail with the same link attached": parts(html_part(), mail_part(SAME_LINK)),
    "six mails around it": nested(page(PAGE), 6),
    "decoys before it": page(before(DECOYS)),
    "hidden decoys around it": page(around(hidden(FEWER))),
    "decoys in the text": parts(plain_part("\n".join(f"https://good{n}.example/" for n in range(2_500))), html_part()),
    "a long text before it": page(before(FILLER)),
    "a hidden text before it": page(before(hidden(FILLER))),
    "many elements before it": page(before("<i>a</i>" * 55_000)),
    "a comment of four million characters": page(before(f"<!-- {'x' * 4_000_000} -->")),
    "a long text part before it": parts(plain_part(FILLER), html_part()),
    "four hundred parts before it": parts(*[plain_part("a")] * 400, html_part()),
    "many fields before From": page(PAGE, head=STUFFED),
    "joiners between its letters": page(broken_by("\u034f")),
    "variation selectors between its letters": page(broken_by("\ufe0f")),
    "hidden letters between its letters": page(broken_by('<span style="display: none">x</span>')),
    "letters of no size between its letters": page(broken_by('<font style="font-size:0px">x</font>')),
    "spaces between its letters": page(broken_by(" ")),
    "its lines turned round": page(PAGE.replace(LURE, f"\u202e{LURE[::-1]}\u202c")),
    "a hidden word in the link": page(PAGE.replace("/mem/<", '/mem/<span style="display:none"> a</span><')),
    "an arrow before the link": page(PAGE.replace(">https://www", ">▶ https://www")),
    "a Korean escape before it": page(b"<!--\x1b$)C-->" + PAGE.encode()),
    "a mark of UTF-16 before it": page(b"\xff\xfe\xfd" * 400 + PAGE.encode()),
    "an opening of HZ in ASCII": page(
        PAGE.encode("ascii", "xmlcharrefreplace").replace(b"<p>", b"<p>~{"), charset="hz-gb-2312"
    ),
    "in a template": page(before("<template>")),
    "a From line in a part of a file": b"From a@example.com Thu Jan  1 00:00:00 2025\n"
    + parts(plain_part("hi\n\nFrom a Thu Jan  1 2025\nFrom: b@example.com\nSubject: c\n\nd"), html_part()),
}


@pytest.mark.parametrize("data", TRICKS.values(), ids=TRICKS)
async def test_nothing_that_is_added_hides_a_fraud(data):
    """The level stays, and so does every finding that leads to it."""
    report = await judged(data)

    assert (report.level, {row.finding.code for row in report.findings} & WHOLE) == (Level.DANGER, WHOLE)


@pytest.mark.parametrize(
    "html",
    [before(FORWARD), before(hidden(FORWARD)), before(hidden(FORWARD * 3))],
    ids=["shown", "hidden", "three"],
)
async def test_a_forward_that_nobody_sent(html):
    """Where the sender is suspicious by himself, the forward's header in his text gives the fraud no other."""
    forged = html.replace("smbc-card.com.check.duckdns.org", "check.example").replace("https://www.smbc", "to www.smbc")

    report = await judged(page(forged))

    assert (report.level, report.dossier.message.form) == (Level.DANGER, Form.EML)
    assert report.dossier.message.sender.name == "三井住友カード"


async def test_a_colleague_is_no_culprit():
    """What a colleague forwards, attached or quoted, is judged in its own sender's name."""
    colleague = HEAD.replace(
        "=?utf-8?b?5LiJ5LqV5L2P5Y+L44Kr44O844OJ?= <info@mail7.bcjsyw-notice.example>", "<a@example.jp>"
    )
    quoted = before(FORWARD.replace("Taro Yamada &lt;taro@example.com&gt;", "三井住友カード &lt;a@evil.example&gt;"))
    reports = [
        await judged(data) for data in (parts(mail_part(page(PAGE)), head=colleague), page(quoted, head=colleague))
    ]

    assert [(r.level, r.dossier.message.sender.name) for r in reports] == [(Level.DANGER, "三井住友カード")] * 2


async def test_left_out_mails_are_said_of_the_chosen_one():
    """Whichever mail is chosen, its reader learns that others were not read."""
    report = await judged(parts(*[mail_part()] * 14))

    assert [(loss.code, loss.subject) for loss in report.dossier.message.losses] == [("mails-capped", "10")]


def test_three_hundred_broken_files():
    """Three of them are named."""
    broken = b"Content-Type: application/pdf; name=%d.pdf\n\n%%PDF-1.4 broken %d"

    message = read(parts(*[broken % (n, n) for n in range(300)]))

    assert sorted(loss.subject for loss in message.losses if loss.code == "attachment-unreadable")[:1] == ["0.pdf"]
    assert sum(loss.code == "attachment-unreadable" for loss in message.losses) == 3


@pytest.mark.parametrize(
    "unit",
    [b"\x1b$B", b'\x1b$B$"\n', "\u0301\u0316".encode(), "漢字".encode("euc_jp"), b'\x1b$B\n$"$"\xff'],
    ids=["escapes", "lines", "marks", "cut", "mixed"],
)
def test_a_flood_without_a_mail(unit):
    """Twenty megabytes of what is dear to read are told to be no mail."""
    with pytest.raises(NotAMail):
        read(unit * (20_000_000 // len(unit)))


def test_spaced_words():
    """Letters that stand one by one are a word, and two words are two."""
    assert first_match("urgency", "ア カ ウ ン ト が 停 止 さ れ ま し た") == "アカウントが停止されました"
    assert first_match("urgency", "バス 停 止まります") is None


def test_dear_fields_leave_the_others_readable():
    """Six hundred long fields full of escapes hide no subject that stands behind them."""
    flood = b"".join(b"X-A: " + b'\x1b$B$"\x1b(B' * 4_000 + b"\n" for _ in range(600))

    way, rest = page(PAGE, head=HEAD.replace("Subject: notice", "Subject: 重要")).split(b"From: =?")

    message = read(way + flood + b"From: =?" + rest)

    assert (message.subject, message.sender.name) == ("重要", "三井住友カード")


def test_many_dear_parts_are_read_in_brief(monkeypatch):
    """When the parts before took too long, both ends of each are read, and that is said."""
    monkeypatch.setattr("analyzers.worker.HERE_SECONDS", 0.0)
    dear = "".join(f'<a href="http://a{n}.example/">x</a>' for n in range(3_000))

    message = read(parts(html_part(dear), html_part(), html_part(before(dear))))

    assert {link.host.name for link in message.links} >= {
        "a0.example",
        "a2999.example",
        "smbc-card.com.check.duckdns.org",
    }
    assert [loss.subject for loss in message.losses if loss.code == "parts-capped"] == ["0"]
