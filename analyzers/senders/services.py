"""Services under whose names other people send: free mailboxes, carriers, tenants, platforms (`data/sender_services.toml`)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from analyzers.links.names import registrable_domain
from analyzers.providers import is_mail_provider

Kind = Literal["free", "signing", "carriers", "tenants", "platforms", "relaying", "rare_endings"]


def is_free(domain: str | None) -> bool:
    """Whether everybody gets an address at `domain` within a minute."""
    own = registrable_domain(domain or "") or (domain or "").lower()
    return own in _names("free") or f"{own.partition('.')[0]}." in _names("free") or is_mail_provider(domain)


def carries(name: str | None) -> bool:
    """Whether servers called `name` send the mail of whoever rents them."""
    return below("carriers", name) is not None or is_free(name)


def below(kind: Kind, name: str | None) -> str | None:
    """The entry of `kind` that `name` is or lies below."""
    labels = (name or "").lower().rstrip(".").split(".")
    tails = (".".join(labels[at:]) for at in range(max(0, len(labels) - 5), len(labels)))
    return next((tail for tail in tails if tail in _names(kind)), None)


@lru_cache(maxsize=8)
def _names(kind: Kind) -> frozenset[str]:
    read = tomllib.loads(files("analyzers").joinpath("data/sender_services.toml").read_text(encoding="utf-8"))
    return frozenset(read[kind])
