"""One Web API call: who may make it and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bot.demo.errors import SlackRefusal

if TYPE_CHECKING:
    from aiohttp import web

    from bot.demo.events import Events
    from bot.demo.workspace import Json, Workspace

_JSON_FIELDS: Final = ("attachments", "blocks", "files", "metadata", "view")
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Call:
    """The call's `method` and `arguments`, the workspace it acts on, where the server stands, and who tells the bot."""

    method: str
    arguments: Json
    workspace: Workspace
    events: Events
    base_url: str

    def need(self, scope: str) -> None:
        """Refuse with `missing_scope` unless the app was granted this scope."""
        if scope not in self.workspace.scopes:
            raise SlackRefusal("missing_scope", needed=scope, provided=",".join(sorted(self.workspace.scopes)))

    def text(self, name: str) -> str:
        """A required argument."""
        value = self.arguments.get(name)
        if not isinstance(value, str) or not value:
            raise invalid_arguments(f"[ERROR] missing required field: {name}")
        return value

    def maybe(self, name: str) -> str | None:
        """An optional argument; empty is none."""
        value = self.arguments.get(name)
        return str(value) if value not in (None, "") else None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes-or-no argument, in any of the ways clients write it."""
        value = self.arguments.get(name)
        return default if value is None else str(value).lower() in {"1", "true"}

    def paged(self, found: Sequence[_Item], default_limit: int) -> tuple[list[_Item], Json]:
        """The page that `cursor` and `limit` ask for, and the `response_metadata` that leads to the next."""
        try:
            start = int(self.maybe("cursor") or 0)
            limit = int(self.maybe("limit") or default_limit)
        except ValueError:
            raise SlackRefusal("invalid_cursor") from None
        end = start + limit
        return list(found[start:end]), {"next_cursor": str(end) if end < len(found) else ""}


Method = Callable[[Call], "Json"]


def invalid_arguments(*reasons: str) -> SlackRefusal:
    """The refusal `invalid_arguments` with its reasons where slack-sdk looks for them."""
    return SlackRefusal("invalid_arguments", response_metadata={"messages": list(reasons)})


async def read_arguments(request: web.Request) -> Json:
    """The arguments from the query, a form or a JSON body; block lists and views may come as JSON text."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body: Any = await request.json()
        except ValueError:
            raise SlackRefusal("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackRefusal("json_not_object")
        arguments |= body
    else:
        arguments |= dict(await request.post())
    for name in _JSON_FIELDS:
        if isinstance(arguments.get(name), str):
            arguments[name] = _decoded(name, arguments[name])
    return arguments


def _decoded(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        code = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}.get(name, "invalid_arguments")
        raise SlackRefusal(code) from None
