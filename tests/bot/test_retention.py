"""After so many days a case goes with all that belongs to it, and nothing points to what is gone."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.jobs import Jobs
from bot.retention import BATCH, Retained, retain
from bot.tables import migrate
from tests.bot.history import HANAKO, JOHN, NOW, SAKURA, TAKERU, History

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa


@pytest.fixture
def history(engine: sa.Engine) -> History:
    migrate(engine)
    return History(engine)


async def whole(history: History, key: str, user: str, *, days: float, mail: str) -> str:
    """A case with everything that can belong to one."""
    case = await history.case(key, user, days=days, mail=mail)
    await history.gave(case, user, days=days, closed=True)
    await history.feedback.say(case.id, user, "helpful", at=NOW - timedelta(days=days))
    await history.triage.decide(case.id, "phishing", by=TAKERU, at=NOW - timedelta(days=days), seen=None)
    warning = await history.store.open_warning(case.id, by=TAKERU, texts={}, channels=["C2"], at_channel=False)
    assert warning is not None
    await history.store.audit(who=TAKERU, what="warning-sent", case_id=case.id, detail={})
    said = (f"ruling:{case.id}:2025", f"respond:sorry:{key}:abc", f"reaction:{key.partition(':')[2]}")
    for post in (*said, f"warned:{warning.id}", f"warning:{warning.id}:C2", f"gave-steps:{case.id}:{user}"):
        await history.post(post, "3.1", days=days)
    return case.id


async def test_an_old_case_goes_with_all_that_is_its(history: History):
    """What is left is what a newer case needs, and that is all of it."""
    await whole(history, "slack:C1:1.5", HANAKO, days=400, mail="a")
    first = history.count()
    await whole(history, "slack:C1:7.5", JOHN, days=300, mail="b")
    await history.post("intro:C1", "0.1", days=500)
    await history.post("reply:slack:C1:never-a-mail", "0.2", days=500)
    done = await retain(history.engine, 365, now=NOW)
    left = history.count()

    assert done == Retained(cases=1, posts=10, mails=0, jobs=0, kept=())
    assert left == first | {"posts": first["posts"] + 1}
    assert history.column("cases", "key") == ["slack:C1:7.5"]
    assert history.dangling() == []
    assert await retain(history.engine, 365, now=NOW) == Retained(0, 0, 0, 0, ())
    assert history.count() == left


async def test_what_is_open_is_kept(history: History):
    """Somebody gave a password away and nobody has closed that, however long ago."""
    case = await history.case("k", HANAKO, days=900)
    await history.gave(case, HANAKO, days=900, closed=False)
    before = history.count()
    done = await retain(history.engine, 30, now=NOW)
    kept = history.count()
    await history.given.close(case.id, HANAKO, by=TAKERU, at=NOW)
    later = await retain(history.engine, 30, now=NOW)

    assert done == Retained(0, 0, 0, 0, kept=(case.id,))
    assert kept == before
    assert (later.cases, later.posts) == (1, 3)
    assert history.count() == {"case_days": 1}


async def test_the_next_report_of_a_mail_takes_over(history: History):
    """The card, the decision, who decided and the warning are the mail's: they go to the oldest report that is left."""
    lead = await whole(history, "slack:C1:1.5", HANAKO, days=400, mail="a")
    second = await history.case("second", JOHN, days=200, mail="a")
    third = await history.case("third", TAKERU, days=100, mail="a")
    card = await history.store.post(f"notice:{lead}")
    await retain(history.engine, 365, now=NOW)
    standing = await history.triage.standing(second.id)
    fourth = await history.case("fourth", JOHN, days=1, mail="a")
    now = await history.store.post(f"notice:{second.id}")

    assert history.column("cases", "id", "lead") == [(each.id, second.id) for each in (second, third, fourth)]
    assert (standing.verdict, standing.by) == ("phishing", TAKERU)
    assert [row.what for row in await history.store.audit_of(second.id)] == ["triage-decided", "warning-sent"]
    assert await history.store.active_warning(second.id) is not None
    assert card is not None
    assert now is not None
    assert (now.channel, now.ts) == (card.channel, card.ts)
    assert history.dangling() == []


