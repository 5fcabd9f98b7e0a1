"""Formats: what the buttons and programs with which people report a mail write around it.

Two things are taken from them: as what the reporter handed it in (phishing, junk, no junk), and the reporter's own words, without
what a button puts there for everybody. The mail itself is found by its bytes (`bot.mailbox.wrapper`), so a button that is not known
here works, too.

- Microsoft's reporting mailbox: the subject begins with `1|` or `Junk:`, `2|` or `Not junk:`, `3|` or `Phishing:`
  (learn.microsoft.com/defender-office-365/submissions-user-reported-messages-custom-mailbox). Older buttons go on with
  `network message id|sender's address|From address|(subject)`.
- Feedback reports: `Feedback-Type` is `abuse`, `fraud`, `virus`, `not-spam` or `other` (RFC 5965, section 3.1; RFC 6430).
- KnowBe4's button asks for phishing, spam, or unknown, and for a comment.
- Proofpoint's PhishAlarm begins the subject with `Potential Phish:`, and may write the reported mail into the text between markers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from analyzers.reading.carrier import Carrier

Verdict = Literal["phishing", "junk", "not-junk", "malware"]
MAX_SUBJECT, MAX_SAID, MAX_MARKS, MAX_BLOCK = 500, 20_000, 50, 100_000
_PREFIX: Final = re.compile(
    r"(?i)\s{0,9}(?:(?P<number>[123])\||(?P<word>not[ -]?junk|junk|phishing|phish|spam)[ ]?(?:\||:(?!\s*(?:re|fw|fwd)\s*:)))"
)
_NUMBERS: Final[dict[str, Verdict]] = {"1": "junk", "2": "not-junk", "3": "phishing"}
_WORDS: Final[dict[str, Verdict]] = {
    "junk": "junk", "spam": "junk", "notjunk": "not-junk", "phishing": "phishing", "phish": "phishing",
}  # fmt: skip
_OLDER: Final = re.compile(
    r"[0-9a-fA-F-]{30,40}\|[^|]{0,64}\|[^|]{0,330}\|\(?(?P<subject>.{0,500}?)\)?\s*\Z", re.DOTALL
)
_FEEDBACK: Final = re.compile(r"(?im)^feedback-type[ \t]{0,9}:[ \t]{0,9}([a-z-]{1,40})")
_KINDS: Final[dict[str, Verdict]] = {"fraud": "phishing", "abuse": "junk", "not-spam": "not-junk", "virus": "malware"}
_MARKED: Final = re.compile(
    r"(?i)\s{0,9}\[?(?:phish(?:ing)?[ -]?alert(?: report)?|potential phish(?:ing)?|suspicious e?-?mail(?: report(?:ed)?)?"
    r"|reported phish(?:ing)?|user[ -]reported(?: (?:phish(?:ing)?|message|e?-?mail))?|cofense report(?:er)?|phishme report(?:er)?"
    r"|hoxhunt(?: report)?)\]?\s{0,3}[:：|-]?(?:\s{1,9}|\Z)"
)
# Lines that tell what the button was told: `Disposition: Spam/Junk`, `Comment: …`.
_LABEL: Final = re.compile(
    r"(?im)^[ \t>*]{0,9}(?:(?P<verdict>e?-?mail disposition|disposition|user disposition|reported as|report type|classification"
    r"|category|reason)|(?P<comment>(?:user |reporter'?s? |additional )?comments?|コメント|備考))[ \t*]{0,5}[:：][ \t*]{0,5}"
    r"(?P<said>[^\n]{0,1000})$"
)
_SAID: Final[tuple[tuple[re.Pattern[str], Verdict], ...]] = (
    (re.compile(r"(?i)\bnot[ -]?(?:junk|spam|phish)|\blegitimate|\bsafe\b|迷惑メールではない"), "not-junk"),
    (re.compile(r"(?i)\bphish|\bsuspicious|\bfraud|フィッシング|詐欺"), "phishing"),
    (re.compile(r"(?i)\bmalware|\bvirus|ウイルス"), "malware"),
    (re.compile(r"(?i)\bjunk|\bspam|迷惑"), "junk"),
)
# What stands in a report for everybody: whole lines, by how they begin.
_FOR_EVERYBODY: Final = re.compile(
    r"(?i)[ \t>*_-]{0,9}(?:sent from my |sent from (?:outlook|yahoo|mail) |get outlook for |iphoneから送信|ipadから送信"
    r"|このメールは(?:、)?(?:.{0,40})(?:ボタン|アドイン)|this (?:e?-?mail|message) (?:was|has been) (?:reported|forwarded|submitted) "
    r"|(?:the )?(?:attached|following|enclosed) (?:e?-?mail|message) (?:was|has been) (?:reported|submitted) "
    r"|a user (?:has )?reported |(?:.{1,80} )?has reported (?:this|the following|a) |reported (?:by|via|using|with|from) "
    r"|(?:this is an? )?e?-?mail (?:feedback|abuse) report |phish alert |phishalarm |cofense reporter|phishme reporter|hoxhunt"
    r"|microsoft (?:report|junk) |-{5,}|_{5,}|={5,})"
)
# What a button tells of the mail and of itself, line by line; one such line may be anybody's.
_TABLE: Final = re.compile(
    r"(?i)[ \t>*]{0,9}(?:user|reporter|reported by|from|to|sender|recipient|subject|date|received at|sent|message[ -]id"
    r"|network message id|internet message id|client|platform|version|locale|os|user agent|add-?in version)[ \t*]{0,5}[:：]"
)
_PHISH_ALARM: Final = re.compile(r"-{5,20} ((?:Begin|End) (?:Email Headers|Reported Email)) -{5,20}")
_CONTENT: Final = re.compile(r"(?im)^(?:content-[a-z-]{1,40}|mime-version):[^\n]*\n(?:[ \t][^\n]*\n)*")


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells beside the mail: the reporter's `verdict`, the own `words`, and the `subject` without a button's mark.

    `button` is True when a program wrote the report, whose text is then not the reporter's unless it is told as a comment.
    """

    verdict: Verdict | None
    words: str
    subject: str
    button: bool


