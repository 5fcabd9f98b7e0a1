"""Labels of host names: other scripts as they are asked for in the DNS (A-labels), and back as people read them (U-labels)."""

from __future__ import annotations

import idna

_MAX_LETTERS = (
    59  # "xn--" and at least one more letter for each: a longer label has no A-label (RFC 1035, section 2.3.4)
)
_JOINERS = "\u200c\u200d"


def mapped(name: str) -> str | None:
    """`name` as browsers map it (UTS #46, non-transitional): lower case, plain letters and dots; None when one is not allowed."""
    if name.isascii():
        return name.lower()
    try:
        return idna.uts46_remap(name, std3_rules=False, transitional=False)
    except (idna.IDNAError, ValueError):
        return None


def a_label(label: str) -> str | None:
    """One mapped label in ASCII, None when there is no such form."""
    if label.isascii():
        return label
    if len(label) > _MAX_LETTERS:
        return None
    try:
        return "xn--" + label.encode("punycode").decode("ascii")
    except UnicodeError:
        return None


def to_ascii(name: str) -> str | None:
    """The whole of a name in A-labels, not yet checked for what stands in no host name.

    >>> to_ascii("例え。JP")
    'xn--r8jz45g.jp'
    """
    plain = mapped(name)
    labels = [a_label(label) for label in plain.split(".")] if plain is not None else [None]
    known = [label for label in labels if label is not None]
    return ".".join(known) if len(known) == len(labels) else None


def to_unicode(name: str) -> str | None:
    """A name in A-labels as people read it; None when nothing would change, or when it cannot be read.

    >>> to_unicode("xn--r8jz45g.jp")
    '例え.jp'
    """
    if "xn--" not in name:
        return None
    try:
        labels = [_u_label(label) for label in name.split(".")]
    except UnicodeError:
        return None
    shown = ".".join(labels)
    return shown if to_ascii(shown) == name else None


def _u_label(label: str) -> str:
    return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label


def without_idle_joiners(name: str) -> str:
    """`name` without the joiners that shape no letter: browsers refuse them (RFC 5892, appendix A.1), mail programs drop them."""
    if not any(joiner in name for joiner in _JOINERS):
        return name
    return "".join(char for at, char in enumerate(name) if char not in _JOINERS or _shapes(name, at))


def _shapes(name: str, at: int) -> bool:
    try:
        return idna.valid_contextj(name, at)
    except ValueError:
        return False
