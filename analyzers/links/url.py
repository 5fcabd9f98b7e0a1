"""Web addresses in mail: finding them in text, reading them as a browser would, and undoing the ways people defang them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from analyzers.links.link import Link
from analyzers.links.names import Host, is_domain, parse_host

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_URL = 8192
# A text URL ends at white space, quotes, angle brackets, at brackets, and at the Japanese that follows it in prose.
_JAPANESE = r"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_STOP = r"\s\"'<>()「」『』【】、。\x00-\x1f\x7f|\\^`{}"
_SCHEME_URL = re.compile(
    rf"(?i)(?<![a-z0-9])(h(?:tt|xx|\*\*|××)ps?|hhttps?|ttps?)(?::/{{1,3}}|:\\\\|\[://\]|\[:\]//)([^{_STOP}]{{1,{MAX_URL}}})"
)
# The borders are ASCII ones: Japanese prose touches an address without a space. What is followed by @ is half of a mail address.
_BARE = re.compile(
    r"(?i)(?<![a-z0-9_@./:-])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}(?:xn--[a-z0-9-]{1,59}|[a-z]{2,24}))"
    rf"(?![a-z0-9_@-]|\.[a-z0-9])(/[^{_STOP}{_JAPANESE}]{{0,{MAX_URL}}})?"
)
_SHAPE = re.compile(
    r"(?is)^([a-z][a-z0-9+.-]*):[/\\]*(?:([^/?#\\]*)@)?(\[[^\]/]*\]|[^/?#\\:]*)(?::\d*)?([/\\][^?#]*)?(?:\?([^#]*))?(?:#.*)?$"
)
_WEB = {"http", "https", "hhttp", "hhttps", "ttp", "ttps"}
_AROUND = "".join(map(chr, range(33))) + "\u3000"  # WHATWG URL: control characters and spaces around an address
_TRAILING = ".,;:!?*_~-"
# Words that end like a domain but are file names or speech in most mails.
_NOT_BARE = {
    "py",
    "sh",
    "rs",
    "md",
    "pl",
    "zip",
    "mov",
    "so",
    "ps",
    "cc",
    "java",
    "name",
    "st",
    "is",
    "in",
    "to",
    "my",
    "id",
}


def make_link(
    href: str, *, shown: str | None = None, where: str, base: str | None = None, kind: str = "anchor"
) -> Link:
    """A Link from an href as a mail holds it: white space and tabs inside removed, resolved against `base`."""
    cleaned = re.sub(r"[\t\n\r]", "", href).strip(_AROUND)[:MAX_URL]
    if cleaned.startswith("//"):
        cleaned = "https:" + cleaned
    elif base and not re.match(r"(?i)[a-z][a-z0-9+.-]*:", cleaned):
        cleaned = _join(base, cleaned)
    return _read(cleaned, shown=shown, where=where, kind=kind)


def _join(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _read(href: str, *, shown: str | None, where: str, kind: str) -> Link:
    shape = _SHAPE.match(href)
    if not shape or shape[1].lower() not in _WEB:
        return Link(href=href, shown=shown, where=where, host=None, kind=kind)
    host = parse_host(shape[3])
    path = (shape[4] or "/").replace("\\", "/")
    return Link(href, shown, where, host, path, shape[5] or "", shape[2], kind)


def links_in_text(text: str, *, where: str, limit: int, bare: bool = True) -> Iterator[Link]:
    """Links that stand in plain text: with a scheme, defanged (`hxxp`, `[.]`, `h**ps`), `www.`, and, if `bare`, any domain."""
    seen: set[str] = set()
    for href in _addresses(refang(_folded(text)), bare=bare):
        if href not in seen:
            seen.add(href)
            link = _read(href, shown=None, where=where, kind="text")
            if link.host:
                yield link
        if len(seen) >= limit:
            return


def _folded(text: str) -> str:
    """`text` with wide and mathematical letters as plain ones; `①` before an address is no part of it."""
    if text.isascii():
        return text
    spaced = re.sub(r"[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]", " ", text)
    folded = unicodedata.normalize("NFKC", spaced)
    return re.sub(r"(?<=[A-Za-z0-9])[。｡](?=[A-Za-z])", ".", folded)


def _addresses(text: str, *, bare: bool) -> Iterator[str]:
    rest: list[str] = []
    last = 0
    for found in _SCHEME_URL.finditer(text):
        rest.append(text[last : found.start()])
        last = found.end()
        secure = found[1].lower().endswith("s")
        yield f"http{'s' if secure else ''}://{_trim(_without_prose(found[2]))}"
    rest.append(text[last:])
    for found in _BARE.finditer("\n".join(rest)):
        if _is_bare_link(found[1], found[2], bare=bare):
            yield f"http://{found[1]}{_trim(found[2] or '')}"


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
    return bare and name.rpartition(".")[2].lower() not in _NOT_BARE and is_domain(name)


def _trim(text: str) -> str:
    """Drops punctuation that belongs to the sentence around the address."""
    return text.rstrip(_TRAILING)


def refang(text: str) -> str:
    """`a[.]b`, `a(.)b`, `a[dot]b` -> `a.b`: people paste links in the way they were taught to."""
    return re.sub(r"(?i)[\[({](?:\.|dot)[\])}]", ".", text)


def host_shown(text: str | None) -> Host | None:
    """The host that a link's shown text claims to lead to, when the text is an address and nothing else."""
    if not text or len(text) > MAX_URL:
        return None
    plain = unicodedata.normalize("NFKC", text).strip().strip("<>[]()「」").strip()
    if not plain or re.search(r"\s", plain) or not (_SCHEME_URL.match(plain) or _BARE.match(plain)):
        return None
    link = next(links_in_text(plain, where="shown", limit=1), None)
    return link.host if link else None
