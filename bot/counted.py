"""Counted: the same lookups, and the same taking and answering of submissions, with an account of what came of each."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import OrderedDict
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from analyzers.errors import LookupFailed
from analyzers.lookups.round import asking_for
from bot import metrics, tracing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from analyzers.facts import Listing, Place, Registration
    from analyzers.lookups import Blocklists, Dns, DomainLists, Lookups, Places, Registry
    from analyzers.report import Report
    from bot.store import Case
    from bot.submission import Submission

_REMEMBERED: Final = 4096  # submissions
_heard: ContextVar[list[str] | None] = ContextVar("heard", default=None)


def cache_heard(kind: str, kept: str) -> None:
    """For the lookup cache: counts, and lets the question know that it was not asked."""
    metrics.cache_heard(kind, kept)
    heard = _heard.get()
    if heard is not None:
        heard.append(kept)


def counted(lookups: Lookups) -> Lookups:
    """The same `lookups`, each question counted by its source and outcome, and seen in traces."""
    return replace(
        lookups,
        dns=_Dns(lookups.dns),
        blocklists=_Lists(lookups.blocklists, "blocklist"),
        registry=_Registry(lookups.registry) if lookups.registry else None,
        places=_Places(lookups.places) if lookups.places else None,
        domain_lists=_Lists(lookups.domain_lists, "blocklist") if lookups.domain_lists else None,
        feeds=_Lists(lookups.feeds, "feed") if lookups.feeds else None,
    )


class Put(Protocol):
    """Takes a job durably (`bot.jobs.Jobs.put`)."""

    async def __call__(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """On disk when it returns; raises when it is not."""
        ...


def counting(put: Put) -> Put:
    """The same `put`, where a submission counts once although Slack delivers it twice (a post that names us is two events)."""
    known: OrderedDict[str, None] = OrderedDict()

    async def taking(task: str, payload: Mapping[str, Any], key: str) -> None:
        await put(task, payload, key)
        if "door" in payload and key not in known:
            known[key] = None
            if len(known) > _REMEMBERED:
                known.popitem(last=False)
            metrics.SUBMISSIONS.labels(payload["door"]).inc()

    return taking


def first_answered(submission: Submission) -> None:
    """The reporter was told something."""
    metrics.ANSWER_SECONDS.labels("first").observe(max(0.0, time.time() - submission.taken))


def explained(reason: str) -> None:
    """The reporter was told why there is no verdict."""
    metrics.EXPLANATIONS.labels(reason).inc()


def last_answered(submission: Submission, case: Case, report: Report, *, told: bool) -> None:
    """The reporter was told the verdict. `told`: there was a first answer from the mail alone. A repetition does not count."""
    if case.level is not None:
        return
    if not told:
        first_answered(submission)
    metrics.ANSWER_SECONDS.labels("last").observe(max(0.0, time.time() - submission.taken))
    metrics.ANSWERS.labels(report.level.value, report.dossier.message.form.value).inc()


class _Question:
    """One question under way. `source` and `outcome` may be told while it is asked."""

    __slots__ = ("heard", "outcome", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.outcome = "ok"
        self.heard: list[str] = []

    def answered(self, answer: object) -> None:
        """An empty answer is one, too."""
        self.outcome = "ok" if answer else "empty"


@contextlib.contextmanager
def _asked(source: str) -> Iterator[_Question]:
    question = _Question(source)
    before = _heard.set(question.heard)
    start = time.perf_counter()
    with tracing.span("lookup", source=source) as span:
        try:
            yield question
        except LookupFailed as failure:
            question.source, question.outcome = _source(source, failure), failure.reason
            raise
        except asyncio.CancelledError:
            question.outcome = "timeout"  # the deadline of the mail
            raise
        except Exception:
            question.outcome = "error"
            raise
        finally:
            _heard.reset(before)
            _count(question, time.perf_counter() - start)
            if span is not None:
                span.set_attribute("outcome", question.outcome)


def _source(asked: str, failure: LookupFailed) -> str:
    """What was asked for; of registries, the one that failed."""
    return failure.source if asked == "registry" else asked


def _count(question: _Question, seconds: float) -> None:
    if question.heard and "asked" not in question.heard and question.outcome in {"ok", "empty"}:
        question.outcome = "cached"
    else:
        metrics.LOOKUP_SECONDS.labels(question.source).observe(seconds)
    metrics.LOOKUPS.labels(question.source, question.outcome).inc()


class _Dns:
    """A Dns. A question that SPF or DKIM puts counts as theirs."""

    def __init__(self, dns: Dns) -> None:
        self._dns = dns

    async def addresses(self, name: str) -> tuple[str, ...]:
        """As Dns has it."""
        return await _texts(self._dns.addresses, name)

    async def mail_servers(self, name: str) -> tuple[str, ...]:
        """As Dns has it."""
        return await _texts(self._dns.mail_servers, name)

    async def texts(self, name: str) -> tuple[str, ...]:
        """As Dns has it."""
        return await _texts(self._dns.texts, name)

    async def names(self, ip: str) -> tuple[str, ...]:
        """As Dns has it."""
        return await _texts(self._dns.names, ip)


async def _texts(ask: Callable[[str], Awaitable[tuple[str, ...]]], subject: str) -> tuple[str, ...]:
    with _asked(asking_for.get()) as question:
        found = await ask(subject)
        question.answered(found)
    return found


class _Lists:
    """Blocklists, DomainLists or feeds."""

    def __init__(self, lists: Blocklists | DomainLists, source: str) -> None:
        self._lists = lists
        self._source = source

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that are asked."""
        return self._lists.zones

    async def listing(self, zone: str, subject: str) -> Listing | None:
        """What `zone` says of `subject`."""
        with _asked(self._source) as question:
            found = await self._lists.listing(zone, subject)
            question.answered(found)
        return found


class _Registry:
    """A Registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def source(self, domain: str) -> Literal["rdap", "whois"]:
        """Who is asked first."""
        return self._registry.source(domain)

    async def registration(self, domain: str) -> Registration:
        """The registration of `domain`."""
        with _asked("registry") as question:
            question.source = self._registry.source(domain)
            found = await self._registry.registration(domain)
            question.source = found.source
            question.answered(found.registered)
        return found


class _Places:
    """Places."""

    def __init__(self, places: Places) -> None:
        self._places = places

    async def place(self, ip: str) -> Place:
        """What the data say of `ip`."""
        with _asked("geo") as question:
            found = await self._places.place(ip)
            question.answered(found.country or found.asn)
        return found
