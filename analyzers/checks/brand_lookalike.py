"""Is a domain of the mail made to look like a brand's?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.brands.domains import resembles
from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.dealers import wants_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands.domains import Resemblance
    from analyzers.dossier import Dossier

_MAX_LINKS = 50
_ORDER = ("letters", "near", "words", "bare")
_ANYBODYS = frozenset({"near", "bare"})  # strangers bear such names, too


@dataclass(frozen=True, kw_only=True)
class BrandLookalike(Finding):
    """`domain`, found in `where` (`from`, `reply-to`, `link`), looks like `own_domain`, one of a brand (`brand_ja`, `brand_en`).

    `how`: by `letters` that look alike, because it is `near` by one letter, or by `words` of service beside the brand's name.
    """

    brand_ja: str
    brand_en: str
    domain: str
    own_domain: str
    where: str
    how: str

    @property
    def variant(self) -> str:
        """Only letters that look alike are never honest."""
        how = "" if self.how == "letters" else self.how
        return f"link-{how}".rstrip("-") if self.where == "link" else how


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding about the sender's addresses and one about the links, the clearest of each."""
    pressed = wants_secrets(dossier.message)
    for names in (_addresses(dossier), _hosts(dossier)):
        found = [
            (where, like, evidence)
            for where, name, evidence in names
            if name and not _ours(dossier, name) and (like := resembles(dossier.brands, name))
            if like.how not in _ANYBODYS or pressed or _claimed(dossier, like)
        ]
        for where, like, evidence in sorted(found, key=lambda each: _ORDER.index(each[1].how))[:1]:
            yield BrandLookalike(
                brand_ja=like.brand.ja,
                brand_en=like.brand.en,
                domain=like.domain,
                own_domain=like.own,
                where=where,
                how="words" if like.how == "bare" else like.how,
                evidence=(evidence,),
            )


def _addresses(dossier: Dossier) -> Iterator[tuple[str, str | None, Evidence]]:
    yield "from", author(dossier).domain, Evidence("header", "From")
    reply = (dossier.message.sender.reply_to or "").strip("<> ").rpartition("@")[2].lower()
    yield "reply-to", reply, Evidence("header", "Reply-To")


def _hosts(dossier: Dossier) -> Iterator[tuple[str, str | None, Evidence]]:
    hosts = {link.target.name: link.where for link in reversed(dossier.web_links) if link.target}
    for host in list(hosts)[-_MAX_LINKS:]:
        yield "link", host, Evidence("body", hosts[host])


def _ours(dossier: Dossier, name: str) -> bool:
    return dossier.side.owns(name) or dossier.own_domain_of(name) is not None


def _claimed(dossier: Dossier, like: Resemblance) -> bool:
    """Whether the mail speaks as the brand; its domain alone is no such claim."""
    return any(claim.brand.id == like.brand.id and claim.where != "address" for claim in dossier.claims)
