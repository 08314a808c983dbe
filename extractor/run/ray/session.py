"""A connection to Ray: a cluster's, or a Ray of this machine's own for as long as the run lasts. Quiet: the run has its own progress line."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractor.errors import UsageError

_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DATA_LOG_LEVEL": "CRITICAL",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
"""What Ray reads from the environment when it is imported; what the user has set there goes before."""
_KNOCK = 10
"""Seconds for a cluster's port to answer."""


@contextmanager
def session(address: str | None = None, cpus: int | None = None) -> Iterator[Any]:
    """Ray, connected. A connection that is there already is used, and left.

    Args:
        address: "auto" or HOST:PORT of the cluster that this machine belongs to; None: RAY_ADDRESS, else a Ray of its own.
        cpus: how many CPUs a Ray of its own has; None: those of the machine.

    Raises:
        UsageError: Ray is not installed, or no cluster is there.
    """
    address = address or os.environ.get("RAY_ADDRESS")
    if address and address.startswith("ray://"):
        raise UsageError(f"{address}: Ray Client is not supported; run on a machine of the cluster with --ray-address auto, or use: ray job submit")
    if address:
        _knock(address)
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError:
        raise UsageError("the Ray engine needs Ray: pip install 'fact-extractor[ray]'") from None
    if ray.is_initialized():
        yield ray
        return
    try:
        own: dict[str, Any] = {"address": address} if address else {"address": "local", "num_cpus": cpus, "include_dashboard": False}
        with _native_silence(), _own_signals():
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **own)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise _unreached(address or "this machine", error) from None
    try:
        # Ray prints each actor that died, though it is made up for: there is no public switch for that.
        ray._private.worker._worker_logs_enabled = False
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"ray\.")
            yield ray
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise UsageError if nobody listens at HOST:PORT: Ray itself would wait for minutes without a word."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit():
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK).close()
        except OSError as error:
            raise _unreached(address, error) from None


def _unreached(where: str, error: Exception) -> UsageError:
    return UsageError(f"Ray can't be reached at {where}: {' '.join(str(error).split())[:200]}")


@contextmanager
def _native_silence() -> Iterator[None]:
    """Nothing on the process's standard error, where Ray's native code says that it has read RAY_BACKEND_LOG_LEVEL."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def _own_signals() -> Iterator[None]:
    """Ray takes SIGTERM for itself when it starts in the main thread: the run's own handler stays."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
