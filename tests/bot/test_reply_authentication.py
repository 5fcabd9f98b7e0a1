"""What a reader is told about who vouches for a mail."""

import json
from pathlib import Path

import jsonschema
import pytest

from analyzers import OurSide, read
from analyzers.examine import examine
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from bot.reply import reply
from bot.report_json import report_json
from tests.analyzers.authentication.sealed import sealed
from tests.analyzers.authentication.signed import RSA_RECORD, WEAK, delivered, plain, signed

SCHEMA = json.loads((Path(__file__).parents[1] / "report.schema.json").read_text(encoding="utf-8"))
OURS = OurSide(domains=("example.jp",), servers=("mx.example.jp",))
WORLD = {
    "s1._domainkey.example.com": {"TXT": [RSA_RECORD]},
    "s1._domainkey.one.example": {"TXT": [RSA_RECORD]},
    "_dmarc.example.com": {"TXT": ["v=DMARC1; p=reject"]},
    "example.com": {"TXT": ["v=spf1 ip4:203.0.113.5 -all"], "MX": ["10 mail.example.com"]},
    "mail.example.com": {"A": ["203.0.113.5"]},
    "203.0.113.5": {"PTR": ["mail.example.com"]},
    "closed.example": {"TXT": ["v=spf1 -all"]},
}
SIGNED = signed(plain())
FOOTER = b"_________\nmore\n"


async def report(mail):
    return await examine(
        read(mail), lookups=Lookups(FakeDns(WORLD), FakeBlocklists({"zen.spamhaus.org": {}})), side=OURS
    )


def sender_lines(found, language):
    """The lines about the sender."""
    w = {"ja": "送信元", "en": "Sender"}[language]
    return next((section.lines for section in reply(found, language).sections if section.title == w), ())


@pytest.mark.parametrize(
    ("mail", "ja", "en"),
    [
        (
            delivered(SIGNED),
            "このメールが example[.]com から送られたことは、電子署名（DKIM）で確認できました。ただし、内容が安全だという証拠ではありません",
            ("The electronic signature (DKIM) confirms that this mail was sent from example[.]com. "
            "That does not prove that its content is harmless"),
        ),
        (
            delivered(SIGNED.replace(b"Subject: ", b"Subject: [spam] ")),
            ("このメールが example[.]com から送られたことは、電子署名（DKIM）で確認できました。"
            "受信の際に件名へ付け足された「[spam]」を除くと、署名は正しいものです。ただし、内容が安全だという証拠ではありません"),
            ('The electronic signature (DKIM) confirms that this mail was sent from example[.]com. It is good once '
            'the "[spam]" that was put before the subject on the way is taken off. That does not prove that its content is harmless'),
        ),
        (
            delivered(plain()),
            "このメールが example[.]com から送られたことは、送信元の登録（SPF）で確認できました。ただし、内容が安全だという証拠ではありません",
            ("This mail came from a machine that example[.]com names as one of its senders (SPF). "
            "That does not prove that its content is harmless"),
        ),
        (
            delivered(SIGNED + FOOTER, return_path="a@closed.example"),
            "example[.]com の電子署名（DKIM）は正しいものですが、署名のあとに付け足された末尾の部分は、だれが書いたか分かりません",
            ("The electronic signature (DKIM) of example[.]com is good, but something was added at the end after it was signed, "
            "and nobody can tell who wrote that"),
        ),
    ],
    ids=["signed", "stamped", "sent", "footer"],
)  # fmt: skip
async def test_who_vouches(mail, ja, en):
    """In plain words, and never as if the mail were harmless."""
    found = await report(mail)

    assert ja in sender_lines(found, "ja")
    assert en in sender_lines(found, "en")


@pytest.mark.parametrize(
    ("mail", "ja", "en"),
    [
        (
            delivered(signed(plain(), selector=b"s2"), return_path="a@closed.example"),
            "照合に使う鍵",
            "no longer published",
        ),
        (
            delivered(signed(plain(), key=WEAK), return_path="a@closed.example"),
            "有効な署名では",
            "that signature is not valid",
        ),
        (
            delivered(SIGNED, return_path="a@closed.example").partition(b"\n\n")[0],
            "全体がないため",
            "without the whole original",
        ),
    ],
    ids=["gone", "broken", "headers"],
)
async def test_a_signature_that_proves_nothing(mail, ja, en):
    """Why, in one line, before the one about the domain."""
    found = await report(mail)

    assert ja in sender_lines(found, "ja")[-2]
    assert en in sender_lines(found, "en")[-2]


async def test_nobody_vouches():
    """The sender's domain says that the mail is none of its own."""
    found = await report(delivered(plain(), return_path="a@closed.example"))
    ja, en = sender_lines(found, "ja"), sender_lines(found, "en")

    assert {row.finding.code for row in found.findings} >= {"spf-fail", "dmarc-fail", "dkim-missing"}
    assert any("（DMARC という確認）" in line and "受け取らないよう" in line for line in ja)
    assert any("the DMARC check" in line and "refuse" in line for line in en)
    assert not any("dkim" in line.lower() for line in en)


@pytest.mark.parametrize(
    "mail", [delivered(SIGNED), delivered(SIGNED + FOOTER), delivered(sealed(plain(), b"one.example"))]
)
async def test_json(mail):
    """Every fact, under the schema."""
    found = json.loads(json.dumps(report_json(await report(mail))))
    jsonschema.validate(found, SCHEMA)
    told = found["authentication"]

    assert told["spf"] == {"result": "pass", "domain": "example.com", "source": "verified", "aligned": True}
    assert told["dmarc"] == {"result": "pass", "policy": "reject", "domain": "example.com", "source": "verified"}
    assert (told["ignored_claims"], told["forged_claims"]) == ([], [])


async def test_json_of_a_stamped_mail():
    """The signature that was recovered, and the chain that is not there."""
    told = report_json(await report(delivered(SIGNED.replace(b"Subject: ", b"Subject: ***SPAM*** "))))["authentication"]

    assert told["dkim"] == [
        {
            "domain": "example.com",
            "selector": "s1",
            "result": "pass",
            "reason": "recovered-stamp",
            "aligned": True,
            "source": "verified",
        }
    ]
    assert told["arc"] == {"result": "none", "sealers": []}


async def test_a_record_that_was_not_verified():
    """While our own questions get no answer, what stands in the mail is told as a record, not as our finding."""
    record = b"Authentication-Results: mx.example.jp; spf=pass smtp.mailfrom=example.com\n"
    found = await examine(read(record + delivered(plain())), side=OURS)

    assert sender_lines(found, "ja")[-1] == (
        "このメールが example[.]com から送られたことは、受け取ったサーバーの記録に書かれていますが、確かめ直すことはできていません。"
        "ただし、内容が安全だという証拠ではありません"
    )
    assert sender_lines(found, "en")[-1] == (
        "A record of the receiving server says that this mail was sent from example[.]com, but it could not be checked again. "
        "That does not prove that its content is harmless"
    )
