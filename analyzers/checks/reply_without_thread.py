"""Does the subject say that it is an answer, and is there nothing that it could answer?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.listed import came_by_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_ANSWER = re.compile(r"(?i)\A\s{0,5}(?:re|aw|sv|antw|rv|res|返信|回复|回覆|答复)\s?(?:\[\d{1,3}\])?\s?[:：]")
_QUOTE = re.compile(
    r"(?m)^\s{0,4}[>|》]|(?i:^-{2,}.{0,40}(?:original|元の|forwarded|ursprüngliche|原始)|\bwrote:|\bschrieb\b|\ba écrit|\bescribió|\bescreveu|さん(?:は|が)書|^(?:from|von|de|差出人|发件人)\s?[:：])"
)
_THREAD = ("in-reply-to", "references", "thread-index", "thread-topic")


@dataclass(frozen=True, kw_only=True)
class ReplyWithoutThread(Finding):
    """The subject begins with `mark`, and the mail neither refers to another nor quotes one."""

    mark: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and only where the whole header block is known."""
    message = dossier.message
    found = _ANSWER.match(message.subject or "")
    if not found or not message.headers.complete or came_by_list(dossier):
        return
    if not any(message.headers.first(name) for name in _THREAD) and not _QUOTE.search(message.text[:60_000]):
        yield ReplyWithoutThread(mark=found[0].strip(), evidence=(Evidence("header", "Subject"),))
