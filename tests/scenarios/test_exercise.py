"""A mail of our own phishing training: nobody has to decide about it, and nobody else can make a mail pass for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.office import INTAKE
from tests.scenarios.desk import WHEN, answers, card, lines, reported, trail
from tests.scenarios.office import CASE_A, HANAKO, office

if TYPE_CHECKING:
    from pathlib import Path

SENDER = "218.219.125.240"  # of the sample mail
MARKED = b"X-PHISHTEST: yes\r\n" + CASE_A


async def test_it_is_decided_at_once(tmp_path: Path) -> None:
    """The reporter is praised, the card says who decided, and that is written down."""
    async with office(tmp_path, FUWAKE_SIMULATION_SERVERS=("192.0.2.0/24", f"{SENDER}/32")) as at:
        place = await reported(at)
        (answer,) = await answers(at, place)
        shown = lines((await card(at))["blocks"])
        written = await trail(at)

    assert answer[0] == "👏 セキュリティ担当が確認しました：ご報告ありがとうございます"
    assert f"Fuwake さんが {WHEN} に確認しました。" in answer
    assert shown[1] == f"👏 訓練メール（確認済み） （Fuwake、{WHEN}）"
    assert [(who, what, detail["verdict"]) for who, what, detail in written] == [
        ("fuwake", "triage-decided", "simulation")
    ]


async def test_a_mark_alone_decides_nothing(tmp_path: Path) -> None:
    """Whoever writes a training's mark into a fraud is judged all the same; the team sees the mark."""
    async with office(tmp_path, FUWAKE_SIMULATION_SERVERS=("192.0.2.0/24",)) as at:
        place = await reported(at, HANAKO, INTAKE, MARKED)
        (answer,) = await answers(at, place)
        shown = lines((await card(at))["blocks"])

    assert answer[0].startswith("🔴 危険")
    assert shown[1] == "未確認です"
