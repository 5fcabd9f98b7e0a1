"""Slack: token, scopes, the way in, channels and the security team."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from slack_sdk.errors import SlackApiError

from bot.doctor.finding import Finding
from bot.slack import scopes
from bot.slack.connection import SlackSetupError, check_app_token, check_token, make_client

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.config import Config

CLOCK: Final = 30.0  # seconds that our clock may be wrong
TOO_OLD: Final = (
    300.0  # seconds after which a signed request is refused (docs.slack.dev, "Verifying requests from Slack")
)
_CHANNEL_COSTS = {
    "not_in_channel": "the bot is not invited; mails there are not seen, and nothing can be posted",
    "channel_not_found": "there is no such channel, or it is private and the bot is not invited",
}


async def findings(config: Config) -> list[Finding]:
    """The token, its scopes, the way in, the clock, the channels and the team."""
    if config.slack_bot_token is None:
        return [Finding("warn", "Slack", "SLACK_BOT_TOKEN is not set; only `fuwake check` and `fuwake demo` work")]
    client = make_client(config.slack_bot_token.get_secret_value(), config.slack_api_url)
    try:
        granted = await check_token(client)
    except SlackSetupError as error:
        return [Finding("fail", "Slack", str(error))]
    lines = [Finding("ok", "Slack", f"token accepted, {len(granted)} scopes")]
    lines += [Finding("warn", f"scope {one.name}", f"missing: {one.cost}") for one in scopes.missing(granted)]
    lines += [await _connection(config), await _clock(client)]
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


async def _clock(client: AsyncWebClient) -> Finding:
    """Slack signs its requests with the time, and takes no answer for one that is five minutes old."""
    before = time.time()
    try:
        headers: object = (await client.auth_test()).headers
    except (SlackApiError, OSError, TimeoutError) as error:
        return Finding("warn", "clock", f"cannot be compared with Slack's ({type(error).__name__})")
    named = {str(name).lower(): value for name, value in dict(headers).items()} if hasattr(headers, "keys") else {}  # type: ignore[call-overload]
    off = clock_off(str(named.get("date", "")), before, time.time())
    if off is None:
        return Finding("warn", "clock", "cannot be compared with Slack's (it told no time)")
    if abs(off) < CLOCK:
        return Finding("ok", "clock", "agrees with Slack's")
    cost = "signed requests are refused from 300 s on; let this machine keep the time by NTP"
    ahead = "ahead of" if off > 0 else "behind"
    return Finding("fail" if abs(off) >= TOO_OLD else "warn", "clock", f"{abs(off):.0f} s {ahead} Slack's; {cost}")


def clock_off(date: str, before: float, after: float) -> float | None:
    """How many seconds our clock is ahead of one that said `date` between `before` and `after`; None: it said nothing."""
    try:
        theirs = parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError):
        return None
    if before - 1 <= theirs + 1 and theirs <= after + 1:
        return 0.0  # a date has whole seconds
    return (before + after) / 2 - theirs


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
