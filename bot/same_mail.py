"""Are two reports about the same mail? Only when everything that a reader sees is the same, and how it was sent as well.

A decision about one of them holds for the other, so likeness is not enough: a forged copy of a genuine mail must never share its
fate. What differs between the copies of one mail (the recipient, the route behind our own servers, the date) is left out.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from analyzers.message import Form

if TYPE_CHECKING:
    from analyzers import Report


def mail_key(report: Report) -> str | None:
    """The same for reports about the same mail; None when too little of the mail is there to tell."""
    d = report.dossier
    message = d.message
    if message.form is Form.HEADERS or not (message.text.strip() or message.links):
        return None
    origin, found = d.trace.origin, d.facts.authentication
    parts = [
        message.form.value,
        [message.sender.raw, message.sender.reply_to],
        message.subject,
        message.text,
        [link.href for link in message.links],
        [[attachment.name, attachment.sha256] for attachment in message.attachments],
        origin.ip if origin else None,
        [found.spf.result if found.spf else None, found.dmarc.result if found.dmarc else None],
        [[each.domain, each.result] for each in found.dkim],
    ]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()
