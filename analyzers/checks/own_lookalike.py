"""Is a domain of the mail made to look like one of ours?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.dealers import SECRETS
from analyzers.senders.own_names import lookalike
from analyzers.wants import wants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

_MAX_LINKS = 50
_WANTED = SECRETS | {"transfer", "gift-card", "crypto"}


@dataclass(frozen=True, kw_only=True)
class OwnLookalike(Finding):
    """`domain`, found in `where` (`from`, `reply-to`, `bounce`, `link`), looks like our `own_domain`.

    `how`: `letters` that look alike, a `typo`, a `hyphen`, our whole name `inside` another, a `token` of it, another `ending`.
    """

    domain: str
    own_domain: str
    where: str
    how: str
    pressed: bool = False

    @property
    def variant(self) -> str:
        """Honest strangers have names with our word in them, our name with another ending, or one a letter from it.

        The last are believed as long as they ask for no secrets and no money (`pressed`).
        """
        near = "near" if self.how in {"token", "ending"} or (self.how == "typo" and not self.pressed) else ""
        return f"link-{near}".rstrip("-") if self.where == "link" else near


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding about the sender's addresses and one about the links: the first clear look-alike, else the first weak one.

    A name in a sentence ("your domain example-shop.jp") leads nobody anywhere, so a weak likeness of it says nothing.
    """
    spoken = _only_spoken(dossier)
    pressed = bool(wants(dossier.message) & _WANTED)
    for names in (_addresses(dossier), _hosts(dossier)):
        found = [(where, like, evidence) for where, name, evidence in names if (like := lookalike(dossier, name))]
        found = [each for each in found if not (each[0] == "link" and each[1].weak and each[1].domain in spoken)]
        for where, like, evidence in sorted(found, key=lambda each: each[1].weak)[:1]:
            yield OwnLookalike(
                domain=like.domain,
                own_domain=like.own,
                where=where,
                how=like.how,
                pressed=pressed,
                evidence=(evidence,),
            )


def _addresses(dossier: Dossier) -> Iterator[tuple[str, str | None, Evidence]]:
    sender = dossier.message.sender
    yield "from", author(dossier).domain, Evidence("header", "From")
    for where, address, field in (
        ("reply-to", sender.reply_to, "Reply-To"),
        ("bounce", sender.return_path, "Return-Path"),
    ):
        yield where, (address or "").strip("<> ").rpartition("@")[2].lower(), Evidence("header", field)


def _hosts(dossier: Dossier) -> Iterator[tuple[str, str | None, Evidence]]:
    hosts = {link.target.name: link.where for link in reversed(dossier.web_links) if link.target}
    for host in list(hosts)[-_MAX_LINKS:]:
        yield "link", host, Evidence("body", hosts[host])


def _only_spoken(dossier: Dossier) -> frozenset[str]:
    """The hosts of which the text names no more than the name."""
    led = {link.target.name for link in dossier.web_links if link.target and not _is_name(link)}
    return frozenset(link.target.name for link in dossier.web_links if link.target) - led


def _is_name(link: Link) -> bool:
    return link.kind == "text" and link.path in {"", "/"} and not link.query and link.href.startswith("http://")
