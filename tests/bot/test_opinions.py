"""What people say about an answer: one word each, the last one counts."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.opinions import Feedback
from bot.store import Store, UnknownCaseError

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def test_the_last_word_counts(engine: sa.Engine):
    """Whatever order the jobs run in, and however often."""
    store, feedback = Store(engine), Feedback(engine)
    await store.migrate()
    case = await store.open_case("k", channel="C1", thread_ts="1.2", user="U1", submission={})
    for user, said, minutes in (("U1", "helpful", 0), ("U2", "helpful", 1), ("U1", "not_phishing", 5)):
        await feedback.say(case.id, user, said, at=AT + timedelta(minutes=minutes))
    await feedback.say(case.id, "U1", "helpful", at=AT)

    assert await feedback.of_case(case.id) == {"U2": "helpful", "U1": "not_phishing"}


async def test_unknown_case(engine: sa.Engine):
    """There is nothing to have an opinion about."""
    await Store(engine).migrate()
    with pytest.raises(UnknownCaseError):
        await Feedback(engine).say("2026-0101-1", "U1", "helpful", at=AT)
