"""Mail that was taken: once, whole, and gone when it is answered."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot import tables
from bot.database import DatabaseError, make_engine
from bot.mailbox.spool import Spool
from tests.bot.mailbox.databases import BOTH

RAW = b"From: a\r\n\r\n" + bytes(range(256)) * 40


@pytest.fixture
def spool(engine):
    tables.migrate(engine)
    return Spool(engine)


def size(engine, name):
    with engine.connect() as connection:
        return connection.execute(sa.text(f"SELECT length(raw) FROM spool WHERE id = '{name}'")).scalar_one()


@BOTH
async def test_taken_once(spool):
    """A known mail is left as it is, whatever comes with it."""
    before = datetime.now(UTC)
    new = await spool.take("m1", RAW, door="lmtp")
    again = await spool.take("m1", b"other", door="imap", parent="m0")
    kept = await spool.get("m1")

    assert (new, again) == (True, False)
    assert (kept.id, kept.parent, kept.door, kept.state, kept.why, kept.raw) == ("m1", None, "lmtp", "taken", None, RAW)
    assert timedelta(0) <= kept.taken - before < timedelta(minutes=1)
    assert await spool.state("m1") == ("taken", None)


@BOTH
async def test_unknown_mail(spool):
    """And finishing it does nothing."""
    await spool.finish("m1", "done")

    assert await spool.get("m1") is None
    assert await spool.state("m1") is None


@BOTH
@pytest.mark.parametrize("keep", [False, True])
async def test_finished(spool, keep):
    """The mail is dropped unless it is to be kept; taken again it stays finished."""
    await spool.take("m1.1", RAW, door="part", parent="m1")
    await spool.finish("m1.1", "failed", "no-original", keep=keep)
    again = await spool.take("m1.1", RAW, door="part", parent="m1")
    kept = await spool.get("m1.1")

    assert (again, kept.parent, kept.state, kept.why) == (False, "m1", "failed", "no-original")
    assert kept.raw == (RAW if keep else None)
    await spool.finish("m1.1", "done")
    assert await spool.state("m1.1") == ("done", None)


@BOTH
async def test_at_once(spool):
    """Of many deliveries of one mail one is new."""
    assert sorted(await asyncio.gather(*(spool.take("m1", RAW, door="lmtp") for _ in range(12)))) == [False] * 11 + [
        True
    ]


@BOTH
@pytest.mark.parametrize(
    ("raw", "packed"),
    [
        (b"", False),
        (b"\0\1", False),
        (random.Random(1).randbytes(9000), False),
        (b"ab" * 900, True),
        (b"ab" * 600_000, True),
    ],
)
async def test_kept_small(spool, engine, raw, packed):
    """Packed where that helps; whatever it is, it comes back."""
    await spool.take("m1", raw, door="imap")

    assert (await spool.get("m1")).raw == raw
    assert (size(engine, "m1") < len(raw)) == packed


@BOTH
async def test_too_large(spool, monkeypatch):
    """A mail above the bound is not taken; one that just fits comes back whole."""
    monkeypatch.setattr("bot.mailbox.spool.MAX_RAW", 100_000)
    with pytest.raises(ValueError, match="too large"):
        await spool.take("m1", bytes(100_001), door="imap")
    await spool.take("m2", bytes(100_000), door="imap")

    assert await spool.state("m1") is None
    assert (await spool.get("m2")).raw == bytes(100_000)


async def test_database_away(tmp_path):
    """Nothing is promised."""
    engine = make_engine(f"sqlite:///{tmp_path}/fuwake.db")
    with pytest.raises(DatabaseError):
        await Spool(engine).take("m1", RAW, door="lmtp")
    engine.dispose()
