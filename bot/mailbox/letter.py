"""Letter: what an answer by mail needs of the mail that it answers, fit to be written into header fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.mailbox.loops import ids

if TYPE_CHECKING:
    from analyzers.message import HeaderBlock

MAX_SUBJECT: Final = 200  # characters
MAX_ID, MAX_REFERENCES = 250, 900  # characters; a line of a mail has no more than 998 (RFC 5322, section 2.1.1)


def letter_to(address: str, headers: HeaderBlock, subject: str) -> dict[str, str]:
    """`to`, `message_id`, `references` (RFC 5322, section 3.6.4: those of the report and its own) and `subject`, each one line."""
    own = next((each for each in ids(headers, "message-id") if _is_plain(each)), "")
    before = [each for each in ids(headers, "references") or ids(headers, "in-reply-to") if _is_plain(each)]
    chain = [each for each in before if each != own] + ([own] if own else [])
    while len(" ".join(chain)) > MAX_REFERENCES:  # the first tells the conversation, the last ones where in it
        del chain[min(1, len(chain) - 1)]
    return {
        "to": address,
        "message_id": own,
        "references": " ".join(chain),
        "subject": one_line(subject)[:MAX_SUBJECT].strip(),
    }


def one_line(text: str) -> str:
    """`text` without line ends, controls and what cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _is_plain(each: str) -> bool:
    return len(each) <= MAX_ID and each.isascii() and each.isprintable()
