"""Domains that look like a brand's: by letters that look alike, by one letter more or less, by a word of service beside the name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from analyzers.brands.lookalike import skeleton
from analyzers.links.names import parse_host

if TYPE_CHECKING:
    from analyzers.brands.book import Book
    from analyzers.brands.model import Brand

How = Literal["letters", "near", "words", "bare"]
_SHORTEST, _SHORTEST_NEAR, _LONGEST = 5, 6, 40


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The registrable `domain` looks like `own`, a proven domain of `brand`.

    `how`: by `letters` that look alike, `near` by one letter, or with `words` of service beside the brand's label; `bare` when those
    are countries, endings and numbers alone.
    """

    brand: Brand
    domain: str
    own: str
    how: How


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of proven domains: whole, as the eye takes them, and with one letter left out."""

    whole: dict[str, tuple[Brand, str]]
    seen: dict[str, tuple[Brand, str]]
    cut: dict[str, tuple[str, ...]]


def resembles(book: Book, name: str) -> Resemblance | None:
    """Whose domain the host `name` looks like; None when nobody's, or when it is that brand's or another's own."""
    host = parse_host(name)
    own = host.registrable_domain if host else None
    if host is None or own is None or host.is_ip or book.of_domain(own) or own in book.everybodys:
        return None
    label = own.partition(".")[0][:_LONGEST]
    labels = _labels(book)
    if len(label) < _SHORTEST or label in labels.whole:
        return None  # the same label under another ending is mostly the brand's house in another country
    shown = (host.unicode or host.name).split(".")
    visible = shown[-own.count(".") - 1][:_LONGEST] if len(shown) > own.count(".") else label
    eye = skeleton(visible)
    if found := labels.seen.get(eye):
        return Resemblance(found[0], own, found[1], "letters")
    if worded := _with_words(label, labels.whole) or _with_words(eye, labels.seen):
        return Resemblance(worded[0][0], own, worded[0][1], worded[1])
    if found := _near(label, labels):
        return Resemblance(found[0], own, found[1], "near")
    return None


def _near(label: str, labels: _Labels) -> tuple[Brand, str] | None:
    """The label from which `label` differs by one letter added, dropped, changed or swapped with the next."""
    if len(label) < _SHORTEST_NEAR - 1:
        return None
    for piece in (label, *_cuts(label)):
        for whole in labels.cut.get(piece, ()):
            if len(whole) >= _SHORTEST_NEAR and _one_off(label, whole):
                return labels.whole[whole]
    return None


def _one_off(one: str, other: str) -> bool:
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[at:], other[at:]
    return a[1:] == b[1:] or a == b[1:] or a[1:] == b or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _with_words(label: str, known: dict[str, tuple[Brand, str]]) -> tuple[tuple[Brand, str], How] | None:
    """A label that is a `known` one with words of service before it or after it, joined or with hyphens, and no other word."""
    spans = ((start, end) for start in range(len(label)) for end in range(start + _SHORTEST, len(label) + 1))
    held = [(start, end) for start, end in spans if label[start:end] in known]
    found = [
        (end - start, how, label[start:end]) for start, end in held if (how := _serves(label[:start], label[end:]))
    ]
    if not found:
        return None
    _, how, name = max(found, key=lambda each: (each[1] == "words", each[0]))
    return known[name], how


def _serves(before: str, after: str) -> How | None:
    """Whether what is left holds `words` of service, and nothing but such words, countries and digits (`bare`: these alone)."""
    pattern, words = _words()
    pieces = [piece for piece in re.split(r"[-\d]+", f"{before}-{after}") if piece]
    if not all(pattern.fullmatch(piece) for piece in pieces):
        return None
    return "words" if any(words.search(piece) for piece in pieces) else "bare"


def _cuts(label: str) -> list[str]:
    return [label[:at] + label[at + 1 :] for at in range(len(label))]


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    read = tomllib.loads(files("analyzers").joinpath("data/lookalike_words.toml").read_text(encoding="utf-8"))
    words, fillers = ("|".join(sorted(read[kind], key=len, reverse=True)) for kind in ("words", "fillers"))
    return re.compile(rf"(?:{words}|{fillers}){{1,4}}"), re.compile(words)


@lru_cache(maxsize=4)
def _labels(book: Book) -> _Labels:
    whole = {
        label: (brand, domain)
        for brand in reversed(book.brands)
        if brand.confirmed
        for domain in reversed(brand.proven)
        if len(label := domain.partition(".")[0]) >= _SHORTEST and label in book.tokens
    }
    seen = {skeleton(label): found for label, found in whole.items()}
    cut: dict[str, list[str]] = {}
    for label in whole:
        for piece in {label, *_cuts(label)}:
            cut.setdefault(piece, []).append(label)
    return _Labels(whole, seen, {piece: tuple(found) for piece, found in cut.items()})