async def test_many_cases_go_in_batches(history: History):
    """Everything goes, whichever batch it was in, and others get in between."""
    for number in range(BATCH + 5):
        await history.case(f"k{number}", HANAKO, days=400, mail=f"m{number % 7}")
    new, done = await asyncio.gather(
        asyncio.wait_for(history.case("new", JOHN, days=1, mail="m3"), 20), retain(history.engine, 365, now=NOW)
    )

    assert done.cases == BATCH + 5
    assert history.column("cases", "id", "lead") == [(new.id, new.id)]
    assert history.dangling() == []


async def test_mails_in_the_spool(history: History):
    """One that nobody answers loses its content after a week; its row stays as long as cases do."""
    for days, name in ((400, "old"), (8, "week"), (6, "new")):
        await history.mail(name, days=days, state="taken", raw=b"\0mail")
    await history.case("mail:done:1", f"mail:{SAKURA}", days=20, original="done.1")
    await history.mail("done", days=400)
    await history.mail("done.1", days=400)
    await history.answered("reply:mail:done:1", SAKURA, days=20)
    await history.answered("older", SAKURA, days=366)
    done = await retain(history.engine, 365, now=NOW)
    month = await retain(history.engine, 15, now=NOW)

    assert (done.mails, month.mails) == (2, 0)
    assert history.column("spool", "id", "state", "why", "raw") == [
        ("new", "taken", None, b"\0mail"),
        ("week", "failed", "expired", None),
    ]
    assert month.cases == 1
    assert history.column("mail_answers", "key") == []


async def test_what_stands_alone_goes_by_its_age(history: History):
    """Lines without a case, numbers of days, servers and pieces of posts."""
    await history.person(HANAKO)
    await history.store.audit(who=TAKERU, what="gone", case_id="2020-0101-1", detail={})
    before = history.count()
    await retain(history.engine, 8, now=NOW + timedelta(days=4))
    kept = history.count()
    await retain(history.engine, 3, now=NOW + timedelta(days=3650))

    assert kept == {name: count for name, count in before.items() if name != "pieces"}
    assert history.count() == {"people": 1}


async def test_jobs_that_ended_are_pruned(history: History):
    """By whoever can, after thirty days at most; without a case to go, too."""
    asked: list[float] = []

    async def prune(days: float) -> int:
        asked.append(days)
        return 4

    done = [await retain(history.engine, days, prune=prune, now=NOW) for days in (365, 7)]

    assert asked == [30, 7]
    assert [each.jobs for each in done] == [4, 4]
    assert Jobs.prune.__name__ == "prune"


async def test_copies_of_the_database_go_after_two_weeks(tmp_path: Path):
    """An upgrade left one; a younger one stays."""
    from bot.database import make_engine

    engine = make_engine(f"sqlite:///{tmp_path}/fuwake.sqlite")
    migrate(engine)
    for name, days in (("before-1", 15), ("before-2", 13), ("replaced-20260101-000000", 400)):
        copy = tmp_path / f"fuwake.sqlite.{name}"
        copy.touch()
        age = copy.stat().st_mtime - days * 86_400
        os.utime(copy, (age, age))
    half = (".fuwake.sqlite.before-1.77", ".fuwake.sqlite.restored-journal", "..fuwake.sqlite.restored.77")
    for name in (*half, ".fuwake.sqlite.mine", ".other.sqlite.restored"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (age, age))
    (tmp_path / ".fuwake.sqlite.before-3.78").touch()
    await retain(engine, 365)
    engine.dispose()

    names = sorted(name for name in os.listdir(tmp_path) if name.startswith("fuwake.sqlite."))  # noqa: PTH208
    assert names == ["fuwake.sqlite.before-2", "fuwake.sqlite.replaced-20260101-000000"]
    assert sorted(name for name in os.listdir(tmp_path) if name.startswith(".")) == [  # noqa: PTH208
        ".fuwake.sqlite.before-3.78",
        ".fuwake.sqlite.mine",
        ".other.sqlite.restored",
    ]


async def test_nothing_is_told_of_a_mail(history: History, capsys: pytest.CaptureFixture[str]):
    """The log says how much, and which cases are open."""
    case = await history.case("k", HANAKO, days=900)
    await history.gave(case, HANAKO, days=900, closed=False)
    await retain(history.engine, 30, now=NOW)
    told = capsys.readouterr().out

    assert case.id in told
    assert HANAKO not in told
    assert json.dumps("至急") not in told
