"""Real mail: nothing breaks, Japanese is Japanese, and the origin is a stranger. Set FUWAKE_CORPORA to the folder of corpora."""

import os
import time
from pathlib import Path

import pytest

from analyzers import NotAMail, OurSide, read
from analyzers.dossier import Dossier
from analyzers.examine import report
from analyzers.reading.charsets import REPLACEMENT
from analyzers.trace import trace

CORPORA = Path(os.environ.get("FUWAKE_CORPORA", ""))
pytestmark = pytest.mark.skipif(not os.environ.get("FUWAKE_CORPORA"), reason="FUWAKE_CORPORA is not set")
NOBODY = OurSide()
INSIDE = ("prod.outlook.com", "prod.protection.outlook.com")


def mails(folder):
    """The mails of a folder as bytes, by name; licences and notes are none."""
    for path in sorted(CORPORA.joinpath(folder).rglob("*")):
        if path.is_file() and path.suffix not in {".md", ".txt", ".json", ".csv"} and "LICENSE" not in path.name:
            yield path.name, path.read_bytes()


def judged(data):
    """The report on a mail, from the mail alone."""
    message = read(data)
    return report(Dossier(message=message, trace=trace(message.headers, NOBODY)))


def folders():
    return sorted(path.name for path in CORPORA.iterdir() if path.is_dir()) if os.environ.get("FUWAKE_CORPORA") else []


@pytest.mark.parametrize("folder", folders())
def test_nothing_breaks(folder, caplog):
    """Whatever the mail, it is read and judged within seconds, or is none."""
    for name, data in mails(folder):
        began = time.monotonic()
        try:
            judged(data)
        except NotAMail:
            continue
        assert time.monotonic() - began < 5, name
    assert caplog.records == []


def test_japanese_is_read():
    """Mail that declares a Japanese charset shows Japanese, in subject and body, without garbling."""
    declared = readable = 0
    for _, data in mails("ja_list_spam"):
        if not any(name in data.lower() for name in (b"shift_jis", b"iso-2022-jp", b"euc-jp")):
            continue
        message = read(data)
        text = f"{message.subject or ''}{message.text}"
        declared += 1
        readable += any("\u3041" <= c <= "\u30fe" for c in text) and text.count(REPLACEMENT) * 100 <= len(text)

    assert declared >= 20
    assert readable >= declared * 0.95


@pytest.mark.parametrize(("folder", "least"), [("phishing_pot", 0.97), ("list_ham", 1.0), ("ja_list_spam", 1.0)])
def test_the_origin_is_a_stranger(folder, least):
    """It is no hop inside the recipient's provider."""
    found = [trace(read(data).headers, NOBODY).origin for _, data in mails(folder)]
    strange = sum(o is not None and not any((name or "").endswith(INSIDE) for name in (o.helo, o.rdns)) for o in found)

    assert strange >= least * len(found)


def test_legitimate_mail_is_left_in_peace():
    """From the mail alone, no legitimate mail is warned of, and hardly any gets a caution."""
    levels = [
        judged(data).level for folder in ("list_ham", "sa_easy_ham_1", "sa_hard_ham_1") for _, data in mails(folder)
    ]

    assert (levels.count("danger"), levels.count("warning")) == (0, 0)
    assert levels.count("caution") <= 8


@pytest.mark.parametrize(
    ("folder", "at_least", "mails_seen"),
    [("ja_list_spam", 150, 171), ("phishing_pot", 225, 600), ("list_stamped_spam", 12, 60)],
)
def test_phishing_is_found(folder, at_least, mails_seen):
    """From the mail alone; with answers to our questions there is more."""
    levels = [judged(data).level for _, data in mails(folder)]

    assert len(levels) >= mails_seen
    assert sum(level in {"caution", "warning", "danger"} for level in levels) >= at_least
