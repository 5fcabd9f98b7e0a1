"""What a reply and the report say of a domain's registration."""

import json
from pathlib import Path

import jsonschema
import pytest

from analyzers import examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns, FakeRegistry, load_recorded
from bot.reply import reply
from bot.report_json import report_json
from tests.bot.worked import CASE_A, CASE_B, DNS, OURS

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "tests/report.schema.json").read_text(encoding="utf-8"))
RECORDED = load_recorded(ROOT / "bot/demo/zone.json").registrations


async def examined(mail, registrations=RECORDED):
    lookups = Lookups(FakeDns(DNS), FakeBlocklists({}), registry=FakeRegistry(registrations))
    return await examine(read(mail), lookups=lookups, side=OURS)


def lines(report, language):
    return "\n".join(line for section in reply(report, language).sections for line in section.lines)


async def test_case_a_goes_to_an_old_domain_with_a_hidden_holder():
    """Registrar, day, age at the mail's day, and the service that hides the holder."""
    found = report_json(await examined(CASE_A))
    jsonschema.validate(found, SCHEMA)

    assert found["links"][0]["registration"] == {
        "domain": "quercus.org",
        "registered": True,
        "registrar": "GoDaddy.com, LLC",
        "registrant": "Domains By Proxy, LLC",
        "created": "2004-03-02",
        "expires": None,
        "age_days": 7738,
        "privacy_proxy": True,
        "source": "rdap",
        "stale": False,
    }
    assert found["unanswered"] == []


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("ja", "です。quercus[.]org：2004年登録（登録業者：GoDaddy[.]com）、登録者は非公開"),
        ("en", ". quercus[.]org: registered 2004 through GoDaddy[.]com, holder hidden"),
    ],
)
async def test_case_a_in_words(language, clause):
    """On the line of the link."""
    found = lines(await examined(CASE_A), language)

    assert clause in found


async def test_case_b_is_rented_from_a_holder_who_is_shown():
    """The name that the registry knows is asked, and its holder is not the one who rents."""
    report = await examined(CASE_B)
    found = report_json(report)["links"][0]

    assert (found["registrable_domain"], found["registration"]["domain"]) == ("ho61v7smlr.free.hr", "free.hr")
    assert (found["registration"]["registrant"], found["registration"]["privacy_proxy"]) == ("GRANSY d.o.o.", False)
    assert (found["registration"]["source"], found["registration"]["age_days"]) == ("whois", None)
    assert "free[.]hr（この名前を貸しているサービス）：登録者は GRANSY" in lines(report, "ja")
    assert "free[.]hr (the service that rents out this name): holder GRANSY" in lines(report, "en")


async def test_a_domain_that_is_not_registered():
    """Is said so."""
    report = await examined(CASE_A, {})

    assert "quercus[.]org：登録されていません" in lines(report, "ja")
    assert "quercus[.]org: not registered" in lines(report, "en")
    assert report_json(report)["links"][0]["registration"]["registered"] is False


async def test_silence_is_listed_and_nothing_is_said():
    """Neither in the line nor in the report; what was covered stays so."""
    report = await examined(CASE_A, {"quercus.org": "timeout"})
    found = report_json(report)

    assert found["links"][0]["registration"] is None
    assert found["unanswered"] == [{"source": "rdap", "subject": "quercus.org", "reason": "timeout"}]
    assert found["coverage"]["links"] == "checked"
    assert "RDAP でのドメイン登録の照会（quercus[.]org、時間内に応答なし）" in "\n".join(reply(report, "ja").footer)


async def test_the_senders_domain_has_a_line_of_its_own():
    """Unless a link's line tells the same."""
    report = await examined(CASE_B, RECORDED | {"biglobe.ne.jp": {"created": "1996-05-01", "source": "whois"}})

    assert "差出人のドメイン biglobe.ne[.]jp：1996年登録" in lines(report, "ja")
    assert "The sender's domain biglobe.ne[.]jp: registered 1996" in lines(report, "en")
    assert report_json(report)["sender"]["registration"]["created"] == "1996-05-01"


async def test_a_day_that_a_finding_tells_is_told_once():
    """The year stands nowhere beside it."""
    report = await examined(CASE_B, {"biglobe.ne.jp": {"created": "2025-01-08", "registrant": "Example Inc."}})

    assert "差出人のドメイン biglobe.ne[.]jp：登録者は Example\n" in lines(report, "ja")
    assert "2025年登録" not in lines(report, "ja")


async def test_young_domains_are_found():
    """Of link and sender, in one mail; weights by the table."""
    young = {"free.hr": {"created": "2025-01-08"}, "biglobe.ne.jp": {"created": "2025-01-10", "source": "whois"}}
    found = {row["code"]: row for row in report_json(await examined(CASE_B, young))["findings"]}

    assert found["young-link-domain"]["facts"] == {"domain": "free.hr", "created": "2025-01-08", "days": 2}
    assert (found["young-link-domain"]["group"], found["young-link-domain"]["weight"]) == ("link-destination", 2.5)
    assert found["young-link-domain"]["ja"].startswith(
        "リンク先のドメイン free[.]hr は、登録から2日しかたっていませんでした"
    )
    assert (found["young-sender-domain"]["group"], found["young-sender-domain"]["weight"]) == ("headers", 1.0)
    assert found["young-sender-domain"]["ja"] == (
        "差出人のドメイン biglobe.ne[.]jp は、登録から1日もたっていませんでした（登録日：2025-01-10）。使い捨ての差出人によく見られます"
    )
    assert "was only hours old" in found["young-sender-domain"]["en"]
    assert found["young-sender-domain"]["evidence"][0]["source"] == "whois"
