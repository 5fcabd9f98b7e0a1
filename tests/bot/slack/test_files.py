"""Where the bot's token goes: to Slack, and to nobody else."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.files import Files


@pytest.mark.parametrize(
    ("api", "url", "trusted"),
    [
        ("https://slack.com/api/", "https://files.slack.com/files-pri/T1-F1/mail.eml", True),
        ("https://slack.com/api/", "https://slack-files.com/T1-F1", True),
        ("https://slack.com/api/", "http://files.slack.com/files-pri/T1-F1/mail.eml", False),
        ("https://slack.com/api/", "https://files.slack.com.evil.example/mail.eml", False),
        ("https://slack.com/api/", "https://evilslack.com/mail.eml", False),
        ("https://slack.com/api/", "https://slack.com@evil.example/mail.eml", False),
        ("https://slack-gov.com/api/", "https://files.slack-gov.com/mail.eml", True),
        ("http://127.0.0.1:4044/api/", "http://localhost:4045/files-pri/F1/mail.eml", True),
        ("http://127.0.0.1:4044/api/", "http://10.0.0.1/files-pri/F1/mail.eml", False),
        ("https://slack.com/api/", "", False),
    ],
)
def test_token_goes_to_slack_only(api, url, trusted):
    """Only Slack's own hosts, and the host that stands for its API, are given the token."""
    files = Files(AsyncWebClient(token="xoxb-x"), api_url=api)

    assert files._is_slack(url) is trusted
