"""How many mails a second one core reads and judges from themselves alone, beside rspamd on the same files in the same run.

`make bench-speed` prints it and asserts nothing. Real mails come from the folder that FUWAKE_CORPORA names, else our own over and over.
The figures are of processor time, parse worker included, so that a busy machine changes them little.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from analyzers import NotAMail, OurSide, read
from analyzers.dossier import Dossier
from analyzers.examine import report
from analyzers.trace import trace
from tests.bench.rspamd import rspamd

if TYPE_CHECKING:
    from collections.abc import Callable

SETS = {"phishing": ("phishing_pot",), "ham": ("sa_easy_ham_1", "sa_hard_ham_1", "list_ham")}
ROUNDS = 3
OWN = Path(__file__).parents[2] / "bot" / "demo" / "mails"
HOUSE = Path(__file__).parents[2]


def mails(folders: tuple[str, ...]) -> list[bytes]:
    """The files of `folders`, else our own mails."""
    corpora = os.environ.get("FUWAKE_CORPORA")
    if not corpora:
        return [path.read_bytes() for path in sorted(OWN.glob("*.eml"))] * 100
    paths = (path for folder in folders for path in sorted(Path(corpora, folder).iterdir()))
    return [path.read_bytes() for path in paths if path.is_file() and path.suffix != ".md"]


def judge(data: bytes) -> None:
    """Everything that is done for a mail when nobody is asked."""
    try:
        message = read(data)
    except NotAMail:
        return
    report(Dossier(message=message, trace=trace(message.headers, OurSide())))


def cpu() -> float:
    """Seconds of this process and of its parse workers, those that were killed included."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    workers = [child for child in psutil.Process().children() if "analyzers.worker" in " ".join(child.cmdline())]
    living = sum(sum(worker.cpu_times()[:2]) for worker in workers)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + living


def rate(data: list[bytes], act: Callable[[], object], clock: Callable[[], float]) -> float:
    """Mails a second and core; the best of some rounds."""
    return len(data) / min(_cost(act, clock) for _ in range(ROUNDS))


def _cost(act: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    act()
    return clock() - began


def quantiles(data: list[bytes]) -> str:
    """Median, 95th percentile and maximum of one mail, in milliseconds of wall time."""
    costs = sorted(_cost(lambda mail=mail: judge(mail), time.perf_counter) * 1000 for mail in data)  # type: ignore[misc]
    return f"p50 {costs[len(costs) // 2]:.1f}  p95 {costs[len(costs) * 95 // 100]:.1f}  max {costs[-1]:.0f} ms"


def where(data: list[bytes]) -> list[tuple[str, float]]:
    """The share of each part of the house, and of the libraries under it, in percent of the time."""
    profile = cProfile.Profile()
    profile.enable()
    for mail in data:
        judge(mail)
    profile.disable()
    spent: defaultdict[str, float] = defaultdict(float)
    for (path, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        _share(spent, path, own, callers)
    total = sum(spent.values())
    return sorted(((part, 100 * share / total) for part, share in spent.items()), key=lambda row: -row[1])[:14]


def _share(
    spent: defaultdict[str, float], path: str, own: float, callers: dict[tuple[str, int, str], tuple[float, ...]]
) -> None:
    """A function of ours counts for its file; one of a library for the file of ours that called it."""
    if str(HOUSE / "analyzers") in path:
        spent[str(Path(path).relative_to(HOUSE))] += own
        return
    for (calling, _, _), row in callers.items():
        ours = str(HOUSE / "analyzers") in calling
        spent[str(Path(calling).relative_to(HOUSE)) if ours else "libraries below libraries"] += row[2]


def main() -> None:
    """Both sets, both programs."""
    with rspamd() as other:
        for name, folders in SETS.items():
            data = mails(folders)
            for mail in data[:50]:
                judge(mail)
            ours = rate(data, lambda data=data: [judge(mail) for mail in data], cpu)  # type: ignore[misc]
            print(f"{name}: {len(data)} mails; Fuwake {ours:.0f} mails/s and core; {quantiles(data)}")
            if other:
                other.scan(data[:50])
                theirs = rate(data, lambda data=data: other.scan(data), other.cpu)  # type: ignore[misc]
                print(f"{name}: rspamd {theirs:.0f} mails/s and core; Fuwake / rspamd = {ours / theirs:.2f}")
            for part, share in where(data):
                print(f"    {share:5.1f} %  {part}")
    if other is None:
        print("rspamd is not installed; `apt install rspamd` for the comparison", file=sys.stderr)


if __name__ == "__main__":
    main()
