"""A guess at the language of a text: by script, and by the small words of those written in Latin letters. For tables, not for judging."""

from __future__ import annotations

import re

MAX_TEXT = 6_000
LANGUAGES = ("ja", "zh", "ko", "en", "pt", "de", "fr", "es", "it", "nl", "other")
_SMALL = {
    "en": "the and of to you your is for this that with have from are not be will",
    "pt": "de que não você para com uma seu sua os as dos das em por está mais ou ao foi",
    "de": "der die das und ist nicht sie ihr ihre mit für auf ein eine zu den von wir wird haben",
    "fr": "le les et est vous votre pour dans une des que sur nous pas avec du ce cette être",
    "es": "el los las que para con una su por usted en del este está más como sus cuenta ha",
    "it": "il di che per non un una del della con sono è le gli suo sua alla questo nel si",
    "nl": "de het een en van uw is niet voor met op dat zijn te wij naar deze worden om bij",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_LEAST = 3  # small words, below which nothing is guessed


def language_of(text: str) -> str:
    """One of `LANGUAGES`.

    >>> language_of("Your parcel is waiting for you at the post office")
    'en'
    """
    seen = text[:MAX_TEXT]
    kana = len(re.findall(r"[\u3041-\u30fe]", seen))
    han = len(re.findall(r"[\u4e00-\u9fff]", seen))
    hangul = len(re.findall(r"[\uac00-\ud7af]", seen))
    latin = len(re.findall(r"[A-Za-zÀ-ÿ]", seen))
    if max(kana + han, hangul) * 8 > latin and kana + han + hangul > 3:
        if hangul > kana + han:
            return "ko"
        return "ja" if kana * 20 > han else "zh"
    words = re.findall(r"[a-zß-ÿ]+", seen.lower())
    counts = {language: sum(word in small for word in words) for language, small in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _LEAST else "other"
