"""The stamp that a receiving server puts before a subject when it has judged a mail to be spam."""

from __future__ import annotations

import re

_STAMP = re.compile(
    r"""(?ix) ^ ( (?: \s* (?: re | fwd? | 転送 ) \s* : )* (?: \s* \[ [\w .:+-]{2,40} \] )?? \s* )
    ( [\[{(【＜<*＊#_]{1,5} \s* (?: (?: possible | probable | suspected ) [ _-] )? (?: bulk | junk | spam(?:メール)? | meiwaku | 迷惑メール(?:の疑い|の可能性)? | 迷惑 | スパム(?:メール)? )
      (?: \s*[-:?!_ ]\s* (?: [\d.%?]{0,12} | high | medium | low | mail | maybe | possible | suspected | detected ) )? \s* [?!]? \s* [\]})】＞>*＊#_]{1,5} | spam\s*: )
    \s* (.*) $"""
)


def split_stamp(subject: str) -> tuple[str, str | None]:
    """The subject without its stamp, and the stamp as written ("[spam]"), or None."""
    found = _STAMP.match(subject[:2000].replace("\n", " "))
    if not found:
        return subject, None
    return (found[1] + found[3] + subject[2000:]).strip(), found[2].strip()
