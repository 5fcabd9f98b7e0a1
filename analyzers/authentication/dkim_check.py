"""DKIM (RFC 6376): whether a signature is good; when it is not, whether a receiver's change can be undone, and what is wrong.

A signature that fails is tried again over the mail as it was before our side's server stamped its subject or a list put its footer
under it. When that does not help either, what the key's owner really signed tells an altered mail from an invented signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from analyzers.authentication.footers import former_bodies
from analyzers.authentication.hashing import Seen, body_fits, body_goes_on
from analyzers.authentication.keys import KeyGone, read_key
from analyzers.authentication.subjects import former_subjects

if TYPE_CHECKING:
    from datetime import datetime

    from analyzers.authentication.raw import RawMail
    from analyzers.authentication.signature import Signature
    from analyzers.facts import AuthResult, DkimReason

_CLOCKS: Final = 3600  # seconds by which clocks may differ

Verdict = tuple["AuthResult", "DkimReason"]
GONE: Final[Verdict] = ("permerror", "key-gone")
BROKEN: Final[Verdict] = ("permerror", "broken")
ALTERED: Final[Verdict] = ("fail", "altered")


@dataclass(frozen=True)
class Tried:
    """One mail, as it stands and as it may have been; what it may have been is found out once for all signatures."""

    mail: RawMail

    @cached_property
    def subjects(self) -> tuple[bytes, ...]:
        """Its former subjects, as raw values."""
        raw = self.mail.subject
        return () if raw is None else former_subjects(raw, self.mail.fields)

    @cached_property
    def bodies(self) -> tuple[RawMail, ...]:
        """The mail with former bodies."""
        return tuple(map(self.mail.with_body, former_bodies(self.mail.body)))


def verify(tried: Tried, signature: Signature, texts: tuple[str, ...], received: datetime | None) -> Verdict:
    """What comes out for `signature`, given the TXT records at its key's name. `received`: when our side took the mail."""
    try:
        key = read_key(texts)
    except KeyGone:
        return GONE
    except ValueError:
        return BROKEN
    if key.kind != signature.kind:
        return BROKEN
    verdict = _verdict(tried, signature, Seen(signature, key, tried.mail))
    expired = signature.expires is not None and received and signature.expires + _CLOCKS < received.timestamp()
    return ("fail", "expired") if expired and verdict[0] == "pass" else verdict


def _verdict(tried: Tried, signature: Signature, seen: Seen) -> Verdict:
    if seen.made_by_key is False:
        return BROKEN
    fields = "as-is" if seen.fits() else _former_subject(tried, signature, seen)
    body = "as-is" if body_fits(tried.mail, signature) else _former_body(tried, signature) if fields else None
    if not fields or not body:
        told = seen.made_by_key or fields or body
        return ALTERED if told else BROKEN
    if body == "former" or body_goes_on(tried.mail, signature):
        return "pass", "recovered-footer"
    return "pass", ("recovered-stamp" if fields == "former" else "verified")


def _former_subject(tried: Tried, signature: Signature, seen: Seen) -> str | None:
    if b"subject" not in signature.names:
        return None
    return "former" if any(map(seen.fits, tried.subjects)) else None


def _former_body(tried: Tried, signature: Signature) -> str | None:
    return "former" if any(body_fits(mail, signature) for mail in tried.bodies) else None
