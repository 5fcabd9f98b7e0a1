"""Who is not in Slack is never asked about there, and never shown there whole."""

from __future__ import annotations

from bot import tables
from bot.people import People
from bot.reporters import address_of, mail_user
from bot.slack.inline import plain_sentence, sentence, user
from bot.words import words

KENJI = mail_user("kenji@example-shop.jp")


def test_both_kinds():
    """An address, and Slack's id."""
    assert (address_of(KENJI), address_of("U0HANAKO"), address_of("mail:")) == ("kenji@example-shop.jp", None, "")


def test_shown():
    """In a sentence of ours stands enough to recognise one's own address."""
    facts = {"id": "1", "who": user(KENJI), "ago": user("U0HANAKO")}
    shown = sentence(words("en"), "home-untaken", **facts)

    assert {"type": "text", "text": "k***@example-shop[.]jp"} in shown
    assert {"type": "user", "user_id": "U0HANAKO"} in shown
    assert "k***@example-shop[.]jp" in plain_sentence(words("en"), "home-untaken", **facts)
    assert "<@mail" not in plain_sentence(words("en"), "home-untaken", **facts)


async def test_language(engine):
    """It is not Slack's to know."""
    tables.migrate(engine)
    asked = []

    async def locale(user):
        asked.append(user)
        return "en-US"

    people = People(engine, locale=locale, languages=("ja", "en"))

    assert await people.languages(KENJI) == ("ja", "en")
    assert await people.languages("U0JOHN") == ("en", "ja")
    assert asked == ["U0JOHN"]
