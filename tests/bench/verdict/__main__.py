"""How well Fuwake tells phishing from legitimate mail, offline, on folders of mail: `python -m tests.bench.verdict --help`.

`make bench-verdict` runs it on the corpora that FUWAKE_CORPORA names. It prints names of files and codes of findings, never a mail's text.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.bench.verdict.judging import judge_all
from tests.bench.verdict.mails import sources
from tests.bench.verdict.others import others
from tests.bench.verdict.results import results
from tests.bench.verdict.show import lines
from tests.bench.verdict.views import VIEWS


def arguments() -> argparse.Namespace:
    """What the user asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.verdict", description=__doc__.partition(":")[0] + ".")
    folder = {"nargs": "+", "type": Path, "default": [], "metavar": "DIR"}
    parser.add_argument("--phishing", help="folders of phishing, each a set", **folder)  # type: ignore[arg-type]
    parser.add_argument("--legitimate", help="folders of legitimate mail, each a set", **folder)  # type: ignore[arg-type]
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=list(VIEWS), help="all by default")
    parser.add_argument("--top", type=int, default=30, help="how many false alarms and missed mails are listed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all numbers there, too")
    parser.add_argument("--workers", type=int, help="processes; by default one for each core, four at most")
    parser.add_argument("--alone", action="store_true", help="leave rspamd and SpamAssassin out")
    return parser.parse_args()


def main() -> None:
    """Judges, counts, prints."""
    asked = arguments()
    mails = [*sources(asked.phishing, fraud=True), *sources(asked.legitimate, fraud=False)]
    wanted = tuple(dict.fromkeys(("whole", *asked.views)))
    judged = list(judge_all(mails, wanted, workers=asked.workers))
    found = results(judged, top=asked.top)
    if not asked.alone:
        found["others"] = others(mails)
    print("\n".join(lines(found)))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
