"""Decisions on disk: the first of two wins, a repeated one is the same, and everything is in the log."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import tables
from bot.store import Store, UnknownCaseError
from bot.triage import Counters, Opinions, Standing, Triage, Untaken

NOW = datetime(2026, 5, 9, 7, 0, 55, 123456, tzinfo=UTC)


@pytest.fixture
def triage(engine: sa.Engine) -> Triage:
    return Triage(engine)


async def case(store: Store, key: str, *, user: str = "U1", level: str = "danger") -> str:
    opened = await store.open_case(key, channel="C1", thread_ts="1.2", user=user, submission={})
    await store.set_report(opened.id, level, {"level": level}, [{"language": "ja"}])
    return opened.id


async def decide(triage: Triage, lead: str, verdict: str, **more: Any) -> tuple[Standing, bool]:
    return await triage.decide(lead, verdict, **{"by": "U9", "at": NOW, "seen": None, **more})


async def test_nothing_is_decided_at_first(store: Store, triage: Triage) -> None:
    """A case without a row stands open."""
    number = await case(store, "a")

    assert await triage.standing(number) == Standing(number)
    assert (Standing(number).seen, Standing(number).final) == (None, False)


async def test_decision_stands_and_may_be_repeated(store: Store, triage: Triage) -> None:
    """A job that runs again finds its own decision, and the log has it once."""
    number = await case(store, "a")
    once = await decide(triage, number, "phishing")
    again = await decide(triage, number, "phishing")

    assert once == again == (Standing(number, "phishing", "U9", NOW), True)
    assert [(e.at, e.who, e.what, e.detail) for e in await store.audit_of(number)] == [
        (NOW, "U9", "triage-decided", {"verdict": "phishing", "before": None})
    ]


async def test_who_has_seen_less_decides_nothing(store: Store, triage: Triage) -> None:
    """Only who saw what stands may change it; the same verdict again changes nothing."""
    number = await case(store, "a")
    await decide(triage, number, "phishing")
    later = NOW + timedelta(seconds=1)
    blind, lost = await decide(triage, number, "spam", by="U8", at=later)
    same = await decide(triage, number, "phishing", by="U8", at=later, seen=blind.seen)
    seeing, won = await decide(triage, number, "spam", by="U8", at=later, seen=blind.seen)

    assert (blind.verdict, lost) == ("phishing", False)
    assert same == (Standing(number, "phishing", "U9", NOW), False)
    assert (seeing, won) == (Standing(number, "spam", "U8", later), True)


async def test_one_of_many_at_once(store: Store, triage: Triage) -> None:
    """The database lets one of eight decide, assign and comment."""
    number = await case(store, "a")
    people = [f"U{n}" for n in range(8)]
    at = [NOW + timedelta(seconds=n) for n in range(8)]
    decided = await asyncio.gather(
        *(decide(triage, number, "spam", by=p, at=t) for p, t in zip(people, at, strict=True))
    )
    assigned = await asyncio.gather(*(triage.assign(number, to=p, seen=None) for p in people))
    written = await asyncio.gather(*(triage.comment(number, p, by=p, shown=False, seen="") for p in people))

    for outcomes in (decided, assigned, written):
        assert sorted(won for _, won in outcomes) == [False] * 7 + [True]
        assert len({standing for standing, _ in outcomes if standing}) >= 1
    assert len(await store.audit_of(number)) == 3


async def test_comment_is_replaced_by_who_has_seen_it(store: Store, triage: Triage) -> None:
    """A note can be changed, shown, and taken away."""
    number = await case(store, "a")
    await triage.comment(number, "one", by="U9", shown=False, seen="")
    shown, won = await triage.comment(number, "one", by="U9", shown=True, seen="one")
    late, lost = await triage.comment(number, "two", by="U8", shown=True, seen="")
    gone, taken = await triage.comment(number, "", by="U9", shown=False, seen="one")

    assert (shown.comment, shown.comment_shown, won) == ("one", True, True)
    assert (late, lost) == (shown, False)
    assert (gone.comment, gone.comment_shown, taken) == (None, False, True)


async def test_unknown_case_is_refused(store: Store, triage: Triage) -> None:
    """Nothing is decided about what is not there."""
    await case(store, "a")
    with pytest.raises(UnknownCaseError):
        await decide(triage, "2025-0509-3", "spam")
    with pytest.raises(UnknownCaseError):
        await triage.join("2025-0509-3", "mail")

    assert await triage.lead_of("2025-0509-3") is None


async def test_same_mail_has_one_lead(store: Store, triage: Triage) -> None:
    """Whoever comes first leads, also when all come at once; a case without a key leads itself, and a lead stays."""
    numbers = [await case(store, key) for key in "abcd"]
    leads = await asyncio.gather(*(triage.join(number, "mail") for number in numbers[:3]))
    alone = await triage.join(numbers[3], None)
    again = await triage.join(numbers[1], "another mail")

    assert len(set(leads)) == 1
    assert leads[0] in numbers[:3]
    assert (alone, again) == (numbers[3], leads[0])
    assert await triage.lead_of(numbers[2]) == leads[0]
    assert [c.id for c in await triage.cases_of(leads[0])] == numbers[:3]
    assert await triage.reports(leads[0]) == 3


async def test_desk_wants_what_is_suspicious_or_asked_about(store: Store, triage: Triage, engine: sa.Engine) -> None:
    """By level, by opinion, by what was given away, by a note of the team; or everything."""
    loud, quiet, said, gave, noted, helped = [
        await case(store, key, level=level)
        for key, level in zip("abcdef", ("warning", "caution", "no-sign", "no-sign", "no-sign", "no-sign"), strict=True)
    ]
    for number in (loud, quiet, said, gave, noted, helped):
        await triage.join(number, None)
    moment = "2026-05-09T07:00:55.000000+00:00"
    opinion = {"user_id": "U1", "at": moment}
    await store.changed(sa.insert(tables.feedback).values(case_id=said, said="not_phishing", **opinion))
    await store.changed(sa.insert(tables.feedback).values(case_id=helped, said="helpful", **opinion))
    await store.changed(sa.insert(tables.given_away).values(case_id=gave, what="clicked", **opinion))
    await triage.comment(noted, "look", by="U9", shown=False, seen="")
    wanted = [number for number in (loud, quiet, said, gave, noted, helped) if await triage.wanted(number)]

    assert wanted == [loud, said, gave, noted]
    assert [c.id for c in await triage.open_cases()] == wanted
    assert await Triage(engine, everything=True).wanted(quiet)
    assert await triage.opinions(said) == Opinions(not_phishing=1)
    assert await triage.opinions(helped) == Opinions(helpful=1)
    assert await triage.opinions(gave) == Opinions(gave=1)
    assert await triage.untaken() == [Untaken(gave, "U1", datetime.fromisoformat(moment))]


async def test_louder_report_of_the_same_mail_makes_it_the_desks(store: Store, triage: Triage) -> None:
    """The first report was quiet; a later one, when a list had learned of the link, was not."""
    first, second = await case(store, "a", level="caution"), await case(store, "b", level="danger")
    for number in (first, second):
        await triage.join(number, "mail")

    assert await triage.wanted(first)
    assert [c.id for c in await triage.open_cases()] == [first]


async def test_open_until_decided(store: Store, triage: Triage) -> None:
    """Waiting for the original is no decision."""
    asked, decided = await case(store, "a"), await case(store, "b")
    for number in (asked, decided):
        await triage.join(number, None)
    await decide(triage, asked, "original")
    await decide(triage, decided, "legitimate")

    assert [c.id for c in await triage.open_cases()] == [asked]
    assert not (await triage.standing(asked)).final


async def test_counters(store: Store, triage: Triage) -> None:
    """Reports, loud ones, confirmed ones, within a while."""
    first = await case(store, "a")
    await case(store, "b", level="caution")
    await decide(triage, first, "phishing", at=datetime.now(UTC))

    assert await triage.counters(timedelta(days=1)) == Counters(2, 1, 1)
    assert await triage.counters(timedelta(seconds=-60)) == Counters(0, 0, 0)


async def test_reports_of_a_person(store: Store, triage: Triage) -> None:
    """The newest first, each under the decision of its lead; nobody else's."""
    mine = [await case(store, key) for key in "abcdef"]
    await case(store, "theirs", user="U2")
    lead = await case(store, "lead", user="U3")
    for number in (lead, mine[5]):
        await triage.join(number, "mail")
    await decide(triage, lead, "spam")
    found = await triage.reports_of("U1")

    assert [c.id for c, _ in found] == mine[:0:-1]
    assert [standing.verdict for _, standing in found] == ["spam", None, None, None, None]
