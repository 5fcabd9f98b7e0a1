"""The memory: cases, posts, warnings, the audit trail; alone, in a race, and without a database."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot import tables
from bot.database import DatabaseError, make_engine
from bot.store import AuditEntry, Case, ChannelWarning, Post, Store, UnknownCaseError

THREAD = {"channel": "C1", "thread_ts": "1.2", "user": "U1"}


async def case(store: Store, key: str = "k") -> Case:
    return await store.open_case(key, **THREAD, submission={"text": "件名 \ud800 \x00"})


async def warn(store: Store, case_id: str) -> ChannelWarning | None:
    return await store.open_warning(case_id, by="U2", texts={"ja": "注意"}, channels=["C1", "C2"], at_channel=True)


async def test_a_case_is_opened_once_per_key(store: Store):
    """The second delivery of an event finds the case of the first, whatever it says."""
    first = await case(store)
    second = await store.open_case("k", channel="C9", thread_ts="9", user="U9", submission={})
    day = f"{datetime.now(UTC):%Y-%m%d}"

    assert second == first
    assert await store.case(first.id) == first
    assert first == Case(
        id=f"{day}-1",
        key="k",
        channel="C1",
        thread_ts="1.2",
        user="U1",
        submission={"text": "件名 \ud800 \x00"},
        level=None,
        report=None,
        opened=first.opened,
    )
    assert first.opened.utcoffset() == datetime.now(UTC).utcoffset()
    assert abs((datetime.now(UTC) - first.opened).total_seconds()) < 5


async def test_cases_of_a_day_are_numbered(store: Store, engine: sa.Engine):
    """The number is for people; the day begins where they are."""
    numbers = [(await case(store, key)).id.rpartition("-")[2] for key in "abc"]
    there = Store(engine, timezone=ZoneInfo("Pacific/Kiritimati"))
    other = await there.open_case("d", **THREAD, submission={})

    assert numbers == ["1", "2", "3"]
    assert other.id.startswith(f"{datetime.now(ZoneInfo('Pacific/Kiritimati')):%Y-%m%d}-")


async def test_an_unknown_case(store: Store):
    """Nothing is made up for it, and nothing is written about it."""
    assert await store.case("2025-0509-3") is None
    with pytest.raises(UnknownCaseError):
        await store.set_report("2025-0509-3", "danger", {})
    with pytest.raises(UnknownCaseError):
        await warn(store, "2025-0509-3")


async def test_a_report_is_kept_and_replaced(store: Store):
    """The last examination counts."""
    opened = await case(store)
    await store.set_report(opened.id, "caution", {"score": 2.5})
    await store.set_report(opened.id, "danger", {"score": 10.7})
    found = await store.case(opened.id)

    assert found is not None
    assert (found.level, found.report) == ("danger", {"score": 10.7})


async def test_a_post_is_claimed_once(store: Store):
    """Only one of many may say it, and its timestamp is there for the others."""
    claims = await asyncio.gather(*(store.claim_post("case:first", channel="C1") for _ in range(8)))
    await store.record_post("case:first", "1746741655.000100")

    assert sorted(claim.first for claim in claims) == [False] * 7 + [True]
    assert {(claim.key, claim.channel, claim.ts) for claim in claims} == {("case:first", "C1", None)}
    assert await store.claim_post("case:first", channel="C9") == Post(
        "case:first", "C1", "1746741655.000100", first=False
    )
    assert await store.post("case:first") == Post("case:first", "C1", "1746741655.000100", first=False)
    assert await store.post("never") is None
    with pytest.raises(LookupError):
        await store.record_post("never", "1")


async def test_one_active_warning_per_case(store: Store):
    """Many clicks at once open one warning; after it was taken back a new one is possible."""
    opened = await case(store)
    clicks = await asyncio.gather(*(warn(store, opened.id) for _ in range(8)))
    (first,) = [click for click in clicks if click]
    other_case = await warn(store, (await case(store, "other")).id)
    taken_back = await asyncio.gather(*(store.retract(first.id, by="U3", reason="実は本物") for _ in range(8)))
    then = await store.active_warning(opened.id)
    second = await warn(store, opened.id)
    former = await store.warning(first.id)

    assert first == ChannelWarning(
        id=first.id,
        case_id=opened.id,
        by="U2",
        texts={"ja": "注意"},
        channels=("C1", "C2"),
        at_channel=True,
        created=first.created,
        retracted_by=None,
        retracted_at=None,
        reason=None,
    )
    assert first.created.tzinfo is UTC
    assert other_case is not None
    assert sorted(taken_back) == [False] * 7 + [True]
    assert then is None
    assert second is not None
    assert await store.active_warning(opened.id) == second
    assert former is not None
    assert (former.retracted_by, former.reason) == ("U3", "実は本物")
    assert former.retracted_at is not None
    assert former.retracted_at >= former.created
    assert await store.retract("never", by="U3", reason="") is False
    assert await store.warning("never") is None


async def test_the_audit_trail_is_in_order(store: Store):
    """Who did what to this case, and only to this one."""
    for n in range(3):
        await store.audit(who="U1", what=f"step-{n}", case_id="2025-0509-3", detail={"n": n})
    await store.audit(who="U1", what="pruned", case_id=None, detail={})
    found = await store.audit_of("2025-0509-3")

    assert found == [AuditEntry(found[n].at, "U1", f"step-{n}", "2025-0509-3", {"n": n}) for n in range(3)]
    assert all(entry.at.tzinfo is UTC for entry in found)


RACER = """
import asyncio, json, sys
from bot.database import make_engine
from bot.store import Store

