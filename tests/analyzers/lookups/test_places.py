"""Country, network and estimated city of an address, from files that may be missing, damaged, hostile or replaced."""

import json
import logging
import random
from contextlib import suppress
from datetime import date
from ipaddress import ip_address

import pytest

from analyzers.errors import LookupFailed
from analyzers.facts import Place, Unanswered
from analyzers.lookups import Lookups
from analyzers.lookups.asn_table import AsnTable, write_table
from analyzers.lookups.fake import FakeBlocklists, FakeDns, FakePlaces, Recorded, RecordedZone
from analyzers.lookups.geo_files import GeoSource, given, installed, known_source, manifest
from analyzers.lookups.geo_readers import SourceReader, role_and_date
from analyzers.lookups.offline import OFFLINE
from analyzers.lookups.places import LOOK_AGAIN, PlaceData
from analyzers.survey import Questions, survey
from tests.mmdb import ASN, CITY, CITY_6, OTHER, mmdb

DB_IP, MAXMIND = "IP Geolocation by DB-IP (db-ip.com)", "GeoLite Data created by MaxMind (www.maxmind.com)"
CASE_A, CASE_B, LINK_A = "218.219.125.240", "222.227.84.50", "68.178.245.10"
HOSTILE = {
    "8.8.8.0/24": {"city": "\u202e" + "Osa\nka\x00" + "x" * 1000, "country_code": "jp"},
    "9.9.9.0/24": {"city": {"names": "no map"}, "country_code": "JAPAN"},
    "9.9.8.0/24": {"city": 5, "country": {"iso_code": ["JP"]}},
    "9.9.7.0/24": "no map at all",
}


@pytest.fixture
def folder(tmp_path):
    """A folder in which nothing is installed."""
    return tmp_path / "geo"


def install(folder, **files):
    """Install the files, each by its maker's name for it (with _ for -): bytes, and what it tells."""
    folder.mkdir(exist_ok=True)
    sources = []
    for name, (role, content) in files.items():
        path = folder / f"{name.replace('_', '-')}.mmdb"
        path.write_bytes(content)
        maker = known_source(path.name)
        sources.append(GeoSource(role, (path,), maker.name if maker else name, maker.credit if maker else None))
    (folder / "sources.json").write_text(manifest(sources))


def everything(folder):
    """Two makers of cities that disagree about case A, and networks."""
    install(
        folder,
        dbip_city_ipv4=("city", mmdb(CITY, "city ipv4", record_size=24)),
        geolite2_city=("city", mmdb(OTHER, "GeoLite2-City")),
        dbip_asn=("asn", mmdb(ASN, "asn ipv4")),
    )


async def ask(folder, ip, **own):
    """What one PlaceData says of one address."""
    places = PlaceData(folder, **own)
    try:
        return await places.place(ip)
    finally:
        places.close()


async def test_the_worked_cases(folder):
    """Country and network are facts; of the city, each source says its own, also where they are a thousand kilometres apart."""
    everything(folder)

    assert await ask(folder, CASE_A) == Place(
        country="JP",
        asn=7679,
        network="QTnet,Inc.",
        city="Chiyoda City",
        city_source="DB-IP",
        other_city="Nagasaki",
        other_city_source="MaxMind",
        credits=(DB_IP, MAXMIND),
    )
    assert await ask(folder, CASE_B) == Place(
        country="JP", asn=2516, network="KDDI CORPORATION", city="Oyama", city_source="DB-IP", credits=(DB_IP,)
    )
    assert await ask(folder, LINK_A) == Place(
        country="US",
        asn=398101,
        network="GoDaddy.com, LLC",
        city="Tempe (South Tempe)",
        city_source="DB-IP",
        credits=(DB_IP, MAXMIND),
    )


