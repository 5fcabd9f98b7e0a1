"""Kits: addresses of the shapes that programs for unwanted mass mail give to their links.

Such a program writes into each link who got which campaign, in a way of its own that mailing services for companies do not use.
The same shapes come back at ever new hosts.
"""

from __future__ import annotations

import base64
import binascii
import re

MAX_LOOKED_AT = 2_000  # characters of an address
_SHAPES = (
    # /cl/5120_md/3077/18204/1166/245/51930, at times behind a #
    re.compile(r"[/#][a-z]{1,4}/\d{1,7}_[a-z]{2}/\d{1,7}(?:/\d{1,8}){2,}"),
    # /4WrGMD31706HKvB845qpldnwsuhe1290BNRTWM: a digit, letters and numbers of fixed lengths by turns
    re.compile(r"[/#?]\d[A-Za-z]{5}\d{2,7}[A-Za-z]{4,5}\d{1,4}[A-Za-z]{2,4}"),
    # /rd/c40266KPrMz18350427YGHd30811tbC52914qwJk2207
    re.compile(r"/[a-z]{2}/[a-z]\d{3,6}[A-Za-z]{4,5}\d{5,10}[A-Za-z]{4,5}\d{3,7}[A-Za-z]{2,5}"),
    # /kwtbd.php?32=a17e9052c48fb31d6_71b4.23e0947
    re.compile(r"/[a-z0-9]{4,6}\.php\?\d{1,3}=[0-9a-z]{12,40}_[0-9a-z]{2,8}\."),
    # ?a=4120&oc=13377&c=40218&m=3&s1=: a network that pays for each visitor
    re.compile(r"\?a=\d{1,6}&(?:oc=\d{1,7}&)?c=\d{1,7}&(?:m=|p=|s1=)"),
    # /index.php?search=3&d20417&qtwen=318-204
    re.compile(r"\?search=\d{1,3}&d\d{4,7}&[a-z]{3,7}=\d{2,5}-\d{2,5}"),
    # /lnk.php?id= and hexadecimal digits
    re.compile(r"/(?:lnk|rem|opn)\.php\?id=(?:[0-9A-Fa-f]{2}){10,}"),
    # /fwd/P2s9NzEmYWI9MDAyJmNkPTMm==/ and the reader's address
    re.compile(r"/(?:fwd|unsub|open)/[A-Za-z0-9+_-]{20,400}={0,2}/"),
    # /wK5bnqT9RDFsgyEXmP3dkuL/cWtB7A2j8p6VS4Yiezo: drawn letters between all slashes
    re.compile(
        r"\A/(?=[A-Za-z]{0,60}\d)(?=[a-z0-9]{0,60}[A-Z])(?=[A-Z0-9]{0,60}[a-z])[A-Za-z0-9]{16,60}/[A-Za-z0-9]{1,60}/?[A-Za-z0-9]{12}"
    ),
    # #cl$QWertYBKD72J41x$d=10537_pd$
    re.compile(r"#(?:cl|un|op)\$[A-Za-z0-9]{6,30}\$d=\d{2,7}_"),
)
_CODE = re.compile(r"/([A-Za-z0-9+_-]{48,2000})={0,2}(?=[/?#]|\Z)")
_TWICE = re.compile(rb"[A-Za-z0-9+/_-]{30,}={0,2}")


def has_kit_shape(rest: str) -> bool:
    """Whether `rest`, an address from its path on, has such a shape, or holds a code that was coded twice (base64).

    >>> [has_kit_shape(each) for each in ("/cl/5120_md/3077/18204/1166/245", "/ls/click?upn=u001.tRq8MdZw2LbVxKc5pNy7", "/a/b")]
    [True, False, False]
    """
    cut = rest[:MAX_LOOKED_AT]
    return len(cut) > 16 and (any(shape.search(cut) for shape in _SHAPES) or _is_coded_twice(cut))


def _is_coded_twice(rest: str) -> bool:
    """Whether a part of the path is base64 of what is base64 again, which no honest service needs."""
    found = _CODE.search(rest)
    if not found:
        return False
    written = found[1].rstrip("_")  # which stands for the "=" at the end
    code = written[: len(written) // 4 * 4].replace("-", "+").replace("_", "/")
    try:
        return _TWICE.fullmatch(base64.b64decode(code, validate=True)) is not None
    except (binascii.Error, ValueError):
        return False
