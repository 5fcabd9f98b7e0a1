"""rbldnsd, the server that real block lists run on."""

from __future__ import annotations

import ipaddress
import os
from typing import TYPE_CHECKING

from tests.servers.process import DnsProcess, binary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SOA = "$SOA 3600 ns.example hostmaster.example 1 600 300 86400 {negative_ttl}\n$TTL {ttl}\n"


class Rbldns(DnsProcess):
    """Block lists: zone to address (or network) to codes. Every zone lists its test address 127.0.0.2 as well."""

    def __init__(
        self, lists: Mapping[str, Mapping[str, Sequence[str]]], *, ttl: int = 600, negative_ttl: int = 90
    ) -> None:
        super().__init__()
        self._lists = lists
        self._head = _SOA.format(ttl=ttl, negative_ttl=negative_ttl)

    def command(self) -> list[str]:
        as_user = ["-u", "rbldns"] if os.geteuid() == 0 else []  # it refuses to run as root
        zones = [each for number, zone in enumerate(self._lists) for each in self._datasets(number, zone)]
        address = f"127.0.0.1/{self.port}"
        return [binary("rbldnsd", "rbldnsd"), "-n", *as_user, "-w", str(self.path), "-b", address, *zones]

    def _datasets(self, number: int, zone: str) -> list[str]:
        """One data set gives one answer, so an address with several codes stands in several sets."""
        rows = {"127.0.0.2": ["127.0.0.2"], **self._lists[zone]}
        datasets = []
        for rank in range(max(len(codes) for codes in rows.values())):
            for kind, version in (("ip4set", 4), ("ip6trie", 6)):
                lines = [
                    f"{ip} :{codes[rank]}:$ is listed"
                    for ip, codes in rows.items()
                    if ipaddress.ip_network(ip).version == version and rank < len(codes)
                ]
                if lines:
                    file = self.path / f"{number}-{rank}-{version}"
                    file.write_text(self._head + "\n".join(lines) + "\n")
                    datasets.append(f"{zone}:{kind}:{file.name}")
        return datasets
