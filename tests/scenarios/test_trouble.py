"""Trouble with Slack itself: missing scopes, refused tokens, silent sockets, channels that cannot be written to, deleted posts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError

from bot.demo import DemoSlack
from bot.demo.office import INTAKE, SECURITY
from bot.slack.connection import SlackSetupError, make_app, make_client, socket_mode
from tests.scenarios.office import CASE_A, HANAKO, Office, office
from tests.scenarios.process import BotProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest_asyncio.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


def said(slack: DemoSlack, channel: str, part: str) -> list[dict[str, Any]]:
    return [m for m in slack.workspace.channels[channel].messages if m.get("bot_id") and part in m["text"]]


async def test_missing_scope_is_told_once_an_hour(at: Office) -> None:
    """The security channel reads which scope it is and what to do, in both languages, once."""
    client = at.bot.client
    at.slack.workspace.scopes.discard("usergroups:read")
    for _ in range(3):
        with pytest.raises(SlackApiError):
            await client.usergroups_users_list(usergroup="S0SECURITY")
    (told,) = await at.slack.workspace.until(lambda: said(at.slack, SECURITY, "usergroups:read"))
    await asyncio.sleep(0.1)

    assert len(said(at.slack, SECURITY, "usergroups:read")) == 1
    assert told["text"] == (
        "Slack アプリに権限 usergroups:read がないため、できないことがあります。アプリの設定画面の OAuth & Permissions で"
        "この権限を足し、アプリを入れ直してください。"
    ).replace("&", "&amp;")
    assert "The Slack app lacks the scope usergroups:read" in str(told["blocks"])


async def test_a_refused_token_ends_the_bot_with_one_line(tmp_path: Path) -> None:
    """The token is revoked while the bot runs: it ends with the setting's name, and after the repair nothing is lost."""
    async with DemoSlack(retry_delays=(0, 5, 5)) as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        before = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await slack.workspace.until(lambda: "edited" in str(slack.workspace.replies(INTAKE, before["ts"])), timeout=20)
        right, slack.web_api._bot_token = slack.web_api._bot_token, "xoxb-another"
        slack.downloads._bot_token = "xoxb-another"
        root = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        code = await bot.ended()
        line = (tmp_path / "log").read_text().splitlines()[-1]
        slack.web_api._bot_token = slack.downloads._bot_token = right
        await bot.start()
        await slack.workspace.until(lambda: slack.workspace.replies(INTAKE, root["ts"]), timeout=40)
        await bot.stop()

    assert code == 2
    assert line == "fuwake: SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)"
    assert len(slack.workspace.replies(INTAKE, root["ts"])) == 1


async def test_one_odd_refusal_ends_nothing(at: Office) -> None:
    """Slack says once that the token is wrong, and then that it is right."""
    at.slack.web_api.fail_next("chat.postMessage", 200, {}, {"ok": False, "error": "account_inactive"})
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    replies = await at.replies(INTAKE, root["ts"])

    assert len(replies) == 1
    assert not at.bot.ended.done()


async def test_closed_socket_is_opened_again(at: Office) -> None:
    """Slack closes every connection after some hours: the next mail is answered over the new one."""
    before = at.slack.sockets.connections[0].number
    await at.slack.sockets.disconnect()
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    replies = await at.replies(INTAKE, root["ts"])

    assert len(replies) == 1
    assert at.slack.sockets.connections[0].number > before
    assert not at.bot.ended.done()


class Silent:
    """A wire to the workspace that can be cut without anybody being told."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.cut = False

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        await asyncio.gather(self._carry(reader, back), self._carry(there, writer))

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65_536):
            if not self.cut:
                sink.write(data)
        sink.close()


async def test_a_silent_socket_is_noticed() -> None:
    """The wire is dead, and nobody closed anything: after a while the bot is told to end, so that it is started again."""
    ended: list[SlackSetupError] = []
    async with DemoSlack() as slack, Silent(int(slack.base_url.rpartition(":")[2])) as wire:
        slack.web_api.base_url = f"http://127.0.0.1:{wire.port}"
        app = make_app(make_client(slack.bot_token, slack.api_url), None)
        async with socket_mode(app, slack.app_token, ended.append, ping=0.2, silence=1.5):
            await asyncio.sleep(2)
            alive = list(ended)
            wire.cut = True
            async with asyncio.timeout(10):
                while not ended:  # noqa: ASYNC110 -- it happens elsewhere
                    await asyncio.sleep(0.05)

    assert alive == []
    assert [str(one) for one in ended] == ["Socket Mode: no sign of life from Slack for 2 s"]
    assert ended[0].passing


@pytest.mark.parametrize("refusal", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])
async def test_a_thread_that_takes_no_post_ends_the_job(at: Office, refusal: str) -> None:
    """Nothing is tried over and over, and the security channel still has its card."""
    for _ in range(2):
        at.slack.web_api.fail_next("chat.postMessage", 200, {}, {"ok": False, "error": refusal})
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.slack.workspace.until(lambda: at.slack.web_api.called("chat.postMessage"), timeout=10)
    await at.idle()

    assert at.slack.workspace.replies(INTAKE, root["ts"]) == []
    assert len(await at.posts(SECURITY)) == 1
    assert await at.bot.jobs.failed() == []


async def test_a_post_that_was_deleted_meanwhile(at: Office) -> None:
    """The reporter took the mail back before the answer: nothing is said, and nothing tried again."""
    at.slack.workspace.channels[INTAKE].members.add(HANAKO)
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.slack.people.delete(HANAKO, INTAKE, root["ts"])
    await at.slack.courier.settled()
    await at.idle()

    assert [m for m in at.slack.workspace.channels[INTAKE].messages if m.get("bot_id")] == []
    assert await at.bot.jobs.failed() == []


async def test_a_huge_file_is_refused_and_a_large_one_is_read(at: Office) -> None:
    """25 MB are read; what is larger is not even fetched."""
    large = CASE_A + b"\n" + b"x" * 76 + (b"\n" + b"y" * 76) * 325_000
    first = await at.slack.people.upload(HANAKO, INTAKE, "large.eml", large[: 25 * 2**20 - 1])
    replies = await at.replies(INTAKE, first["ts"])
    second = await at.slack.people.upload(HANAKO, INTAKE, "huge.eml", CASE_A + b"z" * (25 * 2**20))
    refused = await at.replies(INTAKE, second["ts"], edited=False)

    assert "危険" in replies[0]["text"]
    assert len(replies) == len(refused) == 1
    assert "25 MB" in refused[0]["text"]


async def test_stop_drains_what_runs(tmp_path: Path) -> None:
    """A stop in the middle of ten reports: what runs is finished, the rest comes after the next start, each once."""
    async with DemoSlack(retry_delays=(0, 2, 4, 8)) as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        roots = [await slack.people.upload(HANAKO, INTAKE, f"{n}.eml", CASE_A + b"\n%d" % n) for n in range(10)]
        await slack.courier.settled()
        code = await bot.stop()
        await bot.start()
        for root in roots:
            await slack.workspace.until(lambda ts=root["ts"]: slack.workspace.replies(INTAKE, ts), timeout=40)
        await asyncio.sleep(1)
        await bot.stop()

    assert code == 0
    assert [len(slack.workspace.replies(INTAKE, root["ts"])) for root in roots] == [1] * 10
