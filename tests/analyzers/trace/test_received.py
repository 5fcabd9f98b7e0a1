"""One Received field, as each kind of server writes it."""

import pytest

from analyzers.trace import read_hop

IP = "203.0.113.5"


@pytest.mark.parametrize(
    ("line", "helo", "rdns", "checked", "ip", "by"),
    [
        # Postfix
        (
            f"from helo.example (mail.example [{IP}]) by mx.example.jp (Postfix) with ESMTP id 1",
            "helo.example",
            "mail.example",
            True,
            IP,
            "mx.example.jp",
        ),
        (
            f"from helo.example (unknown [{IP}])\n\tby mx.example.jp (Postfix)",
            "helo.example",
            None,
            False,
            IP,
            "mx.example.jp",
        ),
        (
            f"from [192.168.0.9] (mail.example [{IP}]) by mx.example.jp",
            "192.168.0.9",
            "mail.example",
            True,
            IP,
            "mx.example.jp",
        ),
        (
            "from h.example (m.example [IPv6:2001:db8::5]) (using TLSv1.3 with cipher X (256/256 bits)) by mx.example.jp",
            "h.example",
            "m.example",
            True,
            "2001:db8::5",
            "mx.example.jp",
        ),
        (
            f"from (mx.example.jp[10.0.0.1]) (unknown [{IP}]) by mx.example.jp (Postfix)",
            None,
            None,
            False,
            IP,
            "mx.example.jp",
        ),
        # Exim
        (
            f"from mail.example ([{IP}] helo=helo.example) by mx.example.jp with esmtps (Exim 4.97)",
            "helo.example",
            "mail.example",
            True,
            IP,
            "mx.example.jp",
        ),
        (
            f"from [{IP}] (helo=helo.example) by mx.example.jp with esmtp (Exim 4.97)",
            "helo.example",
            None,
            False,
            IP,
            "mx.example.jp",
        ),
        (
            f"from [{IP}] (port=4711 helo=[10.0.0.1]) by mx.example.jp with esmtp (Exim 4.97)",
            "10.0.0.1",
            None,
            False,
            IP,
            "mx.example.jp",
        ),
        (
            f"from mail.example ([{IP}]) by mx.example.jp with esmtp (Exim 4.97)",
            "mail.example",
            "mail.example",
            True,
            IP,
            "mx.example.jp",
        ),
        # sendmail
        (
            f"from helo.example (mail.example [{IP}]) by mx.example.jp (8.17.1/8.17.1) with ESMTP id 1",
            "helo.example",
            "mail.example",
            True,
            IP,
            "mx.example.jp",
        ),
        (
            f"from helo.example (mail.example [{IP}] (may be forged)) by mx.example.jp (8.17.1)",
            "helo.example",
            "mail.example",
            False,
            IP,
            "mx.example.jp",
        ),
        (f"from helo.example ([{IP}]) by mx.example.jp (8.17.1)", "helo.example", None, False, IP, "mx.example.jp"),
        # Exchange
        (
            f"from helo.example ({IP}) by DB1.mail.protection.outlook.com (10.13.176.54) with Microsoft SMTP Server",
            "helo.example",
            None,
            False,
            IP,
            "db1.mail.protection.outlook.com",
        ),
        (
            "from A.prod.outlook.com ([fe80::1%3]) by B.prod.outlook.com ([fe80::2%4]) with mapi id 15",
            "a.prod.outlook.com",
            None,
            False,
            "fe80::1",
            "b.prod.outlook.com",
        ),
        # qmail
        (f"from unknown (HELO helo.example) ({IP}) by 0 with SMTP", "helo.example", None, False, IP, "0"),
        (
            f"from mail.example (HELO helo.example) ({IP}) by mx.example.jp with SMTP",
            "helo.example",
            "mail.example",
            False,
            IP,
            "mx.example.jp",
        ),
        (
            f"from mail.example (HELO helo.example) (user@{IP}) by mx.example.jp with SMTP",
            "helo.example",
            "mail.example",
            False,
            IP,
            "mx.example.jp",
        ),
        ("(qmail 1234 invoked by uid 89)", None, None, False, None, None),
        # Google
        (
            f"from helo.example (mail.example. [{IP}]) by mx.google.com with ESMTPS id 1",
            "helo.example",
            "mail.example",
            True,
            IP,
            "mx.google.com",
        ),
        ("by 2002:a05:6402:3c4:b0:5f1 with SMTP id x", None, None, False, None, "2002:a05:6402:3c4:b0:5f1"),
        # others
        ("from mail.example by mx.example.jp with ESMTP", "mail.example", None, False, None, "mx.example.jp"),
        (
            "from m.example (m.example [::ffff:203.0.113.5]) by mx.example.jp",
            "m.example",
            "m.example",
            True,
            IP,
            "mx.example.jp",
        ),
        ("from m.example (m.example [999.1.1.1]) by mx.example.jp", "m.example", None, False, None, "mx.example.jp"),
        ("nonsense", None, None, False, None, None),
        ("", None, None, False, None, None),
        (";;;;", None, None, False, None, None),
    ],
)
def test_forms(line, helo, rdns, checked, ip, by):
    """Who greeted, what was looked up and made sure of, what was seen, and who wrote it."""
    hop = read_hop(f"{line}; Fri, 9 May 2025 07:00:55 +0900", 3)

    assert (hop.helo, hop.rdns, hop.rdns_checked, hop.ip, hop.by, hop.line) == (helo, rdns, checked, ip, by, 3)


def test_the_date():
    """When the server took it."""
    hop = read_hop(f"from a.example (a.example [{IP}]) by b.example; Fri, 9 May 2025 07:00:55 +0900 (JST)", 1)

    assert hop.date.isoformat() == "2025-05-09T07:00:55+09:00"
