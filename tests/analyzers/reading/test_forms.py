"""Any form of a mail: what it is taken for, and what is no mail."""

import pytest

from analyzers import Form, NotAMail, read
from analyzers.reading import MAX_BYTES, SlackEmail, read_slack_email
from tests.analyzers.mails import eml

WHOLE = eml(sender='"Shop" <news@example.com>', text="See https://example.com/news for news.")
HEAD = WHOLE.partition(b"\n\n")[0]


@pytest.mark.parametrize(
    "before", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"From news@example.com Fri May  9 07:00:55 2025\n", b">From x\n"]
)
@pytest.mark.parametrize("eol", [b"\n", b"\r\n"])
def test_an_original(before, eol):
    """Line ends, a byte order mark and an mbox line make no difference."""
    message = read(before + WHOLE.replace(b"\n", eol))

    assert (message.form, message.headers.complete) == (Form.EML, True)
    assert (message.sender.name, message.sender.address, message.recipients) == (
        "Shop",
        "news@example.com",
        ("user@example.jp",),
    )
    assert [link.href for link in message.links] == ["https://example.com/news"]
    assert message.date.isoformat() == "2025-05-09T07:00:49+09:00"


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n\r\n", b"\n\n   \n"])
def test_headers_alone(end):
    """A header block without a body: nothing is said about a body."""
    message = read(HEAD + end)

    assert (message.form, message.headers.complete, message.text, message.links) == (Form.HEADERS, True, "", ())


def test_a_pasted_source():
    """The whole source pasted as text is an original."""
    assert read(WHOLE.decode()).form is Form.EML


def test_a_pasted_mail():
    """From, Subject and body without a route: absence of other fields says nothing."""
    message = read("From: Bank <a@example.net>\nSubject: Hi\n\nGo to hxxps://evil[.]example/login now")

    assert (message.form, message.headers.complete) == (Form.TEXT, False)
    assert (message.sender.address, message.subject) == ("a@example.net", "Hi")
    assert [link.href for link in message.links] == ["https://evil.example/login"]


def test_a_pasted_body():
    """Text with a link is judged as text."""
    message = read("お支払いが確認できません。\nhttps://example.org/pay をご確認ください")

    assert (message.form, message.sender.raw) == (Form.TEXT, None)
    assert [link.href for link in message.links] == ["https://example.org/pay"]


@pytest.mark.parametrize(
    ("pasted", "links", "text"),
    [
        (
            "手順は <https://evil.example/a?b=1&amp;c=2|&gt;&gt; こちら> です",
            [("https://evil.example/a?b=1&c=2", ">> こちら")],
            "手順は >> こちら です",
        ),
        (
            "<https://evil.example/|https://bank.example/>をご確認ください",
            [("https://evil.example/", "https://bank.example/"), ("https://bank.example/", None)],
            "https://bank.example/をご確認ください",
        ),
        ("見て <https://evil.example/ |x> ください", [("https://evil.example/", None)], None),
    ],
)
def test_links_that_a_chat_kept(pasted, links, text):
    """What was pasted with its formatting tells the target and what the reader saw."""
    message = read(pasted)

    assert [(link.href, link.shown) for link in message.links] == links
    assert message.text == (text or pasted)


@pytest.mark.parametrize(
    "words",
    [
        "お客様の口座の利用を制限しました。再開するには、本日中に下の番号までお電話ください。\n03-0000-0000",
        "Dear customer, your order of 499 USD was charged today. If you did not place this order, please call our team at once.",
    ],
)
def test_words_alone(words):
    """A mail copied without its links, or one that never had any, is judged by what it says."""
    message = read(words)

    assert (message.form, message.text, message.links) == (Form.TEXT, words, ())


@pytest.mark.parametrize(
    ("pasted", "hrefs"),
    [
        ("https://example.org/a", ["https://example.org/a"]),
        ("hxxp://example[.]org/a", ["http://example.org/a"]),
        ("hxxps[:]//example(.)org", ["https://example.org"]),
        ("h**ps://example[dot]org", ["https://example.org"]),
        ("example.org", ["http://example.org"]),
        ("www.example.org/x", ["http://www.example.org/x"]),
        ("https://example.org/a\nhttps://example.net/b", ["https://example.org/a", "https://example.net/b"]),
        ("ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｏｒｇ", ["https://example.org"]),
    ],
)
def test_links_alone(pasted, hrefs):
    """One or several addresses, as people were taught to write them."""
    message = read(pasted)

    assert (message.form, message.text) == (Form.URL, "")
    assert [link.href for link in message.links] == hrefs


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (" \r\n\t\u0000", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        ("Good morning, is anybody there?", "no-mail"),
        ("To: be or not to be", "no-mail"),
        ("漢字" * 100, "no-mail"),
        ("ha " * 100, "no-mail"),
        ("x: y\n\nz", "no-mail"),
        (b"%PDF-1.7 https://example.org", "binary"),
        (b"PK\x03\x04 https://example.org", "binary"),
        (b"\x89PNG\r\n\x1a\n https://example.org", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 https://example.org", "binary"),
        (bytes(range(256)) * 20 + b" https://example.org", "binary"),
        (b"a" * (MAX_BYTES + 1), "too-large"),
        ("\ud800 text", "no-mail"),
    ],
)
def test_what_is_no_mail(data, code):
    """Each kind of refusal has its code, and nothing else is ever raised."""
    with pytest.raises(NotAMail) as refused:
        read(data)

    assert refused.value.code == code


def test_the_largest_mail_is_read():
    """Twenty-five megabytes are read, in bounded time."""
    data = WHOLE + b"\n" + b"x" * 76 + b"\n"

    assert read(data + b"y" * (MAX_BYTES - len(data))).form is Form.EML


def test_slacks_email_object():
    """What Slack keeps of a mail: no route, a sender, a body."""
    mail = SlackEmail(
        subject="[spam] Hi",
        sender='"Amazon" <a@example.net>',
        date="Fri, 9 May 2025 07:00:49 +0900",
        message_id="<1@example.net>",
        reply_to=None,
        recipients=("user@example.jp",),
        html='<a href="https://evil.example/">amazon</a>',
        text="unused",
    )

    message = read_slack_email(mail)

    assert (message.form, message.headers.complete) == (Form.SLACK_EMAIL, False)
    assert (message.subject, message.stamp, message.sender.name, message.sender.domain) == (
        "Hi",
        "[spam]",
        "Amazon",
        "example.net",
    )
    assert [(link.href, link.shown) for link in message.links] == [("https://evil.example/", "amazon")]


def test_slacks_email_object_without_anything():
    """Nothing in it is no error."""
    message = read_slack_email(SlackEmail(None, None, None, None, None, (), None, "https://example.org"))

    assert (message.subject, message.sender.raw, [link.href for link in message.links]) == (
        None,
        None,
        ["https://example.org"],
    )
