"""What must never stand in a log, although somebody logged it by mistake: tokens, passwords, addresses of people, links.

Nothing is meant to reach this; it is the last line of defence, over every value of every event. Patterns are linear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from pydantic import SecretStr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping

_TOKEN: Final = re.compile(r"\bx(?:ox[a-z](?:\.xox[a-z])?|app)-[A-Za-z0-9-]+")
_BEARER: Final = re.compile(r"\bbearer\s+[^\s\"'\\]+", re.IGNORECASE)
_USERINFO: Final = re.compile(r"://[^\s/?#\"'\\]*@")
_URL: Final = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s\"'<>\\?#]*[?#][^\s\"'<>\\]*", re.IGNORECASE)
_PART: Final = r"[^\s\"'<>()\[\]{}:;,=@＠\\/|]"  # what an address may be made of, on either side of its @
_ADDRESS: Final = re.compile(rf"(?<!{_PART}){_PART}+(?:@|＠|%40){_PART}+", re.IGNORECASE)
_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_UNTOLD: Final = re.compile(
    r"((?:Key|Value|Index|Lookup|Unicode\w*|Data|Integrity|Decode|Encode|Parse\w*)Error|LookupFailed): .*", re.DOTALL
)
_NAME: Final = re.compile(r"['\"][A-Za-z_][A-Za-z0-9_]{0,40}['\"]")
_SHORTEST: Final = 6  # characters of a secret; a shorter one would cut words out
_LONGEST: Final = 4_000  # characters of one value
_NO_TEXT: Final = (bool, int, float, type(None))


class Redaction:
    """A processor for structlog that cuts out of every value what a log must not hold. `secrets` are cut out as they stand."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        wide = sorted(
            {form for each in secrets if len(each) >= _SHORTEST for form in _forms(each)}, key=len, reverse=True
        )
        self._secrets = re.compile("|".join(map(re.escape, wide))) if wide else None

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """The event, fit to be read."""
        foreign = event.pop("foreign", False)
        clean = {self.text(str(name)): self._value(value) for name, value in event.items()}
        for name in ("event", "reason") if foreign else ("reason",):
            if isinstance(clean.get(name), str):
                clean[name] = _UNTOLD.sub(r"\1", unquoted(clean[name]))
        return clean

    def text(self, text: str) -> str:
        """`text` without tokens, secrets, passwords and addresses; a link that asks something is cut out whole."""
        if self._secrets is not None:
            text = self._secrets.sub("[secret]", text)
        text = _TOKEN.sub("[token]", text)
        text = _BEARER.sub("Bearer [token]", text)
        text = _URL.sub("[link]", text)
        text = _USERINFO.sub("://[secret]@", text)
        return _ADDRESS.sub("[address]", text)

    def _value(self, value: Any) -> Any:
        if isinstance(value, _NO_TEXT):
            return value
        if isinstance(value, dict):
            return {self.text(str(name)): self._value(each) for name, each in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._value(each) for each in value]
        text = value if isinstance(value, str) else repr(value)
        return self.text(text if len(text) <= _LONGEST else text[: _LONGEST // 2] + " … " + text[-_LONGEST // 2 :])


def unquoted(text: str) -> str:
    """The text of an error without what it quotes, which may be somebody's mail; names of things stay."""
    return _QUOTED.sub(lambda found: found[0] if _NAME.fullmatch(found[0]) else "'…'", text)


def secrets_of(settings: Mapping[str, Any]) -> set[str]:
    """The secret values among `settings`, and the password in the database's URL."""
    found = {value.get_secret_value() for value in settings.values() if isinstance(value, SecretStr)}
    for value in settings.values():
        if isinstance(value, str) and (password := re.search(r"://[^\s/:@]*:([^\s/]*)@", value)):
            found.add(password[1])
    return found - {""}


def _forms(secret: str) -> set[str]:
    """As it stands, and as URLs and reprs write it."""
    return {secret, quote(secret, safe=""), repr(secret)[1:-1]}
