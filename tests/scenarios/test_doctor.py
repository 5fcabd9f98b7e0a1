"""`fuwake doctor` against the demo workspace, a real DNS server and real block lists."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from analyzers.lookups.feed_index import FeedHost, FeedIndex, Validators
from bot import doctor
from bot.app import lookups_of
from bot.demo import DemoSlack
from tests.scenarios.office import settings
from tests.servers.faulty import faulty
from tests.servers.knot import Knot

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WORLD = {
    "a.root-servers.net": {"A": ["198.41.0.4"]},
    "2.0.0.127.good.example": {"A": ["127.0.0.2"]},
    "2.0.0.127.greedy.example": {"A": ["127.0.0.2"]},
    "1.0.0.127.greedy.example": {"A": ["127.0.0.2"]},
    "2.0.0.127.closed.example": {"A": ["127.255.255.254"]},
    "test.names.example": {"A": ["127.0.0.2"]},
    "test.uribl.com.multi.uribl.com": {"A": ["127.0.0.1"]},
}


async def examined(slack: DemoSlack, folder: Path, server: str, capsys: pytest.CaptureFixture[str], **more: object):
    zones = ("good.example", "greedy.example", "closed.example", "dead.example")
    names = ("names.example", "multi.uribl.com", "jpcert", "openphish")
    index = FeedIndex(folder / "feeds" / "jpcert.sqlite")
    index.keep("https://feed.test/", {"www.bad.example": FeedHost("bad.example")}, Validators(), time.time() - 7200)
    config = settings(slack, folder, FUWAKE_DNS_SERVERS=(server,), FUWAKE_BLOCKLISTS=zones, FUWAKE_URIBLS=names, **more)
    async with lookups_of(config) as asked:
        code = await doctor.report(config, asked)
    return code, capsys.readouterr().out.splitlines()


async def test_everything_in_order_and_each_list_by_its_test_addresses(tmp_path, capsys) -> None:
    """One line for each thing, and what a failing one costs."""
    with Knot(WORLD) as knot:
        async with DemoSlack() as slack:
            code, lines = await examined(slack, tmp_path, knot.server, capsys)

    assert code == 0
    assert "ok    connection: Socket Mode" in lines
    assert "ok    channel C0INTAKE: history can be read" in lines
    assert (
        "warn  channel C0SALES: history cannot be read (not_in_channel); the bot is not invited; mails there are not "
        "seen, and nothing can be posted; after a crash a post may appear twice, and a warning there cannot be confirmed"
        in lines
    )
    assert "ok    security team: 1 members in S0SECURITY" in lines
    assert any(re.fullmatch(r"ok    block list good.example: answers in \d+ ms", line) for line in lines)
    assert any(re.fullmatch(r"ok    block list names.example: answers in \d+ ms", line) for line in lines)
    assert (
        "warn  block list greedy.example: lists everything; it is not asked; senders that only this list knows are not "
        "noticed" in lines
    )
    assert (
        "warn  block list multi.uribl.com: refuses us; its operator may want a key, or another resolver than a public "
        "one; sites that only this list knows are not noticed" in lines
    )
    assert any(line.startswith("warn  block list closed.example: refuses us") for line in lines)
    assert any(line.startswith("warn  block list dead.example: does not answer as a list should") for line in lines)
    assert "warn  data: country: not installed; answers do not tell it; run: fuwake data update" in lines
    assert "ok    feed jpcert: 1 hosts, fetched 2 hours ago" in lines
    assert (
        "warn  feed openphish: nothing is kept yet; a running bot fetches it, and until then sites that only it knows "
        "are not noticed" in lines
    )
    assert "ok    database: SQLite in the data folder" in lines
    assert "ok    schema: the database is empty; it is set up when the bot starts" in lines
    assert "ok    clock: agrees with Slack's" in lines
    assert "ok    watching: nothing is served; FUWAKE_OPS_PORT serves /healthz, /readyz and /metrics" in lines


async def test_missing_scopes_and_a_dead_resolver_are_named(tmp_path, capsys) -> None:
    """What is missing stands there with its price, and the exit code says that something does not work."""
    async with DemoSlack() as slack, faulty("refused") as server:
        slack.workspace.scopes -= {"usergroups:read", "groups:history"}
        code, lines = await examined(slack, tmp_path, server.server, capsys)

    assert code == 1
    assert (
        "warn  scope usergroups:read: missing: members of FUWAKE_SECURITY_USERGROUP are not recognised: they can neither "
        "decide nor warn" in lines
    )
    assert "fail  security team: user group S0SECURITY cannot be read (missing_scope)" in lines
    silent = "senders, routes and links cannot be checked: name a resolver in FUWAKE_DNS_SERVERS"
    assert f"fail  DNS: no answer (refused); {silent}" in lines
    for way in ("RDAP", "WHOIS"):
        assert (
            f"warn  registration by {way}: no answer (refused); age and holder of some domains will be missing" in lines
        )


async def test_channels_that_cannot_be_used_are_told(tmp_path, capsys) -> None:
    """An archived channel, one that nobody knows, and a scope that is missing altogether: each is named with its price."""
    async with DemoSlack() as slack, faulty("refused") as server:
        slack.workspace.channels["C0GENERAL"].is_archived = True
        slack.workspace.scopes.discard("im:write")
        _, lines = await examined(slack, tmp_path, server.server, capsys, FUWAKE_INTAKE_CHANNELS=("C0NOWHERE",))

    assert "warn  channel C0GENERAL: it is archived; nothing can be posted there" in lines
    assert any(
        line.startswith(
            "warn  channel C0NOWHERE: history cannot be read (channel_not_found); there is no such channel, or it is "
        )
        for line in lines
    )
    assert (
        "warn  scope im:write: missing: answers to the report form and the shortcuts may not reach people who have never "
        "written to the bot" in lines
    )


async def test_registries_that_are_not_asked(tmp_path, capsys) -> None:
    """What is switched off stands there with its price."""
    async with DemoSlack() as slack, faulty("refused") as server:
        _, lines = await examined(slack, tmp_path, server.server, capsys, FUWAKE_REGISTRATION="off")

    assert "warn  registration: switched off; how old domains are, and who holds them, is not told" in lines


async def test_refused_tokens_are_one_line_each(tmp_path, capsys) -> None:
    """A wrong token is named by its setting."""
    with Knot(WORLD) as knot:
        async with DemoSlack() as slack:
            code, lines = await examined(slack, tmp_path, knot.server, capsys, SLACK_BOT_TOKEN="xoxb-wrong")
            more, others = await examined(slack, tmp_path, knot.server, capsys, SLACK_APP_TOKEN="xapp-wrong")

    assert (code, more) == (1, 1)
    assert "fail  Slack: SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)" in lines
    assert "fail  connection: SLACK_APP_TOKEN: Slack refuses it (invalid_auth)" in others
