"""Fuwake's analyzers: what a suspicious mail says and hides. They know no chat, no language and no settings.

>>> from analyzers import examine, read
>>> message = read(open("suspicious.eml", "rb").read())  # doctest: +SKIP
>>> report = await examine(message, lookups=lookups)  # doctest: +SKIP
>>> report.level  # doctest: +SKIP
<Level.DANGER: 'danger'>
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
_HOME = {
    "AnalyzerError": "errors",
    "Form": "message",
    "Level": "scoring",
    "LookupFailed": "errors",
    "Message": "message",
    "NotAMail": "errors",
    "OurSide": "trace",
    "Report": "report",
    "examine": "examine",
    "read": "reading",
}


def __getattr__(name: str) -> Any:
    """Imports what is asked for: the parse worker's child needs one parser, and should not load the whole house for it."""
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"analyzers.{_HOME[name]}"), name)
