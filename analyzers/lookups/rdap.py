"""Registration of a domain by RDAP: the question (RFC 7480, RFC 9082), and what its answer says (RFC 9083, RFC 9537)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import msgspec

from analyzers.errors import LookupFailed
from analyzers.facts import Registration
from analyzers.lookups.fetch import FetchRefused
from analyzers.lookups.privacy import hides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.lookups.bootstrap import Bootstrap
    from analyzers.lookups.courtesy import Courtesy
    from analyzers.lookups.fetch import Fetched, Fetcher

DEADLINE: Final = 5.0  # seconds, the registrar's answer and waiting for a turn included
_ONE: Final = 4.0  # seconds for one server, so that its silence is noticed before all time is up
_MOST: Final = 512 * 1024  # bytes
_REDIRECTS: Final = 2
_HEADERS: Final = {"accept": "application/rdap+json"}
_REST: Final = 60.0  # seconds for a server that says 429 without saying for how long
_EARLIEST: Final = 1985  # the year of the first registration; an older date is a blank
_LONGEST: Final = 200  # characters of a name


class RdapClient:
    """Asks the registry's server for the domain's ending and, for the holder, the registrar's server that it names."""

    def __init__(self, fetcher: Fetcher, bootstrap: Bootstrap, courtesy: Courtesy) -> None:
        self._fetcher = fetcher
        self._bootstrap = bootstrap
        self._courtesy = courtesy

    def covers(self, domain: str) -> bool:
        """Whether a server is known for the ending of `domain`."""
        return self._bootstrap.server(domain) is not None

    async def ask(self, domain: str) -> Registration:
        """The registration of `domain` (A-labels); 404 means that it is not registered.

        Raises LookupFailed (`rdap`): `timeout` after 5 seconds, `refused` (429 among others), `error`.
        """
        base = self._bootstrap.server(domain)
        if base is None:
            raise LookupFailed("rdap", domain, "not-installed")
        known: list[Registration] = []
        try:
            async with asyncio.timeout(DEADLINE):
                await self._both(domain, f"{base}domain/{domain}", known)
        except TimeoutError:
            if not known:
                raise LookupFailed("rdap", domain, "timeout") from None
        return known[-1]

    async def _both(self, domain: str, url: str, known: list[Registration]) -> None:
        """Appends what the registry says and then, where it does not tell the holder, what the registrar adds."""
        answer = await self._get(domain, url)
        if answer is None:
            known.append(Registration(domain=domain, registered=False, source="rdap"))
            return
        known.append(read(domain, answer))
        related = None if known[-1].registrant else _related(answer)
        if related is None or urlsplit(related).netloc == urlsplit(url).netloc:
            return
        try:
            more = await self._get(domain, related)
        except LookupFailed:
            return  # the registry has answered; the registrar's word is an extra
        if more is not None:
            known.append(_joined(known[-1], read(domain, more)))

    async def _get(self, domain: str, url: str) -> dict[str, Any] | None:
        """The object about `domain`; None: there is none."""
        at = urlsplit(url).netloc
        async with self._courtesy.turn("rdap", domain, at=at):
            try:
                fetched = await self._fetcher.get(
                    url, source="rdap", deadline=_ONE, most=_MOST, redirects=_REDIRECTS, headers=_HEADERS
                )
            except FetchRefused:
                raise LookupFailed("rdap", domain, "error") from None
            except LookupFailed as failed:
                raise LookupFailed("rdap", domain, failed.reason) from None
            return self._answer(domain, at, fetched)

    def _answer(self, domain: str, at: str, fetched: Fetched) -> dict[str, Any] | None:
        if fetched.status == 404 and (not fetched.body or "json" in fetched.headers.get("content-type", "")):
            return None  # with another body it is no RDAP server that speaks, but whoever has its place
        if fetched.status == 429:
            self._courtesy.rest(at, _seconds(fetched.headers.get("retry-after")))
        if fetched.status in {401, 403, 429}:
            raise LookupFailed("rdap", domain, "refused")
        found = _decoded(fetched)
        if found is None or not _is_about(domain, found):
            raise LookupFailed("rdap", domain, "error")
        return found


