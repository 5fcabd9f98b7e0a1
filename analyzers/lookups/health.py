"""How a block list is, as far as its last test tells: asked at start and then daily, a failing one every hour."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

DAILY: Final = 86_400.0  # seconds
AGAIN: Final = 3_600.0  # seconds

_log = logging.getLogger(__name__)
_SAID: Final = {
    "refused": "refuses us",
    "dead": "does not answer as a list should",
    "lists-everything": "lists everything",
}

Verdict = Literal["ok", "refused", "dead", "lists-everything"]


@dataclass(frozen=True, slots=True)
class ZoneHealth:
    """How a zone stands its test (RFC 5782, section 5): it lists what it always must, and does not list what it never may.

    `ok`; `refused`: it does not answer us; `dead`: no answer, or not even its test entry is listed;
    `lists-everything`: it lists the other one as well, or its answers lie outside 127.0.0.0/8.
    """

    zone: str
    state: Verdict


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of `zone`: `ok`, `failing` (it is not asked) or `unknown` (not tested yet).

    `since`: Unix time in seconds at which that began; `why`: what the last test said. None: not tested yet.
    """

    zone: str
    state: Literal["ok", "failing", "unknown"] = "unknown"
    since: float | None = None
    why: Verdict | None = None

    def after(self, test: ZoneHealth, now: float) -> Health:
        """What is known after `test`; a zone that begins to fail, or is well again, is said once in the log."""
        state: Literal["ok", "failing"] = "ok" if test.state == "ok" else "failing"
        if state == "failing" and self.why != test.state:
            _log.warning("block list %s %s and is not asked until it passes its test", self.zone, _SAID[test.state])
        elif state == "ok" and self.state == "failing":
            _log.info("block list %s is well again", self.zone)
        return Health(self.zone, state, self.since if state == self.state else now, test.state)


class Probing(Protocol):
    """Lists that can be tested."""

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones."""
        ...

    async def probe(self, zone: str) -> ZoneHealth:
        """Test `zone` now."""
        ...


@contextlib.asynccontextmanager
async def testing(lists: Sequence[Probing]) -> AsyncIterator[None]:
    """The lists are tested in the background, for as long as the block lasts."""
    task = asyncio.create_task(keep_probing(lists))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def keep_probing(lists: Sequence[Probing], *, daily: float = DAILY, again: float = AGAIN) -> None:
    """Test every zone of `lists` now, then every `daily` seconds, and one that fails every `again` seconds; never ends."""
    await asyncio.gather(*(_keep_probing(each, zone, daily, again) for each in lists for zone in each.zones))


async def _keep_probing(lists: Probing, zone: str, daily: float, again: float) -> None:
    while True:
        try:
            well = (await lists.probe(zone)).state == "ok"
        except Exception:  # noqa: BLE001 -- one broken test must not end the testing of all
            _log.exception("testing block list %s failed", zone)
            well = False
        await asyncio.sleep(daily if well else again)
