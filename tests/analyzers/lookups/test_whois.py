"""Registration by WHOIS: whom is asked how, what the answer says, and how a hostile server is borne."""

import contextlib
import time
from datetime import date

import pytest

from analyzers.errors import LookupFailed
from analyzers.facts import Registration
from analyzers.lookups.courtesy import Courtesy
from analyzers.lookups.fake import FakeDns
from analyzers.lookups.guard import Allow
from analyzers.lookups.whois import MOST, WhoisClient
from analyzers.worker import WorkerFailed, call
from tests.servers.whois import whois

THIN = (
    "   Domain Name: EXAMPLE.COM\r\n"
    "   Registrar WHOIS Server: {referral}\r\n"
    "   Updated Date: 2025-02-01T10:00:00Z\r\n"
    "   Creation Date: 2004-03-02T18:28:13Z\r\n"
    "   Registry Expiry Date: 2027-03-02T18:28:13Z\r\n"
    "   Registrar: GoDaddy.com, LLC\r\n"
)
FULL = (
    "Domain Name: example.com\r\n"
    "Creation Date: 2004-03-02T13:28:13Z\r\n"
    "Registrar: GoDaddy.com, LLC\r\n"
    "Registrant Name: Registration Private\r\n"
    "Registrant Organization: Domains By Proxy, LLC\r\n"
    "Registrant Email: https://example.net/whois\r\n"
)
CROATIA = "Domain Name: free.hr\r\nCreation Date: 2006-10-02T22:00:00Z\r\nRegistrant Name: GRANSY d.o.o.\r\n"
JP = "[Domain Name] EXAMPLE.CO.JP\r\n[Organization] Example K.K.\r\n[Connected Date] 1998/10/01\r\n[State] Connected (2027/09/30)\r\n"


@contextlib.asynccontextmanager
async def world(endings, **options):
    """Servers for `endings`, all of them one, and a client that may connect to it."""
    async with whois() as server:
        dns = FakeDns({"whois.test": {"A": ["127.0.0.1"]}, "inside.test": {"A": ["10.0.0.1"]}, "gone.test": {}})
        allow = Allow(endpoints=frozenset({("127.0.0.1", server.port)}))
        servers = dict.fromkeys(endings, server.server)
        yield server, WhoisClient(dns, Courtesy(**options), servers=servers, allow=allow)


async def fails(client, domain):
    with pytest.raises(LookupFailed) as error:
        await client.ask(domain)
    assert (error.value.source, error.value.subject) == ("whois", domain)
    return error.value.reason


async def test_a_registry_that_tells_the_holder(monkeypatch):
    """One question and one answer."""
    async with world(["hr"]) as (server, client):
        server.answers["free.hr"] = CROATIA.encode()
        found = await client.ask("free.hr")

    assert server.asked == ["free.hr"]
    assert found == Registration(
        domain="free.hr",
        registered=True,
        created=date(2006, 10, 2),
        registrant="GRANSY d.o.o.",
        privacy_proxy=False,
        source="whois",
    )


async def test_one_referral_is_followed():
    """The registry's word on days and names stays, the registrar tells the holder; its own referral is not followed."""
    async with world(["com"]) as (server, client):
        async with whois() as other:
            client._allow = Allow(endpoints=frozenset({("127.0.0.1", server.port), ("127.0.0.1", other.port)}))
            server.answers["example.com"] = THIN.format(referral=other.server).encode()
            other.answers["example.com"] = (FULL + f"Registrar WHOIS Server: {server.server}\r\n").encode()
            found = await client.ask("example.com")

        assert (server.asked, other.asked) == (["example.com"], ["example.com"])
    assert found == Registration(
        domain="example.com",
        registered=True,
        registrar="GoDaddy.com, LLC",
        created=date(2004, 3, 2),
        expires=date(2027, 3, 2),
        registrant="Domains By Proxy, LLC",
        privacy_proxy=True,
        source="whois",
    )


@pytest.mark.parametrize(
    "referral", ["whois.test:{port}", "inside.test", "gone.test", "127.0.0.1", "[::1]", "whois.test:22", "rwhois://", "", "x" * 300, "nobody.test"]
)  # fmt: skip
async def test_a_bad_referral_takes_nothing_away(referral):
    """To itself, to the inside, to nobody, to another port: the registry has answered."""
    async with world(["com"]) as (server, client):
        server.answers["example.com"] = THIN.format(referral=referral.format(port=server.port)).encode()
        found = await client.ask("example.com")

    assert server.asked == ["example.com"]
    assert (found.registrar, found.created, found.registrant) == ("GoDaddy.com, LLC", date(2004, 3, 2), None)


