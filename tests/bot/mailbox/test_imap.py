"""A mailbox on a real Dovecot: what comes is taken at once, each mail once, and moved away when its report is done."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import structlog

from bot.mailbox.identity import identity
from bot.tables import migrate
from tests.bot.mailbox.imap_office import QUICK, config, mail, until, watched
from tests.servers.dovecot import PLAIN, USER, Dovecot
from tests.servers.token_server import CLIENT, REFRESH, SECRET, TokenServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import sqlalchemy as sa

DONE = {"INBOX": 0, "done": 1, "failed": 0}


@pytest.fixture
def rows(engine: sa.Engine) -> sa.Engine:
    """A database with its tables."""
    migrate(engine)
    return engine


@pytest.fixture
def dovecot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    with Dovecot() as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
        yield running


async def ends(dovecot: Dovecot, folders: dict[str, int]) -> None:
    """Until so many mails are in the folders."""
    found: dict[str, int] = {}

    def seen() -> bool:
        nonlocal found
        found = dovecot.folders()
        return found == folders

    try:
        await until(seen)
    except TimeoutError:
        pytest.fail(f"{found}\n{dovecot.said()}")


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
async def test_a_mail_is_taken_and_moved(dovecot: Dovecot, rows: sa.Engine, security: str) -> None:
    """With its flags as they were, byte for byte, read or not."""
    dovecot.append(mail(1), flags=[rb"\Seen", rb"\Flagged"])
    async with watched(config(dovecot, security), rows) as (watch, desk):
        await ends(dovecot, DONE)
        state = watch.state

    assert desk.puts == [identity(mail(1))]
    assert dovecot.mails("done") == [(mail(1), (rb"\Flagged", rb"\Seen"))]
    assert (state.connected, state.holding, state.trouble, state.taken) == (True, True, None, 1)


async def test_mail_of_long_ago(dovecot: Dovecot, rows: sa.Engine) -> None:
    """A mailbox that was in use before: what lay there for longer than a month is put aside, and nobody is answered."""
    now = datetime.now(UTC)
    dovecot.append(mail(1), mail(2), came=now - timedelta(days=31))
    dovecot.append(mail(3), came=now - timedelta(days=29))
    async with watched(config(dovecot), rows) as (_, desk):
        await ends(dovecot, DONE | {"done": 3})

    assert desk.puts == [identity(mail(3))]


async def test_a_mail_that_comes_later_is_taken_at_once(dovecot: Dovecot, rows: sa.Engine) -> None:
    """The server tells of it: nobody waits for the next look."""
    async with watched(config(dovecot), rows) as (watch, desk):
        await until(lambda: watch.state.connected)
        took = []
        for number in range(5):
            dovecot.append(mail(number))
            began = time.monotonic()
            await until(lambda: len(desk.puts) > number)  # noqa: B023 -- it is asked in this turn only
            took.append(time.monotonic() - began)
        await ends(dovecot, {"INBOX": 0, "done": 5, "failed": 0})

    assert max(took) < QUICK.net / 4


async def test_a_server_that_cannot_idle_is_asked(monkeypatch: pytest.MonkeyPatch, rows: sa.Engine) -> None:
    """Then it is looked at every so often."""
    with Dovecot(capability=PLAIN) as dovecot:
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
        async with watched(config(dovecot), rows) as (watch, desk):
            await until(lambda: watch.state.connected)
            dovecot.append(mail(1))
            await ends(dovecot, DONE)

    assert len(desk.puts) == 1


async def test_a_server_that_cannot_move(monkeypatch: pytest.MonkeyPatch, rows: sa.Engine) -> None:
    """Copied, marked and expunged by uid: what somebody else has marked stays."""
    with Dovecot(capability=PLAIN.replace(" MOVE", "")) as dovecot:
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
        dovecot.append(mail(1), mail(2))
        async with watched(config(dovecot), rows, outcome=None) as (_, desk):
            await until(lambda: len(desk.puts) == 2)
            with dovecot.client() as client:
                client.select_folder("INBOX")
                client.add_flags([2], [rb"\Deleted"])
            await desk.spool.finish(identity(mail(1)), "done")
            await ends(dovecot, {"INBOX": 1, "done": 1, "failed": 0})
        kept = dovecot.mails("INBOX")

    assert kept == [(mail(2), (rb"\Deleted",))]


async def test_a_server_that_can_neither(monkeypatch: pytest.MonkeyPatch, rows: sa.Engine) -> None:
    """One line, and nothing is taken."""
    with Dovecot(capability="IMAP4rev1 SASL-IR IDLE") as dovecot, structlog.testing.capture_logs() as said:
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
        dovecot.append(mail(1))
        async with watched(config(dovecot), rows) as (watch, desk):
            await until(lambda: dovecot.logins() > 3)
            state = watch.state
        kept = dovecot.folders()

    assert (state.trouble, desk.puts, kept) == ("cannot-move", [], {"INBOX": 1})
    assert [(line["event"], line.get("code")) for line in said] == [("imap_trouble", "cannot-move")]


@pytest.mark.parametrize(("prefix", "separator"), [("INBOX.", "."), ("", ".")])
async def test_folders_are_named_as_the_server_wants(
    monkeypatch: pytest.MonkeyPatch, rows: sa.Engine, prefix: str, separator: str
) -> None:
    """Under its prefix, with its delimiter, in any script; and people see them."""
    names = {"FUWAKE_IMAP_DONE": "報告/済", "FUWAKE_IMAP_FAILED": "報告/失敗"}
    with Dovecot(prefix=prefix, separator=separator) as dovecot:
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
        dovecot.append(mail(1))
        async with watched(config(dovecot, **names), rows) as (watch, _):
            await until(lambda: watch.state.moved)
        with dovecot.client() as client:
            subscribed = {name for _, _, name in client.list_sub_folders()}
            there = client.folder_status(f"{prefix}報告{separator}済", ["MESSAGES"])[b"MESSAGES"]

    assert subscribed >= {f"{prefix}報告{separator}済", f"{prefix}報告{separator}失敗"}
    assert there == 1


async def test_a_mail_that_failed(dovecot: Dovecot, rows: sa.Engine) -> None:
    """What its row says decides where it goes, as soon as it says so."""
    dovecot.append(mail(1))
    async with watched(config(dovecot), rows, outcome=None) as (watch, desk):
        await until(lambda: desk.puts)
        kept = dovecot.folders()
        await desk.spool.finish(identity(mail(1)), "failed", "no-mail")
        await ends(dovecot, {"INBOX": 0, "done": 0, "failed": 1})
        state = watch.state

    assert kept == {"INBOX": 1, "done": 0, "failed": 0}
    assert (state.pending, state.moved) == (0, 1)


async def test_mails_that_cannot_be_taken(dovecot: Dovecot, rows: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too large is not even fetched, an empty one is none; the others do not wait for them."""
    monkeypatch.setattr("bot.mailbox.imap_work.MAX_MAIL", 10_000)
    dovecot.append(mail(1, 20_000), b" \r\n", mail(2))
    async with watched(config(dovecot), rows) as (_, desk):
        await ends(dovecot, {"INBOX": 0, "done": 1, "failed": 2})

    assert desk.puts == [identity(mail(2))]


