"""Defang: an address written so that it can be read but not clicked (`hxxps://quercus[.]org/valid`)."""

from __future__ import annotations

import re

_URL = re.compile(r"(?i)(\b[a-z][a-z0-9+.-]{1,20}:/{1,3}[^\s<>\"'「」『』、。（）]+)")
_SCHEME = re.compile(r"(?i)\b(javascript|data|vbscript|file|mailto|tel):(?=\S)")
_NAME = re.compile(r"(?i)(?<![\w\[-])((?:[\w-]{1,63}\.){1,20})([a-z][a-z0-9-]{1,62})(?![\w-])(?!\.\w)")


def defang(text: str) -> str:
    """`text` with every scheme broken and the last dot of every name in brackets; addresses in numbers stay readable."""
    return "".join(defang_url(piece) if index % 2 else _names(piece) for index, piece in enumerate(_URL.split(text)))


def _names(text: str) -> str:
    broken = _SCHEME.sub(lambda m: f"{m[1]}[:]", text)
    return _NAME.sub(lambda m: f"{m[1][:-1]}[.]{m[2]}", broken)


def defang_url(href: str) -> str:
    """A whole address: scheme and host are broken, the path stays as it is."""
    shape = re.match(r"(?is)^(\s*[a-z][a-z0-9+.-]*)(:/{1,3})([^/?#\s]*)(.*)$", href)
    if not shape:
        return _names(href)
    scheme = re.sub(r"(?i)tt(?=ps?$)", "xx", shape[1])
    host, dot, last = shape[3].rpartition(".")
    return f"{scheme}{shape[2]}{f'{host}[.]{last}' if dot else shape[3]}{shape[4]}"