@pytest.mark.parametrize(
    ("ip", "country"),
    [("8.8.8.8", "US"), ("::ffff:8.8.8.8", "US"), ("2001:db8:6::1", "JP"), ("2001:db8:7::1", None), ("9.9.9.9", None)],
)
async def test_both_versions_and_what_is_not_known(folder, ip, country):
    """A file for IPv4 is not asked about IPv6; an address that nobody knows is an answer without facts."""
    folder.mkdir()
    for name, content in (("4", mmdb(CITY, "city ipv4")), ("6", mmdb(CITY_6, "city ipv6", version=6))):
        (folder / f"{name}.mmdb").write_bytes(content)
    (folder / "sources.json").write_text(manifest([GeoSource("city", (folder / "4.mmdb", folder / "6.mmdb"), "both")]))
    place = await ask(folder, ip)

    assert (place.country, place.gap) == (country, "not-installed")


async def test_another_country(folder):
    """Two sources that name two countries are both told."""
    other = {"8.8.8.0/24": {"country_code": "JP"}}
    install(folder, dbip_city=("city", mmdb(CITY, "city")), geo_whois_asn_country=("country", mmdb(other, "country")))
    place = await ask(folder, "8.8.8.8")

    assert (place.country, place.disputed, place.city, place.other_city) == ("US", "JP", "Mountain View", None)


async def test_without_data(folder):
    """Nothing installed is said as such, for every address."""
    with pytest.raises(LookupFailed, match=r"^geo 8\.8\.8\.8: not-installed$"):
        await ask(folder, "8.8.8.8")


async def test_half_of_the_data(folder):
    """Countries without networks are told, and so is what is missing."""
    install(folder, dbip_city=("city", mmdb(CITY, "city ipv4")))
    place = await ask(folder, "8.8.8.8")

    assert (place.country, place.asn, place.gap) == ("US", None, "not-installed")


async def test_data_of_ones_own(tmp_path, folder):
    """A file or a folder that the administrator keeps is asked before what is installed."""
    everything(folder)
    mine = tmp_path / "GeoLite2-City.mmdb"
    mine.write_bytes(mmdb(OTHER, "GeoLite2-City"))
    asns = tmp_path / "asns"
    asns.mkdir()
    (asns / "mine.mmdb").write_bytes(mmdb({"8.8.8.0/24": {"autonomous_system_number": 64496}}, "my-ASN"))
    first = await ask(folder, CASE_A, city=mine, asn=asns)
    second = await ask(folder, "8.8.8.8", city=mine, asn=asns)

    assert (first.city, first.city_source, first.other_city, first.asn) == ("Nagasaki", "MaxMind", "Chiyoda City", 7679)
    assert (second.asn, second.network) == (64496, None)
    with pytest.raises(FileNotFoundError, match="is no file and no folder"):
        given(tmp_path / "gone.mmdb", "city")


@pytest.mark.parametrize(
    ("ip", "country", "city"),
    [("8.8.8.8", "JP", ("Osaka" + "x" * 80)[:80]), ("9.9.9.9", None, None), ("9.9.8.9", None, None)],
)
async def test_hostile_text(folder, ip, country, city):
    """What stands in the data is one line of bounded, visible text, or nothing."""
    install(folder, city=("city", mmdb(HOSTILE, "city")))
    place = await ask(folder, ip)

    assert (place.country, place.city) == (country, city)


@pytest.mark.parametrize("number", [0, 1 << 32, "AS5", {"a": 1}, 5.0])
async def test_hostile_numbers(folder, number):
    """An AS number is a number of 32 bits, or nothing."""
    install(folder, asn=("asn", mmdb({"8.8.8.0/24": {"autonomous_system_number": number}}, "asn")))
    place = await ask(folder, "8.8.8.8")

    assert (place.asn, place.network) == (None, None)


def broken(cut):
    """A city file with a part of it gone or changed."""
    whole = mmdb(CITY, "city ipv4")
    return {
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "no-metadata": whole.replace(b"MaxMind.com", b"MaxMind.org"),
        "tree": bytes([0xFF] * 400) + whole[400:],
        "text": b"no database",
    }[cut]


