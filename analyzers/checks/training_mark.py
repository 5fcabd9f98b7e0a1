"""Does it bear a mark of a phishing training?

The mark is told to those who decide, and excuses nothing: anybody can write it, and those who know the word for a gate do.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class TrainingMark(Finding):
    """The header field `header`, by which `maker` knows its training mails."""

    maker: str
    header: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, for the first mark."""
    for field in dossier.message.headers.fields:
        if maker := _makers().get(field.name.lower()):
            yield TrainingMark(maker=maker, header=field.name, evidence=(Evidence("header", field.name),))
            return


@cache
def _makers() -> Mapping[str, str]:
    """Field, in lower case, to maker."""
    data = tomllib.loads(files("analyzers").joinpath("data/training_marks.toml").read_text(encoding="utf-8"))
    return {field.lower(): maker["name"] for maker in data["maker"] for field in maker["fields"]}
