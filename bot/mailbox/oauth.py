"""OAuth tokens for the mailbox, by whichever grant is set up, kept until shortly before they expire.

- a refresh token (RFC 6749, section 6), where a person has agreed: Google, Microsoft
- client credentials (RFC 6749, section 4.4), where an administrator has: Microsoft 365
- a signed assertion (RFC 7523, section 2.1) of a Google service account that may act for the mailbox's user
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import jwt

from bot.settings.base import SettingsError
from bot.settings.values import loopback

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.config import Config

GOOGLE_MAIL = "https://mail.google.com/"  # Google's scope for IMAP
MICROSOFT_MAIL = "https://outlook.office365.com/.default"  # Microsoft's, for an application that acts for itself
WITHIN = 20.0  # seconds one request may take
MAX_ANSWER, MAX_TOKEN, MAX_KEY_FILE = 65_536, 16_384, 65_536  # bytes
_EARLY = 60.0  # seconds before its end in which a token is not used any more
_UNSAID = 300.0  # seconds that a token is kept of which nobody says how long it is good
_LONGEST = 86_400.0
_JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class TokenError(Exception):
    """There is no token; one line with the server's error code. `refused`: the server said no, so that trying soon is useless."""

    def __init__(self, text: str, *, refused: bool) -> None:
        super().__init__(text)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """A Google service account: it signs with `key` (PEM) for `user`."""

    email: str
    key: str = field(repr=False)
    key_id: str | None
    user: str

    def assertion(self, audience: str, scope: str, now: float) -> str:
        """A signed claim to act for the user, good for an hour."""
        times = {"iat": int(now), "exp": int(now) + 3600}
        claims = {"iss": self.email, "sub": self.user, "scope": scope, "aud": audience, **times}
        return jwt.encode(claims, self.key, "RS256", {"kid": self.key_id} if self.key_id else None)


@dataclass(frozen=True, slots=True)
class Grant:
    """By what a token is asked for at `url`: `form` as it is sent, or an assertion of `account` for `scope`."""

    url: str
    form: Mapping[str, str] = field(repr=False)
    account: ServiceAccount | None = None
    scope: str = ""

    def body(self, refresh: str | None) -> dict[str, str]:
        """What is sent; `refresh` is a newer refresh token, if the server gave one."""
        if self.account is not None:
            assertion = self.account.assertion(self.url, self.scope, time.time())
            return {"grant_type": _JWT_BEARER, "assertion": assertion}
        return {**self.form, **({"refresh_token": refresh} if refresh and "refresh_token" in self.form else {})}


