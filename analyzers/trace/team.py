"""The team's own file: its brands, further domains, executives and desks, and look-alikes that are honest (YAML or TOML).

brands:
  - names: [Kyoto Paper, 京都ペーパー]
    domains: [kyotopaper.example]
    senders: [mailer.example]        # who sends for the brand
    strict: [KP]                     # names that count only in this case
domains: [kyotopaper.example]        # ours, beside FUWAKE_OWN_DOMAINS
executives:
  - names: [山田 太郎, Taro Yamada]
    addresses: [taro@kyotopaper.example]
desks: [情報システム部, IT Help Desk]
lookalikes_allowed: [kyoto-paper.example]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec
import yaml

from analyzers.brands import Brand
from analyzers.links.names import registrable_domain
from analyzers.trace.us import UNTOLD, Person, Us

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE: Final = 1_000_000  # bytes
_SHORTEST_NAME: Final = 2


class TeamFileError(ValueError):
    """The file cannot be used. The text is one line that says why, and where in the file."""


class _Brand(msgspec.Struct, forbid_unknown_fields=True):
    names: list[str]
    domains: list[str]
    senders: list[str] = []
    strict: list[str] = []


class _Person(msgspec.Struct, forbid_unknown_fields=True):
    names: list[str]
    addresses: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    brands: list[_Brand] = []
    domains: list[str] = []
    executives: list[_Person] = []
    desks: list[str] = []
    lookalikes_allowed: list[str] = []


@dataclass(frozen=True, slots=True)
class Team:
    """What the file says: further `domains` of ours, and `us`."""

    domains: tuple[str, ...] = ()
    us: Us = UNTOLD


def read_team(path: Path) -> Team:
    """The team's file. Its name ends in .toml, else it is YAML. Raises TeamFileError."""
    try:
        file = msgspec.convert(_parsed(path), type=_File)
    except msgspec.ValidationError as error:
        raise TeamFileError(f"{path}: {error}") from None
    try:
        return _team(file)
    except ValueError as error:
        raise TeamFileError(f"{path}: {error}") from None


def _parsed(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_FILE:
            raise TeamFileError(f"{path}: it is larger than {MAX_FILE:,} bytes")
        text = path.read_text(encoding="utf-8")
        if path.suffix.lower() == ".toml":
            return tomllib.loads(text)
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}  # noqa: S506
    except OSError as error:
        raise TeamFileError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise TeamFileError(f"{path}: it is not UTF-8") from None
    except (tomllib.TOMLDecodeError, yaml.YAMLError, RecursionError) as error:
        raise TeamFileError(f"{path}: {' '.join(str(error).split())}") from None


def _team(file: _File) -> Team:
    return Team(
        domains=_domains(file.domains, "domains"),
        us=Us(
            executives=tuple(
                Person(names=_names(p.names, "executives"), addresses=_addresses(p.addresses)) for p in file.executives
            ),
            desks=_names(file.desks, "desks") if file.desks else (),
            lookalikes_allowed=_domains(file.lookalikes_allowed, "lookalikes_allowed"),
            brands=tuple(_brand(row) for row in file.brands),
        ),
    )


def _brand(row: _Brand) -> Brand:
    names, domains = _names([*row.names, *row.strict], "brands"), _domains(row.domains, "brands")
    if not domains:
        raise ValueError(f"brands: {names[0]} has no domain")
    return Brand(
        id=f"own:{names[0]}",
        ja=names[0],
        en=next((name for name in names if name.isascii()), names[0]),
        names=names,
        strict=tuple(name.strip() for name in row.strict),
        domains=domains,
        proven=domains,
        senders=_domains(row.senders, "brands: senders"),
    )


def _names(written: list[str], where: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in written))
    if not names:
        raise ValueError(f"{where}: a name is missing")
    short = next((name for name in names if len(name) < _SHORTEST_NAME), None)
    if short is not None:
        raise ValueError(f"{where}: {short!r} is too short for a name")
    return names


def _domains(written: list[str], where: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower().strip(".").lstrip("@") for name in written)
    wrong = next((name for name in names if registrable_domain(name) is None), None)
    if wrong is not None:
        raise ValueError(f"{where}: {wrong!r} is no domain")
    return names


def _addresses(written: list[str]) -> tuple[str, ...]:
    found = tuple(address.strip().lower() for address in written)
    wrong = next(
        (a for a in found if not a.rpartition("@")[0] or registrable_domain(a.rpartition("@")[2]) is None), None
    )
    if wrong is not None:
        raise ValueError(f"executives: {wrong!r} is no address")
    return found
