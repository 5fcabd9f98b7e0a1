"""The way in for mail servers: where it is, who may come, and how it closes."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import stat

import pytest

from bot.mailbox import gate, listener
from bot.mailbox.identity import identity
from bot.settings.base import SettingsError
from tests.bot.mailbox.lmtp import MAIL, Server, lmtp, open_listener


async def test_strangers():
    """Only mail servers that were named may speak."""
    async with open_listener(mail_peers=("192.0.2.1", "2001:db8::/64")) as (_, at), Server.calls(at.lmtp) as server:
        replies = [await server.hears(), await server.hears()]

    assert replies == ["554 5.7.1 No mail is taken from there", ""]


@pytest.mark.parametrize(
    ("peer", "known"),
    [("192.0.2.9", True), ("::ffff:192.0.2.9", True), ("192.0.3.1", False), ("fe80::1%eth0", True), ("::1", False)],
)
def test_peers(peer, known):
    """IPv4 may come as IPv6, and an address of a link with its link."""
    networks = tuple(map(gate.ipaddress.ip_network, ("192.0.2.0/24", "fe80::/10")))
    refusal = gate.Gate(None, networks, frozenset()).refusal((peer, 25))

    assert refusal == (None if known else "554 5.7.1 No mail is taken from there")


async def test_too_many_conversations(monkeypatch):
    """One more is told to come again, and may when one has ended."""
    monkeypatch.setattr(gate, "MAX_CONVERSATIONS", 1)
    async with open_listener() as (_, at):
        async with Server.calls(at.lmtp) as first:
            greeted = await first.hears()
            async with Server.calls(at.lmtp) as second:
                refused = [await second.hears(), await second.hears()]
            await first.says("QUIT")
            ended = await first.hears()
        async with Server.calls(at.lmtp) as third:
            again = await third.hears()

    assert (greeted[:3], refused, ended, again[:3]) == ("220", ["421 4.3.2 Too busy, try again", ""], "", "220")


async def test_silence(monkeypatch):
    """A server that says nothing is hung up on."""
    monkeypatch.setattr(listener, "Gate", lambda *given, **more: gate.Gate(*given, **more, timeout=0.05))
    async with lmtp() as (_, server):
        assert await server.hears() == ""


async def test_server_that_hangs_up():
    """In the middle of a mail nothing is taken, and what was being taken is no other mail at the next try."""
    async with open_listener() as (office, at):
        for raw in (MAIL, MAIL + b".\r\n"):
            office.go.clear()
            async with Server.calls(at.lmtp) as server:
                await server.hears()
                await server.says("LHLO mx", "MAIL FROM:<>", "RCPT TO:<a@example.jp>", "DATA")
                server.writer.write(raw)
                await server.writer.drain()
                if raw != MAIL:
                    await office.asked.wait()
            office.go.set()
        async with Server.calls(at.lmtp) as server:
            await server.hears()
            await server.says("LHLO mx")
            again = await server.hands_over(MAIL)

    assert again == ["250 2.0.0 Taken"]
    assert (list(office.rows), {key for *_, key in office.jobs}) == ([identity(MAIL)], {f"mail:{identity(MAIL)}"})


async def test_stop_waits_for_a_mail():
    """The one that is being received is taken; who waits for nothing is told to come again."""
    async with contextlib.AsyncExitStack() as stack:
        office, at = await stack.enter_async_context(open_listener())
        async with Server.calls(at.lmtp) as busy, Server.calls(at.lmtp) as idle:
            for server in (busy, idle):
                await server.hears()
                await server.says("LHLO mx")
            await busy.says("MAIL FROM:<>", "RCPT TO:<a@example.jp>", "DATA")
            stopping = asyncio.create_task(stack.aclose())
            parted = [await idle.hears(), await idle.hears()]
            busy.writer.write(MAIL + b".\r\n")
            taken = [await busy.hears(), await busy.hears(), await busy.hears()]
            await stopping
            with pytest.raises(ConnectionRefusedError):
                async with Server.calls(at.lmtp):
                    pass

    assert parted == ["421 4.3.2 Going down, try again", ""]
    assert taken == ["250 2.0.0 Taken", "421 4.3.2 Going down, try again", ""]
    assert len(office.jobs) == 1


async def test_stop_does_not_wait_for_ever(monkeypatch):
    """A server that stalls keeps its mail."""
    monkeypatch.setattr(listener, "DRAIN", 0.05)
    async with contextlib.AsyncExitStack() as stack:
        office, at = await stack.enter_async_context(open_listener())
        async with Server.calls(at.lmtp) as server:
            await server.hears()
            await server.says("LHLO mx", "MAIL FROM:<>", "RCPT TO:<a@example.jp>", "DATA")
            await stack.aclose()
            with contextlib.suppress(ConnectionResetError):
                assert await server.hears() == ""

    assert office.rows == {}


async def test_socket_file(tmp_path):
    """For us and our group; one that a killed process left is replaced, and none is left behind."""
    path = tmp_path / "lmtp"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    async with open_listener(lmtp_listen=str(path)) as (_, at), Server.calls(at.lmtp) as server:
        mode = stat.S_IMODE(path.stat().st_mode)
        await server.hears()
        await server.says("LHLO mx")
        taken = await server.hands_over(MAIL)
        with pytest.raises(
            SettingsError, match=r"^FUWAKE_LMTP_LISTEN: '.*lmtp' cannot be listened at \(Address already"
        ):
            async with open_listener(lmtp_listen=str(path)):
                pass
        async with Server.calls(at.lmtp) as still:
            alive = await still.hears()

    assert (at.lmtp, mode, taken, alive[:3]) == (str(path), 0o660, ["250 2.0.0 Taken"], "220")
    assert not path.exists()


WRONG = {
    "lmtp": "FUWAKE_LMTP_LISTEN: 'lmtp' is not host:port",
    ":24": "FUWAKE_LMTP_LISTEN: ':24' is not host:port",
    "127.0.0.1:": "FUWAKE_LMTP_LISTEN: '127.0.0.1:' is not host:port",
    "127.0.0.1:65536": "FUWAKE_LMTP_LISTEN: '127.0.0.1:65536' is not host:port",
    "192.0.2.1:0": "FUWAKE_LMTP_LISTEN: '192.0.2.1:0' cannot be listened at (Cannot assign requested address)",
    "/nowhere/lmtp": "FUWAKE_LMTP_LISTEN: '/nowhere/lmtp' cannot be listened at (No such file or directory)",
}


@pytest.mark.parametrize(("value", "line"), WRONG.items(), ids=WRONG)
async def test_wrong_address(value, line):
    """One line that names the setting."""
    with pytest.raises(SettingsError) as told:
        async with open_listener(lmtp_listen=value):
            pass

    assert (str(told.value), told.value.passing) == (line, False)


async def test_busy_address():
    """And the other listener, which was open already, is closed."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        value = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(SettingsError) as told:
            async with open_listener(lmtp_listen=value):
                pass
        with pytest.raises(SettingsError, match=r"^FUWAKE_SMTP_LISTEN: "):
            async with open_listener(smtp_listen=value):
                pass

    assert str(told.value) == f"FUWAKE_LMTP_LISTEN: {value!r} cannot be listened at (Address already in use)"
    assert told.value.passing


async def test_nowhere():
    """Nothing is opened without a setting."""
    async with open_listener(lmtp_listen=None) as (_, at):
        assert (at.lmtp, at.smtp) == (None, None)


async def test_ipv6():
    """An address of IPv6 stands in brackets."""
    async with open_listener(smtp_listen="[::1]:0", mail_peers=("::1",)) as (_, at):
        host, _, port = at.smtp.rpartition(":")
        reader, writer = await asyncio.open_connection("::1", int(port))
        line = await reader.readline()
        writer.close()

    assert (host, line[:4]) == ("[::1]", b"220 ")
