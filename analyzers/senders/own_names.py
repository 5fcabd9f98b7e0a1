"""Own names: how a foreign domain is made to look like one of ours, and how our name is spoken by others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analyzers.brands import skeleton
from analyzers.links.names import parse_host, registrable_domain

if TYPE_CHECKING:
    from analyzers.dossier import Dossier

How = Literal["letters", "typo", "hyphen", "inside", "token", "ending"]
_SHORTEST_TYPO, _SHORTEST_TWO, _SHORTEST_TOKEN, _SHORTEST_ENDING, _SHORTEST_JOINED = 6, 11, 5, 9, 8
_MAX_LABEL = 63
# Hosts that services name after their customers' domains.
_NAMED_AFTER = ("outlook.com", "gappssmtp.com", "google.com", "sharepoint.com", "onmicrosoft.com", "cdn.cloudflare.net")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """`domain` looks like `own`, and `how`; `weak`: honest strangers bear such names, too."""

    domain: str
    own: str
    how: How

    @property
    def weak(self) -> bool:
        """Another ending or a word more is often an honest stranger's."""
        return self.how in {"token", "ending"}


def lookalike(dossier: Dossier, name: str | None) -> Lookalike | None:
    """How `name` looks like a domain of ours, None when it does not, is ours, or is allowed."""
    host = parse_host(name or "")
    own = host.registrable_domain if host else None
    if host is None or own is None or dossier.own_domain_of(host.name) or dossier.side.owns(host.name):
        return None
    if own in dossier.side.us.lookalikes_allowed or host.name in dossier.side.us.lookalikes_allowed:
        return None
    for ours in dossier.own_domains:
        mine = registrable_domain(ours)
        if mine and mine != own and (how := _how(host.name, host.unicode or host.name, own, mine)):
            found = Lookalike(host.name, ours, how)
            if dossier.side.domains or not found.weak:  # a guessed house may have the same name with another ending
                return found
    return None


def own_labels(dossier: Dossier) -> tuple[str, ...]:
    """The first labels of our domains, as a mail's writer would call us by them, letters and digits only."""
    labels = ((registrable_domain(domain) or "").partition(".")[0] for domain in dossier.own_domains)
    return tuple(dict.fromkeys(_squeezed(label) for label in labels if len(label) >= _SHORTEST_TOKEN))


def _how(name: str, shown: str, own: str, mine: str) -> How | None:
    label, ours = own.partition(".")[0][:_MAX_LABEL], mine.partition(".")[0]
    if _names_whole(name, own, mine):
        return "inside"
    if label == ours:
        return "ending" if len(ours) >= _SHORTEST_ENDING else None
    visible = shown.split(".")[-own.count(".") - 1] if shown.count(".") >= own.count(".") else label
    if len(ours) >= _SHORTEST_TYPO - 1 and skeleton(visible) == skeleton(ours):
        return "letters"
    if label.replace("-", "") == ours.replace("-", "") and len(ours) >= _SHORTEST_TYPO:
        return "hyphen"
    if len(ours) >= _SHORTEST_TYPO and distance(label, ours) <= (2 if len(ours) >= _SHORTEST_TWO else 1):
        return "typo"
    joined = len(ours) >= _SHORTEST_JOINED and _squeezed(ours) in _squeezed(label)
    return "token" if joined or (len(ours) >= _SHORTEST_TOKEN and ours in label.split("-")) else None


def _names_whole(name: str, own: str, mine: str) -> bool:
    """Whether our whole domain stands in `name`, with dots or hyphens, as `example-co-jp.evil.example`."""
    if any(name == after or name.endswith("." + after) for after in _NAMED_AFTER):
        return False
    left = name if _squeezed(mine) in _squeezed(own.partition(".")[0]) else name[: -len(own)]
    joined = len(_squeezed(mine)) >= _SHORTEST_JOINED and "-" in left and _squeezed(mine) in _squeezed(left)
    return joined or f".{mine}." in f".{left}"


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name)


def distance(one: str, other: str, most: int = 3) -> int:
    """Letters to add, drop, change or swap until `one` is `other`; `most` when it takes more (optimal string alignment).

    >>> [distance(each, "midorikogyo") for each in ("midorikogyo", "midorkiogyo", "midorikogy0", "aoba")]
    [0, 1, 1, 3]
    """
    if abs(len(one) - len(other)) >= most:
        return most
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, wanted in enumerate(other, 1):
            cost = min(last[to] + 1, row[-1] + 1, last[to - 1] + (letter != wanted))
            if before and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        before, last = last, row
    return min(last[-1], most)
