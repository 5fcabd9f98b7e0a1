"""More kinds of servers, and peers that try to be misread."""

import pytest

from analyzers.trace import read_hop

IP = "203.0.113.5"
V6 = "2001:db8::5"


@pytest.mark.parametrize(
    ("line", "helo", "rdns", "checked", "ip", "by"),
    [
        # Exchange greets strangers whose HELO is an address, and writes its build number as an id
        (
            f"from [127.0.1.1] ({IP}) by mx.example.jp (10.167.242.101) with Microsoft SMTP Server id 15.1.225.42 via Frontend",
            *("127.0.1.1", None, False, IP, "mx.example.jp"),
        ),
        (
            "from ex1.corp.example ([fe80::1]) by ex2.corp.example ([fe80::2%4]) with mapi id 15.01.0225.042",
            *("ex1.corp.example", None, False, "fe80::1", "ex2.corp.example"),
        ),
        ("from mail.example by mx.example.jp id 15.1.225.42", "mail.example", None, False, None, "mx.example.jp"),
        (
            "from A.prod.outlook.com (2603:10b6::9) by B.prod.outlook.com with MailboxResubmission by AntispamTT id 15.20",
            *("a.prod.outlook.com", None, False, "2603:10b6::9", "b.prod.outlook.com"),
        ),
        ("from mail pickup service by mx.example.jp with Microsoft SMTPSVC", None, None, False, None, "mx.example.jp"),
        # Exim with a port, with an ident, with an address as HELO, over IPv6; a program on the server
        (
            f"from mail.example ([{IP}]:36367) by mx.example.jp with esmtps (TLS1.2) tls X (Exim 4.93) id 1",
            *("mail.example", "mail.example", True, IP, "mx.example.jp"),
        ),
        (
            f"from [{V6}] (port=1 helo=h.example ident=u) by mx.example.jp with esmtp (Exim 4.97)",
            *("h.example", None, False, V6, "mx.example.jp"),
        ),
        (
            f"from mail.example ([{IP}] ident=u helo=[10.88.0.4]) by mx.example.jp with esmtp (Exim 4.95)",
            *("10.88.0.4", "mail.example", True, IP, "mx.example.jp"),
        ),
        ("from www by mx.example.jp with local (Exim 4.97)", None, None, False, None, "mx.example.jp"),
        # Momentum
        (
            f"from [10.1.1.1] ([{IP}:36166] helo=[10.0.54.70]) by mx.example.jp (envelope-from <a@b.example>) (ecelerity 4.2)",
            *("10.0.54.70", None, False, IP, "mx.example.jp"),
        ),
        # Yahoo
        (
            f"from {IP} (EHLO h.example) by 10.217.136.93 with SMTPs (version=TLS1_3)",
            *("h.example", None, False, IP, "10.217.136.93"),
        ),
        (f"from [{IP}] by web1.example.jp via HTTP", IP, None, False, IP, "web1.example.jp"),
        # IronPort, ZMailer, CommuniGate, McAfee, qmail-ldap, qmail with a user of two at signs
        (
            f"from mail.example (HELO h.example) ([{IP}]) by mx.example.jp with ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384",
            *("h.example", "mail.example", False, IP, "mx.example.jp"),
        ),
        (
            f'from mail.example ([{IP}]:12810 "EHLO h.example" rhost-flags-OK-OK-OK-OK) by mx.example.jp with ESMTP id S1',
            *("h.example", "mail.example", True, IP, "mx.example.jp"),
        ),
        (
            f'from mail.example ([{IP}]:12810 "EHLO h.example" rhost-flags-OK-FAIL-OK-FAIL) by mx.example.jp with ESMTP id S1',
            *("h.example", "mail.example", False, IP, "mx.example.jp"),
        ),
        (
            f"from [{IP}] (account u@x.example HELO [192.168.0.4]) by mx.example.jp (CommuniGate Pro SMTP 5.4) with ESMTPSA",
            *("192.168.0.4", None, False, IP, "mx.example.jp"),
        ),
        (
            f"from unknown [{IP}] (EHLO h.example) by mx.example.jp(mxl_mta-8.0.0) over TLS secured channel with ESMTP id 1",
            *("h.example", None, False, IP, "mx.example.jp"),
        ),
        (
            f"from h.example (@[{IP}]) (envelope-sender <a@b.example>) by mx.example.jp (qmail-ldap-1.03) with SMTP",
            *("h.example", None, False, IP, "mx.example.jp"),
        ),
        (
            f"from unknown (HELO h.example) (a@b.example@{IP}) by mx.example.jp with ESMTPA",
            *("h.example", None, False, IP, "mx.example.jp"),
        ),
        # MDaemon, Haraka, OpenSMTPD and hMailServer write a name that they did not make sure of
        (
            f"from h.example (m.example [{IP}]) by mx.example.jp (10.0.0.2) (MDaemon PRO v21) with ESMTP id md5000.msg",
            *("h.example", "m.example", False, IP, "mx.example.jp"),
        ),
        (
            f"from h.example (m.example. [{IP}]) by mx.example.jp (Haraka/2.8.27) with ESMTPS id 1.1 envelope-from <a@b.example>",
            *("h.example", "m.example", False, IP, "mx.example.jp"),
        ),
        (
            f"from h.example (<unknown> [{IP}]) by mx.example.jp (OpenSMTPD) with ESMTP id 5a37d424",
            *("h.example", None, False, IP, "mx.example.jp"),
        ),
        (
            f"from h.example (m.example [{IP}]) by mx.example.jp with ESMTPS",
            "h.example",
            "m.example",
            True,
            IP,
            "mx.example.jp",
        ),
        # Courier, Domino, MailEnable, Zimbra, Coremail, Amazon SES, iCloud, Proofpoint, Barracuda, Mimecast, fetchmail
        (
            f"from h.example ([::ffff:{IP}]) by mx.example.jp with ESMTP; id 1",
            *("h.example", None, False, IP, "mx.example.jp"),
        ),
        (
            f"from h.example ([{IP}]) by mx.example.jp (Lotus Domino Release 8.5.3FP6) with ESMTP id 2020-123",
            *("h.example", None, False, IP, "mx.example.jp"),
        ),
        (
            f"from h.example ([{IP}]) by mx.example.jp with MailEnable ESMTP",
            "h.example",
            None,
            False,
            IP,
            "mx.example.jp",
        ),
        (
            "from z.example (LHLO z.example) (192.168.3.4) by mx.example.jp with LMTP",
            *("z.example", "z.example", False, "192.168.3.4", "mx.example.jp"),
        ),
        (
            f"from h.example (unknown [{IP}]) by mx29 (Coremail) with SMTP id rQCowAAHHdT9caZp",
            *("h.example", None, False, IP, "mx29"),
        ),
        (
            f"from h.example (m.example [{IP}]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc for x@example.jp",
            *("h.example", "m.example", True, IP, "inbound-smtp.us-east-1.amazonaws.com"),
        ),
        (
            f"from h.example (m.example [{IP}]) by mx0a-1.pphosted.com (PPS) with ESMTPS id 3abc",
            *("h.example", "m.example", True, IP, "mx0a-1.pphosted.com"),
        ),
        (
            f"from h.example (m.example [{IP}]) by relay.mimecast.com with ESMTP with STARTTLS (version=TLSv1.2, cipher=X)",
            *("h.example", "m.example", True, IP, "relay.mimecast.com"),
        ),
        (
            f"from pop.example [{IP}] by localhost with POP3 (fetchmail-6.4.37) for <x@localhost> (single-drop)",
            *("pop.example", None, False, IP, "localhost"),
        ),
        # sendmail on behalf of a user; qmail's own remarks name no server
        ("(from www@localhost) by mx.example.jp (8.17.1/8.17.1/Submit) id 1", None, None, False, None, "mx.example.jp"),
        ("(qmail 5529 invoked by alias)", None, None, False, None, None),
        ("from a@b.example by mx.example.jp with qmail-scanner-0.90", None, None, False, None, "mx.example.jp"),
        # peers that greet with something else than a name
        (
            f"from x by mx.evil.example with ESMTP id 1 for <a@b.example> (m.example [{IP}]) by mx.example.jp (Postfix) with ESMTP",
            *("x", "m.example", True, IP, "mx.example.jp"),
        ),
        (
            f"from x (trusted.example [198.51.100.7]) by mx.evil.example (m.example [{IP}]) by mx.example.jp (Postfix)",
            *("x", "m.example", True, IP, "mx.example.jp"),
        ),
        (f"from x( (m.example [{IP}]) by mx.example.jp (Postfix)", "x", "m.example", True, IP, "mx.example.jp"),
        (
            f"from 198.51.100.7 (m.example [{IP}]) by mx.example.jp (Postfix)",
            *("198.51.100.7", "m.example", True, IP, "mx.example.jp"),
        ),
        (
            f"from [198.51.100.7] (unknown [{IP}]) by mx.example.jp (Postfix)",
            *("198.51.100.7", None, False, IP, "mx.example.jp"),
        ),
        ("from 198.51.100.7 by mx.example.jp with SMTP", "198.51.100.7", None, False, None, "mx.example.jp"),
        (
            f"from helo=mx.example.jp (m.example [{IP}]) by mx.example.jp (Postfix)",
            *("mx.example.jp", None, False, IP, "mx.example.jp"),
        ),
        (
            f'from m.example (m.example [{IP}]) by mx.example.jp (Postfix) for <"a by b"@example.jp>',
            *("m.example", "m.example", True, IP, "mx.example.jp"),
        ),
    ],
)
def test_forms(line, helo, rdns, checked, ip, by):
    """Who greeted, what was looked up and made sure of, what was seen, and who wrote it."""
    hop = read_hop(f"{line}; Fri, 9 May 2025 07:00:55 +0900", 3)

    assert (hop.helo, hop.rdns, hop.rdns_checked, hop.ip, hop.by, hop.line) == (helo, rdns, checked, ip, by, 3)


