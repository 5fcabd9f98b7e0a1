"""What a reader is told about a mail that came in another one, and how to send its original."""

from dataclasses import replace

import pytest

from analyzers import read
from analyzers.dossier import Dossier
from analyzers.examine import examine, report
from analyzers.message import Form, Message, Sender, Wrapping
from analyzers.reading import SlackEmail, read_slack_email
from bot.reply import reply
from bot.reply_facts import judged
from bot.report_json import report_json
from bot.slack import render
from bot.words import LANGUAGES, words

FORWARD = """<div>これは本物ですか<br>---------- Forwarded message ---------<br>差出人: Amazon &lt;a@example.net&gt;<br>
Date: 2026年11月20日(金) 10:23<br>Subject: お支払い<br>To: &lt;b@example.jp&gt;<br><br>
<a href="https://amazon.co.jp.example.org/">https://www.amazon.co.jp/</a></div>"""
OUTER = SlackEmail("Fwd: お支払い", "Taro <taro@example.jp>", None, None, None, (), FORWARD, None)


def told(message: Message):
    """The report on a message, from itself alone."""
    return report(Dossier(message=message))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_forwarded_mail_is_judged(language):
    """Not the colleague but the mail that he forwards is judged, and the reader is told so."""
    result = await examine(read_slack_email(OUTER))
    w = words(language)
    answer = reply(result, language)
    sender = next(section for section in answer.sections if section.title == w.say("section-sender"))

    assert result.dossier.message.form is Form.FORWARDED
    assert {"brand-mismatch", "link-mismatch"} <= {row.finding.code for row in result.findings}
    assert sender.lines[0] == w.say("fact-judged-inside", kind="inline")
    assert w.say("fact-no-route", sender="known") in sender.lines
    assert w.say("form-forwarded") in answer.footer


@pytest.mark.parametrize(
    ("program", "how"),
    [
        ("gmail", ("gmail",)),
        ("outlook", ("outlook", "outlook-new")),
        ("outlook-new", ("outlook-new", "outlook")),
        ("yahoo", ("yahoo",)),
        ("apple-mail", ("apple-mail",)),
        ("thunderbird", ("thunderbird",)),
        ("iphone", ("iphone", "gmail", "outlook-new", "outlook", "yahoo", "apple-mail")),
        ("other", ("gmail", "outlook", "outlook-new", "yahoo", "apple-mail", "iphone")),
        (None, ("gmail", "outlook", "outlook-new", "yahoo", "apple-mail", "iphone")),
    ],
)
def test_how_to_send_the_original(program, how):
    """The steps are those of the program that shows, else of all."""
    result = told(Message(form=Form.FORWARDED, wrappings=(Wrapping("inline", None, program),)))
    answer = reply(result, "en")

    assert (result.advice, result.how) == (("cannot-tell", "send-original"), how)
    assert answer.now[1:] == (words("en").say("advice-send-original"),)
    assert answer.how == tuple(words("en").say(f"how-{name}") for name in how)
    assert [row["code"] for row in report_json(result)["advice"]] == [
        "cannot-tell",
        "send-original",
        *(f"how-{name}" for name in how),
    ]


def test_no_steps_where_the_original_is_not_asked_for():
    """A fraud is to be deleted, whatever its original would say."""
    result = told(read_slack_email(OUTER).inside[0])

    assert (result.level.value, result.how) == ("danger", ())


@pytest.mark.parametrize("kind", ["inline", "message", "zip", "mbox", "msg", "tnef", "list", "new-kind"])
def test_every_wrapping_is_told(kind):
    """Each kind of wrapping has its words, and one that is not known has some, too."""
    sender = Sender(raw="Taro <taro@example.jp>", address="taro@example.jp")
    result = told(Message(form=Form.FORWARDED, wrappings=(Wrapping("zip"), Wrapping(kind, sender))))

    for language in LANGUAGES:
        (line,) = judged(result, words(language))
        assert line == words(language).say("fact-judged-inside", kind=kind)


@pytest.mark.parametrize("wrappings", [(), (Wrapping("inline", None, "gmail"),)])
def test_what_a_person_pasted_has_no_mail_around_it(wrappings):
    """Nothing is said of somebody who forwarded it."""
    assert judged(told(Message(form=Form.FORWARDED, wrappings=wrappings)), words("en")) == ()


@pytest.mark.parametrize("text", ["https://example.org", "差出人: A <a@example.org>\n件名: B\n\nC"])
def test_the_steps_fit_into_a_post(text):
    """All steps in both languages are within the limits of one message, uncut."""
    message = read(text)
    result = told(message.inside[0] if message.inside else message)
    post = render.message([reply(result, language) for language in LANGUAGES])

    assert len(result.how) == 6
    lists = [part for block in post["blocks"] for part in block.get("elements", ()) if part.get("indent") == 1]

    assert [[line["elements"][0]["text"] for line in part["elements"]] for part in lists] == [
        [words(language).say(f"how-{name}") for name in result.how] for language in LANGUAGES
    ]


def test_a_wrapping_of_the_whole_mail_keeps_its_program():
    """The innermost program is the one that holds the original."""
    wrappings = (Wrapping("inline", None, "outlook"), Wrapping("inline", None, "gmail"))

    assert told(Message(form=Form.FORWARDED, wrappings=wrappings)).how == ("gmail",)
    assert told(replace(Message(form=Form.FORWARDED), wrappings=wrappings[:1])).how == ("outlook", "outlook-new")
