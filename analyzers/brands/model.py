"""A brand, and how its row in the list is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand: `ja`, `en` for readers, `names` as people write them.

    Of the names, `strict` ones count only in this case, and `whole` ones, which are ordinary words, only where they are all that a
    sender calls himself. `domains` are its own, `proven` those of them that a source names. `shared` are given to its customers,
    too, and `customers` to nobody else, so that the brand itself never writes from there. `senders` it hires. `kin` are the own and
    hired domains of its family: of one company with several brands. `kind` is its trade (`bank`, `delivery`). A brand that is not `confirmed` creates no finding. One that is not
    `voiced`, a network of cards, speaks through its partners, so that only a display name claims it.
    """

    id: str
    ja: str
    en: str
    names: tuple[str, ...] = ()
    strict: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    proven: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    family: str = ""
    kind: str = ""
    confirmed: bool = True
    voiced: bool = True

    def owns(self, domain: str | None) -> bool:
        """Whether `domain` is the brand's own, its family's or hired, or lies below one; customers' domains prove no mismatch."""
        return _below(domain, (*self.domains, *self.shared, *self.customers, *self.senders, *self.kin))

    def writes_from(self, domain: str | None) -> bool:
        """Whether the brand itself may write from `domain`: one that only its customers have is no such one."""
        own = (*self.domains, *self.shared, *self.senders, *self.kin)
        return _below(domain, own) and not (_below(domain, self.customers) and not _below(domain, self.domains))

    def same_label(self, registrable: str | None) -> bool:
        """Whether a registrable domain bears the very label of an own one ("amazon.pl"): mostly its house in another country."""
        return (registrable or "").partition(".")[0] in {name.partition(".")[0] for name in self.proven}


def _below(domain: str | None, owned: Iterable[str]) -> bool:
    plain = (domain or "").lower().rstrip(".")
    return any(plain == name or plain.endswith("." + name) for name in owned)


def brand_of_row(row: Mapping[str, Any]) -> Brand:
    """A brand from its row; `kin` is filled in when all rows are known. A domain's value begins with its confidence and kind."""
    ja, en = (tuple(row.get(key, ())) for key in ("ja", "en"))
    strict, whole = (tuple(row.get(key, ())) for key in ("strict", "whole"))
    said = {name: value.partition("|")[0].split() for name, value in (row.get("domains") or {}).items()}
    own = tuple(name for name, words in said.items() if len(words) == 1)
    names = tuple(dict.fromkeys((*ja, *en, *strict, *whole)))
    return Brand(
        id=row["id"],
        ja=(ja or en or names)[0],
        en=(en or ja or names)[0],
        names=names,
        strict=strict,
        whole=whole,
        domains=own,
        proven=tuple(name for name in own if said[name][0] != UNVERIFIED),
        shared=tuple(name for name, words in said.items() if "shared" in words),
        customers=tuple(name for name, words in said.items() if "customers" in words),
        senders=tuple(row.get("senders") or ()),
        family=row.get("family", ""),
        kind=row["kind"],
        confirmed=row["confidence"] != UNVERIFIED,
        voiced=row.get("voiced", True),
    )
