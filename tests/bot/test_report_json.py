"""The report as JSON, schema 1."""

import json
from pathlib import Path

import jsonschema
import pytest

from analyzers import OurSide, examine, read
from analyzers.lookups.offline import offline_lookups
from bot.report_json import report_json
from tests.analyzers.mails import eml
from tests.bot.worked import CASE_A, CASE_B, CODES_A, CODES_B, LINE, LISTS, examined

SCHEMA = json.loads((Path(__file__).parents[1] / "report.schema.json").read_text(encoding="utf-8"))
HOSTILE = eml(
    sender='"\u202e<!channel> http://evil.example\x07" <a@evil.example>',
    subject="=?utf-8?q?=F0=9F=92=A9_=00_=E2=80=AE?=",
    html="<a href='https://evil.example/\u202e'>\u200bx</a><a href='javascript:alert(1)'>y</a><a href='http://203.0.113.7/'>z</a>",
)
FORMS = [
    CASE_A,
    CASE_B,
    HOSTILE,
    eml(),
    eml(sender=None),
    b"https://example.org",
    b"From: x\nSubject: y\n\nhttps://example.org",
    CASE_A.partition(b"\n\n")[0],
]


def valid(report, **more):
    """The JSON, through text and back, valid under its schema."""
    found = json.loads(json.dumps(report_json(report, **more), ensure_ascii=False).encode())
    jsonschema.validate(found, SCHEMA)
    return found


@pytest.mark.parametrize("mail", FORMS)
async def test_every_form_is_valid(mail):
    """With answers, without, and with nobody to ask."""
    reports = [
        await examined(mail),
        await examined(mail, dns={}, lists={}),
        await examine(read(mail), lookups=offline_lookups(tuple(LISTS))),
    ]

    assert [valid(report)["schema"] for report in reports] == [1, 1, 1]


def test_the_schema_names_every_key():
    """The contract asks for every key that it names."""
    assert set(SCHEMA["required"]) <= set(SCHEMA["properties"])


