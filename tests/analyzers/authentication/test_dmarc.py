"""DMARC: the tree walk (RFC 9989), alignment, and what it makes of SPF and DKIM."""

import pytest

from analyzers.authentication.dmarc import (
    NotAnswered,
    Published,
    aligned,
    neighbours,
    organizational_domain,
    published,
    walk,
)


def texts(**records):
    """TXT records by domain, dots written as `__`; every other step of the walk is answered with nothing."""
    named = {f"_dmarc.{name.replace('__', '.')}": value for name, value in records.items()}
    return Answered({name: (value,) if isinstance(value, str) else value for name, value in named.items()})


class Answered(dict):
    """Nothing stands at a name that is not there."""

    def get(self, name, default=None):
        return super().get(name, ())


@pytest.mark.parametrize(
    ("domain", "steps"),
    [
        ("example.com", ("example.com", "com")),
        ("com", ("com",)),
        ("a.b.c.d.e.example.com", ("a.b.c.d.e.example.com", "b.c.d.e.example.com", "c.d.e.example.com", "d.e.example.com", "e.example.com", "example.com", "com")),
        ("a.b.c.d.e.f.g.h.i.example.com", ("a.b.c.d.e.f.g.h.i.example.com", "e.f.g.h.i.example.com", "f.g.h.i.example.com", "g.h.i.example.com", "h.i.example.com", "i.example.com", "example.com", "com")),
    ],
)  # fmt: skip
def test_the_walk(domain, steps):
    """At most eight questions, whatever the name."""
    assert walk(domain) == steps


@pytest.mark.parametrize(
    ("records", "policy", "domain"),
    [
        ({}, None, None),
        ({"example__com": "v=DMARC1; p=reject"}, "reject", "example.com"),
        ({"mail__example__com": "v=DMARC1; p=none", "example__com": "v=DMARC1; p=reject"}, "none", "mail.example.com"),
        ({"example__com": "v=DMARC1; p=reject; sp=quarantine; np=none"}, "quarantine", "example.com"),
        ({"example__com": "v=DMARC1; p=reject; t=y"}, "quarantine", "example.com"),
        ({"example__com": "v=DMARC1; p=quarantine; t=y"}, "none", "example.com"),
        ({"example__com": "v=DMARC1;p=REJECT;pct=50"}, "reject", "example.com"),
        ({"example__com": "v=DMARC1; rua=mailto:a@example.com"}, "none", "example.com"),
        ({"example__com": "v=DMARC1; p=nonsense"}, "none", "example.com"),
        ({"com": "v=DMARC1; p=reject; sp=quarantine; psd=y"}, "quarantine", "com"),
        ({"com": "v=DMARC1; p=reject; psd=y", "example__com": "v=DMARC1; p=none"}, "none", "example.com"),
        ({"mail__example__com": "v=DMARC1; p=none; psd=n", "example__com": "v=DMARC1; p=reject"}, "none", "mail.example.com"),
        ({"example__com": ("v=DMARC1; p=none", "v=DMARC1; p=reject")}, None, None),
        ({"example__com": ("unrelated", "v=DMARC1; p=reject")}, "reject", "example.com"),
        ({"example__com": "p=reject; v=DMARC1"}, None, None),
        ({"example__com": "v=DMARC2; p=reject"}, None, None),
        ({"example__com": "v=spf1 -all"}, None, None),
    ],
)  # fmt: skip
def test_policies(records, policy, domain):
    """Its own record, else that of its organization, else that of the suffix; the first value of a tag counts."""
    found = published("mail.example.com", texts(**records), exists=None)

    assert (found.policy if found else None, found.domain if found else None) == (policy, domain)


def test_a_domain_that_does_not_exist():
    """For such a name a policy of its own may be published (`np`)."""
    record = texts(example__com="v=DMARC1; p=none; sp=none; np=reject")

    assert published("gone.example.com", record, exists=False).policy == "reject"
    assert published("gone.example.com", record, exists=True).policy == "none"


def test_strictness():
    """Alignment is relaxed unless it is said."""
    assert published("a.example", texts(a__example="v=DMARC1; p=none; adkim=s; aspf=r"), exists=True) == Published(
        "none", "a.example", strict_dkim=True, strict_spf=False
    )


@pytest.mark.parametrize(
    ("records", "organization"),
    [
        ({}, "a.mail.example.com"),
        ({"example__com": "v=DMARC1"}, "example.com"),
        (
            {"a__mail__example__com": "v=DMARC1", "mail__example__com": "v=DMARC1", "example__com": "v=DMARC1"},
            "example.com",
        ),
        ({"mail__example__com": "v=DMARC1; psd=n", "example__com": "v=DMARC1"}, "mail.example.com"),
        ({"com": "v=DMARC1; psd=y"}, "example.com"),
        ({"example__com": "v=DMARC1; psd=y"}, "mail.example.com"),
        ({"a__mail__example__com": "v=DMARC1; psd=y", "com": "v=DMARC1"}, "a.mail.example.com"),
    ],
)
def test_organizations(records, organization):
    """The record nearest to the root, unless one says where the organization begins."""
    assert organizational_domain("a.mail.example.com", texts(**records)) == organization


@pytest.mark.parametrize(
    ("identifier", "records", "strict", "together"),
    [
        ("example.com", {}, False, True),
        ("mail.example.com", {}, False, True),
        ("mail.example.com", {}, True, True),
        ("a.mail.example.com", {}, True, False),
        ("a.mail.example.com", {}, False, True),
        ("bounce.example.com", {}, False, True),
        ("bounce.example.com", {}, True, False),
        ("example.net", {}, False, False),
        ("com", {}, False, False),
        (None, {}, False, False),
        ("evilexample.com", {}, False, False),
    ],
)
def test_alignment(identifier, records, strict, together):
    """The same organization, by the list of public suffixes or by the walk; with `s` the same name."""
    assert aligned(identifier, "mail.example.com", texts(**records), strict=strict) is together


def test_neighbours_under_a_rented_suffix():
    """Names that strangers rent under one suffix belong together only when its owner publishes a policy for them."""
    steps = neighbours("a.duckdns.org", ("b.duckdns.org", "mail.example.com"))

    assert steps == ("b.duckdns.org", "duckdns.org", "org")
    assert not aligned("b.duckdns.org", "a.duckdns.org", texts(), strict=False)
    assert aligned("b.duckdns.org", "a.duckdns.org", texts(duckdns__org="v=DMARC1; p=none"), strict=False)
    assert neighbours("mail.example.com", ("other.example.com",)) == ()


@pytest.mark.parametrize(
    ("known", "open_"),
    [
        ({}, True),
        ({"_dmarc.mail.example.com": (), "_dmarc.example.com": None, "_dmarc.com": ()}, True),
        ({"_dmarc.mail.example.com": ("v=DMARC1; p=none",), "_dmarc.example.com": None, "_dmarc.com": ()}, True),
        ({"_dmarc.mail.example.com": (), "_dmarc.example.com": ("v=DMARC1; p=none",), "_dmarc.com": None}, False),
        ({"_dmarc.mail.example.com": (), "_dmarc.example.com": (), "_dmarc.com": None}, True),
    ],
)
def test_silence(known, open_):
    """A step without an answer may hold the policy, except above an organization."""
    if open_:
        with pytest.raises(NotAnswered):
            published("mail.example.com", known, exists=None)
    else:
        assert published("mail.example.com", known, exists=None).domain == "example.com"
