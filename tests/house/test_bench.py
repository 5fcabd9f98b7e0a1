"""The benchmark of the verdict and the fit of the weights: their arithmetic, and one small run of each on our own mails."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from analyzers import read
from analyzers.finding import Group
from analyzers.scoring import Level, Score
from analyzers.weights import read_weights
from tests.bench.fit.descent import bounds, fit
from tests.bench.fit.loss import level, margins
from tests.bench.fit.samples import Sample
from tests.bench.fit.writing import rewritten
from tests.bench.spamassassin import score_in
from tests.bench.verdict.figures import area, log_ratio, recall_at, wilson
from tests.bench.verdict.judging import campaign, judge
from tests.bench.verdict.language import language_of
from tests.bench.verdict.mails import Source, sources
from tests.bench.verdict.strip import authenticated, header_block, strip

ROOT = Path(__file__).parents[2]
CASES = [ROOT / "tests/mails/case-a-mailbox-expired", ROOT / "tests/mails/case-b-kagoya-setup"]
DEMO = ROOT / "bot/demo/mails"


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (0, 0, 0, 1),
        (0, 10, 0, 0.278),
        (10, 10, 0.722, 1),
        (198, 1000, 0.174, 0.224),
        (17, 140, 0.077, 0.186),
        (4, 50, 0.032, 0.188),
    ],
)
def test_wilson(hits, n, low, high):
    """Known intervals."""
    assert tuple(round(bound, 3) for bound in wilson(hits, n)) == (low, high)


def test_recall_at_a_rate_of_false_alarms():
    """The threshold lies just above the first legitimate mail that may not be reached."""
    honest, fraud = [0.0] * 97 + [1.0, 2.0, 3.0], [0.5, 1.0, 2.0, 2.5, 9.0]

    assert recall_at(fraud, honest, 0.0)[1] == 0.2
    assert recall_at(fraud, honest, 0.01)[1] == 0.4
    assert recall_at(fraud, honest, 0.02)[1] == 0.6
    assert recall_at(fraud, honest, 1.0) == (-math.inf, 1.0)


def test_area():
    """Chance is a half; equals count half."""
    assert area([1, 2], [0, 0]) == 1
    assert area([0, 1], [0, 1]) == 0.5
    assert area([0], [1]) == 0
    assert math.isnan(area([], [1]))


def test_log_ratio():
    """A sign that is everywhere tells nothing, and none is without bound."""
    assert log_ratio(10, 10, 10, 10) == 0
    assert round(log_ratio(9, 99, 0, 99), 2) == 2.94


VERDICTS = b"""\
X-Spam-Status: Yes, score=9
\ttests=[A, B]
X-MS-Exchange-Organization-SCL: 5
X-Microsoft-Antispam: BCL:0;
X-Forefront-Antispam-Report: CIP:1;
 SCL:9
Authentication-Results: mx.example; dmarc=pass header.from=example.com
Received-SPF: pass
ARC-Seal: i=1
x-ymailisg: abc
X-Virus-Scanned: yes
X-Proofpoint-Spam-Details: x
"""
KEPT = b"""\
Received: from a by b;
 Mon, 1 Jan 2024 00:00:00 +0000
DKIM-Signature: v=1; d=example.com;
 b=abc
X-Google-DKIM-Signature: v=1
X-Mailer: Y
X-PHISHTEST: training
From: A <a@example.com>
Subject: [SPAM] spam
"""
BODY = b"\nX-Spam-Status: as written\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_strip(end):
    """What receivers wrote of the mail goes, with its further lines; all else stays, byte for byte."""
    whole, kept = ((part + BODY).replace(b"\n", end) for part in (VERDICTS + KEPT + VERDICTS, KEPT))

    assert strip(whole) == kept
    assert strip(kept) == kept
    assert header_block(kept) == KEPT.replace(b"\n", end)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"X-Spam-Flag: YES", b"no field\nX-Spam: a\n", b"\xff\x00: \n\n"])
def test_strip_takes_anything(data):
    """Broken headers are no error."""
    assert b"YES" not in strip(data)


@pytest.mark.parametrize(
    ("field", "vouched"),
    [
        ("", None),
        ("Authentication-Results: mx; dmarc=pass header.from=example.com\n", True),
        ("Authentication-Results: mx; dkim=pass header.d=mail.example.com\n", True),
        ("Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example.com; dmarc=none\n", True),
        (
            "Authentication-Results: mx; spf=pass smtp.mailfrom=bounce@other.example; dkim=fail header.d=example.com\n",
            False,
        ),
        ("ARC-Authentication-Results: i=1; mx; dkim=pass header.i=@example.com\n", True),
    ],
)
def test_recorded_authentication(field, vouched):
    """A pass counts for the From domain and its organisation only."""
    message = read(
        f"{field}From: a@news.example.com\nTo: b@example.jp\nSubject: x\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n\nx".encode()
    )

    assert authenticated(message.headers, message.sender.domain) is vouched


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("お客様のカードのご利用を確認させていただきたい取引がありました", "ja"),
        ("【重要】Amazon アカウントを更新できませんでした", "ja"),
        ("您的邮箱存储空间已满，请立即升级", "zh"),
        ("귀하의 계정이 정지되었습니다", "ko"),
        ("Your account has been suspended. Please verify that this is you", "en"),
        ("Prezado cliente, você não pode mais usar a sua conta", "pt"),
        ("Ihr Konto wurde gesperrt, bitte bestätigen Sie die Daten und das Passwort", "de"),
        ("Votre colis est en attente dans le dépôt, vous devez payer les frais", "fr"),
        ("Su cuenta ha sido bloqueada, por favor verifique los datos para continuar con el servicio", "es"),
        ("Il tuo conto è stato sospeso, non sono possibili operazioni per questo motivo", "it"),
        ("Het pakket is niet bezorgd, u moet de kosten van de zending betalen", "nl"),
        ("", "other"),
        ("1234 xyz", "other"),
    ],
)
def test_language(text, language):
    """A guess that is right for a sentence."""
    assert language_of(text) == language


def test_campaign():
    """Numbers and addresses make no new campaign; a subject without letters is nobody's twin."""
    assert campaign("Invoice #123 for a@example.com", "x") == campaign("INVOICE 99: for b@example.org", "y")
    assert campaign("12345", "x.eml") == "x.eml"


