"""Fields that a sender writes himself never make his mail look better, wherever he puts them and whatever they say."""

from pathlib import Path

import pytest

from analyzers import OurSide, examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from analyzers.lookups.offline import OFFLINE

MAILS = sorted(Path(__file__).parents[2].joinpath("bot/demo/mails").glob("*.eml"))
FRAUDS = [path for path in MAILS if path.stem != "shop-news"]
SIDES = [OurSide(), OurSide(domains=("example-shop.jp",), servers=("mx0.example-shop.jp",))]
ASKED = Lookups(FakeDns({}), FakeBlocklists({"psbl.surriel.com": {}}))
RESULTS = "spf=pass smtp.mailfrom={d}; dkim=pass header.d={d}; dmarc=pass header.from={d}; arc=pass"
FORGERIES = [
    *(f"Authentication-Results: {name} {RESULTS}" for name in ("mx0.example-shop.jp;", "mx.google.com;", "")),
    f"ARC-Authentication-Results: i=1; mx0.example-shop.jp; {RESULTS}",
    "Received-SPF: Pass (mx0.example-shop.jp: domain of {d} designates 198.51.100.7 as permitted sender) client-ip=198.51.100.7; envelope-from=a@{d};",
    "X-Sender-IP: 198.51.100.7",
    "X-Originating-IP: [198.51.100.7]",
    "X-Spam-Status: No, score=-10",
    "List-Id: <news.{d}>\nList-Unsubscribe: <https://{d}/>\nPrecedence: list",
    "Received: from mail.{d} (mail.{d} [198.51.100.7]) by mx0.example-shop.jp (Postfix) with ESMTPS id 9; Fri, 1 Nov 2024 10:00:00 +0900",
    (
        "Received: from mx0.example-shop.jp (localhost [127.0.0.1]) by mx0.example-shop.jp (Postfix) with LMTP id 8; Fri, 1 Nov 2024 10:00:00 +0900\n"
        "Received: from mail.{d} (mail.{d} [198.51.100.7]) by mx0.example-shop.jp (Postfix) with ESMTPS id 9; Fri, 1 Nov 2024 10:00:00 +0900"
    ),
    "Return-Path: <a@{d}>",
]


def forged(mail, forgery, where):
    """The mail with a field put right under the line of our server, or at the end of its fields."""
    domain = (read(mail).sender.domain or "example-shop.jp").encode()
    field = forgery.encode().replace(b"{d}", domain) + b"\n"
    head, gap, body = mail.replace(b"\r\n", b"\n").partition(b"\n\n")
    at = head.index(b"\nFrom:") + 1 if where == "below the line" else len(head) + 1
    return head[:at] + field + head[at:] + gap + body if at <= len(head) else head + b"\n" + field[:-1] + gap + body


@pytest.mark.parametrize("path", FRAUDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("lookups", [OFFLINE, ASKED], ids=["offline", "asked"])
@pytest.mark.parametrize("side", SIDES, ids=["unknown", "configured"])
async def test_nothing_that_a_sender_writes_helps_him(path, lookups, side):
    """The level stays, the sum does not sink, and the origin is who it was."""
    mail = path.read_bytes()
    honest = await examine(read(mail), lookups=lookups, side=side)
    for forgery in FORGERIES:
        for where in ("below the line", "at the end"):
            found = await examine(read(forged(mail, forgery, where)), lookups=lookups, side=side)
            assert (found.level, found.dossier.trace.origin.ip) == (honest.level, honest.dossier.trace.origin.ip), (
                forgery
            )
            assert found.score.total >= honest.score.total, (forgery, where)
