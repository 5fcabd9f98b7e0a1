"""Places: hosts where anybody can make a page, a form or a short address of his own (`data/link_places.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

from analyzers.links.names import registered_name

if TYPE_CHECKING:
    from analyzers.links.link import Link

Kind = Literal["shortener", "bucket", "site", "server", "form", "document"]
_S3 = re.compile(r"(?:.{1,200}\.)?s3[.-](?:[a-z0-9.-]{1,60}\.)?amazonaws\.com")
_BLOG = re.compile(r"[a-z0-9-]{1,63}\.blogspot\.(?:[a-z]{2,3}|com?\.[a-z]{2})")
_SIGNED = re.compile(
    r"(?i)(?:^|[&;])(?:x-amz-signature|x-goog-signature|googleaccessid|signature|sig|policy|key-pair-id)="
)


@dataclass(frozen=True, slots=True)
class Place:
    """What one gets at `service` (a host, at times with a path), and the registered names of those who run it."""

    kind: Kind
    service: str
    owners: frozenset[str]


def place_of(link: Link) -> Place | None:
    """The place to which a link leads; None when its host belongs to somebody of its own.

    A stored file behind a signed address, which expires, is a document: that is how services hand out invoices and exports.
    """
    if link.host is None or link.host.is_ip:
        return None
    place = _at(link.host.name, link.path)
    if place and place.kind == "bucket" and _SIGNED.search(link.query):
        return Place("document", place.service, place.owners)
    return place


def _at(host: str, path: str) -> Place | None:
    return next((place for prefix, place in _rows(host) if path.startswith(prefix)), None)


@lru_cache(maxsize=4096)
def _rows(host: str) -> tuple[tuple[str, Place], ...]:
    labels, table = host.split("."), _table()
    rows = (row for at in range(len(labels) - 1) for row in table.get(".".join(labels[at:]), ()))
    if _S3.fullmatch(host):
        return ("", _place("bucket", "s3.amazonaws.com")), *rows
    return *rows, *((("", _place("site", "blogspot.com")),) if _BLOG.fullmatch(host) else ())


@lru_cache(maxsize=512)
def _place(kind: Kind, service: str) -> Place:
    host = service.partition("/")[0]
    known = {registered_name(host) or host, *_data()["owners"].get(service, ())}
    return Place(kind, service, frozenset(known))


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, Place], ...]]:
    """Host to the beginnings of paths, the longest first."""
    table: dict[str, list[tuple[str, Place]]] = {}
    for kind in get_args(Kind):
        for service in _data()[kind]:
            host, slash, path = service.partition("/")
            table.setdefault(host, []).append((slash + path, _place(kind, service)))
    return {host: tuple(sorted(rows, key=lambda row: -len(row[0]))) for host, rows in table.items()}


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("analyzers").joinpath("data/link_places.toml").read_text(encoding="utf-8")
    )
    return loaded
