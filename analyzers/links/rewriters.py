"""Rewriters: who puts an address of his own around others' (`data/rewriters.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from analyzers.links.shape import Shape


@dataclass(frozen=True, slots=True)
class Rewriter:
    """One form of one service's links. `kind` is `filter` (the reader's side), `redirect` (anybody's) or `counter` (a mailing service's)."""

    id: str
    name: str
    kind: Literal["filter", "redirect", "counter"]
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    form: str
    parameters: tuple[str, ...]


def rewriters_of(host: str, shape: Shape) -> tuple[Rewriter, ...]:
    """The forms that a link to `host` (a name in A-labels) may have; a name that only begins like a service's has none."""
    at_host = _by_host(host)
    return tuple(row for row in at_host if row.path.match(shape.path)) if at_host else ()


@lru_cache(maxsize=4096)
def _by_host(host: str) -> tuple[Rewriter, ...]:
    labels = host.split(".")
    table = _table()
    named = (row for at in range(len(labels) - 1) for row in table.get(".".join(labels[at:]), ()))
    return *named, *table.get("*", ())


@lru_cache(maxsize=1)
def rewriters() -> tuple[Rewriter, ...]:
    """All rows of the list."""
    text = files("analyzers").joinpath("data/rewriters.toml").read_text(encoding="utf-8")
    return tuple(
        Rewriter(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            hosts=tuple(row["hosts"]),
            path=re.compile(row.get("path", "")),
            form=row["form"],
            parameters=tuple(row.get("parameters", ())),
        )
        for row in tomllib.loads(text)["rewriter"]
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, list[Rewriter]]:
    table: dict[str, list[Rewriter]] = {}
    for row in rewriters():
        for host in row.hosts:
            table.setdefault(host, []).append(row)
    return table


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """What each service is called, by its id."""
    return {row.id: row.name for row in rewriters()}


@lru_cache(maxsize=1)
def redirectors() -> dict[str, str]:
    """The services that send anybody on to anywhere, as id and name."""
    return {row.id: row.name for row in rewriters() if row.kind == "redirect"}


@lru_cache(maxsize=1)
def home_of() -> dict[str, frozenset[str]]:
    """The hosts of each service by its id."""
    ids = {row.id for row in rewriters()}
    return {each: frozenset(host for row in rewriters() if row.id == each for host in row.hosts) for each in ids}
