"""`fuwake check`, as somebody would type it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.analyzers.mails import eml
from tests.bot.worked import MAILS

FUWAKE = Path(sys.executable).with_name("fuwake")
CASE_A = MAILS / "case-a-mailbox-expired" / "mail.eml"
CASE_B = MAILS / "case-b-kagoya-setup" / "mail.eml"
SCHEMA = json.loads((MAILS.parent / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def run(tmp_path):
    """Runs the command in an empty folder, without settings."""

    def run(*arguments, given=b"", **settings):
        environment = {
            "PATH": os.environ["PATH"],
            "FUWAKE_DATA_DIR": str(tmp_path / "var"),
            "LC_ALL": "C.UTF-8",
            **settings,
        }
        done = subprocess.run(
            [FUWAKE, "check", "--offline", *arguments],
            input=given,
            capture_output=True,
            check=False,
            env=environment,
            cwd=tmp_path,
            timeout=60,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


def test_one_mail(run):
    """A report for a reader, in both languages, and nothing on standard error."""
    code, out, err = run(CASE_A)

    assert (code, err) == (0, "")
    assert out.startswith("🔴 危険")
    assert "\n🔴 Danger" in out
    assert "http:" not in out


@pytest.mark.parametrize(
    ("lang", "has", "lacks"), [("ja", "危険", "Danger"), ("en", "Danger", "危険"), ("both", "Danger", "no such text")]
)
def test_languages(run, lang, has, lacks):
    """One language or both."""
    code, out, _ = run(CASE_A, "--lang", lang)

    assert (code, has in out, lacks in out) == (0, True, False)


def test_the_settings_choose_the_language(run):
    """Without the option, the settings do."""
    out = run(CASE_A, FUWAKE_LANGUAGES="en")[1]

    assert "Danger" in out
    assert "危険" not in out


@pytest.mark.parametrize(
    ("arguments", "settings", "line"),
    [
        ((CASE_A, "--lang", "fr"), {}, "fuwake: --lang: 'fr' is not ja, en or both\n"),
        ((CASE_A,), {"FUWAKE_LANGUAGES": "fr"}, "fuwake: FUWAKE_LANGUAGES: use some of ja, en\n"),
        (("missing.eml",), {"FUWAKE_LANGUAGES": "en"}, "missing.eml: no such file\n"),
        ((".",), {"FUWAKE_LANGUAGES": "en"}, ".: cannot be read (Is a directory)\n"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, arguments, settings, line):
    """Exit code 2 and one clear line."""
    assert run(*arguments, **settings) == (2, "", line)


@pytest.mark.parametrize("arguments", [("-",), ()])
def test_standard_input(run, arguments):
    """A mail from a pipe."""
    code, out, _ = run(*arguments, "--json", given=CASE_B.read_bytes())

    assert (code, json.loads(out)["sender"]["claims_brand"]) == (0, "kagoya")


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a",
        "hxxps://example[.]org/a",
        "hxxps[:]//example[.]org/a",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_a_link(run, link):
    """An address in place of a file, however long."""
    code, out, _ = run(link, "--json")
    found = json.loads(out)

    assert (code, found["form"], found["links"][0]["host"]) == (0, "url", "example.org")


def test_several_mails_as_json(run, tmp_path):
    """One object a line in the order given; what is no mail has its error there, and a line at the end."""
    (tmp_path / "empty.eml").write_bytes(b"")
    (tmp_path / "text.txt").write_text("nothing to see")
    (tmp_path / "本物.eml").write_bytes(eml())
    names = [str(CASE_A), "empty.eml", "本物.eml", "missing.eml", "text.txt", str(CASE_B)]

    code, out, err = run(*names, "--json", FUWAKE_LANGUAGES="en")
    rows = [json.loads(line) for line in out.splitlines()]

    assert code == 2
    assert [row["file"] for row in rows] == names
    assert ["error" in row for row in rows] == [False, True, False, True, True, False]
    assert all(set(row) == {"file", "error"} for row in rows if "error" in row)
    for row in rows:
        if "error" not in row:
            jsonschema.validate(row, SCHEMA)
    assert [line.partition(":")[0] for line in err.splitlines()] == ["empty.eml", "missing.eml", "text.txt"]


def test_several_mails_as_a_table(run, tmp_path):
    """A row for each report, and a line for each that is none after all were read."""
    (tmp_path / "fine.eml").write_bytes(eml())

    code, out, err = run(CASE_A, "missing.eml", "fine.eml", "--lang", "en", COLUMNS="200")

    assert (code, err) == (2, "missing.eml: no such file\n")
    assert out.splitlines()[0].split() == ["File", "Level", "Reason"]
    assert "Danger" in out
    assert "fine.eml" in out


def test_a_name_that_is_no_text(run, tmp_path):
    """A file's name may be any bytes."""
    name = os.fsencode(tmp_path) + b"/\xff\xfe.eml"
    Path(os.fsdecode(name)).write_bytes(eml())

    code, out, _ = run(name, "--json")

    assert (code, json.loads(out)["level"]) == (0, "insufficient")


def test_many_mails(run, tmp_path):
    """Order holds however many there are."""
    for number in range(40):
        (tmp_path / f"{number}.eml").write_bytes(eml(subject=str(number)))

    rows = [json.loads(line) for line in run(*(f"{number}.eml" for number in range(40)), "--json")[1].splitlines()]

    assert [row["subject"] for row in rows] == [str(number) for number in range(40)]


def test_terminal_without_the_letters_gets_question_marks(run):
    """An output that is not UTF-8 shows what it can instead of a traceback, and JSON stays JSON."""
    code, out, err = run(CASE_A, "--lang", "en", PYTHONIOENCODING="ascii")
    asked = run(CASE_A, "--json", PYTHONIOENCODING="ascii")

    assert (code, err) == (0, "")
    assert out.startswith("? Danger")
    assert json.loads(asked[1])["level"] == "danger"
