"""What mail servers say, and what they are told: what is taken, what is refused, and what they have to keep."""

from __future__ import annotations

import asyncio
import logging
import random

import pytest

from bot.database import DatabaseError
from bot.jobs import JobsDown
from bot.mailbox import conversation, gate, listener
from bot.mailbox.identity import identity
from tests.bot.mailbox.lmtp import MAIL, Server, lmtp, open_listener


async def test_taken():
    """On disk and promised before it is said, below the sender of its envelope."""
    async with lmtp() as (office, server):
        replies = await server.hands_over(MAIL)
    name = identity(MAIL)

    assert replies == ["250 2.0.0 Taken"]
    assert office.rows == {name: (b"Return-Path: <hanako@example.jp>\r\n" + MAIL, "lmtp")}
    assert office.jobs == [("mail", {"spool": name}, f"mail:{name}")]


async def test_greeting():
    """The limit stands in it, and what RFC 2033 asks for."""
    async with open_listener(smtp_listen="127.0.0.1:0") as (_, at):
        async with Server.calls(at.lmtp) as server:
            first = await server.hears()
            by_lmtp = await server.says("EHLO mx", "HELO mx", "LHLO mx")
        async with Server.calls(at.smtp) as server:
            await server.hears()
            by_smtp = await server.says("LHLO mx", "EHLO mx")

    assert first.startswith("220 ")
    assert "aiosmtpd" not in first.lower()
    assert [reply[:4] for reply in by_lmtp] == ["500 ", "500 ", "250-"]
    assert by_lmtp[2].split("\n")[1:] == [
        "250-SIZE 52428800",
        "250-8BITMIME",
        "250-SMTPUTF8",
        "250-PIPELINING",
        "250 ENHANCEDSTATUSCODES",
    ]
    assert [reply[:4] for reply in by_smtp] == ["500 ", "250-"]


async def test_a_reply_for_each_recipient_by_lmtp_and_one_by_smtp():
    """RFC 2033 section 4.2; it is one mail all the same."""
    async with open_listener(smtp_listen="127.0.0.1:0") as (office, at):
        async with Server.calls(at.lmtp) as server:
            await server.hears()
            await server.says("LHLO mx")
            three = await server.hands_over(MAIL, "a@example.jp", "b@example.jp", "c@example.jp")
            after = await server.says("NOOP")
        async with Server.calls(at.smtp) as server:
            await server.hears()
            await server.says("EHLO mx", "MAIL FROM:<>", "RCPT TO:<a@example.jp>", "RCPT TO:<b@example.jp>", "DATA")
            one = await server.says(MAIL.decode() + ".", "NOOP")

    assert three == ["250 2.0.0 Taken"] * 3
    assert after == ["250 2.0.0 OK"]
    assert one == ["250 2.0.0 Taken", "250 2.0.0 OK"]
    assert (len(office.rows), len(office.jobs)) == (1, 2)


BODIES = {
    "nothing": (b"", b""),
    "an empty line": (b"\r\n", b"\r\n"),
    "dots": (b"a: b\r\n\r\n.\r\n..\r\n...\r\n.a\r\n", b"a: b\r\n\r\n.\r\n..\r\n...\r\n.a\r\n"),
    "a dot first": (b".a\r\n", b".a\r\n"),
    "line ends of other systems": (b"a: b\r\n\r\n\n.\n\r.\r\n.\n", b"a: b\r\n\r\n\n.\n\r.\r\n.\n"),
    "all bytes": (bytes(range(256)), bytes(range(256))),
    "a long line": (b"a: b\r\n\r\n" + b"x" * 300_000, b"a: b\r\n\r\n" + b"x" * 300_000),
    "former return paths": (
        b"Return-path: <a@b>\r\nRETURN-PATH:\r\n <c>\r\nA: b\r\nReturn-Path: d\r\n",
        b"A: b\r\nReturn-Path: d\r\n",
    ),
}


@pytest.mark.parametrize(("sent", "kept"), BODIES.values(), ids=BODIES)
async def test_bytes_as_they_were(sent, kept):
    """Only CR LF . CR LF ends a mail, wherever the reading is cut."""
    end = b"" if sent.endswith(b"\r\n") or not sent else b"\r\n"
    async with lmtp() as (office, server):
        await server.says("MAIL FROM:<>", "RCPT TO:<a@example.jp>", "DATA")
        wire = (b"\r\n" + sent + end).replace(b"\r\n.", b"\r\n..")[2:] + b".\r\n"
        for at in range(0, len(wire), 50_001):
            server.writer.write(wire[at : at + 50_001])
            await server.writer.drain()
            await asyncio.sleep(0)
        replies = [await server.hears(), *await server.says("NOOP")]

    assert replies == ["250 2.0.0 Taken", "250 2.0.0 OK"]
    assert [raw for raw, _ in office.rows.values()] == [b"Return-Path: <>\r\n" + kept + end]


async def test_return_path_without_end():
    """Lines that go on for megabytes are not all looked at."""
    async with lmtp() as (office, server):
        taken = await server.hands_over(b"Return-Path: <a>\r\n" + b" \r\n" * 3_000_000)

    assert taken == ["250 2.0.0 Taken"]
    assert [raw[:26] for raw, _ in office.rows.values()] == [b"Return-Path: <hanako@examp"]


