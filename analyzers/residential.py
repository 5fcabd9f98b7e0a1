"""Home and dynamic lines: what kind of connection a reverse name belongs to.

A server that sends mail for a company stands in no such pool; a mail from one comes from an infected or rented machine.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from analyzers.links.names import registrable_domain

_LINE = re.compile(
    r"(?:^|[.\-_\d])(?:dyn|dynamic|dynamicip|dhcp|pool|ppp|pppoe|dsl|adsl|vdsl|xdsl|cable|catv|ftth|fiber|dial|dialup|dip|cpe|"
    r"broadband|bb|res|residential|home|mobile|wireless|wimax|lte|customer|cust|subscriber|sub|user|abo|telecentro|revip\d*)(?:[.\-_\d]|$)"
)
_SERVER = re.compile(
    r"(?:^|[.\-_\d])(?:static|mail|smtp|mta|mx|relay|out|srv|server|vps|vm|host|hosting|colo|cloud|compute|ded|dedicated)(?:[.\-_\d]|$)"
)


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool's operator by name in both languages and `country` (ISO 3166-1); all None for a pool known by its pattern."""

    ja: str | None = None
    en: str | None = None
    country: str | None = None


def pool_of(rdns: str | None, ip: str | None) -> Pool | None:
    """The pool of `rdns`: from the list of Japanese providers, else by a name that spells out the address of a line."""
    if not rdns:
        return None
    name = rdns.lower().rstrip(".")
    for suffixes, pattern, pool in _pools():
        if any(name.endswith(s) and (len(s) < len(name)) and _fits(s, name, ip) for s in suffixes):
            return pool
        if pattern and pattern.fullmatch(name):
            return pool
    return Pool() if _spells(name, ip) and _LINE.search(name) and not _SERVER.search(name) else None


def _fits(suffix: str, name: str, ip: str | None) -> bool:
    """A suffix that is a provider's whole domain covers its servers too: there a line is known by its address."""
    return registrable_domain(suffix[1:]) != suffix[1:] or ip is None or _spells(name, ip)


def _spells(name: str, ip: str | None) -> bool:
    """Whether the name holds the address: its octets in either order, in hexadecimal, or each as three digits."""
    try:
        octets = str(ipaddress.IPv4Address(ip or "")).split(".")
    except ValueError:
        return False
    joined = re.sub(r"\D+", ".", name).split(".")
    numbers = [part.lstrip("0") or "0" for part in joined if part]
    runs = {tuple(numbers[i : i + 4]) for i in range(len(numbers))} | {
        tuple(numbers[i : i + 2]) for i in range(len(numbers))
    }
    wanted = (tuple(octets), tuple(reversed(octets)), tuple(octets[2:]), tuple(reversed(octets[2:])))
    joint = ("".join(f"{int(o):02x}" for o in octets), "".join(f"{int(o):03}" for o in octets))
    return any(w in runs for w in wanted) or any(digits in name for digits in joint)


@lru_cache(maxsize=1)
def _pools() -> tuple[tuple[tuple[str, ...], re.Pattern[str] | None, Pool], ...]:
    read = tomllib.loads(files("analyzers").joinpath("data/residential_pools.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            tuple(r["suffixes"]),
            re.compile(r["pattern"]) if "pattern" in r else None,
            Pool(r["ja"], r["en"], r["country"]),
        )
        for r in read["pool"]
    )
