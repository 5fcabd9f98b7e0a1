"""Book: all brands that are known, and who is named in a text or owns a domain."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from analyzers.brands.index import Entry, Index
from analyzers.brands.lookalike import fold, normalise, skeleton, veiled
from analyzers.brands.model import Brand, brand_of_row
from analyzers.brands.naming import Naming
from analyzers.brands.service_words import only_service_words
from analyzers.brands.stance import stance
from analyzers.links.names import registrable_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands.index import Hit

MAX_TITLE = 500  # characters of a name or a title that are looked at
_SHORTEST_TOKEN = 5  # shorter labels stand inside ordinary words
_SHORTEST_ALIKE = 4  # shorter names look like too many words
_MOST_RUNS = 20
_MARKS = r" .\-\u2010-\u2015·•・_|/*~'"
# No letter of it is a mark, so that there is one way only to read a run of marks.
_SINGLES = re.compile(rf"(?<!\w)(?:[^\W_][{_MARKS}]{{1,3}}){{2,40}}[^\W_](?!\w)")
_PIECES = re.compile(r"(?<!\w)[a-z0-9]{1,20}(?:[.\-·•・_*~'][a-z0-9]{1,20}){1,8}(?!\w)")
_GAP = re.compile("(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])")
_APART = re.compile("(?:[\u3040-\u30ff\u3400-\u9fff] ){3}[\u3040-\u30ff\u3400-\u9fff](?![\u3040-\u30ff\u3400-\u9fff])")
_SEPARATOR = re.compile(rf"[{_MARKS}!+&]")


class Book:
    """The brands of the list, and those of a team besides, whose rows come first."""

    def __init__(self, brands: tuple[Brand, ...]) -> None:
        self.brands = brands

    @cached_property
    def index(self) -> Index:
        """The names as people write them."""
        return Index((b for b in self.brands if b.confirmed), lambda name: fold(normalise(name)))

    @cached_property
    def _alike(self) -> Index:
        """The names as the eye takes them."""
        return Index((b for b in self.brands if b.confirmed), lambda name: skeleton(normalise(name)), _SHORTEST_ALIKE)

    @cached_property
    def joined(self) -> dict[str, Entry]:
        """The names without any gap; those that have gaps of their own are left as they are."""
        rows = [e for e in self.index.entries if not e.whole and len(e.name) >= _SHORTEST_ALIKE]
        return {e.name: e for e in rows if e.name.isalnum()}

    def named(self, text: str | None, address: str = "") -> tuple[Naming, ...]:
        """The brands that `text`, a title or the display name of `address`, names, longest name first; plain spellings before disguises."""
        if not text:
            return ()
        raw = text[:MAX_TITLE]
        plain = normalise(raw)
        found = self._plain(plain, address.lower(), veiled=veiled(raw))
        for naming in (*self._lookalikes(plain), *self._spaced(plain)):
            found.setdefault(naming.brand.id, naming)
        return tuple(found.values())

    def _plain(self, plain: str, address: str = "", *, veiled: bool) -> dict[str, Naming]:
        folded = fold(plain)
        rows = sorted(self.index.hits(folded), key=lambda hit: hit.start - hit.end)
        found: dict[str, Naming] = {}
        for hit in rows:
            entry = hit.entry
            if entry.strict and not veiled and not _exactly(entry, plain):
                continue
            if entry.whole and not _alone(folded, hit.start, hit.end):
                continue
            held = stance(folded[: hit.start], folded[hit.end :], address)
            found.setdefault(entry.brand.id, Naming(entry.brand, entry.written, veiled, held))
        return found

    def spoken(self, folded: str, plain: str) -> Iterator[Hit]:
        """Where `folded` text, which is `plain` as written, names brands by names that are no ordinary words."""
        for hit in self.index.hits(folded):
            ordinary = hit.entry.whole and not hit.entry.strict
            if hit.entry.brand.voiced and not ordinary and (not hit.entry.strict or _exactly(hit.entry, plain)):
                yield hit

    @staticmethod
    def closed(folded: str) -> str:
        """`folded` without the gaps between Japanese characters."""
        return folded if folded.isascii() else _GAP.sub("", folded)

    def _lookalikes(self, plain: str) -> list[Naming]:
        folded, alike = fold(plain), skeleton(plain)
        words, seen = plain.split(), alike.split(" ")
        found = []
        for hit in self._alike.hits(alike):
            usual = fold(normalise(hit.entry.written))
            if usual in folded or hit.entry.whole or len(words) != len(seen):
                continue
            first, last = alike.count(" ", 0, hit.start), alike.count(" ", 0, hit.end)
            written = " ".join(words[first : last + 1])[:60]
            if _worth(usual, written):
                found.append(Naming(hit.entry.brand, written, disguised=True))
        return found

    def _spaced(self, plain: str) -> list[Naming]:
        """Names whose letters stand apart, or are cut in two by a mark."""
        folded, found = fold(plain), []
        for run in list(_SINGLES.finditer(folded))[:_MOST_RUNS]:
            joined = _SEPARATOR.sub("", run[0])
            whole = [entry for name, entry in self.joined.items() if len(name) <= len(joined) and name in joined]
            found += [Naming(e.brand, run[0][:60], disguised=True) for e in whole if e.name not in folded]
        for run in list(_PIECES.finditer(folded))[:_MOST_RUNS]:
            entry = self.joined.get(_SEPARATOR.sub("", run[0]))
            if entry and len(entry.name) >= _SHORTEST_TOKEN and not entry.strict and not self._has_gap(entry, run[0]):
                found.append(Naming(entry.brand, run[0], disguised=True))
        closed, apart = self.closed(folded), bool(_APART.search(folded))
        if closed != folded:
            hits = (hit for hit in self.index.hits(closed) if not hit.entry.whole)
            found += [Naming(hit.entry.brand, hit.entry.written, disguised=apart) for hit in hits]
        return found

    def _has_gap(self, entry: Entry, written: str) -> bool:
        """Whether the brand itself writes one of its names with gaps at the same places ("e-Tax", "eTax")."""
        return any(fold(normalise(name)) in {written, written.replace("-", " ")} for name in entry.brand.names)

    @cached_property
    def _words(self) -> dict[str, Entry]:
        """Names that are one word and no ordinary one, as they stand in addresses."""
        return {
            name: e
            for name, e in self.joined.items()
            if name.isascii()
            and e.brand.voiced
            and (not e.strict or e.written.isupper())
            and len(name) >= _SHORTEST_ALIKE
        }

    def address_word(self, word: str) -> Entry | None:
        """The name that `word`, a piece of an address, is."""
        return self._words.get(word)

    @cached_property
    def everybodys(self) -> frozenset[str]:
        """Domains at which customers have addresses."""
        return frozenset(name for brand in self.brands for name in (*brand.shared, *brand.customers))

    @cached_property
    def _owners(self) -> dict[str, Brand | None]:
        """None: a domain that several hire or that every customer has, so that it belongs to no brand."""
        owned: dict[str, Brand | None] = {}
        for brand in self.brands:
            for domain in brand.senders:
                owned[domain] = None if domain in owned else brand
        return {**owned, **{domain: brand for brand in reversed(self.brands) for domain in brand.domains}}

    def of_domain(self, name: str) -> Brand | None:
        """The brand whose own (not shared) domain `name` is or lies below, or that alone hires the sender there."""
        own = registrable_domain(name)
        return self._owners.get(own) if own else None

    def proven_of(self, name: str) -> Brand | None:
        """The brand whose name `name` is beyond doubt, so that somebody else's use of it is a finding."""
        brand, own = self.of_domain(name), registrable_domain(name)
        return brand if brand and brand.confirmed and own in brand.proven else None

    @cached_property
    def tokens(self) -> dict[str, Brand]:
        """Labels by which a confirmed brand is known in host names ("kagoya"), each long enough to stand for nothing else.

        A label must hold one of the brand's names that is no ordinary word, as `energia` does not for an electricity company.
        """
        rows = ((name.partition(".")[0], b) for b in reversed(self.brands) if b.confirmed for name in b.proven)
        return {label: b for label, b in rows if len(label) >= _SHORTEST_TOKEN and self._telling(label, b)}

    @staticmethod
    def _telling(label: str, brand: Brand) -> bool:
        plain = label.replace("-", "")
        names = (fold(normalise(name)) for name in brand.names if name not in (*brand.whole, *brand.strict))
        joined = (re.sub(r"[^a-z0-9]", "", name) for name in names if name.isascii())
        return any(len(name) >= _SHORTEST_ALIKE and name in plain for name in joined)


