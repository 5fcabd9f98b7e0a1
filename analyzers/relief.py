"""Relief: the only two things that speak for a mail. Both say who sent it, and none says that he means well.

Half of all fraudulent mail is authenticated, by domains of its own, so a pass is worth next to nothing, save one: that of a brand's
own domain, for a mail whose links all stay in the brand's house. How much each takes off, from what, and beside which findings it is
never given, stands in `data/weights.toml`.

Nothing speaks for a mail that leads to nobody but its own sender. But words that press and ask weigh less in it: every service tells
its customers so of its own accounts. A thief has a domain of his own, too: so who threatens an account and asks for a secret must be
a house that is known.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from analyzers.addresses import is_public
from analyzers.links.names import registered_name, registrable_domain
from analyzers.links.places import place_of
from analyzers.links.rewriters import redirectors
from analyzers.senders.services import below, is_free
from analyzers.wants import wants
from analyzers.wording import every, pressed_and_asked, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands import Brand
    from analyzers.destinations import Destinations
    from analyzers.dossier import Dossier
    from analyzers.links import Link
    from analyzers.message import Message

PROVEN, AUTHENTICATED = "brand-proven", "sender-authenticated"
# What a stranger would have a brand's own notice say ("pay this invoice", "call us"): there its name proves nothing.
_STRANGERS = frozenset({"call", "crypto", "gift-card", "reply", "transfer"})
_SETTLED: Final = 365  # days
# That somebody signed in is what every service tells; that an account is lost, it seldom does.
_SIGN_IN = re.compile(r"(?i)(?:sign|log)(?:ged|ning|ging)?.?(?:in|on)\b|access|ログイン|サインイン|アクセス")
_LOST = re.compile(
    r"(?i)suspen|lock|limit|restrict|disabl|deactiv|terminat|clos|delet|frozen|on hold|停止|制限|凍結|ロック|無効|削除|失効|解約|退会|閉鎖|規制"
)
_PRESSES, _SECRETS = ("urgency", "suspension"), ("credential", "ask-card", "ask-data")


def reliefs(dossier: Dossier) -> tuple[str, ...]:
    """The codes of what speaks for the mail, before it is weighed."""
    return tuple(_reliefs(dossier))


def _reliefs(dossier: Dossier) -> Iterator[str]:
    if dossier.disowned:
        return
    if dossier.authenticated_domain:
        yield AUTHENTICATED
        if proven_sender(dossier):
            yield PROVEN


def leads_home(dossier: Dossier) -> bool:
    """Whether the mail is its sender's beyond doubt, and all that a reader could follow or answer is that sender's own."""
    vouched = dossier.authenticated_domain is not None or from_inside(dossier)
    home = vouched and not dossier.disowned and not proven_sender(dossier) and _all_leads_home(dossier)
    return home and (not _threatens(dossier.message) or _is_known(dossier))


def _threatens(message: Message) -> bool:
    """Whether it presses for a secret and says that an account is lost without it, or wants a card or personal data."""
    spoken = said(message)
    lost = any(_LOST.search(words.text) or not _SIGN_IN.search(words.text) for words in every(message, "suspension"))
    grave = lost or "ask-card" in spoken or "ask-data" in spoken
    return grave and pressed_and_asked(message, _PRESSES, _SECRETS) is not None


def _is_known(dossier: Dossier) -> bool:
    """Whether the house of the sender is ours, that of a listed brand, or has stood for a year."""
    sender = dossier.message.sender.domain or ""
    if dossier.side.owns(sender):
        return True
    if dossier.brands.proven_of(sender):
        return not carries_strangers(sender)
    name = registered_name(sender)
    registration = dossier.facts.registrations.get(name) if name else None
    asked = dossier.facts.asked_at
    if registration is None or registration.created is None or not asked:
        return False
    return (datetime.fromisoformat(asked).date() - registration.created).days >= _SETTLED


def carries_strangers(sender: str | None) -> bool:
    """Whether from the domain `sender` a service writes what its customers have it write: shares, invitations, requests, notes."""
    return below("relaying", sender) is not None


def proven_sender(dossier: Dossier) -> Brand | None:
    """The brand from whose own domain the mail comes beyond doubt, when all that it leads to is the brand's and it asks for no more."""
    message = dossier.message
    brand = dossier.brands.proven_of(message.sender.domain or "")
    if (
        not brand
        or not _signed(dossier)
        or (dossier.claimed_brand and not dossier.claimed_brand.owns(message.sender.domain))
    ):
        return None
    if brand.shared or carries_strangers(message.sender.domain):
        return None  # whoever has an account there can have the brand send words and links of his own
    targets = [link.target.name if link.target and not link.rewriters else None for link in dossier.web_links]
    answers = [message.sender.reply_to.rpartition("@")[2]] if message.sender.reply_to else []
    house = all(host and brand.owns(host) and dossier.brands.proven_of(host) for host in (*targets, *answers))
    return brand if house and not message.attachments and not wants(message) & _STRANGERS else None


def _signed(dossier: Dossier) -> bool:
    """Whether DMARC passed, or an aligned signature over the whole text did. SPF alone tells of a service that many hire."""
    found = dossier.facts.authentication
    whole = any(s.aligned and s.result == "pass" and s.reason != "recovered-footer" for s in found.dkim)
    return whole or (found.dmarc is not None and found.dmarc.result == "pass")


def _all_leads_home(dossier: Dossier) -> bool:
    """Whether all that a reader could follow or answer leads to the sender's own company, and nothing else is wanted of him."""
    message, seen = dossier.message, dossier.destinations
    if seen.company is None or is_free(message.sender.domain) or message.attachments:
        return False
    if dossier.claimed_brand and not dossier.is_from(dossier.claimed_brand):
        return False
    if wants(message) & (_STRANGERS - {"call"}):
        return False
    return all(_goes_home(link, seen) for link in dossier.web_links) and _answers(dossier) in {None, seen.company}


def _goes_home(link: Link, seen: Destinations) -> bool:
    """Whether a link leads to the sender's company, not by a redirector that leads anywhere, nor to a place of others there."""
    bent = any(each in redirectors() for each in link.rewriters)
    return link.target is not None and not bent and not place_of(link) and seen.is_home(link.target)


def _answers(dossier: Dossier) -> str | None:
    """The registrable domain to which answers go; None: the mail names none."""
    reply = dossier.message.sender.reply_to
    return (registrable_domain(reply.rpartition("@")[2]) or reply) if reply else None


def from_inside(dossier: Dossier) -> bool:
    """Whether the mail is in our name and was never outside of our house: no line of its way shows a public address.

    Our servers write the address of a stranger who hands them a mail, and he cannot take that line away.
    """
    addresses = [hop.ip for hop in dossier.trace.hops if hop.ip]
    return dossier.side.owns(dossier.message.sender.domain) and bool(addresses) and not any(map(is_public, addresses))
