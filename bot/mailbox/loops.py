"""Loops: what is never answered, and what is no report at all.

Two machines that answer each other write mails until somebody notices, so what a machine wrote gets no answer, whatever it says
(RFC 3834, section 2; RFC 5230, section 4.6). Some report buttons mark their mails like that, too: when such a mail brings an
original and is from one of us, it is judged in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from analyzers.reading import fields
from analyzers.reading.draft import header_block
from analyzers.reading.mime import read_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analyzers.message import HeaderBlock
    from bot.mailbox.wrapper import Wrapped

Kind = Literal["report", "silent", "ignore"]
MAX_HOPS: Final = 50  # a mail that went through more servers goes round
_MAX_IDS: Final = 50
_MAX_HEAD: Final = 20_000  # bytes
_ID: Final = re.compile(r"<[^<>\s]{1,990}>")
_REPORT: Final = re.compile(r"(?i)\breport-type\s{0,9}=\s{0,9}\"?([a-z-]{1,40})")
_BOUNCE_KINDS: Final = frozenset(
    f"message/{scope}{kind}" for scope in ("", "global-") for kind in ("delivery-status", "disposition-notification")
)
_PRECEDENCE: Final = frozenset(("bulk", "junk", "list", "auto_reply", "auto-reply"))
_MACHINES: Final = re.compile(r"(?i)mailer-daemon(?:[@ (]|\Z)|(?:postmaster|microsoftexchange[0-9a-f]{20,40})@")
_AUTO_FIELDS: Final = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-mail-autoreply", "x-auto-reply-from")
_LIST_FIELDS: Final = ("list-id", "list-unsubscribe", "list-post", "mailing-list")
_AWAY: Final = re.compile(
    r"(?i)\s{0,9}(?:automatic reply|auto(?:matic|mated)?[ -]?(?:reply|response)|out of (?:the )?office|away from|vacation"
    r"|自動応答|自動返信|不在(?:通知|のため|のお知らせ)|【自動|automatische antwort|réponse automatique|respuesta automática)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is done with a mail, and why, as a short code; "" for a plain report."""

    kind: Kind
    why: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What is ours: the `addresses` that we write from and are written to (lower case), and whether a Message-ID is an answer's."""

    addresses: frozenset[str]
    wrote: Callable[[str], bool]


def outcome(wrapped: Wrapped, own: Own, *, colleague: bool) -> Outcome:
    """`colleague`: the mail says that it is from one of our domains, whoever wrote that there.

    Silence starts no loop either, so it is kept where a fraud could bear a mark of ours to be left unread: its Message-ID is
    anybody's to choose, and stands in what a forward refers to.
    """
    headers = wrapped.headers
    redirected = headers.first("resent-from") is not None
    if why := _never(headers, wrapped.kinds, own):
        seen = redirected and colleague and why != "too-many-hops"
        return Outcome("silent" if seen else "ignore", why)
    brings = wrapped.kind == "attached"
    if why := _automatic(headers, group=_through_our_group(headers, own)):
        return Outcome("silent" if brings and colleague else "ignore", why)
    if brings:
        return Outcome("silent", "own-answer") if _holds_answer(wrapped, own) else Outcome("report")
    if any(own.wrote(each) for each in ids(headers, "in-reply-to", "references")):
        return Outcome("silent" if wrapped.kind == "inline" else "ignore", "reply-to-ours")
    if wrapped.kind == "nothing" and _is_calendar(wrapped):
        return Outcome("ignore", "calendar")
    return Outcome("report")


def ids(headers: HeaderBlock, *names: str) -> tuple[str, ...]:
    """The message ids in the named fields, in order, with their brackets (RFC 5322, section 3.6.4)."""
    found = (each for name in names for value in headers.all(name) for each in _ID.findall(value))
    return tuple(dict.fromkeys(found))[-_MAX_IDS:]