@pytest.mark.parametrize("cut", ["empty", "cut", "no-metadata", "text"])
async def test_a_damaged_file(folder, cut, caplog):
    """It is an error, logged once and not for every address; nothing crashes, and the other data still answer."""
    install(folder, dbip_city=("city", broken(cut)))
    places = PlaceData(folder)
    with caplog.at_level(logging.WARNING):
        for ip in ("8.8.8.8", CASE_A, CASE_B):
            with pytest.raises(LookupFailed, match=rf"^geo {ip}: error$"):
                await places.place(ip)
    places.close()

    assert [row.getMessage().partition(" (")[0] for row in caplog.records] == [
        "data on addresses: dbip-city.mmdb cannot be read"
    ]
    install(folder, dbip_city=("city", broken(cut)), dbip_asn=("asn", mmdb(ASN, "asn")))
    place = await ask(folder, "8.8.8.8")
    assert (place.asn, place.country, place.gap) == (15169, None, "error")


async def test_a_damaged_tree(folder, caplog):
    """A record that leads nowhere is an error of that look-up, logged once."""
    install(folder, dbip_city=("city", broken("tree")))
    places = PlaceData(folder)
    with caplog.at_level(logging.WARNING):
        for ip in ("255.255.255.1", "8.8.8.8", CASE_A):
            with pytest.raises(LookupFailed, match=r"error$"):
                await places.place(ip)
    places.close()

    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        "[]",
        '{"sources": 5}',
        '{"sources": [{"role": "city"}]}',
        '{"sources": [{"role": "town", "files": ["a"]}]}',
        '{"sources": [{"role": "city", "files": ["../a.mmdb"]}]}',
        '{"sources": [{"role": "city", "files": ["a.mmdb"], "date": "yesterday"}]}',
    ],
)
async def test_a_damaged_list_of_sources(folder, content):
    """It is an error, and no file outside the folder is opened."""
    folder.mkdir()
    (folder / "sources.json").write_text(content)
    with pytest.raises(ValueError, match=r"sources|Expecting|isoformat"):
        installed(folder)
    with pytest.raises(LookupFailed, match=r"error$"):
        await ask(folder, "8.8.8.8")


async def test_new_data_are_noticed(folder):
    """Within a minute, and not before: the files are not looked at for every address."""
    now = 0.0
    install(folder, dbip_city=("city", mmdb(CITY, "city")))
    places = PlaceData(folder, clock=lambda: now)
    before = await places.place("8.8.8.8")
    other = folder / "next.mmdb"
    other.write_bytes(mmdb({"8.8.8.0/24": {"city": "Osaka", "country_code": "JP"}}, "city"))
    other.replace(folder / "dbip-city.mmdb")
    now = LOOK_AGAIN - 1
    same = await places.place("8.8.8.8")
    now = LOOK_AGAIN
    after = await places.place("8.8.8.8")
    (folder / "sources.json").unlink()
    now = 2 * LOOK_AGAIN
    with pytest.raises(LookupFailed, match="not-installed"):
        await places.place("8.8.8.8")
    places.close()

    assert (before.country, same.country, after.country) == ("US", "US", "JP")


@pytest.mark.parametrize("seed", range(40))
async def test_changed_bytes(folder, seed):
    """Whatever stands in the files, the answer is a Place or a LookupFailed."""
    chance = random.Random(seed)
    city, asns = bytearray(mmdb(CITY, "city")), bytearray(table(folder.parent / "t.table", *RANGES).read_bytes())
    for content in (city, asns):
        for _ in range(chance.choice((1, 4, 40))):
            content[chance.randrange(len(content))] = chance.randrange(256)
    install(folder, city=("city", bytes(city)))
    (folder / "asn.table").write_bytes(asns)
    sources = [*installed(folder), GeoSource("asn", (folder / "asn.table",), "x")]
    (folder / "sources.json").write_text(manifest(sources))
    for ip in (CASE_A, CASE_B, LINK_A, "8.8.8.8", "2001:db8:6::1"):
        place = Place()
        with suppress(LookupFailed):
            place = await ask(folder, ip)
        assert all(len(text) <= 80 for text in (place.city or "", place.network or ""))