class Tokens:
    """The token of one mailbox. One request at a time; a token is asked for when the last one is about to end."""

    def __init__(self, grant: Grant) -> None:
        self._grant = grant
        self._token, self._until = "", 0.0
        self._refresh: str | None = None
        self._turn = asyncio.Lock()

    async def token(self) -> str:
        """A token that is good for a while. Raises TokenError."""
        async with self._turn:
            if time.monotonic() >= self._until:
                self._keep(await self._ask())
            return self._token

    def refused(self, token: str) -> None:
        """The mailbox does not take this token: the next one is a new one."""
        if token == self._token:
            self._until = 0.0

    def _keep(self, answer: Mapping[str, Any]) -> None:
        token, kind = answer.get("access_token"), answer.get("token_type", "bearer")
        if not isinstance(token, str) or not re.fullmatch(r"[\x21-\x7e]+", token) or len(token) > MAX_TOKEN:
            raise TokenError("the token server's answer holds no token", refused=True)
        if str(kind).lower() != "bearer":
            raise TokenError("the token server's token is not a bearer token", refused=True)
        seconds = _seconds(answer.get("expires_in"))
        self._token, self._until = token, time.monotonic() + seconds - min(_EARLY, seconds / 2)
        # A server may give a new refresh token with each token; the one before is then not to be used again.
        newer = answer.get("refresh_token")
        if isinstance(newer, str) and 0 < len(newer) <= MAX_TOKEN:
            self._refresh = newer

    async def _ask(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(WITHIN):
                status, content = await self._post()
        except (httpx.HTTPError, OSError, TimeoutError) as error:
            raise TokenError(f"the token server cannot be reached ({type(error).__name__})", refused=False) from None
        answer = _json(content)
        if status == httpx.codes.OK and answer:
            return answer
        refused = 400 <= status < 500 and status != httpx.codes.TOO_MANY_REQUESTS
        raise TokenError(f"the token server gives no token: {_code(answer) or f'HTTP {status}'}", refused=refused)

    async def _post(self) -> tuple[int, bytes]:
        headers = {"Accept": "application/json"}
        body = self._grant.body(self._refresh)
        async with (
            httpx.AsyncClient(verify=ssl.create_default_context(), timeout=WITHIN, follow_redirects=False) as client,
            client.stream("POST", self._grant.url, data=body, headers=headers) as response,
        ):
            content = b""
            async for piece in response.aiter_bytes(8192):
                content += piece
                if len(content) > MAX_ANSWER:
                    return response.status_code, b""
            return response.status_code, content


def tokens_of(config: Config, user: str) -> Tokens | None:
    """Who gives tokens for the mailbox of `user`; None when it has a password. Raises SettingsError."""
    if config.oauth_service_account is not None:
        return Tokens(_service_account(config, config.oauth_service_account, user))
    if config.oauth_token_url is None:
        return None
    if config.oauth_client_id is None:
        raise SettingsError("FUWAKE_OAUTH_CLIENT_ID: it is not set, and FUWAKE_OAUTH_TOKEN_URL is")
    form = {"client_id": config.oauth_client_id}
    if config.oauth_client_secret is not None:
        form["client_secret"] = config.oauth_client_secret.get_secret_value()
    scope = config.oauth_scope
    if config.oauth_refresh_token is not None:
        form |= {"grant_type": "refresh_token", "refresh_token": config.oauth_refresh_token.get_secret_value()}
    elif "client_secret" in form:
        form["grant_type"] = "client_credentials"
        scope = scope or MICROSOFT_MAIL
    else:
        raise SettingsError("FUWAKE_OAUTH_CLIENT_SECRET: neither it nor FUWAKE_OAUTH_REFRESH_TOKEN is set")
    url = _checked(config.oauth_token_url, "FUWAKE_OAUTH_TOKEN_URL")
    return Tokens(Grant(url, form | ({"scope": scope} if scope else {})))


def _service_account(config: Config, path: Path, user: str) -> Grant:
    name = "FUWAKE_OAUTH_SERVICE_ACCOUNT"
    try:
        with path.open("rb") as file:
            told = _json(file.read(MAX_KEY_FILE))
    except OSError as error:
        raise SettingsError(f"{name}: {path} cannot be read ({error.strerror})") from None
    email, key, key_id = (told.get(part) for part in ("client_email", "private_key", "private_key_id"))
    if not isinstance(email, str) or not isinstance(key, str):
        raise SettingsError(f"{name}: {path} is not the key file (JSON) of a service account")
    account = ServiceAccount(email, key, key_id if isinstance(key_id, str) else None, user)
    if config.oauth_token_url is not None:
        url = _checked(config.oauth_token_url, "FUWAKE_OAUTH_TOKEN_URL")
    else:
        url = _checked(str(told.get("token_uri")), name)
    scope = config.oauth_scope or GOOGLE_MAIL
    try:
        account.assertion(url, scope, time.time())
    except (jwt.PyJWTError, ValueError, TypeError):
        raise SettingsError(f"{name}: the private key in {path} cannot be used") from None
    return Grant(url, {}, account, scope)


def _checked(url: str, setting: str) -> str:
    """Secrets go there: only under TLS, or to this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and loopback(host))):
        raise SettingsError(f"{setting}: the token server's address must begin with https://")
    return url


def _json(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(told: object) -> float:
    """`expires_in`; some servers write the number as text."""
    try:
        return min(_LONGEST, max(1.0, float(str(told))))
    except ValueError:
        return _UNSAID


def _code(answer: Mapping[str, Any]) -> str | None:
    """The error code (RFC 6749, section 5.2), with the number that Microsoft gives beside it; never the description."""
    error, numbers = answer.get("error"), answer.get("error_codes")
    if not isinstance(error, str) or not re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", error):
        return None
    first = numbers[0] if isinstance(numbers, list) and numbers else None
    return f"{error} ({first})" if isinstance(first, int) else error
