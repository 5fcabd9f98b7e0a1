"""Fits the weights to the corpora that FUWAKE_CORPORA names, and to our own mails: `make fit`, or `make fit WRITE=1` to keep the outcome.

It prints each weight as it was before any fit, as it stands and as it would be, and what comes out: in the mails that it learnt
from, in those of campaigns that it did not see, in each set when it had never seen that set, and in either half from the other.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from analyzers.weights import weights
from tests.bench.fit.descent import bounds, fit, hits
from tests.bench.fit.loss import level
from tests.bench.fit.samples import FOLDS, VIEWS, samples
from tests.bench.fit.writing import rewritten
from tests.bench.verdict.figures import wilson
from tests.bench.verdict.judging import judge_all
from tests.bench.verdict.mails import sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.fit.samples import Sample

ROOT = Path(__file__).parents[3]
FILE = ROOT / "analyzers" / "data" / "weights.toml"
PHISHING = ("phishing_pot", "ja_list_spam", "list_stamped_spam", "sa_spam_2")
LEGITIMATE = ("list_ham", "sa_easy_ham_1", "sa_hard_ham_1")
OWN = {True: "frauds", False: "genuine"}  # folders of tests/mails
_REACHED = {"danger": {"danger"}, "warning": {"danger", "warning"}, "caution": {"danger", "warning", "caution"}}


def mails() -> list[Sample]:
    """Every mail that is learnt from."""
    corpora = os.environ.get("FUWAKE_CORPORA")
    if not corpora:
        sys.exit("FUWAKE_CORPORA is not set")
    folders = {True: [Path(corpora, name) for name in PHISHING], False: [Path(corpora, name) for name in LEGITIMATE]}
    own = {fraud: [ROOT / "tests" / "mails" / name] for fraud, name in OWN.items()}
    found = chain.from_iterable(sources([*folders[fraud], *own[fraud]], fraud=fraud) for fraud in (True, False))
    return samples(judge_all(list(found), ("whole", *VIEWS)))


def table(seen: Sequence[Sample], fitted: Mapping[str, float]) -> None:
    """Each weight, with how many mails of each set have the finding."""
    names = list(dict.fromkeys(sample.set for sample in seen))
    counts = {name: hits([sample for sample in seen if sample.set == name]) for name in names}
    spotted = hits([sample for sample in seen if not sample.fraud])
    print(
        f"{'':36} {'prior':>6} {'now':>6} {'fitted':>6}  {'bounds':>9}  "
        + " ".join(f"{name[:12]:>12}" for name in names)
    )
    for code, row in weights().findings.items():
        low, high = bounds(row, weights().caps[row.group], spotless=not spotted[code])
        shown = " ".join(f"{counts[name][code]:12}" for name in names)
        mark = "*" if fitted[code] != row.weight else " "
        print(
            f"{code[:36]:36} {row.judged:6.2f} {row.weight:6.2f} {fitted[code]:6.2f}{mark} {low:4.1f}-{high:4.1f}  {shown}"
        )


def outcome(title: str, judged: Sequence[tuple[Sample, Mapping[str, float]]]) -> dict[str, float]:
    """Prints the share of each set at each level and above, each mail under its own weights; the shares at warning or above."""
    print(f"\n{title}")
    shares = {}
    for name in dict.fromkeys(sample.set for sample, _ in judged):
        levels = [level(sample, values, weights().caps).value for sample, values in judged if sample.set == name]
        cells = []
        for gate, reached in _REACHED.items():
            count = sum(each in reached for each in levels)
            low, high = wilson(count, len(levels))
            cells.append(f"{gate} {100 * count / len(levels):6.2f} % [{100 * low:5.2f}-{100 * high:6.2f}]")
        shares[name] = sum(each in _REACHED["warning"] for each in levels) / len(levels)
        print(f"  {name:20} {len(levels):5}  " + "   ".join(cells))
    return shares


def _fit(chosen: Sequence[Sample]) -> dict[str, float]:
    return fit(chosen, weights())


def validated(seen: Sequence[Sample], fitted: Mapping[str, float]) -> None:
    """By campaigns, by sets, by halves: always weights that never saw the mails that they judge."""
    names = list(dict.fromkeys(sample.set for sample in seen))
    folds = [[sample for sample in seen if sample.fold != fold] for fold in range(FOLDS)]
    without = [[sample for sample in seen if sample.set != name] for name in names]
    halves = [[sample for sample in seen if sample.half == half] for half in "ab"]
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        made = list(pool.map(_fit, [*folds, *without, *halves]))
    before = {code: row.judged for code, row in weights().findings.items()}
    outcome("weights before any fit", [(sample, before) for sample in seen])
    outcome(
        "weights as they stand", [(s, {code: row.weight for code, row in weights().findings.items()}) for s in seen]
    )
    whole = outcome("fitted, on the mails that it learnt from", [(sample, fitted) for sample in seen])
    outcome(f"fitted without the mail's campaign ({FOLDS} folds)", [(s, made[s.fold]) for s in seen])
    left = dict(zip(names, made[FOLDS:], strict=False))
    alone = outcome("fitted without the mail's whole set", [(s, left[s.set]) for s in seen])
    other = dict(zip("ba", made[-2:], strict=True))
    outcome("fitted on the other half", [(s, other[s.half]) for s in seen])
    drift = {name: 100 * (alone[name] - whole[name]) for name in names}
    print("\nat warning or above, without its set against with it, in points: ", end="")
    print(", ".join(f"{name} {points:+.1f}" for name, points in drift.items()))
    print(
        "the figures hold within 5 points"
        if all(abs(each) <= 5 for each in drift.values())
        else "some figure moves by over 5 points"
    )


def main() -> None:
    """Fits, prints, and writes when asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fit", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("--write", action="store_true", help=f"keep the outcome in {FILE.relative_to(ROOT)}")
    asked = parser.parse_args()
    seen = mails()
    fitted = _fit(seen)
    table(seen, fitted)
    validated(seen, fitted)
    if asked.write:
        changed = {code: value for code, value in fitted.items() if value != weights().findings[code].weight}
        FILE.write_text(rewritten(FILE.read_text(encoding="utf-8"), changed), encoding="utf-8")
        print(f"\n{len(changed)} weights written", file=sys.stderr)


if __name__ == "__main__":
    main()
