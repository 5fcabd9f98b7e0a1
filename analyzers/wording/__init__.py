"""Wording: what mails say when they press, ask and promise, by themes whose patterns are data (`data/wording/<language>.toml`).

RE2 looks for all patterns in one pass, in time that grows with the text alone, whatever the text and the patterns are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from analyzers.wording.patterns import UNLESS, fitting, languages
from analyzers.wording.readable import MAX_TEXT, folded, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analyzers.message import Message

__all__ = ["MAX_TEXT", "Words", "first_match", "said", "themes"]

_EXCERPT, _AROUND = 80, 20
_EARLY = 1500  # characters: twice what half of all phishing has in all
_SENTENCE = 160  # characters on either side within which a sentence begins and ends
# Punctuation, and a space beside a Japanese character, which was the end of a line.
_ENDS = re.compile(r"[。、！？!?,;:【】「」『』]|\. | (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ")
_STOPS = re.compile(r"[。！？!?]|\. ")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a mail that fit a theme, with their clause; `at` is their place in the text, None in the subject.

    `end` are the last words of a match that is longer than what is quoted.
    """

    text: str
    at: int | None = None
    end: str = ""

    @property
    def early(self) -> bool:
        """Whether they stand where a reader begins. What a long text says in passing is no reason why it was sent."""
        return self.at is None or self.at < _EARLY


def said(message: Message) -> Mapping[str, Words]:
    """The themes of a mail, each with the words that show it: those of the subject first, else the first of the body."""
    return _said(message.subject or "", message.text)


@lru_cache(maxsize=4)
def _said(subject: str, text: str) -> Mapping[str, Words]:
    title, body = plain(subject), plain(text)
    found = {theme: _words(title, span, None) for theme, span in _spans(title)}
    for theme, span in _spans(body):
        found.setdefault(theme, _words(body, span, span[0]))
    return MappingProxyType(found)


def first_match(theme: str, text: str) -> str | None:
    """The first words of `text` that fit `theme`, with the words around them in the same clause, or None."""
    readable = plain(text)
    span = dict(_spans(readable)).get(theme)
    return _clause(readable, *span) if span else None


def themes() -> frozenset[str]:
    """All themes of all languages."""
    return frozenset(theme for language in languages().values() for theme in language) - {UNLESS}


def _spans(readable: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each theme of a text and the first place where it shows."""
    if not readable:
        return
    text = folded(readable)
    found: dict[str, tuple[int, int]] = {}
    for theme, pattern in fitting(text):
        if theme == UNLESS:
            text = _without(pattern, text)
        elif match := pattern.search(text):
            found[theme] = min(match.span(), found.get(theme, (len(text), 0)))
    yield from found.items()


def _without(warning: Any, text: str) -> str:
    """`text` with blanks in place of each sentence that tells of fraud instead of trying it."""
    kept, done = [], 0
    for match in warning.finditer(text):
        start, end = match.span()
        least = max(done, start - _SENTENCE)
        begins = max((m.end() for m in _STOPS.finditer(text, least, start)), default=least)
        stop = _STOPS.search(text, end, end + _SENTENCE)
        ends = max(done, stop.end() if stop else min(len(text), end + _SENTENCE))
        kept += [text[done:begins], " " * (ends - begins)]
        done = ends
    return "".join((*kept, text[done:]))


def _words(readable: str, span: tuple[int, int], at: int | None) -> Words:
    start, end = span
    return Words(_clause(readable, start, end), at, readable[max(start, end - _EXCERPT) : end])


def _clause(readable: str, start: int, end: int) -> str:
    """The match grown to the ends of its clause, by at most 20 characters on each side and never into a word."""
    before = _ENDS.split(readable[max(0, start - _AROUND) : start])[-1]
    after = _ENDS.split(readable[end : end + _AROUND])[0]
    if start > _AROUND and len(before) == _AROUND:
        before = "…" + (before.partition(" ")[2] if before[0].isascii() else before)
    if len(after) == _AROUND and after[-1].isascii():
        after = after.rpartition(" ")[0]
    return (before + readable[start:end] + after).strip(" 「」\"'")[:_EXCERPT]
