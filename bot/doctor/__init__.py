"""`fuwake doctor`: is everything that the bot needs there, and what does it cost when it is not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.doctor import database, disk, mailbox, names, network, operation, slack
from bot.doctor.finding import Finding

if TYPE_CHECKING:
    from analyzers.lookups import Lookups
    from bot.config import Config

__all__ = ["Finding", "report"]


async def report(config: Config, lookups: Lookups) -> int:
    """Prints one line for each thing; gives the exit code: 0, or 1 when something does not work at all."""
    parts = await asyncio.gather(
        slack.findings(config),
        network.findings(config, lookups),
        database.findings(config),
        disk.findings(config),
        operation.findings(config),
        mailbox.findings(config),
    )
    found = [*names.findings(), *_team(config), *(line for part in parts for line in part)]
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
