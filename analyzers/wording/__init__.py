"""Wording: what mails say when they press, ask and promise, by themes whose patterns are data (`data/wording/<language>.toml`).

RE2 looks for all patterns in one pass, in time that grows with the text alone, whatever the text and the patterns are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from analyzers.reading.answers import own_words, unquoted
from analyzers.wording.patterns import ABOUT_FRAUD, UNLESS, fitting, languages
from analyzers.wording.readable import MAX_TEXT, folded, plain
from analyzers.wording.told import without, without_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from analyzers.message import Message

__all__ = ["MAX_TEXT", "Words", "every", "first_match", "pressed_and_asked", "said", "themes"]

_EXCERPT, _AROUND = 80, 20
_EARLY = 1500  # characters: twice what half of all phishing has in all
_LEAST_OWN = 4  # characters: "本日中に" before what is asked
# Punctuation, and a space beside a Japanese character, which was the end of a line.
_ENDS = re.compile(r"[\n。、！？!?,;:【】「」『』]|\. | (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ")


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


@dataclass(frozen=True, slots=True)
class _Read:
    """The readable `title` and `body`, and where in each a theme shows: one place for every pattern that fits, in their order."""

    title: str
    body: str
    in_title: dict[str, list[tuple[int, int]]]
    in_body: dict[str, list[tuple[int, int]]]

    def places(self, themes: Iterable[str]) -> Iterator[tuple[bool, int, int]]:
        """Whether in the title, from where, and to where."""
        for theme in themes:
            yield from ((True, *span) for span in self.in_title.get(theme, ()))
            yield from ((False, *span) for span in self.in_body.get(theme, ()))

    def words(self, place: tuple[bool, int, int]) -> Words:
        """What stands there."""
        titled, start, end = place
        text = self.title if titled else self.body
        last = " ".join(text[max(start, end - _EXCERPT) : end].split())
        return Words(_clause(text, start, end), None if titled else start, last)


def said(message: Message) -> Mapping[str, Words]:
    """The themes of a mail, each with the words that show it: those of the subject first, else the first of the body."""
    return _said(message.subject or "", own_words(message))


def every(message: Message, theme: str) -> tuple[Words, ...]:
    """What shows `theme`, once for each pattern that fits."""
    read = _read(message.subject or "", own_words(message))
    return tuple(read.words(place) for place in read.places((theme,)))


def pressed_and_asked(message: Message, presses: Iterable[str], asks: Iterable[str]) -> tuple[Words, Words] | None:
    """Words of one of the themes `presses`, and others of one of the themes `asks`: one phrase cannot be both."""
    read = _read(message.subject or "", own_words(message))
    asking = list(read.places(asks))
    pairs = ((one, other) for one in read.places(presses) for other in asking if _own(one, other) >= _LEAST_OWN)
    pair = next(pairs, None)
    return (read.words(pair[0]), read.words(pair[1])) if pair else None


def _own(one: tuple[bool, int, int], other: tuple[bool, int, int]) -> int:
    """How many characters of `one` stand outside of `other`."""
    shared = min(one[2], other[2]) - max(one[1], other[1]) if one[0] == other[0] else 0
    return one[2] - one[1] - max(0, shared)


@lru_cache(maxsize=4)
def _said(subject: str, text: str) -> Mapping[str, Words]:
    read = _read(subject, text)
    return MappingProxyType({t: read.words(next(read.places((t,)))) for t in {**read.in_title, **read.in_body}})


@lru_cache(maxsize=4)
def _read(subject: str, text: str) -> _Read:
    title, body = plain(subject), plain(text)
    return _Read(title, body, _spans(title), _spans(body))


def first_match(theme: str, text: str) -> str | None:
    """The first words of `text` that fit `theme`, with the words around them in the same clause, or None."""
    readable = plain(unquoted(text))
    spans = _spans(readable).get(theme)
    return _clause(readable, *spans[0]) if spans else None


def themes() -> frozenset[str]:
    """All themes of all languages."""
    return frozenset(theme for language in languages().values() for theme in language) - {UNLESS, ABOUT_FRAUD}


def _spans(readable: str) -> dict[str, list[tuple[int, int]]]:
    """Each theme of a text and the first places where its patterns fit, in the order of the text."""
    found: dict[str, list[tuple[int, int]]] = {}
    if not readable:
        return found
    text = folded(readable)
    written = text.encode()  # once: RE2 reads bytes
    for theme, pattern in fitting(text, written):
        if theme == UNLESS:
            text = without(pattern, text)
            written = text.encode()
        elif theme == ABOUT_FRAUD:
            text = without_quotes(text)
            written = text.encode()
        elif match := pattern.search(written):
            found.setdefault(theme, []).append(_place(written, *match.span()))
    return {theme: sorted(spans) for theme, spans in found.items()}


def _place(written: bytes, start: int, end: int) -> tuple[int, int]:
    """Places in UTF-8 as places in the text."""
    before = start if written.isascii() else len(written[:start].decode())
    return before, before + len(written[start:end].decode())


def _clause(readable: str, start: int, end: int) -> str:
    """The match grown to the ends of its clause, by at most 20 characters on each side and never into a word."""
    before = _ENDS.split(readable[max(0, start - _AROUND) : start])[-1]
    after = _ENDS.split(readable[end : end + _AROUND])[0]
    if start > _AROUND and len(before) == _AROUND:
        before = "…" + (before.partition(" ")[2] if before[0].isascii() else before)
    if len(after) == _AROUND and after[-1].isascii():
        after = after.rpartition(" ")[0]
    return " ".join((before + readable[start:end] + after).split()).strip(" 「」\"'")[:_EXCERPT]
