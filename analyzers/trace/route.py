"""What is said of a route: who we are, who was passed, and the line that is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analyzers.trace.relays import under
from analyzers.trace.us import UNTOLD, Us

if TYPE_CHECKING:
    from analyzers.trace.received import Hop

Because = Literal["configured", "learned", "first-external", "top-line"]
Why = Literal["inside", "fetched", "configured", "learned", "own-domain", "same-domain", "provider", "list", "filter"]


@dataclass(frozen=True, slots=True)
class Passed:
    """A relay above the boundary: the `line` that tells of it, `why` it was passed, and its name (a service's, else its own)."""

    line: int
    why: Why
    name: str | None


@dataclass(frozen=True, slots=True)
class OurSide:
    """Who we are: `domains` that are ours, and whose lines are believed, subdomains included.

    The administrator names `servers`, and a name covers its subdomains; an address does for a server about which the writing one
    records no name. `learned` are names that recur at the top of the mails that people hand in, and a learned name lets no other
    server pass. `us` is what a team tells of its people and brands.
    """

    domains: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()
    us: Us = UNTOLD

    def owns(self, domain: str | None) -> bool:
        """Whether `domain` is one of our domains or lies below one."""
        return under(domain, self.domains)


@dataclass(frozen=True, slots=True)
class Trace:
    """All hops, top first; `origin` is the believed one, None when no line can be believed.

    `position` is the place of the believed line among all fields of the header block, counted from 0: our side wrote what
    stands above it. `passed` are the relays above it, top first, and why each was passed. `ip_field` names the field from which
    the origin's address was taken where the believed line holds none.
    """

    hops: tuple[Hop, ...] = ()
    origin: Hop | None = None
    because: Because | None = None
    position: int | None = None
    passed: tuple[Passed, ...] = ()
    ip_field: str | None = None

    @property
    def services(self) -> tuple[Passed, ...]:
        """The lists and filters that the mail came through."""
        return tuple(step for step in self.passed if step.why in {"list", "filter"})
