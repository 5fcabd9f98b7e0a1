"""Link: one place to which a mail can lead its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzers.links.names import Host


@dataclass(frozen=True, slots=True)
class Link:
    """`href` as the mail's reader would follow it, with the `shown` text (None: it shows itself) and `where` it stood.

    `where` is `html`, `text`, `header`, `attachment:NAME` or `qr:NAME`. `host` is None when the address names no host
    (`mailto:`, `javascript:`). `path` and `query` are as written. `kind` tells how the reader gets there. `unwrapped_from`
    is the address as it stood in the mail when a mail filter or a click counter had wrapped `href` into its own.
    """

    href: str
    shown: str | None
    where: str
    host: Host | None
    path: str = ""
    query: str = ""
    userinfo: str | None = None
    kind: str = "anchor"  # anchor, form, text, meta-refresh, area, frame, image, qr, annotation
    unwrapped_from: str | None = None
