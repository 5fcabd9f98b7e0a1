"""Which events are submissions."""

from __future__ import annotations

import pytest

from bot.slack.intake import Content, contents, continuation, submissions

INTAKE = frozenset({"C0INTAKE"})
POST = {"type": "message", "channel": "C0INTAKE", "channel_type": "channel", "user": "U1", "ts": "1.1", "text": "x"}
MAIL = {"id": "F1", "name": "mail.eml", "mimetype": "application/octet-stream", "size": 3}


def taken(**changes):
    return submissions({**POST, **changes}, intake_channels=INTAKE, bot_user="U0FUWAKE")


def test_plain_post_in_an_intake_channel():
    """Its key names channel and time, so that every delivery of it is the same submission."""
    (found,) = taken()

    assert (found.key, found.thread_ts, found.direct, found.file) == ("slack:C0INTAKE:1.1", "1.1", False, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_topic"},
        {"channel": "C0OTHER"},
        {"thread_ts": "0.9"},
        {"text": ""},
        {"bot_id": "B9", "user": "U9"},
        {"user": "U0FUWAKE"},
        {"hidden": True},
        {"files": [{"id": "F2", "mimetype": "image/png"}], "text": ""},
        {"files": [{"id": "F2", "mode": "tombstone"}], "text": ""},
    ],
)
def test_everything_else_is_left_alone(changes):
    """Edits, other channels, thread chatter, other bots, our own posts and pictures are no submissions."""
    assert taken(**changes) == []


def test_slack_s_own_mail_object_is_taken_although_a_bot_posts_it():
    """A mail to the channel's address is posted with a bot_id."""
    (found,) = taken(
        bot_id="B0EMAIL", user="USLACKBOT", subtype="file_share", text="", files=[{**MAIL, "mode": "email"}]
    )

    assert found.file == {
        "id": "F1",
        "name": "mail.eml",
        "mimetype": "application/octet-stream",
        "size": 3,
        "mode": "email",
    }


def test_direct_message_and_mention_are_direct():
    """Who speaks to the bot deserves an answer even to chatter."""
    (alone,) = taken(channel="D1", channel_type="im")
    (named,) = taken(type="app_mention", channel="C0OTHER", text="<@U0FUWAKE> x")
    (both,) = taken(text="<@U0FUWAKE> x")

    assert (alone.direct, named.direct, both.direct) == (True, True, True)


def test_every_mail_file_is_a_submission_of_its_own_and_pictures_are_none():
    """The first keeps the post's key; previews and thumbnails do not reach the disk."""
    files = [MAIL | {"thumb_64": "x", "preview": "y"}, {"id": "F2", "mimetype": "image/png"}, {**MAIL, "id": "F3"}]
    first, second = taken(files=files, subtype="file_share")

    assert (first.key, second.key) == ("slack:C0INTAKE:1.1", "slack:C0INTAKE:1.1:2")
    assert first.file == MAIL
    assert second.file == {**MAIL, "id": "F3"}


def test_files_inside_a_forwarded_post_are_found():
    """A shared post carries its files in its attachments."""
    (found,) = taken(text="", attachments=[{"is_share": True, "files": [MAIL]}])

    assert found.file == MAIL


def test_door_and_privacy_are_named():
    """A direct message is private; a mention in a channel is not, and is a door of its own."""
    (alone,) = taken(channel="D1", channel_type="im", text="<@U0FUWAKE> x")
    (named,) = taken(type="app_mention", channel="C0OTHER", text="<@U0FUWAKE> x")
    (posted,) = taken()

    assert [(s.door, s.private) for s in (alone, named, posted)] == [
        ("post", True),
        ("mention", False),
        ("post", False),
    ]


def test_what_is_written_beside_a_file_is_a_remark():
    """It is kept as it was typed; a mention of the bot is no part of it."""
    (found,) = taken(text="<@U0FUWAKE> 上司から &lt;至急&gt;", files=[MAIL])

    assert (found.text, found.note) == ("", "上司から <至急>")


def test_one_file_in_two_places_is_one_mail():
    """A forwarded file may stand in the post as well."""
    (found,) = taken(files=[MAIL], attachments=[{"is_share": True, "files": [MAIL]}])

    assert found.file == MAIL


SHARED = {"is_share": True, "text": "forwarded <https://a.example>", "files": []}


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ({"text": "look", "attachments": [SHARED]}, [Content("forwarded <https://a.example>", None, "look")]),
        (
            {"text": "or <https://b.example>", "attachments": [SHARED]},
            [Content("forwarded <https://a.example>\n\nor <https://b.example>", None, "or https://b.example")],
        ),
        ({"text": "look", "attachments": [{"title": "preview", "text": "of a link"}]}, [Content("look", None)]),
        ({"text": "", "attachments": [{"title": "preview", "text": "of a link"}]}, []),
        (
            {"text": "", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "a < b"}}]},
            [Content("a &lt; b", None)],
        ),
        ({"text": "x", "files": [{"id": "F2", "mode": "external", "mimetype": "text/html"}]}, [Content("x", None)]),
    ],
)
def test_what_a_post_holds(post, found):
    """A forwarded text is the mail and what is written above it a remark; a preview of a link is nothing."""
    assert contents(post, wanted=False) == found


def test_a_picture_is_something_only_when_an_answer_is_wanted():
    """A long text beside it, or a link, is the mail all the same."""
    picture = {"id": "F2", "mimetype": "image/png"}

    assert contents({"text": "", "files": [picture]}, wanted=False) == []
    assert contents({"text": "?", "files": [picture]}, wanted=True) == [Content("", picture, "?")]
    assert contents({"text": "<https://a.example>", "files": [picture]}, wanted=True)[0].file is None
    assert contents({"text": "From: x\n" * 40, "files": [picture]}, wanted=True)[0].file is None


@pytest.mark.parametrize("changes", [{"subtype": "message_changed"}, {"files": [MAIL]}, {"text": ""}, {"bot_id": "B1"}])
def test_what_goes_on_with_a_long_text(changes):
    """Plain posts of people only; and they are for us together with what they follow, not alone."""
    (found,) = continuation(POST)

    assert (found.door, found.direct) == ("mention", False)
    assert continuation({**POST, **changes}) == []
