"""What a reader is told of countries, networks and cities."""

import re

import pytest

from analyzers import examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns, FakePlaces
from bot.reply import reply
from bot.report_json import report_json
from bot.words import territory
from tests.analyzers.mails import eml
from tests.bot.worked import CASE_A, CASE_B, DNS, LISTS, OURS

DB_IP, MAXMIND = "IP Geolocation by DB-IP (db-ip.com)", "GeoLite Data created by MaxMind (www.maxmind.com)"
PLACES = {
    "218.219.125.240": {
        "country": "JP",
        "asn": 7679,
        "network": "QTnet,Inc.",
        "city": "Chiyoda City",
        "city_source": "DB-IP",
        "other_city": "Nagasaki",
        "other_city_source": "MaxMind",
        "credits": [DB_IP, MAXMIND],
    },
    "222.227.84.50": {
        "country": "JP",
        "asn": 2516,
        "network": "KDDI CORPORATION",
        "city": "Oyama",
        "city_source": "DB-IP",
        "credits": [DB_IP],
    },
    "68.178.245.10": {"country": "US", "asn": 398101, "network": "GoDaddy.com, LLC", "credits": [DB_IP]},
    "192.0.2.80": {"country": "CA", "disputed": "US", "credits": [DB_IP]},
    "203.0.113.5": {"asn": 64496},
}
MISSING = dict.fromkeys(PLACES, "not-installed")


async def examined(mail, places):
    """The report on `mail` in the world of the worked cases, with these places (None: nobody to ask for places)."""
    lookups = Lookups(FakeDns(DNS), FakeBlocklists(LISTS), places=FakePlaces(places) if places is not None else None)
    return await examine(read(mail), lookups=lookups, side=OURS)


async def said(mail, language, places=PLACES):
    """All lines of the reply, and its footer."""
    told = reply(await examined(mail, places), language)
    return [line for section in told.sections for line in section.lines], told.footer


@pytest.mark.parametrize(
    ("mail", "language", "origin", "link"),
    [
        (
            CASE_A,
            "ja",
            (
                "この番号の国と運営者は、日本、QTnet（AS7679）です。都市の推定：Chiyoda City（DB-IP による）、Nagasaki（MaxMind による）。"
                "資料が食い違っています。人のいる場所ではありません"
            ),
            "（68.178.245.10、アメリカ、GoDaddy[.]com）",
        ),
        (
            CASE_A,
            "en",
            (
                "Country and operator of that address: Japan, QTnet (AS7679). Estimated city: Chiyoda City (by DB-IP), or Nagasaki (by MaxMind). "
                "The sources disagree. It is not where a person is"
            ),
            "(68.178.245.10, United States, GoDaddy[.]com)",
        ),
        (
            CASE_B,
            "ja",
            "この番号の国と運営者は、日本、KDDI（AS2516）です。都市の推定：Oyama（DB-IP による。人のいる場所ではありません）",
            "（192.0.2.80、カナダ）",
        ),
        (
            CASE_B,
            "en",
            "Country and operator of that address: Japan, KDDI (AS2516). Estimated city: Oyama (by DB-IP; it is not where a person is)",
            "(192.0.2.80, Canada)",
        ),
    ],
)
async def test_the_worked_cases(mail, language, origin, link):
    """Country and network as facts, each city with its source, disagreement said; of a link no city."""
    lines, _ = await said(mail, language)

    assert origin in lines
    assert any(link in line for line in lines)
    assert not any("Tempe" in line for line in lines)


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_nobody_lives_anywhere(language):
    """A person's place is never told."""
    lines, _ = await said(CASE_B, language)

    assert not re.search(r"(?i)\blives?\b|住んで|住所|在住|送信者は.*に(い|住)", "\n".join(lines))


