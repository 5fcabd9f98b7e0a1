"""Somebody asks to be forgotten: what he did stays known, that it was he does not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.forgetting import FORGOTTEN, Whom, forget
from bot.tables import metadata, migrate
from tests.bot.history import HANAKO, JOHN, NOW, SAKURA, TAKERU, History

if TYPE_CHECKING:
    import sqlalchemy as sa


@pytest.fixture
def history(engine: sa.Engine) -> History:
    migrate(engine)
    return History(engine)


def everything(history: History) -> str:
    """All that is in the database, as text."""
    return str({name: history.column(name, *table.columns.keys()) for name, table in metadata.tables.items()})


async def test_a_person_is_forgotten(history: History):
    """The reports are gone, opinions and names too; what others reported stays, with the decision about it."""
    hers = await history.case("slack:C1:1.5", HANAKO, days=5, mail="a")
    his = await history.case("slack:C1:7.5", JOHN, days=3, mail="a")
    await history.gave(hers, HANAKO, days=5, closed=False)
    await history.gave(his, HANAKO, days=4, closed=False)
    await history.given.take(his.id, HANAKO, by=TAKERU, at=NOW)
    await history.feedback.say(his.id, HANAKO, "helpful", at=NOW)
    await history.triage.decide(hers.id, "spam", by=TAKERU, at=NOW, seen=None)
    await history.person(HANAKO)
    await history.person(JOHN)
    before = everything(history)
    told = forget(history.engine, Whom(user=HANAKO), pretend=True)
    untouched = everything(history)
    done = forget(history.engine, Whom(user=HANAKO))
    standing = await history.triage.standing(his.id)

    assert untouched == before
    assert told == done
    assert done.counts == {
        "cases": 1,
        "given_away": 2,
        "feedback": 1,
        "people": 1,
        "pieces": 1,
        "posts": 3,
        "servers_seen (name)": 1,
        "audit (name)": 3,
    }
    assert done.posts == [("C0SECURITY", "2.5"), ("C0SECURITY", "2.1"), ("C1", "1.6"), ("C0SECURITY", "2.5")]
    assert done.jobs == {HANAKO, hers.id, "slack:C1:1.5"}
    assert HANAKO not in everything(history)
    assert history.column("cases", "id", "lead") == [(his.id, his.id)]
    assert (standing.verdict, standing.by) == ("spam", TAKERU)
    assert [(row[0], row[1]) for row in history.column("audit", "what", "who")] == [
        ("forgotten", "administrator"),
        ("gave-taken", TAKERU),
        ("gave-told", FORGOTTEN),
        ("gave-told", FORGOTTEN),
        ("triage-decided", TAKERU),
    ]
    assert [row.detail for row in await history.store.audit_of(his.id)][1] == {"reporter": FORGOTTEN}
    assert history.column("people", "user_id") == [JOHN]
    assert forget(history.engine, Whom(user=HANAKO)).counts == {}


async def test_somebody_of_the_security_team_is_forgotten(history: History):
    """What he decided stands; nothing says who it was."""
    case = await history.case("k", HANAKO, days=1)
    await history.gave(case, HANAKO, days=1, closed=True)
    await history.triage.decide(case.id, "phishing", by=TAKERU, at=NOW, seen=None)
    await history.triage.assign(case.id, to=TAKERU, seen=None)
    warning = await history.store.open_warning(case.id, by=TAKERU, texts={}, channels=[], at_channel=False)
    assert warning is not None
    await history.store.retract(warning.id, by=TAKERU, reason="")
    await history.store.audit(who=JOHN, what="x", case_id=case.id, detail={"said": f"<@{TAKERU}> and {TAKERU}9"})
    done = forget(history.engine, Whom(user=TAKERU))
    standing = await history.triage.standing(case.id)
    kept = await history.store.warning(warning.id)

    assert done.counts == {
        "triage (name)": 2,
        "given_away (name)": 1,
        "channel_warnings (name)": 2,
        "audit (name)": 4,
    }
    assert (standing.verdict, standing.by, standing.assignee) == ("phishing", FORGOTTEN, FORGOTTEN)
    assert kept is not None
    assert (kept.by, kept.retracted_by) == (FORGOTTEN, FORGOTTEN)
    assert (await history.store.audit_of(case.id))[-1].detail == {"said": f"<@{FORGOTTEN}> and {TAKERU}9"}
    assert history.column("cases", "user_id") == [HANAKO]


async def test_an_address_is_forgotten(history: History):
    """With its mails and the answers to it; a colleague whose address is longer is somebody else."""
    letter = {"to": "Sakura@example.jp", "message_id": "<1@x>", "references": "", "subject": "Fw"}
    for name, user in (("one", f"mail:{SAKURA}"), ("two", HANAKO)):
        key = f"mail:{name}:1"
        await history.case(key, user, days=2, door="mail", private=True, original=f"{name}.1", letter=letter)
        await history.mail(name, days=2)
        await history.mail(f"{name}.1", days=2)
        await history.answered(f"reply:{key}", SAKURA, days=2)
    other = await history.case("mail:three:1", f"mail:x{SAKURA}", days=2, door="mail", original="three.1")
    await history.mail("three", days=2)
    await history.mail("three.1", days=2)
    await history.answered("reply:mail:three:1", f"x{SAKURA}", days=2)
    await history.answered("reply:mail:four:0", SAKURA, days=1)
    await history.store.audit(who=f"mail:{SAKURA}", what="said", case_id=None, detail={"from": SAKURA})
    done = forget(history.engine, Whom(mail="SAKURA@example.jp"))

    assert done.counts == {"cases": 2, "mail_answers": 3, "spool": 4, "posts": 4, "audit (name)": 1}
    assert done.jobs == {
        *(SAKURA, f"mail:{SAKURA}", "mail:one:1", "mail:two:1", "one", "two"),
        *(f"{other.id[:-1]}{n}" for n in (1, 2)),
    }
    assert history.column("cases", "id") == [other.id]
    assert history.column("spool", "id") == ["three", "three.1"]
    assert history.column("mail_answers", "recipient") == [f"x{SAKURA}"]
    assert SAKURA.casefold() not in everything(history).casefold().replace(f"x{SAKURA}", "")


async def test_a_case_is_forgotten(history: History):
    """It alone: the same person's other reports stay, and so does what was done to it."""
    case = await history.case("slack:C1:1.5", HANAKO, days=5)
    other = await history.case("slack:C1:1.5:2", HANAKO, days=5)
    await history.gave(case, HANAKO, days=5, closed=False)
    await history.feedback.say(other.id, HANAKO, "helpful", at=NOW - timedelta(days=1))
    await history.store.audit(who=HANAKO, what="elsewhere", case_id=other.id, detail={})
    done = forget(history.engine, Whom(case=case.id))

    assert done.counts == {"cases": 1, "given_away": 1, "posts": 3, "audit (name)": 1}
    assert done.jobs == {case.id, "slack:C1:1.5"}
    assert history.column("cases", "id") == [other.id]
    assert history.column("posts", "key") == [f"notice:{other.id}", "reply:slack:C1:1.5:2"]
    assert history.column("audit", "what", "who", "case_id") == [
        ("elsewhere", HANAKO, other.id),
        ("forgotten", "administrator", case.id),
        ("gave-told", FORGOTTEN, case.id),
    ]


async def test_one_of_two_cases_of_a_mail_is_forgotten(history: History):
    """The mail that both came in is named with the last of them only: it has jobs that the other still waits for."""
    await history.mail("m", days=2)
    made = []
    for number in (1, 2):
        key, part = f"mail:m:{number}", f"m.{number}"
        made.append(await history.case(key, HANAKO, days=2, door="mail", private=True, original=part))
        await history.mail(part, days=2)
    told = [forget(history.engine, Whom(case=case.id)).jobs for case in made]

    assert told == [{made[0].id, "mail:m:1"}, {made[1].id, "mail:m:2", "m"}]
    assert history.column("spool", "id") == []


async def test_what_is_deleted_is_not_in_the_file(history: History):
    """SQLite would leave it in pages that nobody uses."""
    if history.engine.dialect.name != "sqlite":
        assert history.engine.dialect.name == "postgresql"
        return
    for number in range(20):
        await history.case(f"k{number}", HANAKO, days=1, text="a secret that somebody typed " * 50)
    forget(history.engine, Whom(user=HANAKO))
    history.engine.dispose()
    with open(str(history.engine.url.database), "rb") as file:  # noqa: ASYNC230, PTH123
        content = file.read()

    assert b"a secret that somebody typed" not in content
