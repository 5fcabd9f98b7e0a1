"""Pace: never faster than Slack takes it, so that nothing is refused and nobody's message is delayed by somebody else's.

Slack takes one post a second in a channel and several hundred a minute in a workspace, and each other method so often a minute
(docs.slack.dev, "Rate limits": tiers 2 to 4 are 20, 50 and 100), with short bursts. Who has to wait is served in order of arrival.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

FOREVER: Final = float("inf")
POST: Final = "chat.postMessage"
UPDATE: Final = "chat.update"
_SHORT_BURST: Final = 4  # posts at once in one channel
_MANY: Final = 1_000  # channels remembered before the quiet ones are forgotten


@dataclass(frozen=True, slots=True)
class Rule:
    """How often a method may be called: `minute` times in a minute, `burst` at once.

    A call that would have to wait longer than `patience` seconds is not made at all: nothing depends on it.
    """

    minute: float
    burst: int
    patience: float = FOREVER


CHANNEL: Final = Rule(60, _SHORT_BURST)
_METHODS: Final = {
    POST: Rule(300, 50),
    UPDATE: Rule(50, 20),
    "chat.postEphemeral": Rule(100, 20),
    "conversations.history": Rule(50, 20),
    "conversations.open": Rule(50, 20),
    "conversations.replies": Rule(50, 20),
    "reactions.add": Rule(50, 20, patience=0),
    "reactions.remove": Rule(20, 10, patience=0),
    "usergroups.users.list": Rule(20, 10),
    "users.info": Rule(100, 50, patience=1),
    "users.lookupByEmail": Rule(50, 20),
}


class Bucket:
    """A token for each call; they grow back at `rate` a second, up to `burst`. `clock` in seconds."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._tokens = float(burst)
        self._at = clock()
        self._paused_until = self._at
        self._waiting = 0
        self._line = asyncio.Lock()  # first come, first served

    @property
    def delay(self) -> float:
        """Seconds that a call made now would wait."""
        now = self._refill()
        grown = (self._waiting + 1 - self._tokens) / self._rate
        return max(0.0, grown, self._paused_until - now)

    @property
    def full(self) -> bool:
        """Whether nobody has used it lately."""
        now = self._refill()
        return not self._waiting and self._tokens >= self._burst and self._paused_until <= now

    async def take(self) -> None:
        """Waits for a token."""
        self._waiting += 1
        try:
            async with self._line:
                while (wait := self._missing()) > 0:  # noqa: ASYNC110 -- a time, not an event
                    await asyncio.sleep(wait)
                self._tokens -= 1
        finally:
            self._waiting -= 1

    def pause(self, seconds: float) -> None:
        """Gives no token for so long: Slack has said so."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def _missing(self) -> float:
        now = self._refill()
        return max((1 - self._tokens) / self._rate, self._paused_until - now)

    def _refill(self) -> float:
        now = self._clock()
        self._tokens = min(float(self._burst), self._tokens + (now - self._at) * self._rate)
        self._at = now
        return now


class Pace:
    """The buckets of one token: one for each method with a rule, one for each channel that is posted to."""

    def __init__(self) -> None:
        self._methods: dict[str, Bucket] = {}
        self._channels: dict[str, Bucket] = {}

    async def wait(self, method: str, channel: str) -> bool:
        """Waits until the call may be made; False at once when it would take longer than it is worth."""
        rule = _METHODS.get(method)
        if rule is None:
            return True
        buckets = self._buckets(method, channel)
        if max(bucket.delay for bucket in buckets) > rule.patience:
            return False
        for bucket in buckets:
            await bucket.take()
        return True

    def pause(self, method: str, channel: str, seconds: float) -> None:
        """Slack refused a call and named a time to wait: that channel's for a post, else that of the method."""
        if method in _METHODS:
            self._buckets(method, channel)[0].pause(seconds)

    def free(self, channel: str) -> bool:
        """Whether a post in `channel` and an edit after it need not wait."""
        return not any(bucket.delay for bucket in (*self._buckets(POST, channel), *self._buckets(UPDATE, channel)))

    def _buckets(self, method: str, channel: str) -> list[Bucket]:
        """The channel's first, where it has one: who waits for it keeps nobody else from posting."""
        whole = _bucket(self._methods, method, _METHODS[method])
        if method != POST:
            return [whole]
        if len(self._channels) > _MANY:
            self._channels = {name: bucket for name, bucket in self._channels.items() if not bucket.full}
        return [_bucket(self._channels, channel, CHANNEL), whole]


def _bucket(buckets: dict[str, Bucket], name: str, rule: Rule) -> Bucket:
    if name not in buckets:
        buckets[name] = Bucket(rule.minute / 60, rule.burst)
    return buckets[name]
