"""Vouching: which of a mail's traces have anything to do with the domain that it gives as its sender.

The names of a trace are claims for the most part: whoever sends chooses HELO, Return-Path and the domain of a signature. So a tie
proves nothing here. What counts is that a sender of a house of its own leaves such ties without trying, and that one who
borrows a name often leaves none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.brands import brand_of_domain
from analyzers.links.names import parse_host, registrable_domain
from analyzers.providers import provider_of, runs
from analyzers.senders.services import carries
from analyzers.trace import envelope

if TYPE_CHECKING:
    from analyzers.dossier import Dossier

MAX_SIGNATURES = 20
_SIGNED_FOR = re.compile(r"(?i)(?:^|;)\s{0,20}d\s{0,5}=\s{0,5}([^\s;]{1,253})")
_SHORTEST = 4
_NOBODYS = frozenset({"example.com", "example.net", "example.org"})  # RFC 2606, section 3: names that nobody has


@dataclass(frozen=True, slots=True)
class Traces:
    """The names that a mail's way left: the machine's own (`helo`), its line's (`rdns`), the `bounce` address's, the signatures' (`signed`)."""

    helo: str | None
    rdns: str | None
    bounce: str | None
    signed: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once."""
        named = (self.helo, self.rdns, self.bounce, *self.signed)
        return tuple(dict.fromkeys(name.lower() for name in named if name))


def traces(dossier: Dossier) -> Traces:
    """What the author's own handover left. Behind a list the bounce address is the list's and is left out."""
    origin = dossier.trace.origin
    found = (_SIGNED_FOR.search(value) for value in dossier.message.headers.all("dkim-signature")[:MAX_SIGNATURES])
    noted = envelope(dossier.message.headers, dossier.trace)
    bounce = noted.sender or (
        None if dossier.trace.services else noted.return_path or dossier.message.sender.return_path
    )
    return Traces(
        helo=origin.helo if origin else None,
        rdns=dossier.rdns,
        bounce=_domain(bounce),
        signed=tuple(each[1].lower().rstrip(".") for each in found if each),
    )


def related(name: str | None, domain: str | None) -> bool:
    """Whether two names belong to one house, as far as names tell: one domain, one brand, one provider, or one word."""
    one, other = registrable_domain(name or ""), registrable_domain(domain or "")
    if not one or not other:
        return False
    if one == other:
        return True
    brand, provider = brand_of_domain(other), provider_of(domain)
    if (brand and brand.owns(name)) or (provider and runs(provider, name)):
        return True
    return _share_word(one.partition(".")[0], other.partition(".")[0])


def proven(dossier: Dossier) -> bool:
    """Whether we ourselves verified that the mail is the From domain's; what a header says of it may be the sender's word."""
    found = dossier.facts.authentication
    signed = any(s.aligned and s.result == "pass" and s.source == "verified" for s in found.dkim)
    return signed or bool(
        found.spf and found.spf.aligned and found.spf.result == "pass" and found.spf.source == "verified"
    )


def strangers(dossier: Dossier, domain: str | None) -> tuple[str, ...]:
    """Those that are names of the internet, unrelated to `domain`, and no carrier's."""
    named = (name for name in traces(dossier).names if registrable_domain(name))
    return tuple(name for name in named if not related(name, domain) and not carries(name))


def _share_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) >= _SHORTEST and (one in other or other in one):
        return True
    return bool({w for w in re.split(r"[-_]", one) if len(w) >= _SHORTEST} & set(re.split(r"[-_]", other)))


def _domain(address: str | None) -> str | None:
    host = parse_host((address or "").strip("<> ").rpartition("@")[2])
    return host.name if host and not host.is_ip and "." in host.name and host.name not in _NOBODYS else None
