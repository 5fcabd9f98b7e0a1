"""Does a link have the shape that programs for unwanted mass mail give to their links?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.click_hosts import is_click_host
from analyzers.links.kits import has_kit_shape
from analyzers.links.shape import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link


@dataclass(frozen=True, kw_only=True)
class KitLink(Finding):
    """The link to `host` has such a shape (`analyzers.links.kits`)."""

    host: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for link in dossier.destinations.samples:
        if link.host and _is_of_a_kit(link):
            yield KitLink(host=link.host.name, evidence=(Evidence("body", link.where),))
            return


def _is_of_a_kit(link: Link) -> bool:
    shape = split(link.href)
    return bool(shape and link.host and has_kit_shape(shape.rest) and not is_click_host(link.host.name))
