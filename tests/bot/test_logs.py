"""What stands in the log, in both forms, and what never does."""

from __future__ import annotations

import asyncio
import json
import logging
import smtplib
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from bot.config import load
from bot.logs import set_up
from bot.logs.redaction import Redaction, secrets_of, unquoted
from bot.slack.listeners import ANSWER
from tests.scenarios.office import HANAKO, INTAKE, office
from tests.servers.process import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "9f'8e-signing+secret"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Logging is one per process."""
    root = logging.getLogger()
    handlers, level, hook, thread_hook = list(root.handlers), root.level, sys.excepthook, threading.excepthook
    levels = {name: logging.getLogger(name).level for name in ("analyzers", "bot")}
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:], sys.excepthook, threading.excepthook = handlers, hook, thread_hook
    root.setLevel(level)
    logging.getLogger("dbos").handlers.clear()  # they hold on to what this test captured
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    structlog.reset_defaults()


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Every line is one event."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("token xoxb-12-34-AbC ends", "token [token] ends"),
        ("xapp-1-A0-12-ff00 and xoxe.xoxp-1-Mi0 and xoxe-1-Mi0", "[token] and [token] and [token]"),
        ("Authorization: Bearer abc.DEF-123", "Authorization: Bearer [token]"),
        ("postgresql://fuwake:p@ss@db:5432/fuwake", "postgresql://[secret]@db:5432/fuwake"),
        ("from Taro <taro.yamada+x@example.co.jp>!", "from Taro <[address]>!"),
        ("山田@例え.jp, x%40example.jp, a＠b.jp", "[address], [address], [address]"),
        ("get https://h.example/reset?user=1#x now", "get [link] now"),
        ("wss://wss.slack.com/link/?ticket=abc", "[link]"),
        ("https://hooks.example/plain/path stays", "https://hooks.example/plain/path stays"),
        (f"it was {SECRET}, and 9f%278e-signing%2Bsecret", "it was [secret], and [secret]"),
        ("2026-1122-3 C0123ABC answer:C0123ABC:1712.0004#2", "2026-1122-3 C0123ABC answer:C0123ABC:1712.0004#2"),
    ],
)
def test_what_is_cut_out(text: str, shown: str) -> None:
    """Tokens, passwords, addresses and asking links; cases and channels stay."""
    redaction = Redaction([SECRET])

    assert redaction.text(text) == shown
    event = {"a": [{"b@c.example": text}], "b": (text,)}
    assert redaction(None, "info", event) == {"a": [{"[address]": shown}], "b": [shown]}


def test_what_an_error_quotes() -> None:
    """Names of things stay, everything else may be somebody's mail."""
    assert unquoted("no 'user_id' in 'お支払い 確認'") == "no 'user_id' in '…'"


def test_secrets_of_the_settings(tmp_path: Path) -> None:
    """Whatever is secret in them, and the password in the database's URL."""
    config = load(
        _env_file=None,
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_SIGNING_SECRET="signing-value",
        FUWAKE_DATABASE_URL="postgresql://fuwake:data@base@db/fuwake",
        FUWAKE_DATA_DIR=tmp_path,
    )
    assert secrets_of(dict(config)) == {"xoxb-1", "signing-value", "data@base"}


