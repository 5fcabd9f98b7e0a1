"""What can be wrong with a mailbox, as one line for the administrator: short codes, never what a server or a mail said."""

from __future__ import annotations

import re
import socket
import ssl
from typing import TYPE_CHECKING, Literal

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

if TYPE_CHECKING:
    from collections.abc import Iterator

Code = Literal[
    "unreachable",
    "certificate",
    "no-tls",
    "login-refused",
    "token",
    "token-refused",
    "no-folder",
    "no-way-in",
    "folder-refused",
    "read-only",
    "cannot-move",
    "move-refused",
    "lost",
    "refused",
    "store",
    "unexpected",
]
# Trying these again soon could lock the account.
PATIENT: frozenset[Code] = frozenset({"login-refused", "token-refused", "no-tls", "certificate", "cannot-move"})
# A command that the server or the library refuses, and a connection that ends.
FAULTS = (IMAPClientError, ProtocolError, OSError)


class MailboxTrouble(Exception):  # noqa: N818 -- a state of the world
    """The mailbox cannot be read now. `code` tells what it is, the text is a sentence about it."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code = code


class Refused(Exception):  # noqa: N818 -- a state of the world
    """The server said NO to one command; the text is its response code (RFC 3501, section 7.1), or empty."""


def response_code(error: BaseException) -> str:
    """The code in brackets that a server gives with a NO. What else it says may hold an address."""
    found = re.search(r"\[([A-Z][A-Z0-9-]{0,30})[\] ]", str(error))
    return found[1] if found else ""


def told(error: BaseException) -> Iterator[str]:
    """What may be said of a fault: the system's words, a certificate's, a response code."""
    if isinstance(error, ssl.SSLCertVerificationError):
        yield error.verify_message
    elif isinstance(error, ssl.SSLError):
        yield error.reason or "TLS"
    elif isinstance(error, TimeoutError):
        yield "no answer in time"
    elif isinstance(error, socket.gaierror):
        yield "its name is not known"
    elif isinstance(error, OSError):
        yield error.strerror or type(error).__name__
    elif code := response_code(error):
        yield code


def trouble_of(error: BaseException, code: Code, text: str) -> MailboxTrouble:
    """The trouble that a fault means: `code` where the server refused, else that it was lost."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxTrouble("certificate", f"the server's certificate is not valid: {error.verify_message}")
    if isinstance(error, OSError | IMAPClientAbortError):
        code, text = (
            ("unreachable", "the server cannot be reached")
            if code == "unreachable"
            else ("lost", "the connection was lost")
        )
    said = " ".join(told(error))
    return MailboxTrouble(code, f"{text} ({said})" if said else text)