async def test_case_a():
    """Every fact of the first worked case."""
    found = valid(await examined(CASE_A), file="mail.eml")
    codes = {row["code"]: row for row in found["findings"]}

    assert (found["schema"], found["file"], found["level"], found["form"]) == (1, "mail.eml", "danger", "eml")
    assert (found["subject"], found["stamp"]) == ("ご利用のメールは本日、非アクティブに設定されました", "[spam]")
    assert found["date"] == "2025-05-09T07:00:49+09:00"
    assert found["sender"] == {
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
    origin = found["origin"]
    assert (origin["ip"], origin["helo"], origin["rdns"]) == ("218.219.125.240", "apchem.nagoya-u.ac.jp", LINE)
    assert (origin["rdns_confirmed"], origin["helo_matches"], origin["helo_exists"], origin["residential"]) == (
        True,
        False,
        False,
        True,
    )
    assert (origin["trusted_server"], origin["trusted_because"], origin["trusted_line"]) == (
        "mx0.example-shop.jp",
        "configured",
        1,
    )
    assert (origin["country"], origin["network"]) == ("JP", "BBIQ (QTnet, Kyushu)")
    assert origin["listed"] == [
        {"zone": "zen.spamhaus.org", "codes": ["127.0.0.4", "127.0.0.11"], "meanings": ["exploited", "policy"]},
        {"zone": "bl.spamcop.net", "codes": ["127.0.0.2"], "meanings": ["spam"]},
    ]
    assert found["recipient"] == {"addresses": ["s***@example-shop.jp"], "own_domain": True, "in_links": False}
    (link,) = found["links"]
    assert (link["href"], link["shown"]) == (
        "hxxps://quercus[.]org/valid/valid.html",
        "https://auth.sso.example-shop.jp/mail/",
    )
    assert (link["host"], link["registrable_domain"], link["ips"], link["where"]) == (
        "quercus.org",
        "quercus.org",
        ["68.178.245.10"],
        "html",
    )
    assert set(codes) == CODES_A
    assert codes["helo-mismatch"]["facts"] == {"helo": "apchem.nagoya-u.ac.jp", "rdns": LINE}
    assert (codes["helo-mismatch"]["group"], codes["helo-mismatch"]["weight"]) == ("route", 1.5)
    assert codes["helo-mismatch"]["evidence"] == [
        {"source": "header", "subject": "Received, line 1", "at": None, "age_s": None}
    ]
    assert codes["origin-listed"]["facts"] == {
        "ip": "218.219.125.240",
        "zones": ["zen.spamhaus.org", "bl.spamcop.net"],
        "count": 2,
    }
    assert {e["source"] for e in codes["origin-listed"]["evidence"]} == {"blocklist"}
    assert codes["shown-own-domain"]["facts"] == {"shown": "auth.sso.example-shop.jp", "real": "quercus.org"}
    assert codes["residential-origin"]["facts"]["isp-ja"] == "BBIQ（QTnet・九州）"
    assert (found["unanswered"], [row["code"] for row in found["advice"]]) == ([], ["do-not-touch", "already-typed"])
    assert all("example-shop[.]jp" in found["summary"][language] for language in ("ja", "en"))


async def test_case_b():
    """Every fact of the second worked case."""
    found = valid(await examined(CASE_B))
    codes = {row["code"]: row for row in found["findings"]}
    origin, (link,) = found["origin"], found["links"]

    assert (found["level"], set(codes)) == ("danger", CODES_B)
    assert (found["subject"], found["stamp"]) == ("メール設定の手順はこちらをご覧ください", "[spam]")
    assert (found["sender"]["claims_brand"], found["sender"]["claims_own_domain"], found["sender"]["accepts_mail"]) == (
        "kagoya",
        False,
        True,
    )
    assert (found["sender"]["address"], found["sender"]["registrable_domain"]) == (
        "tei2@mue.biglobe.ne.jp",
        "biglobe.ne.jp",
    )
    assert (origin["ip"], origin["rdns"], origin["rdns_confirmed"], origin["helo_matches"], origin["residential"]) == (
        "222.227.84.50",
        "mta-sp-w02.biglobe.ne.jp",
        True,
        True,
        False,
    )
    assert origin["listed"] == [{"zone": "psbl.surriel.com", "codes": ["127.0.0.2"], "meanings": ["spam"]}]
    assert (link["registrable_domain"], link["rented_under"], link["ips"]) == (
        "ho61v7smlr.free.hr",
        "free.hr",
        ["192.0.2.80"],
    )
    assert link["shown"] == ">> 設定手順はこちら"
    assert codes["provider-abused"]["facts"] == {
        "server": "mta-sp-w02.biglobe.ne.jp",
        "from-domain": "mue.biglobe.ne.jp",
        "provider-ja": "BIGLOBE",
        "provider-en": "BIGLOBE",
    }
    assert codes["deceptive-path"]["facts"] == {
        "named": "activemail.kagoya.com",
        "host": "cpkagoya.ho61v7smlr.free.hr",
        "owner": "ho61v7smlr.free.hr",
    }
    assert codes["deceptive-subdomain"]["facts"]["whole"] is False
    for language in ("ja", "en"):
        assert "BIGLOBE" in codes["provider-abused"][language]
        assert "mta-sp-w02.biglobe.ne[.]jp" in codes["provider-abused"][language]


async def test_what_was_not_answered_is_null():
    """Not asked, asked and none, and not answered are three things."""
    silent = valid(await examined(CASE_A, dns={}, lists=dict.fromkeys(LISTS, "timeout")))
    empty = valid(await examined(CASE_A, lists={"zen.spamhaus.org": {}}))

    assert (silent["origin"]["listed"], empty["origin"]["listed"]) == (None, [])
    assert silent["links"][0]["ips"] == []
    assert {row["reason"] for row in silent["unanswered"]} == {"timeout"}
    assert valid(await examine(read(CASE_A)))["links"][0]["ips"] is None


async def test_hostile_text_is_visible_text():
    """Nothing that hides or turns gets into the JSON, and no href can be clicked."""
    found = valid(await examined(HOSTILE), file="a\ud800\u202eb.eml")
    text = json.dumps(found, ensure_ascii=False)

    assert not {"\u202e", "\u200b", "\x07", "\ud800"} & set(text)
    assert [link["href"] for link in found["links"]] == [
        "hxxps://evil[.]example/",
        "javascript[:]alert(1)",
        "hxxp://203.0.113[.]7/",
    ]
    assert found["links"][2]["ips"] == ["203.0.113.7"]
    assert found["file"] == "ab.eml"


@pytest.mark.parametrize(
    ("to", "side", "own", "addresses"),
    [
        ("user@example.jp", OurSide(domains=("example.jp",)), True, ["u***@example.jp"]),
        ("user@example.com", OurSide(domains=("example.jp",)), False, ["u***@example.com"]),
        ("user@example.jp", OurSide(), None, ["u***@example.jp"]),
        ("undisclosed-recipients:;", OurSide(domains=("example.jp",)), None, []),
    ],
)
async def test_recipients(to, side, own, addresses):
    """Whether the mail is for us is known only when we know who we are."""
    found = valid(await examined(eml(to=to), side=side))["recipient"]

    assert (found["own_domain"], found["addresses"]) == (own, addresses)


async def test_the_recipient_in_a_link():
    """A link that bears the reader's address knows who clicked."""
    found = valid(await examined(eml(html="<a href='https://evil.example/?u=user@example.jp'>x</a>")))

    assert found["recipient"]["in_links"] is True
