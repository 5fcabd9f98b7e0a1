"""How it is run: where it is watched, and how many sockets the app has."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Final

from bot.asking_health import ANYWHERE, ask, fetch
from bot.doctor.finding import Finding, told
from bot.doctor.ports import listener

if TYPE_CHECKING:
    from bot.config import Config

MOST_SOCKETS: Final = 10  # of one app (docs.slack.dev, "Using Socket Mode")
_SOCKETS: Final = re.compile(rb"^fuwake_slack_app_sockets (\d+)", re.MULTILINE)


async def findings(config: Config) -> list[Finding]:
    """The address for watching, and what a bot that runs says there."""
    host, port = config.ops_host, config.ops_port
    if not port:
        return [Finding("ok", "watching", "nothing is served; FUWAKE_OPS_PORT serves /healthz, /readyz and /metrics")]
    place = f"{host}:{port}"
    why = await listener(host, port)
    if why is None:
        return [Finding("ok", "watching", f"{place} is free; it is served when the bot runs")]
    ready, said = await asyncio.to_thread(ask, host, port, "/readyz")
    if "jobs: " not in said:
        return [Finding("fail", "watching", f"{place} cannot be listened at ({why}), and no bot answers there")]
    return [told("watching", f"a bot answers at {place}; {said}", fine=ready), *await _sockets(host, port)]


async def _sockets(host: str, port: int) -> list[Finding]:
    """As Slack counted them when the bot that runs opened its own; a socket of ours would be handed people's events."""
    _, body = await asyncio.to_thread(fetch, ANYWHERE.get(host, host), port, "/metrics")
    found = _SOCKETS.search(body)
    if found is None:
        return []
    number = int(found[1])
    return [told("sockets", f"{number} of at most {MOST_SOCKETS} of this app are open", fine=number < MOST_SOCKETS)]
