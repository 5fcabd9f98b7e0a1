"""SPF (RFC 7208): whether the address that delivered the mail may send for a domain.

pyspf evaluates and would ask the DNS itself, one question after the other, in its own way. Here it gets its answers from what is
known; at the first thing that is not, it stops, our resolver is asked, and it begins again.
"""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from analyzers.errors import LookupFailed
from analyzers.lookups.hostnames import a_label

if TYPE_CHECKING:
    from analyzers.facts import AuthResult
    from analyzers.lookups import Dns

MAX_QUESTIONS: Final = 40  # ten terms (RFC 7208, section 4.6.4), of which one MX may need ten addresses
_MAX_TERM: Final = 260  # characters: pyspf's patterns take quadratic time on longer ones, and no name is longer
_MAX_RECORD: Final = 4096
_TYPES: Final = {"A", "AAAA", "MX", "PTR", "TXT"}
_RESULTS: Final = {"pass", "fail", "softfail", "neutral", "none", "permerror"}
_HOSTILE: Final = (
    ValueError,
    TypeError,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    RecursionError,
    OverflowError,
)

Question = tuple[str, str]
"""A name in lower case and a record type."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who delivered the mail: the public address `ip`, the name it gave itself, and the envelope sender (None: unknown or empty).

    Without a sender SPF is asked for the name in HELO (RFC 7208, section 2.4).
    """

    ip: str
    helo: str | None
    sender: str | None

    @property
    def domain(self) -> str | None:
        """The domain that is asked about, None when there is none that could exist."""
        written = self.sender.rpartition("@")[2] if self.sender else self.helo
        return a_label(written or "")


class Missing(Exception):  # noqa: N818 -- it says what is the matter
    """An answer that is not known yet."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.question = question


async def spf(envelope: Envelope, dns: Dns) -> AuthResult:
    """The result for `envelope`. Raises LookupFailed (`spf`) when a question that matters got no answer."""
    known: dict[Question, list[Any]] = {}
    for _ in range(MAX_QUESTIONS + 1):
        try:
            return await asyncio.to_thread(evaluate, envelope, known)
        except Missing as missing:
            question = missing.question
        if len(known) == MAX_QUESTIONS:
            break
        try:
            known[question] = await _answer(question, envelope.ip, dns)
        except LookupFailed as failure:
            raise LookupFailed("spf", failure.subject, failure.reason) from failure
    return "permerror"


async def _answer(question: Question, ip: str, dns: Dns) -> list[Any]:
    """Records as pyspf wants them."""
    name, rdtype = question
    if rdtype == "TXT":
        return [(text.encode(),) for text in await dns.texts(name)]
    if rdtype == "MX":
        return list(enumerate(await dns.mail_servers(name)))
    if rdtype == "PTR":
        return list(await dns.names(ip))
    version = 4 if rdtype == "A" else 6
    return [text for text in await dns.addresses(name) if ipaddress.ip_address(text).version == version]


def evaluate(envelope: Envelope, known: dict[Question, list[Any]]) -> AuthResult:
    """The result, given what is `known`. Raises Missing."""
    domain = envelope.domain
    if domain is None:
        return "none"
    local = (envelope.sender or "").rpartition("@")[0][:64] or "postmaster"
    try:
        asked = _query_class()(envelope.ip, f"{local}@{domain}", (envelope.helo or "unknown")[:253], known)
        found: AuthResult = asked.check()[0]
    except Missing:
        raise
    except _HOSTILE:
        return "permerror"
    return found if found in _RESULTS else "permerror"


@lru_cache(maxsize=1)
def _query_class() -> Any:
    """The query of pyspf, made here because importing pyspf takes a while and most runs of the command ask nobody."""
    import spf

    class Query(spf.query):  # type: ignore[misc] # pyspf has no types
        """A query that knows its answers."""

        def __init__(self, ip: str, sender: str, helo: str, known: dict[Question, list[Any]]) -> None:
            super().__init__(i=ip, s=sender, h=helo)
            self.known = known

        def dns(self, name: str, qtype: str, cnames: object = None, ignore_void: bool = False) -> list[Any]:  # noqa: ARG002, FBT001, FBT002 -- pyspf's own
            """The answer, counted when it is empty (RFC 7208, section 4.6.4)."""
            plain = str(name).rstrip(".").lower()
            if qtype not in _TYPES or (qtype != "PTR" and a_label(plain) is None):
                found: list[Any] = []
            elif (plain, qtype) in self.known:
                found = list(self.known[plain, qtype])
            else:
                raise Missing((plain, qtype))
            if not found and not ignore_void:
                self.void_lookups += 1
                if self.void_lookups > spf.MAX_VOID_LOOKUPS:
                    raise spf.PermError("too many void lookups")
            return found

        def dns_spf(self, domain: str) -> str | None:
            """The record, unless it is made to take long."""
            record: str | None = super().dns_spf(domain)
            if record and (len(record) > _MAX_RECORD or any(len(term) > _MAX_TERM for term in record.split(" "))):
                raise spf.PermError("a record that is too long")
            return record

        def get_explanation(self, spec: str) -> None:
            """None: nobody reads what a stranger wants to be told."""

    return Query
