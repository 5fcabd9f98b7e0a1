"""Whom the bot asks about mails: DNS, block lists, feeds, registries, data on places, and the cache that hosts share."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from analyzers.errors import LookupFailed
from analyzers.lookups.feeds import Feeds
from analyzers.lookups.lists import dns_lists
from analyzers.lookups.registry import DomainRegistry
from analyzers.lookups.sight import KNOWN_NAME
from bot.data_state import state
from bot.doctor.finding import Finding, State

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from analyzers.lookups import Lookups
    from analyzers.lookups.lists import DnsLists
    from bot.config import Config

_PATIENCE: Final = 3.0  # seconds


async def findings(config: Config, lookups: Lookups) -> list[Finding]:
    """One line for each who is asked."""
    parts = await asyncio.gather(
        _dns(lookups), _blocklists(lookups), _feeds(lookups), _registries(lookups), _places(config), _cache(config)
    )
    return [line for part in parts for line in part]


async def _dns(lookups: Lookups) -> list[Finding]:
    state, detail = await _timed(lambda: lookups.dns.addresses(KNOWN_NAME))
    cost = (
        "" if state == "ok" else "; senders, routes and links cannot be checked: name a resolver in FUWAKE_DNS_SERVERS"
    )
    return [Finding(state, "DNS", detail + cost)]


async def _timed(ask: Callable[[], Awaitable[tuple[str, ...]]]) -> tuple[State, str]:
    start = time.monotonic()
    try:
        answer = await ask()
    except LookupFailed as error:
        return "fail", f"no answer ({error.reason})"
    took = f"{(time.monotonic() - start) * 1000:.0f} ms"
    return ("ok", f"answers in {took}") if answer else ("fail", f"answers in {took}, but does not know {KNOWN_NAME}")


async def _blocklists(lookups: Lookups) -> list[Finding]:
    """Each list by its two test entries (RFC 5782, section 5): addresses, or names for a list of domains."""
    return list(await asyncio.gather(*(_list(lists, zone) for lists in dns_lists(lookups) for zone in lists.zones)))


async def _feeds(lookups: Lookups) -> list[Finding]:
    """Each feed by its age and size."""
    feeds: object = lookups.feeds
    return [await _feed(feeds, name) for name in feeds.zones] if isinstance(feeds, Feeds) else []


async def _feed(feeds: Feeds, name: str) -> Finding:
    state = await feeds.state(name)
    if state is None:
        said = "nothing is kept yet; a running bot fetches it, and until then sites that only it knows are not noticed"
        return Finding("warn", f"feed {name}", said)
    hours = (time.time() - state.fetched) / 3600
    return Finding(
        "ok" if hours < 48 else "warn", f"feed {name}", f"{state.hosts} hosts, fetched {hours:.0f} hours ago"
    )


async def _list(lists: DnsLists, zone: str) -> Finding:
    start = time.monotonic()
    state = (await lists.probe(zone)).state
    took = f"{(time.monotonic() - start) * 1000:.0f} ms"
    known = "senders" if lists.kind == "address" else "sites"
    said = {
        "ok": f"answers in {took}",
        "refused": "refuses us; its operator may want a key, or another resolver than a public one",
        "dead": "does not answer as a list should; it counts as not checked",
        "lists-everything": "lists everything; it is not asked",
    }
    cost = "" if state == "ok" else f"; {known} that only this list knows are not noticed"
    return Finding("ok" if state == "ok" else "warn", f"block list {zone}", said[state] + cost)


async def _places(config: Config) -> list[Finding]:
    """Country, network and city come from data on this machine, which grow old."""
    rows = await asyncio.to_thread(state, config, datetime.now(UTC).date())
    return [Finding("ok" if fine else "warn", f"data: {what}", line) for fine, what, line in rows]


async def _registries(lookups: Lookups) -> list[Finding]:
    """Both ways to ask registries, each by a name that is surely registered."""
    if not isinstance(lookups.registry, DomainRegistry):
        return [Finding("warn", "registration", "switched off; how old domains are, and who holds them, is not told")]
    return list(await asyncio.gather(_registry(lookups.registry, "rdap"), _registry(lookups.registry, "whois")))


async def _registry(registry: DomainRegistry, source: Literal["rdap", "whois"]) -> Finding:
    start = time.monotonic()
    try:
        found = await registry.probe(source)
    except LookupFailed as error:
        cost = f"no answer ({error.reason}); age and holder of some domains will be missing"
        return Finding("warn", f"registration by {source.upper()}", cost)
    took = f"{(time.monotonic() - start) * 1000:.0f} ms"
    if not found.registered:
        return Finding(
            "warn", f"registration by {source.upper()}", f"answers in {took}, but does not know {found.domain}"
        )
    return Finding("ok", f"registration by {source.upper()}", f"answers in {took}")


async def _cache(config: Config) -> list[Finding]:
    """The store that hosts share, when there is one."""
    if config.cache_url is None:
        return []
    import redis.asyncio
    from redis.exceptions import RedisError

    url = config.cache_url.get_secret_value().replace("valkey://", "redis://", 1)
    start = time.monotonic()
    try:
        async with redis.asyncio.Redis.from_url(
            url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE
        ) as server:
            await server.ping()
    except (RedisError, OSError, TimeoutError, ValueError) as error:
        said = f"no answer ({type(error).__name__}); each host asks for itself, and keeps the answers in memory only"
        return [Finding("warn", "shared cache", said)]
    return [Finding("ok", "shared cache", f"answers in {(time.monotonic() - start) * 1000:.0f} ms")]
