"""Where in a reply things are told, and that they are told once."""

from email.message import EmailMessage

import pytest

from analyzers import examine, read
from analyzers.checks.urgent_credential_lure import UrgentCredentialLure
from analyzers.finding import Group
from analyzers.lookups.offline import offline_lookups
from analyzers.scoring import Weighed
from bot.reply import reply, say_finding
from bot.words import words
from tests.analyzers.files import code, encoded
from tests.analyzers.mails import eml


def said(answer):
    """Every line of a reply by section."""
    return {section.title: section.lines for section in answer.sections}


async def test_a_second_sender_stands_with_the_sender():
    """Not with the content, where nobody would look for it; and what is hidden in a link stands with the links."""
    mail = eml(more="From: Other <other@example.net>", text="http://ｅｖｉｌ．ｅｘａｍｐｌｅ/")
    told = said(reply(await examine(read(mail), lookups=offline_lookups(())), "en"))

    assert told["Sender"][0].startswith("It has 2 From fields where there should be one")
    assert told["Links"][0].startswith("The address of the link to evil[.]example is written")
    assert "Content" not in told


WHEN = "7日以内にお支払い方法を更新いただけない場合は"


@pytest.mark.parametrize(
    ("urgent", "credential", "ja", "en"),
    [
        (
            "至急】カードの停止",
            "下より(パスワードを入力してください",
            "急がせる言葉（「至急 カードの停止」）と、ログインや情報の入力を求める言葉（「下より パスワードを入力してください」）があります。",
            (
                'It has words that rush you ("至急 カードの停止") and words that ask you to log in or enter information '
                '("下より パスワードを入力してください"). '
            ),
        ),
        (
            WHEN,
            WHEN,
            f"急がせて、ログインや情報の入力を求める言葉（「{WHEN}」）があります。",
            f'It has words that rush you and ask you to log in or enter information ("{WHEN}"). ',
        ),
        (
            "本日中に「更新」を",
            "「認証」してください",
            "急がせる言葉（「本日中に『更新』を」）と、ログインや情報の入力を求める言葉（「『認証』してください」）があります。",
            (
                'It has words that rush you ("本日中に「更新」を") and words that ask you to log in or enter information '
                '("「認証」してください"). '
            ),
        ),
    ],
    ids=["two", "one", "quoting"],
)
def test_words_that_press_and_ask(urgent, credential, ja, en):
    """Quoted without the halves of brackets that they were cut out of, and only once where the same words do both."""
    row = Weighed(UrgentCredentialLure(urgent=urgent, credential=credential, evidence=()), Group.CONTENT, 1.5)

    assert say_finding(row, words("ja")) == ja + "詐欺によくある文面です"
    assert say_finding(row, words("en")) == en + "That is common in fraudulent mail"


@pytest.mark.parametrize("level", ["caution", "insufficient"])
async def test_nobody_is_asked_for_what_he_sent(level):
    """A whole mail that never went over the network is the original already."""
    sender = '"Amazon" <a@evil.example>' if level == "caution" else "A <a@evil.example>"
    report = await examine(read(eml(received=(), sender=sender)), lookups=offline_lookups(()))

    assert (report.level, report.dossier.trace.hops) == (level, ())
    assert "send-original" not in report.advice


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "ja",
            ("添付ファイルの中にあるリンクの行き先は file[.]example です", "QR コードの行き先は example[.]com です"),
        ),
        ("en", ("A link in an attachment leads to file[.]example", "The QR code leads to example[.]com")),
    ],
)
async def test_where_a_link_stands(language, lines):
    """A reader who finds no such link in the text is told where it is."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@office.example", "Hello"
    mail["Date"], mail["Message-ID"] = "Fri, 9 May 2025 07:00:49 +0900", "<1@example.com>"
    mail.set_content("hello")
    mail.add_attachment(
        '<a href="https://file.example/a">https://file.example/a</a>', subtype="html", filename="a.html"
    )
    mail.add_attachment(encoded(code("https://example.com/a")), maintype="image", subtype="png", filename="a.png")
    told = said(reply(await examine(read(mail.as_bytes()), lookups=offline_lookups(())), language))

    assert told[words(language).say("section-links")] == lines


async def test_a_link_that_names_its_target_is_told_once():
    """That the brand is not linked adds nothing to where the dressed up link leads."""
    html = '<a href="https://www.amazon.co.jp@evil.example/a">Go</a>'
    report = await examine(read(eml(sender='"Amazon" <a@sender.example>', html=html)), lookups=offline_lookups(()))

    assert {"brand-not-linked", "link-userinfo"} <= {row.finding.code for row in report.findings}
    assert "brand-not-linked" not in {row.finding.code for row in report.told}
    assert reply(report, "ja").summary == (
        "「アマゾン」を名乗っていますが、差出人のアドレス（sender[.]example）は「アマゾン」のものではありません。"
        "リンクは「www.amazon.co[.]jp」に見せかけていますが、実際の行き先は evil[.]example です。"
    )
