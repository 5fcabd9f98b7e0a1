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


@pytest.mark.parametrize(
    ("folder", "warned", "cautioned"), [("list_ham", 0, 7), ("sa_easy_ham_1", 0, 7), ("sa_hard_ham_1", 1, 18)]
)
def test_legitimate_mail_is_left_in_peace(folder, warned, cautioned):
    """From the mail alone, nobody is alarmed: the newsletters of 2002 bear none of today's signatures, and get cautions."""
    levels = [judged(data).level for _, data in mails(folder)]

    assert levels.count("danger") == 0
    assert levels.count("warning") <= warned
    assert levels.count("caution") <= cautioned


@pytest.mark.parametrize(
    ("folder", "warned", "cautioned"),
    [("ja_list_spam", 0.97, 0.99), ("phishing_pot", 0.86, 0.95), ("list_stamped_spam", 0.65, 0.85)],
)
def test_phishing_is_found(folder, warned, cautioned):
    """From the mail alone; with answers to our questions there is more."""
    levels = [judged(data).level for _, data in mails(folder)]

    assert sum(level in {"warning", "danger"} for level in levels) >= warned * len(levels)
    assert sum(level in {"caution", "warning", "danger"} for level in levels) >= cautioned * len(levels)
