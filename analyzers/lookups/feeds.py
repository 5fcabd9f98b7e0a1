"""Feeds of phishing URLs: fetched now and then, kept on this machine, and asked there, so that nobody learns whom we look at."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from analyzers.errors import LookupFailed
from analyzers.links.names import parse_host
from analyzers.lookups.feed_index import FeedIndex, FeedState, Validators, hosts_in
from analyzers.lookups.fetch import FetchRefused
from analyzers.lookups.zones import zone as known_zone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from analyzers.facts import Listing
    from analyzers.lookups.fetch import Fetcher
    from analyzers.lookups.zones import FeedSource

T = TypeVar("T")

EVERY: Final = 6 * 3600.0  # seconds between two fetches

_log = logging.getLogger(__name__)
_DEADLINE: Final = 60.0  # seconds for one page
_MAX_PAGE: Final = 16 << 20  # bytes
_SLIPS: Final = (sqlite3.Error, OSError)


class Feeds:
    """DomainLists that ask the feeds of `sources`, by name, as they were last fetched into `folder`.

    `keys`: by feed, for those that want one. `clock`: Unix time.
    """

    def __init__(
        self,
        folder: Path,
        sources: Mapping[str, FeedSource],
        *,
        keys: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._sources = dict(sources)
        self._keys = dict(keys or {})
        self._indexes = {name: FeedIndex(folder / f"{name}.sqlite") for name in self._sources}
        self._clock = clock

    @property
    def zones(self) -> tuple[str, ...]:
        """The feeds' names."""
        return tuple(self._sources)

    async def listing(self, zone: str, domain: str) -> Listing | None:
        """What the feed `zone` says of the host `domain`: the code is `host`, or `domain` for a host beside it.

        A feed whose places are mostly honest ones that were broken into has no code `domain`: beside them, nothing is said.

        Raises LookupFailed (`feed`, the zone): `not-installed` when it was never fetched, `error` when it cannot be read.
        """
        host = parse_host(domain)
        if host is None or host.registrable_domain is None:
            return None
        try:
            named = await asyncio.to_thread(self._indexes[zone].find, host.name, host.registrable_domain)
        except FileNotFoundError:
            raise LookupFailed("feed", zone, "not-installed") from None
        except _SLIPS:
            raise LookupFailed("feed", zone, "error") from None
        known = known_zone(zone)
        if named is None or named.code not in known.codes:
            return None
        return replace(known.listing((named.code,)), brand=named.brand)

    async def state(self, zone: str) -> FeedState | None:
        """What is kept of the feed `zone`; None: nothing that can be read."""
        try:
            return await asyncio.to_thread(self._indexes[zone].state)
        except _SLIPS:
            return None

    async def refresh(self, zone: str, fetcher: Fetcher) -> None:
        """Fetch what has changed. A page that is not there yet is no failure; another failure leaves what was kept.

        Raises LookupFailed (`feed`).
        """
        source, index = self._sources[zone], self._indexes[zone]
        urls = pages(source, datetime.fromtimestamp(self._clock(), UTC).date())
        for url in urls:
            await self._page(zone, url, fetcher)
        await _kept(zone, lambda: index.forget_others(urls))

    async def _page(self, zone: str, url: str, fetcher: Fetcher) -> None:
        source, index, now = self._sources[zone], self._indexes[zone], self._clock()
        before = await _kept(zone, lambda: index.validators(url))
        asked = {"if-none-match": before.etag, "if-modified-since": before.modified}
        if source.key_header:
            asked[source.key_header] = self._keys.get(zone)
        try:
            found = await fetcher.get(
                url,
                source="feed",
                deadline=_DEADLINE,
                most=_MAX_PAGE,
                redirects=2,
                headers={name: text for name, text in asked.items() if text},
            )
        except FetchRefused:
            raise LookupFailed("feed", zone, "refused") from None
        if found.status == 200 and found.whole:
            after = Validators(found.headers.get("etag"), found.headers.get("last-modified"))
            await _kept(zone, lambda: index.keep(url, hosts_in(found.body, source.form, source.brand), after, now))
        elif found.status == 304:
            await _kept(zone, lambda: index.unchanged(url, now))
        elif not (found.status == 404 and source.months):
            raise LookupFailed("feed", zone, "refused" if found.status in {401, 403, 429} else "error")


def known_feeds(names: Iterable[str]) -> dict[str, FeedSource]:
    """Those of `names` that are feeds."""
    return {name: source for name in names if (source := known_zone(name).feed) is not None}


@contextlib.asynccontextmanager
async def fetching(feeds: Feeds, fetcher: Fetcher) -> AsyncIterator[None]:
    """The feeds are fetched in the background, for as long as the block lasts."""
    task = asyncio.create_task(keep_fetching(feeds, fetcher))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def keep_fetching(feeds: Feeds, fetcher: Fetcher, *, every: float = EVERY) -> None:
    """Fetch every feed now and then each `every` seconds; never ends. What fails is said in the log."""
    while True:
        for zone in feeds.zones:
            try:
                await feeds.refresh(zone, fetcher)
            except LookupFailed as failure:
                _log.warning("feed %s could not be fetched (%s); what was kept stays", zone, failure.reason)
            except Exception:  # noqa: BLE001 -- a broken feed must not end the fetching of all
                _log.exception("fetching feed %s failed", zone)
        await asyncio.sleep(every)


def pages(source: FeedSource, today: date) -> tuple[str, ...]:
    """The URLs of a feed on the day `today`, the newest first."""
    if not source.months:
        return (source.url,)
    ordinal = today.year * 12 + today.month - 1
    months = (divmod(ordinal - back, 12) for back in range(source.months))
    return tuple(source.url.format(year=year, month=f"{month + 1:02d}") for year, month in months)


async def _kept(zone: str, use: Callable[[], T]) -> T:
    try:
        return await asyncio.to_thread(use)
    except _SLIPS:
        raise LookupFailed("feed", zone, "error") from None
