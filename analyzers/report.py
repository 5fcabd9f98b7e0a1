"""Report: what came out of one examination, in facts and codes. The words are said elsewhere."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from analyzers.advice import OPENED, advice
from analyzers.message import Form
from analyzers.reasons import reasons, told
from analyzers.relief import leads_home, reliefs
from analyzers.scoring import Level, Score, Weighed, level_of, score, weigh
from analyzers.wants import wants

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyzers.coverage import Coverage
    from analyzers.dossier import Dossier
    from analyzers.finding import Finding

T = TypeVar("T")
log = logging.getLogger(__name__)
# Mail programs whose steps for saving a mail are told, those of the most readers first; and whose steps suit which traces.
PROGRAMS = ("gmail", "outlook", "outlook-new", "yahoo", "apple-mail", "iphone")
_STEPS: dict[str | None, tuple[str, ...]] = {
    "gmail": ("gmail",),
    "outlook": ("outlook", "outlook-new"),
    "outlook-new": ("outlook-new", "outlook"),
    "yahoo": ("yahoo",),
    "apple-mail": ("apple-mail",),
    "thunderbird": ("thunderbird",),
    "iphone": ("iphone", "gmail", "outlook-new", "outlook", "yahoo", "apple-mail"),
}
# Findings of files that do harm when they are opened; an attached page wants what it asks for.
_HARMFUL = {"disguised-attachment", "executable-attachment", "macro-attachment", "encrypted-archive"}


@dataclass(frozen=True)
class Report:
    """The `level` with the `findings` that led to it (heaviest first), what was looked at, and all facts in the `dossier`.

    `at_home`: it leads to nobody but its own sender, and its words weigh less for that.
    """

    dossier: Dossier
    level: Level
    score: Score
    findings: tuple[Weighed, ...]
    coverage: dict[str, Coverage]
    at_home: bool = False

    @property
    def told(self) -> tuple[Weighed, ...]:
        """The findings to tell a reader, without those that another finding says better."""
        return told(self.findings)

    @cached_property
    def reasons(self) -> tuple[Weighed, ...]:
        """The findings that decide, five at most, each from another side of the mail as far as there are."""
        return reasons(self.findings)

    @cached_property
    def wants(self) -> frozenset[str]:
        """What the mail wants from its reader (codes of `analyzers.wants`)."""
        return _spared(lambda: wants(self.dossier.message), frozenset())

    @cached_property
    def advice(self) -> tuple[str, ...]:
        """Codes of what to do, first things first."""
        wanted = self.wants | {OPENED} if _HARMFUL & {row.finding.code for row in self.findings} else self.wants
        in_hand = self.dossier.message.form in {Form.EML, Form.MSG}  # a draft, or a mail that its sender kept
        return advice(self.level, wanted, original=not in_hand and not self.dossier.trace.hops)

    @property
    def how(self) -> tuple[str, ...]:
        """Mail programs whose steps for saving the original are told when it is asked for: the one that shows, else all."""
        if "send-original" not in self.advice:
            return ()
        shown = [wrapping.program for wrapping in self.dossier.message.wrappings if wrapping.program]
        return _STEPS.get(shown[-1] if shown else None, PROGRAMS)


def judge(dossier: Dossier, findings: Sequence[Finding], coverage: dict[str, Coverage], *, sufficient: bool) -> Report:
    """Weighs the findings, and what speaks for the mail. `insufficient` replaces `no-sign` only."""
    elsewhere = weigh(findings)
    rows = weigh(findings, at_home=_spared(lambda: leads_home(dossier), otherwise=False))
    total = score(rows, _spared(lambda: reliefs(dossier), ()))
    level = level_of(total)
    if level is Level.NO_SIGN and not sufficient:
        level = Level.INSUFFICIENT
    return Report(dossier, level, total, rows, coverage, at_home=rows != elsewhere)


def _spared(ask: Callable[[], T], otherwise: T) -> T:
    """What `ask` answers. When it fails on hostile input that is our fault: it is logged, and the report does without."""
    try:
        return ask()
    except Exception:
        log.exception("a part of the report failed")
        return otherwise