async def test_byte_by_byte():
    """The mark of the end is seen across pieces."""
    async with lmtp() as (office, server):
        await server.says("MAIL FROM:<>", "RCPT TO:<a@example.jp>", "DATA")
        for byte in b"a: b\r\n\r\nc\r\n..\r\n.\r\n":
            server.writer.write(bytes([byte]))
            await server.writer.drain()
            await asyncio.sleep(0.001)
        reply = await server.hears()

    assert reply == "250 2.0.0 Taken"
    assert [raw for raw, _ in office.rows.values()] == [b"Return-Path: <>\r\na: b\r\n\r\nc\r\n.\r\n"]


async def test_pipelined():
    """Commands of two mails at once (RFC 2920)."""
    group = b"MAIL FROM:<>\r\nRCPT TO:<a@example.jp>\r\nDATA\r\n"
    async with lmtp() as (office, server):
        server.writer.write(group)
        first = [await server.hears() for _ in range(3)]
        server.writer.write(b"a: 1\r\n\r\n1\r\n.\r\n" + group)
        second = [await server.hears() for _ in range(4)]
        server.writer.write(b"a: 2\r\n\r\n2\r\n.\r\nQUIT\r\n")
        third = [await server.hears() for _ in range(3)]

    assert [reply[:3] for reply in first + second + third] == [
        *map(str, (250, 250, 354, 250, 250, 250, 354, 250, 221)),
        "",
    ]
    assert [raw[-3:] for raw, _ in office.rows.values()] == [b"1\r\n", b"2\r\n"]


@pytest.mark.parametrize(
    "sender",
    ["<>", "<a..b.@docomo.example>", '<"a >b\\""@example.jp>', "<田中@例え.jp>", "<MAILER-DAEMON>", "<a=b+c/d@x>"],
)
async def test_any_sender(sender):
    """Addresses that strict readers refuse are people's addresses all the same."""
    async with lmtp() as (office, server):
        replies = await server.hands_over(MAIL, sender=sender)

    assert replies == ["250 2.0.0 Taken"]
    assert next(iter(office.rows.values()))[0].startswith(f"Return-Path: {sender}\r\nMessage-ID: ".encode())


async def test_known_mail():
    """It is promised again while it waits, in case it was not, and left alone when it is done."""
    async with lmtp() as (office, server):
        first = [await server.hands_over(MAIL), await server.hands_over(b"Received: by b\r\n" + MAIL)]
        office.states[identity(MAIL)] = ("done", None)
        then = await server.hands_over(MAIL)

    assert (first, then) == ([["250 2.0.0 Taken"]] * 2, ["250 2.0.0 Taken"])
    assert (len(office.rows), len(office.jobs)) == (1, 2)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("take", DatabaseError("gone")),
        ("put", JobsDown("gone")),
        ("put", DatabaseError("gone")),
        ("take", KeyError("k")),
    ],
)
async def test_the_server_keeps_it(where, error, capsys):
    """Until it is on disk; then the next try is taken, and the log says no word of the mail."""
    async with lmtp() as (office, server):
        office.down = {where: error}
        refused = await server.hands_over(MAIL, "a@example.jp", "b@example.jp")
        office.down = {}
        taken = await server.hands_over(MAIL)

    assert refused == ["451 4.3.0 Not now: keep the mail and try again"] * 2
    assert taken == ["250 2.0.0 Taken"]
    assert len(office.jobs) == 1
    said = capsys.readouterr()
    assert "mail_not_taken" in said.out + said.err
    assert not any(word in said.out + said.err for word in ("example.jp", "hanako", "Hello"))


async def test_nothing_is_logged_by_the_library(caplog, capsys):
    """It would log every address."""
    with caplog.at_level(logging.DEBUG):
        async with lmtp(report_addresses=("a@example.jp",)) as (_, server):
            await server.hands_over(MAIL, "a@example.jp")
            await server.says("RCPT TO:<b@example.jp>", "BOGUS b@example.jp", "VRFY b@example.jp")

    said = capsys.readouterr()
    assert "example.jp" not in caplog.text + said.out + said.err


@pytest.mark.parametrize(
    ("recipient", "reply"),
    [
        ("phish@example.jp", "250 2.1.5 OK"),
        ("Phish@EXAMPLE.jp", "250 2.1.5 OK"),
        ("phish+shop+x@example.jp", "250 2.1.5 OK"),
        ("phishing@example.jp", "550 5.1.1 No mail is taken for this address"),
        ("phish@example.com", "550 5.1.1 No mail is taken for this address"),
        ("@example.jp", "550 5.1.1 No mail is taken for this address"),
        ("phish", "550 5.1.1 No mail is taken for this address"),
        ("", "550 5.1.1 No mail is taken for this address"),
    ],
)
async def test_recipients(recipient, reply):
    """Of the addresses to which people report; a subaddress is the same mailbox."""
    async with lmtp(report_addresses=("phish@example.jp",)) as (office, server):
        replies = await server.says("MAIL FROM:<>", f"RCPT TO:<{recipient}>", "DATA")

    assert replies[1] == reply
    assert replies[2][:3] == ("354" if reply.startswith("250") else "503")
    assert office.rows == {}


