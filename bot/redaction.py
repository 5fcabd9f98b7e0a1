"""Redaction: the addresses of a mail's recipients, taken out of whatever is told or kept about it.

A mail holds them in more places than its To field: in its subject, in the name of its sender, at the end of its links, there also
encoded. Whoever reads an answer in a channel must not learn from it whose mail it was.
"""

from __future__ import annotations

import base64
import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")
MAX_ADDRESSES = 50  # recipients of one mail that are looked for
_AT = r"(\[?@\]?|%40|＠)"


def without(value: T, addresses: Sequence[str]) -> T:
    """`value` (text; lists, mappings and dataclasses of it) with every one of `addresses` redacted: `h***@example.jp`."""
    known = sorted({address for address in addresses if "@" in address}, key=len, reverse=True)[:MAX_ADDRESSES]
    if not known:
        return value
    patterns = [re.compile(pattern, re.IGNORECASE) for address in known for pattern in _written(address)]
    encoded = [code for address in known for code in _encoded(address)]
    changed: T = _walk(value, patterns, encoded)
    return changed


def _written(address: str) -> Iterable[str]:
    """As text, whole or cut off behind the @: the first letter of the name, the @ and the domain are kept."""
    local, _, domain = address.rpartition("@")
    name = f"({_dots(local[:1])}){_dots(local[1:])}" if local else "()"
    yield rf"{name}{_AT}({_dots(domain)})"
    yield rf"{name}{_AT}([\w.\[\]-]{{0,80}}…)"


def _dots(text: str) -> str:
    return re.escape(text).replace(r"\.", r"(?:\[\.\]|\.)")


def _encoded(address: str) -> list[str]:
    """As senders of mass mail hide it in their links."""
    forms = {form for each in {address, address.lower()} for form in (base64.b64encode(each.encode()).decode(),)}
    return [form.rstrip("=") for form in forms]


def _walk(value: Any, patterns: list[re.Pattern[str]], encoded: list[str]) -> Any:
    if isinstance(value, str):
        return _text(value, patterns, encoded)
    if isinstance(value, dict):
        return {key: _walk(each, patterns, encoded) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_walk(each, patterns, encoded) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _walk(getattr(value, f.name), patterns, encoded) for f in fields(value)}
        return replace(value, **changed)
    return value


def _text(text: str, patterns: list[re.Pattern[str]], encoded: list[str]) -> str:
    for code in encoded:
        text = text.replace(code, f"{code[:2]}***")
    if any(sign in text for sign in ("@", "%40", "＠")):
        for pattern in patterns:
            text = pattern.sub(r"\1***\2\3", text)
    return text
