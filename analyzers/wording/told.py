"""Words that tell of fraud instead of trying it, and how much of a text they excuse.

Whoever tries a fraud may write "we never ask for your password" beside it. So such words excuse their own clause alone, and
never what asks something of the reader; and quotation marks excuse what stands in them only where the sentence that quotes it
says that it is not real.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = 160  # characters on either side within which a clause begins and ends
# A sentence ends, or one that could stand alone: a dash, a semicolon, a finite Japanese verb before a comma.
_STOPS = re.compile(
    r"[\n。！？!?;]|\. | [-\u2013\u2014] |(?:(?<=です)|(?<=ます)|(?<=ました)|(?<=ません)|(?<=ください)|(?<=下さい))[、,]"
)
_DOING = (
    "verify|confirm|update|validate|re-?validate|re-?activate|activate|restore|unlock|secure|keep|enter|submit|provide|change"
    "|reset|sign|log|login|click|upgrade|authenticate|review|call|pay|renew"
)
_LOST = "suspended|locked|limited|restricted|deactivated|disabled|blocked|terminated|frozen|closed|deleted|cancelled|canceled"
# What asks something of the reader, or tells him what became of his account; not what others are said to ask or to tell.
_DEMAND = re.compile(
    rf"(?:\bplease|\bkindly|\bunless you|\buntil you|\bif you do not|\byou must|\byou need to|\byou have to|[:,]) (?:{_DOING})\b"
    rf"|(?<!that )(?<!claiming )(?<!claims )(?<!saying )(?<!says )\b(?:your|the) (?:\w+ ){{0,3}}(?:has been|have been|was|is|will be) (?:\w+ )?(?:{_LOST})\b"
    r"|(?:確認|更新|入力|認証|ログイン|サインイン|手続き?|設定|アクセス|クリック|登録|完了|送って|行って|解除)(?:を|の)?(?:し|して|行って|の上)?[、,]?"
    r"(?:ください|下さい|お願い|いただ|頂)(?!.{0,10}(?:などと|等と|という|といった|と(?:称|促|求|装|記載|書)|[」』]))"
)
_PLAIN = re.compile(r"please|kindly|unless|until|if|[^\x00-\x7f]")  # nobody reports so
_REPORTED = re.compile(
    r"\b(?:ask|urg|tell|request|invit|trick)\w* (?:you |customers |users |people )?(?:to|into)\b"
    r"|\b(?:say|says|saying|claim\w*|pretend\w*|state|states|stating|tells?|telling)\b"
)
_NEAR = 80  # characters in which a report goes on
_QUOTES = re.compile(r"「[^「」\n]{4,80}」|[\"“][^\"“”\n]{4,80}[\"”]")
_UNREAL = re.compile(
    r"(?:と称|などの?(?:偽|件名|文面|文言|メール|sms)|という(?:偽|件名|文面|文言|メール|sms)|といった(?:偽|件名|文面|文言|メール|sms|内容)|(?:こうした|このような|こういった|上記のような)(?:偽の?|不審な?)?(?:メール|文面|件名)|装っ|装う|かたる|騙る|偽(?:の|メール|サイト)|なりすまし|不審な?メール"
    r"|詐欺|訓練|隔離|フィッシング|\bphish\w*\b|\blures?\b|\b(?:such|these) (?:e-?mails?|messages?|subjects?)\b|\bscam\w*\b|\bfake\b|\bfraud\w*\b|\bspoof\w*\b|\bquarantined?\b)(?!(?:メール)?(?:の)?(?:対策|防止|保護|強化)| (?:\w+ )?(?:protection|prevention|defen[cs]e|policy|measures))"
)
_TAKEN_UP = re.compile(r"(?:こうした|このような|こういった|上記のような)")
# Words by which a quoted sentence leads to a link.
_POINTS = re.compile(r"以下|下記|こちら|リンク|url|ボタン|\b(?:here|below|link|click|button)\b")


def without(warning: Any, text: str) -> str:
    """`text` with blanks in place of each clause where `warning` (a pattern) fits, as far as it asks nothing of the reader."""
    kept, done = [], 0
    for match in warning.finditer(text):
        begins, ends = _clause(text, *match.span())
        begins, ends = max(done, begins), max(done, ends)
        kept += [text[done:begins], " " * (ends - begins)]
        done = ends
    return "".join((*kept, text[done:]))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the clause of a match goes, without what is demanded beside it."""
    least, most = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
    begins = max((m.end() for m in _STOPS.finditer(text, least, start)), default=least)
    stop = _STOPS.search(text, end, most)
    ends = stop.end() if stop else most
    return (start if _DEMAND.search(text, begins, start) else begins), (
        end if _demands(text, start, end, ends) else ends
    )


def _demands(text: str, told: int, start: int, end: int) -> bool:
    """Whether something is demanded from `start` to `end`, other than what others are said to ask or to tell since `told`."""
    found = _DEMAND.finditer(text, start, end)
    return any(_PLAIN.match(d[0]) or not _REPORTED.search(text, max(told, d.start() - _NEAR), d.start()) for d in found)


def without_quotes(text: str) -> str:
    """`text` with blanks in place of what it quotes as not real. A list's heading ("subjects of such mails:") speaks for the line below."""
    kept, done = [], 0
    for start, end in _quoting(text):
        kept += [text[done:start], " " * (end - start)]
        done = end
    return "".join((*kept, text[done:]))


def _quoting(text: str) -> Iterator[tuple[int, int]]:
    for found in _QUOTES.finditer(text):
        start, end = found.span()
        if not _POINTS.search(found[0]) and _UNREAL.search(_around(text, start, end)):
            yield start, end


def _around(text: str, start: int, end: int) -> str:
    """The line before and behind a quotation, without what it quotes, and the heading above."""
    least = max(0, start - 2 * _SENTENCE)
    above, _, before = text[least:start].rpartition("\n")
    line, _, below = text[end : end + _SENTENCE].partition("\n")
    behind = line + below.partition("\n")[0] if _TAKEN_UP.match(below) else line
    heading = above.rpartition("\n")[2].rstrip()
    said = before + "\x00" + behind if not heading.endswith((":", "例")) else f"{heading} {before}\x00{behind}"
    return _QUOTES.sub(" ", said)
