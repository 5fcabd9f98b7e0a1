"""Block lists and the shared cache as the settings build them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from analyzers import OurSide, examine, read
from analyzers.facts import Unanswered
from analyzers.lookups.lists import dns_lists
from bot.app import bot_lookups_of, lookups_of
from bot.config import load
from tests.servers.knot import Knot
from tests.servers.redis import RedisServer
from tests.servers.sample import mail, world
from tests.servers.slow import slow

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Config

OURS = OurSide(domains=("example.jp",), servers=("mx.example.jp",))
LISTS = {
    "2.0.0.127.bl.spamcop.net": {"A": ["127.0.0.2"]},
    "2.0.0.127.all.s5h.net": {"A": ["127.255.255.254"]},
    "test.surbl.org.multi.surbl.org": {"A": ["127.0.0.254"]},
    "link0-1.example.multi.surbl.org": {"A": ["127.0.0.8"]},
    "test.uribl.com.multi.uribl.com": {"A": ["127.0.0.1"]},
}


def settings(folder: Path, server: str, **more: object) -> Config:
    return load(
        _env_file=None,
        FUWAKE_DATA_DIR=folder,
        FUWAKE_DNS_SERVERS=(server,),
        FUWAKE_BLOCKLISTS=("bl.spamcop.net", "all.s5h.net"),
        FUWAKE_URIBLS=("multi.surbl.org", "multi.uribl.com"),
        **more,
    )


async def test_a_running_bot_asks_only_lists_that_passed_their_test(tmp_path: Path) -> None:
    """Those that refused at start are named as unanswered and not asked about the mail; the others speak."""
    with Knot(world(1) | LISTS) as knot:
        async with slow(knot.server, 0.0) as server, bot_lookups_of(settings(tmp_path, server.server)) as asked:
            lists = dns_lists(asked)
            async with asyncio.timeout(10):
                while any(each.health(zone).state == "unknown" for each in lists for zone in each.zones):
                    await _pause()
            states = {zone: each.health(zone).state for each in lists for zone in each.zones}
            at = len(server.asked)
            report = await examine(read(mail(0)), lookups=asked, side=OURS)
            names = [question.name for question in server.asked[at:]]

    assert states == {
        "bl.spamcop.net": "ok",
        "all.s5h.net": "failing",
        "multi.surbl.org": "ok",
        "multi.uribl.com": "failing",
    }
    facts = report.dossier.facts
    assert {each for each in facts.unanswered if each.source == "blocklist"} == {
        Unanswered("blocklist", "all.s5h.net", "refused"),
        Unanswered("blocklist", "multi.uribl.com", "refused"),
    }
    assert not [name for name in names if name.endswith(("all.s5h.net.", "multi.uribl.com."))]
    (listing,) = facts.listings["link0-1.example"] or ()
    assert (listing.zone, listing.meanings) == ("multi.surbl.org", ("phish",))
    assert "link-listed" in {row.finding.code for row in report.findings}


async def test_two_hosts_with_one_cache_ask_once(tmp_path: Path) -> None:
    """What one host asked of the DNS and the lists, the other does not ask."""
    counts = []
    with Knot(world(1) | LISTS) as knot, RedisServer() as redis:
        async with slow(knot.server, 0.0) as server:
            for host in ("one", "two"):
                config = settings(tmp_path / host, server.server, FUWAKE_CACHE_URL=redis.url)
                async with lookups_of(config) as asked:
                    facts = await _asked_of_dns_and_lists(asked)
                counts.append(len(server.asked))
                assert facts == ((), None, None)

    assert counts == [10, 10]  # with the two about a name that shows whether the resolver knows the internet
    assert not (tmp_path / "two" / "cache").exists()


async def _asked_of_dns_and_lists(asked):
    """A name that does not exist at three types of record, and what lists say of an address and a name."""
    assert asked.domain_lists
    none = await asked.dns.addresses("gone.example")
    await asyncio.gather(asked.dns.mail_servers("sender0.example"), asked.dns.texts("sender0.example"))
    listed = [await asked.blocklists.listing(zone, "198.41.0.5") for zone in asked.blocklists.zones]
    named = [await asked.domain_lists.listing(zone, "good.example") for zone in asked.domain_lists.zones]
    return none, *dict.fromkeys((*listed,)), *dict.fromkeys(named)


async def _pause() -> None:
    await asyncio.sleep(0.02)
