"""Does a Japanese mail bear marks of a computer that is set up for another country?

A clock of China, a Chinese or Korean character set, or characters of which Japanese computers have no such form. Chinese and Taiwanese
partners write honest mail like that; so the clock and the character set count only where a Japanese sender is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile("[\u4e00-\u9fff]")
_CHARSET = re.compile(
    rb"(?i)charset\s?=\s?\"?(gb2312|gbk|gb18030|big5|euc-kr|ks_c_5601-1987|hz-gb-2312)\b|=\?(gb2312|gbk|gb18030|big5|euc-kr)\?[bq]\?"
)
_ONLY_CHINESE = "您"  # of no Japanese word, although the larger Japanese set knows it
_CLOCK = re.compile(r"\+0800\b")
_LEAST_KANA, _MOST_SHARE, _MAX_TEXT, _MAX_SOURCE = 20, 0.15, 20_000, 300_000


@dataclass(frozen=True, kw_only=True)
class ChineseInJapanese(Finding):
    """Among Japanese text stand `characters` that only Chinese has."""

    characters: str


@dataclass(frozen=True, kw_only=True)
class CharsetElsewhere(Finding):
    """Japanese text in the character set `charset`, in the name of a Japanese sender."""

    charset: str


@dataclass(frozen=True, kw_only=True)
class ClockElsewhere(Finding):
    """The clock of the sending computer is that of `zone`, and the sender is Japanese by name."""

    zone: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding of each kind."""
    text = f"{dossier.message.subject or ''}\n{dossier.message.text}"[:_MAX_TEXT]
    kana = len(_KANA.findall(text))
    if kana < _LEAST_KANA:
        return
    foreign = "".join(dict.fromkeys(c for c in _HAN.findall(text) if _is_chinese_only(c)))
    share = sum(text.count(c) for c in foreign) / kana
    if foreign and share <= _MOST_SHARE and not any(c in (dossier.message.sender.name or "") for c in foreign):
        yield ChineseInJapanese(characters=foreign[:10], evidence=(Evidence("body", "text"),))
    if not _is_japanese(dossier):
        return
    found = _CHARSET.search((dossier.message.source or b"")[:_MAX_SOURCE])
    if found:
        charset = (found[1] or found[2]).decode("ascii").lower()
        yield CharsetElsewhere(charset=charset, evidence=(Evidence("header", "Content-Type"),))
    if _CLOCK.search((dossier.message.headers.first("date") or "")[:100]):
        yield ClockElsewhere(zone="+0800", evidence=(Evidence("header", "Date"),))


def _is_japanese(dossier: Dossier) -> bool:
    """Whether the mail says that it comes from a Japanese house."""
    brand, domain = dossier.claimed_brand, author(dossier).domain or ""
    return domain.endswith(".jp") or bool(brand and any(d.endswith(".jp") for d in brand.domains))


def _is_chinese_only(character: str) -> bool:
    """Whether the character is common in simplified Chinese and has no place in the Japanese sets."""
    if character in _ONLY_CHINESE:
        return True
    return _has(character, "gb2312") and not _has(character, "euc_jis_2004") and not _has(character, "cp932")


def _has(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
