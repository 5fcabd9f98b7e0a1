"""The shape of a web address: its parts as a browser tells them apart, before anything is made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

MAX_URL = 8192  # characters; what stands behind is cut
WEB = frozenset({"http", "https", "hhttp", "hhttps", "ttp", "ttps"})  # the last four as people lose or double a letter
# White space and controls around an address (WHATWG URL), and what only looks like white space.
_AROUND = "".join(map(chr, range(33))) + "\u00a0\u200b\u2060\u3000\ufeff"
_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]*):")
_SHAPE = re.compile(
    r"(?is)([a-z][a-z0-9+.-]*):[/\\]*(?:([^/?#\\]*)@)?+(\[[^\]/]*\]|[^/?#\\:]*+)(?::\d*+)?(?=[/?#\\]|\Z)([/\\][^?#]*)?(?:\?([^#]*))?"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """An address in parts, as written. `rest` is all that follows the host and port; `path` has its slashes forward."""

    scheme: str
    userinfo: str | None
    host: str
    path: str
    query: str
    rest: str


def split(href: str) -> Shape | None:
    """The parts of a web address; None for any other kind. A backslash is a slash, and any number of them stands before the host."""
    found = _SHAPE.match(href)
    if not found or found[1].lower() not in WEB:
        return None
    start = min(at for at in (found.start(4), found.start(5) - 1, found.end()) if at >= 0)
    path = (found[4] or "/").replace("\\", "/")
    return Shape(found[1].lower(), found[2], found[3], path, found[5] or "", href[start:])


def cleaned(href: str, base: str | None = None) -> str:
    """`href` as a browser takes it from mark-up: without white space around it and line ends or tabs within, joined to `base`."""
    plain = _bare(href)
    root = _bare(base) if base else ""
    if root.startswith(("//", "\\\\", "/\\", "\\/")):
        root = "https:" + root
    shape = split(root) if root else None
    if shape is None:
        return "https:" + plain if re.match(r"[/\\]{2}", plain) else plain
    scheme = _SCHEME.match(plain)
    if scheme and (scheme[1].lower() != shape.scheme or re.match(r"//", plain[scheme.end() :])):
        return plain
    return _joined(shape, plain[scheme.end() :] if scheme else plain)


def _joined(base: Shape, href: str) -> str:
    """A relative address, in which backslashes are slashes as far as its path goes."""
    path = re.match(r"[^?#]*", href)
    end = path.end() if path else 0
    user = f"{base.userinfo}@" if base.userinfo else ""
    port = re.match(r":\d+", base.rest)
    root = f"{base.scheme}://{user}{base.host}{port[0] if port else ''}{base.path}"
    try:
        return urljoin(root, href[:end].replace("\\", "/") + href[end:])
    except ValueError:
        return href


def _bare(href: str) -> str:
    return href.replace("\t", "").replace("\n", "").replace("\r", "").strip(_AROUND)[:MAX_URL]
