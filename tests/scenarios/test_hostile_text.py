"""Hostile subjects, names, links and file names never ping, never link, and never break the layout, whatever shows them."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from datetime import UTC, datetime
from email.header import Header
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analyzers import OurSide, examine, read
from analyzers.lookups.offline import offline_lookups
from bot.cases import _kept
from bot.demo.blocks import message_problem, view_problem
from bot.draft import draft
from bot.reply_short import short
from bot.slack import card, details, render, warnings
from bot.store import Case, ChannelWarning
from bot.triage import Opinions, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers import Report

LANGUAGES = ("ja", "en")
PIECES = (
    "<!channel>", "<!here|here>", "<!everyone>", "<@U0HANAKO>", "<@U0HANAKO|x>", "<#C0GENERAL>", "<!subteam^S0SECURITY>",
    "<https://evil.example.com/|公式サイト>", "<mailto:a@evil.example.com|a>", "&lt;!channel&gt;", "&amp;lt;", "https://evil.example.com/login",
    "[公式](https://evil.example.com)", "evil.example.com", "@channel", "@here", "#general", "`", "```", "```\nrm\n```", "*bold*",
    "_it_", "~no~", "> quote", ":rotating_light:", ":100:", ":white_check_mark:", "\u202e", "\u2066\u202d\u200f", "\u200b",
    "\u0000", "\r\n", "\n\n\n", "\t", "\ufeff", "\ud83d", "e\u0301\u0301\u0301\u0301\u0301\u0301", "\u3164", "𝕒𝕡𝕡𝕝𝕖", "🚨" * 40,
    "<" * 50, "|" * 30, "x" * 10_000, "株" * 10_000, "\u0307" * 300, '"', "\\", "'; --", "{ $id }", "%s", "アマゾン", "至急",
)  # fmt: skip
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=6).map("".join)
SHOWN = {"type", "text", "elements", "style"}
SAFE_ELEMENTS = {
    "text",
    "date",
}  # a date is our own; a user, a channel, a link, a broadcast, an emoji or a colour is none


def word(text: str) -> str:
    """An encoded word, which may hold anything."""
    return f"=?utf-8?b?{base64.b64encode(text.encode('utf-8', 'surrogatepass')).decode()}?="


def mail(subject: str, name: str, shown: str, path: str, file: str) -> bytes:
    """A mail with hostile text wherever a stranger can write."""
    href = "https://evil.example.com/" + quote(path.encode("utf-8", "surrogatepass"), safe="/<>!|@`*")
    page = (
        f'<p>{shown}</p><a href="{href}">https://www.example-shop.jp/{shown}</a><a href="https://bit.ly/x">{shown}</a>'
    )
    lines = [
        "Received: from [203.0.113.9] (evil.example.com [203.0.113.9]) by mx0.example-shop.jp; Fri, 9 May 2025 07:00:55 +0900",
        f"From: {word(name)} <root@evil.example.com>",
        f"Reply-To: {word(shown)} <x@other.example>",
        "To: shop@example-shop.jp",
        f"Subject: {word(subject)}",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        base64.encodebytes(page.encode("utf-8", "surrogatepass")).decode(),
        "--b",
        "Content-Type: application/octet-stream",
        f'Content-Disposition: attachment; filename="{Header(file.encode("utf-8", "replace"), "utf-8").encode(linesep="").strip()}.exe"',
        "",
        "MZ",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


async def report_of(data: bytes) -> Report:
    side = OurSide(domains=("example-shop.jp",), servers=("mx0.example-shop.jp",))
    return await examine(await asyncio.to_thread(read, data), lookups=offline_lookups(()), side=side, deadline=1.0)


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in some blocks."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def check(blocks: list[dict[str, Any]], own: frozenset[str] = frozenset()) -> None:
    """Nothing in `blocks` is read as mark-up; `own`: kinds of elements that we put there ourselves."""
    for found in walk(blocks):
        kind = found.get("type")
        assert kind != "mrkdwn"
        assert kind not in {"link", "user", "usergroup", "channel", "broadcast", "emoji", "image"} - own, found
        if kind in {"text", "plain_text"}:
            text = found["text"]
            assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u0000-\u0008\ufeff]", text)
            assert not re.search(r"https?://", text)
            assert not re.search(r"(?:^|[\s（「(<])evil\.example\.com(?!\[\.\]|[\w-])", text)
        if kind == "plain_text" and found.get("emoji", True):
            assert not re.search(r":(?:rotating_light|100|white_check_mark):", found["text"])


def check_fallback(text: str) -> None:
    """The notification's text, which Slack reads as mark-up."""
    assert "<" not in text
    assert ">" not in text
    assert "`" not in text
    assert "\n" not in text.strip()
    assert not re.search(r"https?://", text)
    assert not re.search(r":(?:rotating_light|100|white_check_mark):", text)
    assert len(text) <= 4_000


