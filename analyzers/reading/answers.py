"""Whose words a mail says: its own, and those that it quotes.

Quoted lines bear the mark ">". A reader of an answer passes over them, since they were said before; but anybody can write that
mark, and a colleague who asks "is this real?" quotes the fraud below his question. So they are left out only where the mail is
an answer that leads nowhere; everywhere else they are read as the mail's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzers.message import Message

_QUOTED = re.compile(r"\n[ \t]*>[^\n]*")
_MARKS = re.compile(r"\n[ \t]{0,80}(?:[>\uff1e][ \t]?){1,40}")
_ANSWER = re.compile(
    r"\s*(?:\[[^\]\n]{1,60}\]\s*|\([^)\n]{1,60}\)\s*){0,3}(?:re|aw|sv|antw|odp|vs|ref|res|回复|答复|返信)(?:\[\d{1,3}\])?\s?[:\uff1a]",
    re.IGNORECASE,
)
_LEAST_OWN = 40  # characters: a mail that has fewer of its own says what it quotes


def own_words(message: Message) -> str:
    """The text without what it quotes, when it is an answer that leads nowhere; else the whole text, without quotation marks."""
    text = message.text
    if ">" not in text and "\uff1e" not in text:
        return text
    own = _QUOTED.sub("\n", f"\n{text}")[1:] if _is_answer(message) else ""
    return own if len(own) >= _LEAST_OWN else unquoted(text)


def unquoted(text: str) -> str:
    """`text` without the marks in front of what it quotes."""
    return _MARKS.sub("\n", f"\n{text}")[1:]


def _is_answer(message: Message) -> bool:
    """Whether it names the mail that it answers, in its header and by its title, and has nothing that a reader could follow or open.

    What has, may ask for it in words that it only seems to quote. In a page nobody quotes by marks.
    """
    named = message.headers.complete and (message.headers.first("in-reply-to") or message.headers.first("references"))
    leads = message.attachments or any(link.host and link.leads for link in message.links)
    return bool(named) and not leads and not message.look.page and bool(_ANSWER.match(message.subject or ""))
