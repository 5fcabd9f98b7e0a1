"""What is looked up when somebody scrapes: the jobs, the database, the event loop and the socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.health import Rarely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prometheus_client.core import Metric

    from bot.health import Health
    from bot.job_counts import JobCounts

EVERY: Final = 10.0  # seconds between two questions to the database, however often somebody scrapes
WITHIN: Final = 2.0


class Looks(Collector):
    """Metrics of this moment. `ask` reads the counts of the jobs and raises when the database does not answer."""

    def __init__(self, health: Health, ask: Callable[[], JobCounts], *, every: float = EVERY) -> None:
        self._health = health
        self._counts: Rarely[JobCounts] = Rarely(ask, every=every, within=WITHIN)

    def collect(self) -> Iterator[Metric]:
        """May wait two seconds; without the database it goes on without the jobs."""
        health = self._health
        yield GaugeMetricFamily(
            "fuwake_event_loop_stamp_age_seconds", "Seconds since the event loop last turned.", health.pulse.age
        )
        if (silence := health.line.silence) is not None:
            yield GaugeMetricFamily(
                "fuwake_slack_socket_silence_seconds", "Seconds since Slack's last sign of life on the socket.", silence
            )
            yield GaugeMetricFamily(
                "fuwake_slack_app_sockets", "Sockets of the whole app, as Slack counts them.", health.line.sockets
            )
        counts = self._counts.answer()
        yield GaugeMetricFamily("fuwake_database_up", "1 when the database answers, else 0.", int(counts is not None))
        if counts is not None:
            yield from _jobs(counts)

    def describe(self) -> Iterator[Metric]:
        """Nothing: a registry that asked for names would ask the database."""
        return iter(())


def _jobs(counts: JobCounts) -> Iterator[Metric]:
    jobs = GaugeMetricFamily("fuwake_jobs", "Jobs of all processes, by state.", labels=["state"])
    for state in ("waiting", "delayed", "running", "failed"):
        jobs.add_metric([state], getattr(counts, state))
    yield jobs
    yield GaugeMetricFamily(
        "fuwake_jobs_oldest_waiting_seconds", "Seconds since the oldest waiting job was due.", counts.oldest
    )
