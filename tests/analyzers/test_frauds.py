"""Frauds as attackers write them, each with the least level that it must reach from the mail alone.

What each file is stands in `tests/mails/frauds/index.toml`. A mail at `insufficient` would be at `no-sign` as soon as all
lookups answer and know nothing, so neither will do. The verdicts of receivers in some of the mails count as they would in life:
those of our own servers are believed, forged ones are there to be seen through.
"""

from __future__ import annotations

import asyncio
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analyzers import Level, OurSide, examine, read

if TYPE_CHECKING:
    from analyzers.report import Report

FOLDER = Path(__file__).parent.parent / "mails" / "frauds"
INDEX = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))
OURS = OurSide(domains=("midori-kogyo.co.jp",), servers=("mx1.midori-kogyo.co.jp",))
ORDER = (Level.INSUFFICIENT, Level.NO_SIGN, Level.CAUTION, Level.WARNING, Level.DANGER)
FIELDS = {"what", "language", "kind", "person_sees", "least"}
MOST_BYTES = 15 * 1024


@lru_cache(maxsize=len(INDEX))
def judged(name: str) -> Report:
    """The report without lookups: a mail as the file of it, a text as somebody pasted it."""
    data = (FOLDER / name).read_bytes()
    message = read(data.decode() if name.endswith(".txt") else data)
    return asyncio.run(examine(message, side=OURS))


@pytest.mark.parametrize("name", INDEX)
def test_the_least_level(name):
    """A fraud reaches the level that a careful colleague would ask for."""
    found = judged(name)

    told = [row.finding.code for row in found.findings]
    assert ORDER.index(found.level) >= ORDER.index(Level(INDEX[name]["least"])), (found.level, found.score.total, told)


@pytest.mark.parametrize("name", INDEX)
def test_never_without_a_sign(name):
    """When every lookup answers and knows nothing, the mail alone still raises a doubt."""
    assert ORDER.index(judged(name).level) >= ORDER.index(Level.CAUTION)


def test_the_index():
    """Every file is described, small, and asked for a level; most are Japanese, and many kinds and tongues are there."""
    assert set(INDEX) == {path.name for path in FOLDER.iterdir()} - {"index.toml"}
    assert all(set(row) == FIELDS and row["least"] in {"caution", "warning"} for row in INDEX.values())
    assert all((FOLDER / name).stat().st_size <= MOST_BYTES for name in INDEX)
    languages = Counter(row["language"] for row in INDEX.values())
    assert languages["ja"] * 2 > len(INDEX) >= 84
    assert set(languages) == {"ja", "en", "pt", "de", "fr", "es", "it", "nl", "zh", "ko"}
