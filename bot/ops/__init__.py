"""Ops: how a running Fuwake is watched, over HTTP: /healthz, /readyz and /metrics."""

from __future__ import annotations

from bot.ops.server import serving

__all__ = ["serving"]
