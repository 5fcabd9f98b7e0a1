"""In which language a person reads."""

from __future__ import annotations

import asyncio

import pytest

from bot import tables
from bot.people import KEPT, UNKNOWN, People


class Slack:
    """Says a locale for everybody, and counts how often it is asked."""

    def __init__(self, locale):
        self.locale = locale
        self.asked = 0

    async def __call__(self, user):
        self.asked += 1
        return self.locale


@pytest.fixture
def people(engine):
    tables.migrate(engine)

    def made(locale, languages=("ja", "en"), clock=lambda: 0.0):
        slack = Slack(locale)
        return People(engine, locale=slack, languages=languages, clock=clock), slack

    return made


@pytest.mark.parametrize(
    ("locale", "language"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr-FR", "en"), (None, "ja"), ("", "ja")]
)
async def test_slack_s_word(people, locale, language):
    """Without a choice; who reads neither language reads English, and who is unknown the default."""
    known, _ = people(locale)

    assert await known.language("U1") == language


async def test_choice_comes_first_and_can_be_taken_back(people):
    """None goes back to what Slack says; the choice of another person is another one."""
    known, _ = people("en-US")
    await known.choose("U1", "ja")
    chosen = [await known.language("U1"), await known.language("U2")]
    await known.choose("U1", None)

    assert chosen == ["ja", "en"]
    assert await known.language("U1") == "en"
    assert await known.languages("U1") == ("en", "ja")


async def test_slack_is_asked_once_a_day(people):
    """And after ten minutes again where it did not tell."""
    now = [0.0]
    known, slack = people("en-US", clock=lambda: now[0])
    asked = []
    for at in (0.0, KEPT - 1, KEPT):
        now[0] = at
        await known.language("U1")
        asked.append(slack.asked)
    slack.locale = None
    for at in (0.0, UNKNOWN - 1, UNKNOWN):
        now[0] = 2 * KEPT + at
        await known.language("U1")
        asked.append(slack.asked)

    assert asked == [1, 1, 2, 3, 3, 4]


async def test_one_language_needs_no_question(people):
    """Nor does nobody in particular."""
    known, slack = people("en-US", languages=("ja",))
    other, asked = people("en-US")

    assert await known.language("U1") == "ja"
    assert await other.languages("") == ("ja", "en")
    assert (slack.asked, asked.asked) == (0, 0)


async def test_choice_that_the_bot_no_longer_speaks(people):
    """The administrator took a language away."""
    known, _ = people("en-US")
    await known.choose("U1", "de")

    assert await known.language("U1") == "en"


async def test_slow_slack_is_not_waited_for(people):
    """A window must open within three seconds; the answer serves the next one."""
    known, slack = people("en-US")
    answer = asyncio.Event()

    async def slow(user):
        await answer.wait()
        return await slack(user)

    known._locale = slow
    first = await known.language("U1", within=0.01)
    waiting = asyncio.create_task(known.languages("U1"))
    answer.set()

    assert first == "ja"
    assert await waiting == ("en", "ja")
    assert await known.language("U1") == "en"
    assert slack.asked == 1
