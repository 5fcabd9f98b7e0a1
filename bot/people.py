"""In which language a person reads: the own choice, else what Slack says, else the first of the bot's languages.

What Slack says is asked once a day for each person. Who cannot be asked about reads the default; that is never an error.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from bot import tables
from bot.reporters import address_of
from bot.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KEPT = 24 * 3600.0  # seconds for which Slack's word is believed
UNKNOWN = 600.0  # seconds until somebody whom Slack did not tell about is asked about again
AT_ONCE = 0.5  # seconds to wait for Slack where a window has to be open three seconds after the click
PATIENCE = 5.0  # seconds elsewhere
MAX_PEOPLE = 10_000


class Locale(Protocol):
    """Asks for the locale of a person: `ja-JP`, or None when it is not told. Raises nothing."""

    async def __call__(self, user: str) -> str | None:
        """The locale of `user`."""
        ...


class People(Rows):
    """`languages` are those of the bot, the default first; `locale` asks Slack. All methods raise DatabaseError."""

    def __init__(
        self,
        engine: sa.Engine,
        *,
        locale: Locale,
        languages: Sequence[str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(engine)
        self._locale = locale
        self._known = tuple(languages)
        self._clock = clock
        self._told: OrderedDict[str, tuple[str | None, float]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[str | None]] = {}

    @property
    def known(self) -> tuple[str, ...]:
        """The languages that a person can choose from, the default first."""
        return self._known

    async def language(self, user: str, *, within: float = AT_ONCE) -> str:
        """The language in which `user` reads; the default for nobody in particular (""), and for who is not in Slack."""
        if not user or len(self._known) == 1 or address_of(user) is not None:
            return self._known[0]
        chosen = await self.chosen(user)
        return chosen if chosen in self._known else await self._of_slack(user, within) or self._known[0]

    async def languages(self, user: str) -> tuple[str, ...]:
        """All languages of the bot, that of `user` first: for what others see as well."""
        first = await self.language(user, within=PATIENCE)
        return (first, *(language for language in self._known if language != first))

    async def chosen(self, user: str) -> str | None:
        """What `user` chose, None without a choice."""
        row = await self.first(sa.select(tables.people.c.language).where(tables.people.c.user_id == user))
        return None if row is None else row["language"]

    async def choose(self, user: str, language: str | None) -> None:
        """Keep the choice of `user`; None goes back to Slack's word."""
        row = self.insert(tables.people).values(user_id=user, language=language)
        await self.changed(row.on_conflict_do_update(index_elements=["user_id"], set_={"language": language}))

    async def _of_slack(self, user: str, within: float) -> str | None:
        told, until = self._told.get(user, (None, 0.0))
        if self._clock() < until:
            return self._spoken(told)
        asking = self._asking.get(user)
        if asking is None:
            self._asking[user] = asking = asyncio.create_task(self._ask(user))
            asking.add_done_callback(lambda _: self._asking.pop(user, None))
        # Whoever does not wait for the end leaves the answer to the next one.
        done, _ = await asyncio.wait({asking}, timeout=within)
        return self._spoken(asking.result()) if done else None

    async def _ask(self, user: str) -> str | None:
        told = (await self._locale(user) or "").partition("-")[0].lower() or None
        # With a limit: everybody of a large company may write to the bot.
        self._told[user] = (told, self._clock() + (KEPT if told else UNKNOWN))
        while len(self._told) > MAX_PEOPLE:
            self._told.popitem(last=False)
        return told

    def _spoken(self, told: str | None) -> str | None:
        """Somebody whose Slack is in French reads English rather than Japanese."""
        if told is None or told in self._known:
            return told
        return "en" if "en" in self._known else None
