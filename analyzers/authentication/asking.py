"""What authentication asks of the DNS: the keys of all signatures, the records of the tree walk, and SPF, all side by side."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from analyzers.authentication.dmarc import NotAnswered, neighbours, organizational_domain, record_name, walk
from analyzers.authentication.spf_check import Envelope, spf
from analyzers.errors import LookupFailed
from analyzers.lookups.round import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyzers.authentication.case import Case
    from analyzers.errors import Source
    from analyzers.facts import AuthResult
    from analyzers.lookups import Dns
    from analyzers.lookups.round import Round

_Walked = dict[str, tuple[str, ...] | None]


@dataclass(slots=True)
class Asking:
    """Questions under way; `answers` stand once the round is over."""

    keys: dict[str, Asked[tuple[str, ...]]] = field(default_factory=dict)
    walked: Asked[_Walked] = field(default_factory=Asked)
    spf: Asked[AuthResult] = field(default_factory=Asked)
    author_spf: Asked[AuthResult] = field(default_factory=Asked)

    def answers(self, asking: Round) -> Answers:
        """What came of it in the round `asking`, which is over."""
        texts: _Walked = {name: asked.answer for name, asked in self.keys.items()}
        silent = {(u.source, u.subject) for u in asking.unanswered if u.reason != "offline"}
        return Answers(
            texts=texts | (self.walked.answer or {}),
            spf=self.spf.answer,
            author_spf=self.author_spf.answer,
            silent=frozenset(subject for source, subject in silent if source in {"dns", "dkim"}),
            spf_silent=any(source == "spf" for source, _ in silent),
        )


@dataclass(frozen=True, slots=True)
class Answers:
    """What the DNS said.

    `texts` are TXT records by name, None where no answer came. `author_spf` is the result for the From domain, asked only when the
    envelope sender is not known. `silent` are the names that were asked and did not answer; offline nobody is asked.
    """

    texts: _Walked = field(default_factory=dict)
    spf: AuthResult | None = None
    author_spf: AuthResult | None = None
    silent: frozenset[str] = frozenset()
    spf_silent: bool = False


def ask(case: Case, asking: Round, dns: Dns) -> Asking:
    """Starts all questions about `case`."""
    under_way = Asking(keys={name: asking.ask("dkim", name, partial(_texts, dns, "dkim")) for name in case.key_names})
    if case.from_domain and case.authors == 1:
        signers = tuple(each.domain for each in case.written if each.domain)
        question = partial(_walk, case.from_domain, signers, dns, asking.missed)
        under_way.walked = asking.ask("dns", record_name(case.from_domain), question)
    if case.envelope and case.envelope.domain:
        under_way.spf = asking.ask("spf", case.envelope.domain, partial(_spf, case.envelope, dns))
    if case.envelope and case.from_domain and not case.envelope_known and case.envelope.domain != case.from_domain:
        author = Envelope(case.envelope.ip, case.envelope.helo, f"postmaster@{case.from_domain}")
        under_way.author_spf = asking.ask("spf", case.from_domain, partial(_spf, author, dns))
    return under_way


async def _texts(dns: Dns, source: Source, name: str) -> tuple[str, ...]:
    try:
        return await dns.texts(name)
    except LookupFailed as failure:
        raise LookupFailed(source, failure.subject, failure.reason) from failure


async def _spf(envelope: Envelope, dns: Dns, _subject: str) -> AuthResult:
    return await spf(envelope, dns)


async def _walk(
    domain: str, signers: tuple[str, ...], dns: Dns, missed: Callable[[LookupFailed], None], _subject: str
) -> _Walked:
    """Every record on the way up. One failure is told, and only when it hides what applies."""
    steps = tuple(dict.fromkeys((*walk(domain), *neighbours(domain, signers))))
    answers = await asyncio.gather(*(dns.texts(record_name(step)) for step in steps), return_exceptions=True)
    found: _Walked = {}
    failure: LookupFailed | None = None
    for step, answer in zip(steps, answers, strict=True):
        if isinstance(answer, LookupFailed):
            failure = failure or answer
        elif isinstance(answer, BaseException):
            raise answer
        found[record_name(step)] = None if isinstance(answer, BaseException) else answer
    try:
        organizational_domain(domain, found)
    except NotAnswered:
        if failure:
            missed(LookupFailed("dns", record_name(domain), failure.reason))
    return found
