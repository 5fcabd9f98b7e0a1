"""Which events are submissions."""

from __future__ import annotations

import pytest

from bot.slack.intake import submissions

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
