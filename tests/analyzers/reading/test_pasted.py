"""The source of a mail as people paste it."""

import pytest

from analyzers import Form, NotAMail, read
from analyzers.message import Wrapping
from tests.analyzers.mails import eml

WHOLE = eml(
    sender='"Bank" <b@example.net>',
    subject="Pay now",
    text="https://evil.example/pay\n  indented\n\nend",
    more="DKIM-Signature: v=1; a=rsa-sha256; d=example.net;\n\ts=x; h=From:To:Subject;\n\tbh=abc; b=def\nX-Long: one\n two",
).decode()
LINES = WHOLE.split("\n")


def lost(text: str) -> str:
    """Without the white space at the begin of folded lines."""
    return "\n".join(line.lstrip(" \t") for line in text.split("\n"))


@pytest.mark.parametrize(
    "pasted",
    [
        WHOLE,
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("\n", "\r\r\n"),
        WHOLE.replace("\n", "\r"),
        "\ufeff" + WHOLE,
        "\n".join("    " + line for line in LINES),
        "\n".join("\t" + line for line in LINES),
        WHOLE.replace("\n", "\n    "),
        "\n".join("> " + line for line in LINES),
        "\n".join(">" + line for line in LINES),
        "\n".join("> > " + line for line in LINES),
        "\n".join("＞" + line for line in LINES),
        "\n".join("  > " + line for line in LINES),
        WHOLE.replace("\n", "\n\n"),
        "```\n" + WHOLE + "\n```",
        "```" + WHOLE + "```",
        "このメール、怪しいです。見てもらえますか？\n\n" + WHOLE,
        "please check:\n" + WHOLE,
        "\n".join(">" + (" " + line if line else "") for line in LINES),
        WHOLE.replace("\n ", "\n\u00a0"),
    ],
)
@pytest.mark.parametrize("as_file", [False, True])
def test_a_whole_source(pasted, as_file):
    """Quoted, indented, double spaced, fenced, under a note: the mail is what it was."""
    message = read(pasted.encode() if as_file else pasted)

    assert (message.form, message.headers.complete, message.subject) == (Form.EML, True, "Pay now")
    assert (message.sender.name, message.sender.address) == ("Bank", "b@example.net")
    assert message.headers.first("x-long") == "one two"
    assert message.headers.first("dkim-signature").endswith("b=def")
    assert [link.href for link in message.links] == ["https://evil.example/pay"]
    assert message.text.replace("\r", "").replace("\n\n", "\n").split("\n")[-1] == "end"


@pytest.mark.parametrize("as_file", [False, True])
def test_folded_lines_without_their_indentation(as_file):
    """They still belong to the field above."""
    pasted = lost(WHOLE)
    message = read(pasted.encode() if as_file else pasted)

    assert (message.headers.first("x-long"), message.subject) == ("one two", "Pay now")
    assert message.headers.first("dkim-signature") == (
        "v=1; a=rsa-sha256; d=example.net; s=x; h=From:To:Subject; bh=abc; b=def"
    )
    assert message.text.startswith("https://evil.example/pay")


def test_no_empty_line_before_the_body():
    """The body begins where no field follows any more."""
    message = read(WHOLE.replace("\n\n", "\n", 1))

    assert (message.form, message.subject) == (Form.EML, "Pay now")
    assert message.text == "https://evil.example/pay\n  indented\n\nend"


@pytest.mark.parametrize(
    ("pasted", "form", "complete"),
    [
        (WHOLE.partition("\n\n")[0], Form.HEADERS, True),
        ("\n".join(LINES[1:]), Form.EML, False),
        ("\n".join(LINES[:1] + LINES[2:]), Form.EML, False),
        ("\n".join(LINES[:3]), Form.HEADERS, False),
        (LINES[0], Form.HEADERS, False),
        (WHOLE[:200], Form.HEADERS, False),
    ],
)
def test_a_selection(pasted, form, complete):
    """What begins too late or ends too early is not taken as whole: what it lacks says nothing."""
    message = read(pasted)

    assert (message.form, message.headers.complete) == (form, complete)


def test_a_file_is_taken_by_the_usual_rule():
    """A file was not selected with a mouse: what it lacks, the mail lacks."""
    assert read("\n".join(LINES[:1] + LINES[2:]).encode()).headers.complete


def test_bytes_that_are_no_longer_those_of_the_mail():
    """Signatures are verified over what came, never over what was put right."""
    assert read(WHOLE).source == WHOLE.encode()
    assert read("> " + WHOLE.replace("\n", "\n> ")).source is None


@pytest.mark.parametrize(
    "text", ["> a\n> b\n> c", "    code\n    more", "a\n\nb\n\nc", "```\nx\n```", "To: be\n\nor not"]
)
def test_other_texts_stay_texts(text):
    """Quotes and code are no mail."""
    with pytest.raises(NotAMail):
        read(text)

    assert read(text + "\nhttps://example.org/a b").form is Form.TEXT


def test_a_note_with_a_link():
    """Whoever wrote it, what it leads to is judged as well as the mail below."""
    message = read("Is this https://other.example/x real?\n\n" + WHOLE)
    (inner,) = message.inside

    assert [link.href for link in message.links] == ["https://other.example/x", "https://evil.example/pay"]
    assert (inner.subject, inner.wrappings) == ("Pay now", (Wrapping("pasted"),))
    assert [link.href for link in inner.links] == ["https://evil.example/pay"]


def test_a_source_inside_a_source_hides_nothing():
    """A mail that has the fields of another in its text is still the mail."""
    mail = "From: Bank <b@example.net>\nSubject: x\n\nhttps://evil.example/\n\n" + WHOLE

    assert read(mail).subject == "x"


def test_utf_16():
    """A source saved by an editor."""
    assert read(WHOLE.encode("utf-16")).subject == "Pay now"


def test_a_forward_whose_fields_are_half_translated():
    """Fields below one in Japanese are shown by a mail program, and the sender above them is not left behind."""
    shown = "差出人: Bank <b@example.net>\nDate: 2025年5月9日(金) 7:00\nSubject: Pay now\nTo: <a@example.jp>\nCc: <c@example.jp>\n"
    message = read(f"Is this real?\n\n---------- Forwarded message ---------\n{shown}\n\nhttps://evil.example/pay\n")
    (inner,) = message.inside

    assert (inner.form, inner.sender.address, inner.subject) == (Form.FORWARDED, "b@example.net", "Pay now")
    assert inner.wrappings == (Wrapping("inline", None, "gmail"),)
