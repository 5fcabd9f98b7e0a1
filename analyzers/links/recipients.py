"""Recipients in links: mail addresses that stand in a web address, plainly or in a code that everybody reads."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from analyzers.links.names import is_domain

if TYPE_CHECKING:
    from analyzers.links.shape import Shape

MAX_LOOKED_AT, MAX_CODES = 2_000, 8  # characters of an address, and parts of it that may be codes
_ADDRESS = re.compile(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){8,200}(?![0-9A-Fa-f])")
_BASE64 = re.compile(r"[A-Za-z0-9+_-]{12,400}")


def address_in(shape: Shape) -> str | None:
    """How a mail address stands in a link: `fragment`, behind its #, or `coded`, in hexadecimal or base64.

    In a path a plain address is the name of a message or of a person as often as not, and many a newsletter has one in its query.
    """
    path, _, fragment = shape.rest[:MAX_LOOKED_AT].partition("#")
    if "@" in (plain := unquote(fragment)) and _holds_address(plain):
        return "fragment"
    return "coded" if _holds_coded(f"{path} {fragment}") else None


def _holds_address(text: str) -> bool:
    found = _ADDRESS.search(text)
    return found is not None and is_domain(found[1])


def _holds_coded(text: str) -> bool:
    hexes = (bytes.fromhex(found[0]) for found, _ in zip(_HEX.finditer(text), range(MAX_CODES), strict=False))
    codes = (_decoded(found[0]) for found, _ in zip(_BASE64.finditer(text), range(MAX_CODES), strict=False))
    return any(b"@" in raw and _holds_address(raw.decode("latin-1")) for raw in (*hexes, *codes))


def _decoded(code: str) -> bytes:
    plain = code.replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain[: len(plain) // 4 * 4], validate=True)
    except (binascii.Error, ValueError):
        return b""
