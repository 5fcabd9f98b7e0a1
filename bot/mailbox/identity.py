"""What makes two deliveries the same mail."""

from __future__ import annotations

import hashlib
import re

# A folded line belongs to its field. Every part begins after a line end, so the searches are linear.
_FIELD = re.compile(
    rb"^(message-id|from|to|date|subject|resent-(?:message-id|from|to|date))[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_END = re.compile(rb"\n\r*\n")
_MAX_HEAD = 256 * 1024  # bytes in which the fields are looked for; no mail of a person has more above its body
_PIECE = 1024 * 1024  # bytes that are looked at without letting others run
_BLANK = b" \t\r\n\0"


def identity(raw: bytes) -> str:
    """32 hexadecimal digits: the same for the same mail, by whichever way, address and number of tries it came.

    The Message-ID, what its author's program wrote about it, and its body count. What servers write on top, in which
    order, does not, nor does white space: servers write line ends anew, break long lines, and end a mail as they like. What is
    written by who sends a mail on as it was counts, too: else who wrote it could send it in first, and nobody's report of it were new.
    """
    end = _HEAD_END.search(raw)
    head = raw[: min(end.start() if end else len(raw), _MAX_HEAD)].replace(b"\r", b"")
    fields = sorted((name.lower(), value.translate(None, _BLANK)) for name, value in _FIELD.findall(head))
    told = hashlib.blake2b(digest_size=16)
    for part in (*(each for field in fields for each in field), b""):
        told.update(b"%d:%b" % (len(part), part))
    for at in range(end.end() if end else len(raw), len(raw), _PIECE):
        told.update(raw[at : at + _PIECE].translate(None, _BLANK))
    return told.hexdigest()
