"""Pasted: the source of a mail as people copy it, put right: quoted, indented, double spaced, with a note above it.

A mail program's window and a chat change what they show. Only what all lines share is taken away; a note is kept apart.
"""

from __future__ import annotations

import re

from analyzers.reading.recognise import KNOWN, ROUTE, known_fields

MAX_NOTE, MAX_LINES = 60, 400  # lines of a note above the source; lines by which the shape of the paste is told
_QUOTE = re.compile(r"(?m)^[ \t]{0,4}[>＞|][ \t]?")
_FENCE = re.compile(r"\A\s{0,20}(?:```|~~~)[a-z]{0,10}[ \t]{0,9}\r?\n?|\r?\n?(?:```|~~~)\s{0,20}\Z")
# What a mail program shows of a forwarded mail, in letters that no header field has: "差出人: A", "件名：B".
_SHOWN = re.compile(r"[ \t]{0,8}[^\x00-\x7f：]{1,12}[ \t]?[:：][ \t]{0,8}\S")
_FIELD = re.compile(r"([!-9;-~]{1,80}):(?:[ \t]|$)")


def repaired(text: str) -> str:
    """`text` as the source of a mail, when it is one in some disguise; else as it was."""
    plain = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    plain = _FENCE.sub("", plain.replace("\u00a0", " ").strip("\n\0"))
    best = plain
    for candidate in (_unquoted(plain), _dedented(plain), _dedented(_unquoted(plain))):
        best = max(best, candidate, key=_worth)
    best = max(best, _single_spaced(best), key=_worth)
    return best if _worth(best) > _worth(text) else text


def _worth(text: str) -> int:
    """How many header fields of a mail stand at the top."""
    return len(known_fields(text[:20_000].lstrip("\r\n\t \0").encode("utf-8", "replace")))


def _unquoted(text: str) -> str:
    """Without a quote mark in front of every line, several deep."""
    for _ in range(4):
        lines = [line for line in text.split("\n")[:MAX_LINES] if line.strip()]
        if not lines or sum(_QUOTE.match(line) is not None for line in lines) < 0.9 * len(lines):
            break
        text = _QUOTE.sub("", text)
    return text


def _dedented(text: str) -> str:
    """Without the white space that begins all lines; the first may have lost it when it was copied."""
    lines = [line for line in text.split("\n")[1:MAX_LINES] if line.strip()]
    indent = min((len(line) - len(line.lstrip(" \t　")) for line in lines), default=0)
    return (
        re.sub(rf"(?m)^[ \t　]{{1,{min(indent, 200)}}}", "", text).lstrip(" \t　") if indent else text.lstrip(" \t　")
    )


def _single_spaced(text: str) -> str:
    """Without the empty line that stands behind every line."""
    lines = text.split("\n")
    sample = lines[1:MAX_LINES:2]
    if len(sample) < 3 or sum(not line.strip() for line in sample[:40]) < len(sample[:40]):
        return text
    return "\n".join(lines[::2])


def split_note(text: str) -> tuple[str, str]:
    """What somebody wrote above the source of a mail, and the source, which begins at a field of the route; else "" and `text`.

    Fields right below one that a mail program shows in another language are shown by it, too ("差出人:", then "Date:").
    """
    lines = text.split("\n")
    shown = False
    for at, line in enumerate(lines[:MAX_NOTE] if _worth(text) < 2 else ()):
        field = _FIELD.match(line)
        name = field[1].lower().encode() if field else b""
        shown = _SHOWN.match(line) is not None or (shown and field is not None)
        if name in ROUTE or (name in KNOWN and at and not shown):
            rest = "\n".join(lines[at:])
            if _worth(rest) >= 3:
                return "\n".join(lines[:at]), rest
    return "", text
