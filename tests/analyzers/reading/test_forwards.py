"""Mails quoted in the text of another: who forwarded them, what they claim, and what a sender cannot make of it."""

import time

import pytest

from analyzers import Form, NotAMail, read
from analyzers.message import HeaderBlock, Message, Wrapping
from analyzers.reading import SlackEmail, read_slack_email
from analyzers.reading.bodies import Bodies
from analyzers.reading.forwards import holds_block, with_original
from analyzers.reading.shown_dates import shown_date
from tests.analyzers.mails import eml

JA = "2026-11-20T10:23:00+09:00"
BODY = "お客様各位\n\nお支払い方法を更新してください。\nhttps://login.example.net/pay\n"
KAGOYA = ("カゴヤ サポート", "tei2@mue.example.org")

GMAIL_JA = f"""\
この件、確認をお願いします。
https://intra.example.jp/wiki

---------- Forwarded message ---------
差出人: カゴヤ サポート <tei2@mue.example.org>
Date: 2026年11月20日(金) 10:23
Subject: 【重要】設定手順のご案内
To: <shop@example.jp>


{BODY}"""
GMAIL_EN = f"""\
FYI, is this real?

---------- Forwarded message ---------
From: カゴヤ サポート <tei2@mue.example.org>
Date: Fri, Nov 20, 2026 at 10:23\u202fAM
Subject: 【重要】設定手順のご案内
To: <shop@example.jp>


{BODY}"""
OUTLOOK_JA = f"""\
お疲れ様です。怪しいメールが来ました。

山田

-----元のメッセージ-----
差出人: カゴヤ サポート <tei2@mue.example.org>
送信日時: 2026年11月20日金曜日 10:23
宛先: shop@example.jp
件名: 【重要】設定手順のご案内

{BODY}"""
OUTLOOK_EN = f"""\
Please look.

-----Original Message-----
From: カゴヤ サポート <tei2@mue.example.org>
Sent: Friday, November 20, 2026 10:23 AM
To: shop@example.jp; Taro Yamada <taro@example.jp>
Subject: 【重要】設定手順のご案内
Importance: High

{BODY}"""
OUTLOOK_MAILTO = f"""\
Please look.

From: カゴヤ サポート [mailto:tei2@mue.example.org]
Sent: Friday, November 20, 2026 10:23 AM
To: shop@example.jp
Subject: 【重要】設定手順のご案内

{BODY}"""
OUTLOOK_WEB = f"""\
怪しいメールです

Get Outlook for iOS<https://aka.ms/o0ukef>
________________________________
差出人: カゴヤ サポート <tei2@mue.example.org>
送信日時: 金曜日, 11月 20, 2026 10:23
宛先: shop@example.jp <shop@example.jp>
件名: 【重要】設定手順のご案内

{BODY}"""
OUTLOOK_WEB_EN = f"""\
suspicious
________________________________
From: カゴヤ サポート <tei2@mue.example.org>
Sent: Friday, November 20, 2026 10:23:00 AM
To: shop@example.jp <shop@example.jp>
Subject: 【重要】設定手順のご案内

{BODY}"""
APPLE_JA = """\
確認してください。

iPhoneから送信

転送されたメッセージ:

> 差出人: カゴヤ サポート <tei2@mue.example.org>
> 日時: 2026年11月20日 10:23:00 JST
> 宛先: shop@example.jp
> 件名: 【重要】設定手順のご案内
> 返信先: evil@example.net
>\u0020
> お客様各位
>\u0020
> お支払い方法を更新してください。
> https://login.example.net/pay
"""
APPLE_EN = f"""\
Is this ours?

Begin forwarded message:

From: カゴヤ サポート <tei2@mue.example.org>
Subject: 【重要】設定手順のご案内
Date: November 20, 2026 at 10:23:00 AM GMT+9
To: shop@example.jp

{BODY}"""
YAHOO_JA = f"""\
転送します。

----- Forwarded Message -----
From: "カゴヤ サポート" <tei2@mue.example.org>
To: "shop@example.jp" <shop@example.jp>
Date: 2026/11/20 金 10:23
Subject: 【重要】設定手順のご案内

{BODY}"""
YAHOO_TENSO = f"""\
転送します。

----- 転送メッセージ -----
差出人： カゴヤ サポート <tei2@mue.example.org>
宛先： shop@example.jp
日付： 2026/11/20 10:23
件名： 【重要】設定手順のご案内

{BODY}"""
THUNDERBIRD_JA = f"""\
見てください


-------- 転送メッセージ --------
件名: 	【重要】設定手順のご案内
日付: 	Fri, 20 Nov 2026 10:23:00 +0900
差出人: 	カゴヤ サポート <tei2@mue.example.org>
宛先: 	shop@example.jp


{BODY}"""
THUNDERBIRD_EN = (
    THUNDERBIRD_JA.replace("転送メッセージ", "Forwarded Message")
    .replace("件名", "Subject")
    .replace("日付", "Date")
    .replace("差出人", "From")
    .replace("宛先", "To")
)
BECKY = f"""\
山田です。

Forwarded by 山田太郎 <taro@example.jp>
----------------------- Original Message -----------------------
 From:    カゴヤ サポート <tei2@mue.example.org>
 To:      shop@example.jp
 Date:    Fri, 20 Nov 2026 10:23:00 +0900
 Subject: 【重要】設定手順のご案内
----

{BODY}
--------------------- Original Message Ends --------------------
--
山田太郎 https://www.example.jp/
"""
QUOTED = """\
> From: カゴヤ サポート <tei2@mue.example.org>
> To: shop@example.jp
> Date: Fri, 20 Nov 2026 10:23:00 +0900
> Subject: 【重要】設定手順の
>  ご案内
>
> お支払い方法を更新してください。
> https://login.example.net/pay
"""
STARRED = f"""\
*From:* カゴヤ サポート <tei2@mue.example.org>
*Sent:* Friday, November 20, 2026 10:23 AM GMT+9
*To:* shop@example.jp
*Subject:* 【重要】設定手順のご案内

{BODY}"""
PASTED = f"""\
差出人： カゴヤ サポート <tei2@mue.example.org>
件　名： 【重要】設定手順のご案内
日　時： 2026年11月20日 午前10:23
宛　先： shop@example.jp

{BODY}"""
NBSP = GMAIL_JA.replace("差出人: ", "差出人:\u00a0").replace("Subject:", "\u200bSubject:")


