"""Report: what came out of one examination, in facts and codes. The words are said elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.message import Form
from analyzers.scoring import Level, Score, Weighed, level_of, score, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers.coverage import Coverage
    from analyzers.dossier import Dossier
    from analyzers.finding import Finding

# Findings that another one says better: both count, the reader is told once.
_SAID_BETTER: dict[str, frozenset[str]] = {
    "brand-mismatch": frozenset({"brand-by-other-domain"}),
    "dkim-missing": frozenset({"dmarc-fail"}),
    "link-mismatch": frozenset({"shown-own-domain"}),
    "home-line-listed": frozenset({"residential-origin"}),
    "helo-unknown": frozenset({"helo-not-fqdn"}),
    "brand-not-linked": frozenset(
        {
            "deceptive-path",
            "deceptive-subdomain",
            "link-mismatch",
            "link-userinfo",
            "qr-link",
            "redirector-link",
            "shown-own-domain",
        }
    ),
}


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


@dataclass(frozen=True)
class Report:
    """The `level` with the `findings` that led to it (heaviest first), what was looked at, and all facts in the `dossier`."""

    dossier: Dossier
    level: Level
    score: Score
    findings: tuple[Weighed, ...]
    coverage: dict[str, Coverage]

    @property
    def told(self) -> tuple[Weighed, ...]:
        """The findings to tell a reader, without those that another finding says better."""
        codes = {row.finding.code for row in self.findings}
        return tuple(row for row in self.findings if not codes & _SAID_BETTER.get(row.finding.code, frozenset()))

    @property
    def advice(self) -> tuple[str, ...]:
        """Codes of what to do, first things first."""
        steps: dict[Level, tuple[str, ...]] = {
            Level.DANGER: ("do-not-touch", "already-typed"),
            Level.WARNING: ("do-not-touch", "already-typed"),
            Level.CAUTION: ("verify-otherwise",),
            Level.NO_SIGN: ("no-guarantee",),
            Level.INSUFFICIENT: ("cannot-tell",),
        }
        in_hand = self.dossier.message.form in {Form.EML, Form.MSG}  # a draft, or a mail that its sender kept
        asked = not in_hand and not self.dossier.trace.hops and self.level not in {Level.DANGER, Level.WARNING}
        return (*steps[self.level], *(("send-original",) if asked else ()))

    @property
    def how(self) -> tuple[str, ...]:
        """Mail programs whose steps for saving the original are told when it is asked for: the one that shows, else all."""
        if "send-original" not in self.advice:
            return ()
        shown = [wrapping.program for wrapping in self.dossier.message.wrappings if wrapping.program]
        return _STEPS.get(shown[-1] if shown else None, PROGRAMS)


def judge(dossier: Dossier, findings: Sequence[Finding], coverage: dict[str, Coverage], *, sufficient: bool) -> Report:
    """Weighs the findings. `insufficient` replaces `no-sign` only."""
    rows = weigh(findings)
    total = score(rows)
    level = level_of(total)
    if level is Level.NO_SIGN and not sufficient:
        level = Level.INSUFFICIENT
    return Report(dossier=dossier, level=level, score=total, findings=rows, coverage=coverage)