def told_by(carrier: Carrier, text: str) -> Told:
    """What the report mail says, whose reporter wrote `text`; the words are not bounded yet."""
    subject, verdict, marked = _of_subject(carrier.subject[:MAX_SUBJECT])
    feedback = _FEEDBACK.search(carrier.feedback)
    if feedback:
        verdict = _KINDS.get(feedback[1].lower(), verdict)
    labels = list(_LABEL.finditer(text[:MAX_SAID]))
    verdict = next((found for label in labels if (found := _verdict_of(label))), verdict)
    button = marked or bool(carrier.feedback) or any(label["verdict"] for label in labels)
    comments = [label["said"].strip() for label in labels if label["comment"] and label["said"].strip()]
    words = "\n".join(comments) if comments or carrier.feedback else own_words(text)
    return Told(verdict, words, subject, button=button)


def _of_subject(subject: str) -> tuple[str, Verdict | None, bool]:
    """The subject without what a button put before it, as what it was reported, and whether a button did."""
    if found := _PREFIX.match(subject):
        rest = subject[found.end() :].strip()
        older = _OLDER.match(rest)
        word = (found["word"] or "").lower().replace(" ", "").replace("-", "")
        verdict = _NUMBERS[found["number"]] if found["number"] else _WORDS[word]
        return (older["subject"] if older else rest).strip(), verdict, True
    if found := _MARKED.match(subject):
        return subject[found.end() :].strip(), None, True
    return subject.strip(), None, False


def _verdict_of(label: re.Match[str]) -> Verdict | None:
    if not label["verdict"]:
        return None
    return next((verdict for shape, verdict in _SAID if shape.search(label["said"])), None)


def own_words(text: str) -> str:
    """The reporter's own lines: not what a program put there, not the signature, not what is quoted of another mail."""
    lines = text[:MAX_SAID].split("\n")
    table = sum(_TABLE.match(line) is not None for line in lines) > 1
    kept: list[str] = []
    for line in lines:
        if line.rstrip("\r") in {"-- ", "--"}:  # RFC 3676, section 4.3
            break
        if not (_FOR_EVERYBODY.match(line) or line.startswith(">") or (table and _TABLE.match(line))):
            kept.append(line.strip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def written_out(text: str) -> tuple[str, bytes] | None:
    """The mail that PhishAlarm writes into the text of a report, behind what stands above it; None when there is none.

    The body is the text that a reader sees, so the fields that tell how it was encoded are left out.
    """
    marks: dict[str, re.Match[str]] = {}
    for mark in islice(_PHISH_ALARM.finditer(text), MAX_MARKS):
        marks.setdefault(mark[1], mark)
    head, body = (_between(text, marks, what) for what in ("Email Headers", "Reported Email"))
    if not head:
        return None
    block = _CONTENT.sub("", head[:MAX_BLOCK].strip() + "\n")
    return text[: marks["Begin Email Headers"].start()], f"{block}\n{body.strip()}\n".encode("utf-8", "replace")


def _between(text: str, marks: dict[str, re.Match[str]], what: str) -> str:
    begin, end = marks.get(f"Begin {what}"), marks.get(f"End {what}")
    if begin is None:
        return ""
    return text[begin.end() : end.start() if end and end.start() > begin.end() else len(text)]
