"""Link: one place to which a mail can lead its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzers.links.names import Host

_BESIDE = frozenset({"image", "unsubscribe"})


@dataclass(frozen=True, slots=True)
class Link:
    """`href` as the mail's reader would follow it, with the `shown` text (None: it shows itself) and `where` it stood.

    `where` is `html`, `text`, `header`, `attachment:NAME` or `qr:NAME`. `host` is None when the address names no host
    (`mailto:`, `javascript:`). `path` and `query` are as written. `kind` tells how the reader gets there. `pictured`: it shows
    a picture, and `shown` is only what stands in its place.

    When others had put their own address around it, `unwrapped_from` is the address as it stood in the mail and `rewriters`
    names them, outermost first (ids of `data/rewriters.toml`). `opaque`: the last of them is a filter that keeps the address to
    itself, so that `href` is still the filter's; the host that its link names is `claimed_host`. `disguise` tells how the host is hidden from the eye (`analyzers.links.disguise`).
    """

    href: str
    shown: str | None
    where: str
    host: Host | None
    path: str = ""
    query: str = ""
    userinfo: str | None = None
    kind: str = "anchor"  # anchor, area, form, frame, meta-refresh, script, text, image, unsubscribe, qr, annotation
    pictured: bool = False
    unwrapped_from: str | None = None
    rewriters: tuple[str, ...] = ()
    opaque: bool = False
    claimed_host: Host | None = None
    disguise: str | None = None

    @property
    def target(self) -> Host | None:
        """The host at the end, as far as the link tells; None when a filter keeps it to itself."""
        return self.claimed_host if self.opaque else self.host

    @property
    def leads(self) -> bool:
        """Whether a reader is led there: pictures are only loaded, and a header is not read."""
        return self.kind not in _BESIDE
