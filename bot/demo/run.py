"""`fuwake demo`: the bot at work in its own Slack workspace on this machine, with a page to try it.

The sample mails are years old, so their names are answered from a recording that says so; everything else asks the real DNS.
"""

from __future__ import annotations

import contextlib
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from analyzers.lookups.fake import Recorded, load_recorded
from bot.config import load
from bot.demo import DemoSlack, Sample
from bot.demo.office import GENERAL, INTAKE, SALES, SECURITY, SECURITY_GROUP
from bot.demo.page import Shortcut
from bot.running import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from analyzers.lookups import Lookups
    from bot.config import Config

OWN_DOMAIN, OWN_SERVER = "example-shop.jp", "mx0.example-shop.jp"
_SAMPLES = (
    ("mailbox-expired", "メールボックスの期限切れ", "Mailbox expires (Japanese)"),
    ("hosting-setup", "カゴヤを名乗る設定案内", "A hosting company's set-up steps (Japanese)"),
    ("card-notice", "カード会社を名乗る通知", "A card company's notice (Japanese)"),
    ("parcel-en", "荷物の保留（英語）", "Parcel on hold"),
    ("shop-news", "ふつうのお知らせ", "An ordinary newsletter (Japanese)"),
)
# What the app's manifest names: the page offers it as Slack's menus do.
_SHORTCUTS = (
    Shortcut("analyze_message", "フィッシング判定", "Check"),
    Shortcut("report_mail", "不審メールを報告", "Report", on_message=False),
)
_COMMANDS = ("/phish", "/phish status", "/phish help")
_NOTE_JA = "この画面は、このパソコンの中だけで動く見本です。見本のメールの DNS は当時の記録で答え、それ以外は実際の DNS に尋ねます。"
_NOTE_EN = (
    "This is a demonstration on this machine alone. The sample mails are answered from a recorded DNS zone; "
    "everything else asks the real DNS."
)


def samples() -> list[Sample]:
    """Our sample mails."""
    folder = files("bot").joinpath("demo/mails")
    return [
        Sample(
            id=name, title_ja=ja, title_en=en, filename=f"{name}.eml", data=folder.joinpath(f"{name}.eml").read_bytes()
        )
        for name, ja, en in _SAMPLES
    ]


@contextlib.asynccontextmanager
async def demo(
    port: int, lookups_of: Callable[[Config], contextlib.AbstractAsyncContextManager[Lookups]]
) -> AsyncIterator[DemoSlack]:
    """The workspace with the bot in it; everything it writes is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="fuwake-demo-") as folder:
        async with DemoSlack(
            port=port,
            samples=samples(),
            shortcuts=_SHORTCUTS,
            commands=_COMMANDS,
            note_ja=_NOTE_JA,
            note_en=_NOTE_EN,
        ) as slack:
            config = settings(slack, Path(folder))
            async with lookups_of(config) as asked:
                zone = load_recorded(Path(str(files("bot").joinpath("demo/zone.json"))))
                async with running(config, Recorded(zone, asked).lookups):
                    yield slack


def settings(slack: DemoSlack, folder: Path) -> Config:
    """The settings of a bot that lives in `slack`; resolvers, lists and deadline stay as the administrator set them."""
    return load(
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_APP_TOKEN=slack.app_token,
        SLACK_API_URL=slack.api_url,
        FUWAKE_DATA_DIR=folder,
        FUWAKE_DATABASE_URL=None,
        FUWAKE_OWN_DOMAINS=(OWN_DOMAIN,),
        FUWAKE_TRUSTED_SERVERS=(OWN_SERVER,),
        FUWAKE_INTAKE_CHANNELS=(INTAKE,),
        FUWAKE_SECURITY_CHANNEL=SECURITY,
        FUWAKE_SECURITY_USERGROUP=SECURITY_GROUP.id,
        FUWAKE_SECURITY_USERS=(),
        FUWAKE_BROADCAST_CHANNELS=(GENERAL, SALES),
    )