def message(text: str, *, subject: str = "Fwd: 重要", complete: bool = False, form: Form = Form.TEXT) -> Message:
    """A message whose text was read as text."""
    bodies = Bodies()
    bodies.add_text(text)
    body, links, losses = bodies.done()
    return Message(
        form=form, headers=HeaderBlock(complete=complete), subject=subject, text=body, links=links, losses=losses
    )


def original(text: str, **more) -> Message:
    """The one mail that the text forwards."""
    (inner,) = with_original(message(text, **more)).inside
    return inner


@pytest.mark.parametrize(
    ("text", "date", "program"),
    [
        (GMAIL_JA, JA, "gmail"),
        (NBSP, JA, "gmail"),
        (GMAIL_EN, None, "gmail"),
        (OUTLOOK_JA, JA, "outlook"),
        (OUTLOOK_EN, None, "outlook"),
        (OUTLOOK_MAILTO, None, None),
        (OUTLOOK_WEB, JA, "iphone"),
        (OUTLOOK_WEB_EN, None, "outlook-new"),
        (APPLE_JA, JA, "iphone"),
        (APPLE_EN, JA, "apple-mail"),
        (YAHOO_JA, JA, "yahoo"),
        (YAHOO_TENSO, JA, "yahoo"),
        (THUNDERBIRD_JA, JA, "thunderbird"),
        (THUNDERBIRD_EN, JA, "thunderbird"),
        (BECKY, JA, None),
        (QUOTED, JA, None),
        (STARRED, JA, None),
        (PASTED, JA, None),
    ],
)
def test_what_the_block_claims(text, date, program):
    """From, To, Date and Subject are recovered from what each program writes; no zone is invented."""
    inner = original(text)

    assert (inner.form, inner.headers.complete) == (Form.FORWARDED, False)
    assert (inner.sender.name, inner.sender.address) == KAGOYA
    assert inner.subject == "【重要】設定手順のご案内"
    assert inner.recipients[:1] == ("shop@example.jp",)
    assert (inner.date.isoformat() if inner.date else None) == date
    assert inner.wrappings == (Wrapping("inline", None, program),)
    assert [link.href for link in inner.links] == ["https://login.example.net/pay"]
    assert "お支払い方法を更新してください。" in inner.text
    assert "差出人" not in inner.text
    assert "From" not in inner.text


