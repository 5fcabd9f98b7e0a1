"""The fitted numbers, put into the file of weights: in the lines of their rows, and nothing else is changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROW = re.compile(r'^(?P<code>"[^"]+"|[a-z0-9-]+) = \{(?P<body>.*)\}(?P<rest>[ \t]*(?:#.*)?)$')
_ANY = r"-?[0-9.]+|true|false"


def rewritten(text: str, fitted: Mapping[str, float]) -> str:
    """`text` with the weights of `fitted`; a row that judgement alone gave keeps its weight as `prior` when it is changed.

    Raises WeightsError when the outcome cannot be.
    """
    old = read_weights(text)
    lines = []
    inside = False
    for line in text.splitlines():
        inside = line == "[findings]" if line.startswith("[") else inside
        found = _ROW.match(line) if inside else None
        code = found["code"].strip('"') if found else ""
        lines.append(_row(found, fitted[code], old.findings[code].judged) if found and code in fitted else line)
    made = "\n".join(lines) + "\n"
    read_weights(made)
    return made


def _row(found: re.Match[str], weight: float, prior: float) -> str:
    body = _without(found["body"], "fitted", "prior")
    body = re.sub(rf"\bweight = (?:{_ANY})", f"weight = {weight:g}", body, count=1)
    at_home = re.search(r"\bat_home = ([0-9.]+)", body)
    if at_home and float(at_home[1]) > weight:
        body = body.replace(at_home[0], f"at_home = {weight:g}", 1)
    if weight != prior:
        body = body.replace(f"weight = {weight:g}", f"weight = {weight:g}, prior = {prior:g}, fitted = true", 1)
    return f"{found['code']} = {{{body}}}{found['rest']}"


def _without(body: str, *keys: str) -> str:
    """The row without `keys`, before its text, which is nobody's to change."""
    head, source, tail = body.partition("source = ")
    for key in keys:
        head = re.sub(rf"\b{key} = (?:{_ANY}), ", "", head)
    return head + source + tail
