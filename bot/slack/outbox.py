"""Outbox: says a thing once, whatever crashes in between, and edits what was said.

Slack has no idempotency key. So the intent is written down first, then the post is made with the key in its metadata, then its
timestamp is written down. Whoever finds an intent without a timestamp waits for the process that is at it (`bot.slack.claims`), and
looks for the post in the channel before posting again. Within one process answers come in order (`bot.slack.turns`); what different
processes say in one channel has no order. An edit shows what its author knew: who edits what others edit too, looks again afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.executors import identity
from bot.slack.claims import Claims
from bot.slack.client import TOKEN_ERRORS, Client
from bot.slack.turns import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.store import Store

Place = dict[str, str | None]  # channel and thread_ts
EVENT = "fuwake_post"
_PAGES, _PAGE = 5, 200
_TOO_MUCH = {"invalid_blocks", "msg_blocks_too_long", "msg_too_long", "invalid_blocks_format"}
SERVER_TROUBLE = 500  # and every status above
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
FEW = 2  # answers that a channel still waits for, and
MANY = 16  # all of them together, before quick answers are left out
log = structlog.get_logger(__name__)


class HistoryUnreadable(Exception):  # noqa: N818 -- it says what the world is like
    """A post may stand in the channel or not; it cannot be looked for. `why` is Slack's word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def passing(error: SlackApiError) -> bool:
    """Whether another try may go better: Slack is in trouble (it may not even name an error), or the token will be mended."""
    name = error.response.get("error")
    return not name or error.response.status_code >= SERVER_TROUBLE or name in _PASSING | TOKEN_ERRORS


class Outbox:
    """Posts through `client`, remembers in `store`; what `turns` expects is posted in that order. `holder`: this process's name."""

    def __init__(
        self, client: AsyncWebClient, store: Store, turns: Turns | None = None, *, holder: str | None = None
    ) -> None:
        self._client = client
        self._store = store
        self._claims = Claims(store, holder or identity())
        self.turns = turns or Turns()

    def busy(self, channel: str) -> bool:
        """Whether so much is to be said that one post for each question must do: posts and edits are rationed by Slack."""
        if self.turns.waiting(channel) > FEW or self.turns.waiting() > MANY:
            return True
        return isinstance(self._client, Client) and not self._client.pace.free(channel)

    async def say(self, key: str, *, channel: str, content: dict[str, Any], thread_ts: str | None = None) -> str:
        """Posts `content` once under `key`, or edits the post that stands there. Gives its timestamp.

        Where the history may not be read after a crash, it is posted again: an answer twice is better than none.
        """
        ts, stood = await self._stand(key, content, {"channel": channel, "thread_ts": thread_ts}, unsure=True)
        if stood:
            await self.edit(channel, ts, content)
        return ts

    async def once(self, key: str, *, channel: str, content: dict[str, Any], thread_ts: str | None = None) -> str:
        """Posts `content` once under `key`; a post that stands there stays as it is. Gives its timestamp.

        Raises HistoryUnreadable when nobody can tell whether it was posted before a crash: it is not posted again.
        """
        return (await self._stand(key, content, {"channel": channel, "thread_ts": thread_ts}, unsure=False))[0]

    async def find(self, key: str, *, channel: str, thread_ts: str | None = None) -> str | None:
        """The timestamp of the post under `key`: as written down, else as the channel shows it after a crash.

        Raises HistoryUnreadable.
        """
        known = await self._store.post(key)
        if known is None or known.ts:
            return known.ts if known else None
        ts = await self._look_for(key, channel, thread_ts)
        if ts:
            await self._store.record_post(key, ts)
        return ts

    async def edit(self, channel: str, ts: str, content: dict[str, Any]) -> None:
        """Changes a post. One that was deleted meanwhile is left so."""
        try:
            await self._client.chat_update(channel=channel, ts=ts, **content)
        except SlackApiError as error:
            if error.response.get("error") in _TOO_MUCH:
                await self._client.chat_update(channel=channel, ts=ts, text=content["text"], blocks=[])
            elif error.response.get("error") not in _GONE:
                raise

    async def link(self, channel: str, ts: str) -> str | None:
        """Slack's address of a post, None when Slack does not tell."""
        try:
            return str((await self._client.chat_getPermalink(channel=channel, message_ts=ts))["permalink"])
        except SlackApiError:
            return None

    async def _stand(self, key: str, content: dict[str, Any], place: Place, *, unsure: bool) -> tuple[str, bool]:
        """The timestamp of the post under `key`, and whether it stood there before; else posts it.

        `unsure`: also where nobody can tell whether it stands there; otherwise raises HistoryUnreadable.
        """
        known = await self._store.post(key)
        if known and known.ts:
            return known.ts, True
        channel = str(place["channel"])
        async with self.turns.speaking(channel, key), self._claims.held(key, channel) as claim:
            if claim.ts:
                return claim.ts, True
            stood = None if claim.first else await self._stood(key, place, unsure=unsure)
            ts = stood or await self._post(key, content, place)
            await self._store.record_post(key, ts)
            return ts, stood is not None

    async def _stood(self, key: str, place: Place, *, unsure: bool) -> str | None:
        try:
            return await self._look_for(key, str(place["channel"]), place["thread_ts"])
        except HistoryUnreadable:
            if unsure:
                return None
            raise

    async def _post(self, key: str, content: dict[str, Any], place: Place) -> str:
        fixed: dict[str, Any] = {
            **place,
            "metadata": {"event_type": EVENT, "event_payload": {"key": key}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        try:
            answer = await self._client.chat_postMessage(**fixed, **content)
        except SlackApiError as error:
            if error.response.get("error") not in _TOO_MUCH:
                raise
            log.warning("blocks_refused", key=key, error=error.response.get("error"))
            answer = await self._client.chat_postMessage(**fixed, text=content["text"])
        return str(answer["ts"])

    async def _look_for(self, key: str, channel: str, thread_ts: str | None) -> str | None:
        """Our own post of `key`, None when it is not there. Raises HistoryUnreadable."""
        try:
            async for message in self._messages(channel, thread_ts):
                metadata = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT and metadata.get("event_payload", {}).get("key") == key:
                    return str(message["ts"])
        except SlackApiError as error:
            why = str(error.response.get("error"))
            log.warning("history_unreadable", channel=channel, error=why)
            if passing(error):
                raise
            raise HistoryUnreadable(why) from error
        return None

    async def _messages(self, channel: str, thread_ts: str | None) -> AsyncIterator[dict[str, Any]]:
        cursor: str | None = None
        for _ in range(_PAGES):
            page: dict[str, Any] = {"channel": channel, "limit": _PAGE, "include_all_metadata": True, "cursor": cursor}
            if thread_ts:
                answer = await self._client.conversations_replies(ts=thread_ts, **page)
            else:
                answer = await self._client.conversations_history(**page)
            for message in answer["messages"]:
                yield message
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
