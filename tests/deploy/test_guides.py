"""The guides: both languages tell the same, and every command, setting, file, section, alert and metric in them exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from bot.app import command
from bot.config import Config

DEPLOY = Path(__file__).parents[2] / "deploy"
PAIRS = ("SETUP", "MAIL", "OPERATIONS", "THREATS")
GUIDES = tuple(f"{name}{language}.md" for name in PAIRS for language in ("", ".ja"))
SETTINGS = {str(field.validation_alias) for field in Config.model_fields.values()}


def text(name: str) -> str:
    return DEPLOY.joinpath(name).read_text(encoding="utf-8")


def both(name: str) -> tuple[str, str]:
    return text(f"{name}.md"), text(f"{name}.ja.md")


def blocks(guide: str, *kinds: str) -> list[str]:
    """The blocks of code, without what a comment says."""
    found = re.findall(rf"^ *```(?:{'|'.join(kinds)})\n(.*?)^ *```", guide, re.MULTILINE | re.DOTALL)
    return [re.sub(r" *#.*", "", block) for block in found]


@pytest.mark.parametrize("name", PAIRS)
def test_both_languages_have_the_same_steps(name: str) -> None:
    """Sections, settings, commands and rows of tables."""
    guides = both(name)
    sections = [re.findall(r"^## (\d+)\.", guide, re.MULTILINE) for guide in guides]
    settings = [set(re.findall(r"\b(?:FUWAKE|SLACK)_[A-Z_]+\b", guide)) for guide in guides]
    rows = [len(re.findall(r"^ *\| ", guide, re.MULTILINE)) for guide in guides]
    codes = [blocks(guide, "sh", "ini", "sql", "text", "powershell") for guide in guides]

    assert sections[0] == sections[1] == [str(number) for number in range(1, len(sections[0]) + 1)]
    assert settings[0] == settings[1]
    assert rows[0] == rows[1]
    assert codes[0] == codes[1]


@pytest.mark.parametrize("name", GUIDES)
def test_settings_exist(name: str) -> None:
    """Each that is named, also as the name of a file."""
    named = set(re.findall(r"\b(?:FUWAKE|SLACK)_[A-Z_]*[A-Z]\b", text(name)))

    assert {each for each in named if each.removesuffix("_FILE") not in SETTINGS} == set()


@pytest.mark.parametrize("name", GUIDES)
def test_links_lead_somewhere(name: str) -> None:
    """Files that are linked are there, and so are the sections of them that are named."""
    guide = text(name)
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", guide)
    sections = re.findall(r"\]\(([^)#]+\.md)\)(?:, section | の | の)(\d+)", guide)
    inside = re.findall(r"(?<![)\w,] )(?<!md\), )\bsections? (\d+)\b(?! of)|(?<![\w.)の] )(?<!\d)(\d+) 章", guide)

    assert [link for link in links if not DEPLOY.joinpath(link).exists()] == []
    assert [(link, number) for link, number in sections if f"\n## {number}. " not in text(link)] == []
    assert [one or other for one, other in inside if f"\n## {one or other}. " not in guide] == []


@pytest.mark.parametrize("name", GUIDES)
def test_commands_exist(name: str) -> None:
    """Every `fuwake …` is a command with options that it has."""
    lines = [line for block in blocks(text(name), "sh") for line in block.splitlines()]
    lines += re.findall(r"`((?:\.venv/bin/)?fuwake(?:-command)? [^`…]+)`", text(name))
    own = re.compile(r"^(?:sudo |.*(?:/bin/|fuwake |-- ))?fuwake(?:-command)? ((?!fuwake|--)[a-z].*)")
    asked = [found[1].split() for line in lines if (found := own.match(line)) and "kubectl create" not in line]

    assert [words for words in asked if not understood(words)] == []


def understood(words: list[str]) -> bool:
    """Whether the command line begins with a command of ours, and its options are that command's."""
    at: Any = get_command(command)
    for word in words:
        if word not in getattr(at, "commands", {}):
            break
        at = at.commands[word]
    options = {name for each in at.params for name in each.opts}
    lacks_one = bool(getattr(at, "commands", {})) and not at.invoke_without_command
    return not lacks_one and {word for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize("name", ["OPERATIONS.md", "OPERATIONS.ja.md"])
def test_every_alert_is_explained(name: str) -> None:
    """Each has a row, and no row is of an alert that is gone."""
    rules = yaml.safe_load(text("prometheus-rules.yaml"))["groups"]
    told = set(re.findall(r"`(Fuwake[A-Z]\w+)`", text(name)))

    assert told == {rule["alert"] for group in rules for rule in group["rules"]}


@pytest.mark.parametrize("name", ["SETUP.md", "SETUP.ja.md"])
def test_manifests_are_named(name: str) -> None:
    """Whoever sets it up is told of each."""
    assert [path.name for path in DEPLOY.glob("slack-manifest*.yaml") if path.name not in text(name)] == []


def test_the_threats_name_what_there_is() -> None:
    """Every file and every test that is said to stop or to show something is there; both languages name the same."""
    named, other = (
        re.findall(r"`((?:analyzers|bot|deploy|tests|requirements)/[^`\s]*)`", guide) for guide in both("THREATS")
    )

    assert len(named) > 80
    assert named == other
    assert [each for each in named if not there(each)] == []


def there(name: str) -> bool:
    """Whether a file, or a test in a file, exists."""
    path, _, test = name.partition("::")
    file = DEPLOY.parent / path
    return file.exists() and (not test or f"def {test}(" in file.read_text(encoding="utf-8"))
