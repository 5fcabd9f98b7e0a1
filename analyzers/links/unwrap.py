"""Unwrap: the address inside those that mail filters and redirectors put around it, without asking anybody."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING
from urllib.parse import unquote

from analyzers.links.names import Host, is_domain, parse_host
from analyzers.links.rewriters import rewriters_of
from analyzers.links.shape import MAX_URL, cleaned, split

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyzers.links.rewriters import Rewriter
    from analyzers.links.shape import Shape

MAX_DEPTH = 5
_RUNS = {char: length for length, char in enumerate(ascii_uppercase + ascii_lowercase + digits + "-_", start=2)}
_STARS = re.compile(r"\*\*([A-Za-z0-9_-])|\*")
_IN_PATH = re.compile(r"(?i)https?(?::|%3a|%253a)")
_HALF_ENCODED = re.compile(r"(?i)https?:%2f")
_JSON_URL = re.compile(r"(?i)\"url\":\"(https?:[^\"\\]{1,4000})")
_NAME = re.compile(r"(?i)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=[:/?#]|\Z)")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The innermost address that could be read, and through whom it went, outermost first.

    `opaque`: the last of them keeps the address to itself; `claimed` is the host that its link names all the same.
    """

    href: str
    rewriters: tuple[str, ...] = ()
    opaque: bool = False
    claimed: Host | None = None


def unwrap(href: str) -> Unwrapped:
    """What stands inside `href`, which is itself when nobody rewrote it; at most five times."""
    chain: list[str] = []
    while len(chain) < MAX_DEPTH:
        shape = split(href)
        host = parse_host(shape.host) if shape else None
        if not shape or not host or host.is_ip:
            break
        row, inner, claimed = _once(host, shape)
        if not row:
            break
        chain.append(row.id)
        if inner is None:
            return Unwrapped(href, tuple(chain), opaque=True, claimed=claimed)
        href = inner
    return Unwrapped(href, tuple(chain))


def _once(host: Host, shape: Shape) -> tuple[Rewriter | None, str | None, Host | None]:
    """Who rewrote the address, and what is in it: an address, or no more than a host."""
    for row in rewriters_of(host.name, shape):
        if row.form == "kept":
            named = _parameter(shape.query, row.parameters)
            return row, None, parse_host(named) if named and is_domain(named) else None
        inner = _FORMS[row.form](row, host, shape)
        if inner:
            return row, inner, None
    return None, None, None


def _parameter(query: str, names: tuple[str, ...]) -> str | None:
    return next((unquote(value) for value in _values(query, names)), None)


def _values(query: str, names: tuple[str, ...]) -> list[str]:
    """The values of the named parameters as written, in the order of `names`; `&amp;` is read as the `&` that it was."""
    pairs = [pair.partition("=") for pair in query.replace("&amp;", "&").split("&")[:200]]
    return [value for name in names for key, _, value in pairs if key.lower() == name]


def _query(row: Rewriter, _: Host, shape: Shape) -> str | None:
    return next((url for value in _values(shape.query, row.parameters) if (url := _as_url(value))), None)


def _tail(row: Rewriter, host: Host, shape: Shape) -> str | None:
    names = "|".join(row.parameters)
    open_end = re.search(rf"(?i)[?&;](?:{names})=(https?:[/\\].*)", shape.rest, re.DOTALL)
    return _web(open_end[1]) if open_end else _query(row, host, shape)


def _path(_: Rewriter, __: Host, shape: Shape) -> str | None:
    """The address runs to the end when it is written plainly, and to the next slash when it is encoded."""
    found = _IN_PATH.search(shape.rest)
    if not found:
        return None
    written = shape.rest[found.start() :].partition("___.")[0]
    plain = ":" in found[0] and not _HALF_ENCODED.match(written)
    return _web(written) if plain else _as_url(re.split(r"[/?&]", written, maxsplit=1)[0])


def _bare(row: Rewriter, _: Host, shape: Shape) -> str | None:
    """The path behind its beginning, up to the next slash, is the encoded address without its scheme."""
    begun = row.path.match(shape.path)
    return _as_url(unquote(shape.path[begun.end() :].partition("/")[0])) if begun else None


