"""Authentication-Results (RFC 8601, section 2.2), read as servers really write it.

Real fields leave out the authserv-id (Microsoft), put a version behind it or a method, forget semicolons, open comments that
they never close, encode the whole field (RFC 2047), and repeat the id in the middle. What can be read is read; the rest is left out; nothing is raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from analyzers.reading.fields import decode_words

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_RESULTS: Final = 50
_MAX_FIELD: Final = 8_000
# A word may hold quotations; an unclosed one runs to the end, so that every character is looked at once.
_TOKEN: Final = re.compile(r'([();])|((?:"(?:[^"\\]|\\.?)*(?:"|$)|[^\s";()])+)', re.DOTALL)
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.?)*)(?:"|$)', re.DOTALL)
_METHODS: Final = frozenset(
    {"arc", "auth", "compauth", "dkim", "dkim-adsp", "dkim-atps", "dmarc", "domainkeys", "iprev", "sender-id", "spf"}
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One result: `method` (`dkim`), `result` (`pass`), the `comment` behind it, and its properties (`header.d`)."""

    method: str
    result: str
    comment: str = ""
    properties: dict[str, str] = field(default_factory=dict)

    def domain(self, *names: str) -> str | None:
        """The domain in the first of the properties `names` that is there: of an address, what follows the `@`."""
        written = next((self.properties[name] for name in names if name in self.properties), "")
        return written.strip("<>").rpartition("@")[2].rstrip(".").lower() or None


@dataclass(frozen=True, slots=True)
class Claim:
    """A whole field: who wrote it (None: it does not say) and its results."""

    authserv_id: str | None
    results: tuple[Claimed, ...]


def read_claim(value: str) -> Claim:
    """The unfolded `value` of one field.

    >>> read_claim("mx.example; dkim=pass (2048-bit key) header.d=example.com").results[0].domain("header.d")
    'example.com'
    """
    authserv_id: str | None = None
    results: list[Claimed] = []
    for number, (words, comment) in enumerate(_segments(decode_words(value[:_MAX_FIELD]))):
        pairs = _pairs(words)
        if number == 0 and pairs and pairs[0][1] is None:
            authserv_id = pairs[0][0].partition("/")[0].rstrip(".") or None
        results += _results(pairs, comment)
    return Claim(authserv_id, tuple(results[:MAX_RESULTS]))


def _segments(text: str) -> Iterator[tuple[list[str], str]]:
    """The words between semicolons, and what the comments among them say."""
    words: list[str] = []
    comment: list[str] = []
    depth = 0
    for token in _TOKEN.finditer(text):
        mark, word = token.groups()
        if mark in {"(", ")"}:
            depth = depth + 1 if mark == "(" else max(0, depth - 1)
        elif depth:
            comment.append(token[0])
        elif mark:
            yield words, " ".join(comment)
            words, comment = [], []
        else:
            words.append(_QUOTED.sub(lambda found: re.sub(r"\\(.)", r"\1", found[1]), word))
    yield words, " ".join(comment)


def _pairs(words: list[str]) -> list[tuple[str, str | None]]:
    """Keys in lower case with their values; None for a word that has none. White space may stand around the sign."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if before and (word.startswith("=") or (before.endswith("=") and before.count("=") == 1 and "=" not in word)):
            joined[-1] += word
        else:
            joined.append(word)
    split = (word.partition("=") for word in joined)
    return [(key.lower(), value if sign else None) for key, sign, value in split if key]


def _results(pairs: list[tuple[str, str | None]], comment: str) -> Iterator[Claimed]:
    """`method=result`, then properties; another method begins another result."""
    starts = [at for at, (key, value) in enumerate(pairs) if value and key.partition("/")[0] in _METHODS]
    for start, end in pairwise([*starts, len(pairs)]):
        method, result = pairs[start]
        properties = {key: value for key, value in pairs[start + 1 : end] if value is not None}
        yield Claimed(method.partition("/")[0], (result or "").lower(), comment[:200], properties)
