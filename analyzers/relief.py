"""Relief: the only two things that speak for a mail. Both say who sent it, and neither says that he means well.

Half of all fraudulent mail is authenticated, by domains of its own, so a pass is worth next to nothing, save one: that of a brand's
own domain, for a mail whose links all stay in the brand's house. How much each takes off, from what, and beside which
findings it is never given, stands in `data/weights.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.brands import proven_brand_of
from analyzers.wants import wants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands import Brand
    from analyzers.dossier import Dossier

PROVEN, AUTHENTICATED = "brand-proven", "sender-authenticated"
# What a stranger would have a brand's own notice say ("pay this invoice", "call us"): there its name proves nothing.
_STRANGERS = frozenset({"call", "crypto", "gift-card", "reply", "transfer"})


def reliefs(dossier: Dossier) -> tuple[str, ...]:
    """The codes of what speaks for the mail, before it is weighed."""
    return tuple(_reliefs(dossier))


def _reliefs(dossier: Dossier) -> Iterator[str]:
    if dossier.disowned or not dossier.authenticated_domain:
        return
    yield AUTHENTICATED
    if proven_sender(dossier):
        yield PROVEN


def proven_sender(dossier: Dossier) -> Brand | None:
    """The brand from whose own domain the mail comes beyond doubt, when all that it leads to is the brand's and it asks for no more."""
    message = dossier.message
    brand = proven_brand_of(message.sender.domain or "")
    if (
        not brand
        or not _signed(dossier)
        or (dossier.claimed_brand and not dossier.claimed_brand.owns(message.sender.domain))
    ):
        return None
    if brand.shared:
        return None  # whoever has an account there can have the brand send words and links of his own
    targets = [link.target.name if link.target and not link.rewriters else None for link in dossier.web_links]
    answers = [message.sender.reply_to.rpartition("@")[2]] if message.sender.reply_to else []
    house = all(host and brand.owns(host) and proven_brand_of(host) for host in (*targets, *answers))
    return brand if house and not message.attachments and not wants(message) & _STRANGERS else None


def _signed(dossier: Dossier) -> bool:
    """Whether DMARC passed, or an aligned signature over the whole text did. SPF alone tells of a service that many hire."""
    found = dossier.facts.authentication
    whole = any(s.aligned and s.result == "pass" and s.reason != "recovered-footer" for s in found.dkim)
    return whole or (found.dmarc is not None and found.dmarc.result == "pass")
