"""files.*: what people uploaded, and what the bot uploads."""

from __future__ import annotations

import mimetypes
import time
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.demo.errors import SlackRefusal
from bot.demo.methods_chat import bot_message
from bot.demo.workspace import BOT_USER, TEAM_ID, Json, StoredFile, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.demo.call import Call, Method

SIGN_IN_PAGE: Final = (
    "<!DOCTYPE html><html><head><title>Sign in | Slack</title>"
    '<link rel="stylesheet" href="https://a.slack-edge.com/bv1/signin.css"></head>'
    "<body><h1>Sign in to your workspace</h1></body></html>"
)
"""What a download gets without a token or without `files:read`: status 200 (bolt-js 2585, deno-slack-sdk 285)."""


def add_file(workspace: Workspace, base_url: str, name: str, data: bytes, more: Mapping[str, object]) -> Json:
    """Store a file and return its object: a hosted one of unknown type unless `more` says otherwise."""
    file_id = workspace.clock.new_id("F")
    now = int(time.time())
    place = f"{base_url}/files-pri/{TEAM_ID}-{file_id}"
    stored: Json = {
        "id": file_id,
        "created": now,
        "timestamp": now,
        "name": name,
        "title": name,
        "mimetype": "application/octet-stream",
        "filetype": "binary",
        "pretty_type": "Binary",
        "user_team": TEAM_ID,
        "editable": False,
        "size": len(data),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": True,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{place}/file",
        "url_private_download": f"{place}/download/file",
        "permalink": f"{base_url}/files/{file_id}",
        "has_rich_preview": False,
        "file_access": "visible",
        **more,
    }
    workspace.files[file_id] = StoredFile(stored, data)
    return stored


class Downloads:
    """Serves `/files-pri/...` as Slack does. With `redirect_sign_in` the refusal is a 302 to `?redir=` instead."""

    def __init__(self, workspace: Workspace, bot_token: str) -> None:
        self.workspace = workspace
        self.redirect_sign_in = False
        self._bot_token = bot_token

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Give the bytes to who holds the bot's token and `files:read`, the sign-in page to everybody else."""
        stored = self.workspace.files.get(request.match_info["file_id"].rpartition("-")[2])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        if token != self._bot_token or "files:read" not in self.workspace.scopes:
            if self.redirect_sign_in and "redir" not in request.query:
                return web.Response(status=302, headers={"Location": f"/signin?redir={request.path}"})
            return sign_in(request)
        if stored is None:
            return web.Response(status=404)
        return web.Response(body=stored.data, content_type=stored.object["mimetype"] or "application/octet-stream")


def sign_in(_request: web.Request) -> web.Response:
    """The sign-in page, status 200."""
    return web.Response(text=SIGN_IN_PAGE, content_type="text/html")


def _info(call: Call) -> Json:
    call.need("files:read")
    return {"file": call.workspace.file_object(call.text("file")), "content": None}


def _upload_url(call: Call) -> Json:
    call.need("files:write")
    name = call.text("filename")
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = add_file(call.workspace, call.base_url, name, b"", {"user": BOT_USER, "mimetype": mimetype})
    return {"upload_url": f"{call.base_url}/upload/{stored['id']}", "file_id": stored["id"]}


async def receive_upload(request: web.Request, workspace: Workspace) -> web.Response:
    """The second step of an upload: the bytes, raw or as a form."""
    stored = workspace.files.get(request.match_info["file_id"])
    if stored is None:
        return web.Response(status=404)
    if request.content_type == "multipart/form-data":
        field = next(iter((await request.post()).values()))
        stored.data = field.file.read() if isinstance(field, web.FileField) else str(field).encode()
    else:
        stored.data = await request.read()
    stored.object["size"] = len(stored.data)
    return web.Response(text=f"OK - {len(stored.data)}")


def _complete_upload(call: Call) -> Json:
    call.need("files:write")
    given = call.arguments.get("files")
    if not isinstance(given, list) or not given:
        raise SlackRefusal("invalid_arguments")
    done = []
    for one in given:
        stored = call.workspace.file_object(str(one.get("id")))
        stored["title"] = one.get("title") or stored["name"]
        done.append(stored)
    where = call.maybe("channel_id") or call.maybe("channels")
    if where:
        channel = call.workspace.visible(where)
        content: Json = {
            "text": call.maybe("initial_comment") or "",
            "files": done,
            "subtype": "file_share",
            "upload": True,
        }
        if thread_ts := call.maybe("thread_ts"):
            content["thread_ts"] = thread_ts
        call.events.message(channel, call.workspace.put(channel, bot_message(content)))
    return {"files": done}


METHODS: Final[dict[str, Method]] = {
    "files.info": _info,
    "files.getUploadURLExternal": _upload_url,
    "files.completeUploadExternal": _complete_upload,
}
