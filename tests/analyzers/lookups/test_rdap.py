"""Registration by RDAP: what is asked, what the answer says, and what is no answer."""

import asyncio
import contextlib
import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.errors import LookupFailed
from analyzers.facts import Registration
from analyzers.lookups.bootstrap import Bootstrap
from analyzers.lookups.courtesy import Courtesy
from analyzers.lookups.fake import FakeDns
from analyzers.lookups.fetch import Fetcher
from analyzers.lookups.guard import Allow
from analyzers.lookups.rdap import RdapClient, day, read
from tests.servers.rdap import authority, web

HOSTS = ("rdap.registry.test", "rdap.registrar.test", "data.iana.org")


def card(**rows):
    return ["vcard", [["version", {}, "text", "4.0"], *([kind, {}, "text", text] for kind, text in rows.items())]]


REGISTRAR = {"objectClassName": "entity", "roles": ["registrar"], "vcardArray": card(fn="GoDaddy.com, LLC")}
RECORD = {
    "objectClassName": "domain",
    "ldhName": "QUERCUS.ORG",
    "events": [
        {"eventAction": "last changed", "eventDate": "2025-03-03T12:00:00Z"},
        {"eventAction": "registration", "eventDate": "2004-03-02T18:28:13Z"},
        {"eventAction": "expiration", "eventDate": "2026-03-02T18:28:13.0Z"},
    ],
    "entities": [REGISTRAR],
}
QUERCUS = Registration(
    domain="quercus.org",
    registered=True,
    registrar="GoDaddy.com, LLC",
    created=date(2004, 3, 2),
    expires=date(2026, 3, 2),
)


def holder(**rows):
    return {**RECORD, "entities": [REGISTRAR, {"roles": ["registrant"], "vcardArray": card(**rows)}]}


@pytest.fixture(scope="module")
def trusted():
    with authority(*HOSTS) as made:
        yield made


@contextlib.asynccontextmanager
async def registry(trusted, tmp_path, **options):
    """The server of a registry and of a registrar, a client that knows it for .org, and a clock for its manners."""
    async with web(trusted.server) as server:
        listed = {
            "services": [[["org", "co.test"], ["http://x.test/", f"https://rdap.registry.test:{server.port}/v1"]]]
        }
        (tmp_path / "rdap_bootstrap.json").write_text(json.dumps(listed))
        dns = FakeDns({key: {"A": ["127.0.0.1"]} for key in HOSTS})
        allow = Allow(endpoints=frozenset({("127.0.0.1", server.port)}))
        yield (
            server,
            RdapClient(Fetcher(dns, allow=allow, verify=trusted.client), Bootstrap(tmp_path), Courtesy(**options)),
        )


AT = "rdap.registry.test /v1/domain/quercus.org"


async def fails(client, domain="quercus.org"):
    with pytest.raises(LookupFailed) as error:
        await client.ask(domain)
    assert (error.value.source, error.value.subject) == ("rdap", domain)
    return error.value.reason


async def test_a_domain_is_asked_at_its_registry(trusted, tmp_path):
    """One question, for RDAP's own media type."""
    async with registry(trusted, tmp_path) as (server, client):
        server.say(AT, RECORD)

        assert await client.ask("quercus.org") == QUERCUS
        assert server.asked == [AT]
        assert "accept: application/rdap+json" in server.heads[0].lower()


async def test_404_is_not_registered(trusted, tmp_path):
    """An answer, not a failure (RFC 7480, section 5.3)."""
    async with registry(trusted, tmp_path) as (server, client):
        assert await client.ask("nobody.org") == Registration(domain="nobody.org", registered=False)
        server.say(AT, {"errorCode": 404}, 404, Content_Type="application/rdap+json")
        assert await client.ask("quercus.org") == Registration(domain="quercus.org", registered=False)


async def test_two_redirects_are_followed_and_no_third(trusted, tmp_path):
    """A registry may send us on."""
    async with registry(trusted, tmp_path) as (server, client):
        server.say(AT, b"", 302, Location="/a")
        server.say("rdap.registry.test /a", b"", 301, Location=f"https://rdap.registrar.test:{server.port}/b")
        server.say("rdap.registrar.test /b", RECORD)
        assert await client.ask("quercus.org") == QUERCUS

        server.say("rdap.registrar.test /b", b"", 302, Location="/c")
        server.say("rdap.registrar.test /c", RECORD)
        assert await fails(client) == "error"


async def test_a_redirect_to_the_inside_is_no_answer(trusted, tmp_path):
    """Whoever sends us there learns nothing."""
    async with registry(trusted, tmp_path) as (server, client):
        server.say(AT, b"", 302, Location="https://169.254.169.254/latest/")

        assert await fails(client) == "error"


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (200, b"<html>", "error"),
        (200, b"[" * 100_000, "error"),
        (200, b"[]", "error"),
        (200, {}, "error"),
        (200, {**RECORD, "ldhName": "other.org"}, "error"),
        (200, {**RECORD, "objectClassName": "entity"}, "error"),
        (200, b" " * 600_000 + json.dumps(RECORD).encode(), "error"),
        (400, b"", "error"),
        (404, b"<html>This page has moved</html>", "error"),
        (403, b"", "refused"),
        (500, RECORD, "error"),
    ],
)
async def test_what_is_no_answer(trusted, tmp_path, status, body, reason):
    """Other texts, other objects, other names, other statuses, and what is too long."""
    async with registry(trusted, tmp_path) as (server, client):
        server.say(AT, body, status)

        assert await fails(client) == reason


