"""Defang: an address written so that it can be read but not clicked (`hxxps://quercus[.]org/valid`)."""

from __future__ import annotations

import re

_WEB = re.compile(r"(?i)(h)ttp(s?)(?=\s*:)")
_SLASHES = re.compile(r"(?i)(hxxps?|\[)?:(?=[/\\]{2})")
_SCHEME = re.compile(r"(?i)(javascript|data|vbscript|file|mailto|tel|sip|ms-[a-z]{2,20}):(?=\S)")
_URL = re.compile(r"(?i)(hxxps?:[/\\]{1,3}|\[:\][/\\]{2,3})([^\s/?#\\<>()|\"']*)([^\s<>\"'「」『』、。（）]*)")
# A full-width dot, or the full stop of Japanese prose, is a dot of a name only between letters that prose does not use.
_NARROW = r"[A-Za-z0-9_\uff10-\uff19\uff21-\uff3a\uff41-\uff5a-]+"
_NAME = re.compile(rf"(?<![\w-])(?:{_NARROW}(?:[.\uff0e\u3002\uff61]{_NARROW})+(?![\w-])|[\w-]+(?:\.[\w-]+)+)")
_OPEN_DOT = re.compile(r"(?<!\[)[.\uff0e\u3002\uff61](?!\])")
_DOT = re.compile(r"[.\uff0e\u3002\uff61]")


def defang(text: str) -> str:
    """`text` with every scheme broken and the last dot of every name in brackets; addresses in numbers stay readable.

    >>> defang("see http://login.example.com/a.html or example.org")
    'see hxxp://login.example[.]com/a.html or example[.]org'
    >>> defang("defanged twice: example[.]org。次の文")
    'defanged twice: example[.]org。次の文'
    """
    broken = _without_schemes(text.replace("[.]", "."))
    out: list[str] = []
    last = 0
    for found in _URL.finditer(broken):
        out += [_names(broken[last : found.start()]), found[1], _host(found[2]), found[3]]
        last = found.end()
    return "".join([*out, _names(broken[last:])])


def defang_url(href: str) -> str:
    """A whole address: scheme and host are broken, the path stays as it is."""
    shape = re.match(r"(?is)^(\s*[a-z][a-z0-9+.-]*:[/\\]{1,3})([^/?#\\]*)(.*)$", href)
    if not shape:
        return defang(href)
    return _without_schemes(shape[1]) + _host(_without_schemes(shape[2])) + _without_schemes(shape[3])


def _without_schemes(text: str) -> str:
    broken = _WEB.sub(r"\1xxp\2", text)
    broken = _SLASHES.sub(lambda m: m[0] if m[1] else "[:]", broken)
    return _SCHEME.sub(r"\1[:]", broken)


def _host(host: str) -> str:
    """The last dot goes into brackets, also that of an address in numbers: here it would be a link."""
    dots = list(_OPEN_DOT.finditer(host))
    if not dots:
        return host
    return f"{host[: dots[-1].start()]}[.]{host[dots[-1].end() :]}"


def _names(text: str) -> str:
    return _NAME.sub(lambda m: _name(m[0]), text)


def _name(written: str) -> str:
    """Brackets around the last dot before a label that could be a top-level domain, and around those behind it."""
    labels = _DOT.split(written)
    last = max((at for at, label in enumerate(labels) if at and label[:1].isalpha()), default=0)
    if not last:
        return written
    return "[.]".join([".".join(labels[:last]), *labels[last:]])
