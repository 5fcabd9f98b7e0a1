"""The two worked cases, and the world as it answered on their day."""

from __future__ import annotations

from pathlib import Path

from analyzers import OurSide, examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns

MAILS = Path(__file__).parents[1] / "mails"
CASE_A = (MAILS / "case-a-mailbox-expired" / "mail.eml").read_bytes()
CASE_B = (MAILS / "case-b-kagoya-setup" / "mail.eml").read_bytes()
OURS = OurSide(domains=("example-shop.jp",), servers=("mx0.example-shop.jp",))
LINE = "218-219-125-240.ppps.bbiq.jp"
DNS = {
    "apchem.nagoya-u.ac.jp": {},
    "218.219.125.240": {"PTR": [LINE]},
    LINE: {"A": ["218.219.125.240"]},
    "quercus.org": {"A": ["68.178.245.10"]},
    "222.227.84.50": {"PTR": ["mta-sp-w02.biglobe.ne.jp"]},
    "mta-sp-w02.biglobe.ne.jp": {"A": ["222.227.84.50"]},
    "mue.biglobe.ne.jp": {"MX": ["10 mx.biglobe.ne.jp"]},
    "cpkagoya.ho61v7smlr.free.hr": {"A": ["192.0.2.80"]},
}
LISTS = {
    "zen.spamhaus.org": {"218.219.125.240": ["127.0.0.4", "127.0.0.11"]},
    "bl.spamcop.net": {"218.219.125.240": ["127.0.0.2"]},
    "psbl.surriel.com": {"222.227.84.50": ["127.0.0.2"]},
}
CODES_A = {
    "spam-stamp",
    "from-malformed",
    "claims-own-domain",
    "helo-mismatch",
    "helo-unknown",
    "residential-origin",
    "origin-listed",
    "shown-own-domain",
    "link-mismatch",
    "own-name-spoken",
    "lure",
    "generic-greeting",
    "urgent-credential-lure",
}
CODES_B = {
    "spam-stamp",
    "brand-mismatch",
    "brand-not-linked",
    "official-from-freemail",
    "random-host-link",
    "provider-abused",
    "origin-listed",
    "deceptive-path",
    "deceptive-subdomain",
    "free-subdomain-host",
    "urgent-credential-lure",
}


async def examined(mail, *, dns=DNS, lists=LISTS, side=OURS):
    """The report on `mail` in that world."""
    return await examine(read(mail), lookups=Lookups(FakeDns(dns), FakeBlocklists(lists)), side=side)
