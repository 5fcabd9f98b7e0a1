"""Defang: an address written so that it can be read but not clicked (`hxxps://quercus[.]org/valid`)."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"(?i)\b(h)tt(ps?)(?=:)|\b(ftps?|javascript|data|vbscript|file|mailto)(?=:\S)")
_NAME = re.compile(r"(?i)(?<![\w\[-])((?:[\w-]{1,63}\.){1,20})([a-z][a-z0-9-]{1,62})(?![\w-])(?!\.\w)")


def defang(text: str) -> str:
    """`text` with every scheme broken and the last dot of every name in brackets; addresses in numbers stay readable."""
    broken = _SCHEME.sub(lambda m: f"{'H' if m[1] == 'H' else 'h'}xx{m[2]}" if m[1] else f"{m[3]}[:]", text)
    broken = re.sub(r"(?i)\[:\]:", "[:]", broken)
    return _NAME.sub(lambda m: f"{m[1][:-1]}[.]{m[2]}", broken)


def defang_url(href: str) -> str:
    """A whole address for a field of its own: the scheme and the host are broken, whatever the host looks like."""
    shape = re.match(r"(?is)^(\s*[a-z][a-z0-9+.-]*)(:/{0,3})([^/?#]*)(.*)$", href)
    if not shape:
        return defang(href)
    scheme = re.sub(r"(?i)tt(?=ps?$)", "xx", shape[1])
    host, dot, last = shape[3].rpartition(".")
    return f"{scheme}{shape[2]}{f'{host}[.]{last}' if dot else shape[3]}{shape[4]}"
