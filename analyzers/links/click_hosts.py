"""Click hosts: mailing services whose links honest senders use in place of their own."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from analyzers.links.names import registrable_domain


def is_click_host(name: str) -> bool:
    """Whether `name` belongs to a mailing service's click counter (`data/click_hosts.txt`)."""
    return registrable_domain(name) in _listed() or name in _listed()


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    lines = files("analyzers").joinpath("data/click_hosts.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
