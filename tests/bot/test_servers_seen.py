"""The memory of servers: what is kept, what is learned from it, and that it cannot be taught by one person."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from analyzers import Form, OurSide, read
from analyzers.message import Wrapping
from bot import tables
from bot.servers_seen import ServersSeen
from tests.analyzers.mails import eml

NOBODY = OurSide(domains=("example.jp",))


@pytest.fixture
def seen(engine: sa.Engine) -> ServersSeen:
    tables.migrate(engine)
    return ServersSeen(engine, NOBODY)


def rows(engine: sa.Engine) -> list[tuple[str, ...]]:
    columns = tables.servers_seen.c
    with engine.begin() as connection:
        return [tuple(row) for row in connection.execute(sa.select(columns.kind, columns.name, columns.reporter))]


def mail(number: int):
    return read(eml(subject=f"Hello {number}"))


async def test_nothing_is_known_at_first(seen: ServersSeen):
    """Who we are is what was configured."""
    assert await seen.side() == NOBODY


async def test_many_mails_of_several_people_teach(seen: ServersSeen):
    """The server on top of them is ours from then on."""
    for number in range(5):
        assert (await seen.side()).learned == ()
        await seen.note(mail(number), f"U{number % 3}")

    assert await seen.side() == replace(NOBODY, learned=("mx.example.jp",))


async def test_one_person_does_not_teach(seen: ServersSeen):
    """However many mails."""
    for number in range(20):
        await seen.note(mail(number), "U1")

    assert (await seen.side()).learned == ()


async def test_a_mail_counts_once(seen: ServersSeen, engine: sa.Engine):
    """Handed in by ten people at the same moment, it is the first one's."""
    await asyncio.gather(*(seen.note(mail(1), f"U{number}") for number in range(10)))

    assert [row[:2] for row in rows(engine)] == [("by", "mx.example.jp")]


async def test_what_is_kept(seen: ServersSeen, engine: sa.Engine):
    """A hash, a name, its kind, the reporter and the day; nothing of the mail's words or of its sender."""
    await seen.note(mail(1), "U1")
    with engine.begin() as connection:
        kept = dict(connection.execute(sa.select(tables.servers_seen)).mappings().one())

    assert kept == {
        "mail": kept["mail"],
        "kind": "by",
        "name": "mx.example.jp",
        "reporter": "U1",
        "day": datetime.now(UTC).date().isoformat(),
    }
    assert len(kept["mail"]) == 64


@pytest.mark.parametrize(
    "changed",
    [
        {"form": Form.HEADERS},
        {"form": Form.MSG},
        {"wrappings": (Wrapping("message"),)},
        {"headers": replace(mail(1).headers, complete=False)},
    ],
    ids=["pasted headers", "msg", "inside another mail", "not whole"],
)
async def test_what_teaches_nothing(seen: ServersSeen, engine: sa.Engine, changed):
    """Whoever typed it, or sent the mail around it, may have written its top."""
    await seen.note(replace(mail(1), **changed), "U1")

    assert rows(engine) == []


async def test_with_servers_named_nothing_is_learned(engine: sa.Engine):
    """The administrator's word is enough, and nothing is kept."""
    tables.migrate(engine)
    named = OurSide(servers=("mx.example.jp",))
    seen = ServersSeen(engine, named)
    await seen.note(mail(1), "U1")

    assert await seen.side() == named
    assert rows(engine) == []


async def test_old_mails_are_forgotten(seen: ServersSeen, engine: sa.Engine):
    """A server that was replaced half a year ago is no longer ours."""
    for number in range(5):
        await seen.note(mail(number), f"U{number}")
    long_ago = (datetime.now(UTC) - timedelta(days=181)).date().isoformat()
    with engine.begin() as connection:
        connection.execute(sa.update(tables.servers_seen).values(day=long_ago))

    assert (await seen.side()).learned == ()
