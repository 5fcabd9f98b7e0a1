"""Who a mail says wrote it."""

import pytest

from analyzers.senders.author import author
from tests.analyzers.mails import dossier, eml


@pytest.mark.parametrize(
    ("more", "name", "address", "through"),
    [
        ("Reply-To: taro@b.example", "Taro", "taro@b.example", True),
        ("X-Original-From: Taro Y <ty@b.example>\nReply-To: talk@lists.example.com", "Taro Y", "ty@b.example", True),
        ("Reply-To: talk@lists.example.com", "Taro via Talk", "talk@lists.example.com", False),
        ("", "Taro via Talk", "talk@lists.example.com", False),
    ],
)
def test_author_behind_a_list(more, name, address, through):
    """Where the list kept him."""
    found = author(
        dossier(
            eml(
                sender="Taro via Talk <talk@lists.example.com>",
                more=f"{more}\nList-Id: <talk.lists.example.com>".strip(),
            )
        )
    )

    assert (found.name, found.address, found.through_list) == (name, address, through)


def test_services_write_like_lists():
    """A signing service says "via", too; it is no list, and itself the sender."""
    mail = eml(sender="Taro via Sign <sign@sign.example>", more="Reply-To: taro@b.example")

    assert author(dossier(mail)).address == "sign@sign.example"


def test_domains_are_as_the_dns_knows_them():
    """In A-labels and lower case; none without an address."""
    assert author(dossier(eml(sender="A <a@BÜCHER.example>"))).domain in {None, "xn--bcher-kva.example"}
    assert author(dossier(eml(sender="A <>"))).registrable is None
