"""Is the page of a mail nothing but a picture that one can click?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

FEW = 60  # letters: a line to unsubscribe at most
NONE = 10  # letters: an advertisement says at least whose it is, or how to be rid of it
MAX_FOOTER = 1_500  # letters: of a longer page the picture is but a part
_SENTENCES = re.compile(r"[\n。！？!?|]|\.(?=\s)")
# What stands at the foot of any mailing, and what else stands at the foot of letters: neither says what it is about.
_MAILING = re.compile(
    r"(?i)unsubscri|opt[\s-]?out|no longer (?:wish|want)|\byou(?:'re| are)? (?:receiv|subscrib|get)|\breceived this|\bsent to you"
    r"|\bthis (?:e-?mail|message|mail|newsletter)\b|\bbecause you\b|preferences|web version|in (?:your|a) browser"
    r"|view (?:it |this )?online|配信(?:停止|解除|を希望)|購読|登録解除|退会|このメール|本メール|ブラウザ"
)
_FOOT = re.compile(
    r"(?i)privacy|copyright|\(c\)|©|all rights reserved|\bterms\b|trademark|contact us|do not reply|registered (?:in|office)"
    r"|\b(?:company|registration) (?:no|number)|\b(?:ltd|llc|inc|gmbh|corp|limited)\b|\b(?:road|street|avenue|suite|p\.?o\.? box)\b"
    r"|プライバシー|個人情報|返信(?:でき|いただ)|お問い?合わ?せ|株式会社|有限会社|発行元|無断転載|〒"
)


@dataclass(frozen=True, kw_only=True)
class ImageOnly(Finding):
    """The page shows a picture that leads to `host`, and hardly a word but those at the foot of any mailing.

    At the sender's own `site` (`own`) there is no word at all.
    """

    host: str
    site: str = "other"

    @property
    def variant(self) -> str:
        """To send a picture that leads to one's own site is odd, and no more."""
        return "own" if self.site == "own" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; with a few words, a picture that leads to the sender's own site, or to his mailing service, is an advertisement."""
    message, places = dossier.message, dossier.destinations
    if not any(link.pictured and link.where == "html" for link in message.links):
        return
    letters = sum(char.isalpha() for char in message.look.page[:5_000])
    if message.inside or (letters >= FEW and not _is_footer(message.look.page)):
        return
    wordless = letters + sum(char.isalpha() for char in message.look.plain[:5_000]) < NONE
    for site, links in (("other", places.strangers), ("own", places.authors if wordless else ())):
        for link in links:
            if link.pictured and link.where == "html" and link.target:
                yield ImageOnly(host=link.target.name, site=site, evidence=(Evidence("body", link.where),))
                return


def _is_footer(page: str) -> bool:
    """Whether hardly a word is left of a short text without the sentences that stand at its foot.

    Somebody's short letter has a foot, too, but not that of a mailing: of it no word at all may be left.
    """
    if sum(char.isalpha() for char in page[: 2 * MAX_FOOTER]) > MAX_FOOTER:
        return False
    sentences: list[str] = _SENTENCES.split(page[: 4 * MAX_FOOTER])
    mailing = any(map(_MAILING.search, sentences))
    own = (sentence for sentence in sentences if not _MAILING.search(sentence) and not _FOOT.search(sentence))
    return sum(char.isalpha() for sentence in own for char in sentence) < (FEW if mailing else NONE)