HTML_GMAIL = """<div dir="ltr">確認お願いします <a href="https://intra.example.jp/">社内</a><br><div class="gmail_quote">
<div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>差出人: <b class="gmail_sendername">カゴヤ サポート</b>
<span dir="auto">&lt;<a href="mailto:tei2@mue.example.org">tei2@mue.example.org</a>&gt;</span><br>Date: 2026年11月20日(金) 10:23<br>
Subject: 【重要】設定手順のご案内<br>To:  &lt;<a href="mailto:shop@example.jp">shop@example.jp</a>&gt;<br></div><br><br>
<p>お支払い方法を更新してください。<a href="https://login.example.net/pay">&gt;&gt; こちら</a></p></div></div>"""
HTML_OUTLOOK = """<p>怪しいです</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> カゴヤ サポート
&lt;tei2@mue.example.org&gt; <br><b>Sent:</b> Friday, November 20, 2026 10:23 AM<br><b>To:</b> shop@example.jp<br>
<b>Subject:</b> 【重要】設定手順のご案内</p></div><p>お支払い方法を更新してください。<a href="https://login.example.net/pay">&gt;&gt; こちら</a></p>"""
HTML_OUTLOOK_WEB = """<div>怪しいです</div><hr><div id="divRplyFwdMsg"><b>差出人:</b>&nbsp;カゴヤ サポート &lt;tei2@mue.example.org&gt;<br>
<b>送信日時:</b>&nbsp;2026年11月20日 10:23<br><b>宛先:</b>&nbsp;shop@example.jp<br><b>件名:</b>&nbsp;【重要】設定手順のご案内</div>
<div>お支払い方法を更新してください。<a href="https://login.example.net/pay">&gt;&gt; こちら</a></div>"""
HTML_THUNDERBIRD = """<p>怪しいです</p><div class="moz-forward-container">-------- 転送メッセージ --------<table><tbody>
<tr><th>件名: </th><td>【重要】設定手順のご案内</td></tr><tr><th>日付: </th><td>Fri, 20 Nov 2026 10:23:00 +0900</td></tr>
<tr><th>差出人: </th><td>カゴヤ サポート <a href="mailto:tei2@mue.example.org">&lt;tei2@mue.example.org&gt;</a></td></tr>
<tr><th>宛先: </th><td>shop@example.jp</td></tr></tbody></table>
<p>お支払い方法を更新してください。<a href="https://login.example.net/pay">&gt;&gt; こちら</a></p></div>"""
HTML_APPLE = """<div>怪しいです<br><div>Begin forwarded message:</div><br><div><span><b>差出人: </b></span><span>カゴヤ サポート &lt;<a
href="mailto:tei2@mue.example.org">tei2@mue.example.org</a>&gt;<br></span></div><div><b>件名: </b><b>【重要】設定手順のご案内</b></div>
<div><b>日付: </b>2026年11月20日 10:23:00 JST</div><div><b>宛先: </b>shop@example.jp</div><br>
<p>お支払い方法を更新してください。<a href="https://login.example.net/pay">&gt;&gt; こちら</a></p></div>"""


