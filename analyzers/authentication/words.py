"""The word of our own side, set beside our own result: taken where we have none, and doubted where the two differ."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, get_args

from analyzers.authentication.dmarc import POLICIES
from analyzers.facts import ArcFacts, AuthResult, DkimFacts, DkimReason, DmarcFacts, SpfFacts

if TYPE_CHECKING:
    from analyzers.authentication.belief import Belief, Word
    from analyzers.authentication.dmarc import Policy

_RESULTS: Final = frozenset(get_args(AuthResult)) - {"policy"}
_OPEN: Final = frozenset({None, "temperror"})
_POLICY: Final = re.compile(r"(?i)\bp=(none|quarantine|reject)\b")
# What servers write behind a failed signature.
_REASONS: Final[tuple[tuple[str, DkimReason], ...]] = (
    ("no key", "key-gone"),
    ("expired", "expired"),
    ("did not verify", "altered"),
    ("mismatch", "altered"),
    ("bad signature", "altered"),
)


def believed_spf(own: SpfFacts | None, belief: Belief) -> SpfFacts | None:
    """Our own result, else what our side found when the mail came in: it knew the envelope, and the records of that day."""
    word = next((word for word in belief.of("spf") if word.claimed.result in _RESULTS), None)
    weak = own is None or own.result in _OPEN or (own.result == "none" and word is not None and word.above)
    if word is None or not weak:
        return own
    return SpfFacts(_result(word), word.claimed.domain("smtp.mailfrom", "smtp.mail", "smtp.helo"), "trusted-header")


def believed_dkim(own: tuple[DkimFacts, ...], belief: Belief) -> tuple[DkimFacts, ...]:
    """Each signature with our own result, else with that of our side."""
    said: dict[str, Word] = {}
    for word in belief.of("dkim"):
        domain = word.claimed.domain("header.d", "header.i")
        if domain and word.claimed.result in _RESULTS:
            said.setdefault(domain, word)
    return tuple(_with_word(each, said.get(each.domain or "")) for each in own)


def _with_word(own: DkimFacts, word: Word | None) -> DkimFacts:
    altered_since = word and word.above and word.claimed.result == "pass" and own.reason == "altered"
    if word is None or (own.result not in _OPEN and not altered_since):
        return own
    result = _result(word)
    reason: DkimReason | None = "verified" if result == "pass" else None
    if result not in {"pass", "temperror"}:
        told = word.claimed.comment.lower()
        reason = next((reason for text, reason in _REASONS if text in told), own.reason)
    return replace(own, result=result, reason=reason, source="trusted-header")


def believed_dmarc(own: DmarcFacts | None, belief: Belief, from_domain: str | None) -> DmarcFacts | None:
    """Our own result, else that of our side; the policy as we know it, else as it was noted then."""
    words = (word for word in belief.of("dmarc") if word.claimed.domain("header.from") in {None, from_domain})
    word = next((word for word in words if word.claimed.result in _RESULTS), None)
    if word is None or (own and own.result not in _OPEN):
        return own
    policy = own.policy if own and own.policy else _noted_policy(word)
    return DmarcFacts(_result(word), policy, own.domain if own else from_domain, "trusted-header")


def _noted_policy(word: Word) -> Policy | None:
    """In the comment (`p=REJECT`), as a property (`policy.dmarc=reject`), or as what was done (`action=oreject`)."""
    noted = _POLICY.search(word.claimed.comment)
    properties = word.claimed.properties
    written = noted[1] if noted else properties.get("policy.dmarc") or properties.get("action", "").removeprefix("o")
    return POLICIES.get(written.lower())


def believed_arc(own: ArcFacts | None, belief: Belief) -> ArcFacts | None:
    """Our own result, else that of our side."""
    word = next((word for word in belief.of("arc") if word.claimed.result in _RESULTS), None)
    if word is None or (own and own.result not in _OPEN):
        return own
    return ArcFacts(_result(word), own.sealers if own else ())


def contradicted(
    belief: Belief, spf: SpfFacts | None, dkim: tuple[DkimFacts, ...], dmarc: DmarcFacts | None
) -> tuple[str, ...]:
    """Whose believed success is none by our own verification."""
    failed = {fact.domain for fact in dkim if fact.source == "verified" and fact.result not in {"pass", "temperror"}}
    doubted: list[str] = []
    for word in belief.words:
        if word.claimed.result != "pass":
            continue
        method, domain = word.claimed.method, word.claimed.domain("header.d", "header.i")
        wrong = (
            (method == "spf" and spf is not None and spf.source == "verified" and spf.result != "pass")
            or (method == "dmarc" and dmarc is not None and dmarc.source == "verified" and dmarc.result == "fail")
            or (method == "dkim" and domain in failed)
        )
        doubted += [word.by] if wrong else []
    return tuple(doubted)


def _result(word: Word) -> AuthResult:
    found = word.claimed.result
    return next(result for result in get_args(AuthResult) if result == found)
