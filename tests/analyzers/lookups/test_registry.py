"""The registry: RDAP first, WHOIS else, each question once, and nothing kept that is no answer."""

import asyncio
import json
from datetime import date

import pytest

from analyzers.errors import LookupFailed
from analyzers.facts import Registration
from analyzers.lookups.bootstrap import Bootstrap
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.fake import FakeDns
from analyzers.lookups.privacy import hides
from analyzers.lookups.registering import registered_names
from analyzers.lookups.registry import DomainRegistry

OLD = Registration(domain="quercus.org", registered=True, registrar="GoDaddy.com, LLC", created=date(2004, 3, 2))


class Way:
    """A way to ask: it covers some endings, and answers or fails as it is told."""

    def __init__(self, source, endings, answer):
        self.source, self.endings, self.answer, self.asked = source, endings, answer, []

    def covers(self, domain):
        return domain.rpartition(".")[2] in self.endings

    async def ask(self, domain):
        self.asked.append(domain)
        await asyncio.sleep(0)
        if isinstance(self.answer, str):
            raise LookupFailed(self.source, domain, self.answer)
        return self.answer


def made(rdap, whois, cache=None):
    return DomainRegistry(
        Way("rdap", ("org",), rdap), Way("whois", ("hr", "org"), whois), cache=cache or LookupCache(None)
    )


async def fails(registry, domain):
    with pytest.raises(LookupFailed) as error:
        await registry.registration(domain)
    return error.value.source, error.value.reason


async def test_rdap_is_asked_first_and_alone():
    """Where it covers the ending and answers."""
    registry = made(OLD, "error")

    assert await registry.registration("Quercus.org.") == OLD
    assert (registry.source("quercus.org"), registry._rdap.asked, registry._whois.asked) == (
        "rdap",
        ["quercus.org"],
        [],
    )


async def test_whois_is_asked_where_rdap_covers_nothing():
    """Its failure is told as its own."""
    registry = made("error", "timeout")

    assert await fails(registry, "free.hr") == ("whois", "timeout")
    assert (registry.source("free.hr"), registry._rdap.asked) == ("whois", [])


async def test_whois_is_asked_when_rdap_fails():
    """And when both fail, the one that should have known is told."""
    assert await made("timeout", OLD).registration("quercus.org") == OLD
    assert await fails(made("refused", "timeout"), "quercus.org") == ("rdap", "refused")


async def test_identical_questions_are_asked_once():
    """Fifty mails of a campaign are one question to the registry."""
    registry = made(OLD, "error")
    found = await asyncio.gather(*(registry.registration("quercus.org") for _ in range(50)))

    assert (set(found), registry._rdap.asked) == ({OLD}, ["quercus.org"])


async def test_a_day_on_disk_and_then_asked_again(tmp_path, clock):
    """Dates and all come back from the disk as they were; a day later the registry is asked."""
    for passed, asked in ((0, 1), (86_000, 0), (500, 1)):
        clock.now += passed
        cache = LookupCache(tmp_path, clock=clock)
        registry = made(OLD, "error", cache)
        assert await registry.registration("quercus.org") == OLD
        assert len(registry._rdap.asked) == asked
        cache.close()


async def test_not_registered_is_kept_for_ten_minutes(clock):
    """It may be registered in a minute."""
    registry = made(Registration(domain="new.org", registered=False), "error", LookupCache(None, clock=clock))
    await registry.registration("new.org")
    clock.now += 599
    await registry.registration("new.org")
    assert len(registry._rdap.asked) == 1
    clock.now += 2
    await registry.registration("new.org")

    assert len(registry._rdap.asked) == 2


async def test_a_failure_is_remembered_for_a_minute_and_never_stored(tmp_path, clock):
    """It is no answer: after it, and after a start, the registry is asked."""
    registry = made("timeout", "timeout", cache := LookupCache(tmp_path, clock=clock))
    assert [await fails(registry, "quercus.org") for _ in range(3)] == [("rdap", "timeout")] * 3
    assert len(registry._rdap.asked) == 1
    cache.close()
    again = made(OLD, "timeout", fresh := LookupCache(tmp_path, clock=clock))
    assert await again.registration("quercus.org") == OLD
    fresh.close()
    registry._rdap.answer = OLD
    clock.now += 61

    assert await registry.registration("quercus.org") == OLD


async def test_an_old_answer_is_better_than_none(tmp_path, clock):
    """For thirty days, and it says so."""
    cache = LookupCache(tmp_path, clock=clock)
    await made(OLD, "error", cache).registration("quercus.org")
    cache.close()
    clock.now += 29 * 86400
    registry = made("error", "error", cache := LookupCache(tmp_path, clock=clock))
    found = await registry.registration("quercus.org")
    cache.close()

    assert (found.stale, found.created, found.registrar) == (True, date(2004, 3, 2), "GoDaddy.com, LLC")


@pytest.mark.parametrize("domain", ["", "org", "a..org", "x" * 300 + ".org", "10.0.0.1", "a b.org", "a/../b.org"])
async def test_what_is_no_domain_is_not_asked(domain):
    """It never becomes part of a question."""
    registry = made(OLD, OLD)

    assert await fails(registry, domain) == ("rdap", "error")
    assert (registry._rdap.asked, registry._whois.asked) == ([], [])


async def test_the_real_one_asks_the_worlds_registries(tmp_path):
    """With dead name servers every way fails, and a list of servers is missed by nobody."""
    dns = FakeDns({"rdap.publicinterestregistry.org": "timeout", "whois.publicinterestregistry.org": "refused"})
    registry = DomainRegistry.over_the_internet(dns, cache=LookupCache(None), directory=tmp_path)

    assert await fails(registry, "quercus.org") == ("rdap", "timeout")
    assert registry.source("free.hr") == "whois"
    assert not await registry._refreshing


def test_the_names_that_are_asked():
    """What a registry registers, each once: never a rented name, an address or a bare ending."""
    hosts = (
        "x.github.io",
        "y.github.io",
        "ho61v7smlr.free.hr",
        None,
        "10.0.0.1",
        "co.jp",
        "www.example.co.jp",
        "nohost",
    )

    assert registered_names(hosts) == ("github.io", "free.hr", "example.co.jp")


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        (["Domains By Proxy, LLC"], True),
        (["Whois Privacy Protection Service by VALUE-DOMAIN"], True),
        (["Ｗｈｏｉｓ情報公開代行サービス"], True),
        ([None, "", "Super Privacy Service LTD c/o Dynadot"], True),
        (["GRANSY d.o.o."], False),
        (["見本商事株式会社"], False),
        (["", None, "  "], None),
        ([], None),
    ],
)
def test_services_that_hide_holders(shown, hidden):
    """By their names, in any width and case."""

    assert hides(shown) is hidden


def test_the_shipped_list_of_servers_has_the_form_of_ianas():
    """RFC 9224: endings in lower case, each once, with an HTTPS server."""
    from importlib.resources import files

    listed = json.loads(files("analyzers").joinpath("data/rdap_bootstrap.json").read_text())["services"]
    endings = [ending for row, _ in listed for ending in row]

    assert len(endings) == len(set(endings)) > 80
    assert all(Bootstrap().server(f"x.{ending}") == url for row, (url,) in listed for ending in row)
    assert all(url.startswith("https://") and url.endswith("/") for _, (url,) in listed)
