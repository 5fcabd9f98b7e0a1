"""Names of settings: one that is misspelt is a setting that nobody reads, and nothing else would ever say so."""

from __future__ import annotations

import difflib
import os
from typing import Final

from dotenv import dotenv_values

from bot.config import Config
from bot.doctor.finding import Finding

_OURS: Final = "FUWAKE_"


def findings() -> list[Finding]:
    """One line for each name in the environment or in `.env` that begins like ours and is none."""
    known = {str(field.validation_alias) for field in Config.model_fields.values()}
    known |= {f"{name}_FILE" for name in known}
    given = {name.upper() for name in (*os.environ, *dotenv_values(".env"))}
    return [_unread(name, known) for name in sorted(given) if name.startswith(_OURS) and name not in known]


def _unread(name: str, known: set[str]) -> Finding:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
    meant = f"; is {near[0]} meant?" if near else ""
    return Finding("warn", "settings", f"{name} is no setting, so nobody reads it{meant}")
