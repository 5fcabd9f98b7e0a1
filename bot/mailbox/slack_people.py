"""Who of Slack has a mail address: whoever is there is answered there.

The answer is kept for some hours, whether somebody was found or not: reports come in waves, and people join and leave seldom.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

import structlog
from slack_sdk.errors import SlackApiError

from bot.slack.outbox import passing

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk.web.async_client import AsyncWebClient

KEPT: Final = 6 * 3600.0  # seconds
LACKING: Final = 600.0  # seconds until Slack is asked again after it has refused to tell
MAX_PEOPLE: Final = 10_000
log = structlog.get_logger(__name__)


class SlackPeople:
    """Asks `client`, which needs the scope users:read.email; without it nobody is found. `clock` in seconds."""

    def __init__(self, client: AsyncWebClient, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._known: OrderedDict[str, tuple[str | None, float]] = OrderedDict()

    async def user_of(self, address: str) -> str | None:
        """Slack's id of the colleague with this address, None when there is none.

        A bot, somebody who left, and a guest are no colleagues. Raises SlackApiError, or what the network raises, when another
        try may go better.
        """
        address = address.lower()
        known, until = self._known.get(address, (None, 0.0))
        if self._clock() < until:
            return known
        found, kept = await self._ask(address)
        self._known[address] = (found, self._clock() + kept)
        self._known.move_to_end(address)
        while len(self._known) > MAX_PEOPLE:
            self._known.popitem(last=False)
        return found

    async def _ask(self, address: str) -> tuple[str | None, float]:
        """Who it is, and for how long that holds."""
        try:
            answer = await self._client.users_lookupByEmail(email=address)
        except SlackApiError as error:
            if passing(error):
                raise
            why = error.response.get("error")
            if why == "users_not_found":
                return None, KEPT
            log.warning("people_not_told", error=why)
            return None, LACKING
        return _colleague(answer.get("user") or {}), KEPT


def _colleague(user: dict[str, Any]) -> str | None:
    """Guests are restricted; who belongs to another organisation (Slack Connect) is a stranger."""
    no_colleague = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
    if any(user.get(name) for name in no_colleague) or not user.get("id") or user["id"] == "USLACKBOT":
        return None
    return str(user["id"])