@pytest.mark.parametrize(
    ("language", "line"),
    [("ja", f"位置情報の出典：{DB_IP}、{MAXMIND}"), ("en", f"Location data: {DB_IP}, {MAXMIND}")],
)
async def test_the_makers_are_credited(language, line):
    """Where the data were used, and only there."""
    _, footer = await said(CASE_A, language)
    _, without = await said(CASE_A, language, places={})

    assert line in footer
    assert not any("DB-IP" in line for line in without)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "確かめられなかったもの：IP アドレスの位置情報（データ未導入）"),
        ("en", "Could not be checked: location of the IP address (data not installed)"),
    ],
)
async def test_data_that_are_not_installed(language, line):
    """It is said once, without an address; the rest of the answer is as it was."""
    lines, footer = await said(CASE_A, language, places=MISSING)
    before, _ = await said(CASE_A, language, places=None)

    assert line in footer
    assert lines == before


async def test_missing_data_make_nothing_worse():
    """Neither the level nor what counts as looked at changes by it."""
    with_data, without, nobody = [await examined(CASE_A, places) for places in (PLACES, MISSING, None)]

    assert with_data.level == without.level == nobody.level
    assert with_data.coverage == without.coverage == nobody.coverage
    assert [row["source"] for row in report_json(without)["unanswered"]] == ["geo"]


async def test_the_json():
    """Data first, with their source; the name of a home line's pool where there are none."""
    found, pool = [report_json(await examined(CASE_A, places)) for places in (PLACES, None)]
    keys = ("country", "country_source", "asn", "network", "network_source", "city_estimate", "other_city_estimate")

    assert [found["origin"][key] for key in keys] == [
        "JP",
        "geo",
        7679,
        "QTnet,Inc.",
        "geo",
        {"name": "Chiyoda City", "source": "DB-IP"},
        {"name": "Nagasaki", "source": "MaxMind"},
    ]
    assert [pool["origin"][key] for key in keys] == ["JP", "dns", None, "BBIQ (QTnet, Kyushu)", "dns", None, None]
    assert [found["links"][0][key] for key in keys[:1] + keys[2:4]] == ["US", 398101, "GoDaddy.com, LLC"]
    assert (found["credits"], pool["credits"]) == ([DB_IP, MAXMIND], [])
    other = report_json(await examined(CASE_B, PLACES))["links"][0]
    assert (other["country"], other["country_disputed"]) == ("CA", "US")


async def test_a_disputed_country_and_a_nameless_network():
    """Both countries are said; a network without a name is its number."""
    places = {"203.0.113.5": {"country": "JP", "disputed": "HK", "asn": 64496}}
    ja, _ = await said(eml(), "ja", places=places)
    en, _ = await said(eml(), "en", places=places)
    bare, _ = await said(eml(), "en", places={"203.0.113.5": {"asn": 64496}})

    assert "この番号の国と運営者は、日本、AS64496です（国を香港とする資料もあり、食い違っています）" in ja
    assert "Country and operator of that address: Japan, AS64496 (sources disagree: another one says Hong Kong)" in en
    assert "Country and operator of that address: AS64496" in bare


async def test_a_link_to_an_address():
    """A link that names no host but an address has a place, too."""
    mail = eml(html="<a href='http://203.0.113.5/login'>x</a>")
    lines, _ = await said(mail, "en", places={"203.0.113.5": {"country": "JP", "asn": 64496, "network": "Example Net"}})

    assert "The link really leads to 203.0.113.5 (Japan, Example Net)" in lines


async def test_hostile_names_are_tamed():
    """A network's holder wrote its name, so it is a stranger's text."""
    places = {
        "203.0.113.5": {
            "country": "JP",
            "asn": 64496,
            "network": "http://evil.example <!channel>\u202e",
            "city": "a\u202eb",
        }
    }
    lines, _ = await said(eml(), "en", places=places)
    (line,) = [line for line in lines if "AS64496" in line]

    assert "http://" not in line
    assert "\u202e" not in line


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("ja", "JP", "日本"),
        ("en", "JP", "Japan"),
        ("ja", "US", "アメリカ"),
        ("en", "US", "United States"),
        ("ja", "HK", "香港"),
        ("en", "QQ", "QQ"),
    ],
)
def test_countries(language, code, name):
    """By the name that people use, in the reader's language."""
    assert territory(language, code) == name
