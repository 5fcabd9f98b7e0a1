"""Web addresses in mail: finding them in text, reading them as a browser would, and undoing the ways people defang them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analyzers.links import disguise
from analyzers.links.link import Link
from analyzers.links.names import Host, is_domain, parse_host
from analyzers.links.shape import MAX_URL, cleaned, split
from analyzers.links.unwrap import unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.links.shape import Shape

MAX_TEXT, MAX_READ = 200_000, 3_000  # characters, and addresses, of one text
# A text URL ends at white space, quotes, angle brackets, at brackets, and at the Japanese that follows it in prose.
_JAPANESE = r"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_STOP = r"\s\"'<>()「」『』【】、。\x00-\x1f\x7f|\\^`{}"
_SCHEME_URL = re.compile(
    rf"(?i)(?<![a-z0-9])(h(?:tt|xx|\*\*|××|__)ps?|hhttps?|ttps?)(?::/{{1,3}}|:\\\\|\[://\]|\[:\]//)([^{_STOP}]{{1,{MAX_URL}}})"
)
_NEXT = re.compile(r"(?i)[,;]+(?=(?:h(?:tt|xx)ps?):/)")  # a list without spaces
# The borders are ASCII ones: Japanese prose touches an address without a space. What is followed by @ is half of a mail address.
_BARE = re.compile(
    r"(?i)(?<![a-z0-9_@./:-])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}(?:xn--[a-z0-9-]{1,59}|[a-z]{2,24}))"
    rf"(?![a-z0-9_@-]|\.[a-z0-9])(/[^{_STOP}{_JAPANESE}]{{0,{MAX_URL}}})?"
)
_BRACKETED = re.compile(r"(?i)[\[({]\s?(?:\.|dot|(/)|(@))\s?[\])}]")
_APART = re.compile(
    r"(?i)(?<![a-z0-9])(h(?:tt|xx)ps?)[ \t]?:[ \t]?//[ \t]?(?=(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,24}(?![a-z]))"
)
_MARKED = re.compile(r"[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]")
_FULL_STOP = re.compile(r"(?<=[A-Za-z0-9])[。｡](?=[A-Za-z])")
# Brackets and signs around an address that is shown ("▶ https://…"); a letter would make it a sentence.
_SIGNS = re.compile(r"\A[^\w/:.@]{1,20}|(?<=[\w/])[^\w/:.@?&=%#+~-]{1,20}\Z")
_TRAILING = ".,;:!?*_~-"
# Words that end like a domain but are file names or speech in most mails.
_NOT_BARE = re.compile(r"(?i)py|sh|rs|md|pl|zip|mov|so|ps|cc|java|name|st|is|in|to|my|id")


def make_link(
    href: str,
    *,
    shown: str | None = None,
    where: str,
    base: str | None = None,
    kind: str = "anchor",
    pictured: bool = False,
) -> Link:
    """A Link from an href as a mail holds it: white space and tabs inside removed, resolved against `base`, unwrapped."""
    return _read(cleaned(href, base), shown=shown, where=where, kind=kind, pictured=pictured)


def _read(href: str, *, shown: str | None, where: str, kind: str, pictured: bool = False) -> Link:
    outer = split(href)
    host = parse_host(outer.host) if outer else None
    if outer is None or host is None:
        return Link(href=href, shown=shown, where=where, host=None, kind=kind, pictured=pictured)
    inside = unwrap(href)
    shape = outer if inside.href == href else split(inside.href) or outer
    real = parse_host(shape.host) or host
    return Link(
        inside.href,
        shown,
        where,
        real,
        shape.path,
        shape.query,
        shape.userinfo if shape.userinfo is not None else outer.userinfo,
        kind,
        pictured=pictured,
        unwrapped_from=href if inside.href != href else None,
        rewriters=inside.rewriters,
        opaque=inside.opaque,
        claimed_host=inside.claimed,
        disguise=_disguise(shape, real) or _disguise(outer, host),
    )


def _disguise(shape: Shape, host: Host) -> str | None:
    return None if shape.host == host.name else disguise.of_href(shape.host, host)


def links_in_text(text: str, *, where: str, limit: int, bare: bool = True) -> Iterator[Link]:
    """Links that stand in plain text: with a scheme, defanged (`hxxp`, `[.]`, `h**ps`), `www.`, and, if `bare`, any domain."""
    text = text[:MAX_TEXT]
    folded = _folded(text)
    original = None if folded is text else disguise.Original(refang(text).lower())
    seen: set[str] = set()
    for href, plain in _addresses(refang(folded), bare=bare):
        if href not in seen:
            seen.add(href)
            link = _read(href, shown=None, where=where, kind="text")
            if link.host:
                yield _as_written(link, original) if original and not plain else link
        if len(seen) >= min(limit, MAX_READ):
            return


def _as_written(link: Link, original: disguise.Original) -> Link:
    """`link` with the disguise that its host wears in the text."""
    shape = split(link.unwrapped_from or link.href)
    how = original.disguise(shape.host.lower()) if shape and shape.host.isascii() else None
    if how is None or link.disguise:
        return link
    return replace(link, disguise=how)


def _folded(text: str) -> str:
    """`text` with wide and mathematical letters as plain ones and nothing invisible; `①` before an address is no part of it."""
    if text.isascii():
        return text
    plain = disguise.without_invisible(text)
    if disguise.folded(plain) != plain:
        plain = disguise.folded(_MARKED.sub(" ", plain))
    return _FULL_STOP.sub(".", plain)


def _addresses(text: str, *, bare: bool) -> Iterator[tuple[str, bool]]:
    """Every address in reading order, and whether it is no more than a name in a sentence.

    None holds white space, so that most words are passed over unread.
    """
    for word in text.split():
        if ":" in word and ("/" in word or "\\" in word):
            yield from _in_word(word, bare=bare)
        elif "." in word[1:-2]:
            yield from _bare(word, bare=bare)


def _in_word(word: str, *, bare: bool) -> Iterator[tuple[str, bool]]:
    rest: list[str] = []
    at = 0
    while found := _SCHEME_URL.search(word, at):
        rest.append(word[at : found.start()])
        cut = _NEXT.search(found[2])
        at = found.start(2) + cut.start() if cut else found.end()
        secure = found[1].lower().endswith("s")
        written = found[2][: cut.start()] if cut else found[2]
        yield f"http{'s' if secure else ''}://{_trim(_without_prose(written))}", False
    yield from _bare("\n".join([*rest, word[at:]]), bare=bare)


def _bare(text: str, *, bare: bool) -> Iterator[tuple[str, bool]]:
    for found in _BARE.finditer(text):
        if _is_bare_link(found[1], found[2], bare=bare):
            plain = not found[2] and not found[1].lower().startswith("www.")
            yield f"http://{found[1]}{_trim(found[2] or '')}", plain


def _without_prose(address: str) -> str:
    """Cuts off the Japanese that follows an address; a host in Japanese letters stays when such a domain can exist."""
    host = re.match(r"[^/?#:]*", address)
    if address.isascii() or not host:
        return address
    if is_domain(host[0].rpartition("@")[2]):
        return host[0] + re.split(f"[{_JAPANESE}]", address[host.end() :], maxsplit=1)[0]
    return re.split(f"[{_JAPANESE}]", address, maxsplit=1)[0]


def _is_bare_link(name: str, path: str | None, *, bare: bool) -> bool:
    if name.lower().startswith("www.") or path:
        return is_domain(name)
    return bare and not _NOT_BARE.fullmatch(name.rpartition(".")[2]) and is_domain(name)


def _trim(text: str) -> str:
    """Drops punctuation that belongs to the sentence around the address."""
    return text.rstrip(_TRAILING)


def refang(text: str) -> str:
    """`a[.]b`, `a(.)b`, `a[dot]b` -> `a.b`, `http :// a.b` -> `http://a.b`: people paste links in the way they were taught to."""
    if "[" in text or "(" in text or "{" in text:
        text = _BRACKETED.sub(lambda m: m[1] or m[2] or ".", text)
    return _APART.sub(r"\1://", text) if "// " in text or " //" in text or " ://" in text else text


def host_claimed(link: Link) -> Host | None:
    """The host that a link shows to its reader; what stands in the place of a picture is often the picture's own address."""
    return None if link.pictured else host_shown(link.shown)


def host_shown(text: str | None) -> Host | None:
    """The host that a link's shown text claims to lead to, when the text is an address and nothing else; unwrapped."""
    if not text or len(text) > MAX_URL or not any(dot in text for dot in ".。．｡:"):
        return None
    plain = _SIGNS.sub("", disguise.without_invisible(disguise.folded(text)).strip())
    if not plain or re.search(r"\s", plain) or not (_SCHEME_URL.match(plain) or _BARE.match(plain)):
        return None
    link = next(links_in_text(plain, where="shown", limit=1), None)
    return link.target if link else None
