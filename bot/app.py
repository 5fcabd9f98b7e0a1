"""The composition root: the only place that builds things, and the command `fuwake`.

Heavy parts are imported where a command needs them, so that `fuwake check --offline` starts fast.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.data import data
from bot.commands.database import database
from bot.commands.ending import AWAY, WRONG, settings, stop
from bot.commands.jobs import jobs
from bot.commands.records import export, forget
from bot.config import SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from analyzers.lookups import Dns, Lookups, Registry
    from analyzers.lookups.cache import LookupCache
    from analyzers.lookups.store import Store
    from bot.config import Config
    from bot.slack.connection import SlackSetupError

LONGEST_STOP = 25.0  # seconds from the request to the end: jobs are given 20 of them
command = typer.Typer(
    help="Fuwake takes a suspicious mail apart. / 不審なメールを腑分けします。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


command.add_typer(data, name="data")
command.add_typer(database, name="database")
command.add_typer(jobs, name="jobs")
command.command()(export)
command.command()(forget)


@contextlib.asynccontextmanager
async def lookups_of(config: Config, heard: Callable[[str, str], None] | None = None) -> AsyncIterator[Lookups]:
    """Everybody who can be asked, as the settings say; the cache, which tells `heard` of its hits, is closed at the end."""
    from analyzers.lookups import Lookups
    from analyzers.lookups.blocklists import DnsBlocklists
    from analyzers.lookups.cache import LookupCache
    from analyzers.lookups.dns import DnsClient
    from analyzers.lookups.domain_lists import DnsDomainLists
    from analyzers.lookups.feeds import Feeds, known_feeds
    from analyzers.lookups.places import PlaceData
    from analyzers.lookups.sight import SightedDns
    from bot.data_state import folder_of

    key = config.spamhaus_dqs_key.get_secret_value() if config.spamhaus_dqs_key else None
    cache = LookupCache(config.data_dir / "cache", store=_shared(config), heard=heard)
    places = PlaceData(folder_of(config), city=config.geo_city, asn=config.geo_asn)
    try:
        dns = SightedDns(DnsClient(config.dns_servers, cache=cache))
        blocklists = DnsBlocklists(config.blocklists, config.dns_servers, cache=cache, dqs_key=key)
        sources = known_feeds(config.uribls)
        names = [name for name in config.uribls if name not in sources]
        domain_lists = DnsDomainLists(names, config.dns_servers, cache=cache, dqs_key=key)
        yield Lookups(
            dns=dns,
            blocklists=blocklists,
            registry=registry_of(config, dns, cache),
            places=places,
            domain_lists=domain_lists,
            feeds=Feeds(config.data_dir / "feeds", sources, keys=config.feed_keys),
        )
    finally:
        places.close()
        await cache.aclose()


def registry_of(config: Config, dns: Dns, cache: LookupCache) -> Registry | None:
    """The world's registries, unless they are not to be asked."""
    from analyzers.lookups.registry import DomainRegistry

    if config.registration == "off":
        return None
    return DomainRegistry.over_the_internet(dns, cache=cache, directory=config.data_dir)


def _shared(config: Config) -> Store | None:
    """The store that hosts share, when there is one; its library is loaded only then."""
    if config.cache_url is None:
        return None
    from analyzers.lookups.shared_store import store_at

    return store_at(config.cache_url.get_secret_value())


@contextlib.asynccontextmanager
async def bot_lookups_of(config: Config) -> AsyncIterator[Lookups]:
    """The same for a bot that runs for long: block lists are tested, and feeds fetched, at start and then again and again."""
    from analyzers.lookups.feeds import Feeds, fetching
    from analyzers.lookups.fetch import Fetcher
    from analyzers.lookups.health import testing
    from analyzers.lookups.lists import dns_lists
    from bot.counted import cache_heard

    async with lookups_of(config, cache_heard) as asked, testing(dns_lists(asked)):
        feeds = asked.feeds
        async with fetching(feeds, Fetcher(asked.dns)) if isinstance(feeds, Feeds) else contextlib.nullcontext():
            yield asked


