"""Wrapper: a report mail taken apart into the mails that it hands over and what the reporter says of them.

What is judged is the original, never the mail around it. An original that carries files or mails of its own stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from analyzers.reading.carrier import open_carrier
from analyzers.reading.draft import header_block
from analyzers.reading.mime import read_fields
from analyzers.reading.recognise import known_fields
from bot.mailbox.formats import Verdict, told_by, written_out
from bot.mailbox.identity import identity
from bot.mailbox.pasted import pasted_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyzers.message import Attachment, HeaderBlock
    from analyzers.reading.carrier import Carrier

MAX_ORIGINALS, MAX_NOTE = 10, 1_000
Kind = Literal["attached", "inline", "nothing"]
_MAX_HEAD = 20_000  # bytes
_FEW = 3  # header fields that make a text the source of a mail
# Files that come with any mail: a signature's pictures, cards, keys, and what signs the mail.
_USUAL: Final = ("image/", "text/vcard", "application/pgp", "application/pkcs7", "application/x-pkcs7", "text/calendar")
_USUAL_NAMES: Final = (".vcf", ".p7s", ".asc", ".ics", ".sig")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A report mail: `originals` are the mails to judge, `left` how many more there were.

    `kind` is `attached`; `inline`, when the mail itself is the original because it shows another as a forward, or holds a file that
    is no mail; or `nothing`. `note` is what the reporter says, `verdict` as what he handed it in, `subject` that of the report
    without what a button put there. `headers` are those of the report, `kinds` the types of its parts.
    """

    kind: Kind
    headers: HeaderBlock
    kinds: frozenset[str]
    originals: tuple[bytes, ...] = ()
    left: int = 0
    note: str = ""
    verdict: Verdict | None = None
    subject: str = ""


def originals(raw: bytes) -> Wrapped:
    """What the report mail `raw` hands over. Raises nothing."""
    carrier = open_carrier(raw)
    kind, found, said = _originals(raw, carrier)
    told = told_by(carrier, said)
    return Wrapped(
        kind=kind,
        headers=carrier.headers,
        kinds=carrier.kinds,
        originals=tuple(found[:MAX_ORIGINALS]),
        left=len(found[MAX_ORIGINALS:]),
        note=_bounded(told.words),
        verdict=told.verdict,
        subject=told.subject,
    )


def _originals(raw: bytes, carrier: Carrier) -> tuple[Kind, list[bytes], str]:
    """What kind of report it is, the mails, and the text in which the reporter may have said something."""
    if carrier.mails:
        return "attached", _once(carrier.mails), carrier.note
    if carrier.headers.first("resent-from"):  # sent on as it was (RFC 5322, section 3.6.6): there is nothing around it
        return "attached", [raw], ""
    if carrier.locked:  # whoever reads it says that it is, and what to do
        return "attached", _once(carrier.locked), carrier.note
    note, source = written_out(carrier.text) or pasted_source(carrier.text) or ("", b"")
    if len(known_fields(source)) >= _FEW:
        return "attached", [source], note
    if carrier.quotes or any(not _is_usual(file) for file in carrier.files):
        return "inline", [raw], carrier.note
    return "nothing", [], carrier.note


def _once(found: Iterable[bytes]) -> list[bytes]:
    """The same mail attached twice is one, as long as its reader is shown the same."""
    return list({(identity(mail), _declared(mail)): mail for mail in found}.values())


def _declared(mail: bytes) -> tuple[str, ...]:
    """As what its body is to be read."""
    headers = header_block(read_fields(mail[:_MAX_HEAD])[0])
    return tuple(value for name in ("content-type", "content-transfer-encoding") for value in headers.all(name))


def _is_usual(file: Attachment) -> bool:
    """Whether a file may come with any mail, so that it makes no report of it."""
    declared, name = file.declared or "", (file.name or "").lower()
    if "executable" in file.notes or "html" in file.notes:
        return False
    return file.type.startswith(_USUAL) or declared.startswith(_USUAL[1:]) or name.endswith(_USUAL_NAMES)


def _bounded(text: str) -> str:
    plain = "".join(char for char in text if char == "\n" or char.isprintable())
    return plain.strip()[:MAX_NOTE].strip()
