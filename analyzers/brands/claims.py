"""Claims: in whose name a mail speaks. To talk about a brand is no claim; to sign, greet or head a mail with it is.

The display name claims by itself, and so, by a little, does a first picture that is called by nothing but a brand's name. A title, the text and the address claim only by their voice: 【brand】, "your <brand> account",
"the <brand> team", a copyright line, 「<brand>をご利用いただき」. A prize of somebody else ("<brand> gift card") claims nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analyzers.brands import voice
from analyzers.brands.book import MAX_TITLE
from analyzers.brands.lookalike import fold, normalise
from analyzers.brands.mistyped import mistyped
from analyzers.brands.service_words import only_service_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands.book import Book
    from analyzers.brands.model import Brand
    from analyzers.brands.stance import Stance

Where = Literal["name", "subject", "body", "address", "picture"]
_HEAD, _TAIL = 2_000, 3_000  # characters of the text that hold greetings, and signatures
_LINE = 400
_MOST_HITS = 60
_LAST = 6  # lines that may be a signature
# Trades that sign with their bare name. Others stand there as icons, or as shops where something is sold.
_SIGNS = {"bank", "card", "securities", "finance", "crypto", "gov", "utility", "delivery", "telecom"}
_MARKS = " \t>+/#*|"  # of quotations, of programs, of items: anybody can write them before words of his own
_COPYRIGHT = re.compile(r"(?i)copyright|\(c\)|©")  # behind such a mark, the head of a program
_ADDRESS = re.compile(r"[^\s@<>\"'(]{0,64}@([\w.-]{1,253})")
_DOMAIN = re.compile(r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![\w-])")
_MOST_DOMAINS = 5
_PICTURE = re.compile(r"\blogo(?:type)?\b|\bicon\b|\bimage\b|ロゴ|アイコン|画像|の(?=\s|$)")
_INSIDE = 6  # a name this long is recognised at an end of a longer label ("costcocpt")


@dataclass(frozen=True, slots=True)
class Claim:
    """The mail speaks as `brand`, at `where`, `written` so.

    `disguised`: an honest writer would not spell it so. `stance`: in a name, whether it is the brand's or somebody's beside it.
    """

    brand: Brand
    where: Where
    written: str
    disguised: bool = False
    stance: Stance = "self"


def claims(
    book: Book,
    *,
    name: str | None = None,
    address: str | None = None,
    subject: str | None = None,
    text: str = "",
    picture: str = "",
) -> tuple[Claim, ...]:
    """Every claim once for each place, those of the name first, then of the title, the text, the address and the first picture."""
    found = [
        *_by_name(book, name, address or ""),
        *_by_subject(book, subject),
        *_by_text(book, text),
        *_by_address(book, address),
    ]
    found += _by_picture(book, picture)
    return tuple({(claim.brand.id, claim.where): claim for claim in reversed(found)}.values())[::-1]


def _by_name(book: Book, name: str | None, address: str) -> Iterator[Claim]:
    """An address in a name stands for its domain, except where everybody can have one; a brand's own domain is its name, too."""
    if not name:
        return
    name = name[:MAX_TITLE]
    plain = name if "@" not in name else _ADDRESS.sub(lambda m: "" if m[1].lower() in book.everybodys else m[1], name)
    found = (*book.named(plain, address), *mistyped(book, plain, name))
    for naming in found:
        yield Claim(naming.brand, "name", naming.written, naming.disguised, naming.stance)
    for domain in _DOMAIN.findall(fold(normalise(plain[:_LINE])))[:_MOST_DOMAINS]:
        brand = book.proven_of(domain)
        if brand and all(brand.id != naming.brand.id for naming in found):
            yield Claim(brand, "name", domain)


def _by_subject(book: Book, subject: str | None) -> Iterator[Claim]:
    """A title that names several companies tells of them."""
    if not subject:
        return
    plain = normalise(subject[:MAX_TITLE])
    folded = voice.without_tags(book.closed(fold(plain)))
    hits = list(book.spoken(folded, plain))
    if len({hit.entry.brand.family or hit.entry.brand.id for hit in hits}) == 1:
        for hit in hits:
            if voice.in_title(folded[: hit.start], folded[hit.end :]):
                yield Claim(hit.entry.brand, "subject", hit.entry.written)
    for naming in book.named(subject):
        if naming.disguised:
            yield Claim(naming.brand, "subject", naming.written, disguised=True)


def _by_text(book: Book, text: str) -> Iterator[Claim]:
    parts = (text,) if len(text) <= _HEAD + _TAIL else (text[:_HEAD], text[-_TAIL:])
    lines = [line for part in parts for line in part.splitlines() if line.strip()]
    left, bare = _MOST_HITS, set()
    for number, line in enumerate(lines):
        own = line.lstrip(_MARKS)
        if own != line.lstrip() and _COPYRIGHT.search(own[:_LINE]):
            continue
        plain = normalise(own[:_LINE])
        folded = book.closed(fold(plain))
        for hit in book.spoken(folded, plain):
            left -= 1
            if left < 0:
                return
            if voice.in_text(folded[: hit.start], folded[hit.end :]):
                yield Claim(hit.entry.brand, "body", voice.quote(folded, hit.start, hit.end))
            elif number >= len(lines) - _LAST and hit.entry.name == folded.strip(" -=*_."):
                bare.add(hit.entry.brand)
    if len(bare) == 1 and (signed := bare.pop()).kind in _SIGNS:
        yield Claim(signed, "body", signed.ja)


def _by_address(book: Book, address: str | None) -> Iterator[Claim]:
    """A name that is a word of the local part or of the domain's labels, or one end of a label."""
    local, _, domain = (address or "").lower().rpartition("@")
    for word in re.split(r"[^a-z0-9]+", f"{local}.{domain.rpartition('.')[0]}"[:200]):
        entry = book.address_word(word) or next(
            (e for end in (word[:n] for n in range(len(word) - 1, _INSIDE - 1, -1)) if (e := book.address_word(end))),
            None,
        )
        if entry and not entry.brand.owns(domain):
            yield Claim(entry.brand, "address", word)


def _by_picture(book: Book, picture: str) -> Iterator[Claim]:
    """A name, or a domain, beside which the text of the picture has no words but those of customer service and of pictures."""
    plain = normalise(picture[:_LINE])
    folded = _PICTURE.sub(" ", fold(plain)).strip()
    own = book.proven_of(folded.removeprefix("www.")) if _DOMAIN.fullmatch(folded) else None
    if own and own.confirmed:
        yield Claim(own, "picture", folded)
        return
    for hit in book.index.hits(folded):
        if only_service_words(f"{folded[: hit.start]} {folded[hit.end :]}"):
            yield Claim(hit.entry.brand, "picture", hit.entry.written)
            return
