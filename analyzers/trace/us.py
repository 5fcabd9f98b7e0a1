"""What a team says of itself beyond its domains: the people and desks whom fraud impersonates, and its own brands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from analyzers.brands import Brand


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of ours in whose name fraud is sent: the spellings of the name, and the addresses that really are theirs.

    `addresses` are in lower case; those outside our domains (a private one) are honest, too.
    """

    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Us:
    """`executives`; `desks`, the names of our IT and help desks as our people know them; `brands` of our own.

    `lookalikes_allowed` are registrable domains that look like ours and belong to honest others.
    """

    executives: tuple[Person, ...] = ()
    desks: tuple[str, ...] = ()
    lookalikes_allowed: tuple[str, ...] = ()
    brands: tuple[Brand, ...] = ()


UNTOLD: Final = Us()  # nobody told anything
