"""The block lists we know (`analyzers/data/blocklists.toml`): what their answers mean, and which answers are refusals."""

from __future__ import annotations

import ipaddress
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, get_args

from analyzers.facts import Meaning

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTED: Final = ipaddress.IPv4Network("127.0.0.0/8")  # RFC 5782, section 2.1: answers are conventionally there
_REFUSED: Final = ipaddress.IPv4Network("127.255.255.0/24")  # Spamhaus' error codes, taken over by others
_MEANINGS: Final = frozenset(get_args(Meaning))


@dataclass(frozen=True, slots=True)
class Zone:
    """A block list.

    `name`: its zone. `ja`, `en`: what people are shown. `source`: the operator's page. `default`: asked when the
    administrator names none. `refused`: answers that mean "you may not ask". `dqs`: the same list at Spamhaus' Data
    Query Service, or None. `codes`: answer (an octet may be `*`) to meaning.
    """

    name: str
    ja: str
    en: str
    source: str | None
    default: bool
    refused: frozenset[str]
    dqs: str | None
    codes: Mapping[str, Meaning]

    def meaning(self, code: str) -> Meaning:
        """What the operator means by `code`; `other` when we do not know.

        >>> zone("list.dnswl.org").meaning("127.0.5.2")
        'white'
        """
        if code in self.codes:
            return self.codes[code]
        return next((found for pattern, found in self.codes.items() if _fits(pattern, code)), "other")

    def refuses(self, code: str) -> bool:
        """Whether `code` says that we may not ask: public resolver, too many questions, not registered, a typo."""
        return code in self.refused or ipaddress.IPv4Address(code) in _REFUSED


@cache
def known_zones() -> Mapping[str, Zone]:
    """Every zone of the data file by name. Raises ValueError for a meaning that does not exist."""
    text = files("analyzers").joinpath("data", "blocklists.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: _zone(name, row) for name, row in tomllib.loads(text)["zones"].items()})


def zone(name: str) -> Zone:
    """The zone `name`; one that is not in the data file is shown by its name, and its codes mean `other`."""
    return known_zones().get(name) or Zone(name, name, name, None, False, frozenset(), None, {})  # noqa: FBT003 -- a row


def default_zones() -> tuple[str, ...]:
    """The names of the zones that are asked when the administrator names none."""
    return tuple(name for name, row in known_zones().items() if row.default)


def is_listing(code: str) -> bool:
    """Whether an answer is a block list's at all; another address is that of a hijacked or parked zone.

    >>> is_listing("127.0.0.2"), is_listing("203.0.113.7")
    (True, False)
    """
    return ipaddress.IPv4Address(code) in _LISTED


def _zone(name: str, row: dict[str, Any]) -> Zone:
    if unknown := set(row["codes"].values()) - _MEANINGS:
        raise ValueError(f"{name}: unknown meanings {sorted(unknown)}")
    return Zone(
        name=name,
        ja=row["ja"],
        en=row["en"],
        source=row["source"],
        default=row.get("default", False),
        refused=frozenset(row.get("refused", ())),
        dqs=row.get("dqs"),
        codes=MappingProxyType(row["codes"]),
    )


def _fits(pattern: str, code: str) -> bool:
    return all(a in {"*", b} for a, b in zip(pattern.split("."), code.split("."), strict=True))
