"""One attempt at a job, and the job as people see it."""

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

LONGEST_WAIT = 900.0  # seconds between two attempts
LONGEST_WAIT_DYING = 60.0  # and after one whose process died
State = Literal["waiting", "running", "done", "failed"]
FAILED = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")  # the engine's words


class JobsDown(Exception):  # noqa: N818 - a state of the world; the caller must not acknowledge
    """Nothing was promised: the database is away, or jobs are not started."""


class JobFailed(Exception):  # noqa: N818 - kept as the reason of a failed job
    """The last attempt of a job raised; the text says what."""


@dataclass(frozen=True)
class Job:
    """A job that waits, runs or has failed; ``attempt`` counts from 1, ``created`` is UTC."""

    id: str
    task: str
    key: str
    payload: dict[str, Any]
    attempt: int
    state: State
    created: datetime
    error: str | None


@dataclass(frozen=True)
class Patience:
    """How often and how long: ``attempts`` in all, each of ``timeout`` seconds, ``backoff`` ** attempt apart.

    An attempt whose process died is somebody else's fault more often than its own, also while it waited for its turn: so
    it is given up after ``deaths`` attempts only.
    """

    timeout: float
    attempts: int
    backoff: float
    deaths: int = 18

    def ends(self, attempt: "Attempt") -> bool:
        """Tell whether the job has failed when this attempt does."""
        return attempt.attempt >= self.attempts

    def ends_dying(self, attempt: "Attempt") -> bool:
        """Tell whether the job is poisonous when the process of this attempt has died."""
        return attempt.attempt >= max(self.deaths, self.attempts)

    def gave_up(self, row: Any) -> bool:
        """Tell whether a row that ended badly is a failed job: a cancelled one with attempts left was returned."""
        return row.status != "CANCELLED" or self.ends_dying(attempt_of(row))

    def delay(self, attempt: "Attempt") -> float:
        """Return the seconds to wait after this attempt."""
        return min(LONGEST_WAIT, self.backoff**attempt.attempt)

    def delay_dying(self, attempt: "Attempt") -> float:
        """Return the seconds to wait when its process has died: scattered, so that it does not take the same others along."""
        return min(LONGEST_WAIT_DYING, self.delay(attempt)) * random.uniform(0.5, 1.5)  # noqa: S311


@dataclass(frozen=True)
class Attempt:
    """The ``number``-th row of a key, the ``attempt``-th try since it was put or retried; ``payload`` is JSON."""

    task: str
    payload: str
    key: str
    number: int = 1
    attempt: int = 1

    @property
    def id(self) -> str:
        """Name the row: ``key#number``. The same next row has the same name in every process."""
        return f"{self.key}#{self.number}"

    def following(self) -> "Attempt":
        """Return the attempt after this one."""
        return Attempt(self.task, self.payload, self.key, self.number + 1, self.attempt + 1)

    def anew(self) -> "Attempt":
        """Return the first of a new series of attempts."""
        return Attempt(self.task, self.payload, self.key, self.number + 1)

    def args(self) -> tuple[str, str, str, int, int]:
        """Return the fields, as they are stored."""
        return self.task, self.payload, self.key, self.number, self.attempt


def attempt_of(row: Any) -> Attempt:
    """Read the attempt out of a row of the jobs engine."""
    return Attempt(*row.input["args"])


def state_of(status: str) -> State:
    """Say in our words how far a row is."""
    if status in FAILED:
        return "failed"
    return {"PENDING": "running", "SUCCESS": "done"}.get(status, "waiting")  # type: ignore[return-value]


def job_of(row: Any) -> Job:
    """Show a row of the jobs engine to people."""
    attempt = attempt_of(row)
    state = state_of(row.status)
    error = (str(row.error) if row.error else "its process died") if state == "failed" else None
    return Job(
        id=row.workflow_id,
        task=attempt.task,
        key=attempt.key,
        payload=json.loads(attempt.payload),
        attempt=attempt.attempt,
        state=state,
        created=datetime.fromtimestamp((row.created_at or 0) / 1000, UTC),
        error=error,
    )


def promised_job(attempt: Attempt) -> Job:
    """Show a job that was promised and not begun; nobody wrote down when."""
    payload = json.loads(attempt.payload)
    now = datetime.now(UTC)
    return Job(
        attempt.id, attempt.task, attempt.key, payload, attempt.attempt, state="waiting", created=now, error=None
    )