async def test_a_large_mail(dovecot: Dovecot, rows: sa.Engine) -> None:
    """As large as mail servers let through."""
    dovecot.append(mail(1, 20_000_000))
    async with watched(config(dovecot), rows, outcome=None) as (_, desk):
        await until(lambda: desk.puts)
        spooled = await desk.spool.get(desk.puts[0])

    assert spooled is not None
    assert spooled.raw == mail(1, 20_000_000)


async def test_a_mail_that_was_delivered_twice(dovecot: Dovecot, rows: sa.Engine) -> None:
    """One row; both messages are moved."""
    dovecot.append(b"Received: by a\r\n" + mail(1), b"Received: by b\r\n" + mail(1))
    async with watched(config(dovecot), rows) as (watch, desk):
        await ends(dovecot, {"INBOX": 0, "done": 2, "failed": 0})
        state = watch.state

    assert (set(desk.puts), state.taken) == ({identity(mail(1))}, 1)


async def test_what_was_done_before_is_not_put_again(dovecot: Dovecot, rows: sa.Engine) -> None:
    """A mail that comes once more after weeks is moved, and nobody is answered twice."""
    async with watched(config(dovecot), rows) as (_, desk):
        dovecot.append(mail(1))
        await ends(dovecot, DONE)
        dovecot.append(mail(1))
        await ends(dovecot, {"INBOX": 0, "done": 2, "failed": 0})

    assert len(desk.puts) == 1


