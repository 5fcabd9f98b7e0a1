"""Does a stranger speak of our mailboxes or accounts as if he ran them, and lead elsewhere?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.listed import came_by_list
from analyzers.senders.words import claims, plain
from analyzers.trace.handing import handing_houses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_MAX_TEXT, _AROUND, _MOST = 3000, 40, 30
_MAILBOX = re.compile(
    r"mailbox|webmail|mail ?server|e-?mail (?:account|server|quota|storage|support|security|team|admin\w*)|inbox|password|"
    r"quota|server admin\w*|messages? (?:pending|on hold|held|blocked)|メール(?:管理|サーバ|ボックス|アカウント|システム|容量)|受信トレイ|"
    r"パスワード|管理者|サーバー?管理|容量|邮箱|郵箱|密码|메일함|비밀번호"
)


@dataclass(frozen=True, kw_only=True)
class OwnNameSpoken(Finding):
    """`excerpt` names our `own_domain` as a house that runs mailboxes or accounts, and a link leads to `host`, which is not ours."""

    own_domain: str
    excerpt: str
    host: str
    handed: bool = False

    @property
    def variant(self) -> str:
        """Members of a list (`handed`) speak of one another's houses."""
        return "handed" if self.handed else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A mail address of ours in the text is no name of ours."""
    who = author(dossier)
    if dossier.own_domain_of(who.domain) or dossier.side.owns(who.domain) or dossier.by_known_list:
        return
    hosts = [link.target.name for link in dossier.web_links if link.target]
    foreign = next((host for host in hosts if not dossier.own_domain_of(host) and not dossier.side.owns(host)), None)
    if foreign is None:
        return
    text = _folded(dossier)
    for own in dossier.own_domains:
        for found in list(re.finditer(rf"(?<![\w.@-]){re.escape(own)}(?![\w-]|\.\w)", text))[:_MOST]:
            around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            if _MAILBOX.search(around) or claims("desk", around):
                yield OwnNameSpoken(
                    own_domain=own,
                    excerpt=around.strip(),
                    host=foreign,
                    handed=_handed(dossier),
                    evidence=(Evidence("body", "text"),),
                )
                return


def _handed(dossier: Dossier) -> bool:
    """Whether a list of somebody else than the sender handed the mail on."""
    return came_by_list(dossier) and dossier.from_registrable not in handing_houses(dossier.message.headers, None)


def _folded(dossier: Dossier) -> str:
    """The subject and the beginning of the text, folded."""
    whole = f"{dossier.message.subject or ''} \n {dossier.message.text[:_MAX_TEXT]}"
    return " ".join(
        plain(piece) for line in whole.split("\n") for piece in re.findall(r".{1,250}(?:\s|\Z)|.{1,250}", line)
    )
