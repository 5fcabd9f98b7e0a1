"""Words of a sender's name: the part of an organisation that it claims to be (`data/sender_words.toml`)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from analyzers.brands import normalise

Claim = Literal["role", "institution", "desk"]
_MAX_NAME = 300  # characters
_SHORTEST = 4  # letters of a word that may tie a name to a domain
_MONEY = re.compile(r"[$€£¥￥]\s?\d|\d\s?(?:[$€£¥￥]|円|万円|%|EUR\b|USD\b|BTC\b)|#\w{0,6}\d{3,}")
_WORD = re.compile(r"[^\W\d_]{2,40}")
_COMPANY = re.compile(
    r"(?i)(?<!\w)(?:inc|ltd|llc|gmbh|ag|s\.?a\.?|s\.?r\.?l\.?|b\.?v\.?|plc|corp|co\.,? ltd|pty|ltda|eireli|k\.k)\.?(?!\w)|株式会社|有限会社|公司"
)


def plain(text: str | None) -> str:
    """A name as a reader hears it: compatibility forms folded, marks and invisible characters gone, lower case."""
    folded = normalise((text or "")[:_MAX_NAME])
    if not folded.isascii():
        apart = unicodedata.normalize("NFKD", folded)
        folded = unicodedata.normalize(
            "NFKC", "".join(c for c in apart if unicodedata.category(c) != "Mn" or c in "\u3099\u309a")
        )
    return " ".join(folded.casefold().split())


def claims(kind: Claim, name: str | None) -> str | None:
    """The word of `name` that claims `kind`."""
    text = plain(name)
    found = _pattern(kind).search(text) if text else None
    return found[0] if found else None


def sounds_official(name: str | None) -> bool:
    """Whether a name is one of an organisation, or an offer, and of no person."""
    return claims("role", name) is not None or bool(_MONEY.search(name or "") or _COMPANY.search(name or ""))


def is_office(address: str | None) -> bool:
    """Whether what stands before the @ is the name of an office, as machines and departments have it ("no-reply")."""
    local = re.sub(r"[^a-z]", "", (address or "").partition("@")[0].lower())
    return local in _offices()


def is_daemon(address: str | None) -> bool:
    """Whether the address is that from which servers tell that a mail could not be delivered."""
    return re.sub(r"[^a-z]", "", (address or "").partition("@")[0].lower()) in {"mailerdaemon", "postmaster"}


def own_words(name: str | None) -> tuple[str, ...]:
    """The words of a name that could tie it to a domain: Latin, four letters or more, and no word of a role."""
    words = (word for word in _WORD.findall(plain(name)) if len(word) >= _SHORTEST and word.isascii())
    return tuple(dict.fromkeys(word for word in words if word not in _latin("role") and word not in _fillers()))


def is_only_role(name: str | None) -> bool:
    """Whether a name holds words of roles and fillers, and nothing that names anybody."""
    rest = _pattern("role").sub(" ", _readers().sub(" ", plain(name)))
    return not re.search(r"[^\W_a-z]", re.sub(r"[\W\d_]", "", rest)) and all(
        word in _fillers() or len(word) < _SHORTEST - 1 for word in re.findall(r"[a-z]+", rest)
    )


def initials(name: str | None) -> str:
    """The first letters of a name's Latin words."""
    return "".join(word[0] for word in re.findall(r"[a-z]+", plain(name)))


@lru_cache(maxsize=8)
def _pattern(kind: Claim) -> re.Pattern[str]:
    latin = "|".join(re.escape(word) for word in sorted(_latin(kind), key=len, reverse=True))
    cjk = "|".join(re.escape(plain(word)) for word in _data()[kind]["cjk"])
    return re.compile(rf"(?<![a-z0-9])(?:{latin})(?![a-z0-9])|{cjk}")


@lru_cache(maxsize=1)
def _readers() -> re.Pattern[str]:
    """What companies call their customers, and those who look after them."""
    return re.compile("|".join(re.escape(word) for word in _data()["readers"]))


@lru_cache(maxsize=8)
def _latin(kind: Claim) -> frozenset[str]:
    return frozenset(plain(word) for word in _data()[kind]["latin"])


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(_data()["fillers"])


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(_data()["offices"])


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files("analyzers").joinpath("data/sender_words.toml").read_text(encoding="utf-8"))
