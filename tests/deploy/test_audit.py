"""The audit: what it says of vulnerabilities, of nobody who could be asked, and of the parts."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy/scripts/audit.py"
FINE = {"name": "fine", "version": "1", "vulns": []}
HOLED = {"name": "holed", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3"]}, {"id": "PYSEC-2"}]}
UNASKED = {"name": "unasked", "version": "3", "skip_reason": "Dependency not found"}


@pytest.fixture
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ([FINE], 0, ["audit: 1 packages, 0 known vulnerabilities"]),
        ([FINE, UNASKED], 0, ["audit: 1 packages, 0 known vulnerabilities; 1 could not be asked about"]),
        (
            [FINE, HOLED],
            1,
            [
                "audit: holed 2: PYSEC-1, mended in 2.1, 3",
                "audit: holed 2: PYSEC-2, mended in no version yet",
                "audit: 2 packages, 2 known vulnerabilities",
            ],
        ),
        (
            [UNASKED],
            0,
            [
                "audit: the advisory service cannot be reached, so nothing is known of vulnerabilities; everything else was done"
            ],
        ),
        (
            None,
            0,
            [
                "audit: the advisory service cannot be reached, so nothing is known of vulnerabilities; everything else was done"
            ],
        ),
    ],
)
def test_what_is_said(
    audit: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    told: list[dict[str, Any]] | None,
    code: int,
    said: list[str],
) -> None:
    """A known hole fails the report; silence of the service is one line and fails nothing."""

    def asked(*_: Any, **__: Any) -> SimpleNamespace:
        if told is None:
            raise subprocess.TimeoutExpired("pip-audit", audit.PATIENCE)
        return SimpleNamespace(stdout=json.dumps({"dependencies": told}))

    monkeypatch.setattr(audit.subprocess, "run", asked)

    assert audit.vulnerabilities() == code
    assert capsys.readouterr().out.splitlines() == said


def test_the_parts_are_those_that_are_pinned(audit: ModuleType) -> None:
    """A package of the tests is not a part of the program; names are compared as the index does."""
    bom = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [
            {"bom-ref": "a", "name": "Slack_SDK"},
            {"bom-ref": "b", "name": "pytest"},
        ],
        "dependencies": [{"ref": "root", "dependsOn": ["a", "b"]}, {"ref": "b", "dependsOn": ["a"]}, {"ref": "a"}],
    }

    kept = audit.only(bom, audit.pinned("slack-sdk==3 \\\n    --hash=sha256:00\n"))

    assert [each["name"] for each in kept["components"]] == ["Slack_SDK"]
    assert kept["dependencies"] == [{"ref": "root", "dependsOn": ["a"]}, {"ref": "a", "dependsOn": []}]


def test_the_licence_in_a_few_words(audit: ModuleType) -> None:
    """The expression or identifier, else the words."""
    told = [
        [{"expression": "MIT"}],
        [{"license": {"id": "BSD-3-Clause"}}, {"license": {"name": "License :: OSI Approved :: BSD License"}}],
        [{"license": {"name": "License :: OSI Approved :: Apache Software License"}}],
        [],
    ]

    assert [audit.licence({"licenses": each}) for each in told] == [
        "MIT",
        "BSD-3-Clause",
        "Apache Software License",
        "not told",
    ]