@command.command()
def check(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[FILE | - | URL]...", show_default=False)] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    lang: Annotated[str, typer.Option(help="ja, en or both; default: FUWAKE_LANGUAGES.")] = "",
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody; judge from the mail alone.")] = False,
) -> None:
    """Examine mails in any form (.eml, .msg, a zip, a forward, a pasted text), header blocks, or links."""
    from bot import cli

    config = settings()
    languages = _languages(lang, config)

    async def run() -> int:
        from analyzers.lookups.offline import offline_lookups

        async with contextlib.AsyncExitStack() as stack:
            asked = (
                offline_lookups(config.blocklists, config.uribls)
                if offline
                else await stack.enter_async_context(lookups_of(config))
            )
            examiner = cli.Examiner(asked, config.side, config.lookup_deadline)
            return await cli.check(inputs or ["-"], examiner, as_json=as_json, languages=languages)

    raise typer.Exit(asyncio.run(run()))


def _languages(lang: str, config: Config) -> tuple[str, ...]:
    if lang in {"", "both"}:
        return config.languages if not lang else ("ja", "en")
    if lang not in {"ja", "en"}:
        stop(f"--lang: {lang!r} is not ja, en or both")
    return (lang,)


@command.command()
def run() -> None:
    """Run the bot."""
    config = settings()

    async def bot() -> None:
        from bot.metrics import fuwake_version
        from bot.running import running
        from bot.tracing import exporting

        with exporting(config.otlp_url, version=fuwake_version()):
            async with bot_lookups_of(config) as asked, running(config, asked) as working:
                await _until_stopped(working.ended)

    _serve(bot(), config)


@command.command()
def demo(
    *, port: Annotated[int, typer.Option(help="Port of the page on 127.0.0.1; 0 takes a free one.")] = 4040
) -> None:
    """Try the bot in its own Slack workspace on this machine; no token needed."""
    config = settings()

    async def office() -> None:
        from bot.demo.run import demo as opened

        async with opened(port, bot_lookups_of) as slack:
            print(f"Fuwake demo: {slack.page_url}", flush=True)  # noqa: T201 -- the one thing to know
            await _until_stopped()

    _serve(office(), config)


@command.command()
def doctor() -> None:
    """Test tokens and scopes, channels, DNS, block lists and database."""
    import logging

    from bot import doctor as examination

    logging.getLogger("analyzers").setLevel(logging.ERROR)  # what fails is said by the doctor itself
    config = settings()

    async def examined() -> int:
        async with lookups_of(config) as asked:
            return await examination.report(config, asked)

    raise typer.Exit(asyncio.run(examined()))


@command.command()
def health(
    *,
    ready: Annotated[
        bool, typer.Option("--ready", help="Whether it can do its work, not only whether it lives.")
    ] = False,
) -> None:
    """Ask the bot that runs beside this command whether it is alive; exit code 0 or 1. Needs FUWAKE_OPS_PORT."""
    from bot.asking_health import ask

    config = settings()
    if not config.ops_port:
        stop("FUWAKE_OPS_PORT: it is not set, so nobody can be asked")
    well, line = ask(config.ops_host, config.ops_port, "/readyz" if ready else "/healthz")
    print(line)  # noqa: T201 -- the terminal is the way out
    raise typer.Exit(0 if well else AWAY)


async def _until_stopped(ended: asyncio.Future[SlackSetupError] | None = None) -> None:
    """Until somebody asks this process to end, politely, or until `ended` says why it cannot go on: that is raised."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    asked = asyncio.create_task(stopped.wait())
    first: set[asyncio.Future[Any]] = {asked, ended} if ended else {asked}
    await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    # Threads that wait for a database that is away would wait for ever; every job is on disk, and the next start has it.
    last = threading.Timer(LONGEST_STOP, os._exit, (AWAY,))
    last.daemon = True
    last.start()
    if ended and ended.done():
        asked.cancel()
        raise ended.result()


def _serve(work: Coroutine[Any, Any, None], config: Config) -> None:
    """Runs until stopped; what is wrong with the set-up is one line."""
    from bot.database import DatabaseError
    from bot.logs import set_up
    from bot.logs.redaction import secrets_of
    from bot.slack.connection import SlackSetupError
    from bot.tracing import TracingUnavailable

    set_up(config.log_level, config.log_format, secrets_of(dict(config)))
    try:
        asyncio.run(work)
    except TracingUnavailable as error:
        stop(str(error))
    except (SettingsError, SlackSetupError) as error:
        stop(str(error), code=AWAY if error.passing else WRONG)
    except DatabaseError as error:
        stop(str(error), code=AWAY)
    except OSError as error:
        stop(f"{error.strerror or error}", code=AWAY)


def main() -> None:
    """The command `fuwake`. What it writes is for its own user alone: it is about people's mail."""
    os.umask(0o077)
    command()
