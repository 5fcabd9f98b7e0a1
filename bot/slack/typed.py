"""What a person typed, out of what Slack made of it.

Slack escapes `& < >`, turns addresses into `<mailto:a|a>`, URLs into `<https://…>` and bare domains into `<http://a.b|a.b>`.
The label is what was typed; the target was invented by Slack.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_FENCE = re.compile(r"^\s*```[^\n]*\n?|\n?```\s*$")


def typed(text: str) -> str:
    """`text` of a Slack event as it was typed or pasted; mentions of people and channels are left out."""
    plain = _TOKEN.sub(_token, text.replace("\u00a0", " "))
    plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return _FENCE.sub("", plain).strip("\n")


def _token(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    if target[:1] in {"@", "#", "!"}:
        return ""
    if label:
        return label
    return target.removeprefix("mailto:")
