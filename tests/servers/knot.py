"""Knot DNS as the whole DNS: it serves the root zone, so that any name can be given."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import dns.reversename

from tests.servers.process import DnsProcess, binary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CONFIG = """
server:
    listen: 127.0.0.1@{port}
    rundir: {path}
    udp-workers: 1
    tcp-workers: 2
    background-workers: 1
control:
    listen: {path}/knot.sock
log:
  - target: stderr
    any: warning
database:
    storage: {path}/db
mod-stats:
  - id: counts
    query-type: on
template:
  - id: default
    storage: {path}
    semantic-checks: off
    zonefile-sync: -1
    journal-content: none
    global-module: mod-stats/counts
zone:
  - domain: .
    file: root.zone
"""


class Knot(DnsProcess):
    """An authoritative server for `records`: name to type to values, or address to `{"PTR": [names]}`.

    `ttl` is that of every record, `negative_ttl` the SOA's minimum (seconds); `extra`: lines of zone text.
    """

    def __init__(
        self,
        records: Mapping[str, Mapping[str, Sequence[str]]],
        *,
        ttl: int = 300,
        negative_ttl: int = 120,
        extra: str = "",
    ) -> None:
        super().__init__()
        self._records, self._ttl, self._negative_ttl, self._extra = records, ttl, negative_ttl, extra

    def command(self) -> list[str]:
        (self.path / "knot.conf").write_text(_CONFIG.format(port=self.port, path=self.path))
        (self.path / "root.zone").write_text(self._zone())
        return [binary("knotd", "knot"), "-c", str(self.path / "knot.conf")]

    def asked(self, rdtype: str) -> int:
        """How many questions for `rdtype` the server has seen since it started."""
        told = subprocess.run(
            [binary("knotc", "knot"), "-s", str(self.path / "knot.sock"), "stats", "mod-stats.query-type"],
            check=True,
            capture_output=True,
            text=True,
        )
        found = re.search(rf"\[{rdtype}\] = (\d+)", told.stdout)
        return int(found[1]) if found else 0

    def _zone(self) -> str:
        lines = [
            "$ORIGIN .",
            f"$TTL {self._ttl}",
            f". 3600 IN SOA ns.root. admin.root. 1 3600 600 86400 {self._negative_ttl}",
            ". 3600 IN NS ns.root.",
            "ns.root. 3600 IN A 127.0.0.1",
            "a.root-servers.net. 3600 IN A 198.41.0.4",
        ]
        for name, types in self._records.items():
            for rdtype, values in types.items():
                lines += [f"{_owner(name, rdtype)} IN {rdtype} {_rdata(rdtype, value)}" for value in values]
        return "\n".join([*lines, self._extra, ""])


def _owner(name: str, rdtype: str) -> str:
    return dns.reversename.from_address(name).to_text() if rdtype == "PTR" else name.rstrip(".") + "."


def _rdata(rdtype: str, value: str) -> str:
    if rdtype == "TXT":
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return " ".join(f'"{quoted[at : at + 200]}"' for at in range(0, max(1, len(quoted)), 200))
    if rdtype in {"PTR", "CNAME", "MX"}:
        return value.rstrip(".") + "."
    return value
