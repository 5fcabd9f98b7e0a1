"""What a person typed, out of what Slack made of it.

Slack escapes `& < >`, turns addresses into `<mailto:a|a>`, URLs into `<https://…>` and bare domains into `<http://a.b|a.b>`.
There the label is what was typed, and the target was invented by Slack. A link that was pasted together with its text is
`<https://real.example/|text>`: both are kept as they stand, since the target is the mail's own.
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
        return found[0].replace("&", "&amp;") if _is_pasted(target, label) else label
    return target.removeprefix("mailto:")


def _is_pasted(target: str, label: str) -> bool:
    """Whether the label leads elsewhere than it says: Slack's own links repeat it, with a scheme or a slash more."""
    scheme, mark, place = target.partition("://")
    if not mark or scheme.lower() not in {"http", "https"}:
        return False
    return place.rstrip("/").lower() != label.rpartition("://")[2].rstrip("/").lower()