@pytest.mark.parametrize("key", ["refer", "whois"])
async def test_an_unknown_ending_is_found_through_the_root(key):
    """IANA names the server; the domain itself is not told to IANA."""
    async with world([""]) as (root, client), whois() as other:
        client._allow = Allow(endpoints=frozenset({("127.0.0.1", root.port), ("127.0.0.1", other.port)}))
        root.answers["neu"] = f"% IANA\r\n\r\n{key}:        {other.server}\r\n\r\ndomain: NEU\r\n".encode()
        other.answers["shop.neu"] = FULL.replace("example.com", "shop.neu").encode()
        found = await client.ask("shop.neu")

    assert (root.asked, other.asked) == (["neu"], ["shop.neu"])
    assert (found.domain, found.registrant) == ("shop.neu", "Domains By Proxy, LLC")


async def test_an_ending_that_nobody_knows():
    """No answer, and not "not registered"."""
    async with world([""]) as (_, client):
        assert await fails(client, "shop.neu") == "error"


@pytest.mark.parametrize("encoding", ["utf-8", "iso2022_jp", "cp932"])
async def test_japanese_answers_in_any_encoding(encoding):
    """JPRS' records, read by our own parser."""
    text = JP.replace("[Organization]", "[組織名] 見本商事株式会社\r\n[Organization]")
    async with world(["jp"]) as (server, client):
        server.answers["example.co.jp"] = text.encode(encoding)
        found = await client.ask("example.co.jp")

    assert found == Registration(
        domain="example.co.jp",
        registered=True,
        created=date(1998, 10, 1),
        expires=date(2027, 9, 30),
        registrant="見本商事株式会社",
        privacy_proxy=False,
        source="whois",
    )


async def test_each_server_is_asked_as_it_likes():
    """JPRS for English, Verisign for the domain alone."""
    known = WhoisClient(FakeDns({}), Courtesy())

    assert (known._server("example.co.jp"), known._server("free.hr")) == ("whois.jprs.jp", "whois.dns.hr")
    assert [known.covers(name) for name in ("x.bid", "x.madrid", "x.chr", "hr", "x.hr")] == [False] * 4 + [True]
    async with whois() as server:
        dns = FakeDns({name: {"A": ["127.0.0.1"]} for name in ("whois.jprs.jp", "whois.verisign-grs.com")})
        servers = {"jp": f"whois.jprs.jp:{server.port}", "com": f"whois.verisign-grs.com:{server.port}"}
        client = WhoisClient(
            dns, Courtesy(), servers=servers, allow=Allow(endpoints=frozenset({("127.0.0.1", server.port)}))
        )
        server.answers["example.jp/e"] = b"No match!!\r\n"
        server.answers["domain example.com"] = b'No match for domain "EXAMPLE.COM".\r\n'

        assert (await client.ask("example.jp")).registered is False
        assert (await client.ask("example.com")).registered is False


@pytest.mark.parametrize(
    ("domain", "text"),
    [
        ("x.jp", "No match!!"),
        ("x.com", 'No match for domain "X.COM".'),
        ("x.org", "Domain not found."),
        ("x.hr", "%ERROR: No entries found"),
        ("x.de", "Domain: x.de\nStatus: free"),
        ("x.cn", "No matching record.\nno match"),
        ("x.zz", "The queried object does not exist: x.zz"),
    ],
)
async def test_not_registered(domain, text):
    """As each registry says it."""
    async with world([domain.rpartition(".")[2]]) as (server, client):
        server.answers[domain] = text.encode()

        assert await client.ask(domain) == Registration(domain=domain, registered=False, source="whois")


@pytest.mark.parametrize(
    ("domain", "answer", "reason"),
    [
        ("x.com", b"", "error"),
        ("x.com", b"\x00\xff" * 100, "error"),
        ("x.com", b"<html>502 Bad Gateway</html>", "error"),
        ("x.com", b"WHOIS LIMIT EXCEEDED - SEE WWW.EXAMPLE/WHOIS FOR DETAILS", "refused"),
        ("x.com", b"Your IP has been restricted due to excessive access, please wait", "refused"),
        ("x.jp", b"[ Whois Busy ]", "refused"),
        ("x.jp", b"[Domain Name] OTHER.JP\n[Created on] 2001/01/01\n", "error"),
        ("x.com", "reset", "error"),
        ("x.com", "closed", "error"),
        ("x.com", "silent", "timeout"),
        ("x.com", "drip", "timeout"),
        ("x.jp", "silent", "timeout"),
    ],
)
async def test_silence_and_faults_are_never_no_data(monkeypatch, domain, answer, reason):
    """A failure with its reason, in bounded time."""
    monkeypatch.setattr("analyzers.lookups.whois._ONE", 0.5)
    async with world(["com", "jp"]) as (server, client):
        server.answers[domain] = answer
        began = time.monotonic()

        assert await fails(client, domain) == reason
        assert time.monotonic() - began < 4