async def main(url, name):
    engine = make_engine(url)
    store = Store(engine)
    await store.migrate()
    print("ready", flush=True)
    sys.stdin.readline()
    cases = [await store.open_case(f"own:{name}:{n}", channel="C", thread_ts="1", user="U", submission={}) for n in range(10)]
    cases += [await store.open_case(f"both:{n}", channel="C", thread_ts="1", user="U", submission={}) for n in range(10)]
    warnings = [await store.open_warning(case.id, by=name, texts={}, channels=[], at_channel=False) for case in cases[10:]]
    posts = [(await store.claim_post(f"post:{n}", channel="C")).first for n in range(10)]
    print(json.dumps({"ids": [case.id for case in cases], "warned": [bool(w) for w in warnings], "posted": posts}))
    engine.dispose()

asyncio.run(main(*sys.argv[1:]))
"""


def race(url: str) -> list[dict[str, Any]]:
    """Let two processes, which also make the tables, run at once."""
    command = [sys.executable, "-c", RACER, url]
    root = Path(__file__).parents[2]
    racers = [
        subprocess.Popen([*command, name], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("a", "b")
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    return [json.loads(racer.communicate(timeout=30)[0]) for racer in racers]


def test_two_processes_agree(url: str):
    """The same key is the same case, every number is given once, one of them warns, one of them posts."""
    a, b = race(url)
    numbers = sorted(int(case_id.rpartition("-")[2]) for case_id in {*a["ids"], *b["ids"]})

    assert a["ids"][10:] == b["ids"][10:]
    assert numbers == list(range(1, 31))
    assert [x + y for x, y in zip(a["warned"], b["warned"], strict=True)] == [1] * 10
    assert [x + y for x, y in zip(a["posted"], b["posted"], strict=True)] == [1] * 10


async def test_migrating_again_changes_nothing(store: Store, engine: sa.Engine):
    """Every process does it at every start; what is there stays."""
    opened = await case(store)
    await asyncio.gather(*(store.migrate() for _ in range(4)))

    assert await store.case(opened.id) == opened
    with engine.connect() as connection:
        versions = connection.execute(sa.text("SELECT version FROM schema_version")).scalars().all()
    assert versions == [len(tables.STEPS)]


async def test_a_new_step_keeps_what_is_there(store: Store, engine: sa.Engine):
    """An update adds its step; a failed one leaves the database as it was."""
    opened = await case(store)
    broken = (*tables.STEPS, tables.Step(("ALTER TABLE cases ADD COLUMN note TEXT", "THIS IS NOT SQL")))
    with pytest.raises(DatabaseError):
        tables.migrate(engine, broken)
    tables.migrate(engine, (*tables.STEPS, tables.Step(("ALTER TABLE cases ADD COLUMN note TEXT",))))
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT id, note FROM cases")).one()

    assert tuple(found) == (opened.id, None)
    with pytest.raises(
        DatabaseError, match=f"at schema {len(tables.STEPS) + 1}, this Fuwake knows {len(tables.STEPS)}: run"
    ):
        await store.migrate()


def test_the_tables_are_what_the_code_thinks(engine: sa.Engine):
    """The steps and the table objects are written down twice."""
    tables.migrate(engine)
    seen = sa.inspect(engine)
    found = {name: [column["name"] for column in seen.get_columns(name)] for name in tables.metadata.tables}

    assert found == {name: [column.name for column in table.columns] for name, table in tables.metadata.tables.items()}


async def test_without_a_database_it_is_one_clear_error():
    """The caller learns that nothing was kept, and the log no password."""
    engine = make_engine("postgresql://user:secret@127.0.0.1:1/fuwake")
    store = Store(engine)
    with pytest.raises(DatabaseError, match=r"^The database postgresql://127.0.0.1:1/fuwake cannot be used: "):
        await store.migrate()
    with pytest.raises(DatabaseError) as caught:
        await case(store)
    engine.dispose()

    assert "secret" not in str(caught.value)
