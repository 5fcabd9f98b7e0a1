"""Mail that was taken and is not answered yet: on disk, so that whoever handed it over may forget it.

A row stays when its mail is dropped: it is what makes a second delivery of the same mail a no-op.
"""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from bot import tables
from bot.rows import Rows, moment_of, moment_text

MAX_RAW = 64 * 1024 * 1024  # bytes of one mail; every way in takes less
LARGE = 1024 * 1024  # bytes
_PLAIN, _PACKED = b"\0", b"\1"  # the first byte of what is kept: how the rest is written

State = Literal["taken", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Spooled:
    """A mail that was taken. `door` is the way in; `why` a short code; `raw` is None when it was dropped."""

    id: str
    parent: str | None
    door: str
    state: State
    why: str | None
    raw: bytes | None
    taken: datetime


class Spool(Rows):
    """The spool. Every method raises DatabaseError."""

    async def take(self, id: str, raw: bytes, *, door: str, parent: str | None = None) -> bool:  # noqa: A002
        """Keep a mail as `taken`, True; a known `id` is left as it is, False. Raises ValueError above MAX_RAW bytes."""
        if len(raw) > MAX_RAW:
            raise ValueError(f"A mail of {len(raw)} bytes is too large for the spool")
        packed = await asyncio.to_thread(_pack, raw)
        row = {"id": id, "parent": parent, "door": door, "state": "taken", "raw": packed}
        new = self.insert(tables.spool).values(**row, taken=moment_text(datetime.now(UTC)))
        return await self.first(new.on_conflict_do_nothing().returning(tables.spool.c.id)) is not None

    async def get(self, id: str) -> Spooled | None:  # noqa: A002
        """The mail, None when it was never taken."""
        row = await self.first(sa.select(tables.spool).where(tables.spool.c.id == id))
        if row is None:
            return None
        raw = None if row["raw"] is None else await asyncio.to_thread(_unpack, row["raw"])
        return Spooled(**{**row, "raw": raw, "taken": moment_of(row["taken"])})

    async def state(self, id: str) -> tuple[State, str | None] | None:  # noqa: A002
        """Where a mail stands, and why; None when it was never taken."""
        spool = tables.spool.c
        row = await self.first(sa.select(spool.state, spool.why).where(spool.id == id))
        return None if row is None else (row["state"], row["why"])

    async def finish(
        self,
        id: str,  # noqa: A002
        state: Literal["done", "failed"],
        why: str | None = None,
        *,
        keep: bool = False,
    ) -> None:
        """Write down how it ended, and drop the mail itself unless it is to be kept. May be told again."""
        ended: dict[str, str | None] = {"state": state, "why": why}
        dropped = {} if keep else {"raw": None}
        await self.changed(sa.update(tables.spool).where(tables.spool.c.id == id).values(**ended, **dropped))


def _pack(raw: bytes) -> bytes:
    # Most of a large mail is base64: looking for repetitions takes four times as long there, and finds nothing.
    strategy = zlib.Z_HUFFMAN_ONLY if len(raw) > LARGE else zlib.Z_DEFAULT_STRATEGY
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    packed = b"".join((_PACKED, packer.compress(raw), packer.flush()))
    return packed if len(packed) <= len(raw) else _PLAIN + raw


def _unpack(kept: bytes) -> bytes:
    if kept[:1] == _PLAIN:
        return kept[1:]
    return zlib.decompressobj().decompress(memoryview(kept)[1:], MAX_RAW)
