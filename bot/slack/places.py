"""Places: where a submission is answered, and saying it there.

In the thread of the post; straight in the direct message with the reporter (window, command); or where only the reporter sees it,
through the address that came with the command or the shortcut (`respond`). That address takes five answers in half an hour: when
it takes no more, the direct message is used.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.outbox import passing

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.outbox import Outbox
    from bot.store import Store
    from bot.submission import Submission

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_EDITABLE = ("C", "D", "G")  # not a person's own id, in place of the direct message
_SENT = "sent"  # in place of a timestamp, which such an answer has not
log = structlog.get_logger(__name__)


class Places:
    """Says things by `outbox`, and to one person alone by `client` or by the address that Slack gave."""

    def __init__(self, client: AsyncWebClient, outbox: Outbox, store: Store) -> None:
        self._client = client
        self._outbox = outbox
        self._store = store

    async def dm(self, user: str) -> str:
        """The direct message with `user`. Without the scope im:write it is the person's own id, where Slack lets us post."""
        try:
            return str((await self._client.conversations_open(users=user))["channel"]["id"])
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("direct_message_not_opened", error=error.response.get("error"))
            return user

    async def say(self, submission: Submission, content: dict[str, Any], *, verdict: bool = True) -> None:
        """The answer to a submission: once, edited from then on. `verdict` False: why there is none."""
        alone = submission.respond is not None and (not submission.thread_ts or not verdict)
        if alone and await self.respond(submission, content) and (submission.door == "command" or not verdict):
            return
        if alone and submission.thread_ts:  # how the bot is used is nothing for the thread of somebody else's post
            submission = replace(submission, channel=await self.dm(submission.user), thread_ts="")
        await self._outbox.say(
            f"reply:{submission.key}",
            channel=submission.channel,
            thread_ts=submission.thread_ts or None,
            content=content,
        )

    def busy(self, submission: Submission) -> bool:
        """Whether one post must do: many wait for theirs, or what is posted there cannot be edited."""
        fixed = submission.respond is not None and not submission.thread_ts
        return fixed or not submission.channel.startswith(_EDITABLE) or self._outbox.busy(submission.channel)

    async def say_if_silent(self, submission: Submission, content: dict[str, Any]) -> None:
        """The same, unless something was said already."""
        if submission.respond is not None and await self.respond(submission, content, name="sorry"):
            return
        await self._outbox.once(
            f"reply:{submission.key}",
            channel=submission.channel,
            thread_ts=submission.thread_ts or None,
            content=content,
        )

    async def remark(self, submission: Submission, content: dict[str, Any]) -> None:
        """Something beside the answer, to the reporter alone. It may get lost."""
        if submission.respond is not None:
            await self.respond(submission, content, name="remark")
            return
        try:
            await self._client.chat_postEphemeral(
                channel=submission.channel, user=submission.user, thread_ts=submission.thread_ts or None, **content
            )
        except SlackApiError as error:
            log.warning("remark_not_posted", error=error.response.get("error"))

    async def respond(self, submission: Submission, content: dict[str, Any], *, name: str = "reply") -> bool:
        """Answers where only the reporter sees it, once under each `name`; False when Slack does not take it."""
        url = submission.respond or ""
        key = f"respond:{name}:{submission.key}:{hashlib.sha256(url.encode()).hexdigest()[:16]}"
        known = await self._store.claim_post(key, channel=submission.channel)
        if known.ts:
            return True
        body: dict[str, Any] = {"response_type": "ephemeral", **content}
        if submission.door == "command" and name == "reply":
            body["replace_original"] = True  # the line that said that it is being looked at
        if not await self._post(url, body):
            return False
        await self._store.record_post(key, _SENT)
        return True

    async def replace(self, url: str, content: dict[str, Any]) -> bool:
        """Puts `content` in place of what only one person sees; `url` came with a click on it. False when Slack does not take it."""
        return await self._post(url, {"replace_original": True, **content})

    async def _post(self, url: str, body: dict[str, Any]) -> bool:
        if not self._is_slack(url):
            log.warning("response_address_refused")
            return False
        try:
            answer = await AsyncWebhookClient(url, timeout=10).send_dict(body)
            if answer.status_code == 400:  # the layout, for the address is known
                answer = await AsyncWebhookClient(url, timeout=10).send_dict({**body, "blocks": []})
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("response_not_taken", error=type(error).__name__)
            return False
        if answer.status_code != 200:
            log.warning("response_not_taken", error=str(answer.body)[:100], status=answer.status_code)
        return answer.status_code == 200

    def _is_slack(self, url: str) -> bool:
        """The address comes from Slack's own signed message; all the same, mails are told to Slack's hosts only."""
        host, api = urlsplit(url).hostname or "", urlsplit(self._client.base_url).hostname or ""
        within = any(host == own or host.endswith(f".{own}") for own in (api, "slack.com", "slack-gov.com"))
        return {host, api} <= _LOOPBACK or (within and url.startswith("https://"))
