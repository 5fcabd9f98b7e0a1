"""Settings: each from the environment, and one clear line for a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzers.lookups.zones import default_zones
from bot.config import SettingsError, example, load


def test_lists_are_split_trimmed_and_lowered(monkeypatch):
    """Names are written with commas, in any case."""
    monkeypatch.setenv("FUWAKE_OWN_DOMAINS", " Example.CO.JP , sub.example.com,")
    monkeypatch.setenv("FUWAKE_INTAKE_CHANNELS", "C012,G345")

    config = load(_env_file=None)

    assert config.own_domains == ("example.co.jp", "sub.example.com")
    assert config.intake_channels == ("C012", "G345")


def test_empty_values_keep_their_defaults(monkeypatch):
    """A line left empty in .env is as good as none."""
    monkeypatch.setenv("FUWAKE_LANGUAGES", "")
    monkeypatch.setenv("FUWAKE_LOOKUP_DEADLINE", "")

    config = load(_env_file=None)

    assert config.languages == ("ja", "en")
    assert config.lookup_deadline == 8.0
    assert config.blocklists == default_zones("address")
    assert config.uribls == default_zones("domain")


def test_no_block_list_at_all(monkeypatch):
    """The word none asks no list."""
    monkeypatch.setenv("FUWAKE_BLOCKLISTS", "none")

    assert load(_env_file=None).blocklists == ()


def test_spamhaus_is_asked_with_a_key(monkeypatch):
    """Its lists join the default with a key of one's own, and not the lists that somebody chose."""
    monkeypatch.setenv("FUWAKE_SPAMHAUS_DQS_KEY", "abc123")
    monkeypatch.setenv("FUWAKE_URIBLS", "multi.surbl.org")

    config = load(_env_file=None)

    assert config.blocklists == ("zen.spamhaus.org", *default_zones("address"))
    assert config.uribls == ("multi.surbl.org",)


def test_the_key_of_a_feed_goes_to_that_feed_and_is_not_shown(monkeypatch):
    """URLhaus is fetched with it when it is named; nobody is given the feed by the key alone."""
    monkeypatch.setenv("FUWAKE_URLHAUS_KEY", "abc123")
    alone = load(_env_file=None)
    monkeypatch.setenv("FUWAKE_URIBLS", "URLhaus")
    named = load(_env_file=None)

    assert alone.uribls == default_zones("domain")
    assert (named.uribls, named.feed_keys) == (("urlhaus",), {"urlhaus": "abc123"})
    assert "abc123" not in repr(named)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        (
            "FUWAKE_BLOCKLISTS",
            "abc.dbl.dq.spamhaus.net",
            "FUWAKE_BLOCKLISTS: dbl.spamhaus.org is a list of the other kind; name it in FUWAKE_URIBLS",
        ),
        (
            "FUWAKE_URIBLS",
            "zen.spamhaus.org",
            "FUWAKE_URIBLS: zen.spamhaus.org is a list of the other kind; name it in FUWAKE_BLOCKLISTS",
        ),
        (
            "FUWAKE_BLOCKLISTS",
            "urlhaus",
            "FUWAKE_BLOCKLISTS: urlhaus is a list of the other kind; name it in FUWAKE_URIBLS",
        ),
        (
            "FUWAKE_CACHE_URL",
            "http://:secret@cache",
            "FUWAKE_CACHE_URL: it must begin with redis://, rediss:// or valkey://",
        ),
        ("FUWAKE_DNS_SERVERS", "resolver", "FUWAKE_DNS_SERVERS: 'resolver' is no address (ip, ip:port or [ipv6]:port)"),
        ("FUWAKE_DNS_SERVERS", "192.0.2.1:99999", "FUWAKE_DNS_SERVERS: '192.0.2.1:99999' has no valid port"),
        ("FUWAKE_LOOKUP_DEADLINE", "0", "FUWAKE_LOOKUP_DEADLINE: it must be between 0.1 and 60 seconds"),
        ("FUWAKE_REMINDER_HOURS", "0", "FUWAKE_REMINDER_HOURS: Input should be greater than 0"),
        ("FUWAKE_LANGUAGES", "fr", "FUWAKE_LANGUAGES: use some of ja, en"),
        ("FUWAKE_SECURITY_CHANNEL", "#security", "FUWAKE_SECURITY_CHANNEL: '#security' is no Slack id"),
        ("FUWAKE_DATABASE_URL", "mysql://x", "FUWAKE_DATABASE_URL: it must begin with postgresql:// or sqlite://"),
        ("FUWAKE_BLOCKLISTS", "not a zone", "FUWAKE_BLOCKLISTS: 'not a zone' is no zone of a block list"),
        ("FUWAKE_SPAMHAUS_DQS_KEY", "a-b", "FUWAKE_SPAMHAUS_DQS_KEY: the key is letters and digits only"),
        ("FUWAKE_URLHAUS_KEY", "a b", "FUWAKE_URLHAUS_KEY: the key is letters and digits only"),
        (
            "FUWAKE_URIBLS",
            "jpcert,URLhaus",
            "FUWAKE_URIBLS: the feed urlhaus needs a key in FUWAKE_URLHAUS_KEY",
        ),
        ("FUWAKE_OWN_DOMAINS", "example", "FUWAKE_OWN_DOMAINS: 'example' is no domain"),
        (
            "FUWAKE_SECURITY_USERS",
            "sato",
            "FUWAKE_SECURITY_USERS: 'sato' is no Slack id (it looks like C0123456789 or U0123456789)",
        ),
    ],
)
def test_wrong_value_is_one_line_that_names_the_setting(monkeypatch, name, value, line):
    """An administrator reads which setting, and what is wrong with it."""
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as error:
        load(_env_file=None)

    assert str(error.value) == line


@pytest.mark.parametrize("server", ["192.0.2.53", "192.0.2.53:5353", "2001:db8::53", "[2001:db8::53]:5353"])
def test_resolvers_in_every_form(monkeypatch, server):
    """IPv4 and IPv6, with and without a port."""
    monkeypatch.setenv("FUWAKE_DNS_SERVERS", server)

    assert load(_env_file=None).dns_servers == (server,)


def test_secrets_do_not_show(monkeypatch):
    """A printed configuration holds no token."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")

    assert "xoxb-secret" not in repr(load(_env_file=None))


def test_example_file_is_what_the_settings_print():
    """`.env.example` is never older than the settings."""
    assert (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8") == example()
