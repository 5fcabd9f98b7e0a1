"""Links: where a mail's links really lead, each kept as a pair with the text it shows."""

from __future__ import annotations

from analyzers.links.link import Link
from analyzers.links.names import Host, registrable_domain

__all__ = ["Host", "Link", "registrable_domain"]
