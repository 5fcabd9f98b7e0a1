"""What a Subject was before a receiving server put its stamp on it.

Servers stamp in several ways: as plain text before the field, as an encoded word of its own, inside the first encoded word, or by
writing the whole subject anew (RFC 2047). A signature tells which guess is the original, so a wrong guess does no harm.
"""

from __future__ import annotations

import base64
import quopri
import re
from email.header import Header
from typing import TYPE_CHECKING, Final

from analyzers.reading.fields import decode_words, unfold

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_GUESSES: Final = 60
_MAX_SUBJECT: Final = 4000  # characters
_MAX_STAMPS: Final = 3
_STAMP: Final = re.compile(
    r"""(?ix) ( \s* (?: (?: re | fwd? | aw | 転送 ) \s* : \s* )* )
    (?: \[ [^\]\r\n]{1,60} \] | 【 [^】\r\n]{1,60} 】 | ＜ [^＞\r\n]{1,60} ＞ | < [^>\r\n]{1,60} > | \{ [^}\r\n]{1,60} \}
      | \*{2,9} [^*\r\n]{1,40} \*{2,9} | _{2,9} [^_\r\n]{1,40} _{2,9} | (?: spam | bulk | junk | 迷惑メール? ) \s* [:：] )
    \s* """
)
_WORD: Final = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]{0,200})\?=")
_WIDTHS: Final = ((75, 75), (66, 75), (67, 75), (65, 74))  # of the first and of any other word, in characters
_CHARSETS: Final = ("UTF-8", "utf-8", "ISO-2022-JP", "iso-2022-jp")
_BEFORE: Final = frozenset({b"x-original-subject", b"x-spam-prev-subject", b"old-subject"})


def former_subjects(raw: bytes, others: tuple[tuple[bytes, bytes], ...] = ()) -> tuple[bytes, ...]:
    """Guesses of the raw value before the stamps, likeliest first, at most 60, each with its folds and the last CRLF.

    `raw` is the value as it stands; `others` are the mail's fields, among which some filters keep the former subject.
    """
    text = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
    guesses = dict.fromkeys(value for name, value in others if name.lower() in _BEFORE)
    if len(text) <= _MAX_SUBJECT:
        for guess in _guesses(text):
            if guess != text and len(guesses) < MAX_GUESSES:
                guesses[(guess + "\r\n").encode("utf-8", "surrogateescape")] = None
    return tuple(guesses)


def _guesses(text: str) -> Iterator[str]:
    yield from _unstamped(text)
    yield from _without_word(text)
    yield from _shorter_word(text)
    for words in _unstamped(decode_words(unfold(text))):
        yield from _written_anew(words.strip())


def _unstamped(text: str) -> Iterator[str]:
    """`text` without its first stamp, without its first two, and so on; what stood before the stamp stays."""
    for _ in range(_MAX_STAMPS):
        found = _STAMP.match(text)
        if not found:
            return
        text = found[1] + text[found.end() :]
        yield text


def _without_word(text: str) -> Iterator[str]:
    """The first encoded words left out as long as they hold nothing but stamps."""
    lead, rest = _lead(text)
    for _ in range(_MAX_STAMPS):
        word = _WORD.match(rest)
        if not word or not _only_stamps(decode_words(word[0])):
            return
        rest = rest[word.end() :].lstrip()
        yield lead + rest


def _only_stamps(text: str) -> bool:
    return any(not left.strip() for left in _unstamped(text))


def _shorter_word(text: str) -> Iterator[str]:
    """The stamp taken out of the first encoded word, in the charset and coding of that word."""
    lead, rest = _lead(text)
    word = _WORD.match(rest)
    if not word:
        return
    charset, coding, written = word.groups()
    for left in _unstamped(decode_words(word[0])):
        if left and (shorter := _coded(left, charset, coding, written)):
            yield f"{lead}=?{charset}?{coding}?{shorter}?={rest[word.end() :]}"


def _coded(text: str, charset: str, coding: str, written: str) -> str | None:
    """`text` in the given charset and coding; in Q the end of what was `written`, since everybody escapes other marks."""
    try:
        data = text.encode(charset.partition("*")[0])
    except (LookupError, UnicodeError):
        return None
    if coding in "bB":
        return base64.b64encode(data).decode()
    ends = (written[at:] for at in range(len(written)))
    return next((end for end in ends if quopri.decodestring(end.replace("_", " ").encode()) == data), None)


def _written_anew(text: str) -> Iterator[str]:
    """`text` as mail programs write a subject: as it is, as one word, or in words that fit into lines."""
    if text.isascii():
        yield " " + text
        return
    yield " " + text
    for charset in _CHARSETS:
        if whole := _word(text, charset):
            yield " " + whole
            for first, most in _WIDTHS:
                yield " " + "\r\n ".join(_words(text, charset, first, most))
    for charset in ("utf-8", "iso-2022-jp"):
        try:
            yield " " + Header(text, charset, header_name="Subject").encode(linesep="\r\n")
        except (LookupError, UnicodeError):
            continue


def _words(text: str, charset: str, first: int, most: int) -> list[str]:
    """`text` as encoded words of at most `most` characters, the first of at most `first`."""
    words: list[str] = []
    line = ""
    for mark in text:
        longer = _word(line + mark, charset) or ""
        if line and len(longer) > (most if words else first):
            words.append(_word(line, charset) or "")
            line = mark
        else:
            line += mark
    return [*words, _word(line, charset) or ""]


def _word(text: str, charset: str) -> str | None:
    try:
        return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="
    except UnicodeError:
        return None


def _lead(text: str) -> tuple[str, str]:
    rest = text.lstrip()
    return text[: len(text) - len(rest)], rest
