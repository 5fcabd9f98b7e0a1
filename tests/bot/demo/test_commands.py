"""Commands, shortcuts and the Home tab, answered by a real bolt app."""

from __future__ import annotations

GENERAL = "C0GENERAL"


async def test_a_command_answers_its_user_only(slack, app, connect):
    """What the acknowledgement says is ephemeral."""

    @app.command("/fuwake")
    async def takes(ack, command):
        await ack(f"you said {command['text']}")

    await connect(app)
    delivery = await slack.people.command("U0JOHN", "#general", "/fuwake", "help <a@b.example>")
    (shown,) = slack.workspace.ephemerals

    assert delivery.acked
    assert (shown.user, shown.channel, shown.message["text"]) == ("U0JOHN", GENERAL, "you said help <a@b.example>")


async def test_shortcuts_bring_the_message_and_a_way_to_answer(slack, app, connect):
    """message_action has a response_url; a global shortcut has none."""
    bodies = []

    @app.event("message")
    async def ignore():
        return

    @app.shortcut("analyze")
    async def takes(ack, body, respond):
        bodies.append(body)
        await ack()
        if "message" in body:
            await respond("only for you")

    await connect(app)
    posted = await slack.people.say("U0JOHN", GENERAL, "hello")
    await slack.people.shortcut("U0JOHN", "analyze", GENERAL, posted["ts"])
    await slack.people.shortcut("U0JOHN", "analyze")
    await slack.workspace.until(lambda: slack.workspace.ephemerals)

    assert [body["type"] for body in bodies] == ["message_action", "shortcut"]
    assert bodies[0]["message"]["text"] == "hello"
    assert slack.workspace.ephemerals[0].message["text"] == "only for you"


async def test_the_home_tab_is_published(slack, app, client, connect):
    """app_home_opened leads to views.publish."""

    @app.event("app_home_opened")
    async def publishes(event, client):
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    await connect(app)
    await slack.people.open_home("U0JOHN")

    assert (await slack.workspace.until(lambda: slack.workspace.homes.get("U0JOHN")))["type"] == "home"
