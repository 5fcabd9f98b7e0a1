"""What rspamd and SpamAssassin say of the same files, with their own rules and thresholds and without the network."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from tests.bench.rspamd import rspamd
from tests.bench.spamassassin import spamassassin
from tests.bench.verdict.figures import wilson
from tests.bench.verdict.strip import strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.verdict.mails import Source

# What each calls spam by default.
_RSPAMD = {"greylist (4)": 4.0, "add header (6)": 6.0, "reject (15)": 15.0}
_SPAMASSASSIN = {"spam (5)": 5.0}


def others(mails: Sequence[Source]) -> dict[str, Any]:
    """For each of the two a row for each set, or a line that says why there is none."""
    found: dict[str, Any] = {}
    with rspamd() as program:
        found["rspamd"] = "not installed" if program is None else _rows(mails, program.scores(_data(mails)), _RSPAMD)
    with spamassassin() as program:
        known = program is not None
        found["SpamAssassin"] = _rows(mails, program.scores(_data(mails)), _SPAMASSASSIN) if known else "not installed"
    return found


def _data(mails: Sequence[Source]) -> Iterator[bytes]:
    return (strip(mail.path.read_bytes()) for mail in mails)


def _rows(mails: Sequence[Source], scores: Iterator[float | None], limits: dict[str, float]) -> dict[str, Any]:
    """Mails that the other program cannot scan count as scanned and not found."""
    by_set: defaultdict[str, list[float]] = defaultdict(list)
    for mail, score in zip(mails, scores, strict=True):
        for name in (mail.set, f"all {'phishing' if mail.fraud else 'legitimate'}"):
            by_set[name].append(float("-inf") if score is None else score)
    return {
        name: {"n": len(values)} | {level: _reached(values, limit) for level, limit in limits.items()}
        for name, values in by_set.items()
    }


def _reached(values: list[float], limit: float) -> list[float]:
    hits = sum(value >= limit for value in values)
    return [hits / len(values), *wilson(hits, len(values))]
