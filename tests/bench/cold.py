"""What a mail costs in time that nobody has asked about before: its longest chain of dependent questions, and no more.

`make bench` prints it: mails that have nothing in common, against a DNS 50 ms away, one after the other; then the same mails again.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from typing import TYPE_CHECKING

from analyzers import OurSide, examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.blocklists import DnsBlocklists
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.dns import DnsClient
from analyzers.lookups.domain_lists import DnsDomainLists
from tests.servers.knot import Knot
from tests.servers.sample import LISTS, URIBLS, mail, world
from tests.servers.slow import slow

if TYPE_CHECKING:
    from tests.servers.slow import Question

MAILS = 20
DELAY = 0.05  # seconds
OURS = OurSide(domains=("example.jp",), servers=("mx.example.jp",))


def chain(asked: list[Question]) -> int:
    """The most questions that came one after the answer of the other."""
    length, free = 0, float("-inf")
    for question in sorted(asked, key=lambda each: each.answered or float("inf")):
        if question.came >= free and question.answered is not None:
            length, free = length + 1, question.answered
    return length


async def main() -> None:
    """Prints two lines."""
    with Knot(world(MAILS)) as knot:
        async with slow(knot.server, DELAY) as server:
            cache = LookupCache(None)
            lookups = Lookups(
                DnsClient([server.server], cache=cache),
                DnsBlocklists(LISTS, [server.server], cache=cache),
                domain_lists=DnsDomainLists(URIBLS, [server.server], cache=cache),
            )
            messages = [read(mail(number)) for number in range(MAILS)]
            for run in ("cold", "again"):
                walls, chains, before = [], [], len(server.asked)
                for message in messages:
                    at, began = len(server.asked), time.perf_counter()
                    await examine(message, lookups=lookups, side=OURS)
                    walls.append(time.perf_counter() - began)
                    chains.append(chain(server.asked[at:]))
                longest = statistics.median(chains)
                print(
                    f"{run:5}  {len(server.asked) - before:4} questions  median wall {statistics.median(walls) * 1000:4.0f} ms"
                    f"  longest chain {longest:.0f} x {DELAY * 1000:.0f} ms = {longest * DELAY * 1000:.0f} ms"
                )


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
