"""Does the mail have its reader run a command on the computer, by the Run dialog or by a command that loads and runs something?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_LOOKED_AT = 20_000  # characters
_DIALOG = re.compile(
    r"(?i)(?:\bwin(?:dows)?|⊞)[^\w\n]{0,3}(?:logo[^\w\n]{0,3})?(?:key|キー|taste|tecla|touche|tasto)?[^\w\n]{0,3}\s?[+&][^\w\n]{0,3}[rx]\b"
    r"|ファイル名を指定して実行|\brun (?:dialog|window|box)\b"
)
_PASTES = re.compile(
    r"(?i)\bpaste\b|貼り付け|貼付け|ペースト|\bctrl[^\w\n]{0,3}\+[^\w\n]{0,3}v\b|einfügen|fügen sie|\bpegue|\bpegar\b|\bcollez\b|\bincolla|\bcole o\b|粘贴|붙여"
)
# Programs of Windows by which intruders load more, in the ways in which only they call them.
_LOADS = re.compile(
    r"(?i)\bpowershell(?:\.exe)?[^\n]{0,200}?(?:\s-w(?:indowstyle)?\s{1,3}(?:h|1\b)|\s-e(?:c|nc|ncodedcommand)?\s{1,3}[a-z0-9+/]{20}|\biex\b|invoke-expression)"
    r"|\bmshta(?:\.exe)?\s{1,3}[\"']?https?:|\b(?:iwr|irm|invoke-webrequest|invoke-restmethod)\b[^\n]{0,200}\|\s{0,3}iex\b"
)


@dataclass(frozen=True, kw_only=True)
class RunCommand(Finding):
    """It says to paste something into the Run dialog (`how` `dialog`), or brings a `command` that loads a program unseen."""

    how: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    text = unicodedata.normalize("NFKC", dossier.message.text[:_LOOKED_AT])
    pasted = _DIALOG.search(text) is not None and _PASTES.search(text) is not None
    if pasted or _LOADS.search(text):
        yield RunCommand(how="dialog" if pasted else "command", evidence=(Evidence("body", "text"),))