def test_what_is_installed_is_told(folder):
    """The list of sources gives back what was written, with its age."""
    folder.mkdir()
    source = GeoSource("city", (folder / "a.mmdb",), "DB-IP", DB_IP, "CC-BY-4.0", "2.3.1", date(2026, 6, 5))
    (folder / "sources.json").write_text(manifest([source]))

    assert installed(folder) == (source,)
    assert source.age(date(2026, 11, 22)) == 170
    assert json.loads(manifest([source]))["sources"][0]["date"] == "2026-06-05"


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("city ipv4", "city"),
        ("DBIP-City-Lite", "city"),
        ("GeoLite2-ASN", "asn"),
        ("GeoIP2-ISP", "asn"),
        ("GeoLite2-Country", "country"),
    ],
)
def test_what_a_file_says_of_itself(tmp_path, kind, role):
    """The kind of its database, and the day it was built."""
    path = tmp_path / "x.mmdb"
    path.write_bytes(mmdb(CITY, kind))

    assert role_and_date(path) == (role, date(2026, 6, 5))


def test_a_file_of_something_else(tmp_path):
    """A database that tells nothing of places is refused."""
    path = tmp_path / "x.mmdb"
    path.write_bytes(mmdb(CITY, "Anonymous-IP"))
    with pytest.raises(ValueError, match="no cities, countries or autonomous systems"):
        role_and_date(path)


def table(path, *rows):
    """A table of these ranges: first, last, number, name."""
    write_table(((ip_address(a).packed, ip_address(b).packed, asn, name) for a, b, asn, name in rows), path)
    return path


RANGES = (
    ("218.219.0.0", "218.219.255.255", 7679, "QTnet,Inc."),
    ("8.8.8.0", "8.8.8.255", 15169, "Google LLC"),
    ("2001:db8:6::", "2001:db8:6:ffff:ffff:ffff:ffff:ffff", 2497, "インターネット"),
    ("8.8.4.0", "8.8.4.255", 15169, "another name"),
)


@pytest.mark.parametrize(
    ("ip", "found"),
    [
        ("218.219.0.0", (7679, "QTnet,Inc.")),
        ("218.219.255.255", (7679, "QTnet,Inc.")),
        ("218.220.0.0", None),
        ("0.0.0.0", None),
        ("255.255.255.255", None),
        ("8.8.4.4", (15169, "Google LLC")),
        ("8.8.7.255", None),
        ("2001:db8:6::5", (2497, "インターネット")),
        ("2001:db8:7::", None),
        ("::", None),
    ],
)
def test_a_table_of_networks(tmp_path, ip, found):
    """Each range holds its first and its last address, and nothing beyond."""
    reader = AsnTable(table(tmp_path / "asn.table", *RANGES))

    assert reader.find(ip_address(ip)) == found
    reader.close()


@pytest.mark.parametrize("content", [b"x", b"FWASN1" + bytes(18), bytes(24), b"FWASN1\0\0" + b"\xff" * 16, None])
def test_a_damaged_table(tmp_path, content):
    """A table that is cut off, or none at all, is refused when it is opened; an empty one just knows nothing."""
    path = table(tmp_path / "asn.table", *RANGES)
    path.write_bytes(path.read_bytes()[:-1] if content is None else content)
    if content == b"FWASN1" + bytes(18):
        reader = AsnTable(path)
        assert reader.find(ip_address("8.8.8.8")) is None
        reader.close()
    else:
        with pytest.raises(ValueError, match="no table"):
            AsnTable(path)


def test_a_range_the_wrong_way_round(tmp_path):
    """It is refused when the table is written."""
    with pytest.raises(ValueError, match="before it begins"):
        table(tmp_path / "asn.table", ("8.8.8.8", "8.8.8.0", 1, "x"))


