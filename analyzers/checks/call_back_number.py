"""Does the mail speak of money that was taken, and ask the reader to call a number about it?

The fraud then happens on the telephone, so that such a mail needs no link. An honest receipt names a number too, but it also
leads to the account in which the payment can be seen. Where a service passes on what strangers write, its links are no sign of that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.relief import carries_strangers
from analyzers.wording import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_ASKS = ("ask-call", "call-back")
_MONEY = ("payment", "suspension", "refund", "urgency")
# An office of the neighbourhood, where everybody may ring up: an area code of Japan.
_OFFICE = re.compile(r"[ (]{0,2}0[1-9]\d{0,3}[-() ]{1,2}\d{1,4}[-() ]{1,2}\d{4}[ )]?\Z")
_ANYWHERE = re.compile(r"[ (]{0,2}0(?:[25789]0|120|570|800|990)")
_NUMBER = re.compile(r"[+(]?\d[\d ().+/~-]{7,20}\d")


@dataclass(frozen=True, kw_only=True)
class CallBackNumber(Finding):
    """The `number` and the `words` that ask to call it; `linked` when the mail leads to a site as well."""

    number: str
    words: str
    linked: bool

    @property
    def variant(self) -> str:
        """A number beside links is what most honest shops write."""
        return "linked" if self.linked else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding: a request to call, about money or an account, with a number."""
    spoken = said(dossier.message)
    about = "call-back" in spoken or any(theme in spoken for theme in _MONEY)
    asking = [spoken[theme] for theme in _ASKS if theme in spoken] if about else []
    found = next(((w.text, n[0]) for w in asking if (n := _NUMBER.search(w.text) or _NUMBER.search(w.end))), None)
    if found and ("call-back" in spoken or not _is_office(found[1])):
        words, number = found
        yield CallBackNumber(
            number=number.strip(" ()"),
            words=words,
            linked=bool(dossier.web_links) and not carries_strangers(dossier.message.sender.domain),
            evidence=(Evidence("body", "text"),),
        )


def _is_office(number: str) -> bool:
    return bool(_OFFICE.match(number)) and not _ANYWHERE.match(number)
