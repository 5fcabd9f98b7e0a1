"""What can go wrong in the analyzers.

::

    AnalyzerError
    ├── NotAMail        the input holds no mail, no header block, no text with a link, no URL
    └── LookupFailed    a question was asked and no answer came ("temperror" in RFC 8601, section 2.7)

A name that does not exist is no error: it is an answer, and it is empty.
"""

from __future__ import annotations

from typing import Literal

Source = Literal["dns", "blocklist", "rdap", "whois", "geo", "feed", "page", "dkim", "spf"]
Reason = Literal["timeout", "refused", "error", "not-installed", "offline"]


class AnalyzerError(Exception):
    """Every error that the analyzers raise on purpose."""


class NotAMail(AnalyzerError):  # noqa: N818 -- it says what the input is
    """The input is no mail and no link.

    `code` tells the words which sentence to say: `empty`, `no-mail`, `binary`, `encrypted` or `too-large`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LookupFailed(AnalyzerError):  # noqa: N818 -- it says what happened
    """`source` was asked about `subject` and gave no answer, for `reason`."""

    def __init__(self, source: Source, subject: str, reason: Reason) -> None:
        super().__init__(f"{source} {subject}: {reason}")
        self.source: Source = source
        self.subject = subject
        self.reason: Reason = reason
