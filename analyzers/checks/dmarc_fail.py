"""Does nothing vouch for a mail whose From domain asks that something should? (DMARC: RFC 9989)

A signature that the domain made, but that fits no longer, shows a mail that was changed, perhaps by whoever saved it for us; a key
may have been withdrawn since. Then nothing is concluded from our own verification.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_KEYS_STAY: Final = timedelta(days=7)
_CHANGED: Final = frozenset({"altered", "recovered-footer"})


@dataclass(frozen=True, kw_only=True)
class DmarcFail(Finding):
    """Neither a signature nor an envelope of `from_domain` vouches for the mail; its `policy` is what it asks others to do then (or `unknown`)."""

    from_domain: str
    policy: str
    handed: bool = False

    @property
    def variant(self) -> str:
        """Lists and forwarders (`handed`) break what vouches; a domain that only watches (`none`) often has senders that fail."""
        return "handed" if self.handed else "watching" if self.policy == "none" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    dmarc, domain = dossier.facts.authentication.dmarc, dossier.message.sender.domain
    if dmarc is None or dmarc.result != "fail" or not domain or dossier.by_known_list:
        return
    heard = dmarc.source == "trusted-header"
    if not heard and _explained(dossier):
        return
    asked = Evidence("dns", f"_dmarc.{dmarc.domain or domain}", dossier.facts.asked_at)
    evidence = Evidence("header", "Authentication-Results") if heard else asked
    yield DmarcFail(
        from_domain=domain,
        policy=dmarc.policy or "unknown",
        handed=dossier.excused,
        evidence=(Evidence("header", "From"), evidence),
    )


def _explained(dossier: Dossier) -> bool:
    """Whether a signature of the From domain failed in a way that an honest mail can."""
    reasons = {each.reason for each in dossier.facts.authentication.dkim if each.aligned}
    return bool(reasons & _CHANGED) or ("key-gone" in reasons and _old(dossier))


def _old(dossier: Dossier) -> bool:
    received = (dossier.trace.origin.date if dossier.trace.origin else None) or dossier.message.date
    asked = dossier.facts.asked_at
    return received is None or asked is None or datetime.fromisoformat(asked) - received > _KEYS_STAY
