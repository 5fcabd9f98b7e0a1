"""What came out, counted: from judged mails to plain numbers, in a form that JSON can hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from tests.bench.verdict.figures import area, log_ratio, recall_at, share, wilson
from tests.bench.verdict.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.bench.verdict.judging import Judged

REACHED = {
    "danger": {"danger"},
    "warning": {"danger", "warning"},
    "caution": {"danger", "warning", "caution"},
}
RATES = (0.001, 0.005, 0.01, 0.02, 0.05)
THRESHOLDS = tuple(step / 2 for step in range(1, 21))
_LEAST = 5  # mails, below which a finding is left out of the table of findings


def results(mails: Sequence[Judged], *, top: int) -> dict[str, Any]:
    """Everything that is printed."""
    seen = [each for each in mails if each.error is None]
    shown = [view for view in VIEWS if any(view in each.views for each in seen)]
    return {
        "errors": [{"set": each.set, "name": each.name, "error": each.error} for each in mails if each.error],
        "views": {view: _by(seen, view, lambda each: each.set) for view in shown},
        "languages": _by(seen, "whole", lambda each: f"{_kind(each)}, {each.language}"),
        "years": _by(seen, "whole", lambda each: f"{each.set}, {each.year or 'no year'}"),
        "authenticated": _by([each for each in seen if each.authenticated], "whole", lambda each: each.set),
        "brand": _by([each for each in seen if claims(each)], "whole", lambda each: each.set),
        "curves": {view: curve(seen, view) for view in shown},
        "false": _worst((each for each in seen if not each.fraud), top),
        "missed": _worst((each for each in seen if each.fraud and _level(each) not in REACHED["warning"]), top),
        "findings": findings(seen),
    }


def claims(mail: Judged) -> bool:
    """Whether it names a listed brand; of fraud only what does not come from the brand's own address."""
    return mail.disowned if mail.fraud else mail.brand


def _kind(mail: Judged) -> str:
    return "phishing" if mail.fraud else "legitimate"


def _level(mail: Judged) -> str:
    return mail.views["whole"].level


def _by(mails: Iterable[Judged], view: str, key: Callable[[Judged], str]) -> dict[str, Any]:
    """A row for each value of `key`, and one for each kind when several keys make it up."""
    rows: defaultdict[str, list[Judged]] = defaultdict(list)
    for mail in mails:
        if view in mail.views:
            rows[key(mail)].append(mail)
            rows[f"all {_kind(mail)}"].append(mail)
    return {
        name: row(each, view) for name, each in sorted(rows.items(), key=lambda item: (not item[1][0].fraud, item[0]))
    }


def row(mails: Sequence[Judged], view: str) -> dict[str, Any]:
    """`n`, how many stand at each level, and the share at a level or above with its 95 % interval."""
    levels = Counter(mail.views[view].level for mail in mails)
    found: dict[str, Any] = {"n": len(mails), "levels": dict(levels)}
    for name, reached in REACHED.items():
        hits = sum(levels[level] for level in reached)
        found[name] = [hits / len(mails), *wilson(hits, len(mails))]
    return found


def curve(mails: Sequence[Judged], view: str) -> dict[str, Any]:
    """Recall against false alarms over a threshold on the sum alone, without the gates of the levels."""
    fraud = [mail.views[view].total for mail in mails if mail.fraud and view in mail.views]
    honest = [mail.views[view].total for mail in mails if not mail.fraud and view in mail.views]
    if not fraud or not honest:
        return {}
    return {
        "auc": area(fraud, honest),
        "at": {str(rate): recall_at(fraud, honest, rate) for rate in RATES},
        "points": [[step, share(honest, step), share(fraud, step)] for step in THRESHOLDS],
    }


def _worst(mails: Iterable[Judged], top: int) -> list[dict[str, Any]]:
    """The highest sums first, with the codes of their findings."""
    ranked = sorted(mails, key=lambda mail: (-_serious(mail), -mail.views["whole"].total, mail.set, mail.name))
    return [
        {
            "set": mail.set,
            "name": mail.name,
            "level": _level(mail),
            "total": mail.views["whole"].total,
            "findings": [[code, weight] for code, _, weight in mail.views["whole"].rows],
        }
        for mail in ranked[:top]
    ]


def _serious(mail: Judged) -> int:
    return sum(_level(mail) in reached for reached in REACHED.values())


def findings(mails: Sequence[Judged]) -> list[dict[str, Any]]:
    """Each finding with its share among phishing, legitimate mail and each set, and the ln of the ratio of likelihoods."""
    sets = Counter((mail.fraud, mail.set) for mail in mails)
    hits: Counter[tuple[str, bool, str]] = Counter()
    for mail in mails:
        hits.update((code, mail.fraud, mail.set) for code in {code for code, _, _ in mail.views["whole"].rows})
    total = {kind: sum(n for (fraud, _), n in sets.items() if fraud is kind) for kind in (True, False)}
    rows = []
    for code in sorted({code for code, _, _ in hits}):
        found = {kind: sum(n for (c, fraud, _), n in hits.items() if c == code and fraud is kind) for kind in total}
        rows.append(
            {
                "code": code,
                "phishing": found[True],
                "legitimate": found[False],
                "ln_lr": log_ratio(found[True], total[True], found[False], total[False]),
                "sets": {name: hits[code, fraud, name] / n for (fraud, name), n in sorted(sets.items(), reverse=True)},
            }
        )
    return sorted(
        (each for each in rows if each["phishing"] + each["legitimate"] >= _LEAST), key=lambda each: -each["ln_lr"]
    )
