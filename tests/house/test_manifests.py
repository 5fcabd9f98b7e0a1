"""The Slack manifests ask for what the code uses, and for nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.scopes import NEEDED, SCOPES
from tests.scenarios.office import office

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
WHOLE = ("slack-manifest.yaml", "slack-manifest-http.yaml")
LEAST = "slack-manifest-least.yaml"
# What Slack asks for (docs.slack.dev/reference/methods): any one of these for each method that the bot calls.
METHODS = {
    "apps_connections_open": (),
    "auth_test": (),
    "chat_getPermalink": (),
    "chat_postEphemeral": ("chat:write",),
    "chat_postMessage": ("chat:write",),
    "chat_update": ("chat:write",),
    "conversations_history": ("channels:history", "groups:history", "im:history"),
    "conversations_info": ("channels:read", "groups:read"),
    "conversations_open": ("im:write",),
    "conversations_replies": ("channels:history", "groups:history", "im:history"),
    "files_info": ("files:read",),
    "reactions_add": ("reactions:write",),
    "reactions_remove": ("reactions:write",),
    "usergroups_users_list": ("usergroups:read",),
    "users_info": ("users:read",),
    "users_lookupByEmail": ("users:read.email", "users:read"),
    "views_open": (),
    "views_publish": (),
    "views_push": (),
    "views_update": (),
}
# And for each event (docs.slack.dev/reference/events).
EVENTS = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
}


def manifest(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(ROOT.joinpath("deploy", name).read_text(encoding="utf-8"))
    return found


def scopes(name: str) -> list[str]:
    return list(manifest(name)["oauth_config"]["scopes"]["bot"])


def events(name: str) -> list[str]:
    return list(manifest(name)["settings"]["event_subscriptions"]["bot_events"])


def used() -> set[str]:
    """The Web API's methods that the bot calls."""
    folders = (ROOT / "bot/slack", ROOT / "bot/mailbox", ROOT / "bot/doctor")
    sources = [path for folder in folders for path in folder.glob("*.py")]
    families = "apps|auth|chat|conversations|files|reactions|team|usergroups|users|views|bookmarks|pins"
    pattern = rf"\.((?:{families})_[A-Za-z_]+)\b|\"((?:{families})\.[A-Za-z.]+)\""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.name != "pace.py")
    found = {one or other.replace(".", "_") for one, other in re.findall(pattern, text)}
    return found & set(dir(AsyncWebClient))


async def listened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """What the running bot listens to, by kind."""
    heard: dict[str, set[str]] = {"event": set(), "shortcut": set(), "command": set()}

    def noting(kind: str) -> Callable[..., Any]:
        real = getattr(AsyncApp, kind)

        def register(self: AsyncApp, name: str, *more: Any, **named: Any) -> Any:
            heard[kind].add(name)
            return real(self, name, *more, **named)

        return register

    for kind in heard:
        monkeypatch.setattr(AsyncApp, kind, noting(kind))
    async with office(folder):
        pass
    return heard


async def test_every_listener_is_in_the_manifest_and_none_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events, shortcuts and commands: what is sent to the bot is listened to, and the other way round."""
    heard = await listened(tmp_path, monkeypatch)

    for name in (*WHOLE, LEAST):
        features = manifest(name)["features"]
        asked = {event.partition(".")[0] for event in events(name)}
        assert {one["callback_id"] for one in features["shortcuts"]} == heard["shortcut"]
        assert {one["command"] for one in features["slash_commands"]} == heard["command"]
        assert asked == heard["event"] - ({"member_joined_channel"} if name == LEAST else set())
        assert features["app_home"]["home_tab_enabled"] is ("app_home_opened" in heard["event"])
        assert manifest(name)["settings"]["interactivity"]["is_enabled"]


@pytest.mark.parametrize("name", [*WHOLE, LEAST])
def test_every_event_has_its_scope(name: str) -> None:
    """Slack sends an event only to an app that has the scope for it."""
    assert all(not EVENTS[event] or set(EVENTS[event]) & set(scopes(name)) for event in events(name))


@pytest.mark.parametrize("name", WHOLE)
def test_scopes_are_those_that_the_code_uses(name: str) -> None:
    """Each scope is asked for by a method, an event or a command; each method has its own; the bot knows the price of each."""
    called = used()
    wanted = {scope for method in called for scope in METHODS[method]}
    wanted |= {scope for event in events(name) for scope in EVENTS[event]} | {"commands"}

    assert "chat_postMessage" in called
    assert set(scopes(name)) == wanted == {scope.name for scope in SCOPES}
    assert scopes(name)[: len(NEEDED)] == sorted(NEEDED)
    assert scopes(name)[len(NEEDED) :] == sorted(set(scopes(name)) - NEEDED)


def test_least_privilege_starts_and_says_what_is_missing() -> None:
    """It has what the bot cannot do without, reads no channel, and its first lines name every scope that it leaves out."""
    head = "\n".join(
        line for line in ROOT.joinpath("deploy", LEAST).read_text("utf-8").splitlines() if line.startswith("#")
    )

    assert set(scopes(LEAST)) >= NEEDED
    assert not {"channels:history", "groups:history"} & set(scopes(LEAST))
    assert [scope for scope in scopes(WHOLE[0]) if scope not in scopes(LEAST) and scope not in head] == []


@pytest.mark.parametrize("name", [*WHOLE, LEAST])
def test_slack_would_take_it(name: str) -> None:
    """Lengths as Slack limits them (docs.slack.dev/reference/app-manifest), and a reason beside each scope."""
    found, text = manifest(name), ROOT.joinpath("deploy", name).read_text(encoding="utf-8")
    about, features = found["display_information"], found["features"]

    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4000
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in features["shortcuts"])
    assert all(len(one["description"]) <= 2000 and len(one["usage_hint"]) <= 1000 for one in features["slash_commands"])
    assert all(re.search(rf"^ +- {scope} # \S", text, re.MULTILINE) for scope in (*scopes(name), *events(name)))


def test_http_names_the_address_everywhere() -> None:
    """Events, buttons and the command go to one address; Socket Mode has none."""
    http, socket = manifest(WHOLE[1]), ROOT.joinpath("deploy", WHOLE[0]).read_text(encoding="utf-8")
    addresses = [
        http["settings"]["event_subscriptions"]["request_url"],
        http["settings"]["interactivity"]["request_url"],
        *(one["url"] for one in http["features"]["slash_commands"]),
    ]

    assert addresses == ["https://fuwake.example.com/slack/events"] * 3
    assert "fuwake.example.com" not in socket
    assert (http["settings"]["socket_mode_enabled"], manifest(WHOLE[0])["settings"]["socket_mode_enabled"]) == (
        False,
        True,
    )
