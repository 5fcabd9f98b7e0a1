"""Honest mails with every question answered: a real DNS server holds the world of their senders."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Literal

import pytest

from analyzers import examine, read
from analyzers.facts import Registration
from analyzers.lookups import Lookups
from analyzers.lookups.blocklists import DnsBlocklists
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.dns import DnsClient
from tests.mails.genuine.index import ACCEPTABLE, MAILS, SIDE, ZONE
from tests.servers.knot import Knot

if TYPE_CHECKING:
    from analyzers import Report


class Settled:
    """A registry in which every domain has stood for years, as those of honest senders do."""

    def source(self, domain: str) -> Literal["rdap", "whois"]:
        """Everything is asked by RDAP."""
        return "rdap" if domain else "whois"

    async def registration(self, domain: str) -> Registration:
        """Long ago."""
        return Registration(domain, registered=True, created=date(2012, 4, 1))


each = pytest.mark.parametrize("mail", MAILS, ids=[mail.file for mail in MAILS])


async def judged(server: str) -> dict[str, Report]:
    """The report on every mail; all questions go to `server`."""
    cache = LookupCache(None)
    blocklists = DnsBlocklists(["zen.spamhaus.org"], [server], cache=cache)
    lookups = Lookups(dns=DnsClient([server], cache=cache), blocklists=blocklists, registry=Settled())
    return {mail.file: await examine(read(mail.data), lookups=lookups, side=SIDE) for mail in MAILS}


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """All reports, with one server."""
    with Knot(ZONE) as knot:
        return asyncio.run(judged(knot.server))


@each
def test_senders_are_who_they_say(reports: dict[str, Report], mail) -> None:
    """Every question is answered, and SPF, DKIM and DMARC come out as they do for the sender's real mail."""
    facts = reports[mail.file].dossier.facts
    found = facts.authentication
    signed = {signature.result for signature in found.dkim if signature.reason != "unsigned"}
    dkim = "pass" if "pass" in signed else "fail" if signed else "none"

    assert facts.unanswered == ()
    assert (found.spf.result if found.spf else "none", dkim, found.dmarc.result if found.dmarc else "none") == (
        mail.spf,
        mail.dkim,
        mail.dmarc,
    )


@each
def test_nobody_is_alarmed(reports: dict[str, Report], mail) -> None:
    """The level is one that the mail's reader would find right."""
    level, found = reports[mail.file].level, [row.finding.code for row in reports[mail.file].findings]

    assert level in ACCEPTABLE[mail.level], found
