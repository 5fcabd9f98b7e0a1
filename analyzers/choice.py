"""Choice: which of the mails that came in one another is the one to judge.

A colleague forwards a mail, attached or quoted; then the mail inside is meant, not the forward. But a sender, too, may attach a
harmless mail to his fraud, or write a forward's header into it. So each mail is judged by what is its own, and the most serious
one is chosen; of those that are alike, the innermost. A mail whose sender or way is suspicious by itself is no colleague's forward:
it answers for all that it shows, else a forward's header above a fraud would give the fraud another sender.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analyzers.scoring import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analyzers.links import Link
    from analyzers.message import Message

MAX_CANDIDATES: Final = 10
_SERIOUS: Final = {Level.DANGER: 3, Level.WARNING: 2, Level.CAUTION: 1}
_CAPPED: Final = "mails-capped"  # mails beside the chosen one were left out: its reader must know
_SHORTEST: Final = 4  # characters by which a link's text is recognised


def choose(message: Message, level_of: Callable[[Message], Level]) -> Message:
    """`message` or one of those inside it. `level_of` judges a mail from itself alone."""
    if not message.inside:
        return message
    candidates = list(_candidates(message, 0))[:MAX_CANDIDATES]
    ranked = [(_serious(each, level_of), depth, -at) for at, (depth, each) in enumerate(candidates)]
    chosen = candidates[-max(ranked)[2]][1]
    capped = tuple(loss for loss in message.losses if loss.code == _CAPPED and loss not in chosen.losses)
    return replace(chosen, losses=(*chosen.losses, *capped)) if capped else chosen


def _serious(message: Message, level_of: Callable[[Message], Level]) -> int:
    """How serious `message` is by what is its own, or as a whole where its sender or its way is suspicious by itself."""
    own = _own(message)
    found = _SERIOUS.get(level_of(own), 0)
    if not message.inside or not 0 < found < _SERIOUS[Level.DANGER]:
        return found
    if level_of(replace(own, text="", links=(), attachments=())) not in _SERIOUS:
        return found
    return max(found, _SERIOUS.get(level_of(message), 0))


def _candidates(message: Message, depth: int) -> Iterator[tuple[int, Message]]:
    yield depth, message
    for inner in message.inside:
        yield from _candidates(inner, depth + 1)


def _own(message: Message) -> Message:
    """`message` without what belongs to the mails inside it; a link that its own text shows as well is its own."""
    links, files, text = set(), set(), message.text
    for inner in message.inside:
        links |= {(link.href, link.shown) for link in inner.links}
        files |= {file.sha256 for file in inner.attachments}
        text = text.replace(inner.text, "", 1) if inner.text else text
    return replace(
        message,
        text=text,
        links=tuple(link for link in message.links if (link.href, link.shown) not in links or _stands_in(text, link)),
        attachments=tuple(file for file in message.attachments if file.sha256 not in files),
    )


def _stands_in(text: str, link: Link) -> bool:
    shown = link.shown or link.href.rpartition("//")[2]
    return len(shown) >= _SHORTEST and shown in text
