"""Authentication-Results as servers write them."""

import time

import pytest

from analyzers.authentication.claims import Claim, Claimed, read_claim


def said(value):
    """Id, and each result with its properties."""
    claim = read_claim(value)
    return claim.authserv_id, [(c.method, c.result, c.properties) for c in claim.results]


@pytest.mark.parametrize(
    ("value", "authserv_id", "results"),
    [
        ("mx.example; none", "mx.example", []),
        ("mx.example", "mx.example", []),
        ("", None, []),
        ("MX.Example. 1; spf=Pass", "mx.example", [("spf", "pass", {})]),
        ("mx.example/1; spf=pass", "mx.example", [("spf", "pass", {})]),
        ('"mx.example"; dkim/1 = pass header.d = a.example', "mx.example", [("dkim", "pass", {"header.d": "a.example"})]),
        (
            ("mx.google.com; dkim=pass header.i=@a.example header.s=x header.b=Ab+/cd==; spf=pass (google.com: domain of "
            "b@a.example designates 203.0.113.5 as permitted sender) smtp.mailfrom=b@a.example; dmarc=pass (p=REJECT "
            "sp=REJECT dis=NONE) header.from=a.example"),
            "mx.google.com",
            [
                ("dkim", "pass", {"header.i": "@a.example", "header.s": "x", "header.b": "Ab+/cd=="}),
                ("spf", "pass", {"smtp.mailfrom": "b@a.example"}),
                ("dmarc", "pass", {"header.from": "a.example"}),
            ],
        ),
        (
            ("spf=none (sender IP is 192.0.2.1) smtp.helo=x.example; dkim=none (message not signed) header.d=none;dmarc=none "
            "action=none header.from=;compauth=fail reason=001"),
            None,
            [
                ("spf", "none", {"smtp.helo": "x.example"}),
                ("dkim", "none", {"header.d": "none"}),
                ("dmarc", "none", {"action": "none", "header.from": ""}),
                ("compauth", "fail", {"reason": "001"}),
            ],
        ),
        (
            "lst.example; dkim=none header.d=none;lst.example; dmarc=none header.from=a.example",
            "lst.example",
            [("dkim", "none", {"header.d": "none"}), ("dmarc", "none", {"header.from": "a.example"})],
        ),
        ("mx.example dkim=pass header.d=a spf=fail", "mx.example", [("dkim", "pass", {"header.d": "a"}), ("spf", "fail", {})]),
        ('mx.example; spf=pass smtp.mailfrom="a; b"@c.example', "mx.example", [("spf", "pass", {"smtp.mailfrom": "a; b@c.example"})]),
        ("(comment; first) mx.example (more (nested)); spf=pass", "mx.example", [("spf", "pass", {})]),
        ("mx.example; dkim=pass (never closed header.d=a.example; spf=pass", "mx.example", [("dkim", "pass", {})]),
        ('mx.example; spf=pass smtp.mailfrom="never closed', "mx.example", [("spf", "pass", {"smtp.mailfrom": "never closed"})]),
        ("mx.example; x-own=pass; spf=", "mx.example", []),
        ("=; ;; ==a; spf==pass", None, [("spf", "=pass", {})]),
        ("=?utf-8?B?c3BmPXBhc3Mgc210cC5tYWlsZnJvbT1hLmV4YW1wbGU=?=", None, [("spf", "pass", {"smtp.mailfrom": "a.example"})]),
    ],
)  # fmt: skip
def test_forms(value, authserv_id, results):
    """Every form that was seen in real mail, and some that were not."""
    assert said(value) == (authserv_id, results)


def test_comments_and_domains():
    """The comment stays with its result; a domain is that of an address, too."""
    claim = read_claim(
        "mx; dkim=fail (no key for signature) header.i=@Mail.A.Example; spf=pass smtp.mailfrom=<b@a.example>"
    )

    assert [c.comment for c in claim.results] == ["no key for signature", ""]
    assert claim.results[0].domain("header.d", "header.i") == "mail.a.example"
    assert claim.results[1].domain("smtp.mailfrom") == "a.example"
    assert claim.results[1].domain("header.d") is None


def test_it_is_bounded():
    """However much somebody writes, fifty results are kept, and time stays linear."""
    assert len(read_claim("mx; " + "spf=pass;" * 500).results) == 50
    began = time.monotonic()
    for piece in ('"\\', "(", "a=", '"', "; ", "= ", "dkim=pass ", "=?utf-8?q?", "a (b) "):
        assert isinstance(read_claim(piece * 20_000), Claim)
    assert time.monotonic() - began < 2


def test_a_result_is_plain():
    """What is read can be compared."""
    assert read_claim("mx; spf=pass") == Claim("mx", (Claimed("spf", "pass"),))
