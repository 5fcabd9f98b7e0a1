"""Trace: the way a mail took, and the one line of it that can be believed.

Every server puts a `Received` field on top (RFC 5321, section 4.4). Only our own servers' lines are facts; everything below
the line in which our side took the mail from a stranger is the stranger's to invent.
"""

from __future__ import annotations

from analyzers.trace.boundary import Because, OurSide, Trace, trace
from analyzers.trace.received import Hop, read_hop

__all__ = ["Because", "Hop", "OurSide", "Trace", "read_hop", "trace"]