async def test_too_many_recipients(monkeypatch):
    """The server sends the rest in another mail."""
    monkeypatch.setattr(gate, "MAX_RECIPIENTS", 2)
    async with lmtp() as (_, server):
        replies = await server.says("MAIL FROM:<>", *(f"RCPT TO:<{n}@example.jp>" for n in range(3)))

    assert [reply[:9] for reply in replies[1:]] == ["250 2.1.5", "250 2.1.5", "452 4.5.3"]


async def test_commands_that_are_none(capsys):
    """Each is refused, and the conversation goes on."""
    bad = ["MAIL FROM:a@b", "MAIL FROM:<a@b", "MAIL", "RCPT TO:<a@b>", "DATA", "X" * 5000, "\udcff \udcff", "AUTH x"]
    async with lmtp() as (_, server):
        replies = await server.says(*bad)
        taken = await server.hands_over(MAIL)

    assert [reply[:1] for reply in replies] == ["5"] * len(bad)
    assert taken == ["250 2.0.0 Taken"]


async def test_too_large(monkeypatch):
    """Told in advance or only found out; the conversation goes on, and what just fits is taken."""
    monkeypatch.setattr(conversation, "MAX_MAIL", 200_000)
    fits = b"a: b\r\n\r\n" + b"x\r\n" * 66_664
    async with lmtp() as (office, server):
        told = await server.says("MAIL FROM:<> SIZE=200001")
        found = await server.hands_over(fits + b"a: b\r\n" * 2, "a@example.jp", "b@example.jp")
        taken = await server.hands_over(fits)

    assert told[0].startswith("552 ")
    assert found == ["552 5.3.4 The mail is too large"] * 2
    assert (len(fits), taken, len(office.rows)) == (200_000, ["250 2.0.0 Taken"], 1)


async def floods(server):
    for _ in range(10_000):
        server.writer.write(b"x" * 65_536)
        await server.writer.drain()


async def test_without_end(monkeypatch):
    """Who sends four times what is allowed is hung up on."""
    monkeypatch.setattr(conversation, "MAX_MAIL", 100_000)
    async with lmtp() as (_, server):
        await server.says("MAIL FROM:<>", "RCPT TO:<a@example.jp>", "DATA")
        with pytest.raises(ConnectionError):
            await floods(server)


async def test_too_much_at_once(monkeypatch):
    """All that is being received together is bounded; the server keeps what comes on top, and what is held is let go."""
    monkeypatch.setattr(listener, "Gate", lambda *given, **more: gate.Gate(*given, **more, most=300_000))
    large = b"a: b\r\n\r\n" + b"x\r\n" * 60_000
    async with open_listener() as (office, at), Server.calls(at.lmtp) as first, Server.calls(at.lmtp) as second:
        for server in (first, second):
            await server.hears()
            await server.says("LHLO mx")
        office.go.clear()
        held = asyncio.create_task(first.hands_over(large))
        await office.asked.wait()
        refused = await second.hands_over(large + b"more\r\n")
        office.go.set()
        taken = await held
        again = await second.hands_over(large + b"more\r\n")

    assert refused[0].startswith("452 4.3.1 ")
    assert (taken, again) == (["250 2.0.0 Taken"], ["250 2.0.0 Taken"])


NOISE = [b"LHLO a", b"EHLO a", b"MAIL FROM:<a@b>", b"RCPT TO:<a@b>", b"DATA", b"RSET", b"NOOP", b"HELP DATA", b"VRFY <"]
NOISE += [
    b"MAIL FROM:<",
    b'RCPT TO:<"',
    b"RCPT TO:<@a:b@c> X=Y",
    b"MAIL FROM:<> SIZE=x",
    b"STARTTLS",
    b"AUTH PLAIN AA==",
]
NOISE += [b".", b"..", b"", b"\r", b"\0", b"\xff <\xff>", b"x" * 5000, b"a: b", b"MAIL FROM:<\xf0\x9f> SMTPUTF8"]


@pytest.mark.parametrize("seed", range(20))
async def test_noise(seed):
    """Whatever is said, nothing is taken that was not handed over whole, and the next one is heard."""
    dice = random.Random(seed)
    async with open_listener() as (office, at):
        for _ in range(5):
            async with Server.calls(at.lmtp) as server:
                ends = dice.choice(([b"\r\n"], [b"\r\n", b"\n", b"\r"]))
                server.writer.write(b"".join(dice.choice(NOISE) + dice.choice(ends) for _ in range(60)))
                server.writer.write_eof()
                await asyncio.wait_for(server.reader.read(), 10)
        noise = len(office.rows)
        async with Server.calls(at.lmtp) as server:
            await server.hears()
            await server.says("LHLO mx")
            taken = await server.hands_over(MAIL)

    assert taken == ["250 2.0.0 Taken"]
    assert len(office.rows) == noise + 1
    assert all(raw.startswith(b"Return-Path: <") for raw, _ in office.rows.values())
