"""Fuwake's analyzers: what a suspicious mail says and hides. They know no chat, no language and no settings.

>>> from analyzers import examine, read
>>> message = read(open("suspicious.eml", "rb").read())  # doctest: +SKIP
>>> report = await examine(message, lookups=lookups)  # doctest: +SKIP
>>> report.level  # doctest: +SKIP
<Level.DANGER: 'danger'>
"""

from __future__ import annotations

from analyzers.errors import AnalyzerError, LookupFailed, NotAMail
from analyzers.examine import examine
from analyzers.message import Form, Message
from analyzers.reading import read
from analyzers.report import Report
from analyzers.scoring import Level
from analyzers.trace import OurSide

__all__ = [
    "AnalyzerError",
    "Form",
    "Level",
    "LookupFailed",
    "Message",
    "NotAMail",
    "OurSide",
    "Report",
    "examine",
    "read",
]
