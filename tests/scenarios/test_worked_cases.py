"""The two worked cases of the method, with a real DNS server that answers as it did on their day."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from bot.config import load
from bot.data_update import update
from tests.bot.worked import CODES_A, CODES_B
from tests.mmdb import write_sources
from tests.scenarios.office import MAILS, RECORDED, ROOT
from tests.servers.faulty import faulty
from tests.servers.knot import Knot

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = json.loads((ROOT / "tests" / "report.schema.json").read_text())
LISTS = "zen.spamhaus.org,bl.spamcop.net,psbl.surriel.com"


@pytest.fixture(scope="module")
def dns_server() -> Iterator[str]:
    """The recorded zone, block lists included, behind Knot DNS."""
    recorded = json.loads(RECORDED.read_text())
    records: dict[str, Any] = {name: types for name, types in recorded["dns"].items() if types}
    for zone, entries in recorded["blocklists"].items():
        for ip, codes in entries.items():
            records[".".join(reversed(ip.split("."))) + "." + zone] = {"A": codes}
    with Knot(records) as knot:
        yield knot.server


async def check(folder: Path, mail: str, server: str, *arguments: str, **more: str) -> tuple[int, str, str]:
    """`fuwake check` as somebody would type it, with data on addresses from two makers who disagree about case A."""
    if not (folder / "geo").exists():
        assert update(load(_env_file=None, FUWAKE_DATA_DIR=folder), source=write_sources(folder / "carried")) == 0
    environment = {
        "PATH": os.environ["PATH"],
        "FUWAKE_DATA_DIR": str(folder),
        "FUWAKE_OWN_DOMAINS": "example-shop.jp",
        "FUWAKE_DNS_SERVERS": server,
        "FUWAKE_BLOCKLISTS": LISTS,
        "FUWAKE_REGISTRATION": "off",
        **more,
    }
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("fuwake")),
        "check",
        str(MAILS / mail),
        *arguments,
        env=environment,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def report_on(folder: Path, mail: str, server: str, **more: str) -> dict[str, Any]:
    """The report as JSON, valid under its schema."""
    code, out, err = await check(folder, mail, server, "--json", **more)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    jsonschema.validate(found, SCHEMA)
    return found


def codes(report: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in report["findings"]}


def prose(report: dict[str, Any], language: str) -> str:
    return "\n".join(finding[language] for finding in report["findings"])


async def test_case_a_says_everything(tmp_path: Path, dns_server: str) -> None:
    """A mailbox mail in our own name from a home line, whose link shows us and leads to a stranger."""
    report = await report_on(tmp_path, "mailbox-expired.eml", dns_server)

    assert report["level"] == "danger"
    assert codes(report) == CODES_A
    assert report["stamp"] == "[spam]"
    assert report["subject"] == "ご利用のメールは本日、非アクティブに設定されました"
    assert report["date"] == "2025-05-09T07:00:49+09:00"
    assert report["sender"] == {
        "name": "mail_example-shop.jp",
        "address": None,
        "raw": '"mail_example-shop.jp" <MISSING_MAILBOX@SYNTAX_ERROR>',
        "registrable_domain": None,
        "return_path": None,
        "reply_to": None,
        "claims_brand": None,
        "claims_own_domain": True,
        "accepts_mail": None,
        "registration": None,
    }
    origin = report["origin"]
    assert origin["ip"] == "218.219.125.240"
    assert origin["helo"] == "apchem.nagoya-u.ac.jp"
    assert origin["rdns"] == "218-219-125-240.ppps.bbiq.jp"
    assert (origin["rdns_confirmed"], origin["helo_matches"], origin["helo_exists"]) == (True, False, False)
    assert origin["residential"] is True
    assert (origin["country"], origin["asn"], origin["network"]) == ("JP", 7679, "QTnet,Inc.")
    assert (origin["country_source"], origin["network_source"]) == ("geo", "geo")
    assert origin["city_estimate"] == {"name": "Chiyoda City", "source": "DB-IP"}
    assert origin["other_city_estimate"] == {"name": "Nagasaki", "source": "MaxMind"}
    assert report["credits"] == [
        "IP Geolocation by DB-IP (db-ip.com)",
        "GeoLite Data created by MaxMind (www.maxmind.com)",
    ]
    assert (origin["trusted_server"], origin["trusted_because"]) == ("mx0.example-shop.jp", "first-external")
    assert origin["listed"] == [
        {"zone": "zen.spamhaus.org", "codes": ["127.0.0.4", "127.0.0.11"], "meanings": ["exploited", "policy"]},
        {"zone": "bl.spamcop.net", "codes": ["127.0.0.2"], "meanings": ["spam"]},
    ]
    (link,) = report["links"]
    assert link["href"] == "hxxps://quercus[.]org/valid/valid.html"
    assert link["shown"] == "https://auth.sso.example-shop.jp/mail/"
    assert (link["host"], link["registrable_domain"], link["ips"]) == ("quercus.org", "quercus.org", ["68.178.245.10"])
    assert (link["country"], link["asn"], link["network"]) == ("US", 398101, "GoDaddy.com, LLC")
    assert report["recipient"]["addresses"] == ["s***@example-shop.jp"]
    assert report["unanswered"] == []
    assert "BBIQ（QTnet・九州）" in prose(report, "ja")
    assert "most likely somebody's infected or rented machine" in prose(report, "en")


async def test_case_b_came_out_of_biglobe_and_was_not_forged(tmp_path: Path, dns_server: str) -> None:
    """A brand's name on a real customer's address, through the provider's own server, to a rented name."""
    report = await report_on(tmp_path, "hosting-setup.eml", dns_server)

    assert report["level"] == "danger"
    assert codes(report) == CODES_B
    assert report["sender"]["address"] == "tei2@mue.biglobe.ne.jp"
    assert (report["sender"]["claims_brand"], report["sender"]["accepts_mail"]) == ("kagoya", True)
    origin = report["origin"]
    assert (origin["ip"], origin["helo"]) == ("222.227.84.50", "mta-sp-w02.biglobe.ne.jp")
    assert (origin["rdns_confirmed"], origin["helo_matches"], origin["residential"]) == (True, True, False)
    assert (origin["country"], origin["asn"], origin["network"]) == ("JP", 2516, "KDDI CORPORATION")
    assert (origin["city_estimate"], origin["other_city_estimate"]) == ({"name": "Oyama", "source": "DB-IP"}, None)
    assert [entry["zone"] for entry in origin["listed"]] == ["psbl.surriel.com"]
    (link,) = report["links"]
    assert (link["registrable_domain"], link["rented_under"]) == ("ho61v7smlr.free.hr", "free.hr")
    assert (
        "BIGLOBE の送信サーバー（mta-sp-w02.biglobe.ne[.]jp）から送られています。アドレスの偽装ではなく、"
        "BIGLOBE の利用者アカウントが盗まれたか、このために作られて、悪用された可能性が高いです"
    ) in prose(report, "ja")
    assert "The address was not forged" in prose(report, "en")
    assert "ho61v7smlr.free[.]hr を登録した人か、借りた人" in prose(report, "ja")