async def test_the_deadline_is_for_all_servers_together(monkeypatch):
    """A registry that answers late and a registrar that drips: what is known is given when time is up."""
    monkeypatch.setattr("analyzers.lookups.whois.DEADLINE", 1.5)
    async with world(["com"]) as (server, client), whois() as other:
        client._allow = Allow(endpoints=frozenset({("127.0.0.1", server.port), ("127.0.0.1", other.port)}))
        server.answers["example.com"] = THIN.format(referral=other.server).encode()
        other.answers["example.com"] = "drip"
        began = time.monotonic()
        found = await client.ask("example.com")

    assert (found.registrar, found.registrant) == ("GoDaddy.com, LLC", None)
    assert time.monotonic() - began < 3.5


async def test_a_flood_is_cut():
    """Of 27 MB, 64 KiB are read."""
    async with world(["com"]) as (server, client):
        server.answers["x.com"] = "flood"
        began = time.monotonic()
        assert await fails(client, "x.com") == "error"

        assert time.monotonic() - began < 4
        assert server.sent < 27_000_000
    assert MOST == 65536


@pytest.mark.parametrize("ending", ["hk", "com", "jp"])
async def test_text_that_hangs_the_parser_is_given_up(ending):
    """A megabyte-free killer of python-whois is killed with its child; .jp is read by us."""
    killers = {
        "hk": " \n" * 8000,
        "com": "a." * 8000,
        "jp": "[Domain Name] X.JP\n[Registrant]" + "\n" * 8000 + "[Name]",
    }
    async with world([ending]) as (server, client):
        server.answers[f"x.{ending}"] = killers[ending].encode()
        began = time.monotonic()
        with contextlib.suppress(LookupFailed):
            await client.ask(f"x.{ending}")

    assert time.monotonic() - began < 5


def test_the_parser_runs_in_the_child():
    """Plain values come back; what hangs is killed in time, and the next is answered."""
    task = "analyzers.parsers.whois_text:read"
    with pytest.raises(WorkerFailed):
        call(task, "x.hk", " \n" * 8000, seconds=0.5)

    assert call(task, "free.hr", CROATIA) == {
        "found": True,
        "registrar": None,
        "registrant": "GRANSY d.o.o.",
        "created": "2006-10-02",
        "expires": None,
        "shown": ["GRANSY d.o.o."],
    }


async def test_servers_inside_are_not_connected_to():
    """Neither by name nor with one bad address among good ones; only port 43 is spoken to."""
    for addresses in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["169.254.169.254"]):
        kind = "AAAA" if ":" in addresses[0] else "A"
        client = WhoisClient(FakeDns({"w.test": {kind: addresses}}), Courtesy(), servers={"com": "w.test"})
        assert await fails(client, "x.com") == "error"
    client = WhoisClient(FakeDns({"w.test": {"A": ["8.8.8.8"]}}), Courtesy(), servers={"com": "w.test:25"})
    assert await fails(client, "x.com") == "error"


async def test_a_quota_is_honoured():
    """A server that says "too much" is left alone for a minute."""
    now = 1000.0
    async with world(["jp"], clock=lambda: now) as (server, client):
        server.answers["x.jp"] = b"[ Whois Busy ]"
        assert [await fails(client, "x.jp") for _ in range(3)] == ["refused"] * 3
        assert server.asked == ["x.jp"]
        now += 61
        server.answers["x.jp"] = b"No match!!"

        assert not (await client.ask("x.jp")).registered


async def test_three_failures_in_a_row_bring_five_minutes_of_peace():
    """A server that is asked no more says so with its last reason."""
    now = 1000.0
    async with world(["jp"], clock=lambda: now) as (server, client):
        server.answers["x.jp"] = "reset"
        assert [await fails(client, "x.jp") for _ in range(4)] == ["error"] * 4
        assert len(server.asked) == 3
        server.answers["x.jp"] = b"No match!!"
        now += 301

        assert not (await client.ask("x.jp")).registered
