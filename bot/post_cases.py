"""The cases of one post: somebody may hand in several mails at once."""

from __future__ import annotations

import sqlalchemy as sa

from bot.rows import Rows
from bot.tables import cases


class PostCases(Rows):
    """Reads the table of `bot.store`."""

    async def levels(self, channel: str, ts: str) -> list[str | None]:
        """The level of each case that came in by the post; None for one that is still being looked at."""
        key = f"slack:{channel}:{ts}"
        of_post = sa.or_(cases.c.key == key, cases.c.key.startswith(f"{key}:", autoescape=True))
        rows = await self.all(sa.select(cases.c.level).where(of_post))
        return [row["level"] for row in rows]
