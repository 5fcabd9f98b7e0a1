"""The block lists we know (`analyzers/data/blocklists.toml`): what their answers mean, and which answers are refusals."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from analyzers.facts import Listing, Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["address", "domain", "feed"]

_LISTED: Final = ipaddress.IPv4Network("127.0.0.0/8")  # RFC 5782, section 2.1: answers are conventionally there
_REFUSED: Final = ipaddress.IPv4Network("127.255.255.0/24")  # Spamhaus' error codes, taken over by others
_MEANINGS: Final = frozenset(get_args(Meaning))
_DQS: Final = re.compile(r"(?P<key>[a-z0-9]+)\.(?P<list>[a-z-]+)\.dq\.spamhaus\.net\Z")
_TEST: Final = {
    "address": ("127.0.0.2", "127.0.0.1"),
    "domain": ("test", "invalid"),
    "feed": ("", ""),
}  # RFC 5782, section 5


@dataclass(frozen=True, slots=True)
class FeedSource:
    """From where a feed is fetched: its `url`, for each of the last `months` (0: one URL), in the `form` lines or csv.

    `brand`: the column that tells whom a site poses as. `key_header`: the header with the administrator's key. "": none.
    """

    url: str
    form: Literal["lines", "csv"]
    months: int
    brand: str = ""
    key_header: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A block list.

    `name`: its zone. `kind`: of what. `ja`, `en`: what people are shown. `source`: the operator's page. `default`: asked
    when the administrator names none (`with-key`: and has a Spamhaus key). `refused`: answers that mean "you may not
    ask". `dqs`: the same list at Spamhaus' Data Query Service, or None. `codes`: answer (an octet may be `*`) to meaning;
    `bits`: bit of the last octet to meaning. `whole_host`: a list of domains that wants more than the registrable one.
    `test`: what is always listed, what never is; None: what RFC 5782 says. `feed`: from where a feed comes.
    """

    name: str
    kind: Kind
    ja: str
    en: str
    source: str | None = None
    default: bool | Literal["with-key"] = False
    refused: frozenset[str] = frozenset()
    dqs: str | None = None
    codes: Mapping[str, Meaning] = field(default_factory=dict)
    bits: Mapping[int, Meaning] = field(default_factory=dict)
    whole_host: bool = False
    test: tuple[str, str] | None = None
    feed: FeedSource | None = None

    def meanings(self, code: str) -> tuple[Meaning, ...]:
        """What the operator means by `code`; `other` when we do not know.

        >>> zone("list.dnswl.org").meanings("127.0.5.2")
        ('white',)
        >>> zone("multi.surbl.org").meanings("127.0.0.24")
        ('phish', 'malware')
        """
        if self.bits:
            last = int(code.rpartition(".")[2])
            return tuple(self.bits.get(1 << at, "other") for at in range(8) if last & 1 << at)
        if code in self.codes:
            return (self.codes[code],)
        return (next((found for pattern, found in self.codes.items() if _fits(pattern, code)), "other"),)

    @property
    def who(self) -> Literal["blocklist", "feed"]:
        """Which source fails when it does not answer."""
        return "feed" if self.kind == "feed" else "blocklist"

    def listing(self, codes: Iterable[str]) -> Listing:
        """The listing that `codes` are, each meaning once."""
        given = tuple(codes)
        return Listing(self.name, given, tuple(dict.fromkeys(each for code in given for each in self.meanings(code))))

    def refuses(self, code: str) -> bool:
        """Whether `code` says that we may not ask: public resolver, too many questions, not registered, a typo."""
        return code in self.refused or ipaddress.IPv4Address(code) in _REFUSED

    def tests(self, kind: Kind) -> tuple[str, str]:
        """What the list always lists, and what it never does, when it is asked as a list of `kind`."""
        return self.test or _TEST[kind]


@cache
def known_zones() -> Mapping[str, Zone]:
    """Every zone of the data file by name. Raises ValueError for a meaning that does not exist."""
    text = files("analyzers").joinpath("data", "blocklists.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: _zone(name, row) for name, row in tomllib.loads(text)["zones"].items()})


def zone(name: str) -> Zone:
    """The zone `name`; one that is not in the data file is shown by its name, and its codes mean `other`."""
    return known_zones().get(name) or Zone(name, "address", name, name)


def default_zones(kind: Kind = "address", *, with_key: bool = False) -> tuple[str, ...]:
    """The names of the zones of `kind` that are asked when the administrator names none, `with_key` of Spamhaus or without."""
    rows = (row for row in known_zones().values() if row.kind == kind)
    return tuple(row.name for row in rows if row.default is True or (with_key and row.default == "with-key"))


def public_name(given: str) -> tuple[str, str | None]:
    """The public name of a zone as an administrator gives it, and the Spamhaus key that stands in it.

    >>> public_name("ABC.zen.dq.spamhaus.net.")
    ('zen.spamhaus.org', 'abc')
    """
    name = given.strip().rstrip(".").lower()
    written = _DQS.match(name)
    return (f"{written['list']}.spamhaus.org", written["key"]) if written else (name, None)


def is_listing(code: str) -> bool:
    """Whether an answer is a block list's at all; another address is that of a hijacked or parked zone.

    >>> is_listing("127.0.0.2"), is_listing("203.0.113.7")
    (True, False)
    """
    return ipaddress.IPv4Address(code) in _LISTED


def _zone(name: str, row: dict[str, Any]) -> Zone:
    codes, bits = row.get("codes", {}), {int(bit): meaning for bit, meaning in row.get("bits", {}).items()}
    if unknown := {*codes.values(), *bits.values()} - _MEANINGS:
        raise ValueError(f"{name}: unknown meanings {sorted(unknown)}")
    return Zone(
        name=name,
        kind=row.get("kind", "address"),
        ja=row["ja"],
        en=row["en"],
        source=row["source"],
        default=row.get("default", False),
        refused=frozenset(row.get("refused", ())),
        dqs=row.get("dqs"),
        codes=MappingProxyType(codes),
        bits=MappingProxyType(bits),
        whole_host=row.get("ask") == "host",
        test=tuple(row["test"]) if "test" in row else None,
        feed=FeedSource(**row["feed"]) if "feed" in row else None,
    )


def _fits(pattern: str, code: str) -> bool:
    return all(a in {"*", b} for a, b in zip(pattern.split("."), code.split("."), strict=True))
