"""Each question is asked once, however many mails ask it, and not again while its answer is fresh."""

from __future__ import annotations

import asyncio
from collections import Counter

import dns.rdata
import dns.reversename

from analyzers import OurSide, examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.blocklists import DnsBlocklists
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.dns import DnsClient
from analyzers.lookups.domain_lists import DnsDomainLists
from analyzers.lookups.resolver import Reply
from tests.servers.sample import LISTS, URIBLS, mail, world

OURS = OurSide(domains=("example.jp",), servers=("mx.example.jp",))
EXPECTED = {
    ("mail.sender0.example.", "A"),
    ("mail.sender0.example.", "AAAA"),
    ("mail.sender0.example.", "TXT"),
    ("sender0.example.", "MX"),
    ("sender0.example.", "TXT"),
    ("_spf.sender0.example.", "TXT"),
    ("_dmarc.sender0.example.", "TXT"),
    ("_dmarc.example.", "TXT"),
    *((f"www.link0-{at}.example.", rdtype) for at in range(3) for rdtype in ("A", "AAAA")),
    *((f"5.0.41.198.{zone}.", "A") for zone in LISTS),
    *((f"{name}.multi.uribl.com.", "A") for name in ("sender0.example", *(f"link0-{at}.example" for at in range(3)))),
    *(
        (f"{name}.dbl.spamhaus.org.", "A")
        for name in ("sender0.example", *(f"www.link0-{at}.example" for at in range(3)))
    ),
}


class Counting:
    """The DNS in place of every Resolver: a moment away, and it counts what it is asked."""

    def __init__(self, records):
        self.counts = Counter()
        self._records = {
            (_owner(name, rdtype), rdtype): rows for name, types in records.items() for rdtype, rows in types.items()
        }

    async def ask(self, name, rdtype):
        asked = name.to_text().lower()
        self.counts[asked, rdtype] += 1
        await asyncio.sleep(0.05)
        return Reply(tuple(_rdata(rdtype, text) for text in self._records.get((asked, rdtype), ())), 300)


def _owner(name, rdtype):
    return dns.reversename.from_address(name).to_text() if rdtype == "PTR" else f"{name}."


def _rdata(rdtype, text):
    written = {"TXT": f'"{text}"', "MX": f"{text}.", "PTR": f"{text}."}.get(rdtype, text)
    return dns.rdata.from_text("IN", rdtype, written)


async def test_two_hundred_mails_at_once_ask_each_question_once():
    """A campaign costs the DNS one mail; the same mails later cost it nothing."""
    message, cache = read(mail(0)), LookupCache(None)
    client = DnsClient(cache=cache)
    blocklists, domain_lists = DnsBlocklists(LISTS, cache=cache), DnsDomainLists(URIBLS, cache=cache)
    server = Counting(world(1))
    for asker in (client, blocklists, domain_lists):
        asker._resolver = server
    lookups = Lookups(client, blocklists, domain_lists=domain_lists)
    together = [examine(message, lookups=lookups, side=OURS, deadline=60.0) for _ in range(200)]
    reports = await asyncio.gather(*together)
    first = dict(server.counts)
    again = await examine(message, lookups=lookups, side=OURS, deadline=60.0)

    assert {report.dossier.facts.unanswered for report in (*reports, again)} == {()}
    assert first == dict.fromkeys(EXPECTED, 1)
    assert server.counts == first
