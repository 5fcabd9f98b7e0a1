"""Mails that have nothing in common, and the world that answers for them."""

from __future__ import annotations

LISTS = ("zen.spamhaus.org", "bl.spamcop.net", "psbl.surriel.com", "all.s5h.net", "dnsbl.dronebl.org")
URIBLS = ("multi.uribl.com", "dbl.spamhaus.org")


def mail(number: int) -> bytes:
    """Mail `number`: an origin, a sender and three links of its own."""
    ip, domain = f"198.41.{number}.5", f"sender{number}.example"
    links = " ".join(f"<a href='https://www.link{number}-{at}.example/'>x</a>" for at in range(3))
    return f"""Received: from mail.{domain} (mail.{domain} [{ip}]) by mx.example.jp (Postfix); Fri, 9 May 2025 07:00:55 +0900
From: Sender <someone@{domain}>
Return-Path: <someone@{domain}>
To: user@example.jp
Subject: Hello
Date: Fri, 9 May 2025 07:00:49 +0900
Message-ID: <{number}@{domain}>
Content-Type: text/html; charset=utf-8

{links}
""".encode()


def world(count: int) -> dict[str, dict[str, list[str]]]:
    """What the DNS says of mails 0 to `count`."""
    records: dict[str, dict[str, list[str]]] = {}
    for number in range(count):
        ip, domain = f"198.41.{number}.5", f"sender{number}.example"
        records[f"mail.{domain}"] = {"A": [ip]}
        records[ip] = {"PTR": [f"mail.{domain}"]}
        records[domain] = {"MX": [f"10 mail.{domain}"], "TXT": [f"v=spf1 include:_spf.{domain} -all"]}
        records[f"_spf.{domain}"] = {"TXT": [f"v=spf1 ip4:{ip} -all"]}
        records[f"_dmarc.{domain}"] = {"TXT": ["v=DMARC1; p=reject"]}
        for at in range(3):
            records[f"www.link{number}-{at}.example"] = {"A": ["203.0.113.6"]}
    return records
