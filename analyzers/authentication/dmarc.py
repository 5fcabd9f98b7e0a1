"""DMARC (RFC 9989): the policy of the From domain, and who is aligned with it.

Policies and organizational domains are found by the DNS tree walk. RFC 7489, the specification before, found them by the public
suffix list; the walk passes every name that the list would give, so asking by the list too would find no further policy. But
two names that have no policy above them belong together by the list and not by the walk, and many receivers still go by the
list: so a name counts as aligned when either says so, and a suspicion is raised only where both agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from analyzers.links.names import parse_host, registrable_domain

if TYPE_CHECKING:
    from collections.abc import Mapping

    Texts = Mapping[str, tuple[str, ...] | None]
    """TXT records by name; None: not answered."""

Policy = Literal["none", "quarantine", "reject"]
MAX_STEPS: Final = 8
_MAX_RECORD: Final = 4096
POLICIES: Final[dict[str, Policy]] = {"none": "none", "quarantine": "quarantine", "reject": "reject"}
_LOWERED: Final[dict[Policy, Policy]] = {"reject": "quarantine", "quarantine": "none", "none": "none"}


class NotAnswered(Exception):  # noqa: N818 -- it says what happened
    """A step of the walk that got no answer may hold the policy."""


@dataclass(frozen=True, slots=True)
class Published:
    """What applies to the From domain: `policy`, the `domain` that publishes it, whether alignment must be exact (`strict_…`)."""

    policy: Policy
    domain: str
    strict_dkim: bool
    strict_spf: bool


def walk(domain: str) -> tuple[str, ...]:
    """The domains at which the tree walk asks, at most eight: `domain`, then its parents, those of a long name from seven labels on.

    >>> walk("a.mail.example.co.jp")
    ('a.mail.example.co.jp', 'mail.example.co.jp', 'example.co.jp', 'co.jp', 'jp')
    """
    labels = domain.split(".")
    parents = labels[1:] if len(labels) < MAX_STEPS else labels[-(MAX_STEPS - 1) :]
    return (domain, *(".".join(parents[at:]) for at in range(len(parents))))


def record_name(domain: str) -> str:
    """Where the record of `domain` stands."""
    return f"_dmarc.{domain}"


def neighbours(domain: str, identifiers: tuple[str, ...]) -> tuple[str, ...]:
    """Further names to ask: those above an identifier that is rented under the same suffix, which may publish a policy itself."""
    own = parse_host(domain)
    rented = [name for name in identifiers if own and own.rented_under and _rented_under(name) == own.rented_under]
    return tuple(dict.fromkeys(step for name in rented for step in walk(name)))


def _rented_under(name: str) -> str | None:
    host = parse_host(name)
    return host.rented_under if host else None


def published(domain: str, texts: Texts, *, exists: bool | None) -> Published | None:
    """What applies to the From `domain`, None when nothing does. `exists`: whether the domain does (None: unknown).

    Raises NotAnswered.
    """
    own = _records(domain, texts)
    organization = organizational_domain(domain, texts)
    source = next((name for name in (domain, organization, _suffix(own)) if name in own), None)
    if source is None:
        return None
    tags = own[source]
    order = ("p",) if source == domain else ("sp", "p") if exists is not False else ("np", "sp", "p")
    policy: Policy = next((POLICIES[said] for tag in order if (said := tags.get(tag, "").lower()) in POLICIES), "none")
    return Published(
        policy=_LOWERED[policy] if tags.get("t", "n").lower() == "y" else policy,
        domain=source,
        strict_dkim=tags.get("adkim", "r").lower() == "s",
        strict_spf=tags.get("aspf", "r").lower() == "s",
    )


def organizational_domain(domain: str, texts: Texts) -> str:
    """The domain under which names belong together with `domain`. Raises NotAnswered."""
    records = _records(domain, texts)
    for name, tags in records.items():
        if tags.get("psd") == "n":
            return name
        if tags.get("psd") == "y" and name != domain:
            return _below(name, domain)
    return min(records, key=lambda name: name.count("."), default=domain)


def aligned(identifier: str | None, domain: str, texts: Texts, *, strict: bool) -> bool:
    """Whether `identifier`, the domain that SPF or DKIM vouches for, speaks for the From `domain`."""
    if not identifier or identifier == domain:
        return bool(identifier)
    if strict:
        return False
    own = registrable_domain(domain)
    if own is not None and registrable_domain(identifier) == own:
        return True
    try:
        return organizational_domain(identifier, texts) == organizational_domain(domain, texts)
    except NotAnswered:
        return False


def _below(suffix: str, domain: str) -> str:
    """The name one label below `suffix` on the way to `domain`."""
    return ".".join(domain.split(".")[-(suffix.count(".") + 2) :])


def _suffix(records: Mapping[str, dict[str, str]]) -> str | None:
    return next((name for name, tags in records.items() if tags.get("psd") == "y"), None)


def _records(domain: str, texts: Texts) -> dict[str, dict[str, str]]:
    """The records that the walk meets, lowest first, up to one that says where to stop.

    A top that does not answer is passed over when something was found below it: no organization stands at a public suffix.
    """
    found: dict[str, dict[str, str]] = {}
    for name in walk(domain):
        answer = texts.get(record_name(name))
        if answer is None:
            if found and registrable_domain(name) is None:
                continue
            raise NotAnswered(name)
        records = [tags for tags in map(_tags, answer) if tags is not None]
        if len(records) == 1:
            found[name] = records[0]
            if records[0].get("psd") in {"y", "n"}:
                break
    return found


def _tags(text: str) -> dict[str, str] | None:
    """The tags of a record; None for text that is none."""
    parts = [part.partition("=") for part in text[:_MAX_RECORD].split(";")]
    if parts[0][0].strip() != "v" or parts[0][2].strip() != "DMARC1":
        return None
    return {name.strip().lower(): value.strip() for name, sign, value in reversed(parts) if sign}
