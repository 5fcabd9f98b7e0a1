"""Domains that were registered just before the mail."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from analyzers.checks import young_domain
from analyzers.facts import Facts, Registration
from tests.analyzers.mails import dossier, eml

MAIL = datetime(2025, 5, 9, 7, 0, tzinfo=UTC)
ASKED = "2025-05-20T00:00:00+00:00"


def found(created, *, mail=MAIL, asked=ASKED, hosts=("www.new.org",), sender="<a@sender.example>"):
    names = {
        name: Registration(domain=name, registered=True, created=created) for name in ("new.org", "new.net", "free.hr")
    }
    names |= {f"n{n}.org": names["new.org"] for n in range(9)}
    html = "".join(f'<a href="https://{host}/">x</a>' for host in hosts)
    made = dossier(eml(html=html, sender=sender))
    message = replace(made.message, date=mail)
    return list(young_domain.check(replace(made, message=message, facts=Facts(registrations=names, asked_at=asked))))


@pytest.mark.parametrize(
    ("created", "days"),
    [
        (date(2025, 5, 9), 0),
        (date(2025, 5, 8), 1),
        (date(2025, 4, 10), 29),
        (date(2025, 4, 9), None),
        (date(2004, 3, 2), None),
        (date(2025, 5, 12), 8),  # after the day that the mail tells, and young as we ask: dated back
        (date(2025, 6, 1), None),
        (None, None),
    ],
)
def test_the_age_at_the_mails_day(created, days):
    """Under thirty days is young."""

    assert [each.days for each in found(created)] == ([] if days is None else [days])


def test_a_mail_dated_forward_makes_no_domain_old():
    """The day on which we asked is known."""
    (each,) = found(date(2025, 5, 8), mail=datetime(2040, 1, 1, tzinfo=UTC))

    assert each.days == 12


def test_an_old_mail_whose_domain_was_registered_anew():
    """A domain that is younger than the mail, and not young now, says nothing."""

    assert found(date(2025, 5, 8), mail=datetime(2019, 1, 1, tzinfo=UTC), asked="2026-01-01T00:00:00+00:00") == []


def test_without_any_day_nothing_is_young():
    """Nothing to count to."""

    assert found(date(2025, 5, 8), mail=None, asked=None) == []


def test_each_domain_once_and_three_at_most():
    """The From domain apart from the links'."""
    hosts = ("a.new.org", "b.new.org", "x.free.hr", "10.0.0.1", "unknown.org")
    codes = [(each.code, each.domain) for each in found(date(2025, 5, 8), hosts=hosts, sender="<a@mail.new.net>")]

    assert codes == [
        ("young-link-domain", "new.org"),
        ("young-link-domain", "free.hr"),
        ("young-sender-domain", "new.net"),
    ]
    assert len(found(date(2025, 5, 8), hosts=[f"n{n}.org" for n in range(9)])) == 3
