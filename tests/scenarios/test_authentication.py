"""A signed mail, stamped by the receiver, checked on the command line with a real DNS server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyzers.authentication.signed import RSA_RECORD, delivered, plain, signed
from tests.scenarios.test_worked_cases import codes, report_on
from tests.servers.knot import Knot

if TYPE_CHECKING:
    from pathlib import Path

ZONE = {
    "s1._domainkey.example.com": {"TXT": [RSA_RECORD]},
    "_dmarc.example.com": {"TXT": ["v=DMARC1; p=reject"]},
    "example.com": {"TXT": ["v=spf1 ip4:203.0.113.5 -all"], "MX": ["10 mail.example.com"]},
    "mail.example.com": {"A": ["203.0.113.5"]},
    "203.0.113.5": {"PTR": ["mail.example.com"]},
}
FORGED = (
    "Authentication-Results: mx.example.jp; spf=pass smtp.mailfrom=shop@example.com; dkim=pass header.d=example.com; "
    "dmarc=pass header.from=example.com\n"
)


@pytest.mark.parametrize("stamp", ["[spam] ", "[SPAM] ", "***SPAM*** ", "[迷惑] "])
async def test_a_stamped_mail(tmp_path: Path, stamp: str) -> None:
    """The stamp is told, and the signature is good without it."""
    mail = tmp_path / "mail.eml"
    mail.write_bytes(delivered(signed(plain()).replace(b"Subject: ", f"Subject: {stamp}".encode())))
    with Knot(ZONE) as knot:
        report = await report_on(tmp_path, str(mail), knot.server)

    assert report["stamp"] == stamp.strip()
    assert report["unanswered"] == []
    assert report["coverage"]["authentication"] == "checked"
    assert [(each["result"], each["reason"], each["aligned"]) for each in report["authentication"]["dkim"]] == [
        ("pass", "recovered-stamp", True)
    ]


async def test_a_forged_claim(tmp_path: Path) -> None:
    """A sender who writes that he passed, in our server's name, is still disowned, and the level is that of a mail without."""
    reports = []
    with Knot(ZONE | {"evil.example": {"TXT": ["v=spf1 ip4:203.0.113.5 -all"]}}) as knot:
        for name, claim in (("honest", ""), ("forged", FORGED)):
            mail = tmp_path / f"{name}.eml"
            mail.write_bytes(delivered(plain(more=claim), return_path="a@evil.example"))
            reports.append(await report_on(tmp_path, str(mail), knot.server))
    honest, forged = reports

    assert (honest["level"], honest["score"], codes(honest)) == (forged["level"], forged["score"], codes(forged))
    assert forged["authentication"] == honest["authentication"] | {"ignored_claims": ["mx.example.jp"]}
    assert forged["authentication"]["dmarc"]["result"] == "fail"
