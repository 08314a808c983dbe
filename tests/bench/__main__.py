"""`make bench`: every scenario, or those named; a table on standard error, JSON on standard output."""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.scenarios import SCENARIOS

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=f"{', '.join(SCENARIOS)}; default: all")
    asked = parser.parse_args().scenarios or list(SCENARIOS)
    if unknown := set(asked) - set(SCENARIOS):
        parser.error(f"unknown scenario {unknown.pop()!r}: choose among {', '.join(SCENARIOS)}")
    console, found = Console(stderr=True, highlight=False), {}
    table = Table("scenario", "figure", "measured", "goal")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name in asked:
            with console.status(f"{name}: {(SCENARIOS[name].__doc__ or '').splitlines()[0]}"):
                found[name] = SCENARIOS[name](Path(folder))
            for what, figure in found[name].items():
                table.add_row(name, what, f"{figure.value:,.4g}", figure.goal)
    console.print(table)
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    print(json.dumps({"machine": machine, "scenarios": {name: {what: asdict(figure) for what, figure in part.items()} for name, part in found.items()}}))
