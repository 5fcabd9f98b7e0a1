"""The peer as a `Received` line describes it: what it called itself, what the server looked up, what the server saw.

Who writes which where differs, and only the server's own part is a fact. So what the peer may have invented (its greeting) is taken
out first, and of the addresses that remain the last one counts: every server writes it behind the greeting, except Exim and
ZMailer, whose greeting stands in a place of its own.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

_V4 = r"\d{1,3}(?:\.\d{1,3}){3}"
_V6 = r"[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+(?:%\w+)?"
_IP = rf"(?:(?:IPv6|ipv6|IPV6):)?(?:{_V4}|{_V6})"
_NAME = r"[A-Za-z0-9_](?:[\w.-]{0,252}[A-Za-z0-9_])?"
_SEEN = re.compile(rf"\[({_V4}):\d{{1,5}}\]|\[({_IP})\]|\((?:[^()\s]{{0,320}}@)?\[?({_IP})\]?[),\s]")
_BARE = re.compile(rf"^\[?({_V4})\]?(?:\s|$)")
_FIRST_NAME = re.compile(r"^\[?([^\s()\[\]]{1,255})\]?")
_EXIM_HELO = re.compile(r"(?i)\bhelo=\[?([^\s)\]]{1,255})\]?")
_SAID_HELO = re.compile(r"(?i)(?:^|[(\"\s])(?:HELO|EHLO|LHLO)\s+\[?([^\s)\"\]]{1,255})\]?")
_NAMED_FIRST = re.compile(rf"^({_NAME})\.?\s")
_NAMED_BEFORE = re.compile(rf"\(\s*(?:[\w.+:-]{{0,64}}@)?({_NAME})\.?\s*\[{_IP}\]")
_EXIM_NAMED = re.compile(rf"^({_NAME})\.?\s+\(\[(?:{_IP}|{_V4}:\d{{1,5}})\]")
# qmail and its kin look no further than the reverse name; sendmail does, and says so when the name does not lead back.
_FORGED = re.compile(r"(?i)may be forged")
_ZMAILER_CHECKED = re.compile(r"rhost-flags-OK-OK-OK-OK")
# Servers that write the reverse name without having looked whether it leads back.
_UNCHECKING = re.compile(r"(?i)\((?:Haraka|OpenSMTPD|MDaemon|hMailServer)\b")
# Postfix: what it says of the line's encryption, with the name that the peer's own certificate bears.
_TLS = re.compile(rf"(\[{_IP}\](?::\d{{1,5}})?\)) \((?:using (?:TLS|SSL)v|Client CN \").*")
_OVER_HTTP = re.compile(r"(?i)\b(?:with|via)\s+(?:HTTPS?\b|qmail-scanner)")
_LOCAL = re.compile(r"(?i)\bwith\s+(?:local|spam-scanned|scanned-ok)\b")


@dataclass(frozen=True, slots=True)
class Peer:
    """`helo` is the peer's word; `rdns`, whether it was `rdns_checked` (leads back to the address), and `ip` the server's."""

    helo: str | None = None
    rdns: str | None = None
    rdns_checked: bool = False
    ip: str | None = None


def read_peer(said: str, tail: str) -> Peer:
    """`said`: the text between `from` and `by`, `tail`: what follows the server's name. What is not told stays None."""
    if said.lower() == "mail pickup service" or _LOCAL.search(tail):
        return Peer()  # a program on the server itself, no peer
    said = _TLS.sub(r"\1", said)
    ip = _address(said) or _bare_address(said, tail)
    helo, rdns, checked = _names(said, exim="(Exim " in tail)
    checked = checked and not _FORGED.search(said) and not _UNCHECKING.search(tail)
    return Peer(helo, rdns if ip else None, bool(rdns and ip and checked), ip)


def _address(said: str) -> str | None:
    """The last address that stands where servers write it, the peer's greeting left out."""
    clean = _SAID_HELO.sub(" ", _EXIM_HELO.sub(" ", said))
    found = [m[1] or m[2] or m[3] for m in _SEEN.finditer(clean + " ")]
    return next((ip for ip in map(_plain, reversed(found)) if ip), None)


def _bare_address(said: str, tail: str) -> str | None:
    """Yahoo writes `from 192.0.2.1 (EHLO name)`, web mailers `from 192.0.2.1 by ... with HTTP`; elsewhere it is a greeting."""
    found = _BARE.match(said)
    return _plain(found[1]) if found and (_SAID_HELO.search(said) or _OVER_HTTP.search(tail)) else None


def _plain(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(re.sub(r"(?i)^ipv6:", "", text).partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


def _names(said: str, *, exim: bool) -> tuple[str | None, str | None, bool]:
    """HELO, rDNS, and whether servers of this form make sure of the rDNS."""
    if greeted := _EXIM_HELO.search(said):  # Exim: `from rdns ([ip] helo=name)` or `from [ip] (helo=name)`
        return _clean(greeted[1]), _group(_EXIM_NAMED.match(said)), True
    if greeted := _SAID_HELO.search(said):  # qmail, IronPort, ZMailer, Yahoo: `from rdns (HELO name) (ip)`
        named = _NAMED_FIRST.match(said)
        name = None if named and _plain(named[1]) else _group(named)
        return _clean(greeted[1]), name, bool(_ZMAILER_CHECKED.search(said))
    if exim and (same := _EXIM_NAMED.match(said)):  # Exim with HELO equal to the name it looked up: `from name ([ip])`
        return _clean(same[1]), _clean(same[1]), True
    # Postfix, sendmail and most: `from helo (rdns [ip])` or `([ip])`; Exchange: `from helo (ip)`
    looked_up = _NAMED_BEFORE.findall(said)  # the last one: a HELO may itself look like a name with an address
    return _group(_FIRST_NAME.match(said)), _clean(looked_up[-1] if looked_up else None), True


def _group(found: re.Match[str] | None) -> str | None:
    return _clean(found[1]) if found else None


def _clean(name: str | None) -> str | None:
    """Lower case, without what servers write for "no name"; a mailbox is no host."""
    plain = (name or "").rstrip(".").lower()
    return (
        None
        if not plain or plain in {"unknown", "unverified", "<unknown>", "localhost.invalid"} or "@" in plain
        else plain
    )