def test_our_events_and_foreign_ones_in_one_form(capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, with the same names; foreign ones speak from WARNING on."""
    set_up("info", "json")
    structlog.get_logger("bot.x").info("case_answered", case="2026-1122-3")
    structlog.get_logger("bot.x").debug("not_shown")
    logging.getLogger("analyzers.lookups").info("the list of %s is back", "servers")
    logging.getLogger("imapclient").info("LOGIN hanako secret")
    logging.getLogger("aiosmtpd").warning("peer said 'お支払い' to %s", "hanako@example.jp")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("odd", UserWarning, stacklevel=1)

    ours, analyzers, foreign, warned = printed(capsys)
    assert {name: ours[name] for name in ("level", "event", "case")} == {
        "level": "info",
        "event": "case_answered",
        "case": "2026-1122-3",
    }
    assert (analyzers["event"], analyzers["logger"]) == ("the list of servers is back", "analyzers.lookups")
    assert (foreign["event"], foreign["level"]) == ("peer said '…' to [address]", "warning")
    assert warned["logger"] == "py.warnings"
    assert all(line["timestamp"].endswith("Z") for line in (ours, analyzers, foreign, warned))


def test_text_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Time, level and event come first."""
    set_up("debug", "text")
    structlog.get_logger("bot.x").debug("looked", at="two\nlines")

    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert line.split(" ", 1)[1] == "level='debug' event='looked' at='two\\nlines'\n"


def _fails(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        raise RuntimeError("could not go on") from error


def test_a_traceback_is_one_line_without_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    """Which error and where, its cause too; never the value that it could not use."""
    set_up("info", "json")
    try:
        _fails("お支払い canary")
    except RuntimeError:
        structlog.get_logger("bot.x").exception("failed")
        logging.getLogger("asyncio").exception("Task exception was never retrieved")

    for line in printed(capsys):
        first, cause = line["exception"].split(" <- ")
        assert first.startswith("RuntimeError: could not go on (bot/test_logs.py:")
        assert first.endswith(" _fails)")
        assert cause.startswith("ValueError (bot/test_logs.py:")
        assert "canary" not in json.dumps(line, ensure_ascii=False)


def test_the_end_of_a_process_is_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    """What nobody caught, in any thread, is a line of the same form."""
    set_up("info", "json")
    for error in (KeyError("canary"), RuntimeError("no")):
        sys.excepthook(type(error), error, None)

    def dies() -> None:
        raise OSError("no room")

    thread = threading.Thread(target=dies)
    thread.start()
    thread.join()

    lines = printed(capsys)
    assert [line["event"] for line in lines] == ["crashed", "crashed", "thread_crashed"]
    assert [line["exception"].partition(" (")[0] for line in lines] == [
        "KeyError",
        "RuntimeError: no",
        "OSError: no room",
    ]


CANARY = "kanarienvogel"
MAIL = f"""\
Received: from mail.{CANARY}-relay.example (mail.{CANARY}-relay.example [192.0.2.77])
 by mx0.example-shop.jp with ESMTP id 4{CANARY} for <victim.{CANARY}@example-shop.jp>; Tue, 6 May 2025 09:12:00 +0900
Return-Path: <bounce-{CANARY}@{CANARY}-sender.example>
From: {CANARY} Bank <info@{CANARY}-bank.example>
To: victim.{CANARY}@example-shop.jp
Subject: {CANARY} account is locked
Message-ID: <{CANARY}.1@{CANARY}-bank.example>
Date: Tue, 6 May 2025 09:11:00 +0900
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/html; charset=utf-8

<p>{CANARY} must confirm: <a href="https://login.{CANARY}-phish.example/{CANARY}/?u={CANARY}%40x.example">bank</a>
<a href="https://plain.{CANARY}-phish.example/{CANARY}">https://www.bank.example/</a></p>
--b
Content-Type: application/pdf; name="{CANARY}.pdf"
Content-Disposition: attachment; filename="{CANARY}.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQKJeLjz9MK
--b--
"""


REPORT = f"""\
From: Hanako <hanako.{CANARY}@example-shop.jp>
To: phish@example-shop.jp
Subject: Fwd: {CANARY}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="r"

--r

{CANARY}, please look
--r
Content-Type: message/rfc822

{MAIL}
--r--
"""


def deliver(port: int, mail: str) -> None:
    with smtplib.LMTP("127.0.0.1", port) as server:
        server.sendmail(f"hanako.{CANARY}@example-shop.jp", [f"phish.{CANARY}@example-shop.jp"], mail.encode())


async def test_a_whole_office_at_debug_level_prints_no_mail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mails by several doors, broken ones, refusals of Slack and jobs that fail: nothing of any of it stands in the log."""
    port = free_port()
    async with office(tmp_path, FUWAKE_LMTP_LISTEN=f"127.0.0.1:{port}") as at:
        secrets = {at.slack.bot_token, at.slack.app_token, at.slack.signing_secret}
        set_up("debug", "json", secrets)
        people = at.slack.people
        root = await people.upload(HANAKO, INTAKE, f"{CANARY}.eml", MAIL.encode())
        await at.replies(INTAKE, root["ts"])
        await people.upload(HANAKO, INTAKE, f"{CANARY}.bin", CANARY.encode() * 3)
        await people.upload(HANAKO, INTAKE, "cut.eml", MAIL.encode()[:600] + b"\xff\xfe\x00")
        await people.say(HANAKO, INTAKE, f"{CANARY}? https://login.{CANARY}-phish.example/?q={CANARY}")
        await people.mention(HANAKO, "C0GENERAL", f"look: info@{CANARY}-bank.example https://{CANARY}.example/{CANARY}")
        at.slack.web_api.fail_next("chat.update", 500, {}, {"ok": False, "error": f"{CANARY}@x.example"})
        await people.upload(HANAKO, INTAKE, f"{CANARY}2.eml", MAIL.encode())
        for number in range(2):
            await asyncio.to_thread(deliver, port, f"Message-ID: <{CANARY}.{number}@x.example>\n{REPORT}")
        await at.idle()
        with pytest.raises(LookupError):
            await at.bot.jobs.put("nothing", {}, key="x")
        structlog.get_logger("bot.x").error("by_mistake", token=at.slack.bot_token, secret=at.slack.signing_secret)
        await at.bot.jobs.put(ANSWER, {"key": CANARY, "channel": 5, "unexpected": f"{CANARY}@x.example"}, key="bad")
        await at.slack.courier.settled()

    text = capsys.readouterr()
    lines = [json.loads(line) for line in text.err.splitlines()]
    events = {line["event"] for line in lines}
    assert {"submission_taken", "case_answered", "job_again", "by_mistake", "mail_taken", "report_taken"} <= events
    assert CANARY not in text.err.lower()
    assert CANARY not in text.out.lower()
    for secret in secrets:
        assert secret not in text.err