VIEWS = ["answer", "answer", "details", "details", "card", "warning"]


def every_view(report: Report) -> list[str]:
    """Answer, details, card, and the warning that grows out of it: each is checked, and named."""
    seen = []
    for alone in (False, True):
        said = [short(report, language, case_id="2025-0509-1", alone=alone) for language in LANGUAGES]
        answer = render.message(said)
        assert message_problem(answer["blocks"]) is None
        check(answer["blocks"])
        check_fallback(answer["text"])
        seen.append("answer")
    case = Case(
        id="2025-0509-1",
        key="k",
        channel="C1",
        thread_ts="1.2",
        user="U0HANAKO",
        submission={},
        level=report.level.value,
        report=json.loads(json.dumps(_kept(report))),
        opened=datetime(2025, 5, 9, tzinfo=UTC),
    )
    for language in LANGUAGES:
        window = details.view(case, language)
        assert view_problem(window) is None
        check(window["blocks"])
        seen.append("details")
    shown = card.card(card.Face(case, Standing(case.id), 1, Opinions(), None), LANGUAGES)
    assert message_problem(shown["blocks"]) is None
    check(shown["blocks"], own=frozenset({"user"}))
    check_fallback(shown["text"])
    warned(case)
    return [*seen, "card", "warning"]


def warned(case: Case) -> None:
    """A warning to a channel, sent as it was drafted."""
    texts = {language: draft(case.report or {}, language) for language in LANGUAGES}
    warning = ChannelWarning(
        id="w", case_id=case.id, by="U0TAKERU", texts=texts, channels=("C1",), at_channel=False,
        created=datetime(2025, 5, 9, tzinfo=UTC), retracted_by=None, retracted_at=None, reason=None,
    )  # fmt: skip
    copy = warnings.copy(warning, LANGUAGES)
    assert message_problem(copy["blocks"]) is None
    check(copy["blocks"], own=frozenset({"user"}))
    assert "<" not in copy["text"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(subject=HOSTILE, name=HOSTILE, shown=HOSTILE, path=HOSTILE, file=HOSTILE)
@example(
    subject="<!channel> " * 40, name="<@U0HANAKO>", shown="```x```", path="<!here>", file="<https://evil.example.com|a>"
)
@example(subject="x" * 10_000, name="株" * 10_000, shown="y" * 10_000, path="z" * 5_000, file="w" * 3_000)
@example(subject=":100:" * 50, name=":rotating_light:", shown=":white_check_mark:", path=":100:", file=":100:")
@example(subject="\u202egnp.exe", name="\u2066\u202d`", shown="\u0000\u200b", path="\u202e", file="\u202egnp")
@example(subject="", name="", shown="", path="", file="")
def test_hostile_text_is_only_text(subject: str, name: str, shown: str, path: str, file: str) -> None:
    """Whatever a stranger writes, every surface stays within Slack's limits and reads it as text."""
    assert every_view(asyncio.run(report_of(mail(subject, name, shown, path, file)))) == VIEWS


def test_every_piece_in_every_place() -> None:
    """Each piece once in each place, without chance."""
    for number, piece in enumerate(PIECES):
        following = PIECES[(number + 7) % len(PIECES)]
        assert every_view(asyncio.run(report_of(mail(piece, following, piece, following, piece)))) == VIEWS
