"""What a reader is told of the way the mail took."""

import pytest

from analyzers import OurSide
from analyzers.examine import report
from bot.reply_facts import origin_fact
from bot.words import words
from tests.analyzers.mails import dossier, eml

LIST = eml(
    received=(
        "from ml01.01.org (ml01.01.org [198.51.100.7]) by mail.example.jp (Postfix) with ESMTPS id 1",
        "from evil.example (evil.example [203.0.113.66]) by ml01.01.org (Postfix) with ESMTP id 2",
    )
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ja",
            "このメールはメーリングリストの 01[.]org を経由して届きました。送ってきた機器とは、01[.]org にこのメールを渡した機器のことです",
        ),
        (
            "en",
            (
                "The mail came through 01[.]org, which runs mailing lists. "
                "The machine that sent it is the one that handed it to 01[.]org"
            ),
        ),
    ],
)
def test_a_mail_that_came_through_a_list(language, said):
    """The list is named, so that nobody takes it for the sender."""
    origin, through = origin_fact(report(dossier(LIST, side=OurSide())), words(language))

    assert "203.0.113.66" in origin
    assert through == said


def test_a_mail_that_came_straight():
    """Nothing more is said."""
    assert len(origin_fact(report(dossier(eml())), words("ja"))) == 1
