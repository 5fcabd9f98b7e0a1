"""What a mail wants from its reader, so that the advice can speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.wording import said

if TYPE_CHECKING:
    from analyzers.message import Message

CODES = (
    "password",  # a login, a password, a code
    "card",  # card numbers, a payment method
    "personal-data",  # name, address, date of birth, identity documents
    "transfer",  # money to an account, also a fee that is paid before a sum is
    "gift-card",  # codes of gift cards or prepaid money
    "crypto",  # coins, a wallet, its recovery words
    "call",  # a call to a number in the mail
    "attachment",  # an attachment to be opened
    "link",  # a link to be opened
    "reply",  # an answer, by mail or in another channel
)
_BY_THEME = {
    "credential": "password",
    "ask-card": "card",
    "payment": "card",
    "delivery": "card",
    "ask-data": "personal-data",
    "transfer": "transfer",
    "advance-fee": "reply",
    "loan": "reply",
    "extortion": "crypto",
    "crypto": "crypto",
    "gift-cards": "gift-card",
    "call-back": "call",
    "ask-call": "call",
    "document-login": "password",
    "chat-group": "reply",
    "availability": "reply",
    "ask-reply": "reply",
    "other-channel": "reply",
}


def wants(message: Message) -> frozenset[str]:
    """Codes (`CODES`) of what the mail asks for, by its words, its links and its attachments; empty when nothing shows.

    `link` and `attachment` say that the mail has one that a reader could open; all others that its words ask for it. Several may hold.
    """
    spoken = said(message)
    asked = {code for theme, code in _BY_THEME.items() if theme in spoken}
    leads = any(link.host and link.leads for link in message.links)
    has = {"link": leads, "attachment": bool(message.attachments)}
    return frozenset(asked | {code for code, held in has.items() if held})
