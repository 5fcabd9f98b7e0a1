"""Where the links of a mail lead, seen from its sender."""

import pytest

from tests.analyzers.mails import dossier, eml


def seen(*hrefs, sender="<news@firm.example>", to="user@example.jp"):
    """The destinations of a mail with these links."""
    html = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    return dossier(eml(html=html, sender=sender, to=to)).destinations


@pytest.mark.parametrize(
    ("href", "strange"),
    [
        ("https://unknown.example/", True),
        ("http://8.8.4.7/", True),
        ("https://storage.googleapis.com/b/x.html", True),
        ("https://www.firm.example/", False),
        ("https://u1.ct.sendgrid.net/x", False),
        ("https://www.amazon.co.jp/", False),
        ("https://zoom.us/j/1", False),
        ("https://portal.example.jp/", False),
        ("https://lists.somewhere.example/listinfo/dev", False),
    ],
)
def test_strangers(href, strange):
    """Neither the sender's, nor ours, nor a mailing service's, nor known to all, nor a list's footer."""
    assert bool(seen(href).strangers) is strange


@pytest.mark.parametrize(
    ("href", "sender", "home"),
    [
        ("https://click.firm.example/x", "<a@mail.firm.example>", True),
        ("https://www.vpass.ne.jp/", "<a@smbc-card.com>", True),
        ("https://www.gmail.com/", "<a@gmail.com>", False),
        ("https://lists.firm.example/listinfo/dev", "<dev@lists.firm.example>", False),
        ("https://firm.example.evil.example/", "<a@firm.example>", False),
    ],
)
def test_leads_home(href, sender, home):
    """Companies have a home, and brands several; customers of a mail provider and authors of a list have none."""
    assert seen(href, sender=sender).leads_home is home


def test_one_link_of_each_host():
    """A sender builds all links to one host alike."""
    found = seen(*(f"https://h{n % 20}.example/{n}" for n in range(200))).samples

    assert [link.host.name for link in found] == [f"h{n}.example" for n in range(12)]


def test_nothing_to_see():
    """A mail without a sender and without links."""
    found = dossier(eml(sender=None)).destinations

    assert (found.authors, found.strangers, found.places, found.company, found.leads_home) == ((), (), (), None, False)
