"""Coalescing: a text too long for one post arrives as several, and is one submission.

Every piece is a job of its own, so that none is lost. The job of a long text waits until its other pieces can have come; the
job of the last one answers them all, under the name of the first. A piece that comes late, after the first was answered alone,
changes that answer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.pieces import Piece
from bot.slack.typed import typed
from bot.submission import Submission

if TYPE_CHECKING:
    from bot.pieces import Pieces

LONG = 2_500  # characters; Slack cuts at 4,000, at the end of a line where it can
GAP = 2.0  # seconds between two pieces
SETTLED = 0.5  # seconds after which another process has written down what it took before
OLD = 60.0  # seconds after which nobody waits for another piece
LINE = 990  # characters; a mail's lines are shorter (RFC 5322 section 2.1.1), so a longer one was cut in the middle

Answer = Callable[[dict[str, Any]], Awaitable[None]]


class Coalescing:
    """Puts pieces together, before `answer` sees them. `gap` in seconds."""

    def __init__(self, pieces: Pieces, answer: Answer, *, gap: float = GAP) -> None:
        self._pieces = pieces
        self._answer = answer
        self._gap = gap
        self._long: dict[str, float] = {}  # where somebody has just written a long text, and when
        self._adding: dict[str, asyncio.Event] = {}

    async def take(self, submission: Submission, put: Callable[[], Awaitable[None]]) -> None:
        """Calls `put`, which promises this submission's job; a long text is known to those after it when this returns."""
        if not _is_text(submission):
            await put()
            return
        place = _place(submission)
        if not _is_long(submission) or place in self._adding:
            if before := self._adding.get(place):
                await before.wait()
            await put()
            return
        self._remember(place, submission)
        self._adding[place] = added = asyncio.Event()
        try:
            # The job first: a piece that nobody answers would keep the others waiting.
            await put()
            await self._pieces.add(place, _ts(submission), submission.as_json())
        finally:
            added.set()
            del self._adding[place]

    async def continues(self, event: Mapping[str, Any]) -> bool:
        """Whether a post that does not name us goes on with a long one that did; that one may have come to another process."""
        place, ts = (
            f"{event.get('channel')}:{event.get('user')}:{event.get('thread_ts') or ''}",
            str(event.get("ts") or 0),
        )
        at = self._long.get(place)
        if at is not None and 0 <= float(ts) - at <= self._gap:
            return True
        return self._pieces.shared and len(await self._before(place, Piece(ts, {"text": ""}))) > 1

    async def _before(self, place: str, piece: Piece) -> list[Piece]:
        """The pieces up to this short one. What another process has just taken may not be on disk yet."""
        found = _chain([*await self._pieces.around(place, piece.ts), piece], piece.ts, self._gap)
        left = SETTLED - max(0.0, time.time() - float(piece.ts))
        if len(found) == 1 and self._pieces.shared and left > 0:
            await asyncio.sleep(left)
            found = _chain([*await self._pieces.around(place, piece.ts), piece], piece.ts, self._gap)
        return found

    async def answer(self, row: Mapping[str, Any]) -> None:
        """The job of a submission: answers it, or the whole text of which it is the last piece."""
        submission = Submission.from_json(row)
        whole = await self._whole(submission) if _is_text(submission) else submission
        if whole:
            await self._answer(whole.as_json())

    async def _whole(self, submission: Submission) -> Submission | None:
        place, ts = _place(submission), _ts(submission)
        if not _is_long(submission) and len(await self._before(place, _piece(submission))) == 1:
            return submission if _alone(submission) else None
        await self._pieces.add(place, ts, submission.as_json())
        if time.time() - float(ts) < OLD:
            await asyncio.sleep(self._gap)
        chain = _chain(await self._pieces.around(place, ts), ts, self._gap)
        if not chain:
            return submission
        if chain[-1].ts != ts:
            return None
        first = Submission.from_json(chain[0].submission)
        if not _alone(first):
            return None
        return replace(first, text=_joined([str(piece.submission["text"]) for piece in chain]))

    def _remember(self, place: str, submission: Submission) -> None:
        now = float(_ts(submission))
        self._long = {where: at for where, at in self._long.items() if now - at <= OLD} | {place: now}


def _is_text(submission: Submission) -> bool:
    return submission.file is None and submission.door in {"post", "mention"}


def _is_long(submission: Submission) -> bool:
    return _is_text(submission) and len(typed(submission.text)) >= LONG


def _alone(submission: Submission) -> bool:
    """Whether it is for us by itself, and not only as what follows a post that named us."""
    return submission.direct or submission.door == "post"


def _ts(submission: Submission) -> str:
    """The timestamp of the post, which its key names."""
    return submission.key.split(":")[2]


def _place(submission: Submission) -> str:
    thread = "" if submission.thread_ts == _ts(submission) else submission.thread_ts
    return f"{submission.channel}:{submission.user}:{thread}"


def _piece(submission: Submission) -> Piece:
    return Piece(_ts(submission), submission.as_json())


def _chain(pieces: list[Piece], ts: str, gap: float) -> list[Piece]:
    """The pieces of one text around the one of `ts`: each but the last is long, and the next one comes right after it."""
    chain: list[Piece] = []
    for piece in sorted({piece.ts: piece for piece in pieces}.values(), key=lambda piece: float(piece.ts)):
        follows = chain and float(piece.ts) - float(chain[-1].ts) <= gap and _is_long_piece(chain[-1])
        if not follows:
            if any(one.ts == ts for one in chain):
                break
            chain = []
        chain.append(piece)
    return chain


def _is_long_piece(piece: Piece) -> bool:
    return len(typed(str(piece.submission["text"]))) >= LONG


def _joined(texts: list[str]) -> str:
    """The text as it was before Slack cut it: at the end of a line, unless the line is longer than a mail's can be."""
    whole = texts[0]
    for text in texts[1:]:
        cut_inside = len(whole.rpartition("\n")[2]) > LINE
        whole += text if cut_inside or whole.endswith("\n") else f"\n{text}"
    return whole
