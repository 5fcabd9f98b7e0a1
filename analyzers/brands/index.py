"""Index: which names a text holds, looked up word by word, in time that grows with the text.

Latin names stand as words of their own. Japanese ones need no gap around them, but a name in katakana is not looked for inside a
longer katakana word: a lion is no AEON, and Oricon no Orico.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from analyzers.brands.model import Brand

_WORD = re.compile(r"[0-9a-z]+")
_LATIN = re.compile("[0-9a-z\u00e0-\u024f]")
_KATAKANA = re.compile("[ァ-ヺー]")
# Katakana words that companies put right behind their names.
_COMPANY_WORDS = re.compile(
    "アカウント|アプリ|イベント|オンライン|カード|カスタマ|ギフト|クラブ|クレジット|グループ|コミュニティ|サービス|サポート|システム|ショッピング|ショップ"
    "|ジャパン|ストア|セキュリティ|センター|チーム|ニュース|ネット|プライム|プレミアム|ペイ|ポイント|マイページ|マガジン|ミュージック|メール|メンバー|モール|モバイル"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A `name` in the form in which it is looked for, the one `written` in the list, and its `brand`."""

    name: str
    written: str
    brand: Brand
    strict: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found at `start` to `end` of the text."""

    entry: Entry
    start: int
    end: int


class Index:
    """The names of some brands, in the form that `shape` gives to names and texts alike."""

    def __init__(self, brands: Iterable[Brand], shape: Callable[[str], str], shortest: int = 1) -> None:
        self.entries: list[Entry] = []
        self._by_word: dict[str, list[tuple[int, Entry]]] = {}
        self._by_character: dict[str, list[Entry]] = {}
        for brand in brands:
            for name in brand.names:
                shaped = shape(name)
                if len(shaped) >= shortest and shaped:
                    self._add(Entry(shaped, name, brand, strict=name in brand.strict, whole=name in brand.whole))
        for found in self._by_word.values():
            found.sort(key=lambda row: -len(row[1].name))
        for rows in self._by_character.values():
            rows.sort(key=lambda entry: -len(entry.name))
        self._characters = (
            re.compile(f"[{''.join(map(re.escape, self._by_character))}]") if self._by_character else None
        )

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)
        if ord(entry.name[0]) < 0x80 and (first := _WORD.search(entry.name)):
            self._by_word.setdefault(first[0], []).append((first.start(), entry))
        else:
            self._by_character.setdefault(entry.name[0], []).append(entry)

    def hits(self, text: str) -> Iterator[Hit]:
        """The names in `text`; of names that begin at one place the longest, and none inside another of the same script."""
        yield from self._latin(text)
        if self._characters and not text.isascii():
            yield from self._japanese(text, self._characters)

    def _latin(self, text: str) -> Iterator[Hit]:
        done = 0
        for word in _WORD.finditer(text):
            rows = self._by_word.get(word[0])
            if not rows or word.start() < done:
                continue
            for offset, entry in rows:
                start = word.start() - offset
                end = start + len(entry.name)
                if start >= 0 and text.startswith(entry.name, start) and _apart(text, start, end):
                    done = end
                    yield Hit(entry, start, end)
                    break

    def _japanese(self, text: str, characters: re.Pattern[str]) -> Iterator[Hit]:
        done = 0
        for found in characters.finditer(text):
            start = found.start()
            if start < done:
                continue
            for entry in self._by_character[found[0]]:
                if text.startswith(entry.name, start) and _apart(text, start, start + len(entry.name)):
                    done = start + len(entry.name)
                    yield Hit(entry, start, done)
                    break


def _apart(text: str, start: int, end: int) -> bool:
    """Whether neither end of the name lies inside a longer word of its script."""
    before, after = text[start - 1 : start], text[end : end + 1]
    for edge, beside, behind in ((text[start], before, False), (text[end - 1], after, True)):
        if _LATIN.match(edge) and _LATIN.match(beside):
            return False
        if _KATAKANA.match(edge) and _KATAKANA.match(beside) and not (behind and _COMPANY_WORDS.match(text, end)):
            return False
    return True
