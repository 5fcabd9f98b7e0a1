"""What a fit learns from: each mail's findings in each view that counts, with how much it counts."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.bench.verdict.judging import Judged

VIEWS = {"unstamped": 1.0, "inline": 0.25}  # and how much each counts
# How much a mail of a set counts, 1 where nothing is said. What is no phishing of today, or not of this kind, counts little.
SETS = {
    "sa_spam_2": 0.1,
    "list_stamped_spam": 0.4,
    "ja_list_spam": 1.5,
    "sa_hard_ham_1": 0.4,
    "genuine": 2.0,
    "frauds": 2.0,
}
_ALIKE = 5  # mails of one campaign that count whole
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail. `views` holds for each view the rows of its findings, by group: (cap's group, rows of weights)."""

    set: str
    name: str
    fraud: bool
    campaign: str
    counts: float
    views: tuple[tuple[float, tuple[tuple[str, tuple[str, ...]], ...]], ...]

    @property
    def fold(self) -> int:
        """The fold of its whole campaign."""
        return zlib.crc32(self.campaign.encode()) % FOLDS

    @property
    def half(self) -> str:
        """The half, `a` or `b`, by the hash of its name."""
        return "a" if hashlib.sha256(self.name.encode()).digest()[0] < 128 else "b"


def samples(mails: Iterable[Judged]) -> list[Sample]:
    """One of each mail that was judged."""
    seen = [mail for mail in mails if mail.error is None]
    alike = Counter((mail.fraud, mail.campaign) for mail in seen)
    return [
        Sample(
            set=mail.set,
            name=mail.name,
            fraud=mail.fraud,
            campaign=mail.campaign,
            counts=SETS.get(mail.set, 1.0) * min(1.0, _ALIKE / alike[mail.fraud, mail.campaign]),
            views=tuple(
                (share, _grouped(mail.views[view].rows)) for view, share in VIEWS.items() if view in mail.views
            ),
        )
        for mail in seen
    ]


def _grouped(rows: Iterable[tuple[str, str, float]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups: dict[str, list[str]] = {}
    for code, group, _ in rows:
        groups.setdefault(group, []).append(code)
    return tuple((group, tuple(codes)) for group, codes in sorted(groups.items()))