def _json(row: Rewriter, _: Host, shape: Shape) -> str | None:
    """Base64 of JSON in which `url` is the address, its slashes escaped."""
    for value in _values(shape.query, row.parameters):
        found = _JSON_URL.search(_base64(unquote(value).replace("_", "/")).replace("\\", ""))
        if found:
            return _web(found[1])
    return None


def _dashes(row: Rewriter, _: Host, shape: Shape) -> str | None:
    value = next(iter(_values(shape.query, row.parameters)), None)
    return _as_url(value.translate(str.maketrans("-_", "%/"))) if value else None


def _stars(_: Rewriter, __: Host, shape: Shape) -> str | None:
    begin = shape.rest.find("__")
    end = shape.rest.rfind("__;")
    if begin < 0 or end <= begin:
        return None
    written = shape.rest[begin + 2 : end]
    spare = _base64(shape.rest[end + 3 :].partition("!")[0])
    at = 0

    def restored(star: re.Match[str]) -> str:
        nonlocal at
        length = _RUNS[star[1]] if star[1] else 1
        at += length
        return spare[at - length : at] or star[0]

    return _web(re.sub(r"(?i)\A(https?):/(?=[^/])", r"\1://", _STARS.sub(restored, written)))


def _amp(_: Rewriter, __: Host, shape: Shape) -> str | None:
    rest = shape.rest.replace("\\", "/").partition("/amp/")[2]
    secure = rest.startswith("s/")
    return _as_url(f"http{'s' if secure else ''}://{unquote(rest[2:] if secure else rest)}")


def _host(__: Rewriter, host: Host, shape: Shape) -> str | None:
    """Google Translate: `_x_tr_hp` is what was taken from the front of the label, `_x_tr_enc` how it was marked."""
    label, _, rest = host.name.partition(".")
    if rest.count(".") != 1:
        return None
    label = (_parameter(shape.query, ("_x_tr_hp",)) or "") + label
    for mark in (_parameter(shape.query, ("_x_tr_enc",)) or "").split(",")[:4]:
        label = label.removeprefix(f"{mark}-") if mark in {"0", "1"} else label
    name = label.replace("--", "\n").replace("-", ".").replace("\n", "-")
    scheme = "http" if _parameter(shape.query, ("_x_tr_sch",)) == "http" else "https"
    kept = "&".join(pair for pair in shape.query.split("&")[:200] if not pair.lower().startswith("_x_tr_"))
    return _web(f"{scheme}://{name}{shape.path}{'?' + kept if kept else ''}") if is_domain(name) else None


def _as_url(value: str) -> str | None:
    """The address that a parameter holds: encoded up to three times, in base64, or without its scheme."""
    text = value[:MAX_URL]
    for _ in range(3):
        if url := _web(text):
            return url
        text = unquote(text)
    named = _NAME.match(text)
    if named and is_domain(named[0]):
        return _web(f"http://{text}")
    return _web(text) or next((url for cut in (0, 2) if (url := _in_base64(unquote(value)[cut:]))), None)


def _web(text: str) -> str | None:
    """`text` as an address to which a browser would go, None when it is none."""
    href = cleaned(text)
    shape = split(href)
    if shape is None or shape.scheme not in {"http", "https"}:
        return None
    return href if parse_host(shape.host) else None


def _in_base64(code: str) -> str | None:
    text = _base64(code)
    return _web(text) or _web(unquote(text))


def _base64(text: str) -> str:
    """Base64 in either alphabet, padded or not; "" when it holds no text."""
    plain = text[:MAX_URL].rstrip("=").replace("+", "-").replace("/", "_")
    try:
        return base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


_FORMS: dict[str, Callable[[Rewriter, Host, Shape], str | None]] = {
    "query": _query,
    "tail": _tail,
    "path": _path,
    "bare": _bare,
    "json": _json,
    "dashes": _dashes,
    "stars": _stars,
    "amp": _amp,
    "host": _host,
}
