"""The house rules, kept by machine."""

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from analyzers import checks

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*ROOT.joinpath("analyzers").rglob("*.py"), *ROOT.joinpath("bot").rglob("*.py")])
DATA = sorted(path for path in ROOT.joinpath("analyzers/data").iterdir() if path.is_file())
MAX_FILE, MAX_FUNCTION = 300, 40


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_sizes(path):
    """A file and a function stay small enough to be read at once."""
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION]

    assert (len(text.splitlines()) <= MAX_FILE, long) == (True, [])


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_what_it_is(path):
    """A docstring first."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_import_contracts():
    """Who may know whom."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_the_settings_are_documented():
    """`.env.example` is what the settings say it is."""
    done = subprocess.run([sys.executable, "-m", "bot.config"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert ROOT.joinpath(".env.example").read_text(encoding="utf-8") == done.stdout


def test_every_check_is_registered_once():
    """A check is one file and one line; nothing is forgotten, nothing asked twice."""
    modules = {path.stem for path in ROOT.joinpath("analyzers/checks").glob("*.py")} - {"__init__"}
    registered = [check.__module__.rpartition(".")[2] for check in (*checks.CHECKS, *checks.CONCLUSIONS)]

    assert sorted(registered) == sorted(modules)
    assert [check.__module__.rpartition(".")[2] for check in checks.CONCLUSIONS] == ["provider_abused"]


@pytest.mark.parametrize("module", sorted(path.stem for path in ROOT.joinpath("analyzers/checks").glob("[a-z]*.py")))
def test_a_check_is_a_question(module):
    """The first line of a check asks what it answers."""
    assert "?" in importlib.import_module(f"analyzers.checks.{module}").__doc__.splitlines()[0]


@pytest.mark.parametrize("path", DATA, ids=name_of)
def test_data_is_read_and_can_be(path):
    """Every data file parses, and something reads it."""
    text = path.read_text(encoding="utf-8")
    parsers = {".toml": tomllib.loads, ".yaml": yaml.safe_load, ".json": json.loads, ".txt": str.split}

    assert parsers[path.suffix](text)
    assert any(path.name in source.read_text(encoding="utf-8") for source in SOURCES)


@pytest.mark.parametrize("name", ["free_hosts.txt", "click_hosts.txt"])
def test_lists_are_sane(name):
    """One name a line, each once, in lower case."""
    lines = files("analyzers").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]

    assert len(rows) == len(set(rows))
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", row) for row in rows)


def test_patterns_are_linear():
    """Every pattern of the wording takes bounded time on a text made to hurt it."""
    import time

    from analyzers.wording import first_match

    began = time.monotonic()
    for piece in ("1", "本日", "カード", "verify ", "a", "確認 ", "最終", "within "):
        for theme in ("urgency", "credential"):
            first_match(theme, piece * 60_000)

    assert time.monotonic() - began < 5
