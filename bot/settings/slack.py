"""The Slack app, its channels, and who may do what in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator

from bot.settings import values
from bot.settings.base import Group, Names, field


class Slack(Group):
    """Slack."""

    slack_bot_token: SecretStr | None = field("SLACK_BOT_TOKEN", "Bot token of the Slack app (xoxb-…).", None)
    slack_app_token: SecretStr | None = field(
        "SLACK_APP_TOKEN", "App token for Socket Mode (xapp-…); no public address needed.", None
    )
    slack_signing_secret: SecretStr | None = field(
        "SLACK_SIGNING_SECRET", "Signing secret, for events over HTTP instead of Socket Mode.", None
    )
    slack_api_url: str = field("SLACK_API_URL", "Where Slack's Web API is.", "https://slack.com/api/")
    http_host: str = field(
        "FUWAKE_HTTP_HOST", "Address on which events over HTTP are taken (path /slack/events).", "127.0.0.1"
    )
    http_port: int = field("FUWAKE_HTTP_PORT", "Its port.", 3000)
    intake_channels: Names = field(
        "FUWAKE_INTAKE_CHANNELS", "Ids of the channels in which every mail is looked at.", (), "C0123456789"
    )
    security_channel: str | None = field(
        "FUWAKE_SECURITY_CHANNEL", "Id of the security team's channel.", None, "C0123456780"
    )
    security_usergroup: str | None = field(
        "FUWAKE_SECURITY_USERGROUP",
        "Id of the user group that decides cases and may warn channels.",
        None,
        "S0123456789",
    )
    security_users: Names = field(
        "FUWAKE_SECURITY_USERS", "Ids of people who decide cases and may warn channels.", (), "U0123456789,U0123456788"
    )
    broadcast_channels: Names = field(
        "FUWAKE_BROADCAST_CHANNELS",
        "Ids of the channels that may be warned; empty: any channel the bot is in.",
        (),
        "C0123456781",
    )
    triage: Literal["all", "suspicious"] = field(
        "FUWAKE_TRIAGE",
        "Which cases get a card in the security channel: suspicious (and what people ask about), or all.",
        "suspicious",
    )
    reminder_hours: Annotated[float, Field(gt=0, le=168)] = field(
        "FUWAKE_REMINDER_HOURS",
        "Hours after which the security channel is reminded of somebody who gave something away and whom nobody helps yet.",
        2.0,
    )

    @field_validator("intake_channels", "security_users", "broadcast_channels", mode="before")
    @classmethod
    def _split_slack(cls, value: object) -> object:
        return values.split(value)

    @field_validator("intake_channels", "security_users", "broadcast_channels")
    @classmethod
    def _ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return values.ids(value)

    @field_validator("security_channel", "security_usergroup")
    @classmethod
    def _id(cls, value: str | None) -> str | None:
        return values.one_id(value)
