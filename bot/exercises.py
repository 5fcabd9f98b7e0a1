"""Exercises: mails of our own phishing training, told by the machine that sent them and by nothing that they say of themselves."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers import Report

FUWAKE = "fuwake"  # who decided, in place of a person


class Exercises:
    """`servers`: addresses and networks from which our training is sent, and nothing else (FUWAKE_SIMULATION_SERVERS)."""

    def __init__(self, servers: Sequence[str]) -> None:
        self._networks = tuple(ipaddress.ip_network(each, strict=False) for each in servers)

    def recognises(self, report: Report) -> bool:
        """Whether our own side took the mail from one of the servers. A mail without a route is nobody's exercise."""
        route = report.dossier.trace
        if not self._networks or route.origin is None or route.origin.ip is None or route.because == "top-line":
            return False
        address = ipaddress.ip_address(route.origin.ip)
        return any(address in network for network in self._networks)
