"""One `Received` field as Postfix, Exim, sendmail, Exchange, qmail and the large providers write it (RFC 5321, section 4.4)."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.reading import fields

if TYPE_CHECKING:
    from datetime import datetime

_V4 = r"\d{1,3}(?:\.\d{1,3}){3}"
_V6 = r"[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+(?:%\w+)?"
_IP = rf"(?:IPv6:|ipv6:)?(?:{_V4}|{_V6})"
_FROM = re.compile(r"(?is)^from\s+(.{1,2000}?)(?=\s+by\s+\S)|^from\s+(.{1,2000})$")
_BY = re.compile(r"(?is)(?:^|\s)by\s+(?!uid\s)([A-Za-z0-9][\w.:-]{0,253})")
_FIRST_NAME = re.compile(r"^\[?([^\s()\[\]]{1,255})\]?")
_BRACKETED = re.compile(rf"\[({_IP})\](?::\d+)?")
_PARENTHESISED = re.compile(rf"\((?:[^()\s@]*@)?({_IP})\)|\(({_IP})[,\s]")
_EXIM_HELO = re.compile(r"(?i)\bhelo=\[?([^\s)\]]{1,255})")
_QMAIL = re.compile(r"(?i)\(HELO\s+([^\s)]{1,255})\)")
# qmail looks no further than the reverse name; sendmail does, and says so when the name does not lead back.
_UNCHECKED = re.compile(r"(?i)\(HELO\s|may be forged")
_RDNS_IN_PARENS = re.compile(rf"\(\s*(?:[\w.+-]*@)?([A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?)\.?\s*\[{_IP}\]")
_EXIM_RDNS = re.compile(rf"^([A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?)\.?\s+\(\[{_IP}\]")
_QMAIL_RDNS = re.compile(rf"(?i)^(\S+)\s+\((?:HELO\s+\S+\)\s+\()?(?:[^()\s]*@)?{_IP}\)")


@dataclass(frozen=True, slots=True)
class Hop:
    """One line of the route. `line` counts from 1 at the top.

    `helo` is the name that the peer gave itself; `rdns` the name that the server looked up for the peer's address (None when
    it did not, or found none), `rdns_checked` whether it made sure that the name leads back to the address: whoever holds
    an address may give it any name. `ip` is the peer's address as the server saw it; `by` the server that wrote the line.
    """

    line: int
    raw: str
    helo: str | None = None
    rdns: str | None = None
    rdns_checked: bool = False
    ip: str | None = None
    by: str | None = None
    date: datetime | None = None


def read_hop(value: str, line: int) -> Hop:
    """Reads one field. A form that is not known leaves fields None; nothing is guessed."""
    body, _, stamp = value.rpartition(";")
    text = " ".join((body or value).split())[:4000]
    peer = _FROM.match(text)
    said = " ".join((peer[1] or peer[2]).split()) if peer else ""
    by = _BY.search(text[peer.end() :] if peer and peer[1] else text) if not peer or peer[1] else None
    helo, rdns = _names(said, exim="(Exim " in text)
    ip = _peer_ip(said)
    return Hop(
        line=line,
        raw=value,
        helo=helo,
        rdns=rdns if ip else None,
        rdns_checked=bool(rdns and ip) and not _UNCHECKED.search(said),
        ip=ip,
        by=by[1].rstrip(".").lower() if by else None,
        date=fields.date(stamp),
    )


def _peer_ip(said: str) -> str | None:
    """The bracketed address is the one that the server saw; one inside `helo=` or a bare literal is not."""
    clean = _EXIM_HELO.sub("", said)
    found = [m[1] for m in _BRACKETED.finditer(clean)] or [m[1] or m[2] for m in _PARENTHESISED.finditer(clean)]
    for text in reversed(found):
        try:
            address = ipaddress.ip_address(re.sub(r"(?i)^ipv6:", "", text).partition("%")[0])
        except ValueError:
            continue
        mapped = getattr(address, "ipv4_mapped", None)
        return str(mapped or address)
    return None


def _names(said: str, *, exim: bool) -> tuple[str | None, str | None]:
    """HELO and rDNS. Who writes which where differs: see each pattern."""
    if greeted := _EXIM_HELO.search(said):  # Exim: `from rdns ([ip] helo=name)` or `from [ip] (helo=name)`
        named = _EXIM_RDNS.match(said)
        return _clean(greeted[1]), _clean(named[1] if named else None)
    if qmail := _QMAIL.search(said):  # qmail: `from rdns (HELO name) (ip)`
        named = _QMAIL_RDNS.match(said)
        return _clean(qmail[1]), _clean(named[1] if named else None)
    if exim and (same := _EXIM_RDNS.match(said)):  # Exim with HELO equal to the name it looked up: `from name ([ip])`
        return _clean(same[1]), _clean(same[1])
    first = _FIRST_NAME.match(
        said
    )  # Postfix, sendmail: `from helo (rdns [ip])` or `([ip])`; Exchange: `from helo (ip)`
    looked_up = _RDNS_IN_PARENS.findall(said)  # the last one: a HELO may itself look like a name with an address
    return _clean(first[1] if first else None), _clean(looked_up[-1] if looked_up else None)


def _clean(name: str | None) -> str | None:
    """Lower case, without what servers write for "no name"."""
    if not name or name.lower() in {"unknown", "unverified", "localhost.invalid"}:
        return None
    return name.rstrip(".").lower()