@pytest.mark.parametrize("html", [HTML_GMAIL, HTML_OUTLOOK, HTML_OUTLOOK_WEB, HTML_THUNDERBIRD, HTML_APPLE])
def test_slacks_email_object(html):
    """The forwarder is in From; the mail that he forwards is inside, with its links and without his own."""
    outer = read_slack_email(
        SlackEmail("Fwd: x", "Taro Yamada <taro@example.jp>", None, None, None, (), html.replace("\n", " "), "unused")
    )
    (inner,) = outer.inside

    assert outer.form is Form.SLACK_EMAIL
    assert (inner.sender.name, inner.sender.address) == KAGOYA
    assert (inner.subject, inner.recipients) == ("【重要】設定手順のご案内", ("shop@example.jp",))
    assert [wrapping.sender.address for wrapping in inner.wrappings] == ["taro@example.jp"]
    assert [link.href for link in inner.links if link.host] == ["https://login.example.net/pay"]
    assert inner.text == "お支払い方法を更新してください。>> こちら"


def test_a_forward_of_a_forward():
    """The innermost original is meant; everybody between is a wrapping."""
    twice = f"確認願います\n\n-----元のメッセージ-----\n差出人: 山田 <taro@example.jp>\n送信日時: 2026年11月20日 11:00\n宛先: sec@example.jp\n件名: Fwd: 【重要】\n\n{GMAIL_JA}"
    inner = original(twice)

    assert (inner.sender.name, inner.sender.address) == KAGOYA
    assert [(w.kind, w.sender.address if w.sender else None, w.program) for w in inner.wrappings] == [
        ("inline", None, "outlook"),
        ("inline", "taro@example.jp", "gmail"),
    ]


def test_only_so_deep():
    """The depth is bounded."""
    text = BODY
    for number in range(6, 0, -1):
        text = (
            f"---------- Forwarded message ---------\nFrom: A <a{number}@example.org>\nSubject: Fwd: {number}\n\n{text}"
        )

    assert original(text).sender.address == "a3@example.org"


def test_the_same_mail_as_text_and_html_is_one():
    """An alternative form of the text is no forward of a forward."""
    inner = original(f"{GMAIL_JA}\n{GMAIL_JA}")

    assert (inner.sender.address, len(inner.wrappings)) == ("tei2@mue.example.org", 1)


@pytest.mark.parametrize(
    ("text", "subject", "found"),
    [
        (GMAIL_JA, "Re: 重要", True),
        (GMAIL_JA, "重要", True),
        (OUTLOOK_EN, "Fwd: x", True),
        (OUTLOOK_EN, "FW: x", True),
        (OUTLOOK_EN, "[list] Fwd: x", True),
        (OUTLOOK_EN, "x", True),
        (OUTLOOK_EN, "Re: x", False),
        (OUTLOOK_EN, "RE：x", False),
        (OUTLOOK_EN, "返信: x", False),
        (OUTLOOK_MAILTO, "転送: x", True),
        (OUTLOOK_MAILTO, "x", False),
        (OUTLOOK_MAILTO, "Re: x", False),
    ],
)
def test_an_answer_is_no_forward(text, subject, found):
    """In a whole mail of its own, what a program also writes over an answered mail counts only in a forward."""
    assert bool(with_original(message(text, subject=subject, complete=True, form=Form.EML)).inside) is found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "From: here on it is easy. https://example.org",
        "Hello\n\nFrom: A <a@example.org>\nSubject: B\n\nbody",
        "To: a@example.org\nSubject: hello",
        "On Fri, Nov 20, 2026 at 10:23 AM A <a@example.org> wrote:\n> Hi\n> there\n\nFrom: A <a@example.org>\nTo: b@example.jp\nSubject: C\n",
        "> Hi\n> From: A <a@example.org>\n> To: b@example.jp\n> Subject: C\n",
        "x\n" * 61 + "---------- Forwarded message ---------\nFrom: A <a@example.org>\nSubject: B\n",
        "x" * 4001 + "\n---------- Forwarded message ---------\nFrom: A <a@example.org>\nSubject: B\n",
        "---------- Forwarded message ---------\nTo: A <a@example.org>\nSubject: B\n",
        "---------- Forwarded message ---------\n\n\n\n\n\n\nFrom: A <a@example.org>\nSubject: B\n",
        "Date: today\nDetails: From: nobody",
    ],
)
def test_what_is_no_forward(text):
    """Fields in speech, too few fields, fields far down, and fields within a conversation."""
    assert not holds_block(text)
    assert with_original(message(text)).inside == ()