def _exactly(entry: Entry, plain: str) -> bool:
    """Whether one of the spellings in which a strict name counts is there."""
    spellings = (normalise(name) for name in entry.brand.strict if fold(normalise(name)) == entry.name)
    return any(re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", plain) for name in spellings)


def _alone(folded: str, start: int, end: int) -> bool:
    """Whether nothing but words of customer service stands beside the name, and the list that handed it on."""
    return only_service_words(folded[:start]) and only_service_words(folded[end:].partition(" via ")[0])


def _worth(usual: str, written: str) -> bool:
    """Short names are believed disguised only behind a letter of another script or a digit."""
    return len(usual) > _SHORTEST_ALIKE or not written.isascii() or any(c.isdigit() for c in written)


@lru_cache(maxsize=1)
def _listed() -> tuple[Brand, ...]:
    text = files("analyzers").joinpath("data/brands.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["brands"]  # noqa: S506
    return tuple(brand_of_row(row) for row in rows)


@lru_cache(maxsize=4)
def book(extra: tuple[Brand, ...] = ()) -> Book:
    """The list, with a team's own brands before it."""
    brands = (*extra, *_listed())
    families: dict[str, list[Brand]] = {}
    for brand in brands:
        if brand.family:
            families.setdefault(brand.family, []).append(brand)
    kin = {name: tuple(d for b in members for d in (*b.domains, *b.senders)) for name, members in families.items()}
    return Book(tuple(replace(b, kin=kin[b.family]) if b.family else b for b in brands))