async def test_no_more_than_so_many_at_once(dovecot: Dovecot, rows: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest waits in the folder until there is room."""
    monkeypatch.setattr("bot.mailbox.imap_work.MOST", 3)
    dovecot.append(*(mail(n) for n in range(8)))
    async with watched(config(dovecot), rows, outcome=None) as (watch, desk):
        await until(lambda: len(desk.puts) == 3)
        await until(lambda: watch.state.last_heard)
        pending = watch.state.pending, len(desk.puts)
        desk.outcome = "done"
        for name in desk.puts[:3]:
            await desk.spool.finish(name, "done")
        await ends(dovecot, {"INBOX": 0, "done": 8, "failed": 0})

    assert pending == (3, 3)


async def test_jobs_that_are_down(dovecot: Dovecot, rows: sa.Engine) -> None:
    """The mail stays where it is, one line is said, and it is taken when they are back."""
    dovecot.append(mail(1))
    with structlog.testing.capture_logs() as said:
        async with watched(config(dovecot), rows, down=True) as (watch, desk):
            await until(lambda: dovecot.logins() > 4)
            kept, trouble = dovecot.folders(), watch.state.trouble
            desk.down = False
            await ends(dovecot, DONE)
            state = watch.state

    assert (kept["INBOX"], trouble, state.trouble) == (1, "store", None)
    assert [line["event"] for line in said] == ["imap_trouble", "imap_connected"]


async def test_the_server_is_restarted(dovecot: Dovecot, rows: sa.Engine) -> None:
    """With a mail in work: it is moved afterwards, and what came meanwhile is taken; one line each is said."""
    dovecot.append(mail(1))
    with structlog.testing.capture_logs() as said:
        async with watched(config(dovecot), rows, outcome=None) as (watch, desk):
            await until(lambda: len(desk.puts) == 1)
            dovecot.stop()
            await until(lambda: watch.state.trouble == "unreachable")
            connected = watch.state.connected
            await desk.spool.finish(identity(mail(1)), "done")
            dovecot.start()
            dovecot.append(mail(2))
            await ends(dovecot, {"INBOX": 1, "done": 1, "failed": 0})

    told = [line.get("code", line["event"]) for line in said if line["event"] != "imap_lost"]
    assert connected is False
    assert told == ["imap_connected", "unreachable", "imap_connected"]
    assert desk.puts == [identity(mail(1)), identity(mail(2))]


async def test_the_uids_mean_something_else(dovecot: Dovecot, rows: sa.Engine) -> None:
    """A folder that was made anew has other mails under the same numbers: none of them is moved for an old one."""
    dovecot.append(mail(1))
    async with watched(config(dovecot), rows, outcome=None) as (_, desk):
        await until(lambda: len(desk.puts) == 1)
        dovecot.stop()
        for name in ("cur", "new", "dovecot-uidlist", "dovecot.index.log", "dovecot.index", "dovecot.index.cache"):
            path = dovecot.path / "mail" / name
            for file in path.iterdir() if path.is_dir() else [path] if path.exists() else []:
                file.unlink()
        dovecot.start()
        dovecot.append(mail(2))
        await desk.spool.finish(identity(mail(1)), "done")
        await until(lambda: len(desk.puts) == 2)
        kept = dovecot.folders()

    assert (desk.puts[1], kept) == (identity(mail(2)), {"INBOX": 1, "done": 0, "failed": 0})


async def test_the_done_folder_is_taken_away(dovecot: Dovecot, rows: sa.Engine) -> None:
    """It is made again, and nothing is lost."""
    dovecot.append(mail(1))
    async with watched(config(dovecot), rows, outcome=None) as (_, desk):
        await until(lambda: desk.puts)
        with dovecot.client() as client:
            client.delete_folder("done")
        await desk.spool.finish(identity(mail(1)), "done")
        await ends(dovecot, DONE)

    assert len(desk.puts) == 1


GRANTS = ["refresh", "client", "account"]


@pytest.mark.parametrize("grant", GRANTS)
async def test_a_login_by_token(grant: str, rows: sa.Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XOAUTH2 by each of the grants; a token that is refused is renewed once."""
    with TokenServer(USER) as server, Dovecot(introspection=server.introspection) as dovecot:
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
        client = {"FUWAKE_OAUTH_CLIENT_ID": CLIENT, "FUWAKE_OAUTH_CLIENT_SECRET": SECRET}
        client |= {"FUWAKE_OAUTH_TOKEN_URL": server.token_url, "FUWAKE_IMAP_PASSWORD": None}
        more = {
            "refresh": client | {"FUWAKE_OAUTH_REFRESH_TOKEN": REFRESH},
            "client": client,
            "account": {"FUWAKE_OAUTH_SERVICE_ACCOUNT": str(server.key_file(tmp_path / "key.json"))},
        }[grant]
        dovecot.append(mail(1))
        async with watched(config(dovecot, **more), rows) as (watch, _):
            await ends(dovecot, DONE)
            server.revoke()
            dovecot.stop()
            dovecot.start()
            dovecot.append(mail(2))
            await ends(dovecot, {"INBOX": 0, "done": 2, "failed": 0})
            state = watch.state

    assert (len(server.asked), state.trouble) == (2, None)


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ({"FUWAKE_IMAP_PASSWORD": "wrong"}, "login-refused", "the server refuses the login (AUTHENTICATIONFAILED)"),
        ({"FUWAKE_IMAP_FOLDER": "Reports"}, "no-folder", "the mailbox has no folder 'Reports'"),
        ({"SSL_CERT_FILE": None}, "certificate", "the server's certificate is not valid: self-signed certificate"),
    ],
)
async def test_what_is_wrong_is_said_once(
    dovecot: Dovecot, rows: sa.Engine, monkeypatch: pytest.MonkeyPatch, more: dict[str, str], code: str, line: str
) -> None:
    """However often it is tried; no address is in it."""
    if "SSL_CERT_FILE" in more:
        monkeypatch.delenv("SSL_CERT_FILE")
    with structlog.testing.capture_logs() as said:
        async with watched(config(dovecot, **more), rows) as (watch, _):
            await until(lambda: watch._failures > 2)

    assert [(each["event"], each["code"], each["reason"]) for each in said] == [("imap_trouble", code, line)]