@pytest.mark.parametrize(("fault", "reason"), [("silent", "timeout"), ("drip", "timeout"), ("reset", "error")])
async def test_faults_end_in_time(trusted, tmp_path, monkeypatch, fault, reason):
    """Within the deadline."""
    monkeypatch.setattr("analyzers.lookups.rdap._ONE", 0.4)
    async with registry(trusted, tmp_path) as (server, client):
        server.answers[AT] = fault
        began = time.monotonic()

        assert await fails(client) == reason
        assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("retry_after", "rest"),
    [("120", 120), (None, 60), ("Wed, 21 Oct 2026 07:28:00 GMT", 60), ("999999", 3600), ("9" * 50, 60), ("-5", 60)],
)
async def test_429_is_honoured(trusted, tmp_path, retry_after, rest):
    """The server is left alone for as long as it asks, an hour at most; then it is asked again."""
    now = 1000.0
    async with registry(trusted, tmp_path, clock=lambda: now) as (server, client):
        server.say(AT, b"", 429, **({"Retry_After": retry_after} if retry_after else {}))
        assert await fails(client) == "refused"
        server.say(AT, RECORD)
        now += rest - 1
        assert await fails(client) == "refused"
        assert server.asked == [AT]
        now += 1

        assert await client.ask("quercus.org") == QUERCUS


async def test_three_failures_in_a_row_bring_five_minutes_of_peace(trusted, tmp_path):
    """The fourth question is not sent."""
    now = 1000.0
    async with registry(trusted, tmp_path, clock=lambda: now) as (server, client):
        server.say(AT, b"", 500)
        assert [await fails(client) for _ in range(5)] == ["error"] * 5
        assert len(server.asked) == 3
        server.say(AT, RECORD)
        now += 301

        assert await client.ask("quercus.org") == QUERCUS


async def test_two_questions_at_once_and_no_more(trusted, tmp_path):
    """Twenty questions come two by two."""
    names = [f"d{n}.org" for n in range(20)]
    async with registry(trusted, tmp_path) as (server, client):
        for name in names:
            server.say(f"rdap.registry.test /v1/domain/{name}", {**RECORD, "ldhName": name})
        found = await asyncio.gather(*(client.ask(name) for name in names))

    assert [each.domain for each in found] == names
    assert (len(server.asked), server.most_busy) == (20, 2)


async def test_the_registrar_is_asked_for_the_holder(trusted, tmp_path):
    """Where the registry does not tell; its word on days and names stays."""
    async with registry(trusted, tmp_path) as (server, client):
        related = f"https://rdap.registrar.test:{server.port}/domain/QUERCUS.ORG"
        server.say(AT, {**RECORD, "links": [{"rel": "self", "href": "x"}, {"rel": "related", "href": related}]})
        more = holder(fn="Registration Private", org="Domains By Proxy, LLC")
        server.say("rdap.registrar.test /domain/QUERCUS.ORG", {**more, "events": []})
        found = await client.ask("quercus.org")

    assert (found.registrant, found.privacy_proxy) == ("Domains By Proxy, LLC", True)
    assert (found.registrar, found.created) == ("GoDaddy.com, LLC", date(2004, 3, 2))


@pytest.mark.parametrize("fault", ["silent", "reset", "garbage"])
async def test_a_registrar_that_fails_takes_nothing_away(trusted, tmp_path, monkeypatch, fault):
    """The registry has answered."""
    monkeypatch.setattr("analyzers.lookups.rdap._ONE", 0.5)
    async with registry(trusted, tmp_path) as (server, client):
        related = f"https://rdap.registrar.test:{server.port}/domain/quercus.org"
        server.say(AT, {**RECORD, "links": [{"rel": "related", "href": related}]})
        server.answers["rdap.registrar.test /domain/quercus.org"] = fault

        assert await client.ask("quercus.org") == QUERCUS


