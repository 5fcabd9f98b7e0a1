"""The same mail, and what is only like it."""

from __future__ import annotations

import pytest

from analyzers import OurSide, examine, read
from analyzers.lookups.offline import offline_lookups
from bot.same_mail import mail_key

MAIL = (
    b"Received: from a.example ([203.0.113.5]) by mx.example.jp; Fri, 9 May 2025 07:00:55 +0900\r\n"
    b"From: Shop <shop@a.example>\r\nTo: hanako@example.jp\r\nSubject: Your parcel\r\n"
    b"Date: Fri, 9 May 2025 07:00:55 +0900\r\nContent-Type: text/plain\r\n\r\nSee https://a.example/parcel today.\r\n"
)


async def key(mail: bytes) -> str | None:
    """The key of `mail` as it was handed in."""
    side = OurSide(domains=("example.jp",), servers=("example.jp",))
    return mail_key(await examine(read(mail), lookups=offline_lookups(()), side=side, deadline=1.0))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"To: hanako@", b"To: taro@"),
        (b"Date: Fri, 9 May 2025 07:00:55", b"Date: Fri, 9 May 2025 07:00:58"),
        (
            b"Received:",
            b"Received: from mx.example.jp ([192.168.0.2]) by mail.example.jp; Fri, 9 May 2025 07:00:57 +0900\r\nReceived:",
        ),
    ],
)
async def test_copies_of_one_mail_are_the_same(old: bytes, new: bytes) -> None:
    """Another recipient, another second, another way through our own servers."""
    assert await key(MAIL.replace(old, new, 1)) == await key(MAIL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Shop <", b"The Shop <"),
        (b"Subject: Your", b"Subject: A"),
        (b"/parcel", b"/other"),
        (b"today", b"at once"),
        (b"203.0.113.5", b"198.51.100.7"),
        (b"To: hanako", b"Reply-To: x@b.example\r\nTo: hanako"),
    ],
)
async def test_likeness_is_not_enough(old: bytes, new: bytes) -> None:
    """Whatever a reader sees, and where it was sent from, must agree."""
    assert await key(MAIL.replace(old, new, 1)) != await key(MAIL)


async def test_headers_alone_are_nobodys_copy() -> None:
    """Without its text nobody can tell what a mail says."""
    assert await key(MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n") is None