def test_sources(tmp_path):
    """Mails lie at any depth, with any ending; notes and boxes are left out."""
    for name in ("b/1.eml", "a/00001.abcdef", "a/README", "c.txt", "LICENSE", "box.mbox", "d"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")

    assert [s.path.name for s in sources([tmp_path], fraud=True)] == ["00001.abcdef", "1.eml", "d"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 99, b"\x89PNG\r\n\x1a\n"])
def test_a_bad_file_is_counted(tmp_path, data):
    """It ends nothing."""
    path = tmp_path / "x.eml"
    path.write_bytes(data)

    assert judge(Source("s", path, fraud=True)).error is not None
    assert judge(Source("s", tmp_path / "none", fraud=True)).error.startswith("FileNotFoundError")


def test_spamassassins_answer():
    """The score, or that there is none."""
    assert score_in(b"SPAMD/1.1 0 EX_OK\r\nContent-length: 0\r\nSpam: False ; -0.5 / 5.0\r\n\r\n") == -0.5
    assert score_in(b"SPAMD/1.0 76 Bad header line") is None


def test_a_run(tmp_path):
    """Six mails of our own: both worked cases are found, and what is printed holds no text of theirs."""
    out = tmp_path / "out.json"
    command = [
        sys.executable,
        "-m",
        "tests.bench.verdict",
        "--alone",
        "--json",
        str(out),
        "--phishing",
        *map(str, CASES),
    ]
    done = subprocess.run([*command, "--legitimate", str(DEMO)], cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(out.read_text(encoding="utf-8"))

    assert found["views"]["whole"]["all phishing"]["warning"][0] == 1.0
    assert found["views"]["whole"]["all legitimate"]["n"] == len(list(DEMO.glob("*.eml")))
    assert found["errors"] == []
    assert "all phishing" in done.stdout
    assert "@" not in done.stdout


CAPS = dict.fromkeys(Group, 3.0)
FILE = (
    "[caps]\n"
    + "".join(f"{group} = 3.0\n" for group in Group)
    + """
[findings]
good = { group = "content", weight = 1.0, source = "prior: weight = 9 in words" } # kept
"good/more" = { group = "route", weight = 2.25, most = 2.5, source = "prior" }
bad = { group = "headers", weight = 1.0, prior = 1.5, fitted = true, source = "prior" }
told = { group = "headers", weight = 0.0, source = "informs" }

[reliefs.x]
weight = -1.0
takes_from = ["route"]
never_with = []
source = "prior"
"""
)


def sample(number, *, fraud, **groups):
    """One mail with these findings."""
    rows = tuple((group.replace("_", "-"), codes) for group, codes in groups.items())
    return Sample("s", f"{number}", fraud, f"{number}", 1.0, ((1.0, rows),))


def test_a_fit_moves_weights_to_where_they_help():
    """What only phishing has rises to its bound, what legitimate mail has falls; what informs, or is rare, stays."""
    frauds = [sample(n, fraud=True, content=("good",), route=("good/more",), headers=("told",)) for n in range(40)]
    honest = [sample(n, fraud=False, headers=("bad", "told"), route=("good/more",)) for n in range(40)]
    weights = read_weights(FILE)

    fitted = fit([*frauds, *honest], weights)

    assert fitted == fit([*frauds, *honest], weights)
    assert fitted["good"] == bounds(weights.findings["good"], 3.0, spotless=True)[1] == 1.2
    assert bounds(weights.findings["good"], 3.0, spotless=False)[1] == weights.findings["good"].weight == 1.0
    assert fitted["good/more"] <= weights.findings["good/more"].weight
    assert fitted["bad"] < 1.5
    assert fitted["told"] == 0
    assert fit(frauds[:3], weights) == {code: row.judged for code, row in weights.findings.items()}


def test_the_measure_is_the_score():
    """The level in a fit is the one that Fuwake gives, and a margin is above 0 only where the gate is passed."""
    mail = sample(1, fraud=True, identity=("a",), content=("b", "b"))

    assert level(mail, {"a": 2.5, "b": 1.0}, CAPS) is Level.WARNING
    assert level(mail, {"a": 2.5, "b": 0.6}, CAPS) is Level.CAUTION
    assert margins(Score(5.0, {Group.IDENTITY: 3.0, Group.CONTENT: 2.0}))["warning"] > 0
    assert margins(Score(5.0, {Group.IDENTITY: 4.5, Group.CONTENT: 0.5}))["warning"] < 0
    assert margins(Score(0.0, {}))["danger"] < margins(Score(0.0, {}))["warning"] < 0


def test_only_numbers_are_rewritten():
    """Text and order stay; a changed weight keeps what judgement gave, and one that is back there loses its mark."""
    made = rewritten(FILE, {"good": 1.3, "good/more": 2.4, "bad": 1.5})

    assert made == FILE.replace(
        'good = { group = "content", weight = 1.0,',
        'good = { group = "content", weight = 1.3, prior = 1, fitted = true,',
    ).replace("weight = 2.25,", "weight = 2.4, prior = 2.25, fitted = true,").replace(
        "weight = 1.0, prior = 1.5, fitted = true", "weight = 1.5"
    )
    assert rewritten(FILE, {}) == FILE