async def test_a_token_server_that_refuses(dovecot: Dovecot, rows: sa.Engine) -> None:
    """Its code is what is said."""
    with TokenServer(USER) as server:
        values = {"FUWAKE_OAUTH_TOKEN_URL": server.token_url, "FUWAKE_OAUTH_CLIENT_ID": CLIENT}
        with structlog.testing.capture_logs() as said:
            async with watched(config(dovecot, **values, FUWAKE_OAUTH_CLIENT_SECRET="s"), rows) as (watch, _):
                await until(lambda: watch._failures > 2)

    assert [(each["code"], each["reason"]) for each in said] == [
        ("token-refused", "the token server gives no token: invalid_client")
    ]


async def test_one_process_watches(dovecot: Dovecot, rows: sa.Engine) -> None:
    """Another one takes over when it ends."""
    async with contextlib.AsyncExitStack() as one, contextlib.AsyncExitStack() as both:
        first, desk = await one.enter_async_context(watched(config(dovecot), rows))
        await until(lambda: first.state.connected)
        second, other = await both.enter_async_context(watched(config(dovecot), rows))
        dovecot.append(mail(1))
        await ends(dovecot, DONE)
        waiting = second.state
        await one.aclose()
        dovecot.append(mail(2))
        await ends(dovecot, {"INBOX": 0, "done": 2, "failed": 0})

    assert (waiting.holding, len(desk.puts), len(other.puts)) == (False, 1, 1)


async def test_no_mailbox(rows: sa.Engine) -> None:
    """Where none is set up, nothing is watched."""
    from bot.config import load

    async with watched(load(_env_file=None), rows) as (watch, _):
        state = watch.state

    assert (state.enabled, state.connected, state.trouble) == (False, False, None)
