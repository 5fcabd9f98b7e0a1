"""What is counted, and that its names and labels are as Prometheus asks and stay few."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import pytest
from prometheus_client import generate_latest

from analyzers.errors import LookupFailed
from analyzers.facts import Place, Registration
from analyzers.lookups import Lookups
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.round import Round
from bot import metrics
from bot.counted import cache_heard, counted, counting

ALLOWED = {
    "answer",
    "door",
    "error",
    "form",
    "kept",
    "kind",
    "level",
    "method",
    "outcome",
    "python",
    "reason",
    "source",
}
ALLOWED |= {"version", "le", "state"}


class World:
    """Everybody who can be asked: answers what it is given, or raises it."""

    zones = ("list.example",)

    def __init__(self, answer: Any, cache: LookupCache | None = None) -> None:
        self._answer = answer
        self._cache = cache

    def source(self, _domain: str) -> str:
        return "whois"

    async def _ask(self, subject: str, *_: str) -> Any:
        if isinstance(self._answer, Exception):
            raise self._answer
        if self._answer == "never":
            await asyncio.sleep(60)
        if self._cache is None:
            return self._answer

        async def ask() -> tuple[Any, float]:
            return self._answer, 60.0

        return (await self._cache.get(f"dns|v1|{subject}", tuple, ask)).value

    addresses = mail_servers = texts = names = listing = registration = place = _ask


def lookups_of(answer: Any, cache: LookupCache | None = None) -> Lookups:
    world: Any = World(answer, cache)
    return counted(Lookups(dns=world, blocklists=world, registry=world, places=world, domain_lists=world, feeds=world))


def value(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


def asked(source: str, outcome: str) -> float:
    return value("fuwake_lookups_total", source=source, outcome=outcome)


def test_names_and_labels() -> None:
    """Counters end in _total, times are in seconds, and no label could name a person, a place or a mail."""
    for family in metrics.REGISTRY.collect():
        if family.name.startswith("process_"):
            continue
        assert family.name.startswith("fuwake_"), family.name
        assert family.documentation.endswith("."), family.name
        assert not family.name.endswith(("_total", "_ms", "_milliseconds")), family.name
        if family.type == "histogram":
            assert family.name.endswith("_seconds"), family.name
        assert {label for sample in family.samples for label in sample.labels} <= ALLOWED, family.name


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (("192.0.2.1",), "ok"),
        ((), "empty"),
        (LookupFailed("dns", "x.example", "timeout"), "timeout"),
        (LookupFailed("dns", "x.example", "refused"), "refused"),
        (ValueError("a fault of ours"), "error"),
    ],
)
async def test_a_question_to_the_dns(answer: Any, outcome: str) -> None:
    """Each question counts once, by what came of it."""
    before = asked("dns", outcome)
    with contextlib.suppress(LookupFailed, ValueError):
        await lookups_of(answer).dns.addresses("x.example")

    assert asked("dns", outcome) - before == 1


async def test_each_source_by_its_name() -> None:
    """A registry counts as the one that answered, or failed."""
    before = {source: asked(source, "ok") for source in ("blocklist", "feed", "geo", "rdap")}
    listed = lookups_of(("127.0.0.2",))
    await listed.blocklists.listing("list.example", "192.0.2.1")
    assert listed.feeds
    await listed.feeds.listing("list.example", "x.example")
    places = lookups_of(Place(country="JP")).places
    assert places
    await places.place("192.0.2.1")
    registry = lookups_of(Registration("x.example", registered=True, source="rdap")).registry
    assert registry
    await registry.registration("x.example")

    assert {source: asked(source, "ok") - count for source, count in before.items()} == dict.fromkeys(before, 1)

    failed = asked("whois", "refused")
    registry = lookups_of(LookupFailed("whois", "x.example", "refused")).registry
    assert registry
    with pytest.raises(LookupFailed):
        await registry.registration("x.example")

    assert asked("whois", "refused") - failed == 1


async def test_questions_of_spf_and_dkim_count_as_theirs() -> None:
    """Who puts a question to the DNS is known from the round in which it is asked."""
    before = asked("spf", "ok"), asked("dkim", "ok")
    dns = lookups_of(("v=spf1 -all",)).dns
    async with Round(1.0) as asking:
        asking.ask("spf", "x.example", dns.texts)
        asking.ask("dkim", "s._domainkey.x.example", dns.texts)

    assert (asked("spf", "ok") - before[0], asked("dkim", "ok") - before[1]) == (1, 1)


async def test_a_question_that_the_deadline_ends() -> None:
    """It counts as a timeout."""
    before = asked("dns", "timeout")
    dns = lookups_of("never").dns
    async with Round(0.05) as asking:
        asking.ask("dns", "x.example", dns.texts)

    assert asked("dns", "timeout") - before == 1


async def test_the_cache() -> None:
    """The second question is a hit, and took no time of anybody's."""
    lookups = lookups_of(("192.0.2.1",), LookupCache(None, heard=cache_heard))
    before = asked("dns", "ok"), asked("dns", "cached")
    hits, misses = (
        value("fuwake_lookup_cache_hits_total", kind="dns", kept="memory"),
        value("fuwake_lookup_cache_misses_total", kind="dns"),
    )
    timed = value("fuwake_lookup_seconds_count", source="dns")
    await lookups.dns.addresses("kept.example")
    await lookups.dns.addresses("kept.example")

    assert (asked("dns", "ok") - before[0], asked("dns", "cached") - before[1]) == (1, 1)
    assert value("fuwake_lookup_cache_hits_total", kind="dns", kept="memory") - hits == 1
    assert value("fuwake_lookup_cache_misses_total", kind="dns") - misses == 1
    assert value("fuwake_lookup_seconds_count", source="dns") - timed == 1


async def test_a_submission_that_slack_delivers_twice_counts_once() -> None:
    """And only once it is on disk."""
    taken: list[str] = []

    async def put(task: str, payload: Any, key: str) -> None:
        if key == "down":
            raise RuntimeError
        taken.append(f"{task} {payload} {key}")

    counted_put = counting(put)
    before = value("fuwake_submissions_total", door="mention")
    await counted_put("answer", {"door": "mention"}, key="a")
    await counted_put("answer", {"door": "mention"}, key="a")
    await counted_put("introduce", {"channel": "C1"}, key="b")
    with pytest.raises(RuntimeError):
        await counted_put("answer", {"door": "mention"}, key="down")

    assert value("fuwake_submissions_total", door="mention") - before == 1
    assert len(taken) == 3


def test_what_slack_calls_an_error_stays_a_few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything else that comes as one is `other`."""
    monkeypatch.setattr(metrics, "_errors", {("m", f"e{number}") for number in range(199)})
    before = value("fuwake_slack_errors_total", method="other", error="other")
    metrics.slack_error("test.method", "hanako@example.jp said no")
    metrics.slack_error("test.method", "one_too_many")

    text = generate_latest(metrics.REGISTRY).decode()
    assert 'fuwake_slack_errors_total{error="other",method="test.method"} 1.0' in text
    assert value("fuwake_slack_errors_total", method="other", error="other") - before == 1
    assert "hanako" not in text
