"""Chains of ARC (RFC 8617), sealed here as forwarders do."""

import pytest

from analyzers.authentication.arc import Chain, read_chain, verify_chain
from analyzers.authentication.raw import split_mail
from analyzers.facts import ArcFacts
from tests.analyzers.authentication.sealed import sealed
from tests.analyzers.authentication.signed import RSA_RECORD, plain, signed

TEXTS = {"s1._domainkey.one.example": (RSA_RECORD,), "s1._domainkey.two.example": (RSA_RECORD,)}
ONE = sealed(signed(plain()), b"one.example")
TWO = sealed(ONE, b"two.example")


def result(mail, texts=TEXTS):
    raw = split_mail(mail)
    return verify_chain(read_chain(raw), raw, texts)


def test_chains():
    """One seal, and two, the newest first."""
    assert result(ONE) == ArcFacts("pass", ("one.example",))
    assert result(TWO) == ArcFacts("pass", ("two.example", "one.example"))
    assert result(plain()) == ArcFacts("none")


@pytest.mark.parametrize(
    "mail",
    [
        TWO.replace(b"customer", b"victim"),
        TWO.replace(b"Subject: Your", b"Subject: My"),
        TWO.replace(b"one.example; spf=pass", b"one.example; spf=fail"),
        TWO.replace(b"cv=none", b"cv=pass"),
        TWO.replace(b"cv=pass", b"cv=fail"),
        TWO.replace(b"ARC-Seal: i=1", b"X-Seal: i=1"),
        TWO.replace(b"ARC-Seal: i=2", b"ARC-Seal: i=3"),
        b"ARC-Seal: i=1; a=rsa-sha256; cv=none; d=a.example; s=s; b=AA==\n" + ONE,
        b"ARC-Seal: nonsense\n" + ONE,
        b"ARC-Seal: i=1; h=from; a=rsa-sha256; cv=none; d=a.example; s=s; b=AA==\n" + plain(),
    ],
    ids=[
        "body",
        "subject",
        "claim",
        "first not none",
        "failed before",
        "missing",
        "gap",
        "twice",
        "unreadable",
        "half a set",
    ],
)
def test_broken_chains(mail):
    """Whatever was changed, left out or put in."""
    assert result(mail).result == "fail"


@pytest.mark.parametrize("texts", [{}, {**TEXTS, "s1._domainkey.one.example": None}])
def test_silence(texts):
    """Without every key nothing is said."""
    assert result(TWO, texts) is None


def test_a_key_that_is_gone():
    """Then the chain cannot hold."""
    assert result(ONE, {"s1._domainkey.one.example": ()}) == ArcFacts("fail", ("one.example",))


def test_it_is_bounded():
    """More than ten sets are no chain that is looked at, and ask for no keys."""
    many = b"".join(
        b"ARC-Seal: i=%d; a=rsa-sha256; cv=pass; d=a.example; s=s; b=AA==\n" % number for number in range(1, 40)
    )
    chain = read_chain(split_mail(many + plain()))

    assert chain == Chain(())
    assert chain.key_names == ()
