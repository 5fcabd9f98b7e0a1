"""Does a link lead to a domain with an ending that honest senders seldom have?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

_KANA = re.compile(r"[ぁ-んァ-ヶ]")


@dataclass(frozen=True, kw_only=True)
class RareEndingLink(Finding):
    """The link leads to `host`, whose `ending` (".icu") honest senders seldom have."""

    host: str
    ending: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; a sender whose own domain has the same ending is at home there."""
    for link in dossier.destinations.strangers:
        ending = _ending(link, dossier)
        if ending and link.target:
            yield RareEndingLink(host=link.target.name, ending="." + ending, evidence=(Evidence("body", link.where),))
            return


def _ending(link: Link, dossier: Dossier) -> str | None:
    """The rare ending; a name that is lent is told as such. Chinese domains are rare behind words written in Japanese."""
    host = link.target
    if host is None or host.is_ip or host.rented_under:
        return None
    if link.kind == "text" and host.name.count(".") == 1 and link.path in {"", "/"}:
        return None  # "sendmail.cf" is more often the name of a file
    ending = host.name.rpartition(".")[2]
    foreign = ending == "cn" and _KANA.search(dossier.message.text[:5_000]) is not None
    same = (dossier.message.sender.domain or "").endswith("." + ending) and not foreign
    return ending if (foreign or ending in _listed()) and not same else None


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    lines = files("analyzers").joinpath("data/rare_endings.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
