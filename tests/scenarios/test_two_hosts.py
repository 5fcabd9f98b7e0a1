"""Two hosts with one database: what comes to either is answered once, whoever dies."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import dns.message
import dns.rcode
import dns.rrset
import pytest

from bot.demo import DemoSlack
from bot.demo.office import INTAKE
from tests.scenarios.crowd import MORE, Crowd, intake
from tests.scenarios.hosts import counts, hosts
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.postgres import Cluster
    from tests.scenarios.hosts import Host


def both_took(made: list[Host]) -> bool:
    return all(host.counted("submission_taken") for host in made)


@pytest.mark.parametrize("http", [False, True])
async def test_one_is_killed_in_mid_flight(tmp_path: Path, cluster: Cluster, http: bool) -> None:  # noqa: FBT001 -- a parameter
    """Each of eight mails is reported by two people; one host dies among them: one answer a report, one card a mail."""
    async with DemoSlack(retry_delays=(0, 0.5, 1, 2)) as slack:
        crowd = Crowd(slack)
        crowd.gather(12, channels=[MORE])
        more = {"FUWAKE_INTAKE_CHANNELS": intake(MORE)}
        async with hosts(slack, tmp_path, cluster.database(), http=http, **more) as made:
            for number in range(16):
                await crowd.report(number, {0: INTAKE, 1: MORE}.get(number % 5), mail=number // 2)
                await asyncio.sleep(0.05)
                if number == 10:
                    await made[0].kill()
            await slack.courier.settled(timeout=20)
            await crowd.answered(timeout=60)
            await slack.workspace.until(lambda: sum(counts(slack)) == 16, timeout=60)
            await asyncio.sleep(1)
            shared = both_took(made)

    assert shared
    assert crowd.answers() == [1] * 16
    assert counts(slack) == [2] * 8


class Names(asyncio.DatagramProtocol):
    """A name server that knows no name; `asked` counts the questions."""

    def __init__(self) -> None:
        self.asked: Counter[tuple[str, int]] = Counter()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, address: Any) -> None:
        query = dns.message.from_wire(data)
        self.asked[query.question[0].name.to_text().lower(), query.question[0].rdtype] += 1
        answer = dns.message.make_response(query, recursion_available=True)
        answer.set_rcode(dns.rcode.NXDOMAIN)
        answer.authority.append(dns.rrset.from_text("test.", 600, "IN", "SOA", "a.test. b.test. 1 600 600 600 600"))
        self._transport.sendto(answer.to_wire(), address)


async def test_a_burst_about_one_mail(tmp_path: Path, cluster: Cluster) -> None:
    """Reported twenty times, to both hosts: one card, which counts them all, and one question for each name, since they share a cache."""
    loop = asyncio.get_running_loop()
    transport, names = await loop.create_datagram_endpoint(Names, local_addr=("127.0.0.1", 0))
    server = f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"
    with RedisServer() as redis:
        async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
            crowd = Crowd(slack)
            crowd.gather(20)
            more = {"FUWAKE_DNS_SERVERS": server, "FUWAKE_CACHE_URL": redis.url, "FUWAKE_LOOKUP_DEADLINE": "5"}
            async with hosts(slack, tmp_path, cluster.database(), **more) as made:
                await crowd.report(0, mail=1)
                await slack.workspace.until(lambda: counts(slack) == [1], timeout=30)
                await asyncio.gather(*(crowd.report(number, mail=1) for number in range(1, 20)))
                await crowd.answered(timeout=60)
                await slack.workspace.until(lambda: counts(slack) == [20], timeout=60)
                await asyncio.sleep(1)
                shared = both_took(made)
    transport.close()

    assert shared
    assert crowd.answers() == [1] * 20
    assert counts(slack) == [20]
    assert len(names.asked) > 3
    assert set(names.asked.values()) == {1}