def test_a_broken_address():
    """Who breaks an address so that nobody clicks it shows a mail; two fields are enough then, and it is read as it was."""
    (found,) = with_original(message("Odd!\n\nFrom: A <a[@]b.example[.]org>\nSubject: B\n\nbody")).inside

    assert (found.sender.address, found.subject, found.text.strip()) == ("a@b.example.org", "B", "body")


@pytest.mark.parametrize(
    ("written", "raw", "name", "address"),
    [
        ("A <a@example.org>", "A <a@example.org>", "A", "a@example.org"),
        ('"A, B" <a@example.org>', '"A, B" <a@example.org>', "A, B", "a@example.org"),
        ("a@example.org", "a@example.org", None, "a@example.org"),
        ("a@example.org <a@example.org>", "a@example.org <a@example.org>", None, "a@example.org"),
        ("A <mailto:a@example.org|a@example.org>", "A <a@example.org>", "A", "a@example.org"),
        ("A <<mailto:a@example.org|a@example.org>>", "A <a@example.org>", "A", "a@example.org"),
        ("A [mailto:a@example.org]", "A <a@example.org>", "A", "a@example.org"),
        ("A <a@example.org> on behalf of B <b@example.org>", "A <a@example.org>", "A", "a@example.org"),
        ("A＜a@example.org＞", "A<a@example.org>", "A", "a@example.org"),
        ("A a@example.org", "A a@example.org", "A", "a@example.org"),
        ("m <MISSING_MAILBOX@SYNTAX_ERROR>", "m <MISSING_MAILBOX@SYNTAX_ERROR>", "m", None),
        ("山田 太郎", None, "山田 太郎", None),
    ],
)
def test_senders(written, raw, name, address):
    """Names and addresses as programs show them; a name alone is no malformed address."""
    sender = original(f"From: {written}\nSubject: x\n\nhttps://example.org").sender

    assert (sender.raw, sender.name, sender.address) == (raw, name, address)


@pytest.mark.parametrize(
    ("raw", "japanese", "iso"),
    [
        ("2026年11月20日(金) 10:23", None, JA),
        ("2026年11月20日金曜日 午後10:23", None, "2026-11-20T22:23:00+09:00"),
        ("2026年11月20日 午前12時05分", None, "2026-11-20T00:05:00+09:00"),
        ("2026年11月20日 10:23:45 JST", None, "2026-11-20T10:23:45+09:00"),
        ("2026年11月20日 10:23", False, None),
        ("金曜日, 11月 20, 2026 10:23", None, JA),
        ("2026/11/20 10:23", True, JA),
        ("2026/11/20 10:23", None, None),
        ("2026-11-20 10:23 +0900", None, JA),
        ("Fri, Nov 20, 2026 at 10:23 AM", None, None),
        ("Fri, Nov 20, 2026 at 10:23 PM GMT+9", None, "2026-11-20T22:23:00+09:00"),
        ("20 November 2026 12:23:00 am PST", None, "2026-11-20T00:23:00-08:00"),
        ("Fri, 20 Nov 2026 10:23:00 +0900", None, JA),
        ("Fri, 20 Nov 2026 10:23:00 +9999", None, None),
        ("2026年11月20日", None, None),
        ("2026年13月40日 10:23", None, None),
        ("2026年11月20日 99:99", None, None),
        ("yesterday", None, None),
        ("", None, None),
    ],
)
def test_shown_dates(raw, japanese, iso):
    """Dates for people: Japan's zone for the Japanese, none for what names none."""
    found = shown_date(raw, japanese=japanese)

    assert (found.isoformat() if found else None) == iso


