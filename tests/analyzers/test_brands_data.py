"""The list of brands agrees with itself."""

import re
from collections import Counter

import pytest
import yaml

from analyzers.brands import book, fold, normalise
from analyzers.brands.book import files
from analyzers.links.names import registrable_domain

ROWS = yaml.safe_load(files("analyzers").joinpath("data/brands.yaml").read_text(encoding="utf-8"))["brands"]
DOMAINS = [(row["id"], name, value) for row in ROWS for name, value in row["domains"].items()]


def test_rows_are_whole():
    """Every row has an id of its own, a name, a kind, a domain and a confidence."""
    keys = {"id", "ja", "en", "strict", "whole", "kind", "voiced", "family", "seen", "confidence", "domains", "senders"}

    assert [
        row["id"] for row in ROWS if set(row) - keys or not {"id", "kind", "confidence", "domains"} <= set(row)
    ] == []
    assert [key for key, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []
    assert [b.id for b in book().brands if not b.names or not (*b.domains, *b.shared, *b.customers)] == []
    assert {row["confidence"] for row in ROWS} == {"high", "medium", "low", "unverified"}


def test_domains_are_domains():
    """Lower case, well formed, and either registrable or below a registrable one; a bare suffix is everybody's."""
    wrong = [
        (brand, name)
        for brand, name, value in DOMAINS
        if not re.fullmatch(r"[a-z0-9.-]+", name)
        or (registrable_domain(name) is None and len(value.partition("|")[0].split()) == 1)
    ]

    assert wrong == []


def test_sources_and_confidence_agree():
    """What has no source is unverified, and what has one is not."""
    wrong = [(b, n) for b, n, value in DOMAINS if ("|" in value) == value.startswith("unverified")]

    assert wrong == []
    assert {value.partition("|")[0].strip() for _, _, value in DOMAINS} <= {
        f"{confidence}{kind}"
        for confidence in ("high", "medium", "low", "unverified")
        for kind in ("", " shared", " customers")
    }


def test_a_brand_is_known_as_well_as_its_best_domain():
    """A brand without a domain that a source names creates no finding."""
    order = ["unverified", "low", "medium", "high"]
    best = {
        row["id"]: max((v.split()[0] for v in row["domains"].values()), key=order.index)
        for row in ROWS
        if row["domains"]
    }

    assert [row["id"] for row in ROWS if best[row["id"]] != row["confidence"]] == []


def test_no_domain_has_two_owners():
    """A domain is one brand's own; families share theirs by `family`."""
    owned = Counter(name for brand in book().brands for name in brand.domains)

    assert [name for name, count in owned.items() if count > 1] == []


def test_no_name_has_two_owners():
    """Whoever reads a name knows whose it is."""
    owners = {}
    for brand in book().brands:
        for name in brand.names:
            owners.setdefault(fold(normalise(name)), set()).add(brand.id)

    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_families_have_members():
    """A family of one is a slip of the pen."""
    families = Counter(brand.family for brand in book().brands if brand.family)

    assert [name for name, count in families.items() if count < 2] == []


@pytest.mark.parametrize(
    "domain", ["gmail.com", "outlook.com", "icloud.com", "nifty.com", "biglobe.ne.jp", "so-net.ne.jp", "gov.br"]
)
def test_what_customers_have_proves_nothing(domain):
    """Domains at which everybody has an address are nobody's own."""
    assert book().of_domain(domain) is None


@pytest.mark.parametrize(
    ("brand", "domain", "writes"),
    [
        ("smbc_card", "contact.vpass.ne.jp", True),
        ("smbc", "vpass.ne.jp", True),
        ("jcb", "mail-jcn.dnp-cdms.jp", True),
        ("ja_bank", "webcenter.anser.or.jp", True),
        ("ana", "amadeus.com", True),
        ("epos", "01epos.jp", True),
        ("amazon", "amazon.pl", True),
        ("google", "gmail.com", False),
        ("microsoft", "accountprotection.microsoft.com", True),
        ("microsoft", "evil.onmicrosoft.com", False),
        ("biglobe", "biglobe.ne.jp", True),
        ("line", "mail.yahoo.co.jp", False),
        ("amazon", "notamazon.com", False),
    ],
)
def test_where_brands_write_from(brand, domain, writes):
    """Own, hired and family domains; a customer's is none."""
    row = next(b for b in book().brands if b.id == brand)

    assert row.writes_from(domain) is writes


def test_ordinary_words_are_no_marks_of_a_brand():
    """A label of a host is a brand's mark only when it holds a name that is no ordinary word."""
    tokens = book().tokens

    assert {"kagoya", "amazon", "microsoftonline", "smbc-card"} <= set(tokens)
    assert not {"target", "orange", "energia", "discover", "square", "regions", "stripe"} & set(tokens)
