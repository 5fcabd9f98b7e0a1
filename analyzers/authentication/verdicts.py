"""From answers to facts: every signature verified, SPF and DMARC settled, and our own side's word set beside our own result.

Our own result stands wherever there is one; a word of our side that says otherwise is put among the claims that are not believed.
Where we could not find out (no answer, no bytes, nobody asked) the word is taken. One more thing is left to a word that stands
above the believed line: a mail that came in whole and was altered since has passed there and fails here.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from analyzers.authentication.arc import verify_chain
from analyzers.authentication.dkim_check import Tried, verify
from analyzers.authentication.dmarc import NotAnswered, Published, aligned, published, record_name
from analyzers.authentication.words import believed_arc, believed_dkim, believed_dmarc, believed_spf, contradicted
from analyzers.facts import ArcFacts, AuthenticationFacts, DkimFacts, DmarcFacts, SpfFacts

if TYPE_CHECKING:
    from analyzers.authentication.asking import Answers
    from analyzers.authentication.case import Case, Written
    from analyzers.facts import AuthResult

log = logging.getLogger(__name__)
_Found = Literal["found", "silent", "not-asked"]


def conclude(case: Case, answers: Answers, *, author_exists: bool | None = None) -> AuthenticationFacts:
    """All that can be said. `author_exists`: whether the From domain does (None: unknown). It computes, and asks nobody.

    A mail that breaks this is our fault: it is logged, and nothing is known.
    """
    try:
        return _conclude(case, answers, author_exists=author_exists)
    except Exception:
        log.exception("authentication could not be concluded")
        return AuthenticationFacts(ignored_claims=case.belief.ignored, forged_claims=case.belief.forged)


def _conclude(case: Case, answers: Answers, *, author_exists: bool | None) -> AuthenticationFacts:
    policy, state = _policy(case, answers, exists=author_exists)
    own_spf = _spf(case, answers, policy)
    own_dkim = _dkim(case, answers, policy)
    spf = believed_spf(own_spf, case.belief)
    if spf and spf.source == "trusted-header":
        strict = bool(policy and policy.strict_spf)
        spf = replace(spf, aligned=_aligned(case, spf.domain, answers, strict=strict))
    dkim = believed_dkim(own_dkim, case.belief)
    own_dmarc = _dmarc(case, answers, policy, state, spf, dkim)
    dmarc = believed_dmarc(own_dmarc, case.belief, case.from_domain)
    arc = believed_arc(_arc(case, answers), case.belief)
    doubted = contradicted(case.belief, spf, dkim, dmarc)
    return AuthenticationFacts(
        spf=spf,
        dkim=dkim,
        dmarc=dmarc,
        arc=arc,
        ignored_claims=tuple(dict.fromkeys((*case.belief.ignored, *doubted))),
        forged_claims=case.belief.forged,
    )


def _policy(case: Case, answers: Answers, *, exists: bool | None) -> tuple[Published | None, _Found]:
    """What applies to the From domain, and whether that was found out."""
    if case.from_domain is None or case.authors != 1:
        return None, "not-asked"
    try:
        return published(case.from_domain, answers.texts, exists=exists), "found"
    except NotAnswered:
        return None, "silent" if record_name(case.from_domain) in answers.silent else "not-asked"


def _spf(case: Case, answers: Answers, policy: Published | None) -> SpfFacts | None:
    if not case.envelope:
        return None
    if not case.envelope.domain:
        return SpfFacts("none", None, "verified")
    result: AuthResult | None = answers.spf or ("temperror" if answers.spf_silent else None)
    known = case.envelope_known or case.envelope.sender is None
    strict = bool(policy and policy.strict_spf)
    by_envelope = known and _aligned(case, case.envelope.domain, answers, strict=strict)
    return SpfFacts(result, case.envelope.domain, "verified", by_envelope) if result else None


def _dkim(case: Case, answers: Answers, policy: Published | None) -> tuple[DkimFacts, ...]:
    if not case.written:
        return (DkimFacts(None, None, "none", "unsigned", None, "verified"),) if case.complete else ()
    tried = Tried(case.raw) if case.raw else None
    return tuple(
        replace(
            _signed(each, tried, case, answers),
            aligned=_aligned(case, each.domain, answers, strict=bool(policy and policy.strict_dkim)),
        )
        for each in case.written
    )


def _signed(written: Written, tried: Tried | None, case: Case, answers: Answers) -> DkimFacts:
    open_one = DkimFacts(written.domain, written.selector, None, None, None, None)
    if tried is None:
        return replace(open_one, reason="not-testable")
    signature = written.signature
    if signature is None:
        return replace(open_one, result="permerror", reason="broken", source="verified")
    texts = answers.texts.get(signature.key_name)
    if texts is None:
        silent = signature.key_name in answers.silent
        return replace(open_one, result="temperror", source="verified") if silent else open_one
    result, reason = verify(tried, signature, texts, case.received)
    return replace(open_one, result=result, reason=reason, source="verified")


def _aligned(case: Case, identifier: str | None, answers: Answers, *, strict: bool) -> bool | None:
    if case.from_domain is None or identifier is None:
        return None
    return aligned(identifier, case.from_domain, answers.texts, strict=strict)


def _dmarc(
    case: Case,
    answers: Answers,
    policy: Published | None,
    state: _Found,
    spf: SpfFacts | None,
    dkim: tuple[DkimFacts, ...],
) -> DmarcFacts | None:
    """RFC 9989: one author, and SPF or DKIM passes for a domain that is aligned with his."""
    if case.authors > 1:
        return DmarcFacts("permerror", None, case.from_domain, "verified")
    if state == "not-asked":
        return None
    if state == "silent":
        return DmarcFacts("temperror", None, case.from_domain, "verified")
    if policy is None:
        return DmarcFacts("none", None, case.from_domain, "verified")
    result = _vouched(case, answers, spf, dkim)
    return DmarcFacts(result, policy.policy, policy.domain, "verified") if result else None


def _vouched(case: Case, answers: Answers, spf: SpfFacts | None, dkim: tuple[DkimFacts, ...]) -> AuthResult | None:
    """A body with a footer under it is not the signed one, so a signature recovered from under it vouches for no mail."""
    own = [each for each in dkim if each.aligned]
    if any(each.result == "pass" and each.reason != "recovered-footer" for each in own):
        return "pass"
    if spf and spf.result == "pass" and spf.aligned:
        return "pass"
    results = {each.result for each in own} | ({spf.result} if spf else {None})
    if case.envelope is None or not case.envelope_known:
        results.add(_without_envelope(case, answers))
    return "temperror" if "temperror" in results else None if None in results else "fail"


def _without_envelope(case: Case, answers: Answers) -> AuthResult | None:
    """The unknown envelope sender may have been aligned, unless the From domain itself disowns the address that delivered."""
    result = answers.author_spf or (answers.spf if case.envelope and case.envelope.domain == case.from_domain else None)
    return result if result in {"fail", "softfail"} else None


def _arc(case: Case, answers: Answers) -> ArcFacts | None:
    if case.raw is None:
        return ArcFacts("none") if case.complete and not case.sealed else None
    found = verify_chain(case.chain, case.raw, answers.texts)
    silent = case.chain is not None and bool(set(case.chain.key_names) & answers.silent)
    return found or (ArcFacts("temperror", case.chain.sealers) if silent and case.chain else None)
