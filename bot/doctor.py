"""`fuwake doctor`: is everything that the bot needs there, and what does it cost when it is not."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from slack_sdk.errors import SlackApiError

from analyzers.errors import LookupFailed
from analyzers.lookups.feeds import Feeds
from analyzers.lookups.lists import dns_lists
from analyzers.lookups.registry import DomainRegistry
from bot.data_state import state
from bot.database import DatabaseError, check, make_engine
from bot.slack import scopes
from bot.slack.connection import SlackSetupError, check_app_token, check_token, make_client

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_sdk.web.async_client import AsyncWebClient

    from analyzers.lookups import Lookups
    from analyzers.lookups.lists import DnsLists
    from bot.config import Config

_KNOWN_NAME = "a.root-servers.net"
_CHANNEL_COSTS = {
    "not_in_channel": "the bot is not invited; mails there are not seen, and nothing can be posted",
    "channel_not_found": "there is no such channel, or it is private and the bot is not invited",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination. `state`: `ok`, `warn` (works with less) or `fail`."""

    state: str
    what: str
    detail: str


async def report(config: Config, lookups: Lookups) -> int:
    """Prints one line for each thing; gives the exit code: 0, or 1 when something does not work at all."""
    parts = await asyncio.gather(
        _slack(config),
        _dns(lookups),
        _blocklists(lookups),
        _feeds(lookups),
        _registries(lookups),
        _places(config),
        _database(config),
    )
    found = [*_team(config), *(line for part in parts for line in part)]
    for line in found:
        print(f"{line.state:4}  {line.what}: {line.detail}")  # noqa: T201 -- the terminal is the way out
    return 1 if any(line.state == "fail" for line in found) else 0


def _team(config: Config) -> list[Finding]:
    """The team's own file; a wrong one was told when the settings were read."""
    if config.brands is None:
        return []
    us, own = config.side.us, len(config.side.domains)
    told = f"{len(us.brands)} brands, {len(us.executives)} executives, {len(us.desks)} desks; {own} domains of ours"
    return [Finding("ok", "own brands", told)]


async def _slack(config: Config) -> list[Finding]:
    if config.slack_bot_token is None:
        return [Finding("warn", "Slack", "SLACK_BOT_TOKEN is not set; only `fuwake check` and `fuwake demo` work")]
    client = make_client(config.slack_bot_token.get_secret_value(), config.slack_api_url)
    try:
        granted = await check_token(client)
    except SlackSetupError as error:
        return [Finding("fail", "Slack", str(error))]
    lines = [Finding("ok", "Slack", f"token accepted, {len(granted)} scopes")]
    lines += [Finding("warn", f"scope {one.name}", f"missing: {one.cost}") for one in scopes.missing(granted)]
    lines.append(await _connection(config))
    channels = (*config.intake_channels, config.security_channel, *config.broadcast_channels)
    lines += [await _channel(client, channel) for channel in dict.fromkeys(channels) if channel]
    if not config.security_users and not config.security_usergroup:
        lines.append(Finding("warn", "security team", "nobody is named, so no warning can be sent to a channel"))
    elif config.security_usergroup:
        lines.append(await _usergroup(client, config.security_usergroup))
    return lines


async def _connection(config: Config) -> Finding:
    """Socket Mode is tried; HTTP needs Slack to come to us."""
    if config.slack_app_token is None:
        if config.slack_signing_secret is None:
            return Finding("fail", "connection", "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set")
        return Finding("ok", "connection", f"HTTP on {config.http_host}:{config.http_port}/slack/events")
    token = config.slack_app_token.get_secret_value()
    try:
        await check_app_token(make_client(token, config.slack_api_url), token)
    except SlackSetupError as error:
        return Finding("fail", "connection", str(error))
    return Finding("ok", "connection", "Socket Mode")


async def _channel(client: AsyncWebClient, channel: str) -> Finding:
    """After a crash the bot looks for its own post; where it may not read, it could post twice."""
    try:
        await client.conversations_history(channel=channel, limit=1)
    except SlackApiError as error:
        why = str(error.response.get("error"))
        known = f"; {_CHANNEL_COSTS[why]}" if why in _CHANNEL_COSTS else ""
        return Finding(
            "warn",
            f"channel {channel}",
            f"history cannot be read ({why}){known}; after a crash a post may appear twice, "
            "and a warning there cannot be confirmed",
        )
    if await _archived(client, channel):
        return Finding("warn", f"channel {channel}", "it is archived; nothing can be posted there")
    return Finding("ok", f"channel {channel}", "history can be read")


async def _archived(client: AsyncWebClient, channel: str) -> bool:
    try:
        return bool((await client.conversations_info(channel=channel))["channel"].get("is_archived"))
    except SlackApiError:
        return False  # the scope to ask is missing, which is told by itself


async def _usergroup(client: AsyncWebClient, group: str) -> Finding:
    try:
        members = (await client.usergroups_users_list(usergroup=group))["users"]
    except SlackApiError as error:
        return Finding("fail", "security team", f"user group {group} cannot be read ({error.response.get('error')})")
    return Finding("ok" if members else "warn", "security team", f"{len(members)} members in {group}")


async def _dns(lookups: Lookups) -> list[Finding]:
    state, detail = await _timed(lambda: lookups.dns.addresses(_KNOWN_NAME))
    cost = "" if state == "ok" else "; senders, routes and links cannot be checked"
    return [Finding(state, "DNS", detail + cost)]


async def _timed(ask: Callable[[], Awaitable[tuple[str, ...]]]) -> tuple[str, str]:
    start = time.monotonic()
    try:
        answer = await ask()
    except LookupFailed as error:
        return "fail", f"no answer ({error.reason})"
    took = f"{(time.monotonic() - start) * 1000:.0f} ms"
    return ("ok", f"answers in {took}") if answer else ("warn", f"answers in {took}, but does not know {_KNOWN_NAME}")


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


async def _database(config: Config) -> list[Finding]:
    try:
        engine = make_engine(config.database)
    except DatabaseError as error:
        return [Finding("fail", "database", str(error))]
    try:
        await asyncio.to_thread(check, engine)
    except DatabaseError as error:
        return [Finding("fail", "database", str(error))]
    finally:
        engine.dispose()
    return [
        Finding(
            "ok", "database", "PostgreSQL" if config.database.startswith("postgresql") else "SQLite in the data folder"
        )
    ]
