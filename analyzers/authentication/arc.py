"""ARC (RFC 8617): the chain of seals that forwarders put on a mail, each saying what it saw.

A chain that holds proves who handled the mail, not that any of them is to be trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analyzers.authentication.hashing import Seen, body_fits
from analyzers.authentication.keys import KeyGone, read_key
from analyzers.authentication.raw import RawMail
from analyzers.authentication.signature import read_message_signature, read_seal, tags
from analyzers.facts import ArcFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analyzers.authentication.raw import Field
    from analyzers.authentication.signature import Signature

MAX_SETS: Final = 10
_RESULTS, _MESSAGE, _SEAL = b"arc-authentication-results", b"arc-message-signature", b"arc-seal"
_INSTANCE: Final = re.compile(rb"\s{0,20}i\s{0,20}=\s{0,20}(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Chain:
    """The seals, oldest first, and the newest signature over the mail; both empty when the sets do not make a chain."""

    sets: tuple[dict[bytes, Field], ...]
    seals: tuple[Signature, ...] = ()
    message: Signature | None = None

    @property
    def key_names(self) -> tuple[str, ...]:
        """Where the keys stand."""
        return tuple(each.key_name for each in (*self.seals, *((self.message,) if self.message else ())))

    @property
    def sealers(self) -> tuple[str, ...]:
        """Who sealed, the newest first."""
        return tuple(seal.domain for seal in reversed(self.seals))


def read_chain(raw: RawMail) -> Chain | None:
    """The chain on a mail, None when there is none."""
    found: dict[int, dict[bytes, Field]] = {}
    for one in raw.fields:
        name = one[0].lower()
        if name not in {_RESULTS, _MESSAGE, _SEAL}:
            continue
        number = _instance(one)
        if number is None or name in found.get(number, {}):
            return Chain(())
        found.setdefault(number, {})[name] = one
    if not found:
        return None
    sets = tuple(found.get(number, {}) for number in range(1, min(len(found), MAX_SETS) + 1))
    if len(found) > MAX_SETS or any(len(each) < 3 for each in sets):
        return Chain(())
    return _signed(sets)


def _instance(one: Field) -> int | None:
    try:
        text = b"i=" + tags(one[1]).get(b"i", b"") if one[0].lower() != _RESULTS else one[1]
    except ValueError:
        return None
    number = _INSTANCE.match(text)
    return int(number[1]) if number else None


def _signed(sets: tuple[dict[bytes, Field], ...]) -> Chain:
    """RFC 8617, section 5.1.1: a seal signs all sets up to its own, in their order."""
    try:
        seals = [_seal(each[_SEAL], number) for number, each in enumerate(sets, 1)]
        message = read_message_signature(sets[-1][_MESSAGE])
    except ValueError:
        return Chain(())
    return Chain(sets, tuple(seals), message)


def _seal(one: Field, number: int) -> Signature:
    if tags(one[1]).get(b"cv", b"").lower() != (b"none" if number == 1 else b"pass"):
        raise ValueError("a chain that was broken before")
    return read_seal(one, (_RESULTS, _MESSAGE, _SEAL) * (number - 1) + (_RESULTS, _MESSAGE))


def verify_chain(
    chain: Chain | None, raw: RawMail | None, texts: Mapping[str, tuple[str, ...] | None]
) -> ArcFacts | None:
    """What comes of the chain, given the TXT records of its keys; None when one of them is not known."""
    if chain is None or raw is None:
        return ArcFacts("none")
    if chain.message is None:
        return ArcFacts("fail")
    if any(texts.get(name) is None for name in chain.key_names):
        return None
    good = body_fits(raw, chain.message) and _fits(chain.message, raw, texts)
    for number, seal in enumerate(chain.seals, 1):
        older = [each[name] for each in reversed(chain.sets[: number - 1]) for name in (_RESULTS, _MESSAGE, _SEAL)]
        own = [chain.sets[number - 1][name] for name in (_RESULTS, _MESSAGE)]
        good = good and _fits(seal, RawMail((*own, *older), b""), texts)
    return ArcFacts("pass" if good else "fail", chain.sealers)


def _fits(signature: Signature, mail: RawMail, texts: Mapping[str, tuple[str, ...] | None]) -> bool:
    try:
        key = read_key(texts.get(signature.key_name) or ())
    except (KeyGone, ValueError):
        return False
    return key.kind == signature.kind and Seen(signature, key, mail).fits()