@pytest.mark.parametrize("mail", ["mailbox-expired.eml", "hosting-setup.eml"])
async def test_dead_lookups_leave_a_level_from_the_mail_alone(tmp_path: Path, mail: str) -> None:
    """A resolver that never answers: the level stands on the mail, every silence is listed, and the deadline holds."""
    async with faulty("silent") as server:
        start = time.monotonic()
        report = await report_on(tmp_path, mail, server.server, FUWAKE_LOOKUP_DEADLINE="2")
        took = time.monotonic() - start

    assert report["level"] == "danger"
    assert report["origin"]["listed"] is None
    assert report["links"][0]["ips"] is None
    assert {(row["source"], row["reason"]) for row in report["unanswered"]} == {
        ("dns", "timeout"),
        ("spf", "timeout"),
        ("blocklist", "timeout"),
    }
    assert report["coverage"]["links"] == "failed"
    assert report["coverage"]["route"] == "failed"
    assert took < 12  # far less than the questions would take one after the other


@pytest.mark.parametrize("fault", ["silent", "refused", "servfail"])
async def test_silence_is_never_clean(tmp_path: Path, fault: str) -> None:
    """An honest newsletter with every lookup dead is not called clean: there is not enough to judge."""
    async with faulty(fault) as server:
        report = await report_on(tmp_path, "shop-news.eml", server.server, FUWAKE_LOOKUP_DEADLINE="1")

    assert report["level"] == "insufficient"
    assert report["summary"]["ja"].startswith("外部への問い合わせに回答が得られず")
    assert len(report["unanswered"]) >= 4


async def test_honest_newsletter_has_no_clear_sign(tmp_path: Path, dns_server: str) -> None:
    """With every answer in, nothing is found, and it is still not called safe."""
    report = await report_on(tmp_path, "shop-news.eml", dns_server)

    assert (report["level"], codes(report), report["unanswered"]) == ("no-sign", set(), [])
    assert "安全を保証するものではありません" in report["summary"]["ja"]


async def test_reply_on_the_terminal_reads_in_both_languages(tmp_path: Path, dns_server: str) -> None:
    """Without options one mail is a page in Japanese and English."""
    code, out, err = await check(tmp_path, "mailbox-expired.eml", dns_server)

    assert (code, err) == (0, "")
    assert out.startswith("🔴 危険｜クリックしないでください\n社内（example-shop[.]jp）を名乗っていますが")
    assert "\n🔴 Danger: do not click\n" in out
    assert "http://" not in out
    assert "https://" not in out