def read(domain: str, answer: dict[str, Any]) -> Registration:
    """What an RDAP object says of `domain`. What has another shape than it should is left out."""
    holder = [text for entity in _entities(answer, "registrant") for text in _card(entity, "org", "fn", "email")]
    shown = next((text for entity in _entities(answer, "registrant") for text in _card(entity, "org", "fn")), None)
    hidden = hides(holder)
    return Registration(
        domain=domain,
        registered=True,
        registrar=next(
            (text for entity in _entities(answer, "registrar") for text in _card(entity, "fn", "org")), None
        ),
        created=_event(answer, "registration"),
        expires=_event(answer, "expiration"),
        registrant=shown,
        privacy_proxy=True if hidden or (hidden is None and _redacted(answer)) else hidden,
        source="rdap",
    )


def day(text: object) -> date | None:
    """The day at the beginning of a time in ISO 8601; None for another form, and for blanks like year 1.

    >>> day("2004-03-02T19:33:50Z"), day("0001-01-01T00:00:00Z"), day(None)
    (datetime.date(2004, 3, 2), None, None)
    """
    try:
        found = date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None


def _joined(registry: Registration, registrar: Registration) -> Registration:
    """The registry's word on names and dates, the registrar's on the holder."""
    hidden = registry.privacy_proxy if registrar.privacy_proxy is None else registrar.privacy_proxy
    return replace(registry, registrant=registrar.registrant, privacy_proxy=hidden)


def _decoded(fetched: Fetched) -> dict[str, Any] | None:
    if fetched.status != 200 or not fetched.whole:
        return None
    try:
        return msgspec.json.decode(fetched.body, type=dict[str, Any])
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _is_about(domain: str, answer: dict[str, Any]) -> bool:
    """Whether it is about this domain and no other object."""
    name = answer.get("ldhName")
    named = not isinstance(name, str) or name.lower().rstrip(".") == domain
    return answer.get("objectClassName") == "domain" and named


def _maps(value: object) -> Iterator[dict[str, Any]]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            yield each


def _entities(answer: dict[str, Any], role: str) -> Iterator[dict[str, Any]]:
    for entity in _maps(answer.get("entities")):
        roles = entity.get("roles")
        if isinstance(roles, list) and role in roles:
            yield entity


def _card(entity: dict[str, Any], *kinds: str) -> Iterator[str]:
    """The texts of those kinds in the entity's card (RFC 7095), in the order of `kinds`."""
    card = entity.get("vcardArray")
    rows = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else []
    for kind in kinds:
        for row in rows:
            if isinstance(row, list) and len(row) > 3 and row[0] == kind and isinstance(row[3], str) and row[3].strip():
                yield " ".join(row[3].split())[:_LONGEST]


def _event(answer: dict[str, Any], action: str) -> date | None:
    return next(
        (day(each.get("eventDate")) for each in _maps(answer.get("events")) if each.get("eventAction") == action), None
    )


def _redacted(answer: dict[str, Any]) -> bool:
    """Whether the answer says that it leaves out the holder: RFC 9537, or in a remark as servers did before."""
    for each in _maps(answer.get("redacted")):
        name = each.get("name")
        text = name.get("type") or name.get("description") if isinstance(name, dict) else None
        if isinstance(text, str) and "registrant" in text.lower():
            return True
    remarks = [each for entity in _entities(answer, "registrant") for each in _maps(entity.get("remarks"))]
    return any("redacted" in str(each.get("title", "")).lower() for each in remarks)


def _related(answer: dict[str, Any]) -> str | None:
    """The registrar's RDAP object about the same domain."""
    for link in _maps(answer.get("links")):
        href = link.get("href")
        if (
            link.get("rel") == "related"
            and isinstance(href, str)
            and href.startswith("https://")
            and "/domain/" in href
        ):
            return href
    return None


def _seconds(retry_after: str | None) -> float:
    """Retry-After (RFC 9110, section 10.2.3) in seconds; the form with a date counts as none."""
    text = (retry_after or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 8 else _REST
