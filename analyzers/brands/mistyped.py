"""Mistyped names: a brand's name in a display name as nobody types his own, with an @ for a letter, a letter too many, two swapped.

People mistype names of brands in titles and texts; what they call themselves they have typed once and read often.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from analyzers.brands.lookalike import fold, normalise
from analyzers.brands.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands.book import Book
    from analyzers.brands.index import Entry

_MOST, _MOST_WORDS, _MOST_PIECES, _LONGEST = 300, 12, 8, 40
_SHORTEST_DOUBLED, _SHORTEST_SWAPPED = 6, 7
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])")
_APART = re.compile(r"(?<![A-Za-z0-9])[A-Z](?: [A-Z]){2,5}(?![A-Za-z0-9])")
_AT = re.compile(r"(?<=[a-z])@(?=[a-z])")
_LETTERS = re.compile(r"[a-z0-9]{4,40}")
_TWICE = re.compile(r"(.)\1+")


def mistyped(book: Book, plain: str, raw: str) -> Iterator[Naming]:
    """The brands that a display name names so that only a reader sees it; names run together are no disguise.

    `raw` is the whole name, `plain` the name without the addresses in it.
    """
    plain, raw = normalise(plain)[:_MOST], normalise(raw)[:_MOST]
    known = {naming.brand.id for naming in book.named(plain)}
    apart = _APART.sub(lambda m: m[0].replace(" ", ""), plain)
    for text, disguised in ((_run_apart(book, plain), False), (apart, True)):
        for naming in book.named(text) if text != plain else ():
            if naming.brand.id not in known and naming.stance == "self" and not naming.disguised:
                known.add(naming.brand.id)
                yield replace(naming, disguised=disguised)
    for word in raw.split()[:_MOST_WORDS]:
        entry = _entry(book, fold(word[:_LONGEST]))
        if entry and entry.brand.id not in known:
            known.add(entry.brand.id)
            yield Naming(entry.brand, word[:_LONGEST], disguised=True)


def _run_apart(book: Book, plain: str) -> str:
    """The name with gaps around a brand's that is written in one word with others ("PayPalSecurity")."""
    return " ".join(_cut(book, word) if len(word) <= _LONGEST else word for word in plain.split())


def _cut(book: Book, word: str) -> str:
    pieces = _CAMEL.split(word)[:_MOST_PIECES]
    spans = ((start, end) for start in range(len(pieces)) for end in range(len(pieces), start, -1))
    found = next(((i, j) for i, j in spans if fold("".join(pieces[i:j])) in book.joined), None)
    if len(pieces) == 1 or found is None:
        return word
    start, end = found
    return " ".join((*pieces[:start], "".join(pieces[start:end]), *pieces[end:]))


def _entry(book: Book, word: str) -> Entry | None:
    """The name that `word` is meant to be taken for."""
    if "@" in word:
        return next((e for letter in "ao" if (e := book.joined.get(_AT.sub(letter, word)))), None)
    letters = _LETTERS.search(word)
    if not letters or letters[0] in book.joined:
        return None
    doubled, swapped = _shapes(book)
    name = letters[0]
    found = doubled.get(_TWICE.sub(r"\1", name))
    if found and len(name) > len(found.name):
        return found
    return next((e for e in swapped.get("".join(sorted(name)), ()) if _is_swapped(name, e.name)), None)


def _is_swapped(word: str, name: str) -> bool:
    """Whether two neighbouring letters of `name` have changed places in `word`."""
    at = next((at for at, letter in enumerate(word) if letter != name[at]), len(word) - 1)
    return word == name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


@lru_cache(maxsize=4)
def _shapes(book: Book) -> tuple[dict[str, Entry], dict[str, list[Entry]]]:
    """The names that are no ordinary words, by their letters without repetition, and by their letters in order."""
    doubled: dict[str, Entry] = {}
    swapped: dict[str, list[Entry]] = {}
    for name, entry in book.joined.items():
        if entry.strict or not name.isascii():
            continue
        if len(name) >= _SHORTEST_DOUBLED:
            doubled.setdefault(_TWICE.sub(r"\1", name), entry)
        if len(name) >= _SHORTEST_SWAPPED:
            swapped.setdefault("".join(sorted(name)), []).append(entry)
    return doubled, swapped
