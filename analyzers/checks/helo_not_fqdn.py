"""Did the sending machine give itself a name that no mail server has? (RFC 5321, section 2.3.5: a fully-qualified name)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain, parse_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class HeloNotFqdn(Finding):
    """`helo` is a bare word or has no known top-level domain. An address in brackets is allowed and is no finding."""

    helo: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    origin = dossier.trace.origin
    if not origin or not origin.helo or not is_public(origin.ip):
        return
    literal = parse_host(f"[{origin.helo.removeprefix('ipv6:')}]") or parse_host(origin.helo)  # RFC 5321, section 4.1.3
    if (literal and literal.is_ip) or is_domain(origin.helo):
        return
    yield HeloNotFqdn(helo=origin.helo, evidence=(Evidence("header", dossier.received),))
