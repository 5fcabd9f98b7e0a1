"""Slack's Web API at `/api/{method}`: tokens, scopes, failures on demand, then the method itself."""

from __future__ import annotations

import logging
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.demo import methods_chat, methods_conversations, methods_files, methods_people, methods_views
from bot.demo.call import Call, Method, read_arguments
from bot.demo.errors import SlackRefusal
from bot.demo.workspace import APP_ID, BOT_ID, BOT_USER, TEAM_ID, Json, Workspace

if TYPE_CHECKING:
    from bot.demo.events import Events
    from bot.demo.socket_mode import SocketMode

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """What happens to one call. With `accept` the call takes effect all the same; with `drop` no answer is given."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    accept: bool = False
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """One call as it came in, for tests to look at."""

    method: str
    arguments: Json


def _auth_test(call: Call) -> Json:
    return {
        "url": call.base_url + "/",
        "team": "Fuwake demo",
        "user": call.workspace.users[BOT_USER].name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


_METHODS: Final[dict[str, Method]] = {
    "api.test": lambda call: {"args": call.arguments},
    "auth.test": _auth_test,
    **methods_chat.METHODS,
    **methods_conversations.METHODS,
    **methods_files.METHODS,
    **methods_people.METHODS,
    **methods_views.METHODS,
}


class WebApi:
    """Answers calls. `fail_next`, `rate_limit_next` and `drop_next` play Slack's bad days; `calls` remembers all."""

    def __init__(
        self, workspace: Workspace, events: Events, sockets: SocketMode, bot_token: str, app_token: str
    ) -> None:
        self.workspace = workspace
        self.base_url = ""
        self.calls: list[Recorded] = []
        self._events = events
        self._sockets = sockets
        self._bot_token = bot_token
        self._app_token = app_token
        self._failures: dict[str, deque[Failure]] = defaultdict(deque)

    def fail_next(
        self, method: str, status: int = 200, headers: dict[str, str] | None = None, body: Any = None
    ) -> None:
        """Refuse the next call of this method with just this answer; nothing else happens. Calls queue up."""
        self._failures[method].append(Failure(status, headers or {}, body if body is not None else {"ok": False}))

    def rate_limit_next(self, method: str, retry_after: int = 1) -> None:
        """Answer the next call 429 `ratelimited` with `Retry-After` in seconds."""
        self.fail_next(method, 429, {"Retry-After": str(retry_after)}, {"ok": False, "error": "ratelimited"})

    def drop_next(self, method: str, *, accept: bool = True) -> None:
        """Cut the connection instead of answering. With `accept` the call has taken effect: the caller cannot know."""
        self._failures[method].append(Failure(accept=accept, drop=True))

    def called(self, method: str) -> list[Json]:
        """The arguments of every call of this method so far."""
        return [one.arguments for one in self.calls if one.method == method]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request."""
        method = request.match_info["method"]
        failure = self._failures[method].popleft() if self._failures.get(method) else None
        headers = {"x-oauth-scopes": ",".join(sorted(self.workspace.scopes)), "x-accepted-oauth-scopes": ""}
        try:
            arguments = await read_arguments(request)
            token = self._token(request, arguments)
            self.calls.append(Recorded(method, arguments))
            if failure is not None and not failure.accept:
                return self._failed(request, failure)
            answer = {"ok": True, **self._answer(method, arguments, token)}
        except SlackRefusal as refusal:
            log.info("%s refused: %s %s", method, refusal.code, refusal.extra or "")
            answer = {"ok": False, "error": refusal.code, **refusal.extra}
        if failure is not None:
            return self._failed(request, failure)
        return web.json_response(answer, headers=headers)

    def _answer(self, method: str, arguments: Json, token: str) -> Json:
        if not token:
            raise SlackRefusal("not_authed")
        if method == "apps.connections.open":
            return self._open_connection(token)
        if method not in _METHODS:
            raise SlackRefusal("unknown_method", req_method=method)
        if token == self._app_token:
            raise SlackRefusal("not_allowed_token_type")
        if token != self._bot_token:
            raise SlackRefusal("invalid_auth")
        return _METHODS[method](Call(method, arguments, self.workspace, self._events, self.base_url))

    def _open_connection(self, token: str) -> Json:
        if token == self._bot_token:
            raise SlackRefusal("not_allowed_token_type")
        if token != self._app_token:
            raise SlackRefusal("invalid_auth")
        ticket = self._sockets.new_ticket()
        return {"url": f"ws{self.base_url.removeprefix('http')}/link/?ticket={ticket}&app_id={APP_ID}"}

    @staticmethod
    def _token(request: web.Request, arguments: Json) -> str:
        header = request.headers.get("Authorization", "")
        given = arguments.pop("token", "")
        return header.removeprefix("Bearer ").strip() or str(given)

    @staticmethod
    def _failed(request: web.Request, failure: Failure) -> web.StreamResponse:
        if failure.drop:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        return web.json_response(failure.body, status=failure.status, headers=failure.headers)
