"""Whose word is believed: which Authentication-Results our own side wrote, and which anybody could have.

A field counts only under a name of our side: a configured or learned server, or the house of the server whose line is believed
when that line is configured or learned. Microsoft gives no name; there the believed line itself must be Microsoft's and ours.
And it counts only where our side writes: above the believed line, or in the block directly under it, where Gmail puts it.
A sender can begin his mail with such a field, so in the block only the nearest one speaks, and never against our verification.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analyzers.authentication.claims import Claimed, read_claim
from analyzers.links.names import registrable_domain
from analyzers.trace import standing

if TYPE_CHECKING:
    from analyzers.authentication.claims import Claim
    from analyzers.message import HeaderBlock
    from analyzers.trace import OurSide, Standing, Trace

MAX_FIELDS: Final = 50
UNNAMED: Final = "unnamed"  # stands for a field without an authserv-id
_NAMELESS: Final = ("outlook.com", "office365.com", "exchangelabs.com")  # servers that give no authserv-id
_VOUCHING: Final = frozenset({"spf", "dkim", "dmarc"})


@dataclass(frozen=True, slots=True)
class Word:
    """A believed result, by whom, and whether it stands `above` the line or in the `block` under it."""

    claimed: Claimed
    by: str
    above: bool


@dataclass(frozen=True, slots=True)
class Belief:
    """The believed `words`, nearest to the believed line first; who is `ignored`; who of them bears a name of ours (`forged`)."""

    words: tuple[Word, ...] = ()
    ignored: tuple[str, ...] = ()
    forged: tuple[str, ...] = ()

    def of(self, method: str) -> tuple[Word, ...]:
        """What is believed about `method`."""
        return tuple(word for word in self.words if word.claimed.method == method)


def belief(headers: HeaderBlock, route: Trace, side: OurSide) -> Belief:
    """Judges every Authentication-Results field of `headers`, at most 50."""
    ours = _names(route, side)
    above: list[Word] = []
    block: list[Word] = []
    ignored: list[str] = []
    forged: list[str] = []
    places = [at for at, field in enumerate(headers.fields) if field.name.lower() == "authentication-results"]
    for at in places[:MAX_FIELDS]:
        claim = read_claim(headers.fields[at].value)
        place = standing(headers, route, at)
        name = claim.authserv_id or UNNAMED
        if not _trusted(claim, route, ours) or place == "below":
            ignored.append(name)
            if place == "below" and claim.authserv_id and _forged(claim, side):
                forged.append(name)
        else:
            _take(claim, name, place, above, block)
    return Belief((*reversed(above), *block), tuple(dict.fromkeys(ignored)), tuple(dict.fromkeys(forged)))


def _take(claim: Claim, name: str, place: Standing, above: list[Word], block: list[Word]) -> None:
    """Results above are kept from the bottom up; in the block each method is heard once."""
    if place == "above":
        above += [Word(result, name, above=True) for result in reversed(claim.results)]
        return
    heard = {word.claimed.method for word in block}
    block += [Word(result, name, above=False) for result in claim.results if result.method not in heard]


def _names(route: Trace, side: OurSide) -> tuple[str, ...]:
    """The names under which our side may write."""
    own = (
        registrable_domain(route.origin.by or "")
        if route.origin and route.because in {"configured", "learned"}
        else None
    )
    return (*side.servers, *side.learned, *((own,) if own else ()))


def _trusted(claim: Claim, route: Trace, ours: tuple[str, ...]) -> bool:
    if claim.authserv_id:
        return any(_same_house(claim.authserv_id, name) for name in ours)
    by = (route.origin.by or "") if route.origin else ""
    nameless = any(by == name or by.endswith("." + name) for name in _NAMELESS)
    return nameless and any(_same_house(by, name) for name in ours)


def _forged(claim: Claim, side: OurSide) -> bool:
    """A sender's claim of success under a name that our side is known by; what our side says of its own senders is none."""
    methods = {result.method: result.result for result in claim.results}
    known = any(_same_house(claim.authserv_id or "", name) for name in (*side.servers, *side.learned))
    return known and "auth" not in methods and any(methods.get(method) == "pass" for method in _VOUCHING)


def _same_house(one: str, other: str) -> bool:
    """Whether one name lies under the other, or both under one registrable domain."""
    a, b = one.lower().rstrip("."), other.lower().rstrip(".")
    if not a or not b:
        return False
    return a == b or a.endswith("." + b) or registrable_domain(a) == (registrable_domain(b) or "")
