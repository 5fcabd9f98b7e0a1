"""The client: calls Slack at Slack's pace, and hears what Slack says about the token.

A call that Slack refuses for being too many (429) waits as long as Slack says, and everybody behind it waits, too. A call whose
answer was lost is never repeated here: it may have worked.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, Protocol

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import metrics
from bot.slack.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Mapping

TRIES: Final = 6
TOO_MANY: Final = 429
# The token is the administrator's to mend; the same call works afterwards.
TOKEN_ERRORS: Final = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
log = structlog.get_logger(__name__)


class Ear(Protocol):
    """Who is told what is wrong with the app's set-up (`bot.slack.trouble.Trouble`). Nothing is waited for."""

    def missing_scope(self, scope: str, method: str) -> None:
        """A call was refused because the app lacks `scope`."""
        ...

    def token_refused(self, error: str) -> None:
        """A call was refused because of the token."""
        ...


class Client(AsyncWebClient):
    """Slack's Web API. `pace` says when; `ear` is told of trouble with the set-up, once there is one."""

    def __init__(self, token: str, api_url: str) -> None:
        super().__init__(token=token, base_url=api_url, timeout=15, retry_handlers=[])
        self.pace = Pace()
        self.ear: Ear | None = None

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """One call, in its turn. Raises SlackApiError; `ratelimited` for one that is not worth the wait."""
        channel = _channel(given)
        for left in range(TRIES - 1, -1, -1):
            start = time.monotonic()
            worth = await self.pace.wait(api_method, channel)
            metrics.SLACK_WAIT_SECONDS.labels(api_method).inc(time.monotonic() - start)
            if not worth:
                raise SlackApiError("Not worth the wait", self._refused(api_method))  # type: ignore[no-untyped-call]
            try:
                return await super().api_call(api_method, **given)
            except (OSError, TimeoutError) as error:
                metrics.slack_error(api_method, "timeout" if isinstance(error, TimeoutError) else "unreachable")
                raise
            except SlackApiError as error:
                self._heard(api_method, error)
                if error.response.status_code != TOO_MANY or not left:
                    raise
                seconds = _retry_after(error.response.headers)
                log.info("slack_asks_to_wait", method=api_method, seconds=seconds)
                metrics.SLACK_RATE_LIMITED.labels(api_method).inc()
                self.pause(api_method, channel, seconds)
        raise AssertionError("unreachable")

    def pause(self, method: str, channel: str, seconds: float) -> None:
        """Waits so long before the next such call."""
        self.pace.pause(method, channel, seconds)

    def _heard(self, method: str, error: SlackApiError) -> None:
        name = error.response.get("error")
        metrics.slack_error(method, str(name))
        if self.ear and name == "missing_scope":
            self.ear.missing_scope(str(error.response.get("needed") or "?"), method)
        elif self.ear and name in TOKEN_ERRORS:
            self.ear.token_refused(str(name))

    def _refused(self, method: str) -> AsyncSlackResponse:
        """What Slack would say."""
        return AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=method,
            req_args={},
            data={"ok": False, "error": "ratelimited"},
            headers={},
            status_code=TOO_MANY,
        )


def _channel(given: Mapping[str, Any]) -> str:
    """The channel that a call speaks of, "" for none."""
    arguments = given.get("json") or given.get("params") or given.get("data") or {}
    return str(arguments.get("channel") or "") if hasattr(arguments, "get") else ""


def _retry_after(headers: Mapping[str, Any]) -> float:
    """Seconds (docs.slack.dev, "Rate limits": the header Retry-After)."""
    value = next((value for name, value in dict(headers).items() if str(name).lower() == "retry-after"), "1")
    try:
        return max(0.0, float(value[0] if isinstance(value, list) else value))
    except (TypeError, ValueError):
        return 1.0
