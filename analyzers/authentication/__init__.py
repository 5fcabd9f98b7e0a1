"""Authentication: whose word about the sender can be believed, and what can be verified again.

SPF, DKIM, DMARC and ARC are evaluated here, over the mail as it stands and, where a receiving server stamped its subject or a list
put a footer under it, over the mail as it was. A pass says who sent a mail, never that the mail is harmless.
"""

from __future__ import annotations

from analyzers.authentication.asking import Answers, Asking, ask
from analyzers.authentication.case import Case, prepare
from analyzers.authentication.verdicts import conclude

__all__ = ["Answers", "Asking", "Case", "ask", "conclude", "prepare"]
