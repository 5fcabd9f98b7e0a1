"""Disguise: a host written so that people, filters or both read something else than the browser does.

`letters`: mathematical, enclosed or mixed-width letters, or another script's full stop. `wide`: full-width letters
throughout, which Japanese writers also type by mistake. `invisible`: characters without a glyph. `percent`: letters that need
none as percent signs. `number`: an IP address in hexadecimal, octal or short notation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from analyzers.links.names import Host

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)}
_TO_WIDE = {plain: wide for wide, plain in _WIDE.items()}
_NEEDLESS = re.compile(r"%(?:2[dDeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])")  # an ASCII letter, digit, hyphen or dot
_PIECES = re.compile(r"[^\n]{1,256}\n?|\n")
_DOTS = str.maketrans("。．｡", "...")


def without_invisible(text: str) -> str:
    """`text` without characters that have no glyph."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def folded(text: str) -> str:
    """`text` in compatibility form (NFKC), in pieces: marks piled on one letter by the thousand take quadratic time."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFKC", piece) for piece in _PIECES.findall(text))


def of_href(written: str, host: Host) -> str | None:
    """How the host part of an address in mark-up, as `written`, hides that it leads to `host`; None when it does not."""
    if _NEEDLESS.search(written):
        return "percent"
    plain = unquote(written).strip()
    if not plain.isascii():
        return _of_letters(plain)
    shown = plain.rstrip(".").lower()
    return "number" if host.is_ip and ":" not in host.name and shown != host.name and "[" not in shown else None


def _of_letters(plain: str) -> str | None:
    visible = without_invisible(plain)
    if visible != plain:
        return "invisible"
    folded = unicodedata.normalize("NFKC", plain).translate(_DOTS)
    honest = "" if folded.isascii() else "。．｡"  # a Japanese name is typed with Japanese dots
    if not any(not char.isascii() and char not in honest and _is_ascii_name(char) for char in plain):
        return None
    return "wide" if plain.translate(_DOTS).translate(_WIDE) == folded and not _mixed(plain) else "letters"


def _is_ascii_name(char: str) -> bool:
    folded = unicodedata.normalize("NFKC", char).translate(_DOTS)
    return folded.isascii() and bool(re.fullmatch(r"[A-Za-z0-9.-]+", folded))


def _mixed(plain: str) -> bool:
    """Whether letters and digits of plain and of full width stand side by side."""
    return any(char.isascii() and char.isalnum() for char in plain)


class Original:
    """A text as it was written, in lower case, to see how the hosts that were found in it after folding stand there."""

    def __init__(self, text: str) -> None:
        self._text = text.translate(_DOTS)

    def disguise(self, host: str) -> str | None:
        """How `host` (lower case) is written; None when it stands there as it reads.

        An invisible character beside a dot is how honest writers keep mail programs from making links of names.
        """
        wide = host.translate(_TO_WIDE).replace("．", ".")
        if host in self._text:
            return None
        if wide in self._text:
            return "wide"
        if host in self._unhidden:
            return None
        return "invisible" if host in self._visible else "letters"

    @cached_property
    def _unhidden(self) -> str:
        return re.sub(rf"(?<=[./／])[{INVISIBLE}]+|[{INVISIBLE}]+(?=[.:/])", "", self._text)

    @cached_property
    def _visible(self) -> str:
        return _UNSEEN.sub("", self._text)