def test_a_table_is_read_like_a_database(tmp_path):
    """The reader of a source does not mind which of the two it is."""
    reader = SourceReader(GeoSource("asn", (table(tmp_path / "asn.table", *RANGES),), "table"))
    found = reader.find(ip_address(CASE_A))
    reader.close()

    assert (found.asn, found.network, found.country) == (7679, "QTnet,Inc.", None)


WORLD = {
    "a.example": {"A": [LINK_A, "192.0.2.5", "192.0.2.6"]},
    "b.example": {"A": ["10.0.0.1"]},
    "slow.example": "timeout",
}
KNOWN = {LINK_A: {"country": "US", "asn": 398101}, "192.0.2.5": {"country": "JP"}, CASE_A: {"country": "JP"}}


def surveyed(places, **more):
    """A survey of case A's address and some links."""
    questions = Questions(CASE_A, None, None, None, ("a.example", "b.example", "slow.example"), **more)
    return survey(questions, Lookups(FakeDns(WORLD), FakeBlocklists({}), places=places), deadline=2)


async def test_places_of_one_mail():
    """The origin, the first two addresses of each host, and addresses in links; private ones have no place."""
    facts = await surveyed(FakePlaces(KNOWN), link_ips=("192.0.2.9", "192.168.0.1"))

    assert facts.places == {
        CASE_A: Place(country="JP"),
        LINK_A: Place(country="US", asn=398101),
        "192.0.2.5": Place(country="JP"),
        "192.0.2.9": Place(),
    }
    assert facts.unanswered == (Unanswered("dns", "slow.example", "timeout"),)


class Missing:
    """Places without data, or with a fault."""

    def __init__(self, failure):
        self.failure = failure

    async def place(self, ip):
        raise self.failure(ip)


async def test_what_is_missing_is_told_once():
    """Without data the addresses of the links are there all the same, and it is said once, of the origin."""
    facts = await surveyed(Missing(lambda ip: LookupFailed("geo", ip, "not-installed")))

    assert facts.hosts["a.example"] == (LINK_A, "192.0.2.5", "192.0.2.6")
    assert facts.places == {CASE_A: None, LINK_A: None, "192.0.2.5": None}
    assert [each for each in facts.unanswered if each.source == "geo"] == [Unanswered("geo", CASE_A, "not-installed")]


async def test_a_fault_of_ours_costs_no_answer(caplog):
    """A bug in the places is logged and told, and the addresses stand."""
    facts = await surveyed(Missing(KeyError))

    assert facts.hosts["a.example"] == (LINK_A, "192.0.2.5", "192.0.2.6")
    assert Unanswered("geo", CASE_A, "error") in facts.unanswered
    assert len(caplog.records) == 3


async def test_half_of_the_data_is_told(folder):
    """A source that is missing is told once, beside what the other says."""
    install(folder, dbip_asn=("asn", mmdb(ASN, "asn")))
    places = PlaceData(folder)
    facts = await surveyed(places)
    places.close()

    assert facts.places[CASE_A].asn == 7679
    assert [each for each in facts.unanswered if each.source == "geo"] == [Unanswered("geo", CASE_A, "not-installed")]


async def test_recorded_places():
    """What was recorded is told; everything else is asked of the real data."""
    zone = RecordedZone({}, {}, {CASE_A: {"country": "JP", "credits": ["x"]}})
    inside, outside = Recorded(zone, OFFLINE).lookups, Lookups(OFFLINE.dns, OFFLINE.blocklists)

    assert await inside.places.place(CASE_A) == Place(country="JP", credits=("x",))
    with pytest.raises(LookupFailed, match=r"offline$"):
        await inside.places.place(CASE_B)
    with pytest.raises(LookupFailed, match=r"not-installed$"):
        await Recorded(zone, outside).lookups.places.place(CASE_B)
    with pytest.raises(ValueError, match="no reason"):
        FakePlaces({CASE_A: "gone"})
