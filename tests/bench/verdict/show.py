"""The numbers as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.bench.verdict.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = f"{'':32} {'n':>6} {'danger':>22} {'warning or above':>24} {'caution or above':>24}"


def lines(found: dict[str, Any]) -> Iterator[str]:
    """Table by table."""
    yield from _errors(found["errors"])
    for view, rows in found["views"].items():
        yield from _table(f"{view} ({VIEWS[view]})", rows)
    yield from _table("whole, by language", found["languages"])
    yield from _table("whole, by year", found["years"])
    yield from _table("whole, authenticated mails only (a recorded pass for the From domain)", found["authenticated"])
    yield from _table(
        "whole, mails that name a listed brand (phishing: from an address not the brand's)", found["brand"]
    )
    for view, curve in found["curves"].items():
        yield from _curve(view, curve)
    yield from _findings(found["findings"])
    yield from _mails("legitimate mails with the highest level and sum", found["false"])
    yield from _mails("phishing below warning, highest sum first", found["missed"])
    for name, rows in found.get("others", {}).items():
        yield from ([f"\n{name}: {rows}"] if isinstance(rows, str) else _other(name, rows))


def _errors(errors: list[dict[str, str]]) -> Iterator[str]:
    if errors:
        yield f"{len(errors)} files could not be judged:"
        yield from (f"  {each['set']}/{each['name']}: {each['error']}" for each in errors[:20])


def _table(title: str, rows: dict[str, Any]) -> Iterator[str]:
    yield f"\n{title}"
    yield _HEAD
    for name, row in rows.items():
        cells = (f"{_share(row[level]):>24}" for level in ("danger", "warning", "caution"))
        yield f"{name[:32]:32} {row['n']:6} {' '.join(cells)}"


def _share(values: list[float]) -> str:
    """`12.3 % [10.1-14.8]`."""
    value, low, high = (100 * each for each in values)
    return f"{value:5.2f} % [{low:5.2f}-{high:5.2f}]"


def _curve(view: str, curve: dict[str, Any]) -> Iterator[str]:
    if not curve:
        return
    yield f"\n{view}: the sum alone as threshold; AUC {curve['auc']:.4f}"
    for rate, (threshold, recall) in curve["at"].items():
        yield f"  false alarms at most {100 * float(rate):4.1f} %: recall {100 * recall:5.1f} % (sum over {threshold:.2f})"
    if view == "whole":
        yield "  sum   false alarms   recall"
        yield from (f"  {step:4.1f}  {100 * false:9.2f} %  {100 * hit:7.2f} %" for step, false, hit in curve["points"])


def _findings(rows: list[dict[str, Any]]) -> Iterator[str]:
    names = list(rows[0]["sets"]) if rows else []
    yield "\nfindings (whole): how often, ln of the likelihood ratio, share in each set in percent"
    yield f"{'':34} {'phish':>6} {'legit':>6} {'ln LR':>6}  " + " ".join(f"{name[:12]:>12}" for name in names)
    for row in rows:
        shares = " ".join(f"{100 * row['sets'][name]:12.1f}" for name in names)
        yield f"{row['code'][:34]:34} {row['phishing']:6} {row['legitimate']:6} {row['ln_lr']:6.2f}  {shares}"


def _mails(title: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    yield f"\n{title}"
    for row in rows:
        codes = " ".join(f"{code}:{weight:g}" for code, weight in row["findings"]) or "nothing"
        yield f"  {row['level']:12} {row['total']:5.2f}  {row['set']}/{row['name']}  {codes}"


def _other(name: str, rows: dict[str, Any]) -> Iterator[str]:
    yield f"\n{name}, its default thresholds, on the same files (receivers' verdicts removed)"
    for kind, levels in rows.items():
        yield f"  {kind[:30]:30} {levels['n']:6}  " + "  ".join(
            f"{level} {_share(values)}" for level, values in levels.items() if level != "n"
        )
