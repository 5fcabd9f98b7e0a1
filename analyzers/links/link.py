"""Link: one place to which a mail can lead its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzers.links.names import Host


@dataclass(frozen=True, slots=True)
class Link:
    """`href` as the mail's reader would follow it, with the `shown` text (None: it shows itself) and `where` it stood.

    `where` is `html`, `text`, `header` or `attachment:NAME`. `host` is None when the address names no host
    (`mailto:`, `javascript:`). `path` and `query` are as written. `kind` tells how the reader gets there.
    """

    href: str
    shown: str | None
    where: str
    host: Host | None
    path: str = ""
    query: str = ""
    userinfo: str | None = None
    kind: str = "anchor"  # anchor, form, text, meta-refresh, area, image
