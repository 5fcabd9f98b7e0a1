"""Every setting of Fuwake, put together from the groups in `bot.settings`. `.env.example` is printed from this file.

A wrong value is one clear line that names the setting (`SettingsError`).
"""

from __future__ import annotations

import sys
from typing import Any

from pydantic import ValidationError

from bot.settings.base import SettingsError
from bot.settings.lookups import Asking
from bot.settings.mailbox import Mailbox
from bot.settings.operation import Operation
from bot.settings.slack import Slack
from bot.settings.us import Us

__all__ = ["Config", "SettingsError", "example", "load"]


class Config(Asking, Mailbox, Operation, Us, Slack):
    """The settings; `.env.example` tells them in the reverse order of these groups."""


def load(**given: Any) -> Config:
    """The settings of this process. Raises SettingsError with one line for the first wrong one."""
    try:
        return Config(**given)
    except ValidationError as error:
        first = error.errors()[0]
        message = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{first['loc'][0]}: {message}") from None


def example() -> str:
    """The text of `.env.example`."""
    lines = [
        "# Fuwake's settings. Copy this file to .env and fill in what you need; every line that stays commented keeps its default.",
        "# NAME_FILE in place of NAME names a file that holds the value, for secrets that are handed over as files.",
        "",
    ]
    for field in Config.model_fields.values():
        extra: Any = field.json_schema_extra
        default = field.default
        value = ",".join(default) if isinstance(default, tuple) else "" if default is None else str(default)
        lines += [f"# {field.description}", f"#{field.validation_alias}={value or extra['example']}", ""]
    return "\n".join(lines)


def _has_token() -> int:
    """For `make run`: 0 when Slack is set up, 1 when it is not, 2 after one line about a wrong setting."""
    try:
        return 0 if load().slack_bot_token else 1
    except SettingsError as error:
        print(f"fuwake: {error}", file=sys.stderr)  # noqa: T201
        return 2


if __name__ == "__main__":
    if "--has-token" in sys.argv:
        sys.exit(_has_token())
    print(example(), end="")  # noqa: T201 -- `make format` keeps .env.example by it