@pytest.mark.parametrize(
    ("answer", "registrant", "hidden"),
    [
        (RECORD, None, None),
        (holder(fn="Taro Yamada"), "Taro Yamada", False),
        (holder(org="Example Inc.", fn="Taro"), "Example Inc.", False),
        (holder(fn="REDACTED FOR PRIVACY"), "REDACTED FOR PRIVACY", True),
        (holder(org="Privacy service provided by Withheld for Privacy ehf"), "Privacy service provided by Withheld for Privacy ehf", True),
        (holder(fn="Ｗｈｏｉｓ情報公開代行サービス by お名前.com"), "Ｗｈｏｉｓ情報公開代行サービス by お名前.com", True),
        (holder(fn="ムームードメイン"), "ムームードメイン", True),
        (holder(fn="A", email="x@domainsbyproxy.com"), "A", True),
        (holder(fn="", org=""), None, None),
        ({**RECORD, "redacted": [{"name": {"type": "Registrant Name"}}]}, None, True),
        ({**RECORD, "redacted": [{"name": {"type": "Tech Email"}}]}, None, None),
        ({**RECORD, "entities": [{"roles": ["registrant"], "remarks": [{"title": "REDACTED FOR PRIVACY"}]}]}, None, True),
    ],
)  # fmt: skip
def test_the_holder_as_shown(answer, registrant, hidden):
    """Shown as it stands; a service that hides him, and a redaction, are recognised; silence is neither."""
    found = read("quercus.org", answer)

    assert (found.registrant, found.privacy_proxy) == (registrant, hidden)


@pytest.mark.parametrize(
    "answer",
    [
        {"events": 5, "entities": "x", "redacted": {}, "links": None},
        {"events": [None, 5, {"eventAction": "registration"}, {"eventAction": "registration", "eventDate": []}]},
        {"entities": [5, {"roles": "registrar"}, {"roles": ["registrar"], "vcardArray": [1]}, {"roles": ["registrar"], "vcardArray": ["vcard", [[], [1, 2, 3, 4], ["fn", 1, 2, {}]]]}]},
        {"entities": [{"roles": ["registrant"], "remarks": [{"title": None}, 4]}], "redacted": [{"name": 5}, {}]},
    ],
)  # fmt: skip
def test_other_shapes_are_left_out(answer):
    """Nothing raises; nothing is told."""

    assert read("x.org", answer) == Registration(domain="x.org", registered=True)


LEAF = st.none() | st.integers() | st.text(max_size=5)
INNER = LEAF | st.lists(LEAF, max_size=4) | st.dictionaries(st.sampled_from(["type", "title"]), LEAF)
ROW = st.dictionaries(
    st.sampled_from(["roles", "vcardArray", "name", "eventAction", "eventDate", "remarks", "href", "rel"]),
    INNER | st.lists(INNER, max_size=3),
)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(["events", "entities", "redacted", "links"]), INNER | st.lists(ROW, max_size=3)))
def test_any_object_is_read(answer):
    """Whatever a server puts there."""

    assert read("x.org", answer).registered


@pytest.mark.parametrize("text", ["", "soon", "1970-01-01T00:00:00Z", "2025-02-30T00:00:00Z", "99999-01-01", None, 5])
def test_what_is_no_day(text):
    """Blanks, days before there were registrations, days that do not exist."""

    assert day(text) is None


def test_the_longest_ending_counts():
    """The shipped list; HTTPS only; nothing for an ending that is not listed."""
    shipped = Bootstrap()

    assert shipped.server("quercus.org") == "https://rdap.publicinterestregistry.org/rdap/"
    assert shipped.server("example.com") == "https://rdap.verisign.com/com/v1/"
    assert [shipped.server(name) for name in ("free.hr", "example.co.jp", "org", "x.invalidtld")] == [None] * 4


async def test_ianas_list_is_kept(trusted, tmp_path, monkeypatch):
    """Asked for when it is a week old; used at once and after the next start."""
    async with registry(trusted, tmp_path) as (server, client):
        monkeypatch.setattr("analyzers.lookups.bootstrap.IANA", f"https://data.iana.org:{server.port}/rdap/dns.json")
        server.say(
            "data.iana.org /rdap/dns.json",
            {
                "version": "1.0",
                "services": [[[f"t{n}" for n in range(100)], ["https://all.test/"]], [["jp"], ["http://plain.test/"]]],
            },
        )
        folder = tmp_path / "data"
        fresh = Bootstrap(folder)
        assert fresh.due
        assert await fresh.refresh(client._fetcher)

    assert not fresh.due
    for each in (fresh, Bootstrap(folder)):
        assert (each.server("a.t7"), each.server("a.jp")) == ("https://all.test/", None)
        assert each.server("a.com") == "https://rdap.verisign.com/com/v1/"


@pytest.mark.parametrize(
    "body", [b"", b"<html>", {"services": []}, {"services": [[["com"], ["https://evil.test/"]]]}, {"services": 5}]
)
async def test_what_is_not_ianas_list_is_not_kept(trusted, tmp_path, monkeypatch, body):
    """The old one stays, and nobody asks again within the hour."""
    async with registry(trusted, tmp_path) as (server, client):
        monkeypatch.setattr("analyzers.lookups.bootstrap.IANA", f"https://data.iana.org:{server.port}/rdap/dns.json")
        server.say("data.iana.org /rdap/dns.json", body)
        kept = Bootstrap(tmp_path / "data")

        assert not await kept.refresh(client._fetcher)
        assert not kept.due
        assert kept.server("a.com") == "https://rdap.verisign.com/com/v1/"
