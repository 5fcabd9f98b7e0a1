"""Which data on addresses are there, how old they are, and whether they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.lookups.geo_files import MANIFEST, OLD, TABLE, GeoSource, given, installed
from analyzers.lookups.geo_readers import FAULTS, role_and_date
from bot.geo_sources import attempt

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from analyzers.lookups.geo_files import Role
    from bot.config import Config

_RUN = "run: fuwake data update"


def folder_of(config: Config) -> Path:
    """Where the data are installed."""
    return config.data_dir / "geo"


def state(config: Config, today: date) -> list[tuple[bool, str, str]]:
    """For each source whether all is well, what it tells, and a line; what is not installed has a line, too."""
    rows: list[tuple[bool, str, str]] = []
    sources: list[GeoSource] = []
    kept: tuple[tuple[Path | None, Role], ...] = ((config.geo_city, "city"), (config.geo_asn, "asn"))
    for path, role in kept:
        if path:
            try:
                sources.append(given(path, role))
            except OSError as error:
                rows.append((False, role, str(error)))
    try:
        sources += installed(folder_of(config))
    except (ValueError, OSError) as error:
        rows.append((False, "sources", f"{MANIFEST} cannot be read ({error}); {_RUN}"))
    roles = {source.role for source in sources}
    if not roles & {"city", "country"}:
        rows.append((False, "country", f"not installed; answers do not tell it; {_RUN}"))
    if "asn" not in roles:
        rows.append((False, "network", f"not installed; answers do not tell it; {_RUN}"))
    return [*(_row(source, today) for source in sources), *rows]


def _row(source: GeoSource, today: date) -> tuple[bool, str, str]:
    what = {"city": "city", "country": "country", "asn": "network"}[source.role]
    try:
        attempt(source)
        unknown = source.dated is None and source.files[0].suffix != TABLE
        dated = role_and_date(source.files[0])[1] if unknown else source.dated
    except FAULTS as error:
        return False, what, f"{source.name}: cannot be read ({error})"
    age = (today - dated).days if dated else 0
    said = [source.name, f"of {dated}, {age} days old" if dated else "of unknown date"]
    said += [text for text in (source.version, source.licence, source.credit) if text]
    return age <= OLD, what, ", ".join(said) + (f"; it is getting old, {_RUN}" if age > OLD else "")
