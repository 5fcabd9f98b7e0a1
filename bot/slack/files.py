"""Files in Slack: fetching the mail that somebody uploaded, without giving our token to anybody else.

Slack answers a token that may not read files with status 200 and a sign-in page, so the body is looked at, not only the status.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError

from analyzers.reading import MAX_BYTES, SlackEmail
from bot.cases import SourceUnavailable
from bot.slack.outbox import passing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_HOSTS = ("slack.com", "slack-edge.com", "slack-files.com")
_SCAN_WAITS = (0.5, 1.0, 2.0, 4.0)  # seconds; Slack fills in a file's address when it has scanned it
_MAX_HOPS = 3
_TIMEOUT = aiohttp.ClientTimeout(total=30, connect=5)


class Files:
    """Fetches files with the bot's token. `api_url` names the host that stands for Slack."""

    def __init__(self, client: AsyncWebClient, *, api_url: str) -> None:
        self._client = client
        self._api = urlsplit(api_url)

    async def mail(self, file: Mapping[str, Any]) -> bytes | SlackEmail:
        """The mail in `file`: its bytes, or Slack's email object. Raises SourceUnavailable."""
        whole = await self._whole(file)
        if int(whole.get("size") or 0) > MAX_BYTES:
            raise SourceUnavailable("file-too-large")
        body = await self._download(str(whole.get("url_private_download") or whole.get("url_private") or ""))
        if _is_sign_in(body, whole):
            raise SourceUnavailable("file-sign-in")
        return email_object(whole, body) if whole.get("mode") == "email" else body

    async def _whole(self, file: Mapping[str, Any]) -> Mapping[str, Any]:
        """The file object with its address, asked for as long as Slack is still scanning."""
        waits = iter(_SCAN_WAITS)
        while file.get("file_access") == "check_file_info" or not file.get("url_private"):
            try:
                answer = await self._client.files_info(file=file["id"])
            except SlackApiError as error:
                raise SourceUnavailable(_code(error), passing=passing(error)) from error
            file = answer["file"]
            if not file.get("url_private"):
                wait = next(waits, None)
                if wait is None:
                    raise SourceUnavailable("file-unreachable", passing=True)
                await asyncio.sleep(wait)
        return file

    async def _download(self, url: str) -> bytes:
        """Follows a few redirects inside Slack by hand, so that the token goes to no other host."""
        try:
            async with aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session:
                for _ in range(_MAX_HOPS):
                    if not self._is_slack(url):
                        raise SourceUnavailable("file-sign-in")
                    headers = {"Authorization": f"Bearer {self._client.token}"}
                    async with session.get(url, headers=headers, allow_redirects=False) as response:
                        if not response.headers.get("Location"):
                            return await _body(response)
                        url = urljoin(url, response.headers["Location"])
                        if "redir=" in url:
                            raise SourceUnavailable("file-sign-in")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise SourceUnavailable("file-unreachable", passing=True) from error
        raise SourceUnavailable("file-unreachable")

    def _is_slack(self, url: str) -> bool:
        parts = urlsplit(url)
        host, api = parts.hostname or "", self._api.hostname or ""
        if parts.scheme == self._api.scheme and (_within(host, api) or {host, api} <= _LOOPBACK):
            return True
        return parts.scheme == "https" and any(_within(host, own) for own in _HOSTS)


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)


async def _body(response: aiohttp.ClientResponse) -> bytes:
    if response.status in {404, 410}:
        raise SourceUnavailable("file-gone")
    if response.status in {401, 403}:
        raise SourceUnavailable("file-sign-in")
    if response.status != 200:
        raise SourceUnavailable("file-unreachable", passing=True)
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > MAX_BYTES:
            raise SourceUnavailable("file-too-large")
    return bytes(body)


def _is_sign_in(body: bytes, file: Mapping[str, Any]) -> bool:
    """A page in place of the file: not the size that Slack named, and a sign-in page's marks. HTML alone proves nothing."""
    if not file.get("size") or len(body) == int(file["size"]):
        return False
    head = body[:20_000].lower()
    return b"<html" in head and any(
        mark in head for mark in (b"<title>sign in", b"slack-edge.com", b"browser not supported")
    )


def email_object(file: Mapping[str, Any], body: bytes) -> SlackEmail:
    """Slack's email object with its downloaded HTML."""
    headers = file.get("headers") or {}
    return SlackEmail(
        subject=file.get("subject") or file.get("title"),
        sender=_original(file.get("from")),
        date=headers.get("date"),
        message_id=headers.get("message_id"),
        reply_to=headers.get("reply_to"),
        recipients=tuple(str(person.get("address") or "") for person in file.get("to") or ()),
        html=body.decode("utf-8", "replace") or None,
        text=file.get("plain_text"),
    )


def _original(people: Any) -> str | None:
    """The sender as the mail had it; Slack gives name and address apart as well."""
    first = next(iter(people or ()), None)
    if not first:
        return None
    return first.get("original") or f"{first.get('name') or ''} <{first.get('address') or ''}>".strip()


def _code(error: SlackApiError) -> str:
    name = error.response.get("error", "")
    if name == "missing_scope":
        return "file-sign-in"
    return "file-gone" if name in {"file_not_found", "file_deleted"} else "file-unreachable"
