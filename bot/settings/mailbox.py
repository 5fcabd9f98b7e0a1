"""The report mailbox: how mail comes in, and how it is answered by mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator

from bot.settings import values
from bot.settings.base import Group, Names, field


class Mailbox(Group):
    """Mail."""

    lmtp_listen: str | None = field(
        "FUWAKE_LMTP_LISTEN",
        "Where a mail server hands over report mails by LMTP: host:port, or the path of a socket; empty: nowhere.",
        None,
        "127.0.0.1:2424",
    )
    smtp_listen: str | None = field(
        "FUWAKE_SMTP_LISTEN", "The same by SMTP: host:port; empty: nowhere.", None, "127.0.0.1:2525"
    )
    mail_peers: Names = field(
        "FUWAKE_MAIL_PEERS",
        "Addresses or networks of the mail servers that may hand over mail there.",
        ("127.0.0.0/8", "::1"),
        "192.0.2.25,2001:db8::/64",
    )
    report_addresses: Names = field(
        "FUWAKE_REPORT_ADDRESSES",
        "Addresses to which people send suspicious mail; a listener takes mail for no other, if any is named.",
        (),
        "phish@example.co.jp",
    )
    imap_host: str | None = field(
        "FUWAKE_IMAP_HOST",
        "Server of a mailbox that is read by IMAP: host or host:port; empty: none.",
        None,
        "imap.example.co.jp",
    )
    imap_security: Literal["tls", "starttls", "none"] = field(
        "FUWAKE_IMAP_SECURITY", "tls, starttls, or none (only on this machine).", "tls"
    )
    imap_user: str | None = field("FUWAKE_IMAP_USER", "Its user, mostly the address.", None, "phish@example.co.jp")
    imap_password: SecretStr | None = field("FUWAKE_IMAP_PASSWORD", "Its password, or app password.", None)
    imap_folder: str = field("FUWAKE_IMAP_FOLDER", "Folder from which report mails are taken.", "INBOX")
    imap_done: str = field("FUWAKE_IMAP_DONE", "Folder to which they are moved when they were taken.", "done")
    imap_failed: str = field("FUWAKE_IMAP_FAILED", "Folder to which those are moved that could not be.", "failed")
    oauth_token_url: str | None = field(
        "FUWAKE_OAUTH_TOKEN_URL",
        "Where an OAuth token for the mailbox is fetched (XOAUTH2); empty: the password is used.",
        None,
        "https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token",
    )
    oauth_client_id: str | None = field("FUWAKE_OAUTH_CLIENT_ID", "Id of the application that asks for it.", None)
    oauth_client_secret: SecretStr | None = field("FUWAKE_OAUTH_CLIENT_SECRET", "Its secret.", None)
    oauth_refresh_token: SecretStr | None = field(
        "FUWAKE_OAUTH_REFRESH_TOKEN",
        "Refresh token, where a person has agreed; empty: the application asks for itself.",
        None,
    )
    oauth_scope: str | None = field(
        "FUWAKE_OAUTH_SCOPE", "Scope that is asked for.", None, "https://outlook.office365.com/.default"
    )
    oauth_service_account: Path | None = field(
        "FUWAKE_OAUTH_SERVICE_ACCOUNT",
        "Key file (JSON) of a Google service account that may act for the mailbox's user.",
        None,
        "/etc/fuwake/google.json",
    )
    smtp_host: str | None = field(
        "FUWAKE_SMTP_HOST",
        "Server by which people without a Slack account are answered: host or host:port; empty: they are not.",
        None,
        "smtp.example.co.jp:587",
    )
    smtp_security: Literal["tls", "starttls", "none"] = field(
        "FUWAKE_SMTP_SECURITY", "tls, starttls, or none (a password then goes to this machine alone).", "starttls"
    )
    smtp_user: str | None = field("FUWAKE_SMTP_USER", "Its user, if it wants one.", None)
    smtp_password: SecretStr | None = field("FUWAKE_SMTP_PASSWORD", "Its password.", None)
    mail_from: str | None = field(
        "FUWAKE_MAIL_FROM", "Address that answers come from; best one that nobody reads.", None, "fuwake@example.co.jp"
    )
    mail_answers_per_hour: Annotated[int, Field(ge=1, le=1000)] = field(
        "FUWAKE_MAIL_ANSWERS_PER_HOUR", "Mails at most to one address in an hour.", 20
    )
    simulation_servers: Names = field(
        "FUWAKE_SIMULATION_SERVERS",
        "Addresses or networks from which your own phishing training is sent, and nothing else: such a mail needs nobody's decision.",
        (),
        "192.0.2.0/28",
    )

    @field_validator("mail_peers", "report_addresses", "simulation_servers", mode="before")
    @classmethod
    def _split_mailbox(cls, value: object) -> object:
        return values.split(value)

    @field_validator("mail_peers", "simulation_servers")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return values.networks(value)

    @field_validator("report_addresses")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(values.mail_address(each) for each in value)

    @field_validator("mail_from")
    @classmethod
    def _from(cls, value: str | None) -> str | None:
        return None if value is None else values.mail_address(value)

    @field_validator("oauth_service_account")
    @classmethod
    def _account(cls, value: Path | None) -> Path | None:
        return values.there(value)
