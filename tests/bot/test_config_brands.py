"""The setting that names the team's own file."""

import pytest

from bot.config import SettingsError, load
from bot.doctor import _team


def test_the_file_adds_to_who_we_are(monkeypatch, tmp_path):
    """Its domains join ours, and the doctor tells what it holds."""
    file = tmp_path / "team.yaml"
    file.write_text("domains: [kagamiya.com]\ndesks: [Help Desk]\n", encoding="utf-8")
    monkeypatch.setenv("FUWAKE_OWN_DOMAINS", "example.co.jp")
    monkeypatch.setenv("FUWAKE_BRANDS", str(file))

    config = load(_env_file=None)

    assert config.side.domains == ("example.co.jp", "kagamiya.com")
    assert config.side.us.desks == ("Help Desk",)
    assert [(line.state, line.detail) for line in _team(config)] == [
        ("ok", "0 brands, 0 executives, 1 desks; 2 domains of ours")
    ]


def test_no_file_is_needed(monkeypatch):
    """Without it nothing is told."""
    monkeypatch.delenv("FUWAKE_BRANDS", raising=False)

    assert _team(load(_env_file=None)) == []


def test_a_wrong_file_is_one_line_at_the_start(monkeypatch, tmp_path):
    """The line names the setting, the file and what is wrong."""
    file = tmp_path / "team.yaml"
    file.write_text("domain: [kagamiya.com]\n", encoding="utf-8")
    monkeypatch.setenv("FUWAKE_BRANDS", str(file))

    with pytest.raises(SettingsError) as error:
        load(_env_file=None)

    assert str(error.value) == f"FUWAKE_BRANDS: {file}: Object contains unknown field `domain`"
