"""Who says that he handed a mail on."""

import pytest

from analyzers.facts import Facts, OriginFacts
from analyzers.message import HeaderBlock, HeaderField
from analyzers.trace.handing import handing_houses
from tests.analyzers.mails import dossier, eml

LIST = "List-Id: <talk.lists.midori.org>"


@pytest.mark.parametrize(
    ("fields", "bounce", "houses"),
    [
        ([("List-Id", "Talk <talk.lists.midori.org>")], None, {"midori.org"}),
        ([("X-Forwarded-For", "a@midori.org b@aoba.org")], None, {"midori.org", "aoba.org"}),
        ([("Precedence", "list"), ("Sender", "x@lists.midori.org")], "x@aoba.org", {"midori.org", "aoba.org"}),
        ([], "SRS0=x=y=aoba.org=a@midori.org", {"midori.org"}),
        ([("Sender", "x@midori.org")], "x@midori.org", set()),
        ([], None, set()),
    ],
)
def test_handing_houses(fields, bounce, houses):
    """Those whom the marks name; without a mark nobody."""
    block = HeaderBlock(tuple(HeaderField(name, value) for name, value in fields))

    assert handing_houses(block, bounce) == houses


@pytest.mark.parametrize(
    ("peer", "known", "handed"),
    [
        ("mx1.midori.org (mx1.midori.org [93.184.216.34])", Facts(), True),
        ("mx1.midori.org (unknown [93.184.216.34])", Facts(), True),
        ("mx1.midori.org (unknown [93.184.216.34])", Facts(asked_at="2025-05-09T00:00:00+00:00"), False),
        ("evil.com (evil.com [93.184.216.34])", Facts(), False),
        ("mx1.midori.org (evil.com [93.184.216.34])", Facts(), False),
        (
            "x.evil.com (unknown [93.184.216.34])",
            Facts(OriginFacts(rdns="mx1.midori.org", rdns_confirmed=True), asked_at="2025-05-09T00:00:00+00:00"),
            True,
        ),
    ],
)
def test_marks_count_for_the_house_that_handed_the_mail_over(peer, known, handed):
    """The name that a machine gives itself counts only while its real one could not be asked for."""
    mail = eml(received=(f"from {peer} by mx.example.jp (Postfix) with ESMTP id 1",), more=LIST)

    assert dossier(mail, facts=known).handed_on is handed


def test_a_provider_hands_on_under_several_names():
    """Gmail forwards from machines of google.com."""
    peer = (
        "from mail-io1-f1.google.com (mail-io1-f1.google.com [209.85.166.1]) by mx.example.jp (Postfix) with ESMTP id 1"
    )

    assert dossier(eml(received=(peer,), more="X-Forwarded-For: a@gmail.com user@example.jp")).handed_on


def test_a_house_that_names_itself_is_the_sender():
    """Whatever it calls itself, nobody handed its own mail on."""
    peer = "from mx1.midori.org (mx1.midori.org [93.184.216.34]) by mx.example.jp (Postfix) with ESMTP id 1"

    assert not dossier(eml(sender="News <news@midori.org>", received=(peer,), more=LIST)).handed_on