def _never(headers: HeaderBlock, kinds: frozenset[str], own: Own) -> str:
    """Why a mail is no report even with an original in it: a bounce brings back what was sent."""
    wrote = any(own.wrote(each) for each in ids(headers, "message-id"))
    if wrote or set(_senders(headers)) & own.addresses:
        return "own-mail"
    if len(headers.all("received")) > MAX_HOPS:
        return "too-many-hops"
    report = _report_type(headers)
    if report in {"delivery-status", "disposition-notification"} or kinds & _BOUNCE_KINDS:
        return "delivery-report"
    if any(_MACHINES.match(each) for each in _senders(headers)):
        return "mailer-daemon"
    return ""


def _holds_answer(wrapped: Wrapped, own: Own) -> bool:
    """Whether an original looks like an answer of ours: some machines attach what they reply to."""
    return any(_is_answer(original, own) for original in wrapped.originals)


def _is_answer(original: bytes, own: Own) -> bool:
    headers = header_block(read_fields(original[:_MAX_HEAD])[0])
    return any(own.wrote(each) for each in ids(headers, "message-id"))


def _through_our_group(headers: HeaderBlock, own: Own) -> bool:
    """Whether the report address is itself a group, whose marks every report bears then (RFC 2919: its id is the address with a dot)."""
    named = {value.rpartition("<")[2].strip("<> ").lower() for value in headers.all("list-id")}
    return bool(named) and named <= {address.replace("@", ".") for address in own.addresses}


def _automatic(headers: HeaderBlock, *, group: bool) -> str:
    """Which mark of a mail that a machine wrote, or a list passed on, it bears; "" when none. `group`: the list is ours."""
    refused = _PRECEDENCE - {"list"} if group else _PRECEDENCE
    marks: dict[str, bool] = {
        "auto-submitted": any(_word(value) not in {"", "no"} for value in headers.all("auto-submitted")),
        "null-return-path": _null_return_path(headers),
        "precedence": any(
            _word(value) in refused for name in ("precedence", "x-precedence") for value in headers.all(name)
        ),
        "auto-reply": any(headers.first(name) is not None for name in _AUTO_FIELDS),
        "list": not group and any(headers.first(name) is not None for name in _LIST_FIELDS),
        "other-report": _report_type(headers) not in {"", "feedback-report"},
        "away": _is_away(headers),
    }
    return next((why for why, found in marks.items() if found), "")


def _is_away(headers: HeaderBlock) -> bool:
    """X-Auto-Response-Suppress stands on many mails of people, too; with the words of an answering machine it is one."""
    subject = fields.text_of(headers.first("subject") or "")
    return headers.first("x-auto-response-suppress") is not None and _AWAY.match(subject) is not None


def _null_return_path(headers: HeaderBlock) -> bool:
    top = headers.first("return-path")
    return top is not None and top.strip().replace(" ", "") == "<>"


def _report_type(headers: HeaderBlock) -> str:
    kind = headers.first("content-type") or ""
    if not kind.lower().startswith("multipart/report"):
        return ""
    found = _REPORT.search(kind)
    return found[1].lower() if found else "unknown"


def _is_calendar(wrapped: Wrapped) -> bool:
    """An invitation, or the answer to one."""
    told = (wrapped.headers.first("content-class") or "").lower()
    return "text/calendar" in wrapped.kinds or "calendarmessage" in told


def _senders(headers: HeaderBlock) -> Iterator[str]:
    """The addresses in From and Sender, in lower case; where a From field holds none, its text."""
    for value in headers.all("from"):
        yield from (each.lower() for each in fields.addresses((value,)) or (fields.text_of(value).strip(" <>"),))
    for value in headers.all("sender"):
        yield from (each.lower() for each in fields.addresses((value,)))


def _word(value: str) -> str:
    """The first word of a field, without comments and parameters."""
    return re.sub(r"\([^()]{0,200}\)", "", value[:300]).partition(";")[0].strip().lower()
