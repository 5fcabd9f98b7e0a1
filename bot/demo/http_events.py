"""Delivery by signed HTTP requests, the alternative to Socket Mode (docs.slack.dev, "Verifying requests from Slack")."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.demo.errors import NotAcked

if TYPE_CHECKING:
    from bot.demo.workspace import Json

log = logging.getLogger(__name__)


def signature(secret: str, timestamp: str, body: str) -> str:
    """`X-Slack-Signature`, version 0: HMAC-SHA256 of `v0:timestamp:body`."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return f"v0={digest}"


class HttpEvents:
    """Posts payloads to `url`, when there is one."""

    def __init__(self, signing_secret: str) -> None:
        self.url: str | None = None
        self.signing_secret = signing_secret
        self._session: ClientSession | None = None

    async def send(
        self, kind: str, payload: Json, retry: tuple[int, str], ack_timeout: float
    ) -> tuple[str, Json | None]:
        """Post one payload: `http` and the answer's JSON, if any. Any answer but 2xx raises `NotAcked`."""
        body, content_type = _body(kind, payload)
        headers = self._headers(body, content_type)
        if retry[0]:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        status, text = await self._post(body, headers, ack_timeout)
        if not 200 <= status < 300:
            log.warning("the app answered %d: %s", status, text[:200])
            raise NotAcked("http_error")
        return "http", _json(text)

    async def challenge(self) -> bool:
        """Whether the URL answers Slack's `url_verification` with the challenge, as the app's settings page asks."""
        word = secrets.token_hex(8)
        body = json.dumps({"type": "url_verification", "token": "demo", "challenge": word})
        status, text = await self._post(body, self._headers(body, "application/json"), 3.0)
        return status == 200 and word in text

    async def close(self) -> None:
        """Close the client session."""
        if self._session is not None:
            await self._session.close()

    def _headers(self, body: str, content_type: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.signing_secret, timestamp, body),
        }

    async def _post(self, body: str, headers: dict[str, str], ack_timeout: float) -> tuple[int, str]:
        assert self.url is not None
        if self._session is None:
            self._session = ClientSession()
        try:
            timeout = ClientTimeout(total=ack_timeout)
            async with self._session.post(self.url, data=body.encode(), headers=headers, timeout=timeout) as response:
                return response.status, await response.text()
        except TimeoutError:
            raise NotAcked("http_timeout") from None
        except ClientError:
            raise NotAcked("connection_failed") from None


def _body(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _json(text: str) -> Json | None:
    """The answer as an object: plain text is what a slash command says to its user."""
    if not text:
        return None
    try:
        value: Any = json.loads(text)
    except ValueError:
        return {"text": text}
    return value if isinstance(value, dict) else None