def test_links_that_cannot_be_told_are_kept():
    """A link without text belongs to the forwarded mail; one in the note alone does not."""
    html = '<a href="https://intra.example.jp/">intra</a><br>---------- Forwarded message ---------<br>From: A &lt;a@example.org&gt;<br>Subject: B<br><br><a href="https://evil.example/"><img src=x></a>'
    (inner,) = read_slack_email(SlackEmail(None, "b@example.jp", None, None, None, (), html, None)).inside

    assert [link.href for link in inner.links] == ["https://evil.example/"]


def test_a_pasted_mail_without_a_link():
    """A pasted mail is read for the header that it shows; speech is not."""
    pasted = read("差出人： カゴヤ <tei2@mue.example.org>\n件名： 至急\n\n折り返しお電話ください。")

    assert (pasted.form, [inner.sender.address for inner in pasted.inside]) == (Form.TEXT, ["tei2@mue.example.org"])
    with pytest.raises(NotAMail):
        read("差出人: 誰でしょう")


def test_a_mail_that_forwards():
    """A whole mail keeps its own route and sender; the one quoted in it is inside, without a route."""
    outer = read(eml(sender="Taro <taro@gmail.com>", subject="Fwd: x", text=OUTLOOK_MAILTO))
    (inner,) = outer.inside

    assert (outer.sender.address, outer.headers.complete) == ("taro@gmail.com", True)
    assert (inner.sender.address, inner.headers.complete, inner.headers.all("received")) == (
        "tei2@mue.example.org",
        False,
        (),
    )
    assert [(w.sender.address, w.program) for w in inner.wrappings] == [("taro@gmail.com", "gmail")]


@pytest.mark.parametrize(
    "text",
    [
        "From: " * 100_000,
        "From:\n" * 50_000,
        "> " * 100_000 + "From: a@b.example\nSubject: x",
        "From: a@b.example\nTo: " + "x@y.example,\n" * 50_000,
        "From: a\nSubject: b\n\n" * 30_000,
        "-----Original Message-----\n" * 30_000 + "From: a",
        ("---------- Forwarded message ---------\nFrom: a@b.example\nSubject: x\n\n" + "-" * 80 + "\n") * 5_000,
        "From: " + "(" * 50_000 + "@" * 50_000 + "\nSubject: x",
        "From: " + "[mailto:" * 20_000 + "\nSubject: x",
    ],
)
def test_hostile_text_takes_bounded_time(text):
    """Length and repetition cost linear time and raise nothing."""
    began = time.monotonic()
    with_original(message(text[:200_000]))

    assert time.monotonic() - began < 2


def test_a_plain_text_mail_in_slack():
    """Where Slack's HTML has lost the lines, its text shows the forward."""
    text = GMAIL_JA.replace("\n", "\r\n")
    html = f"<html><body><p>{GMAIL_JA.replace('<', '&lt;')}</p></body></html>"
    (inner,) = read_slack_email(SlackEmail("Fwd: x", "taro@example.jp", None, None, None, (), html, text)).inside

    assert ((inner.sender.name, inner.sender.address), inner.subject) == (KAGOYA, "【重要】設定手順のご案内")
    assert inner.text.rstrip() == BODY.replace("\n", "\r\n").rstrip()
    assert [link.href for link in inner.links] == ["https://login.example.net/pay"]
