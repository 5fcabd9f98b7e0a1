"""`make audit`: which pinned packages have known vulnerabilities, what the program consists of, and under which licences.

Run by the Python of build/audit, in which pip-audit and cyclonedx-bom are. Writes build/sbom.json (CycloneDX), from what is
installed in .venv and pinned in requirements/runtime.txt. Exit code 0; 1 when a package has a known vulnerability or the list of
parts cannot be made. That nobody can be asked about vulnerabilities is told in one line and fails nothing.
"""

# ruff: noqa: INP001 -- it is run, not imported
from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PINNED = ROOT / "requirements/runtime.txt"
SBOM = ROOT / "build/sbom.json"
PATIENCE = 40  # seconds for all questions to the advisory service


def main() -> int:
    """Both reports, one line each and one for each thing that somebody must look at."""
    return max(vulnerabilities(), parts())


def vulnerabilities() -> int:
    """Asks the package index's advisories about every pinned package."""
    asked = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--timeout=5", "--format=json")
    line = [str(Path(sys.executable).with_name("pip-audit")), *asked, f"--requirement={PINNED}"]
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 -- fixed words
        told: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        told = []
    known = [each for each in told if "vulns" in each]
    if not known:
        say("the advisory service cannot be reached, so nothing is known of vulnerabilities; everything else was done")
        return 0
    found = [(each, one) for each in known for one in each["vulns"]]
    for each, one in found:
        mended = ", ".join(one.get("fix_versions", [])) or "no version yet"
        say(f"{each['name']} {each['version']}: {one['id']}, mended in {mended}")
    missed = len(told) - len(known)
    say(
        f"{len(known)} packages, {len(found)} known vulnerabilities"
        + (f"; {missed} could not be asked about" if missed else "")
    )
    return 1 if found else 0


def parts() -> int:
    """The list of parts, and the licences in it."""
    line = [str(Path(sys.executable).with_name("cyclonedx-py")), "environment", str(ROOT / ".venv/bin/python")]
    more = ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application", "--output-format", "JSON"]
    done = subprocess.run([*line, *more, "--output-file", "-"], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        say(f"the list of parts cannot be made: {done.stderr.strip().splitlines()[-1:]}")
        return 1
    bom = only(json.loads(done.stdout), pinned(PINNED.read_text(encoding="utf-8")))
    SBOM.parent.mkdir(exist_ok=True)
    SBOM.write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    licences = Counter(licence(each) for each in bom["components"])
    say(f"{SBOM.relative_to(ROOT)}: {len(bom['components'])} packages")
    say("licences: " + ", ".join(f"{name} {count}" for name, count in licences.most_common()))
    return 0


def pinned(text: str) -> set[str]:
    """The names in a file of requirements, as the package index writes them."""
    return {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def normal(name: str) -> str:
    """A package's name in the one way of writing it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def only(bom: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """A list of parts with those components alone that are named, and with what depends on what among them."""
    kept = [each for each in bom.get("components", []) if normal(each["name"]) in names]
    refs = {each["bom-ref"] for each in kept} | {bom.get("metadata", {}).get("component", {}).get("bom-ref")}
    depending = [
        each | {"dependsOn": [one for one in each.get("dependsOn", []) if one in refs]}
        for each in bom.get("dependencies", [])
        if each["ref"] in refs
    ]
    return bom | {"components": kept, "dependencies": depending}


def licence(component: dict[str, Any]) -> str:
    """What a component is under: the expression or identifiers of its package, else its words."""
    told = component.get("licenses", [])
    short = {each.get("expression") or each["license"].get("id") for each in told} - {None}
    words = {
        each["license"].get("name", "").rpartition(" :: ")[2].partition("\n")[0] for each in told if "license" in each
    }
    return " and ".join(sorted(short or words - {"", "OSI Approved"})) or "not told"


def say(line: str) -> None:
    """One line of the report."""
    print(f"audit: {line}", flush=True)  # noqa: T201 -- a report


if __name__ == "__main__":
    sys.exit(main())
