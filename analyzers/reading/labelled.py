"""Labelled: links as a chat keeps them when formatted text is pasted: `<https://real.example/|what the reader saw>`."""

from __future__ import annotations

import re

MAX_LABELLED = 300
_LABELLED = re.compile(r"<(https?://[^<>|\s]{1,4000})\|([^<>|]{1,500})>")


def labelled_links(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`text` as its reader saw it, with the labels alone, and each (address, label) in it, the first 300."""
    if "|" not in text:
        return text, ()
    found = tuple((_plain(match[1]), _plain(match[2])) for match in _LABELLED.finditer(text))[:MAX_LABELLED]
    return (_LABELLED.sub(lambda match: _plain(match[2]), text), found) if found else (text, ())


def _plain(escaped: str) -> str:
    return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
