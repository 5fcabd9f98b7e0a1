"""Names on their way into the DNS and out of it: what can be asked, and what may be shown.

Both directions are hostile: the names in a mail were written by a stranger, and so were the names in an answer.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final

from analyzers.links.labels import to_ascii

if TYPE_CHECKING:
    from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_MAX_NAME: Final = 253  # RFC 1035, section 2.3.4: 255 octets on the wire
_MAX_INPUT: Final = 1024  # longer text is not even converted: no name has that many characters
_LABEL: Final = re.compile(r"[a-z0-9_-]{1,63}\Z")
_NOT_HOST: Final = re.compile(r"[^a-z0-9_-]")


def a_label(name: str) -> str | None:
    """`name` as it is asked: lower case, A-labels, no trailing dot; None when no such name can exist.

    Other scripts are mapped as browsers do (UTS #46, non-transitional). None for empty and over-long labels, more than
    253 characters, characters that stand in no host name (the underscore may: RFC 8552), and a last label of digits
    only, which makes it an address or a slip (RFC 3696, section 2).

    >>> a_label("WWW.Example.JP.")
    'www.example.jp'
    >>> a_label("日本語。jp")
    'xn--wgv71a119e.jp'
    >>> a_label("a..example") is None
    True
    """
    if len(name) > _MAX_INPUT:
        return None
    text = (to_ascii(name) or "").removesuffix(".")
    labels = text.split(".")
    if len(text) > _MAX_NAME or labels[-1].isdigit() or not all(_LABEL.match(label) for label in labels):
        return None
    return text


def host_text(labels: Iterable[bytes]) -> str:
    r"""The labels of a name in an answer: lower case, no trailing dot; `?` for what stands in no host name.

    A name that holds a `?` is never asked again (see `a_label`).

    >>> host_text([b"Mail\n<b>", b"Example", b"jp", b""])
    'mail??b?.example.jp'
    """
    return ".".join(_NOT_HOST.sub("?", label.decode("latin-1").lower()) for label in labels if label)


def address(text: str) -> Address | None:
    """The IP address that `text` is, an IPv4-mapped one as IPv4; None when it is none, or bound to a link (`%eth0`).

    >>> address("::ffff:203.0.113.5")
    IPv4Address('203.0.113.5')
    """
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address):
        return None if found.scope_id else found.ipv4_mapped or found
    return found
