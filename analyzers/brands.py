"""Brands: who owns which name and which domain.

The list (`data/brands.yaml`) says for each domain how it is known. A domain that nobody confirmed may take a suspicion away but
never create one; a shared domain (`biglobe.ne.jp`) is given to customers, so an address there never proves the brand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import re2
import yaml

from analyzers.links.names import registrable_domain

# Format characters (general category Cf) of Unicode 16.
_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_KATAKANA = re.compile(r"[ァ-ヺ]")
_SHORTEST_TOKEN = 5  # shorter names stand inside ordinary words


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand: `ja`, `en` for readers, `names` as people write them, `strict_names` those whose case matters.

    `domains` are its own, `proven` those of them that a source names; `shared` are its customers', `senders` those it hires.
    A brand that is not `confirmed` creates no finding.
    """

    id: str
    ja: str
    en: str
    names: tuple[str, ...]
    strict_names: tuple[str, ...]
    domains: tuple[str, ...]
    proven: tuple[str, ...]
    shared: tuple[str, ...]
    senders: tuple[str, ...]
    confirmed: bool

    def owns(self, domain: str | None) -> bool:
        """Whether `domain` is the brand's own or lies below one; customers' domains count too, since they prove no mismatch."""
        plain = (domain or "").lower()
        return any(plain == d or plain.endswith("." + d) for d in (*self.domains, *self.shared, *self.senders))


def normalise(text: str) -> str:
    """Compatibility forms folded and invisible characters removed, so that `Ａｍａｚｏｎ` reads as `Amazon`."""
    return text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def claimed(text: str | None) -> tuple[Brand, ...]:
    """The brands that `text` (a display name, a title) names, longest name first; unconfirmed brands are left out."""
    if not text:
        return ()
    plain = normalise(text)[:500]
    found: dict[str, Brand] = {}
    folded = plain.casefold()
    if not _any_name().search(folded):
        return ()
    for name, strict, brand in _names():
        if brand.id in found or not brand.confirmed:
            continue
        inside = plain if strict else folded
        if name in inside and _stands_alone(name, inside):
            found[brand.id] = brand
    return tuple(found.values())


def _stands_alone(name: str, text: str) -> bool:
    """Latin names need a word of their own. Japanese ones need none, but katakana must begin there: a lion is no AEON."""
    if _KATAKANA.match(name):
        return re.search(rf"(?<![ァ-ヺー]){re.escape(name)}", text) is not None
    if not name.isascii():
        return True
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text) is not None


@lru_cache(maxsize=1)
def brands() -> tuple[Brand, ...]:
    """All brands of the list."""
    text = files("analyzers").joinpath("data/brands.yaml").read_text(encoding="utf-8")
    return tuple(_brand(row) for row in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["brands"])  # noqa: S506


def _brand(row: dict[str, Any]) -> Brand:
    domains, senders = row["domains"], row.get("third_party_senders", [])
    return Brand(
        id=row["id"],
        ja=next(iter(row["names_ja"] or row["names_en"])),
        en=next(iter(row["names_en"] or row["names_ja"])),
        names=(*row["names_ja"], *row["names_en"]),
        strict_names=tuple(row.get("strict_names", ())),
        domains=tuple(d["domain"] for d in domains if not d.get("shared")),
        proven=tuple(d["domain"] for d in domains if not d.get("shared") and d["confidence"] != "unverified"),
        shared=tuple(d["domain"] for d in domains if d.get("shared")),
        senders=tuple(s["domain"] for s in senders),
        confirmed=row["confidence"] != "unverified",
    )


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, bool, Brand], ...]:
    """Every name with whether its case matters, longest first."""
    rows = [
        (name if name in brand.strict_names else name.casefold(), name in brand.strict_names, brand)
        for brand in brands()
        for name in map(normalise, brand.names)
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@lru_cache(maxsize=1)
def _any_name() -> Any:
    """All names at once: most texts name no brand, and are told so in one pass."""
    return re2.compile("|".join(sorted({re2.escape(name.casefold()) for name, _, _ in _names()})))


def brand_of_domain(name: str) -> Brand | None:
    """The brand whose own (not shared) domain `name` is or lies below, or that hires the sender there."""
    own = registrable_domain(name)
    return _owners().get(own) if own else None


def proven_brand_of(name: str) -> Brand | None:
    """The brand whose name `name` is beyond doubt, so that somebody else's use of it is a finding."""
    brand, own = brand_of_domain(name), registrable_domain(name)
    return brand if brand and brand.confirmed and own in brand.proven else None


@lru_cache(maxsize=1)
def _owners() -> dict[str, Brand]:
    return {domain: brand for brand in brands() for domain in (*brand.domains, *brand.senders)}


@lru_cache(maxsize=1)
def tokens() -> dict[str, Brand]:
    """Labels by which a confirmed brand is known in host names ("kagoya"), each long enough to stand for nothing else."""
    rows = ((domain.partition(".")[0], brand) for brand in brands() if brand.confirmed for domain in brand.proven)
    return {label: brand for label, brand in rows if len(label) >= _SHORTEST_TOKEN and not label.isdigit()}
