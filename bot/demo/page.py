"""The page in the browser: its files, the state it shows, and what its user does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.demo.errors import DemoError
from bot.demo.office import PEOPLE, SECURITY_GROUP

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.demo.courier import Courier
    from bot.demo.people import People
    from bot.demo.workspace import Json, Workspace

_HERE: Final = Path(__file__).parent
_ASSETS: Final = {
    "page.html": "text/html",
    "page.css": "text/css",
    "page.js": "text/javascript",
    "blocks.js": "text/javascript",
    "modal.js": "text/javascript",
}
_POLL_SECONDS: Final = 20.0
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail to try: `id` for the page, titles in both languages, the file's name and its bytes."""

    id: str
    title_ja: str
    title_en: str
    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut of the app's manifest, so that the page can offer it: on a message, or everywhere."""

    callback_id: str
    title_ja: str
    title_en: str
    on_message: bool = True


@dataclass(frozen=True, slots=True)
class Offered:
    """What the page offers to begin with: mails, shortcuts, commands as they are typed, and a note in both languages."""

    samples: Sequence[Sample]
    shortcuts: Sequence[Shortcut]
    commands: Sequence[str]
    notes: tuple[str, str]


class Page:
    """Serves the page. Everything its user does is done by `People`; nothing here knows Slack's payloads."""

    def __init__(self, workspace: Workspace, people: People, courier: Courier, offered: Offered) -> None:
        self._workspace = workspace
        self._people = people
        self._courier = courier
        self._samples = {sample.id: sample for sample in offered.samples}
        self._offered = offered

    def routes(self) -> list[web.RouteDef]:
        """Where the page lives: `/`, its assets, `/demo/state` and one address per deed."""
        deeds: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "say": self._say,
            "sample": self._sample,
            "click": self._click,
            "submit": self._submit,
            "close": self._close,
            "command": self._command,
            "shortcut": self._shortcut,
            "home": self._home,
        }
        return [
            web.get("/", self._asset),
            web.get("/{name:page\\.css|(?:page|blocks|modal)\\.js}", self._asset),
            web.get("/favicon.ico", self._no_icon),
            web.get("/demo/state", self._state),
            web.post("/demo/upload", self._upload),
            *(web.post(f"/demo/{name}", _deed(do)) for name, do in deeds.items()),
        ]

    @staticmethod
    async def _asset(request: web.Request) -> web.Response:
        name = request.match_info.get("name", "page.html")
        return web.Response(text=(_HERE / name).read_text("utf-8"), content_type=_ASSETS[name], headers=_HEADERS)

    @staticmethod
    async def _no_icon(_request: web.Request) -> web.Response:
        return web.Response(status=204, headers=_HEADERS)

    async def _state(self, request: web.Request) -> web.Response:
        """The state as one person sees it, once it is newer than `since`, or after a while."""
        version = self._workspace.version
        if request.query.get("since") == str(version):
            await self._workspace.changed(version, _POLL_SECONDS)
        return web.json_response(self.seen_by(request.query.get("user", PEOPLE[0].id)), headers=_HEADERS)

    def seen_by(self, user: str) -> Json:
        """Everything the page needs to draw itself for this person."""
        workspace = self._workspace
        channels = [channel for channel in workspace.channels.values() if user in channel.members]
        stack = workspace.view_stacks.get(user) or []
        return {
            "version": workspace.version,
            "connected": self._courier.reachable,
            "user": user,
            "people": [
                {
                    "id": one.id,
                    "name": one.real_name,
                    "locale": one.locale,
                    "security": one.id in SECURITY_GROUP.members,
                }
                for one in PEOPLE
            ],
            "names": {one.id: one.real_name for one in workspace.users.values()},
            "channels": [
                {"id": c.id, "name": c.name, "im": c.is_im, "private": c.is_private, "messages": c.messages}
                for c in channels
            ],
            "all_channels": [
                {"id": c.id, "name": c.name} for c in workspace.channels.values() if not c.is_im and user in c.members
            ],
            "ephemerals": [
                {"channel": e.channel, **e.message, "ts": e.ts} for e in workspace.ephemerals if e.user == user
            ],
            "view": workspace.views[stack[-1]] if stack else None,
            "home": workspace.homes.get(user),
            "samples": [{"id": s.id, "ja": s.title_ja, "en": s.title_en} for s in self._samples.values()],
            "shortcuts": [
                {"callback_id": s.callback_id, "ja": s.title_ja, "en": s.title_en, "on_message": s.on_message}
                for s in self._offered.shortcuts
            ],
            "commands": self._offered.commands,
            "notes": self._offered.notes,
        }

    async def _say(self, body: Json) -> Json:
        posted = await self._people.say(body["user"], body["channel"], body["text"], thread_ts=body.get("thread_ts"))
        return {"ts": posted["ts"]}

    async def _sample(self, body: Json) -> Json:
        sample = self._samples[body["sample"]]
        return await self._send_mail(body, sample.filename, sample.data)

    async def _send_mail(self, body: Json, name: str, data: bytes) -> Json:
        if body.get("as_email"):
            posted = await self._people.email_in(body["channel"], data)
        else:
            thread_ts = body.get("thread_ts")
            posted = await self._people.upload(body["user"], body["channel"], name, data, thread_ts=thread_ts)
        return {"ts": posted["ts"]}

    async def _upload(self, request: web.Request) -> web.Response:
        """A file by form: with `for_view` it is only stored, and its object answered, for a modal's file input."""
        form = await request.post()
        given = form.get("file")
        if not isinstance(given, web.FileField):
            return web.json_response({"error": "no file"}, status=400, headers=_HEADERS)
        body = {key: value for key, value in form.items() if isinstance(value, str) and value}
        data = given.file.read()
        if body.get("for_view"):
            answer = {"file": self._people.add_file(given.filename, data, user=body["user"])}
        else:
            answer = await self._send_mail(body, given.filename, data)
        return web.json_response(answer, headers=_HEADERS)

    async def _click(self, body: Json) -> Json:
        if body.get("surface") in {"modal", "home"}:
            home = body["surface"] == "home"
            delivery = await self._people.click_in_view(body["user"], body["action_id"], home=home)
        else:
            delivery = await self._people.click(body["user"], body["channel"], body["ts"], body["action_id"])
        return {"acked": delivery.acked}

    async def _submit(self, body: Json) -> Json:
        submission = await self._people.submit(body["user"], body["answers"])
        return {"accepted": submission.accepted, "errors": submission.errors}

    async def _close(self, body: Json) -> Json:
        await self._people.close_view(body["user"])
        return {}

    async def _command(self, body: Json) -> Json:
        command, _, text = body["text"].partition(" ")
        delivery = await self._people.command(body["user"], body["channel"], command, text.strip())
        return {"acked": delivery.acked}

    async def _shortcut(self, body: Json) -> Json:
        delivery = await self._people.shortcut(body["user"], body["callback_id"], body.get("channel"), body.get("ts"))
        return {"acked": delivery.acked}

    async def _home(self, body: Json) -> Json:
        await self._people.open_home(body["user"])
        return {}


def _deed(do: Callable[[Json], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """One address of the page: a JSON object in, a JSON object out, a refusal as 400 with its words."""

    async def handle(request: web.Request) -> web.Response:
        try:
            body: Any = await request.json()
            return web.json_response(await do(body), headers=_HEADERS)
        except (DemoError, KeyError, ValueError) as refusal:
            return web.json_response({"error": str(refusal)}, status=400, headers=_HEADERS)

    return handle
