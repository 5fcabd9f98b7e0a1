"""Trace: the way a mail took, and the one line of it that can be believed.

Every server puts a `Received` field on top (RFC 5321, section 4.4). Only our own servers' lines are facts; everything below
the line in which our side took the mail from a stranger is the stranger's to invent.
"""

from __future__ import annotations

from analyzers.trace.boundary import trace
from analyzers.trace.envelope import Envelope, envelope
from analyzers.trace.received import Hop, read_hop
from analyzers.trace.route import Because, OurSide, Passed, Trace
from analyzers.trace.team import Team, TeamFileError, read_team
from analyzers.trace.us import Person, Us
from analyzers.trace.zone import Standing, standing

__all__ = [
    "Because",
    "Envelope",
    "Hop",
    "OurSide",
    "Passed",
    "Person",
    "Standing",
    "Team",
    "TeamFileError",
    "Trace",
    "Us",
    "envelope",
    "read_hop",
    "read_team",
    "standing",
    "trace",
]
