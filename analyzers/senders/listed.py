"""Lists and forwarders, for findings that are weak enough to believe what a mail says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.links.names import registrable_domain
from analyzers.trace.handing import handing_houses

if TYPE_CHECKING:
    from analyzers.dossier import Dossier

_BOUNCES = re.compile(
    r"(?i)\A(?:.{1,80}-(?:bounces?|admin|request|return|errors?|owner)\b|owner-|bounces?[-+]|sentto-|returns?[-+]|srs[01])"
)


def came_by_list(dossier: Dossier) -> bool:
    """Whether a list handed the mail over: known to the trace, by its own machine, or by an address for bounces like a list's.

    The last is the sender's to write, and needs the list's other marks to agree with it.
    """
    if dossier.handed_on:
        return True
    bounce = (dossier.message.sender.return_path or "").strip("<> ")
    house = registrable_domain(bounce.rpartition("@")[2])
    return bool(_BOUNCES.match(bounce)) and house in handing_houses(dossier.message.headers, None)
