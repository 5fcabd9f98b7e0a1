"""Randomness: names that look as if a machine had drawn their letters, and no person chosen them.

A table tells for each pair of letters how much more often it stands in words than in drawn letters. The words are those of
English, German, French, Spanish, Italian, Portuguese, Dutch, Nordic and Polish texts and place names, and of Japanese in Latin
letters. Letters drawn so that they can be spoken ("tilomera") are not told from words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

LIMIT = 5.0  # bits
_SHORTEST, _SHORTEST_MIXED, _LONGEST = 7, 8, 100  # characters; shorter names are acronyms as often as not
_LONGEST_NAMED, _SHORTEST_WORD = 10, 4
_HIDDEN = 8.0  # bits less for a part than for the whole
_CHANGES = 3  # between letters and digits
# Names of techniques and of trades, which stand without a gap beside words and acronyms ("hdfcbank").
_COMMON = (
    "bank|card|cdn|cloud|css|dns|gmbh|host|https?|html|mail|net|pay|pdf|php|plus|shop|smtp|sms|ssl|vpn|web|www|xml"
)
_EDGES = re.compile(rf"\A(?:{_COMMON})(?=[a-z]{{2}})|(?<=[a-z]{{2}})(?:{_COMMON})\Z")
# A row for each first letter, a digit for each second: 5 is a pair as often in words as among drawn letters, 1.25 more for each bit.
_PAIRS = """
    14552252515767240767435043  a
    83208002730721700652710140  b
    71407008606610820526500031  c
    83149231710425720552531041  d
    54564332502657241875243422  e
    70207600840611700635700040  f
    82038045710525700642600030  g
    80227010902232710425500030  h
    64655452215558630566242134  i
    70228110821123920130600010  j
    90027013803313710353720040  k
    72148211702712720054530060  l
    94218100800142760141500050  m
    71577373613204700067420032  n
    34552353415668450765645242  o
    70227214600630760755500030  p
    33113113111113341114911111  q
    82458240703344720456540041  r
    71527117604222650068712031  s
    80218106700322710665502041  t
    55565352535667440776001133  u
    80239010800202620422400000  v
    90118005701215630451201011  w
    72706500703043680247400350  x
    94446332413456750365513002  y
    81308034603114620013800043  z
"""


def looks_random(label: str) -> bool:
    """Whether one label of a host name, or the local part of an address, looks drawn.

    >>> [looks_random(each) for each in ("xqvkdwfbzt", "k3x9fq27ab", "mitsubishi", "hdfcbank", "rechtsschutzversicherung", "smtp")]
    [True, True, False, False, False, False]
    """
    return randomness(label) >= LIMIT


@lru_cache(maxsize=4096)
def randomness(label: str) -> float:
    """How many bits speak for drawn letters, 0 when none do; the worst part between hyphens and dots counts. An A-label (RFC 5890) has none."""
    name = label.lower()[:_LONGEST]
    return 0.0 if name.startswith("xn--") else max(_of_part(part) for part in re.split(r"[-._+]", name))


def _of_part(part: str) -> float:
    if not re.fullmatch(r"[a-z0-9]+", part):
        return 0.0
    runs = re.findall(r"[a-z]+|[0-9]+", part)
    if len(part) >= _SHORTEST_MIXED and len(runs) > _CHANGES:
        return LIMIT + len(runs) - _CHANGES - 1
    return max((_of_letters(run) for run in runs if run.isalpha()), default=0.0)


def _of_letters(letters: str) -> float:
    rest = _EDGES.sub("", letters)
    if len(rest) < _SHORTEST or (len(rest) <= _LONGEST_NAMED and _is_acronym_and_word(rest)):
        return 0.0
    worst = run = 0.0
    for pair in pairwise(rest):  # the part that speaks loudest: drawn letters hide behind a word
        run = max(0.0, run + _table()[pair])
        worst = max(worst, run)
    return max(0.0, max(_bits(rest), worst - _HIDDEN) - 1.5 * max(0, 8 - len(rest)))


def _is_acronym_and_word(letters: str) -> bool:
    """Whether two to four letters stand before a word, as in "smbcgroup"."""
    return any(_bits(letters[cut:]) <= -1.0 for cut in (2, 3, 4) if len(letters) - cut >= _SHORTEST_WORD)


def _bits(letters: str) -> float:
    return sum(_table()[pair] for pair in pairwise(letters))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], float]:
    rows = (row.split() for row in _PAIRS.split("\n") if row)
    return {(first, chr(97 + at)): (5 - int(digit)) / 1.25 for digits, first in rows for at, digit in enumerate(digits)}
