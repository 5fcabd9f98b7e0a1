"""Addresses inside code: what a script opens, and what a `data:` or `javascript:` address carries in itself."""

from __future__ import annotations

import base64
import binascii
import re
from html import unescape
from urllib.parse import unquote, unquote_to_bytes

MAX_CODE, MAX_FOUND = 200_000, 50
_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]{1,30}):")
_SPOKEN = frozenset({"mailto", "tel", "sms", "callto", "sip", "cid", "mid", "about", "file"})
_CARRIED = re.compile(r"(?i)h(?:tt|xx)ps?:[/\\]{1,3}[^\s\"'`<>\\()\x00-\x1f]{1,2000}")
_OPENED = re.compile(
    r"(?i)(?:\blocation(?:\.href)?\s{0,9}=|\blocation\.(?:assign|replace)\s{0,9}\(|(?:\bfetch|\.post|\bopen)\s{0,9}\("
    r"(?:\s{0,9}[\"'](?:get|post|put)[\"']\s{0,9},)?|\.(?:action|src|href)\s{0,9}=|\burl\s{0,9}:)\s{0,9}[\"'`]([^\"'`\s]{1,2000})"
)


def opened_by(code: str) -> tuple[str, ...]:
    r"""The addresses that a script opens or posts to, as it writes them, fifty at most.

    >>> opened_by("window.location.href = 'https:\\/\\/evil.example/'")
    ('https://evil.example/',)
    """
    found = _OPENED.finditer(code[:MAX_CODE])
    return tuple(dict.fromkeys(_unslashed(each[1]) for each, _ in zip(found, range(MAX_FOUND), strict=False)))


def carried_by(href: str) -> tuple[str, ...]:
    """The web addresses that stand inside an address of another kind: `data:` pages, scripts, `ms-word:ofe|u|https://…`."""
    scheme = _SCHEME.match(href)
    if not scheme or scheme[1].lower() in _SPOKEN:
        return ()
    content = _content(href[scheme.end() :], data=scheme[1].lower() == "data")
    found = (each[0].rstrip(".,;").removesuffix(";end") for each in _CARRIED.finditer(_unslashed(content[:MAX_CODE])))
    return tuple(dict.fromkeys(each for each, _ in zip(found, range(MAX_FOUND), strict=False)))


def _content(body: str, *, data: bool) -> str:
    head, comma, rest = body.partition(",")
    if data and comma and head.lower().endswith(";base64"):
        raw = unquote_to_bytes(rest.replace(" ", ""))[: MAX_CODE * 2]
        try:
            return unescape(base64.b64decode(raw + b"=" * (-len(raw) % 4)).decode("utf-8", "replace"))
        except (binascii.Error, ValueError):
            return ""
    return unescape(unquote(body))


def _unslashed(code: str) -> str:
    return code.replace("\\/", "/") if "\\" in code else code
