"""Guessing: which charset bytes are most likely in, by how often its characters begin with each byte in running text.

For every candidate the sample is read as its characters would be, and each costs what it is rare (natural logarithms). The label
counts for a candidate, so that a short text is what it says it is, and a long one is not called what it cannot be.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

SAMPLE = 1_200  # bytes: a few hundred characters tell charsets apart
LABELLED, DEFAULT, META = (
    14.0,
    6.0,
    9.0,
)  # what a label is worth, one that mailers write unasked, and what the HTML's own is
_ASCII, _INVALID, _RARE = -3.5, -10.0, -12.0
_UNEXPLAINED = -6.2  # a byte: what is as unlikely in every charset is no text, and is read as UTF-8 with its faults
_FIRST_HALF_KANA, _NEXT_HALF_KANA = -8.5, -4.2
# High bytes, each with the one ASCII byte behind it that may be its second half.
_SEGMENT = re.compile(rb"(?:[\x80-\xff]+[\x30-\x7e]?)+")
# An accented letter within a word, and one that stands alone: other scripts are seldom so. Accents hardly ever come in threes.
_MIXED = re.compile(rb"[a-z][\x80-\xff][a-z]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_ROW = re.compile(rb"[\x80-\xff]{3,}")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_ONE_BYTE = re.compile(r"iso8859|cp\d|koi8|mac|ptcp|kz1048|tis-620|hp-roman8")
_APART, _NEAR = 5.0, 10_000


@dataclass(frozen=True)
class _Pairs:
    """A charset of two bytes a character: `leads` are the shares of its characters by first byte, `trails` the second bytes."""

    codec: str
    prior: float
    leads: tuple[tuple[int, int, float], ...]
    trails: bytes
    costs: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        costs = [_INVALID * 2] * 256
        for first, last, share in self.leads:
            for lead in range(first, last + 1):
                costs[lead] = math.log(share / (last - first + 1) / len(self.trails))
        object.__setattr__(self, "costs", tuple(costs))

    def cost(self, sample: bytes) -> float:
        total, at, kana, end = self.prior, 0, False, len(sample)
        while at < end:
            byte = sample[at]
            second = sample[at + 1] if at + 1 < end else -1
            if byte < 0x80:
                total += _ASCII
                kana = False
            elif self._is_half_kana(byte, second):
                total += _NEXT_HALF_KANA if kana else _FIRST_HALF_KANA
                kana = True
                at += self.codec == "euc_jp"
            elif second >= 0 and second in self.trails:
                total += self.costs[byte]
                kana = False
                at += 1
            else:
                total += _INVALID
            at += 1
        return total

    def _is_half_kana(self, byte: int, second: int) -> bool:
        if self.codec == "cp932":
            return 0xA1 <= byte <= 0xDF
        return self.codec == "euc_jp" and byte == 0x8E and 0xA1 <= second <= 0xDF


@dataclass(frozen=True)
class _Letters:
    """A charset of one byte a character, for one language: `common` are its frequent letters, in running text."""

    codec: str
    prior: float
    common: str
    latin: bool = False
    costs: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        common = {byte for byte in self.common.encode(self.codec, "ignore") if byte > 0x7F}
        costs = [_ASCII] * 128 + [_RARE] * 128
        for byte in range(0x80, 0x100):
            char = bytes((byte,)).decode(self.codec, "replace")
            if byte in common:
                costs[byte] = math.log(0.85 / len(common))
            elif char.isalpha() or unicodedata.combining(char):
                costs[byte] = math.log(0.14 / 64)
            elif char == "\ufffd":
                costs[byte] = 2 * _INVALID
            elif char >= "\xa0":
                costs[byte] = -5.0 if self.latin and char in _SYMBOLS else -9.0
        object.__setattr__(self, "costs", tuple(costs))

    def cost(self, sample: bytes) -> float:
        return self.prior + sum(map(self.costs.__getitem__, sample))


_SYMBOLS = "\xa0©®£·°½±«»§€¢…¡¿´•™"
_HIGH = bytes(range(0xA1, 0xFF))
_ACCENTED = "éèàùâêîôûçäöüßñáíóúãõåæøìòąćęłńśźżčďěňřšťůžőűışğăîșțđýþðÄÖÜÉÇÃ’“”–"
# Shares of GB 2312's own rows are doubled: only half of the second bytes of GBK occur in them.
# The trade is Japanese mail, so what could be either is Japanese.
_PAIRS = (
    _Pairs("cp932", 3.0, ((0x81, 0x81, 0.13), (0x82, 0x82, 0.37), (0x83, 0x83, 0.17), (0x88, 0x97, 0.29), (0x98, 0x9F, 0.02),
                          (0xE0, 0xEA, 0.01), (0x84, 0x87, 0.005), (0xED, 0xEE, 0.002), (0xFA, 0xFC, 0.003)),
           bytes(range(0x40, 0x7F)) + bytes(range(0x80, 0xFD))),
    _Pairs("euc_jp", 6.0, ((0xA4, 0xA4, 0.37), (0xA5, 0xA5, 0.16), (0xA1, 0xA1, 0.1), (0xA3, 0xA3, 0.03), (0xB0, 0xCF, 0.3),
                           (0xD0, 0xF4, 0.02), (0xA2, 0xA2, 0.01), (0xA6, 0xAD, 0.005), (0x8F, 0x8F, 0.001), (0xF5, 0xFE, 0.002)), _HIGH),
    _Pairs("gb18030", 0.0, ((0xA1, 0xA3, 0.23), (0xB0, 0xC8, 0.9), (0xC9, 0xD7, 0.74), (0xD8, 0xF7, 0.06), (0xA4, 0xA9, 0.002),
                            (0x81, 0xA0, 0.004), (0xAA, 0xAF, 0.001), (0xF8, 0xFE, 0.001)),
           bytes(range(0x40, 0x7F)) + bytes(range(0x80, 0xFF))),
    # Japanese as fraud from abroad writes it: kana and "ー" stand in GBK, too, and kanji as far as Chinese has them.
    _Pairs("gb18030", -4.0, ((0xA4, 0xA4, 0.7), (0xA5, 0xA5, 0.3), (0xA1, 0xA3, 0.25), (0xB0, 0xD7, 0.49), (0xA9, 0xA9, 0.03),
                             (0x81, 0xA0, 0.04), (0xD8, 0xF7, 0.03), (0xAA, 0xAF, 0.002), (0xA6, 0xA8, 0.002), (0xF8, 0xFE, 0.001)),
           bytes(range(0x40, 0x7F)) + bytes(range(0x80, 0xFF))),
    _Pairs("big5hkscs", 0.0, ((0xA1, 0xA3, 0.12), (0xA4, 0xC6, 0.82), (0xC9, 0xF9, 0.05), (0xC7, 0xC8, 0.001), (0x87, 0xA0, 0.002),
                              (0xFA, 0xFE, 0.002)),
           bytes(range(0x40, 0x7F)) + _HIGH),
    _Pairs("cp949", 0.0, ((0xB0, 0xC8, 0.93), (0xA1, 0xA3, 0.05), (0xCA, 0xFD, 0.01), (0x81, 0xA0, 0.002), (0xA4, 0xAF, 0.003)), _HIGH),
)  # fmt: skip
_LETTERS = (
    _Letters("cp1252", 2.0, _ACCENTED, latin=True),
    _Letters("cp1251", -12.0, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОЕАИНТСРВП"),
    _Letters("koi8-r", -12.0, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОЕАИНТСРВП"),
    _Letters("cp1253", -12.0, "αοιετσνηυρπκμλςωάίέόγήύδχθφβξΑΟΕΤΠΚ"),
    _Letters("cp1255", -12.0, "יוהלאמתרבשנםעדחקטפכגסןצזךץף"),
    _Letters("cp1256", -12.0, "اليمنتورعبدهةسكفقحجشصطخذثءأىضإزغئظ"),
    _Letters("cp874", -12.0, "านรอกเงมยลวดทสตะปบคหแจพชขใไโผซณญศษธถภฐ่้็์ิีึืุูัๆำ"),
)


def guess(data: bytes, labelled: str = "", meta: str = "") -> str:
    """The codec of 8-bit `data` that is no UTF-8. `labelled` and `meta` are codecs that the mail and its HTML name, or ""."""
    sample = _sample(data)
    near = data[:_NEAR]
    mixed, alone = len(_MIXED.findall(near)), len(_ALONE.findall(near)) - 0.3 * len(_HIGH_BYTE.findall(near))
    rows = sum(map(len, _ROW.findall(near))) * _APART / 2
    best, most = "", -math.inf
    for model in _candidates(labelled, meta):
        cost = model.cost(sample) + _worth(model.codec, labelled, meta)
        if isinstance(model, _Pairs):
            cost -= _APART * mixed
        else:
            cost -= rows if model.latin else _APART * max(0.0, alone)
        if cost > most:
            best, most = model.codec, cost
    return best if best in {labelled, meta} or most > _UNEXPLAINED * len(sample) else "utf-8"


def _worth(codec: str, labelled: str, meta: str) -> float:
    if codec == labelled:
        return DEFAULT if codec == "cp1252" else LABELLED
    return META if codec == meta else 0.0


def _sample(data: bytes) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for found in _SEGMENT.finditer(data):
        pieces.append(found[0][:SAMPLE])
        size += len(pieces[-1])
        if size > SAMPLE:
            break
    return b" ".join(pieces)


@lru_cache(maxsize=64)
def _candidates(labelled: str, meta: str) -> tuple[_Pairs | _Letters, ...]:
    """The usual ones, and those that are named: a European charset without letters of its own here is judged by its accents."""
    known: tuple[_Pairs | _Letters, ...] = (*_PAIRS, *_LETTERS)
    names = {model.codec for model in known}
    extra = [_named(name) for name in dict.fromkeys((labelled, meta)) if name and name not in names]
    return (*(made for made in extra if made), *known)


def _named(codec: str) -> _Letters | None:
    """A charset of one byte a character that a label names, with the letters that its script has."""
    try:
        if not _ONE_BYTE.match(codecs.lookup(codec).name):
            return None
    except (LookupError, ValueError):
        return None
    script = next((model.common for model in _LETTERS[1:] if _fits(model.common, codec)), _ACCENTED)
    return _Letters(codec, 0.0, script, latin=script == _ACCENTED)


def _fits(letters: str, codec: str) -> bool:
    return len(letters.encode(codec, "ignore")) > len(letters) * 0.8
