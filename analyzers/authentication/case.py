"""What a mail brings along for its authentication, before anybody is asked: who delivered it, its signatures, what is claimed."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from analyzers.addresses import is_public
from analyzers.authentication.arc import Chain, read_chain
from analyzers.authentication.belief import Belief, belief
from analyzers.authentication.raw import split_mail
from analyzers.authentication.signature import Signature, read_signature, tags
from analyzers.authentication.spf_check import Envelope
from analyzers.links.names import registrable_domain
from analyzers.lookups.hostnames import a_label
from analyzers.trace import envelope, standing

if TYPE_CHECKING:
    from datetime import datetime

    from analyzers.authentication.raw import Field, RawMail
    from analyzers.message import Message
    from analyzers.trace import OurSide, Trace

log = logging.getLogger(__name__)
MAX_SIGNATURES: Final = 10
_MAX_ADDRESS: Final = 320  # characters: RFC 5321, section 4.5.3.1
# What lists and forwarders make of a sender's address so that bounces come to themselves.
_REWRITTEN: Final = re.compile(
    r"(?i)(?:srs[01][=+-]|prvs=|btv1=|owner-|bounces?[-+=])|[^@]{1,200}[-+_.](?:bounces?|owner|return|admin)(?:[-+=_.]|@)"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A signature as written: its `domain` and `selector` as far as they can be read; `signature` is None when it is broken."""

    domain: str | None
    selector: str | None
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Case:
    """One mail.

    `raw` is None when its bytes are not known, so that no signature can be tested. `complete`: the whole header block is there.
    `from_domain` is that of the From field, of which there are `authors`. `envelope` is None when nobody of the public internet is
    known to have delivered the mail; `envelope_known` tells whether its sender, even an empty one, was written by our side.
    `sealed`: there is a chain of ARC. `received`: when our side took the mail.
    """

    raw: RawMail | None = None
    written: tuple[Written, ...] = ()
    chain: Chain | None = None
    envelope: Envelope | None = None
    envelope_known: bool = False
    from_domain: str | None = None
    authors: int = 0
    complete: bool = False
    sealed: bool = False
    received: datetime | None = None
    belief: Belief = field(default_factory=Belief)

    @property
    def key_names(self) -> tuple[str, ...]:
        """Where the keys of all signatures and seals stand."""
        if self.raw is None:
            return ()
        names = [each.signature.key_name for each in self.written if each.signature]
        return tuple(dict.fromkeys((*names, *(self.chain.key_names if self.chain else ()))))


def prepare(message: Message, route: Trace, side: OurSide) -> Case:
    """The Case of `message`, whose way was `route`. A mail that breaks this is our fault: it is logged, and brings nothing along."""
    try:
        return _prepare(message, route, side)
    except Exception:
        log.exception("authentication could not be prepared")
        return Case()


def _prepare(message: Message, route: Trace, side: OurSide) -> Case:
    headers = message.headers
    if not headers.fields:
        return Case()
    signed = any(field.name.lower() in {"dkim-signature", "arc-seal"} for field in headers.fields)
    raw = split_mail(message.source) if message.source is not None and signed else None
    sender, known = _envelope_sender(message, route, side)
    origin = route.origin
    ip = origin.ip if origin and is_public(origin.ip) else None
    return Case(
        raw=raw,
        written=_written(message, raw, message.sender.domain),
        chain=read_chain(raw) if raw else None,
        envelope=Envelope(ip, origin.helo if origin else None, sender) if ip else None,
        envelope_known=known,
        from_domain=a_label(message.sender.domain or ""),
        authors=len(headers.all("from")),
        complete=headers.complete,
        sealed=any(field.name.lower() == "arc-seal" for field in headers.fields),
        received=(origin.date if origin else None) or message.date,
        belief=belief(headers, route, side),
    )


def _written(message: Message, raw: RawMail | None, author: str | None) -> tuple[Written, ...]:
    """At most ten signatures, those of the author's house first."""
    if raw:
        found = [each for each in raw.fields if each[0].lower() == b"dkim-signature"]
    else:
        values = message.headers.all("dkim-signature")
        found = [(b"DKIM-Signature", value.encode("utf-8", "surrogateescape")) for value in values]
    read = [_read(each) for each in found[:200]]
    own = registrable_domain(author or "")
    if len(read) > MAX_SIGNATURES:
        read.sort(key=lambda each: own is None or registrable_domain(each.domain or "") != own)
    return tuple(read[:MAX_SIGNATURES])


def _read(one: Field) -> Written:
    try:
        signature = read_signature(one)
    except ValueError:
        return Written(*_names(one[1]), None)
    return Written(signature.domain, signature.selector, signature)


def _names(value: bytes) -> tuple[str | None, str | None]:
    try:
        found = tags(value)
    except ValueError:
        return None, None
    domain, selector = (found.get(name, b"").decode("utf-8", "replace") for name in (b"d", b"s"))
    key = a_label(f"{selector}._domainkey.{domain}")
    return a_label(domain), key.partition("._domainkey.")[0] if key else None


def _envelope_sender(message: Message, route: Trace, side: OurSide) -> tuple[str | None, bool]:
    """The envelope sender with which the stranger came, and whether our side wrote it.

    What our side noted on top of the believed line is that; what its last server put at the very top is, too, unless a list or a
    forwarder stands between, or has written itself there. A Return-Path right under the line may be the sender's own: it can
    be asked about, but vouches for nobody.
    """
    noted = envelope(message.headers, route)
    handed_on = any(relay.why in {"list", "forwarder"} for relay in route.passed)
    written = noted.sender if noted.sender is not None or handed_on else noted.return_path
    if written is not None and not _by_our_list(written, message.sender.domain, route, side):
        return written[:_MAX_ADDRESS] or None, True
    if written is None and not handed_on and (claimed := _in_block(message, route)):
        return claimed, False
    return None, False


def _in_block(message: Message, route: Trace) -> str | None:
    """The Return-Path directly under the believed line."""
    fields = message.headers.fields
    at = next((at for at, field in enumerate(fields) if field.name.lower() == "return-path"), None)
    if at is None or standing(message.headers, route, at) != "block":
        return None
    return fields[at].value.strip().strip("<>").strip()[:_MAX_ADDRESS] or None


def _by_our_list(written: str, author: str | None, route: Trace, side: OurSide) -> bool:
    """Whether a list of ours wrote itself into the envelope of a stranger's mail; one in our own name may be a stranger's forgery."""
    rewritten = _REWRITTEN.match(written) is not None and _ours(written.rpartition("@")[2], route, side)
    return rewritten and not _ours(author or "", route, side)


def _ours(domain: str, route: Trace, side: OurSide) -> bool:
    own = registrable_domain(domain)
    lines = route.hops[: route.origin.line] if route.origin else ()
    return side.owns(domain) or own in {registrable_domain(hop.by or "") for hop in lines} - {None}
