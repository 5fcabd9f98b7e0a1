"""Choice: which of the mails that came in one another is the one to judge.

A colleague forwards a mail, attached or quoted; then the mail inside is meant, not the forward. But a sender, too, may attach a
harmless mail to his fraud, or write a forward's header into it. So each mail is judged by what is its own, and the most serious
one is chosen; of those that are alike, the innermost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analyzers.scoring import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analyzers.message import Message

MAX_CANDIDATES: Final = 10
_SERIOUS: Final = {Level.DANGER: 3, Level.WARNING: 2, Level.CAUTION: 1}


def choose(message: Message, level_of: Callable[[Message], Level]) -> Message:
    """`message` or one of those inside it. `level_of` judges a mail from itself alone."""
    if not message.inside:
        return message
    candidates = list(_candidates(message, 0))[:MAX_CANDIDATES]
    ranked = [(_SERIOUS.get(level_of(_own(each)), 0), depth, -at) for at, (depth, each) in enumerate(candidates)]
    return candidates[-max(ranked)[2]][1]


def _candidates(message: Message, depth: int) -> Iterator[tuple[int, Message]]:
    yield depth, message
    for inner in message.inside:
        yield from _candidates(inner, depth + 1)


def _own(message: Message) -> Message:
    """`message` without what belongs to the mails inside it."""
    links, files, text = set(), set(), message.text
    for inner in message.inside:
        links |= {(link.href, link.shown) for link in inner.links}
        files |= {file.sha256 for file in inner.attachments}
        text = text.replace(inner.text, "", 1) if inner.text else text
    return replace(
        message,
        text=text,
        links=tuple(link for link in message.links if (link.href, link.shown) not in links),
        attachments=tuple(file for file in message.attachments if file.sha256 not in files),
    )
