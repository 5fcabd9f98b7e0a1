"""A coverage-guided fuzzer on one part of the analyzers: `python -m tests.soak.fuzz_target PART SECONDS [FOLDER OF SEEDS...]`.

It ends with 0 when nothing but the documented errors was raised and nothing took longer than five seconds. An input that did is
written beside the seeds, and its path told.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["analyzers", "bot.report_json"]):
    from analyzers.addresses import is_public
    from analyzers.authentication import claims
    from analyzers.dossier import Dossier
    from analyzers.errors import NotAMail
    from analyzers.examine import report
    from analyzers.message import HeaderBlock, HeaderField
    from analyzers.reading import read
    from analyzers.trace import OurSide, trace
    from bot.report_json import report_json
    from tests.analyzers.links.target import read_links

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_FOR_ONE = 5
MEGABYTES = 1024
SIDE = OurSide(domains=("example-shop.jp",), servers=("mx0.example-shop.jp",))
SEEDS = {
    "reading": [path.read_bytes() for path in sorted(Path(__file__).parents[1].joinpath("mails").glob("*/mail.eml"))],
    "trace": [
        b"from mail.example.com (mail.example.com [203.0.113.5])\n by mx0.example-shop.jp (Postfix) with ESMTPS id 4A; Mon, 2 Nov 2026 10:00:00 +0900",
        b"from [203.0.113.5] (helo=evil) by lists.example.net with esmtp (Exim 4.94) id 1abc; Mon, 02 Nov 2026 01:00:00 +0000",
        b"from EVIL (203.0.113.5) by AM6.mail.protection.outlook.com (10.152.16.5) with Microsoft SMTP Server id 15.20.1; Mon, 2 Nov 2026",
        b"by 2002:a05:7208:1 with SMTP id x; from mail by mx.google.com with ESMTPS id 9 for <a@example.jp>",
    ],
    "links": [
        "本文 hxxps://evil[.]example/a?b=c と www.example.jp、http://0x7f.1/ https://a@b.example:80/".encode(),
        b"https://emea01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2F&data=1",
        b"https://urldefense.com/v3/__https://evil.example/a*b__;Lw!!x!y$ https://www.google.com/url?q=https://evil.example/",
    ],
    "claims": [
        b"mx.example.jp; spf=pass (sender IP is 203.0.113.5) smtp.mailfrom=a.example; dkim=pass header.d=a.example header.s=k; dmarc=fail",
        b"spf=softfail (sender IP is 203.0.113.5) smtp.mailfrom=a.example; compauth=fail reason=001",
        b'"mx.example.jp" 1; none',
    ],
}


class _Loud(logging.Handler):
    """Raises what is logged: a check that failed is a find."""

    def emit(self, record: logging.LogRecord) -> None:
        """Any record."""
        raise AssertionError(record.getMessage())


def reading(data: bytes) -> None:
    """Reads, judges and tells a mail."""
    try:
        message = read(data)
    except NotAMail:
        return
    for side in (OurSide(), SIDE):
        report_json(report(Dossier(message=message, trace=trace(message.headers, side), side=side)))


def route(data: bytes) -> None:
    """A header block of nothing but Received fields."""
    lines = data.decode("utf-8", "replace").split("\n\n")
    block = HeaderBlock(tuple(HeaderField("Received", line) for line in lines), complete=True)
    for side in (OurSide(), SIDE):
        origin = trace(block, side).origin
        is_public(origin.ip if origin else None)


def claimed(data: bytes) -> None:
    """The value of an Authentication-Results field."""
    claims.read_claim(data.decode("utf-8", "replace"))


PARTS: dict[str, Callable[[bytes], None]] = {"reading": reading, "trace": route, "links": read_links, "claims": claimed}


def main() -> None:
    """Fuzzes one part for some seconds."""
    part, seconds, *folders = sys.argv[1:]
    logging.getLogger("analyzers").addHandler(_Loud(logging.WARNING))
    with tempfile.TemporaryDirectory() as made:
        for number, seed in enumerate(SEEDS[part]):
            Path(made, str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            f"-timeout={SECONDS_FOR_ONE}",
            f"-rss_limit_mb={MEGABYTES}",
            "-max_len=20000",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, made, *folders], PARTS[part])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