def test_what_the_server_says_of_the_transaction():
    """Protocol, id, recipient and the envelope's sender, from the server's half of the line only."""
    hop = read_hop(
        f"from x for <a@b.example> id 9 (m.example [{IP}]) (using TLSv1.3) by mx.example.jp (Exim 4.95)"
        " (envelope-from <s@bank.example>) with esmtps id 1tQce2-0007CV-Mg for l@list.example;"
        " Thu, 26 Dec 2024 01:26:35 +0000",
        1,
    )

    assert (hop.protocol, hop.id, hop.recipient, hop.envelope_from) == (
        *("ESMTPS", "1tQce2-0007CV-Mg"),
        *("l@list.example", "s@bank.example"),
    )


def test_a_semicolon_that_ends_nothing():
    """Where no date follows it, all of the line is read."""
    hop = read_hop(f"from m.example (m.example [{IP}]) (a; b) by mx.example.jp (Postfix)", 1)

    assert (hop.by, hop.date) == ("mx.example.jp", None)


def test_an_endless_line():
    """The server wrote at both ends of it."""
    hop = read_hop(f"from {'x' * 90_000} (m.example [{IP}]) by mx.example.jp (Postfix) with ESMTP id 1", 1)

    assert (hop.ip, hop.by) == (IP, "mx.example.jp")


def test_the_name_in_a_clients_certificate():
    """Postfix tells it behind the address, and whoever made the certificate chose it."""
    tls = '(using TLSv1.3 with cipher X (256/256 bits)) (Client CN "a [198.51.100.7]", Issuer "(b [10.0.0.1])" (not verified))'
    hop = read_hop(f"from m.example (m.example [{IP}]) {tls} by mx.example.jp (Postfix) with ESMTPS id 1", 1)

    assert (hop.ip, hop.rdns, hop.helo, hop.by) == (IP, "m.example", "m.example", "mx.example.jp")
