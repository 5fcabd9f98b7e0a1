"""Report mails for tests: what buttons and programs write (tests/mails/reports), with an original put into it."""

from __future__ import annotations

import base64
import quopri
import re
from pathlib import Path

from tests.analyzers.mails import eml

REPORTS = Path(__file__).parents[2] / "mails/reports"
OURS = Path(__file__).parents[2] / "mails"
MARK = re.compile(rb"@(?:original|base64|quoted-printable)@")
# Those that carry an original as a file, told by the place where it goes.
CARRYING = sorted(path.stem for path in REPORTS.glob("*.eml") if MARK.search(path.read_bytes()))
EVIL = eml(sender='"Bank" <b@evil.example>', subject="Pay", text="https://evil.example/pay")


def report(name: str, original: bytes = EVIL) -> bytes:
    """The report mail of this name, with `original` in it."""
    text = (REPORTS / f"{name}.eml").read_bytes()
    for mark, written in (
        (b"@original@", original.removesuffix(b"\n")),
        (b"@base64@", base64.encodebytes(original).rstrip()),
        (b"@quoted-printable@", quopri.encodestring(original).removesuffix(b"\n")),
    ):
        if mark in text:
            text = text.replace(mark, written)
    return text


def letter(*parts: bytes, more: str = "", subject: str = "check", text: str = "look", sender: str = "") -> bytes:
    """A report by hand: `text`, and `parts`, each with its header; `more` are header lines."""
    head = eml(
        sender=sender or "Hanako <hanako@example.jp>", to="phish@example.jp", subject=subject, more=more
    ).partition(b"Content-Type: text/plain")[0]
    body = b"".join(
        b"--b\n" + part + b"\n" for part in (f"Content-Type: text/plain; charset=utf-8\n\n{text}".encode(), *parts)
    )
    return head + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + body + b"--b--\n"


def attached(original: bytes = EVIL, kind: str = "message/rfc822") -> bytes:
    """One attached original; encoded unless it is declared to be a mail."""
    if kind == "message/rfc822":
        return b"Content-Type: message/rfc822\n\n" + original
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n"
    return head.encode() + base64.encodebytes(original)
